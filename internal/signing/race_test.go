package signing_test

import (
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/signing"
)

// TestTwoPutTheSameVersionForward: of two who choose the signatories at once one round begins, with all its places.
func TestTwoPutTheSameVersionForward(t *testing.T) {
	each(t, func(h house) {
		d, whole := h.approved(), h.seats()[:3]
		whole[2].Both = true
		var a, b signing.Round
		one, two := h.both(
			func() (err error) {
				a, err = h.svc.Begin(h.Context(), h.coordinator(h.board), d.ID, h.seats())
				return err
			},
			func() (err error) {
				b, err = h.svc.Begin(h.Context(), h.coordinator(directory.PES), d.ID, whole)
				return err
			})
		if (one == nil) == (two == nil) || one != nil && !fault.Is(one, fault.Conflict) || two != nil && !fault.Is(two, fault.Conflict) {
			h.Fatalf("%v, %v", one, two)
		}
		won, places := a, 4
		if one != nil {
			won, places = b, 3
		}
		now, ok, err := signing.Latest(h.Context(), h.DB, d.ID)
		h.must(err)
		if !ok || now.ID != won.ID || len(now.Slots) != places {
			h.Errorf("round %s with %d places, want %s with %d", now.ID, len(now.Slots), won.ID, places)
		}
	})
}

// TestOneSignsWhileTheDelegationIsNarrowed: who signs for both does so on a delegation that covers both, whatever is
// recorded at the same time.
func TestOneSignsWhileTheDelegationIsNarrowed(t *testing.T) {
	each(t, func(h house) {
		ctx, seats := h.Context(), h.seats()[:3]
		seats[2].Both, seats[2].Group = true, 1
		r, err := h.svc.Begin(ctx, h.coordinator(h.board), h.approved().ID, seats)
		h.must(err)
		slot, narrow := h.slotOf(r, "perl"), h.seats()[0].Delegation
		wide := narrow
		wide.Both = true
		h.must(h.svc.SetDelegation(ctx, h.coordinator(directory.PES), slot.ID, wide, ""))
		per := h.shown(h.signatory("perl", directory.PES))
		signed, changed := h.both(
			func() error { return h.svc.Sign(ctx, per, slot.ID, r.Digest) },
			func() error { return h.svc.SetDelegation(ctx, h.coordinator(directory.PES), slot.ID, narrow, "") })
		if signed != nil && !fault.Is(signed, fault.Conflict) || changed == nil {
			h.Errorf("signed: %v, narrowed: %v", signed, changed)
		}
		if d := h.slotOf(r, "perl").Delegation(); !d.Both {
			h.Errorf("it stands on %q", d.Text().Sv)
		}
	})
}
