package negotiation_test

import (
	"context"
	"testing"

	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
)

// readied is an amendment that Anna writes, with a ready proposal for K9.1.
func (h *house) readied() negotiation.Draft {
	h.t.Helper()
	_, a := h.concluded()
	d, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
	h.must(err)
	signed, _ := h.doc(d.ID).Commitment("K9.1")
	h.svc.Ready = func(_ context.Context, _ db.Reader, id string) ([]negotiation.Ready, error) {
		if id != a.ID {
			h.t.Errorf("asked for %s", id)
		}
		return []negotiation.Ready{{Number: "K9.1", Signed: signed.Measures[0], Target: num(84), Found: language.T("Februari 2026: 84,2 %.", "February 2026: 84.2 %."), Path: "/ataganden/x/K9.1/utfall", Reason: "Utfall februari 2026: 84,2 %."}}, nil
	}
	return d
}

func TestAReadyProposalIsPutInWithOneClick(t *testing.T) {
	s := serve(t)
	d := s.readied()
	s.as(s.anna)
	page := s.see(d.Path(), "Förslag utifrån utfallet", "Februari 2026: 84,2 %.", "minst 84", "Lägg in i utkastet")
	field := d.Path() + "/falt/commitment:K9.1"
	s.goes(s.post(field, "seen", hidden(page, "seen"), "reason", hidden(page, "reason"), "target0", hidden(page, "target0"), "relief", hidden(page, "relief"), "from", hidden(page, "from"), "to", hidden(page, "to")))
	before, after := *num(84), s.doc(d.ID)
	k, _ := after.Commitment("K9.1")
	if *k.Measures[0].Target != before || k.Measures[0].Limit != 2 || !k.Relief || k.Reason != "Utfall februari 2026: 84,2 %." {
		t.Errorf("the draft says %+v", k)
	}
	all, _, err := s.svc.ReadyFor(ctx, s.DB, d, after)
	if s.must(err); len(all) != 0 {
		t.Errorf("what is taken up is proposed still: %+v", all)
	}
	s.as(s.af).see(d.Path(), "Förslag utifrån utfallet") // the other party sees the text in force, and nothing of what is being written
}

func TestAReadyProposalIsDismissedWithAReason(t *testing.T) {
	each(t, func(h *house) {
		d, f := h.readied(), clause.CommitmentField("K9.1")
		h.refused(h.svc.Dismiss(ctx, h.anna, d.ID, f, "  "), fault.Invalid, "")
		h.refused(h.svc.Dismiss(ctx, h.anna, d.ID, clause.CommitmentField("K9.2"), "Nej."), fault.Conflict, "")
		h.refused(h.svc.Dismiss(ctx, h.johan, d.ID, f, "Nej."), fault.NotFound, "")
		h.must(h.svc.Dismiss(ctx, h.anna, d.ID, f, "Vi anställer i stället."))
		h.refused(h.svc.Dismiss(ctx, h.birgit, d.ID, f, "Nej."), fault.Conflict, "")
		_, dismissed, err := h.svc.ReadyFor(ctx, h.DB, d, h.doc(d.ID))
		h.must(err)
		if x := dismissed[f]; x.Authority != h.work || x.Reason != "Vi anställer i stället." {
			h.t.Errorf("dismissed: %+v", dismissed)
		}
	})
}
