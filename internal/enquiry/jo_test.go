package enquiry_test

import (
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// TestJO3185_2017 lets each failure in the Parliamentary Ombudsman's decision 3185-2017 happen again. The agency confirmed
// to a relative who called that somebody was registered: nothing is told before a ground is recorded, and "not registered"
// and "may not be told" are one answer. It did not tell the person that an e-mailed consent was not enough: rejecting needs
// a reason, and makes a task that stands until it is noted that the person was told. It was slow: what lies shows as late
// to both sides, with the original deadline.
func TestJO3185_2017(t *testing.T) {
	t.Run("a relative calls", func(t *testing.T) { each(t, jo3185Relative) })
	t.Run("the consent is not enough", func(t *testing.T) { each(t, jo3185Consent) })
	t.Run("nothing happens", func(t *testing.T) { each(t, joSlow) })
}

// jo3185Relative: a call about somebody is noted; without a ground nothing is confirmed, whatever the outcome is called.
func jo3185Relative(h *house) {
	ctx := h.t.Context()
	before := h.rows()
	_, err := h.svc.NotedByPhone(ctx, h.per, enquiry.PhoneNote{Incoming: true, Name: "En anhörig (Demo)", Municipality: "2085", Topics: []contact.Topic{"Q-OFFICER"}, Personal: true,
		Number: number, Text: "Är hon inskriven?", Answer: &enquiry.Heard{Outcome: enquiry.Answered, Text: "Ja."}})
	if err == nil {
		h.t.Fatal("confirmed to a relative without a ground")
	}
	if h.rows() != before {
		h.t.Fatal("something was written")
	}
	e := h.send(h.question())
	e, err = h.svc.Take(ctx, h.per, key(e))
	must(h.t, err)
	for _, told := range []enquiry.Outcome{enquiry.Answered, enquiry.AnsweredPartly} {
		r := reply()
		r.Outcome = told
		if _, err = h.svc.Answer(ctx, h.per, key(e), r); !fault.Is(err, fault.Invalid) {
			h.t.Fatalf("%s was told before a ground: %v", told, err)
		}
	}
	e, err = h.svc.Answer(ctx, h.per, key(h.open(h.per, e)), enquiry.Reply{Outcome: enquiry.NotDisclosable, Text: "Hon är inte inskriven."})
	must(h.t, err)
	th, err := h.svc.Open(ctx, h.anna, e.ID)
	must(h.t, err)
	if info, _ := enquiry.OutcomeOf(enquiry.NotDisclosable); th.Parts[1].Text != info.Says.Sv {
		h.t.Fatalf("what was said tells whether she is registered: %q", th.Parts[1].Text)
	}
}

// jo3185Consent: a consent sent by e-mail is submitted, not accepted; rejected, it leaves a task that stays.
func jo3185Consent(h *house) {
	ctx := h.t.Context()
	e := h.open(h.per, h.send(h.question()))
	v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
	must(h.t, err)
	g, err := h.persons.AddGround(ctx, h.per, v.Desk.Person, law.PES, person.NewGround{Kind: law.Consent, To: h.anna.Authority, Purpose: "planering", Form: person.Digital, Until: calendar.NewDate(2026, 6, 1)})
	must(h.t, err)
	r := reply()
	r.Test.Ground = law.Consent
	_, err = h.svc.Answer(ctx, h.per, key(e), r)
	refused(h.t, err, fault.Invalid, "test.ground")
	_, err = h.persons.Reject(ctx, h.per, g.ID, g.Version, "")
	refused(h.t, err, fault.Invalid, "reason")
	_, err = h.persons.Reject(ctx, h.per, g.ID, g.Version, "Bara skickat med e-post.")
	must(h.t, err)
	_, err = h.svc.Answer(ctx, h.per, key(e), r)
	refused(h.t, err, fault.Invalid, "test.ground")
	h.Clock.Advance(30 * 24 * time.Hour)
	tasks, err := person.Tasks(ctx, h.DB, h.per)
	must(h.t, err)
	if len(tasks) != 1 || tasks[0].Kind != person.Inform || tasks[0].About != g.Ref() {
		h.t.Fatalf("to do a month later: %+v", tasks)
	}
	must(h.t, h.persons.Done(ctx, h.per, tasks[0].ID, tasks[0].Version, "Berättat per telefon."))
	all, err := person.Grounds(ctx, h.DB, v.Desk.Person)
	must(h.t, err)
	for _, x := range all {
		if x.ID == g.ID && (x.State != person.Rejected || x.Informed.IsZero()) {
			h.t.Fatalf("it does not show that the person was told: %+v", x)
		}
	}
}

// joSlow: two months later the question is late in both inboxes, by its original deadline, and both sides were told.
func joSlow(h *house) {
	ctx := h.t.Context()
	e := h.open(h.per, h.send(h.question()))
	first := e.FirstDue
	h.at(calendar.NewDate(2026, 5, 4), 9, 0)
	h.news = nil
	must(h.t, h.svc.Tend(ctx))
	told := 0
	for _, n := range h.news {
		if n.Kind == enquiry.NewsDue {
			told++
		}
	}
	if told == 0 {
		h.t.Error("nobody was told that it is late")
	}
	for _, a := range []policy.Actor{h.per, h.anna} {
		list, err := h.svc.Inbox(ctx, h.DB, a, enquiry.Filter{Late: true})
		must(h.t, err)
		n, err := h.svc.Count(ctx, a)
		must(h.t, err)
		if len(list) != 1 || n.Late+n.Overdue != 1 || !list[0].FirstDue.Equal(first.Time) || !list[0].Late(h.Now()) {
			h.t.Fatalf("%s: %+v, counted %+v", a.ID, list, n)
		}
	}
}

// TestJO5254_2016 lets each failure in the Parliamentary Ombudsman's decision 5254-2016 happen again, about somebody with a
// protected identity. New contact details were not recorded and letters went to the old address: protection takes address
// and e-mail away, neither can be written down again, and the telephone number that is recorded is the one that stands.
// The letters came back and nobody did anything: mail that comes back makes a task, and the question is the sender's turn
// until it is dealt with. The answer took more than two months: late from the third day, to both.
func TestJO5254_2016(t *testing.T) {
	t.Run("the address", func(t *testing.T) { each(t, jo5254Address) })
	t.Run("the letter comes back", func(t *testing.T) { each(t, jo5254Letter) })
	t.Run("two months", func(t *testing.T) { each(t, joSlow) })
}

func jo5254Address(h *house) {
	ctx := h.t.Context()
	e := h.open(h.vera, h.send(h.question()))
	v, err := h.svc.Get(ctx, h.DB, h.vera, e.ID)
	must(h.t, err)
	id := v.Desk.Person
	read := func() person.Opened {
		h.t.Helper()
		o, err := h.persons.Open(ctx, h.vera, id, e.Ref())
		must(h.t, err)
		return o
	}
	must(h.t, h.persons.Edit(ctx, h.vera, id, read().Version, name, person.Reached{Address: "Gamla gatan 1", Email: "gammal@example.se", Phone: "070-1740605"}))
	must(h.t, h.persons.Protect(ctx, h.vera, id, read().Version, person.Registration, calendar.DateOf(h.Now()), []string{h.vera.ID}))
	if o := read(); o.Address != "" || o.Email != "" {
		h.t.Fatalf("the old address stands: %+v", o.Reached)
	}
	for _, r := range []person.Reached{{Address: "Gamla gatan 1"}, {Address: "Nya gatan 2"}, {Email: "ny@example.se"}} {
		if err := h.persons.Edit(ctx, h.vera, id, read().Version, name, r); !fault.Is(err, fault.Invalid) {
			h.t.Fatalf("%+v was written down: %v", r, err)
		}
	}
	must(h.t, h.persons.Edit(ctx, h.vera, id, read().Version, name, person.Reached{Phone: "070-1740606"}))
	if o := read(); o.Phone != "070-1740606" {
		h.t.Fatalf("the new number is not recorded: %+v", o.Reached)
	}
	h.hidden(h.per, e)
}

func jo5254Letter(h *house) {
	ctx := h.t.Context()
	q := h.question()
	q.Callback, q.Phone = true, "0240-860 00"
	e := h.open(h.per, h.send(q))
	e, err := h.svc.Answer(ctx, h.per, key(e), reply())
	must(h.t, err)
	for range exchange.CallsBeforeLetter {
		h.Clock.Advance(time.Hour)
		e, err = h.svc.Call(ctx, h.per, key(e), false, "")
		must(h.t, err)
	}
	e, err = h.svc.Letter(ctx, h.per, key(e))
	must(h.t, err)
	h.Clock.Advance(7 * 24 * time.Hour)
	_, err = h.svc.Returned(ctx, h.per, key(e))
	must(h.t, err)
	h.Clock.Advance(60 * 24 * time.Hour)
	must(h.t, h.svc.Tend(ctx))
	tasks, err := person.Tasks(ctx, h.DB, h.per)
	must(h.t, err)
	v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
	must(h.t, err)
	if len(tasks) != 1 || tasks[0].Kind != person.ReturnedMail || !v.Desk.Mine || v.ReturnedAt.IsZero() || v.State == enquiry.Closed {
		h.t.Fatalf("two months later: to do %+v, %+v", tasks, v.Enquiry)
	}
	if v.Clock.Turn() == clock.Asker {
		h.t.Fatal("it waits for the asker, whom no letter has reached")
	}
}
