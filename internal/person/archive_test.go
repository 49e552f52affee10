package person_test

import (
	"strings"
	"testing"
	"time"

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
		if c := candidate(); c.Keep == "" {
			t.Error("a record whose consent nobody has judged is due")
		}
		g, err = h.svc.Accept(ctx, h.anna, g.ID, g.Version)
		must(t, err)
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

// What was written in a record last is any change in it, and a ground without an end does not outlive the words that say what
// it is for.
func TestEveryChangeIsASignOfUse(t *testing.T) {
	each(t, func(h *house) {
		ctx, room := t.Context(), h.svc.Room()
		p := h.known(directory.PES, number, h.per)
		day := calendar.DateOf(h.Now())
		brief := consent(h.anna.Authority, day)
		brief.Until = day
		g, err := h.svc.AddGround(ctx, h.per, p.ID, law.PES, brief)
		must(t, err)
		_, err = h.svc.AddGround(ctx, h.per, p.ID, law.PES, person.NewGround{Kind: law.NoHarm, To: h.anna.Authority, Purpose: "gemensam planering", Motive: "behövs för planeringen", Judged: true})
		must(t, err)
		start := func(after string) {
			t.Helper()
			c, err := room.Due(ctx, h.DB, p.ID)
			must(t, err)
			if today := calendar.DateOf(h.Now()); c.Keep != "" || c.Start != today {
				t.Errorf("after %s it counts from %s, kept for %q; today is %s", after, c.Start, c.Keep, today)
			}
		}
		later := func() { h.Clock.Advance(30 * 24 * time.Hour) }
		later()
		_, err = h.svc.Reject(ctx, h.per, g.ID, g.Version, "Datum saknas")
		must(t, err)
		later()
		tasks, err := person.Tasks(ctx, h.DB, h.per)
		must(t, err)
		must(t, h.svc.Done(ctx, h.per, tasks[0].ID, tasks[0].Version, "Berättat per telefon"))
		start("the person was told that the consent is not enough")
		later()
		o, err := h.svc.Read(ctx, h.DB, p.ID)
		must(t, err)
		must(t, h.svc.Edit(ctx, h.per, p.ID, o.Version, "Nora Testberg (Demo)", person.Reached{Phone: "0240-000 01"}))
		start("the telephone was changed")
		later()
		o, err = h.svc.Read(ctx, h.DB, p.ID)
		must(t, err)
		must(t, h.svc.Renumber(ctx, h.per, p.ID, o.Version, h.number(another)))
		start("the number was changed")
		later()
		must(t, h.Trail.Do(ctx, h.per, func(tx *audit.Tx) error { return h.svc.Restrict(ctx, tx, p, p.Ref()) }))
		later()
		must(t, h.svc.Lift(ctx, h.per, p.ID))
		start("the restriction was lifted")
		use := person.Use{From: directory.PES, To: h.anna.Authority, Topic: "Q-PLAN"}
		lives := func() bool {
			list, err := person.Grounds(ctx, h.DB, p.ID)
			must(t, err)
			_, ok := person.Live(list, use, h.Now())
			return ok
		}
		if !lives() {
			t.Fatal("a ground without an end does not live")
		}
		later()
		h.act(func(tx *audit.Tx) error { return room.Erase(ctx, tx, p.ID) })
		if lives() {
			t.Error("something can be told on a ground whose words are destroyed")
		}
	})
}
