package signing_test

import (
	"bytes"
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/signing"
)

// paperIn is the scan that lies in a slot now.
func (h house) paperIn(r signing.Round, slot string) string {
	h.Helper()
	now, err := signing.ByID(h.Context(), h.DB, r.ID)
	h.must(err)
	s, _ := now.Slot(slot)
	return s.Paper
}

func (h house) bring(slot, name string) {
	h.Helper()
	content := onePage(h.T)
	scan, err := file.Check(file.Input{Name: "papper.pdf", Content: bytes.NewReader(content), Size: int64(len(content)), Owner: h.board})
	h.must(err)
	h.must(h.svc.Bring(h.Context(), h.coordinator(h.board), slot, signing.OnPaper{Name: name, Function: "chef", On: monday, Scan: scan, Delegation: h.seats()[0].Delegation}))
}

// TestThePaperThatWasReadIsTheOneConfirmed: between reading and confirming nothing of a paper is exchanged, neither the
// scan nor who is said to have signed it, nor on what.
func TestThePaperThatWasReadIsTheOneConfirmed(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		slot, ctx := h.slotOf(r, "karin"), h.Context()
		h.bring(slot.ID, "Karin (Demo)")
		read := h.paperIn(r, slot.ID)
		if err := h.svc.Replace(ctx, h.coordinator(h.board), slot.ID, signing.Seat{Account: "sven"}); !fault.Is(err, fault.Conflict) {
			h.Errorf("somebody else is put under Karin's paper: %v", err)
		}
		if err := h.svc.SetDelegation(ctx, h.coordinator(h.board), slot.ID, h.seats()[0].Delegation, "ordförande"); !fault.Is(err, fault.Conflict) {
			h.Errorf("the function is changed under the paper: %v", err)
		}
		h.bring(slot.ID, "Någon Annan (Demo)")
		if err := h.svc.Confirm(ctx, h.coordinator(directory.PES), slot.ID, r.Digest, read); !fault.Is(err, fault.Conflict) {
			h.Errorf("a paper that nobody of the agency has read is confirmed: %v", err)
		}
		same := h.coordinator(directory.PES)
		same.ID = h.coordinator(h.board).ID // somebody who has a duty with both
		if err := h.svc.Confirm(ctx, same, slot.ID, r.Digest, h.paperIn(r, slot.ID)); !fault.Is(err, fault.Denied) {
			h.Errorf("who brought it confirms it: %v", err)
		}
		h.must(h.svc.RejectPaper(ctx, h.coordinator(directory.PES), slot.ID, "Fel papper."))
		h.must(h.svc.Replace(ctx, h.coordinator(h.board), slot.ID, signing.Seat{Account: "sven", Delegation: h.seats()[0].Delegation}))
		h.must(h.sign(r, "sven"))
	})
}
