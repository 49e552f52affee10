package negotiation_test

import (
	"slices"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

// left lets a party of an agreement have left on a day.
func (h *house) left(agreementID, authority string, day calendar.Date) {
	h.t.Helper()
	h.must(h.act(func(tx *audit.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE agreement_party SET left_on = $3 WHERE agreement_id = $1 AND authority_id = $2", agreementID, authority, day); err != nil {
			return err
		}
		return tx.Note("test", directory.Authority{ID: authority}.Ref(), nil)
	}))
}

// contact changes the contact person in a draft and puts it forward.
func (h *house) contact(d negotiation.Draft, name string) {
	h.t.Helper()
	f := clause.VariableField("kontakt")
	_, _, err := h.svc.Change(ctx, h.anna, d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(h.doc(d.ID), f), Value: &clause.Value{Text: name, Function: "samordnare"}})
	h.must(err)
	_, err = h.svc.Propose(ctx, h.anna, d.ID)
	h.must(err)
}

// TestWhatWasAgreedMeanwhileIsNotUndone: of two drafts from the same text, the one that is late does not take back what
// the other changed.
func TestWhatWasAgreedMeanwhileIsNotUndone(t *testing.T) {
	each(t, func(h *house) {
		_, a := h.concluded()
		renewal, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Renewal, Agreement: a.ID, Propose: true})
		h.must(err)
		amend, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
		h.must(err)
		h.contact(amend, "Kim Ny (Demo)")
		for _, who := range []policy.Actor{h.af, h.anna, h.birgit} {
			_, err = h.svc.Approve(ctx, who, amend.ID, h.seen(amend.ID, 1))
			h.must(err)
		}
		_, err = h.svc.Approve(ctx, h.af, renewal.ID, h.seen(renewal.ID, 1))
		h.refused(err, fault.Conflict, "text har ändrats")
	})
}

// TestAnApprovedDraftIsOvertaken: neither begins to be signed nor is signed.
func TestAnApprovedDraftIsOvertaken(t *testing.T) {
	h := openSQLite(t)
	_, a := h.concluded()
	renewal, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Renewal, Agreement: a.ID, Propose: true})
	h.must(err)
	for _, who := range []policy.Actor{h.af, h.anna, h.birgit} {
		renewal, err = h.svc.Approve(ctx, who, renewal.ID, h.seen(renewal.ID, 1))
		h.must(err)
	}
	h.left(a.ID, h.social, calendar.NewDate(2026, 3, 1))
	err = h.act(func(tx *audit.Tx) error { _, _, err := h.svc.BeginSigning(ctx, tx, renewal.ID); return err })
	h.refused(err, fault.Conflict, "parter har ändrats")
	_, err = h.svc.ToSign(ctx, h.DB, renewal, 1)
	h.refused(err, fault.Conflict, "parter har ändrats")
}

// TestWhoHasLeftIsNoPartyAgain: a draft from an agreement binds those who are bound, and one who has left may join again.
func TestWhoHasLeftIsNoPartyAgain(t *testing.T) {
	h := openSQLite(t)
	_, a := h.concluded()
	h.left(a.ID, h.social, calendar.NewDate(2026, 3, 1))
	amend, err := h.svc.Start(ctx, h.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
	h.must(err)
	if amend.Binds(h.social) || !amend.Binds(h.work) {
		t.Errorf("the amendment binds %+v", amend.Parties)
	}
	joining, err := h.svc.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.Joining, Agreement: a.ID, Boards: []string{h.social}, Propose: true})
	h.must(err)
	if !joining.Binds(h.social) || !slices.Equal(joining.Municipalities(), []string{"2085"}) {
		t.Errorf("the joining binds %+v", joining.Parties)
	}
	if _, err = h.svc.Approve(ctx, h.af, joining.ID, h.seen(joining.ID, 1)); fault.Is(err, fault.Conflict) {
		t.Error(err)
	}
}
