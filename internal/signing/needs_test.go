package signing_test

import (
	"strings"
	"testing"

	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/negotiation"
	"samsyn/internal/signing"
)

// TestANewAgreementIsSignedInBothCapacities: the round does not begin while a signature that the table of changes asks
// for has no place, and says which and why; the draft stays as it was.
func TestANewAgreementIsSignedInBothCapacities(t *testing.T) {
	each(t, func(h house) {
		d, ctx := h.approved(), h.Context()
		_, err := h.svc.Begin(ctx, h.coordinator(h.board), d.ID, h.seats()[:3])
		p := fault.ProblemsOf(err)
		if !fault.Is(err, fault.Invalid) || len(p) != 1 || p[0].Field != "seat:af:political" || !strings.Contains(p[0].Text.Sv, "ny överenskommelse") {
			h.Fatalf("began without the agency's political signature: %v %v", err, p)
		}
		now, err := negotiation.Get(ctx, h.DB, d.ID)
		h.must(err)
		if now.State != negotiation.Approved {
			h.Errorf("the draft is %s", now.State)
		}
		_, err = h.svc.Begin(ctx, h.coordinator(h.board), d.ID, h.seats())
		h.must(err)
	})
}

// TestOneSignsForBothOnADelegationThatSaysSo: the party itself records a decision that covers both before the signature,
// and nobody else does.
func TestOneSignsForBothOnADelegationThatSaysSo(t *testing.T) {
	each(t, func(h house) {
		ctx, seats := h.Context(), h.seats()[:3]
		seats[2].Both = true
		r, err := h.svc.Begin(ctx, h.coordinator(h.board), h.approved().ID, seats)
		h.must(err)
		slot := h.slotOf(r, "perl")
		if !slot.Both || slot.Delegation() != (signing.Delegation{}) {
			h.Fatalf("the slot stands on %+v, both %v", slot.Delegation(), slot.Both)
		}
		h.must(h.sign(r, "karin"))
		h.must(h.sign(r, "lars"))
		if err := h.sign(r, "perl"); !fault.Is(err, fault.Invalid) {
			h.Errorf("signed for both on no delegation: %v", err)
		}
		narrow := h.seats()[0].Delegation
		if err := h.svc.SetDelegation(ctx, h.coordinator(directory.PES), slot.ID, narrow, ""); !fault.Is(err, fault.Invalid) || fault.ProblemsOf(err)[0].Field != "both" {
			h.Errorf("a delegation that does not cover both was recorded: %v", err)
		}
		wide := narrow
		wide.Both = true
		h.must(h.svc.SetDelegation(ctx, h.coordinator(directory.PES), slot.ID, wide, ""))
		if d := h.slotOf(r, "perl").Delegation(); !d.Both || !strings.Contains(d.Text().Sv, "både nämnden och förvaltningen") {
			h.Errorf("recorded as %q", d.Text().Sv)
		}
		h.must(h.sign(r, "perl"))
		if h.covered() != 1 {
			h.Error("the last signature made no agreement")
		}
	})
}

// TestAnotherTargetTakesTheAdministrationsSignature: an amendment of a figure alone is signed by the heads of
// administration, and of nothing less; that of a clause takes both.
func TestAnotherTargetTakesTheAdministrationsSignature(t *testing.T) {
	each(t, func(h house) {
		ctx := h.Context()
		r := h.concluded()
		d := h.amended(r.Agreement, h.target(95))
		_, err := h.svc.Begin(ctx, h.coordinator(h.board), d.ID, h.onlyPolitical())
		if p := fault.ProblemsOf(err); len(p) != 2 || p[0].Field != "seat:"+h.board+":administrative" && p[1].Field != "seat:"+h.board+":administrative" {
			h.Fatalf("signed by the political ones alone: %v %v", err, p)
		}
		seats := h.seats()
		amended, err := h.svc.Begin(ctx, h.coordinator(h.board), d.ID, []signing.Seat{seats[0], seats[2]})
		h.must(err)
		h.must(h.svc.SetDelegation(ctx, h.coordinator(directory.PES), h.slotOf(amended, "perl").ID, seats[0].Delegation, ""))
		h.must(h.sign(amended, "karin"))
		h.must(h.sign(amended, "perl"))
		text, _, err := negotiation.TextOf(ctx, h.DB, r.Agreement)
		h.must(err)
		if k, _ := text.Doc.Commitment("K9.1"); *k.Measures[0].Target != clause.N(95) {
			h.Errorf("the target in force is %v", k.Measures[0].Target)
		}
		d = h.amended(r.Agreement, negotiation.Edit{Field: negotiation.NewDeviation, Deviation: &clause.Deviation{On: "9", Kind: clause.Adds, Text: "Även per telefon.", Reason: "Bråttom ibland."}})
		if _, err := h.svc.Begin(ctx, h.coordinator(h.board), d.ID, []signing.Seat{seats[0], seats[2]}); len(fault.ProblemsOf(err)) != 2 {
			h.Errorf("a deviation was signed without the political ones: %v", err)
		}
	})
}

func (h house) onlyPolitical() []signing.Seat { s := h.seats(); return []signing.Seat{s[1], s[3]} }

// concluded is an agreement that four have signed.
func (h house) concluded() signing.Round {
	h.Helper()
	r := h.begun()
	for _, who := range []string{"karin", "lars", "perl", "karl"} {
		h.must(h.sign(r, who))
	}
	done, err := signing.ByID(h.Context(), h.DB, r.ID)
	h.must(err)
	return done
}

// target is the change of what K9.1 promises, in per cent.
func (h house) target(percent int64) negotiation.Edit {
	k := template().Commitments[0]
	n := clause.N(percent)
	k.Measures = append([]clause.Measure(nil), k.Measures...)
	k.Measures[0].Target, k.Reason = &n, "Det gick bra."
	return negotiation.Edit{Field: clause.CommitmentField("K9.1"), Commitment: &k}
}

// amended is an approved amendment with one change.
func (h house) amended(agreement string, e negotiation.Edit) negotiation.Draft {
	h.Helper()
	ctx, af, drafts := h.Context(), h.coordinator(directory.PES), h.svc.Drafts
	d, err := drafts.Start(ctx, af, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: agreement})
	h.must(err)
	doc, err := negotiation.Work(ctx, h.DB, d.ID)
	h.must(err)
	e.Seen = negotiation.Stamp(doc, e.Field)
	_, _, err = drafts.Change(ctx, af, d.ID, e)
	h.must(err)
	d, err = drafts.Propose(ctx, af, d.ID)
	h.must(err)
	return h.approve(d)
}
