package request_test

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
)

// seeker is somebody who has signed in to their own pages with a number.
func (h *house) seeker(id, digitsOf string) policy.Actor {
	h.t.Helper()
	h.must(h.Trail.Do(h.t.Context(), system, func(tx *audit.Tx) error {
		if _, err := tx.Exec(h.t.Context(), "INSERT INTO seeker (id, number, lang, demo, created_at) VALUES ($1, $2, 'sv', TRUE, $3)", id, []byte("-"), db.At(tx.Now())); err != nil {
			return err
		}
		if _, err := tx.Exec(h.t.Context(), "INSERT INTO seeker_number (digest, seeker_id) VALUES ($1, $2)", h.Keys.Digest("person.number", digits(digitsOf).TwelveDigits()), id); err != nil {
			return err
		}
		return tx.Note(policy.OpenMyPages, ref.To("seeker", id), nil)
	}))
	return policy.Actor{ID: id, Roles: []policy.Role{policy.Jobseeker}}
}

// A person asks on their own pages, sees what they have asked wherever it was, and nothing of anybody else's.
func TestAPersonAsksOnTheirOwnPages(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		nora, amir := h.seeker("s1", number), h.seeker("s2", another)
		in := asking(request.Question)
		in.Authority, in.Wish = h.board, request.MyPages
		r, err := h.svc.Ask(ctx, nora, in)
		h.expect(r, err, "received live my-pages 1")
		if r.Channel != request.MyPages || r.By != request.Person || r.Checked != request.BySignIn || r.EnteredBy != "" {
			t.Errorf("it came %s by %s, checked %s, entered by %q", r.Channel, r.By, r.Checked, r.EnteredBy)
		}
		byPhone := h.ask(request.Question)
		mine, err := h.svc.List(ctx, h.DB, nora, request.Filter{Box: request.AnyBox})
		if h.must(err); len(mine) != 2 {
			t.Errorf("%d are listed", len(mine))
		}
		if v, err := h.svc.Open(ctx, nora, byPhone.ID); err != nil || !v.Reads || v.Content.Text == "" {
			t.Errorf("what was asked by telephone is not read: %v", err)
		}
		_, err = h.svc.Open(ctx, amir, r.ID)
		h.refused(err, fault.NotFound, "somebody else's")
		_, err = h.svc.Withdraw(ctx, amir, key(r))
		h.refused(err, fault.NotFound, "taking back somebody else's")
		if others, err := h.svc.List(ctx, h.DB, amir, request.Filter{Box: request.AnyBox}); err != nil || len(others) != 0 {
			t.Errorf("another lists %d, %v", len(others), err)
		}
		_, err = h.svc.Answer(ctx, nora, key(r), request.Reply{Text: "Ja."})
		h.refused(err, fault.NotFound, "answered by the person")
		r, err = h.svc.Take(ctx, h.elin, key(r))
		h.must(err)
		r, err = h.svc.AskMore(ctx, h.elin, key(r), "Vilket beslut?")
		h.must(err)
		r, err = h.svc.GiveMore(ctx, nora, key(r), "Det från i mars.")
		h.expect(r, err, "taken live my-pages 1")
		if got := h.told(request.NewsMoved); len(got) != 1 || got[0] != h.elin.ID {
			t.Errorf("told that more was given: %v", got)
		}
		r, err = h.svc.Answer(ctx, h.elin, key(r), request.Reply{Text: "På fredag."})
		h.expect(r, err, "answered told my-pages 1")
		r, err = h.svc.Reopen(ctx, nora, key(r), "Vilken fredag?")
		h.expect(r, err, "taken live my-pages 2")
	})
}
