package enquiry_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// TestCalledTwiceThenLetterThatCameBack: JO 5254-2016. A letter that comes back makes a task and is the receiver's turn
// again until it is dealt with; it is never left lying.
func TestCalledTwiceThenLetterThatCameBack(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		q := h.question()
		q.Callback, q.Phone = true, "0240-860 00"
		e := h.open(h.per, h.send(q))
		e, err := h.svc.Answer(ctx, h.per, key(e), reply())
		must(h.t, err)
		_, err = h.svc.Letter(ctx, h.per, key(e))
		refused(h.t, err, fault.Invalid, "")
		for range exchange.CallsBeforeLetter {
			h.Clock.Advance(time.Hour)
			e, err = h.svc.Call(ctx, h.per, key(e), false, "")
			must(h.t, err)
		}
		e, err = h.svc.Letter(ctx, h.per, key(e))
		must(h.t, err)
		if e.Outcome != enquiry.DeliveredByPost || e.DeliveredAt.IsZero() {
			h.t.Fatalf("%+v", e)
		}
		h.Clock.Advance(7 * 24 * time.Hour)
		e, err = h.svc.Returned(ctx, h.per, key(e))
		must(h.t, err)
		tasks, err := person.Tasks(ctx, h.DB, h.per)
		must(h.t, err)
		if len(tasks) != 1 || tasks[0].Kind != person.ReturnedMail {
			h.t.Fatalf("to do: %+v", tasks)
		}
		v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
		must(h.t, err)
		if !v.Desk.Mine || v.ReturnedAt.IsZero() {
			h.t.Fatalf("nobody's turn: %+v", v.Desk)
		}
		e, err = h.svc.Call(ctx, h.per, key(e), true, "")
		must(h.t, err)
		if !e.ReturnedAt.IsZero() {
			h.t.Fatal("still returned though the asker was reached")
		}
	})
}

// TestAConsentThatIsNotEnough: JO 3185-2017. Nothing is confirmed without a ground, whoever calls; a consent that is judged
// not to be enough makes a task to tell the person; and a question that lies shows as late to both.
func TestAConsentThatIsNotEnough(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
		must(h.t, err)
		g, err := h.persons.AddGround(ctx, h.per, v.Desk.Person, "pes", person.NewGround{Kind: "consent", To: h.anna.Authority, Purpose: "planering", Form: person.Digital, Until: calendar.NewDate(2026, 6, 1)})
		must(h.t, err)
		r := reply()
		r.Test.Ground = "consent" // submitted is not accepted
		_, err = h.svc.Answer(ctx, h.per, key(e), r)
		refused(h.t, err, fault.Invalid, "test.ground")
		_, err = h.persons.Reject(ctx, h.per, g.ID, g.Version, "bara skickat med e-post")
		must(h.t, err)
		tasks, err := person.Tasks(ctx, h.DB, h.per)
		must(h.t, err)
		if len(tasks) != 1 || tasks[0].Kind != person.Inform {
			h.t.Fatalf("to do: %+v", tasks)
		}
		h.at(calendar.NewDate(2026, 5, 4), 9, 0)
		for _, a := range []policy.Actor{h.per, h.anna} {
			list, err := h.svc.Inbox(ctx, h.DB, a, enquiry.Filter{Late: true})
			must(h.t, err)
			n, err := h.svc.Count(ctx, a)
			must(h.t, err)
			if len(list) != 1 || n.Late+n.Overdue != 1 {
				h.t.Fatalf("%s: late %d, counted %d", a.ID, len(list), n.Late+n.Overdue)
			}
		}
	})
}

// TestPassedOnTwice keeps the history and the clock, counts the passing on, and leaves the earlier ones their copies.
func TestPassedOnTwice(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		q := h.question()
		q.Receiver, q.Topics = h.cia.Authority, []contact.Topic{"M-PLAN"}
		e, err := h.svc.Send(ctx, h.per, enquiry.Key{}, pesQuestion(q))
		must(h.t, err)
		due := e.Due
		h.Clock.Advance(time.Hour)
		for field, to := range map[string]enquiry.Target{
			"ground": {Authority: h.anna.Authority, Why: "fel mottagare"},
			"why":    {Authority: h.anna.Authority, Ground: law.NoHarm},
		} {
			_, err = h.svc.Forward(ctx, h.cia, key(e), to)
			refused(h.t, err, fault.Invalid, field)
		}
		for _, ground := range []law.GroundID{law.Consent, law.GeneralClause} { // a consent that it does not hold, and what a board may not use
			_, err = h.svc.Forward(ctx, h.cia, key(e), enquiry.Target{Authority: h.anna.Authority, Why: "fel mottagare", Ground: ground})
			refused(h.t, err, fault.Invalid, "ground")
		}
		e, err = h.svc.Forward(ctx, h.cia, key(e), enquiry.Target{Authority: h.anna.Authority, Why: "fel mottagare", Ground: law.NoHarm})
		must(h.t, err)
		if e.Receiver != h.anna.Authority || !e.Due.Equal(due.Time) || e.Forwards != 1 {
			h.t.Fatalf("%+v", e)
		}
		if _, err := h.svc.Acknowledge(ctx, h.cia, latest(e)); !fault.Is(err, fault.Denied) {
			h.t.Fatalf("who passed it on still acts: %v", err)
		}
		e, err = h.svc.Take(ctx, h.anna, key(e))
		must(h.t, err)
		e, err = h.svc.Forward(ctx, h.anna, key(e), enquiry.Target{Authority: h.cia.Authority, Why: "fel mottagare", Ground: law.NoHarm})
		must(h.t, err)
		if e.Forwards != 2 {
			h.t.Fatalf("passed on %d times", e.Forwards)
		}
		p, err := h.svc.Preview(ctx, h.DB, h.cia, e.ID)
		must(h.t, err)
		if p.Messages != 1 || len(p.Kept) == 0 {
			h.t.Fatalf("%+v", p)
		}
		_, err = h.svc.Forward(ctx, h.cia, key(e), enquiry.Target{Authority: directory.PES, Why: "fel mottagare", Ground: law.NoHarm})
		refused(h.t, err, fault.Invalid, "")
	})
}

// pesQuestion is a question of the agency: it may not use what only a board may.
func pesQuestion(q enquiry.Question) enquiry.Question {
	q.Basis = noHarm()
	return q
}

// TestNotedByPhone: an outside counterpart, times in the past, one act; the clock counts the same.
func TestNotedByPhone(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		asked := calendar.NewDate(2026, 2, 24).At(10, 0)
		n := enquiry.PhoneNote{Counterpart: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-REG"}, Personal: true, Number: number, Text: written,
			Basis: consent(), At: asked, Answer: &enquiry.Heard{At: calendar.NewDate(2026, 2, 27).At(9, 0), Outcome: enquiry.Answered, Text: told}}
		e, err := h.svc.NotedByPhone(ctx, h.anna, n)
		must(h.t, err)
		if want := calendar.NewDate(2026, 2, 26).At(16, 30); e.State != enquiry.Done || !e.Due.Equal(want) && !e.FirstDue.Equal(want) {
			h.t.Fatalf("%+v", e)
		}
		v, err := h.svc.Get(ctx, h.DB, h.anna, e.ID)
		must(h.t, err)
		if v.Clock.Verdict(h.Now()) != clock.Missed {
			h.t.Fatalf("verdict %s", v.Clock.Verdict(h.Now()))
		}
		h.hidden(h.per, e)
		n.Answer, n.At = nil, time.Time{}
		n.Counterpart, n.Name = "", "Provföretaget (Demo)"
		e, err = h.svc.NotedByPhone(ctx, h.anna, n)
		must(h.t, err)
		e, err = h.svc.Heard(ctx, h.anna, key(e), enquiry.Heard{Outcome: enquiry.Answered})
		must(h.t, err)
		if e.State != enquiry.Done || h.number64(itsFacts, e.ID) != 0 {
			h.t.Fatalf("%+v", e)
		}
		in := enquiry.PhoneNote{Incoming: true, Counterpart: h.anna.Authority, Municipality: "2085", Topics: []contact.Topic{"Q-REG"}, Personal: true, Number: number, Text: written}
		e, err = h.svc.NotedByPhone(ctx, h.per, in)
		must(h.t, err)
		r := reply()
		r.ByPhone = true
		if e, err = h.svc.Answer(ctx, h.per, key(e), r); err != nil || e.State != enquiry.Done || e.DeliveredAt.IsZero() {
			h.t.Fatalf("%v %+v", err, e)
		}
		n.Number, n.At = number, h.Now().Add(time.Hour)
		_, err = h.svc.NotedByPhone(ctx, h.anna, n)
		refused(h.t, err, fault.Invalid, "at")
	})
}

// TestTendedByTheClock: reminded once before and once after it is due, closed when nobody says anything.
func TestTendedByTheClock(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		count := func() (n int) {
			h.news = nil
			must(h.t, h.svc.Tend(ctx))
			must(h.t, h.svc.Tend(ctx))
			for _, x := range h.news {
				if x.Kind == enquiry.NewsDue {
					n++
				}
			}
			return n
		}
		if n := count(); n != 0 {
			h.t.Fatalf("reminded %d times two days before", n)
		}
		h.at(calendar.NewDate(2026, 3, 3), 9, 0)
		if n := count(); n != 1 {
			h.t.Fatalf("reminded %d times the day before", n)
		}
		h.at(calendar.NewDate(2026, 3, 5), 9, 0)
		if n := count(); n != 1 {
			h.t.Fatalf("reminded %d times when late", n)
		}
		_, err := h.svc.Answer(ctx, h.per, latest(e), reply())
		must(h.t, err)
		h.at(calendar.NewDate(2026, 6, 1), 9, 0)
		count()
		v, err := h.svc.Get(ctx, h.DB, h.anna, e.ID)
		must(h.t, err)
		if v.State != enquiry.Closed || v.Helped != "" {
			h.t.Fatalf("%+v", v.Enquiry)
		}
	})
}

// TestTheInboxReadsOnePage: pages do not overlap and together are all, in the order of what is due.
func TestTheInboxReadsOnePage(t *testing.T) {
	each(t, func(h *house) {
		q := h.question()
		q.Personal, q.Number, q.Name, q.Topics, q.Text = false, "", "", []contact.Topic{"Q-GENERAL"}, "Hur når vi er?"
		for i := range 7 {
			if i%2 == 0 {
				h.Clock.Advance(24 * time.Hour)
			}
			h.send(q)
		}
		f, seen := enquiry.Filter{Limit: 3}, map[string]bool{}
		var last time.Time
		for {
			list, err := h.svc.Inbox(h.t.Context(), h.DB, h.per, f)
			must(h.t, err)
			for _, i := range list {
				if seen[i.ID] || i.Order.Before(last) {
					h.t.Fatalf("%s twice, or out of order", i.ID)
				}
				seen[i.ID], last = true, i.Order.Time
			}
			if len(list) < 3 {
				break
			}
			f.After = list[2].Place()
		}
		n, err := h.svc.Count(h.t.Context(), h.per)
		must(h.t, err)
		if len(seen) != 7 || n.Waiting != 7 || n.Turn != 7 || n.Free != 7 {
			h.t.Fatalf("%d seen, %+v", len(seen), n)
		}
	})
}

// TestNotesStayInTheAuthority: neither the other side nor a colleague who is not mentioned sees one.
func TestNotesStayInTheAuthority(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.open(h.per, h.send(h.question()))
		must(h.t, h.svc.Note(ctx, h.per, e.ID, "Ring Eva om planen", []string{"eva"}))
		th, err := h.svc.Open(ctx, h.per, e.ID)
		must(h.t, err)
		if len(th.Notes) != 1 || th.Notes[0].Text != "Ring Eva om planen" {
			h.t.Fatalf("%+v", th.Notes)
		}
		th, err = h.svc.Open(ctx, h.anna, e.ID)
		must(h.t, err)
		mine, err := h.svc.Mentions(ctx, h.eva, e.ID)
		must(h.t, err)
		none, err := h.svc.Mentions(ctx, h.vera, e.ID)
		must(h.t, err)
		if len(th.Notes) != 0 || len(mine) != 1 || len(none) != 0 {
			h.t.Fatalf("%d, %d, %d", len(th.Notes), len(mine), len(none))
		}
		refused(h.t, h.svc.Note(ctx, h.per, e.ID, "x", []string{"anna"}), fault.Invalid, "account")
	})
}

// TestAStolenFileTellsNothing: after the whole life the database file holds no number, name or free text in the open.
func TestAStolenFileTellsNothing(t *testing.T) {
	h := furnish(t, openSQLite(t))
	ctx := t.Context()
	draft, err := h.svc.Save(ctx, h.anna, enquiry.Key{}, h.question())
	must(t, err)
	e, err := h.svc.Send(ctx, h.anna, key(draft), h.question())
	must(t, err)
	e = h.open(h.per, e)
	must(t, h.svc.Note(ctx, h.per, e.ID, "Hemlig anteckning om ryggen", nil))
	e, err = h.svc.AskMore(ctx, h.per, key(e), clock.Clarification, "Hemlig motfråga")
	must(t, err)
	e, err = h.svc.GiveMore(ctx, h.anna, key(e), enquiry.More{Text: "Hemligt tillägg", Certified: true})
	must(t, err)
	_, err = h.svc.Answer(ctx, h.per, key(e), reply())
	must(t, err)
	_, err = h.svc.Save(ctx, h.anna, enquiry.Key{}, h.question())
	must(t, err)
	var whole strings.Builder
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(strings.TrimPrefix(h.DSN, "file:") + suffix)
		if err == nil {
			whole.Write(b)
		}
	}
	if whole.Len() < 1<<16 {
		t.Fatalf("read only %d bytes", whole.Len())
	}
	for _, secret := range []string{number, number[2:], number[:8] + "-" + number[8:], "Testberg", "ryggskada", "arbetsträning fyra", "Hemlig"} {
		if strings.Contains(whole.String(), secret) {
			t.Errorf("the file tells %q", secret)
		}
	}
}
