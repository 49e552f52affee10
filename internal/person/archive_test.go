package person_test

import (
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/record"
)

// A record becomes due when nothing needs it any more, counted from what was written in it last. It is destroyed but for the
// number, and is as any other when the person comes back.
func TestARecordIsDestroyedWhenNothingNeedsIt(t *testing.T) {
	each(t, func(h *house) {
		ctx, room := t.Context(), h.svc.Room()
		p := h.known(h.anna.Authority, number, h.anna)
		g, err := h.svc.AddGround(ctx, h.anna, p.ID, law.SocialServices, consent(directory.PES, calendar.DateOf(h.Now())))
		must(t, err)
		candidate := func() record.Candidate {
			c, err := room.Due(ctx, h.DB, p.ID)
			must(t, err)
			return c
		}
		due := func(until calendar.Date) int {
			found, err := room.Closed(ctx, h.DB, h.anna.Authority, person.DocType, until, 10)
			must(t, err)
			return len(found)
		}
		last := calendar.DateOf(g.EndsAt.Time)
		if c := candidate(); c.Keep != "" || c.Start != last {
			t.Errorf("it counts from %s, kept for %q; the consent ends %s", c.Start, c.Keep, g.EndsAt)
		}
		if before, after := due(last.AddDays(-1)), due(last); before != 0 || after != 1 {
			t.Errorf("%d are due before the consent has ended, and %d after", before, after)
		}
		h.svc.Keeps = []string{"EXISTS (SELECT 1 FROM person_assignment k WHERE k.person_id = p.id)"}
		if c := candidate(); c.Keep == "" || due(last) != 0 {
			t.Errorf("what is needed is due: %+v", c)
		}
		h.svc.Keeps = nil
		doc, err := room.Pack(ctx, h.DB, p.ID)
		must(t, err)
		if len(doc.Files) != 1 || !strings.HasPrefix(string(doc.Files[0].Data), "%PDF-") {
			t.Errorf("the package holds %d files", len(doc.Files))
		}
		h.act(func(tx *audit.Tx) error { return room.Erase(ctx, tx, p.ID) })
		o, err := h.svc.Read(ctx, h.DB, p.ID)
		must(t, err)
		if o.Name != "" || o.Phone != "" || o.Address != "" || o.Number.TwelveDigits() != number {
			t.Errorf("left is %+v", o.Identity)
		}
		if c := candidate(); c.Keep == "" || due(last) != 0 {
			t.Errorf("what is destroyed is due: %+v", c)
		}
		err = h.Trail.Do(ctx, h.anna, func(tx *audit.Tx) error { return room.Erase(ctx, tx, p.ID) })
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("it is destroyed once more: %v", err)
		}
		if again := h.known(h.anna.Authority, number); again.ID != p.ID || candidate().Keep != "" {
			t.Errorf("who comes back is %+v, %+v", again, candidate())
		}
	})
}
