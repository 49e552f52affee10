package signing_test

import (
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
)

// signedBy lets an approved draft be signed by all four.
func (h house) signedBy(d negotiation.Draft) signing.Round {
	h.Helper()
	r, err := h.svc.Begin(h.Context(), h.coordinator(h.board), d.ID, h.seats())
	h.must(err)
	h.delegated(r)
	for _, who := range []string{"karin", "lars", "perl", "karl"} {
		h.must(h.sign(r, who))
	}
	done, err := signing.ByID(h.Context(), h.DB, r.ID)
	h.must(err)
	return done
}

// changedDraft is an approved draft of a kind from an agreement, with changes.
func (h house) changedDraft(kind negotiation.Kind, agreement string, edits ...negotiation.Edit) negotiation.Draft {
	h.Helper()
	ctx, af, drafts := h.Context(), h.coordinator(directory.PES), h.svc.Drafts
	d, err := drafts.Start(ctx, af, negotiation.Beginning{Kind: kind, Agreement: agreement})
	h.must(err)
	for _, e := range edits {
		doc, err := negotiation.Work(ctx, h.DB, d.ID)
		h.must(err)
		e.Seen = negotiation.Stamp(doc, e.Field)
		_, _, err = drafts.Change(ctx, af, d.ID, e)
		h.must(err)
	}
	d, err = drafts.Propose(ctx, af, d.ID)
	h.must(err)
	return h.approve(d)
}

// goal is what K9.1 promises on a day, in per cent, and since when.
func (h house) goal(id string, day calendar.Date) (string, calendar.Date) {
	h.Helper()
	held, err := commitment.InForce(h.Context(), h.DB, id, day)
	h.must(err)
	if len(held) != 1 {
		h.Fatalf("%d commitments on %s", len(held), day)
	}
	return held[0].Commitment.Measures[0].Target.String(), held[0].Since
}

func (h house) deviates(id string, day calendar.Date) bool {
	h.Helper()
	text, known, err := negotiation.TextOn(h.Context(), h.DB, id, day)
	h.must(err)
	if !known {
		h.Fatalf("no text on %s", day)
	}
	return len(text.Doc.Deviations) > 0
}

// TestARenewalBeginsOnItsFirstDay: signed long before, it changes neither text nor promises until its term begins; the
// municipality is covered all along, and what is amended meanwhile is amended until then.
func TestARenewalBeginsOnItsFirstDay(t *testing.T) {
	each(t, func(h house) {
		ctx := h.Context()
		r := h.concluded()
		first, last, next := monday, calendar.NewDate(2028, 12, 31), calendar.NewDate(2029, 1, 1)
		d := h.changedDraft(negotiation.Renewal, r.Agreement, h.target(95),
			negotiation.Edit{Field: negotiation.NewDeviation, Deviation: &clause.Deviation{On: "9", Kind: clause.Replaces, Text: "Frågor ställs per telefon.", Reason: "Bråttom."}})
		renewed := h.signedBy(d)
		if renewed.Agreement != r.Agreement {
			h.Fatal("the renewal is another agreement")
		}
		a, err := agreement.ByID(ctx, h.DB, r.Agreement)
		h.must(err)
		if a.From != first || a.RenewedFrom != next || a.TermOn(first).To != last || a.Next(first).From != next || a.Next(next).From == next || a.Last() != calendar.NewDate(2030, 12, 31) {
			h.Errorf("the register has %s, renewed from %s", a.Period(), a.RenewedFrom)
		}
		check := func(day calendar.Date, goal string, deviates bool) {
			h.Helper()
			if got, _ := h.goal(r.Agreement, day); got != goal || h.deviates(r.Agreement, day) != deviates || !a.InForce(day) {
				h.Errorf("on %s %s %% is promised, deviates %v", day, got, h.deviates(r.Agreement, day))
			}
		}
		check(first, "90", false)
		check(last, "90", false)
		check(next, "95", true)
		if _, err := h.svc.Drafts.Start(ctx, h.coordinator(directory.PES), negotiation.Beginning{Kind: negotiation.Renewal, Agreement: r.Agreement}); !fault.Is(err, fault.Conflict) {
			h.Errorf("renewed twice: %v", err)
		}
		h.signedBy(h.changedDraft(negotiation.Amendment, r.Agreement, h.target(88)))
		check(first, "88", false)
		check(last, "88", false)
		check(next, "95", true)
		if a, err = agreement.ByID(ctx, h.DB, r.Agreement); err != nil || a.Last() != calendar.NewDate(2030, 12, 31) || !a.Coming(first) {
			h.Errorf("the amendment took the renewal away: %s %v", a.Period(), err)
		}
	})
}

// TestWhatARenewalTakesOverGoesOn: an unchanged promise reads as it has since the beginning, and a dispute about it too.
func TestWhatARenewalTakesOverGoesOn(t *testing.T) {
	each(t, func(h house) {
		ctx := h.Context()
		r := h.concluded()
		_, err := h.svc.Commitments.Dispute(ctx, h.coordinator(h.board), commitment.Key{Agreement: r.Agreement, Number: "K9.1", Version: 1}, "Det går inte.")
		h.must(err)
		h.signedBy(h.changedDraft(negotiation.Renewal, r.Agreement))
		a, err := agreement.ByID(ctx, h.DB, r.Agreement)
		h.must(err)
		for _, day := range []calendar.Date{monday, calendar.NewDate(2030, 1, 1)} {
			held, err := commitment.Of(ctx, h.DB, a, day)
			h.must(err)
			if k := held[0]; k.State != commitment.Disputed || k.Since != monday || k.To != calendar.NewDate(2030, 12, 31) {
				h.Errorf("on %s: %s since %s until %s", day, k.State, k.Since, k.To)
			}
		}
		h.signedBy(h.changedDraft(negotiation.Amendment, r.Agreement, h.target(88)))
		if goal, since := h.goal(r.Agreement, calendar.NewDate(2030, 1, 1)); goal != "90" || since != calendar.NewDate(2029, 1, 1) {
			h.Errorf("the renewal promises %s since %s", goal, since)
		}
	})
}

// TestADelegationsNumberIsNotTheAgreements: each party's own number stands until the party changes it.
func TestADelegationsNumberIsNotTheAgreements(t *testing.T) {
	each(t, func(h house) {
		ctx := h.Context()
		r := h.concluded()
		a, err := agreement.ByID(ctx, h.DB, r.Agreement)
		h.must(err)
		if a.RegistryNumber(h.board) != "" {
			h.Errorf("the delegation's number %q is the agreement's", a.RegistryNumber(h.board))
		}
		a, err = h.svc.Agreements.Number(ctx, policy.Actor{ID: "reg", Authority: h.board, Roles: []policy.Role{policy.Coordinator}}, a.ID, a.Version, "AMN 2026/900")
		h.must(err)
		h.signedBy(h.changedDraft(negotiation.Amendment, r.Agreement, h.target(88)))
		if a, err = agreement.ByID(ctx, h.DB, r.Agreement); err != nil || a.RegistryNumber(h.board) != "AMN 2026/900" {
			h.Errorf("after the amendment the number is %q, %v", a.RegistryNumber(h.board), err)
		}
	})
}

// TestANewAgreementBesideAnotherIsToldInTime: it is neither approved nor put forward for signing, with the day from which
// it can hold in the words; taken back from signing, the draft can be changed again.
func TestANewAgreementBesideAnotherIsToldInTime(t *testing.T) {
	each(t, func(h house) {
		ctx, board := h.Context(), h.coordinator(h.board)
		late := h.approved() // approved before the other was signed
		h.concluded()
		_, err := h.svc.Begin(ctx, board, late.ID, h.seats())
		if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "redan en överenskommelse") || !strings.Contains(err.Error(), "1 januari 2029") || len(fault.ProblemsOf(err)) != 0 {
			h.Errorf("signing began: %v", err)
		}
		_, err = h.svc.Drafts.TakeBack(ctx, board, late.ID, "Det finns redan en.")
		h.must(err)
		d, err := h.svc.Drafts.TakePen(ctx, board, late.ID)
		h.must(err)
		for id, day := range map[string]string{"giltig_fran": "2029-01-01", "giltig_till": "2031-12-31"} {
			doc, err := negotiation.Work(ctx, h.DB, d.ID)
			h.must(err)
			_, _, err = h.svc.Drafts.Change(ctx, board, d.ID, negotiation.Edit{Field: clause.VariableField(id), Seen: negotiation.Stamp(doc, clause.VariableField(id)), Value: &clause.Value{Text: day}})
			h.must(err)
		}
		d, err = h.svc.Drafts.Propose(ctx, board, d.ID)
		h.must(err)
		h.signedBy(h.approve(d))
	})
}

// TestWithdrawnFromSigningItCanBeChanged: whoever takes the pen first has it, without a comment.
func TestWithdrawnFromSigningItCanBeChanged(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		h.must(h.svc.Withdraw(h.Context(), h.coordinator(directory.PES), r.ID, "Fel datum."))
		d, err := h.svc.Drafts.TakePen(h.Context(), h.coordinator(directory.PES), r.Draft)
		h.must(err)
		doc, err := negotiation.Work(h.Context(), h.DB, d.ID)
		h.must(err)
		f := clause.VariableField("giltig_till")
		_, _, err = h.svc.Drafts.Change(h.Context(), h.coordinator(directory.PES), d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(doc, f), Value: &clause.Value{Text: "2027-12-31"}})
		h.must(err)
	})
}
