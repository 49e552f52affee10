package agreement_test

import (
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

// leavesOn is the last day of a party, zero when none is set.
func leavesOn(a agreement.Agreement, authority string) (last calendar.Date) {
	for _, p := range a.Parties {
		if p.Authority == authority {
			last = p.Left
		}
	}
	return last
}

// TestAnAmendmentTakesNoNoticeBack: a municipality that has given notice leaves on its day although the agreement is
// amended before, and stays when it signs for a longer time.
func TestAnAmendmentTakesNoNoticeBack(t *testing.T) {
	each(t, func(h house) {
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2401", "2403"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2024-12-01")})
		notice := agreement.Notice{Agreement: a.ID, Municipality: "2403", Given: date("2026-02-27"), Reason: "Vi går över till en egen."}
		if _, err := h.svc.Terminate(t.Context(), coordinatorOf(h.board("2403")), notice, a.Version); err != nil {
			t.Fatal(err)
		}
		amended := h.conclude(agreement.Conclusion{ID: a.ID, Parties: h.parties("2401", "2403"), From: date("2026-03-02"), To: date("2027-12-31"), Signed: date("2026-03-02")})
		if got := leavesOn(amended, h.board("2403")); got != date("2026-08-27") {
			t.Errorf("amended, it leaves on %q, want 2026-08-27", got)
		}
		if got := leavesOn(amended, h.board("2401")); !got.IsZero() {
			t.Errorf("the other leaves on %q", got)
		}
		renewed := h.conclude(agreement.Conclusion{ID: a.ID, Parties: h.parties("2401", "2403"), From: date("2028-01-01"), To: date("2030-12-31"), Signed: date("2026-03-02")})
		if got := leavesOn(renewed, h.board("2403")); !got.IsZero() {
			t.Errorf("renewed, it leaves on %q", got)
		}
	})
}

// TestNothingSignedTakesAHandoverBack: the board that another has taken the place of does not come back, however long
// the agreement now holds.
func TestNothingSignedTakesAHandoverBack(t *testing.T) {
	each(t, func(h house) {
		ctx := t.Context()
		old, next := h.board("2085"), h.anotherBoard("2085", "Arbetsmarknadsnämnden")
		a := h.conclude(agreement.Conclusion{Parties: h.parties("2085"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2024-12-01")})
		p, err := h.svc.ProposeHandover(ctx, coordinatorOf(old), agreement.Handover{Agreement: a.ID, From: old, To: next, Starts: date("2026-06-01"), Reason: "Ny nämndorganisation."})
		if err != nil {
			t.Fatal(err)
		}
		p, err = h.svc.AgreeToHandover(ctx, afCoordinator, p.ID, p.Version)
		if err == nil {
			_, err = h.svc.AgreeToHandover(ctx, coordinatorOf(next), p.ID, p.Version)
		}
		if err != nil {
			t.Fatal(err)
		}
		both := []agreement.Party{{Authority: directory.PES}, {Authority: old, Municipality: "2085"}, {Authority: next, Municipality: "2085"}}
		for _, last := range []string{"2027-12-31", "2030-12-31"} {
			b := h.conclude(agreement.Conclusion{ID: a.ID, Parties: both, From: date("2026-03-02"), To: date(last), Signed: date("2026-03-02")})
			if got := leavesOn(b, old); got != date("2026-05-31") {
				t.Errorf("until %s: the old board leaves on %q, want 2026-05-31", last, got)
			}
		}
	})
}
