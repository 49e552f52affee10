package signing_test

import (
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
)

// TestABoardOfTheSameSideConfirmsNothing: the paper of one board of the municipality is confirmed by the agency, not by
// another board of the same side, which does not reject it either.
func TestABoardOfTheSameSideConfirmsNothing(t *testing.T) {
	each(t, func(h house) {
		ctx := h.Context()
		dir, err := directory.New(h.Trail)
		h.must(err)
		social, err := dir.AddAuthority(ctx, policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: "2085",
			AuthorityDetails: directory.AuthorityDetails{Name: "Socialnämnden (Demo)"}, Validity: directory.Validity{From: calendar.NewDate(2022, 1, 1)}})
		h.must(err)
		h.hire("mats", social.ID)
		h.hire("siv", social.ID)
		seats := append(h.seats(), signing.Seat{Authority: social.ID, Capacity: signing.Administrative, Account: "mats", Group: 1},
			signing.Seat{Authority: social.ID, Capacity: signing.Political, Account: "siv", Group: 1})
		r, err := h.svc.Begin(ctx, h.coordinator(h.board), h.approvedBy(h.board, social.ID).ID, seats)
		h.must(err)
		slot := h.slotOf(r, "karin")
		h.bring(slot.ID, "Karin (Demo)")
		paper := h.paperIn(r, slot.ID)
		if err := h.svc.Confirm(ctx, h.coordinator(social.ID), slot.ID, r.Digest, paper); !fault.Is(err, fault.Denied) {
			h.Errorf("another board of the same side confirmed: %v", err)
		}
		if err := h.svc.RejectPaper(ctx, h.coordinator(social.ID), slot.ID, "Fel."); !fault.Is(err, fault.Denied) {
			h.Errorf("another board of the same side rejected: %v", err)
		}
		h.must(h.svc.Confirm(ctx, h.coordinator(directory.PES), slot.ID, r.Digest, paper))
	})
}

// approvedBy is a draft of several boards that all have approved.
func (h house) approvedBy(boards ...string) negotiation.Draft {
	h.Helper()
	ctx, drafts, af := h.Context(), h.svc.Drafts, h.coordinator(directory.PES)
	d, err := drafts.Start(ctx, af, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: boards})
	h.must(err)
	for id, day := range map[string]string{"giltig_fran": "2026-03-02", "giltig_till": "2028-12-31"} {
		f := clause.VariableField(id)
		_, _, err := drafts.Change(ctx, af, d.ID, negotiation.Edit{Field: f, Seen: negotiation.Stamp(template(), f), Value: &clause.Value{Text: day}})
		h.must(err)
	}
	d, err = drafts.Propose(ctx, af, d.ID)
	h.must(err)
	text, err := negotiation.TextAt(ctx, h.DB, d.ID, d.Latest)
	h.must(err)
	for _, who := range append([]string{directory.PES}, boards...) {
		d, err = drafts.Approve(ctx, h.coordinator(who), d.ID, negotiation.Approving{No: text.No, Digest: text.Digest})
		h.must(err)
	}
	return d
}
