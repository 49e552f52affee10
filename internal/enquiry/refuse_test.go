package enquiry_test

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// rows counts what stands in the tables that an act would write.
func (h *house) rows() (n int64) {
	h.t.Helper()
	for _, table := range []string{"enquiry", "enquiry_side", "enquiry_event", "enquiry_draft", "exchange_conversation", "exchange_message", "exchange_copy", "person", "person_assignment", "person_ground", "fact", "trail_entry"} {
		c, err := db.One[int64](h.t.Context(), h.DB, "SELECT COUNT(*) FROM "+table)
		must(h.t, err)
		n += c
	}
	return n
}

// TestWhatCannotBeSentWritesNothing: each thing that is missing is said, and no row of any table stands after.
func TestWhatCannotBeSentWritesNothing(t *testing.T) {
	cases := []struct {
		field  string
		change func(q *enquiry.Question)
	}{
		{"ground", func(q *enquiry.Question) { q.Basis = enquiry.Basis{} }},
		{"ground", func(q *enquiry.Question) { q.Basis = enquiry.Basis{Kind: law.GeneralClause, Motive: "x"} }},
		{"ground", func(q *enquiry.Question) { q.Basis = enquiry.Basis{Existing: "nobody's"} }},
		{"until", func(q *enquiry.Question) { q.Basis = enquiry.Basis{Kind: law.Consent, Form: person.Oral} }},
		{"form", func(q *enquiry.Question) { q.Basis.Form = "" }},
		{"motive", func(q *enquiry.Question) { q.Basis = enquiry.Basis{Kind: law.Necessity} }},
		{"citation", func(q *enquiry.Question) { q.Basis = enquiry.Basis{Kind: law.OtherDuty} }},
		{"purpose", func(q *enquiry.Question) { q.Purpose = " " }},
		{"certified", func(q *enquiry.Question) { q.Certified = false }},
		{"number", func(q *enquiry.Question) { q.Number = "" }},
		{"number", func(q *enquiry.Question) { q.Number = "199201012384" }},
		{"receiver", func(q *enquiry.Question) { q.Receiver = "" }},
		{"receiver", func(q *enquiry.Question) { q.Receiver = "nowhere" }},
		{"municipality", func(q *enquiry.Question) { q.Municipality = "" }},
		{"topics", func(q *enquiry.Question) { q.Topics = nil }},
		{"topics", func(q *enquiry.Question) { q.Topics = []contact.Topic{"Q-NONE"} }},
		{"urgentWhy", func(q *enquiry.Question) { q.Urgent = true }},
		{"phone", func(q *enquiry.Question) { q.Callback = true }},
		{"path", func(q *enquiry.Question) { q.Path = "nowhere" }},
	}
	each(t, func(h *house) {
		for _, c := range cases {
			q := h.question()
			c.change(&q)
			before := h.rows()
			_, err := h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, q)
			refused(h.t, err, fault.Invalid, c.field)
			if after := h.rows(); after != before {
				h.t.Fatalf("%s: %d rows were written", c.field, after-before)
			}
		}
	})
}

// protect makes an authority's own record of a number protected, named for some.
func (h *house) protect(digits string, a policy.Actor, named ...policy.Actor) (p person.Person) {
	h.t.Helper()
	h.act(func(tx *audit.Tx) (err error) {
		if p, err = h.persons.Take(h.t.Context(), tx, a.Authority, person.Identity{Number: h.number(digits), Name: name}); err != nil {
			return err
		}
		if _, err = tx.Exec(h.t.Context(), `UPDATE person SET protection = 'marker', protected_from = $2 WHERE id = $1`, p.ID, calendar.NewDate(2026, 1, 1)); err != nil {
			return err
		}
		for _, n := range named {
			if _, err := tx.Exec(h.t.Context(), `INSERT INTO person_clearance (id, person_id, authority_id, account_id, valid_from) VALUES ($1, $2, $3, $4, $5)`,
				tx.NewID(), p.ID, n.Authority, n.ID, calendar.NewDate(2026, 1, 1)); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

// TestAProtectedPersonIsNotAskedAboutInWriting: the asker's own register has the person as protected.
func TestAProtectedPersonIsNotAskedAboutInWriting(t *testing.T) {
	each(t, func(h *house) {
		h.protect(number, h.anna)
		before := h.rows()
		_, err := h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, h.question())
		refused(h.t, err, fault.Invalid, "certified")
		if h.rows() != before+1 { // the line of the trail
			h.t.Fatal("something was written")
		}
		if n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM trail_entry WHERE action = $1 AND actor_id = $2`, string(person.ActionStopped), h.anna.ID); err != nil || n != 1 {
			h.t.Errorf("that it was stopped is noted %d times, %v", n, err)
		}
	})
}

// TestAShieldedPersonIsSeenByTheClearedAlone: the receiver's own register has the person as protected, which the asker
// does not know and does not get to know.
func TestAShieldedPersonIsSeenByTheClearedAlone(t *testing.T) {
	each(t, func(h *house) {
		h.protect(number, h.vera, h.vera)
		e := h.send(h.question())
		h.hidden(h.per, e)
		h.hidden(h.eva, e)
		v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, e.ID)
		must(h.t, err)
		if v.Desk.Shielded || v.State != enquiry.Open {
			h.t.Fatalf("the asker sees %+v", v.Desk)
		}
		list, err := h.svc.Inbox(h.t.Context(), h.DB, h.vera, enquiry.Filter{})
		must(h.t, err)
		if len(list) != 1 {
			h.t.Fatal("the cleared does not see it")
		}
		e = h.open(h.vera, e)
		_, err = h.svc.Answer(h.t.Context(), h.vera, key(e), reply())
		refused(h.t, err, fault.Invalid, "byPhone")
		r := reply()
		r.ByPhone, r.Text = true, "said"
		e, err = h.svc.Answer(h.t.Context(), h.vera, key(e), r)
		must(h.t, err)
		th, err := h.svc.Open(h.t.Context(), h.anna, e.ID)
		must(h.t, err)
		if got := th.Parts[len(th.Parts)-1].Text; got != "Svaret lämnades per telefon." {
			h.t.Fatalf("what left was %q", got)
		}
	})
}

// TestSentToOneWithAndOneWithoutProtection leaves the asker's side the same in every column.
func TestTheAskerCannotTellShieldedFromNot(t *testing.T) {
	each(t, func(h *house) {
		h.protect(number, h.vera, h.vera)
		shielded, plain := h.question(), h.question()
		plain.Number = another
		a, b := h.send(shielded), h.send(plain)
		va, err := h.svc.Get(h.t.Context(), h.DB, h.anna, a.ID)
		must(h.t, err)
		vb, err := h.svc.Get(h.t.Context(), h.DB, h.anna, b.ID)
		must(h.t, err)
		va.ID, va.Conversation, va.Desk = vb.ID, vb.Conversation, vb.Desk
		if va.Enquiry.State != vb.Enquiry.State || va.Due != vb.Due || va.Turn != vb.Turn || va.Version != vb.Version || len(va.Events) != len(vb.Events) || len(va.Acts) != len(vb.Acts) {
			h.t.Fatalf("%+v\n%+v", va, vb)
		}
	})
}

func TestNothingIsAnsweredBeforeAGround(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.send(h.question())
		e, err := h.svc.Take(ctx, h.per, key(e))
		must(h.t, err)
		th, err := h.svc.Open(ctx, h.per, e.ID)
		must(h.t, err)
		if p := th.Parts[0]; !p.Hidden || p.Number != "" || p.Name != "" || p.Text != "" || p.Copy.Body != "" {
			h.t.Fatalf("shown before a ground: %+v", p)
		}
		_, err = h.svc.Answer(ctx, h.per, key(e), reply())
		refused(h.t, err, fault.Invalid, "ground")
		_, err = h.svc.OpenPerson(ctx, h.per, key(e), enquiry.Basis{})
		refused(h.t, err, fault.Invalid, "ground")
		_, err = h.svc.OpenPerson(ctx, h.per, key(e), enquiry.Basis{Kind: law.ClearlyNoHarm, Motive: "x"})
		refused(h.t, err, fault.Invalid, "ground")
		e = h.open(h.per, e)
		for field, change := range map[string]func(*enquiry.Reply){
			"outcome":     func(r *enquiry.Reply) { r.Outcome = "good" },
			"text":        func(r *enquiry.Reply) { r.Text = "" },
			"certified":   func(r *enquiry.Reply) { r.Certified = false },
			"test.ground": func(r *enquiry.Reply) { r.Test.Ground = law.Consent }, // there is none
			"withheld":    func(r *enquiry.Reply) { r.Outcome = enquiry.AnsweredPartly },
		} {
			r := reply()
			change(&r)
			_, err := h.svc.Answer(ctx, h.per, key(e), r)
			refused(h.t, err, fault.Invalid, field)
		}
		_, err = h.svc.Answer(ctx, h.eva, key(e), reply())
		refused(h.t, err, fault.Denied, "")
		_, err = h.svc.Answer(ctx, h.anna, key(e), reply())
		refused(h.t, err, fault.Conflict, "")
		_, err = h.svc.Answer(ctx, h.cia, key(e), reply())
		refused(h.t, err, fault.NotFound, "")
		_, err = h.svc.Answer(ctx, h.per, enquiry.Key{ID: e.ID, Version: e.Version - 1}, reply())
		refused(h.t, err, fault.Conflict, "")
	})
}

// TestNotFoundAndMayNotAreOne: the outcome has one text, whatever the officer wrote, and needs no words of the officer.
func TestNotFoundAndMayNotAreOne(t *testing.T) {
	each(t, func(h *house) {
		e := h.open(h.per, h.send(h.question()))
		e, err := h.svc.Answer(h.t.Context(), h.per, key(e), enquiry.Reply{Outcome: enquiry.NotDisclosable, Text: "hon finns inte hos oss"})
		must(h.t, err)
		th, err := h.svc.Open(h.t.Context(), h.anna, e.ID)
		must(h.t, err)
		info, _ := enquiry.OutcomeOf(enquiry.NotDisclosable)
		if got := th.Parts[1].Text; got != info.Says.Sv {
			h.t.Fatalf("the asker reads %q", got)
		}
		if e.Refusal != "osl-28-11" {
			h.t.Fatalf("refused on %q", e.Refusal)
		}
	})
}

// TestConsentWithdrawn: in the act that withdraws it nothing more can be told by either side, both have a task, the clock
// waits on the asker, and a new consent on paper lets it go on.
func TestConsentWithdrawn(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		v, err := h.svc.Get(ctx, h.DB, h.anna, e.ID)
		must(h.t, err)
		g, err := person.Grounds(ctx, h.DB, v.Desk.Person)
		must(h.t, err)
		h.news = nil
		_, err = h.persons.Withdraw(ctx, h.anna, g[0].ID, g[0].Version)
		must(h.t, err)
		v, err = h.svc.Get(ctx, h.DB, h.anna, e.ID)
		must(h.t, err)
		if v.State != enquiry.Paused || v.Turn != clock.Asker || v.StoppedAt.IsZero() {
			h.t.Fatalf("%+v", v.Enquiry)
		}
		for _, a := range []policy.Actor{h.anna, h.per} {
			tasks, err := person.Tasks(ctx, h.DB, a)
			must(h.t, err)
			if len(tasks) != 1 || tasks[0].Kind != person.StopTelling {
				h.t.Fatalf("%s is to do %+v", a.ID, tasks)
			}
		}
		if len(h.news) != 2 {
			h.t.Fatalf("told: %+v", h.news)
		}
		_, err = h.svc.GiveMore(ctx, h.anna, latest(e), enquiry.More{Text: "mer om henne", Certified: true})
		refused(h.t, err, fault.Invalid, "ground")
		e, err = h.svc.GiveMore(ctx, h.anna, latest(e), enquiry.More{Text: "mer om henne", Certified: true, Basis: consent()})
		must(h.t, err)
		if e.State != enquiry.Open || !e.StoppedAt.IsZero() {
			h.t.Fatalf("with a new consent: %+v", e)
		}
	})
}

// TestSentInPart: without what is about the person the clock waits on the asker, and begins when it is whole.
func TestSentInPart(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		q := h.question()
		q.Part = true
		e := h.send(q)
		if e.State != enquiry.Incomplete || !e.Due.IsZero() || e.Turn != clock.Asker {
			h.t.Fatalf("%+v", e)
		}
		_, err := h.svc.OpenPerson(ctx, h.per, key(e), noHarm())
		refused(h.t, err, fault.Conflict, "")
		h.at(calendar.NewDate(2026, 3, 9), 10, 0)
		e, err = h.svc.Complete(ctx, h.anna, key(e), h.question())
		must(h.t, err)
		if want := calendar.NewDate(2026, 3, 11).At(16, 30); !e.Due.Equal(want) {
			h.t.Fatalf("due %s", e.Due)
		}
		h.open(h.per, e)
	})
}

var _ = directory.PES
