package handover_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/handover"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

func TestALifeOfAHandover(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		o := h.send(h.draft())
		// The receiver has a preview and no record, number, name or text.
		seen, err := h.svc.Read(ctx, h.per, o.ID)
		must(t, err)
		if seen.Reads || seen.Letter != "" || len(seen.Open) != 1 || !strings.Contains(seen.Open[0].Body, public) {
			t.Fatalf("the receiver sees %+v", seen)
		}
		if n := h.count(`SELECT COUNT(*) FROM person WHERE authority_id = $1`, directory.PES); n != 0 {
			t.Fatalf("the receiver has %d records before accepting", n)
		}
		for _, c := range seen.Open {
			for _, secret := range []string{number, "9201012383", name, written} {
				if strings.Contains(c.Body, secret) {
					t.Fatalf("the preview holds %q", secret)
				}
			}
		}
		o = h.accept(o)
		got, err := h.svc.Read(ctx, h.per, o.ID)
		must(t, err)
		if !strings.Contains(got.Letter, written) || got.Person.Name != name || got.Person.Number.TwelveDigits() != number {
			t.Fatalf("the receiver reads %q of %s", got.Letter, got.Person.Name)
		}
		m, err := h.matters.Open(ctx, h.per, o.Matter)
		must(t, err)
		if m.Desk.Account != "per" || m.Other.Account != "anna" || m.Other.Person != "" {
			t.Fatalf("the matter's sides are %+v and %+v", m.Desk, m.Other)
		}
		if _, err = h.svc.Contacted(ctx, h.per, key(o), h.Now(), handover.Call); err != nil {
			t.Fatal(err)
		}
		h.facts(map[string]string{fact.HandoverReply: "accepted", fact.HandoverReturned: fact.Missed, fact.HandoverFirstContact: "call", fact.AssessmentStarted: "", fact.AssessmentCompleted: ""})
	})
}

// count counts rows.
func (h *house) count(text string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, text, args...)
	must(h.t, err)
	return n
}

// facts asks which facts there are, with their outcomes.
func (h *house) facts(want map[string]string) {
	h.t.Helper()
	rows, err := db.All[struct {
		Metric  string `db:"metric"`
		Outcome string `db:"outcome"`
	}](h.t.Context(), h.DB, `SELECT metric, outcome FROM fact WHERE metric <> 'coverage' ORDER BY metric`)
	must(h.t, err)
	if len(rows) != len(want) {
		h.t.Fatalf("there are facts %v, want %v", rows, want)
	}
	for _, r := range rows {
		if outcome, ok := want[r.Metric]; !ok || outcome != r.Outcome {
			h.t.Fatalf("the fact of %s is %q, want %v", r.Metric, r.Outcome, want)
		}
	}
}

func TestWhatIsReturnedOrTakenBackIsNeverTold(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		o := h.send(h.draft())
		_, err := h.svc.Return(ctx, h.per, key(o), "", "Nej")
		named(t, "reason", err)
		_, err = h.svc.Return(ctx, h.per, key(o), handover.Full, "")
		named(t, "text", err)
		o, err = h.svc.Return(ctx, h.per, key(o), handover.Full, "Ingen plats före mars")
		must(t, err)
		back := h.send(h.draft())
		back, err = h.svc.TakeBack(ctx, h.anna, key(back))
		must(t, err)
		for _, each := range []handover.Handover{o, back} {
			_, err = h.svc.Accept(ctx, h.per, handover.Key{ID: each.ID}, handover.Acceptance{})
			refused(t, fault.Conflict, err)
		}
		if n := h.count(`SELECT COUNT(*) FROM person WHERE authority_id = $1`, directory.PES); n != 0 {
			t.Fatalf("the receiver has %d records of whom it did not receive", n)
		}
		if n := h.count(`SELECT COUNT(*) FROM exchange_message WHERE kind = 'handover'`); n != 0 {
			t.Fatal("a letter left the sender without being received")
		}
		rows, err := db.All[string](ctx, h.DB, `SELECT outcome FROM fact WHERE metric = $1 ORDER BY outcome`, fact.HandoverReply)
		must(t, err)
		if strings.Join(rows, " ") != "returned withdrawn" {
			t.Fatalf("the replies are %v", rows)
		}
	})
}

// TestAcceptAndTakeBackAreOneDecision lets both happen at once, many times: one of them holds, never both.
func TestAcceptAndTakeBackAreOneDecision(t *testing.T) {
	each(t, func(h *house) {
		for range 12 {
			o := h.send(h.draft())
			var wg sync.WaitGroup
			var accepted, back error
			wg.Go(func() { _, accepted = h.svc.Accept(t.Context(), h.per, key(o), handover.Acceptance{}) })
			wg.Go(func() { _, back = h.svc.TakeBack(t.Context(), h.anna, key(o)) })
			wg.Wait()
			if (accepted == nil) == (back == nil) {
				t.Fatalf("accepting gave %v and taking back %v", accepted, back)
			}
			for _, err := range []error{accepted, back} {
				if err != nil {
					refused(t, fault.Conflict, err)
				}
			}
			letters := h.count(`SELECT COUNT(*) FROM exchange_message WHERE kind = 'handover' AND conversation_id = $1`, o.Conversation)
			if (letters == 1) != (accepted == nil) {
				t.Fatalf("%d letters left, and accepting gave %v", letters, accepted)
			}
		}
	})
}

func TestTheClockStandsStillWhileMoreIsAsked(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		o := h.send(h.draft())
		due := o.Due
		o, err := h.svc.AskMore(ctx, h.per, key(o), "Vilken nivå i SFI?")
		must(t, err)
		_, err = h.svc.GiveMore(ctx, h.per, key(o), "C")
		refused(t, fault.Denied, err)
		_, err = h.svc.GiveMore(ctx, h.anna, key(o), "Personen är "+number)
		named(t, "text", err)
		h.Clock.Advance(3 * 24 * time.Hour)
		o, err = h.svc.GiveMore(ctx, h.anna, key(o), "Kurs C")
		must(t, err)
		if !o.Due.After(due.Time) {
			t.Fatalf("the reply is due %v after a pause, before it %v", o.Due, due)
		}
	})
}

func TestAWithdrawnConsentStopsAHandover(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		o := h.send(h.draft())
		g := h.groundOf(h.anna.Authority)
		_, err := h.persons.Withdraw(ctx, h.anna, g.ID, g.Version)
		must(t, err)
		_, err = h.svc.Accept(ctx, h.per, handover.Key{ID: o.ID}, handover.Acceptance{})
		refused(t, fault.Conflict, err)
		if n := h.count(`SELECT COUNT(*) FROM exchange_message WHERE kind = 'handover'`); n != 0 {
			t.Fatal("the letter left on a withdrawn consent")
		}
		o, err = h.svc.Renew(ctx, h.anna, handover.Key{ID: o.ID}, consent(), false)
		must(t, err)
		h.accept(o)
	})
}

func TestWhatASenderMustSay(t *testing.T) {
	each(t, func(h *house) {
		for field, change := range map[string]func(d *handover.Draft){
			"receiver":     func(d *handover.Draft) { d.Receiver = h.cia.Authority },
			"municipality": func(d *handover.Draft) { d.Municipality = "" },
			"aim":          func(d *handover.Draft) { d.Aim = "push" },
			"needs":        func(d *handover.Draft) { d.Needs = []matter.Need{"health"} },
			"number":       func(d *handover.Draft) { d.Number = "199201012384" },
			"text":         func(d *handover.Draft) { d.Text = " " },
			"purpose":      func(d *handover.Draft) { d.Purpose = "" },
			"certified":    func(d *handover.Draft) { d.Certified = false },
			"public":       func(d *handover.Draft) { d.Public = "Gäller " + name },
			"ground":       func(d *handover.Draft) { d.Basis = person.Basis{} },
		} {
			d := h.draft()
			change(&d)
			_, err := h.svc.Send(t.Context(), h.anna, d)
			refused(t, fault.Invalid, err)
			named(t, field, err)
		}
		if n := h.count(`SELECT COUNT(*) FROM handover`); n != 0 {
			t.Fatalf("%d were written of what could not be sent", n)
		}
	})
}

func TestOthersSeeNoHandover(t *testing.T) {
	each(t, func(h *house) {
		o := h.send(h.draft())
		for _, a := range []policy.Actor{h.cia, {}} {
			_, err := h.svc.Get(t.Context(), h.DB, a, o.ID)
			refused(t, fault.NotFound, err)
		}
		// A colleague of the sender sees that there is one, and not whom it concerns.
		seen, err := h.svc.Read(t.Context(), h.bo, o.ID)
		must(t, err)
		if seen.Reads || seen.Letter != "" {
			t.Fatalf("a colleague reads %q", seen.Letter)
		}
	})
}

// TestAProtectedPersonIsNotHandedOverInWriting: not when the sender's record is protected, and when the receiver's is only
// the cleared there know of it, while the sender notices nothing.
func TestAProtectedPersonIsNotHandedOverInWriting(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		o := h.accept(h.send(h.draft()))
		own, err := db.One[string](ctx, h.DB, `SELECT id FROM person WHERE authority_id = $1`, directory.PES)
		must(t, err)
		h.Act(t, func(tx *audit.Tx) error {
			return h.persons.Assign(ctx, tx, person.Person{ID: own, Authority: directory.PES}, "vera", o.Ref())
		})
		must(t, h.persons.Protect(ctx, h.vera, own, 1, person.Marker, calendar.DateOf(h.Now()), []string{"vera"}))
		_, err = h.svc.Get(ctx, h.DB, h.per, o.ID)
		refused(t, fault.NotFound, err)
		_, err = h.matters.Get(ctx, h.DB, h.per, o.Matter)
		refused(t, fault.NotFound, err)
		// A new hand-over of the same person: the sender notices nothing, the officers do not either, the cleared see it.
		again := h.send(h.draft())
		_, err = h.svc.Get(ctx, h.DB, h.eva, again.ID)
		refused(t, fault.NotFound, err)
		_, err = h.svc.Get(ctx, h.DB, h.vera, again.ID)
		must(t, err)
		// And once the sender's own record is protected nothing is sent in writing.
		theirs, err := db.One[string](ctx, h.DB, `SELECT id FROM person WHERE authority_id = $1`, h.anna.Authority)
		must(t, err)
		must(t, h.persons.Protect(ctx, h.anna, theirs, 1, person.Registration, calendar.DateOf(h.Now()), []string{"anna"}))
		_, err = h.svc.Send(ctx, h.anna, h.draft())
		refused(t, fault.Invalid, err)
		named(t, "certified", err)
		if n, err := db.One[int64](ctx, h.DB, `SELECT COUNT(*) FROM trail_entry WHERE action = $1 AND actor_id = $2`, string(person.ActionStopped), h.anna.ID); err != nil || n != 1 {
			t.Errorf("that it was stopped is noted %d times, %v", n, err)
		}
	})
}
