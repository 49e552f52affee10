package request_test

import (
	"slices"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/request"
)

// A question by telephone: asked, answered, called twice in vain, told by letter, and reopened when it did not help.
func TestAQuestionFromTheTelephoneToTheLetter(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.expect(h.ask(request.Question), nil, "taken live phone 1")
		h.due(r, "2026-03-05 16.30")
		r, err := h.svc.AskMore(ctx, h.elin, key(r), "Vilket beslut menar du?")
		h.expect(r, err, "taken live phone 1")
		h.due(r, "")
		h.to("2026-03-04 09.00")
		r, err = h.svc.GiveMore(ctx, h.elin, key(r), "Det om försörjningsstöd.")
		h.expect(r, err, "taken live phone 1")
		h.due(r, "2026-03-09 16.30")
		r, err = h.svc.Answer(ctx, h.elin, key(r), request.Reply{Text: "Beslutet kommer på fredag."})
		h.expect(r, err, "answered live phone 1")
		r, err = h.svc.Called(ctx, h.elin, key(r), false)
		h.expect(r, err, "answered live phone 1")
		r, err = h.svc.Called(ctx, h.elin, key(r), false)
		h.expect(r, err, "answered live letter 1")
		h.to("2026-03-05 10.00")
		r, err = h.svc.Told(ctx, h.elin, key(r))
		h.expect(r, err, "answered told letter 1")
		h.facts(fact.SeekerQuestion, "2026-03-09 16.30 2026-03-05 10.00 told")
		h.facts(fact.SeekerQuestionPhone, "2026-03-09 16.30 2026-03-05 10.00 told")
		h.facts(fact.SeekerQuestionLetter)
		r, err = h.svc.Reopen(ctx, h.elin, key(r), "Det kom inget beslut.")
		h.expect(r, err, "taken live phone 2")
		h.due(r, "2026-03-10 16.30")
		r, err = h.svc.Answer(ctx, h.elin, key(r), request.Reply{Text: "Nu är det skickat.", Told: true})
		h.expect(r, err, "answered told phone 2")
		r, err = h.svc.Confirm(ctx, h.elin, key(r))
		h.expect(r, err, "closed over phone 2")
		h.facts(fact.SeekerQuestion, "2026-03-09 16.30 2026-03-05 10.00 told", "2026-03-10 16.30 2026-03-05 10.00 told")
		h.sums()
		v, err := h.svc.Open(ctx, h.elin, r.ID)
		h.must(err)
		if len(v.Events) != 12 || v.Events[0].Act != request.Ask || v.Content.Text == "" || v.Who.Number.TwelveDigits() != number {
			t.Errorf("what was done is not all there: %d events", len(v.Events))
		}
	})
}

// A wish for a meeting with an interpreter, which is offered a time that the person takes.
func TestAMeetingThatIsOfferedAndTaken(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		in := asking(request.Meeting)
		in.Channel, in.Wish, in.Address = request.Letter, request.Letter, "Provgatan 7, 771 00 Ludvika"
		r := h.asked(h.elin, in, true)
		h.due(r, "2026-03-09 16.30")
		_, err := h.svc.Offer(ctx, h.elin, key(r), date("2026-03-01").At(10, 0), request.Reply{Text: "Kommunhuset."})
		h.refused(err, fault.Invalid, "a time that has been")
		_, err = h.svc.Offer(ctx, h.elin, key(r), date("2029-03-12").At(10, 0), request.Reply{Text: "Kommunhuset."})
		h.refused(err, fault.Invalid, "a time three years ahead")
		r, err = h.svc.Offer(ctx, h.elin, key(r), date("2026-03-12").At(10, 0), request.Reply{Text: "Kommunhuset, med tolk på arabiska."})
		h.expect(r, err, "offered live letter 1")
		r, err = h.svc.Told(ctx, h.elin, key(r))
		h.expect(r, err, "offered told letter 1")
		r, err = h.svc.Accept(ctx, h.elin, key(r))
		h.expect(r, err, "closed over letter 1")
		booked := func(a policy.Actor, want int) {
			t.Helper()
			if list, err := h.svc.Bookings(ctx, h.DB, a, 9); err != nil || len(list) != want || want > 0 && list[0].Starts.Time != date("2026-03-12").At(10, 0).UTC() {
				t.Errorf("%s has the times %+v, %v", a.ID, list, err)
			}
		}
		booked(h.elin, 1)
		booked(h.anna, 0) // a colleague sees that there is a request, and it is not hers
		booked(h.ture, 0)
		h.facts(fact.SeekerMeeting, "2026-03-09 16.30 2026-03-02 09.00 told")
		h.facts(fact.SeekerMeetingLetter, "2026-03-09 16.30 2026-03-02 09.00 told")
		h.facts(fact.SeekerQuestion)
		v, err := h.svc.Open(ctx, h.elin, r.ID)
		h.must(err)
		if e, ok := v.Booked(); !ok || e.Starts.Time != date("2026-03-12").At(10, 0).UTC() {
			t.Errorf("the page has the time %v %v", e.Starts, ok)
		}
		h.Clock.Set(date("2026-03-12").At(10, 1))
		booked(h.elin, 0) // it has been
		if m := v.Content.Meeting; m.Language != "arabiska" || !m.Accessible || m.Form != request.FormInPerson {
			t.Errorf("the wish is %+v", m)
		}
	})
}

// A right has one month, extended by two with a reason that is told before the month is out; it never stands still.
func TestARightHasAMonthThatMayBecomeThree(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.ask(request.Objection)
		h.due(r, "2026-04-03 00.00")
		r, err := h.svc.AskMore(ctx, h.elin, key(r), "Vilken behandling?")
		h.expect(r, err, "taken live phone 1")
		h.due(r, "2026-04-03 00.00")
		_, err = h.svc.Extend(ctx, h.elin, key(r), " ")
		h.refused(err, fault.Invalid, "extended without a reason")
		h.to("2026-04-02 12.00")
		r, err = h.svc.Extend(ctx, h.elin, key(r), "Vi behöver höra flera.")
		h.must(err)
		h.due(r, "2026-06-03 00.00")
		_, err = h.svc.Extend(ctx, h.elin, key(r), "En gång till.")
		h.refused(err, fault.Conflict, "extended twice")
		r, err = h.svc.Grant(ctx, h.elin, key(r), request.Granting{Reply: request.Reply{Text: "Vi slutar behandla uppgiften så.", Told: true}})
		h.expect(r, err, "granted told phone 1")
		h.facts(fact.SeekerQuestion)
		late := h.ask(request.Restriction)
		h.to("2026-05-05 08.00")
		_, err = h.svc.Extend(ctx, h.elin, key(late), "Vi hann inte.")
		h.refused(err, fault.Conflict, "extended when the month is out")
	})
}

// A correction that is granted changes the record by the ordinary act and names what was changed; one that is refused stands
// beside the record.
func TestACorrectionIsMadeOrStandsBeside(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		p := h.record(number, h.elin)
		r := h.ask(request.Correction)
		_, err := h.svc.Grant(ctx, h.elin, key(r), request.Granting{})
		h.refused(err, fault.Invalid, "granted without saying what")
		r, err = h.svc.Grant(ctx, h.elin, key(r), request.Granting{Reply: request.Reply{Text: "Adressen är rättad.", Told: true}, Change: true, Name: "Nora Testberg (Demo)",
			Reach: person.Reached{Phone: "0240-111 11", Address: "Provgatan 9"}})
		h.expect(r, err, "granted told phone 1")
		o, err := h.persons.Open(ctx, h.elin, p.ID, r.Ref())
		h.must(err)
		v, err := h.svc.Open(ctx, h.elin, r.ID)
		h.must(err)
		if e, _ := v.Reply(); o.Address != "Provgatan 9" || o.Phone != "0240-111 11" || !slices.Equal(e.Fields(), []string{"address"}) {
			t.Errorf("the record says %q %q, and the decision changed %v", o.Address, o.Phone, e.Fields())
		}
		other := h.ask(request.Correction)
		_, err = h.svc.Refuse(ctx, h.elin, key(other), request.Reply{})
		h.refused(err, fault.Invalid, "refused without a reason")
		other, err = h.svc.Refuse(ctx, h.elin, key(other), request.Reply{Text: "Uppgiften stämmer med folkbokföringen."})
		h.expect(other, err, "refused live phone 1")
		if list := request.AppealsOf(request.Correction, date("2026-03-02")); len(list) != 2 || !list[0].Standing.Confirm() || list[0].Citation == "" {
			t.Errorf("the appeals are %v", list)
		}
	})
}

// A restriction stops new disclosures until it is lifted, and only who handles it lifts it.
func TestARestrictionStopsDisclosureUntilItIsLifted(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.ask(request.Restriction)
		h.must(person.Unrestricted(ctx, h.DB, r.Person))
		r, err := h.svc.Grant(ctx, h.elin, key(r), request.Granting{Reply: request.Reply{Text: "Vi lämnar inget så länge.", Told: true}})
		h.expect(r, err, "granted told phone 1")
		h.refused(person.Unrestricted(ctx, h.DB, r.Person), fault.Conflict, "telling while it is restricted")
		r, err = h.svc.Confirm(ctx, h.elin, key(r))
		h.expect(r, err, "closed over phone 1")
		_, err = h.svc.Lift(ctx, h.nora, key(r), "Personen vet.")
		h.refused(err, fault.NotFound, "lifted by a colleague")
		_, err = h.svc.Lift(ctx, h.elin, key(r), "")
		h.refused(err, fault.Invalid, "lifted without telling the person")
		_, err = h.svc.Lift(ctx, h.elin, key(r), "Personen vet sedan i går.")
		h.must(err)
		h.must(person.Unrestricted(ctx, h.DB, r.Person))
		_, err = h.svc.Lift(ctx, h.elin, key(r), "En gång till.")
		if err == nil {
			t.Error("it was lifted twice")
		}
	})
}

// A complaint that is refused, one that is taken back, and one that nobody says more about.
func TestOtherEndings(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.ask(request.Complaint)
		r, err := h.svc.Withdraw(ctx, h.elin, key(r))
		h.expect(r, err, "withdrawn over phone 1")
		_, err = h.svc.Reopen(ctx, h.elin, key(r), "Jag ångrar mig.")
		h.refused(err, fault.Conflict, "reopened after it was taken back")
		in := asking(request.Question)
		in.Wish = request.MyPages
		q := h.asked(h.elin, in, true)
		q, err = h.svc.Answer(ctx, h.elin, key(q), request.Reply{Text: "På fredag."})
		h.expect(q, err, "answered told my-pages 1")
		_, err = h.svc.Withdraw(ctx, h.elin, key(q))
		h.refused(err, fault.Conflict, "taken back when answered")
		h.to("2026-03-31 09.00")
		h.must(h.svc.Tend(ctx))
		if v, err := h.svc.Open(ctx, h.elin, q.ID); err != nil || v.State != request.Closed || v.Helped != request.HelpedSilent {
			t.Errorf("after silence it is %s %s, %v", v.State, v.Helped, err)
		}
		n, _ := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM request_event")
		h.must(h.svc.Tend(ctx))
		if again, _ := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM request_event"); again != n {
			t.Errorf("the clock did something twice: %d, %d", n, again)
		}
	})
}

// The clock reminds who handles it, and tells who answers for the unit when it is late, once each.
func TestTheClockRemindsAndRaises(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.ask(request.Question) // due on Thursday
		h.must(h.svc.Tend(ctx))
		if got := h.told(request.NewsDue); got != nil {
			t.Errorf("told of it on the first day: %v", got)
		}
		h.to("2026-03-04 09.00")
		h.must(h.svc.Tend(ctx))
		if got := h.told(request.NewsDue); !slices.Equal(got, []string{h.elin.ID}) {
			t.Errorf("reminded: %v", got)
		}
		h.to("2026-03-05 16.31")
		h.must(h.svc.Tend(ctx))
		h.must(h.svc.Tend(ctx))
		if got := h.told(request.NewsLate); !slices.Equal(got, []string{h.anna.ID}) {
			t.Errorf("told that it is late: %v", got)
		}
		n := 0
		for _, news := range h.news {
			if news.Kind == request.NewsLate {
				n++
			}
			if strings.Contains(news.Text.Sv, "Nora") || strings.Contains(news.Text.Sv, number) {
				t.Errorf("a notice says who: %s", news.Text.Sv)
			}
		}
		if n != 1 {
			t.Errorf("told %d times that it is late", n)
		}
		items, err := h.svc.List(ctx, h.DB, h.anna, request.Filter{Late: true})
		if h.must(err); len(items) != 1 || items[0].ID != r.ID {
			t.Errorf("the late ones are %v", items)
		}
	})
}

// Who asks for somebody else says who; a representative shows the power of attorney, which is kept sealed.
func TestWhoAsksAndHowIsWrittenDown(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		in := asking(request.Question)
		in.By = request.Representative
		_, err := h.svc.Ask(ctx, h.elin, in)
		if h.refused(err, fault.Invalid, "a representative without a paper"); fields(err) != "byName file" {
			t.Errorf("what is missing is %q", fields(err))
		}
		in.ByName, in.Evidence = "Vera Ombud (Demo)", h.paper()
		r := h.asked(h.elin, in, true)
		v, err := h.svc.Open(ctx, h.elin, r.ID)
		if h.must(err); v.Evidence == "" || v.Content.ByName != "Vera Ombud (Demo)" || v.Checked != request.ByQuestions {
			t.Errorf("it says %+v of %s", v.Content, v.Evidence)
		}
		for name, spoil := range map[string]func(in *request.Asking){
			"kind": func(in *request.Asking) { in.Type = "wish" }, "channel": func(in *request.Asking) { in.Channel = "e-mail" }, "by": func(in *request.Asking) { in.By = "" },
			"checked": func(in *request.Asking) { in.Checked = "" }, "number": func(in *request.Asking) { in.Number = identity.PersonalNumber{} }, "wish": func(in *request.Asking) { in.Wish = "e-mail" },
			"phone": func(in *request.Asking) { in.Phone = "" }, "text": func(in *request.Asking) { in.Text = " " }, "came": func(in *request.Asking) { in.Came = date("2026-03-03") },
			"address": func(in *request.Asking) { in.Wish = request.Letter },
		} {
			in := asking(request.Question)
			spoil(&in)
			_, err := h.svc.Ask(ctx, h.elin, in)
			if h.refused(err, fault.Invalid, name); fields(err) != name {
				t.Errorf("without %s it says %q", name, fields(err))
			}
		}
		wish := asking(request.Meeting)
		wish.Meeting = request.MeetingWish{}
		if _, err := h.svc.Ask(ctx, h.elin, wish); fields(err) != "meetingForm" {
			t.Errorf("a meeting in no form: %v", err)
		}
		ofAgency := asking(request.Question)
		if _, err := h.svc.Ask(ctx, h.maja, ofAgency); fields(err) != "municipality" {
			t.Errorf("at the agency without a municipality: %v", err)
		}
		ofAgency.Municipality = "2085"
		h.asked(h.maja, ofAgency, true)
		_, err = h.svc.Ask(ctx, h.anna, asking(request.Question))
		h.refused(err, fault.Denied, "entered by a coordinator")
		_, err = h.svc.Ask(ctx, policy.Public(), asking(request.Question))
		if err == nil {
			t.Error("anybody wrote one down")
		}
		for _, sealed := range []string{"Vera", "beslutet", "0240", number} {
			for _, column := range []string{"content FROM request", "said FROM request_event"} {
				rows, err := db.All[[]byte](ctx, h.DB, "SELECT "+column)
				h.must(err)
				for _, row := range rows {
					if strings.Contains(string(row), sealed) {
						t.Errorf("%s lies open in %s", sealed, column)
					}
				}
			}
		}
	})
}

// What a representative may do stands in the power of attorney: the answer is told to whoever may know it, and nobody speaks
// for the person longer, or in more, than it says.
func TestARepresentativeIsHeldToThePowerOfAttorney(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		written := func(p request.Power) request.Request {
			in := asking(request.Question)
			in.By, in.ByName, in.Evidence, in.Power = request.Representative, "Vera Ombud (Demo)", h.paper(), p
			in.Wish, in.Address = request.Letter, "Ombudsgatan 1, Ludvika"
			return h.asked(h.elin, in, true)
		}
		speaks := func(r request.Request, by request.By) request.Key { return request.Key{ID: r.ID, By: by} }
		over := asking(request.Question)
		over.By, over.ByName, over.Evidence, over.Power = request.Representative, "Vera Ombud (Demo)", h.paper(), request.Power{Until: date("2026-03-01")}
		if _, err := h.svc.Ask(ctx, h.elin, over); fields(err) != "powerUntil" {
			t.Errorf("one that is over: %v", err)
		}
		over.Power = request.Power{Covers: []request.Cover{"all"}}
		if _, err := h.svc.Ask(ctx, h.elin, over); fields(err) != "powerCovers" {
			t.Errorf("one that covers what there is not: %v", err)
		}
		narrow, wide := written(request.Power{}), written(request.Power{Until: date("2026-03-05"), Covers: request.Covers()})
		if _, err := h.svc.Withdraw(ctx, h.elin, speaks(narrow, request.Representative)); fields(err) != "by" {
			t.Errorf("a representative who may only ask took it back: %v", err)
		}
		if _, err := h.svc.Withdraw(ctx, h.elin, speaks(wide, request.Guardian)); fields(err) != "by" {
			t.Errorf("a guardian whom nobody has named took it back: %v", err)
		}
		for _, r := range []request.Request{narrow, wide} {
			_, err := h.svc.Answer(ctx, h.elin, key(r), request.Reply{Text: "Den kommer i april. (Demo)"})
			h.must(err)
			_, err = h.svc.Told(ctx, h.elin, key(r))
			h.must(err)
		}
		_, err := h.svc.Confirm(ctx, h.elin, speaks(narrow, request.Person))
		h.must(err)
		h.to("2026-03-06 09.00")
		if _, err := h.svc.Confirm(ctx, h.elin, speaks(wide, request.Representative)); fields(err) != "by" {
			t.Errorf("a power of attorney that was over was acted on: %v", err)
		}
		h.to("2026-03-05 09.00")
		_, err = h.svc.Reopen(ctx, h.elin, speaks(wide, request.Representative), "Det stod inget datum. (Demo)")
		h.must(err)
		v, err := h.svc.Open(ctx, h.elin, wide.ID)
		h.must(err)
		last := v.Events[len(v.Events)-1]
		if last.By != request.Representative || last.Happened().Sv != "Ombudet säger att det inte hjälpte" || v.Content.Power == nil || v.Content.Power.Until != date("2026-03-05") {
			t.Errorf("it says %+v, %s", last, last.Happened().Sv)
		}
	})
}

// What a power of attorney says can be written down later, and the person can take it back: from then on the representative is
// told nothing and does nothing.
func TestAPowerOfAttorneyIsTakenBack(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		in := asking(request.Question)
		in.By, in.ByName, in.Evidence, in.Wish, in.Address = request.Representative, "Vera Ombud (Demo)", h.paper(), request.Letter, "Ombudsgatan 1, Ludvika"
		r := h.asked(h.elin, in, true)
		by := request.Key{ID: r.ID, By: request.Representative}
		if _, err := h.svc.NotePower(ctx, h.elin, key(r), request.Power{Covers: []request.Cover{"all"}}); fields(err) != "powerCovers" {
			t.Errorf("one that covers what there is not: %v", err)
		}
		r, err := h.svc.NotePower(ctx, h.elin, key(r), request.Power{Covers: request.Covers()})
		h.must(err)
		if _, err := h.svc.EndPower(ctx, h.elin, request.Key{ID: r.ID, Version: r.Version - 1}); !fault.Is(err, fault.Conflict) {
			t.Errorf("somebody was first: %v", err)
		}
		r, err = h.svc.EndPower(ctx, h.elin, key(r))
		h.must(err)
		if _, err := h.svc.Withdraw(ctx, h.elin, by); fields(err) != "by" {
			t.Errorf("a representative whose power of attorney is taken back took the request back: %v", err)
		}
		if _, err := h.svc.EndPower(ctx, h.elin, key(r)); !fault.Is(err, fault.Conflict) {
			t.Errorf("it was taken back twice: %v", err)
		}
		v, err := h.svc.Open(ctx, h.elin, r.ID)
		h.must(err)
		if said := v.Events[len(v.Events)-1].Said; v.Content.Power.Until != date("2026-03-01") || len(v.Content.Power.Covers) != 2 || !strings.Contains(said, "2026") || v.Content.Text == "" {
			t.Errorf("left is %+v, %s", v.Content, said)
		}
		own := h.asked(h.elin, asking(request.Question), true)
		if _, err := h.svc.EndPower(ctx, h.elin, key(own)); !fault.Is(err, fault.Conflict) {
			t.Errorf("one that there is not was taken back: %v", err)
		}
	})
}

// A letter that came the day before counts from that day.
func TestWhatCameBeforeCountsFromThen(t *testing.T) {
	each(t, func(h *house) {
		in := asking(request.Extract)
		in.Channel, in.Came, in.Text = request.Letter, date("2026-01-30"), ""
		r := h.asked(h.elin, in, true)
		h.due(r, "2026-03-03 00.00") // the last of February is a Saturday
		if calendar.DateOf(r.AskedAt.Time) != date("2026-01-30") {
			t.Errorf("it came %s", r.AskedAt)
		}
	})
}
