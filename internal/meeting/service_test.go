package meeting_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

func TestAMeetingIsAskedForBookedAndHeld(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.ask(h.anna, asking())
		if m.State != meeting.Asked || m.Turn != meeting.Both {
			t.Fatalf("asked for it is %s and waits for %s", m.State, m.Turn)
		}
		m, err := h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(3), h.span(2)}})
		must(t, err)
		offers := h.offers(h.anna, m.ID)
		if m.State != meeting.Offered || m.Turn != meeting.Turn(meeting.Municipality) || len(offers) != 2 || !offers[0].Starts.Before(offers[1].Starts.Time) || !offers[0].Says[meeting.Agency] {
			t.Fatalf("offered it is %+v with %+v", m, offers)
		}
		_, err = h.svc.Book(ctx, h.per, id(m), offers[0].ID, true)
		named(t, "slot", err) // the other side has not said that it can
		m, err = h.svc.Suit(ctx, h.anna, id(m), false, []string{offers[0].ID})
		must(t, err)
		_, err = h.svc.Book(ctx, h.per, id(m), offers[0].ID, false)
		named(t, "person", err)
		m, err = h.svc.Book(ctx, h.per, id(m), offers[0].ID, true)
		must(t, err)
		if m.State != meeting.Booked || !m.Starts.Equal(h.span(2).Starts) || m.Sequence != 1 {
			t.Fatalf("booked it is %+v", m)
		}
		_, err = h.svc.Held(ctx, h.anna, id(m), meeting.Outcome{Interpreted: meeting.Needed})
		refused(t, fault.Conflict, err) // it has not begun
		h.Clock.Set(m.Ends.Time)
		_, err = h.svc.Held(ctx, h.anna, id(m), meeting.Outcome{})
		named(t, "interpreted", err)
		decided := meeting.Result{Said: "Praktik från mars", Decisions: []plan.Item{{Text: "Besluta om praktiken (tre dagar)", Responsible: plan.Agency, Due: h.today().AddDays(10)}}}
		m, err = h.svc.Held(ctx, h.anna, id(m), meeting.Outcome{Interpreted: meeting.Needed, Result: decided})
		must(t, err)
		o, err := h.svc.Open(ctx, h.per, m.ID) // from the other's own copy
		must(t, err)
		if o.State != meeting.Held || !reflect.DeepEqual(o.Result, decided) || o.Called.Language != "arabiska" || o.Called.Along != "Sin syster" || o.Where != "Engelbrektsgatan 3, rum Sjön" {
			t.Fatalf("held, the other reads %+v %+v", o.Result, o.Called)
		}
		seen, err := h.matters.Open(ctx, h.per, h.m.ID)
		must(t, err)
		if got := meeting.Decisions(seen.Thread, h.today()); !reflect.DeepEqual(got, decided.Decisions) {
			t.Fatalf("a plan is offered %+v", got)
		}
		for metric, want := range map[string][]string{fact.MeetingOffered: {"offered"}, fact.MeetingHeld: {"held"}, fact.PhysicalMeetingOffered: {"offered"}, fact.SIPReply: nil,
			fact.MeetingPartyAbsent: {"missed:came", "missed:came"}, fact.InterpreterStated: {"stated"}, fact.InterpreterPresent: {"present"}} {
			if got := h.outcomes(metric); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Fatalf("%s left %v", metric, got)
			}
		}
	})
}

// TestWhatIsWrongInARowIsSaidOfThatRow: the rows that are left empty between count too.
func TestWhatIsWrongInARowIsSaidOfThatRow(t *testing.T) {
	each(t, func(h *house) {
		in := asking()
		late := h.span(-1)
		late.Row = 3
		in.Times = []meeting.Span{h.span(1), late}
		_, err := h.svc.Ask(t.Context(), h.anna, h.key(), in)
		named(t, "time-3-day", err)
		if says := err.Error(); !strings.Contains(says, "Tid 3") && !strings.Contains(says, "Time 3") {
			t.Errorf("it is not said which: %s", says)
		}
		m := h.booked(asking())
		h.Clock.Set(m.Ends.Time)
		decided := meeting.Result{Decisions: []plan.Item{{}, {}, {Text: "Ringa", Responsible: plan.Agency}}}
		_, err = h.svc.Held(t.Context(), h.anna, id(m), meeting.Outcome{Interpreted: meeting.Needed, Result: decided, Basis: consent()})
		named(t, "decision-3-due", err)
	})
}

func TestACallIsRefusedWhereSomethingIsMissing(t *testing.T) {
	each(t, func(h *house) {
		for field, spoil := range map[string]func(in *meeting.Asking){
			"sort":        func(in *meeting.Asking) { in.Sort = "" },
			"way":         func(in *meeting.Asking) { in.Way = "letter" },
			"why":         func(in *meeting.Asking) { in.Why = " " },
			"interpreter": func(in *meeting.Asking) { in.Interpreter = meeting.Unsaid },
			"language":    func(in *meeting.Asking) { in.Language = "" },
			"time-1-day":  func(in *meeting.Asking) { in.Times = []meeting.Span{h.span(-1)} },
			"time-1-to": func(in *meeting.Asking) {
				x := h.span(1)
				in.Times = []meeting.Span{{Starts: x.Starts, Ends: x.Starts}}
			},
			"time-2-day": func(in *meeting.Asking) { in.Times = []meeting.Span{h.span(1), h.span(1)} },
		} {
			in := asking()
			spoil(&in)
			_, err := h.svc.Ask(t.Context(), h.anna, h.key(), in)
			named(t, field, err)
		}
		for field, x := range map[string]meeting.Span{
			"time-1-day": {Starts: h.span(1).Starts.AddDate(3, 0, 1), Ends: h.span(1).Ends.AddDate(3, 0, 1)}, // the year is a mistake
			"time-1-to":  {Starts: h.span(1).Starts, Ends: h.span(1).Starts.Add(8*time.Hour + time.Minute)},  // and so is the hour
		} {
			in := asking()
			in.Times = []meeting.Span{x}
			_, err := h.svc.Ask(t.Context(), h.anna, h.key(), in)
			named(t, field, err)
		}
		for _, place := range []string{"Hos Nora", "hemma hos testberg", "Storgatan 12, 771 30 Ludvika", "ring 19920101-2383", "", strings.Repeat("x", 121)} {
			in := asking()
			in.Place, in.Times = place, []meeting.Span{h.span(1)}
			_, err := h.svc.Ask(t.Context(), h.anna, h.key(), in)
			named(t, "place", err)
		}
		in := asking()
		in.Basis = person.Basis{}
		_, err := h.svc.Ask(t.Context(), h.anna, h.key(), in)
		named(t, "ground", err)
	})
}

func TestNobodyWithoutRightSeesAMeeting(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		other := policy.Actor{ID: "seeker:amir", Roles: []policy.Role{policy.Jobseeker}}
		for _, a := range []policy.Actor{h.cia, other} {
			_, err := h.svc.Get(ctx, h.DB, a, m.ID)
			refused(t, fault.NotFound, err)
			_, err = h.svc.Cancel(ctx, a, id(m), "")
			refused(t, fault.NotFound, err)
			_, err = h.svc.CancelOwn(ctx, a, id(m))
			refused(t, fault.NotFound, err)
		}
		v, err := h.svc.Open(ctx, h.eva, m.ID) // a colleague sees when, and nothing of what or with whom
		must(t, err)
		if v.Reads || v.Where != "" || v.Called.Why != "" || v.Person.Name != "" {
			t.Fatalf("a colleague sees %+v", v)
		}
		_, err = h.svc.Cancel(ctx, h.eva, id(m), "")
		refused(t, fault.Denied, err)
		list, err := h.svc.List(ctx, h.DB, h.cia, meeting.Filter{})
		must(t, err)
		if len(list) != 0 {
			t.Fatalf("another board lists %+v", list)
		}
		if list, err = h.svc.List(ctx, h.DB, h.anna, meeting.Filter{Mine: true}); err != nil || len(list) != 1 {
			t.Fatalf("the own list is %+v, %v", list, err)
		}
	})
}

func TestThePersonChoosesCancelsAndAsksToWait(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		in := asking()
		in.Times = []meeting.Span{h.span(3), h.span(4)}
		m := h.ask(h.anna, in)
		own, err := h.svc.Own(ctx, h.nora)
		must(t, err)
		if len(own) != 1 || own[0].Where == "" || len(own[0].Offers) != 2 {
			t.Fatalf("the person sees %+v", own)
		}
		_, err = h.svc.Choose(ctx, h.nora, id(m), []string{"another"})
		refused(t, fault.Conflict, err)
		m, err = h.svc.Choose(ctx, h.nora, id(m), nil) // none suits: time stands still
		must(t, err)
		m, err = h.svc.WaitOwn(ctx, h.nora, id(m), true)
		must(t, err)
		if !m.Waits() || m.Turn != meeting.Turn(meeting.Person) {
			t.Fatalf("waiting it is %+v", m)
		}
		_, err = h.svc.WaitOwn(ctx, h.nora, id(m), true)
		refused(t, fault.Conflict, err)
		_, err = h.svc.WaitOwn(ctx, h.nora, id(m), false)
		must(t, err)
		_, err = h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(5), h.span(6)}})
		must(t, err)
		offers := h.offers(h.anna, m.ID)
		_, err = h.svc.Suit(ctx, h.anna, id(m), false, []string{offers[1].ID})
		must(t, err)
		m, err = h.svc.Choose(ctx, h.nora, id(m), []string{offers[0].ID, offers[1].ID})
		must(t, err)
		if m.State != meeting.Booked || m.Slot != offers[1].ID {
			t.Fatalf("when everybody can it is %s at %s", m.State, m.Slot)
		}
		m, err = h.svc.CancelOwn(ctx, h.nora, id(m))
		must(t, err)
		if m.State != meeting.Cancelled || m.CancelledBy != meeting.Person || m.Sequence != 2 {
			t.Fatalf("cancelled it is %+v", m)
		}
		if got := h.outcomes(fact.MeetingHeld); !reflect.DeepEqual(got, []string{fact.Withdrawn}) || len(h.outcomes(fact.MeetingPartyAbsent)) != 0 {
			t.Fatalf("the person's own cancelling left %v and %v", got, h.outcomes(fact.MeetingPartyAbsent))
		}
	})
}

func TestACallToSIPIsRepliedTo(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		in := asking()
		in.Sort = meeting.SIP
		m := h.ask(h.anna, in)
		if m.Turn != meeting.Turn(meeting.Agency) {
			t.Fatalf("it waits for %s", m.Turn)
		}
		_, err := h.svc.ReplySIP(ctx, h.anna, id(m), meeting.Yes, "", false, consent())
		refused(t, fault.Conflict, err) // who calls does not reply
		_, err = h.svc.ReplySIP(ctx, h.per, id(m), meeting.No, " ", false, consent())
		named(t, "why", err)
		m, err = h.svc.ReplySIP(ctx, h.per, id(m), meeting.No, "Personen är inte inskriven", false, consent())
		must(t, err)
		if got := h.outcomes(fact.SIPReply); !reflect.DeepEqual(got, []string{"no"}) {
			t.Fatalf("the reply left %v", got)
		}
		o, err := h.svc.Open(ctx, h.anna, m.ID)
		must(t, err)
		if o.Why != "Personen är inte inskriven" {
			t.Fatalf("the caller reads %q", o.Why)
		}
	})
}

func TestWhoDoesNotCome(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		_, err := h.svc.Missed(ctx, h.anna, id(m), []meeting.Part{meeting.Agency})
		refused(t, fault.Conflict, err)
		h.Clock.Set(m.Starts.Time)
		_, err = h.svc.Missed(ctx, h.anna, id(m), nil)
		named(t, "absent", err)
		m, err = h.svc.Missed(ctx, h.anna, id(m), []meeting.Part{meeting.Agency, meeting.Person})
		must(t, err)
		if m.State != meeting.Missed || m.Turn != meeting.Both || m.Slot != "" {
			t.Fatalf("missed it is %+v", m)
		}
		// The agency was absent and the board was not; the person's own absence counts nowhere.
		if got := h.outcomes(fact.MeetingPartyAbsent); !reflect.DeepEqual(got, []string{"absent", "missed:came"}) {
			t.Fatalf("absence left %v", got)
		}
		if got := h.outcomes(fact.MeetingHeld); !reflect.DeepEqual(got, []string{""}) {
			t.Fatalf("the time to a held meeting is %v", got)
		}
		_, err = h.svc.Offer(ctx, h.anna, id(m), meeting.Times{Spans: []meeting.Span{h.span(2)}})
		must(t, err)
	})
}

// TestWhoCancelsOnTheDayWasAbsent, and who does it the working day before was not.
func TestWhoCancelsOnTheDayWasAbsent(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		h.Clock.Set(dayBefore(m))
		_, err := h.svc.Cancel(ctx, h.per, id(m), "")
		must(t, err)
		if got := h.outcomes(fact.MeetingPartyAbsent); len(got) != 0 {
			t.Fatalf("the day before left %v", got)
		}
		m = h.booked(asking())
		h.Clock.Set(calendar.DateOf(m.Starts.Time).At(8, 0))
		_, err = h.svc.Cancel(ctx, h.per, id(m), "")
		must(t, err)
		if got := h.outcomes(fact.MeetingPartyAbsent); !reflect.DeepEqual(got, []string{"absent"}) {
			t.Fatalf("the day itself left %v", got)
		}
	})
}

func dayBefore(m meeting.Meeting) time.Time {
	return calendar.DateOf(m.Starts.Time).AddDays(-1).At(15, 0)
}

func TestClosingTheMatterCancelsItsMeetings(t *testing.T) {
	each(t, func(h *house) {
		m := h.booked(asking())
		_, err := h.matters.CloseMatter(t.Context(), h.per, h.key(), matter.Reached)
		must(t, err)
		v, err := h.svc.Get(t.Context(), h.DB, h.per, m.ID)
		must(t, err)
		if v.State != meeting.Cancelled || v.CancelledBy != meeting.House {
			t.Fatalf("it is %s by %s", v.State, v.CancelledBy)
		}
		if got := h.outcomes(fact.MeetingHeld); !reflect.DeepEqual(got, []string{fact.Withdrawn}) {
			t.Fatalf("it left %v", got)
		}
	})
}

func TestAWithdrawnConsentStopsWhatIsBooked(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		h.withdrawAll(h.anna)
		_, err := h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(2)}})
		refused(t, fault.Conflict, err)
		in := asking()
		in.Basis = person.Basis{}
		_, err = h.svc.Ask(ctx, h.anna, h.key(), in)
		named(t, "ground", err)
		_, err = h.svc.Cancel(ctx, h.per, id(m), "")
		must(t, err)
	})
}

func TestAProtectedPersonHasNoMeetingInWriting(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		h.Act(t, func(tx *audit.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE person SET protection = 'marker', protected_from = $1 WHERE authority_id = $2`, h.today().AddDays(-1), h.anna.Authority)
			return err
		})
		_, err := h.svc.Get(ctx, h.DB, h.anna, m.ID)
		refused(t, fault.NotFound, err)
		if list, err := h.svc.List(ctx, h.DB, h.anna, meeting.Filter{}); err != nil || len(list) != 0 {
			t.Fatalf("the list shows %+v, %v", list, err)
		}
		if n, err := h.svc.Count(ctx, h.DB, h.anna); err != nil || n != (meeting.Counts{}) {
			t.Fatalf("the counts show %+v, %v", n, err)
		}
		if own, err := h.svc.Own(ctx, h.nora); err != nil || len(own) != 1 {
			t.Fatalf("from the person themselves it is hidden: %+v, %v", own, err)
		}
	})
}

// TestTwoWhoBookAtOnce: one time is booked, the other is told so.
func TestTwoWhoBookAtOnce(t *testing.T) {
	each(t, func(h *house) {
		in := asking()
		in.Times = []meeting.Span{h.span(3), h.span(4)}
		m := h.ask(h.anna, in)
		offers := h.offers(h.per, m.ID)
		_, err := h.svc.Suit(t.Context(), h.per, id(m), false, []string{offers[0].ID, offers[1].ID})
		must(t, err)
		var group sync.WaitGroup
		errs := make([]error, 2)
		group.Go(func() { _, errs[0] = h.svc.Book(t.Context(), h.anna, id(m), offers[0].ID, true) })
		group.Go(func() { _, errs[1] = h.svc.Book(t.Context(), h.per, id(m), offers[1].ID, true) })
		group.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("of two who book: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil {
				refused(t, fault.Conflict, err)
			}
		}
		if n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM meeting_event WHERE act = 'book'`); err != nil || n != 1 {
			t.Fatalf("%d bookings, %v", n, err)
		}
	})
}

func TestRemindersComeOnce(t *testing.T) {
	each(t, func(h *house) {
		m := h.booked(asking())
		reminders := func() int64 {
			t.Helper()
			must(t, h.svc.Tend(t.Context()))
			must(t, h.svc.Tend(t.Context()))
			n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM matter_event WHERE act = 'meeting-remind'`)
			must(t, err)
			return n
		}
		if n := reminders(); n != 0 {
			t.Fatalf("three days before: %d", n)
		}
		h.Clock.Set(dayBefore(m))
		if n := reminders(); n != 1 {
			t.Fatalf("the working day before: %d", n)
		}
		h.Clock.Set(m.Ends.Time)
		if n := reminders(); n != 1 {
			t.Fatalf("on the day: %d", n)
		}
		h.Clock.Set(m.Ends.AddDate(0, 0, 1))
		if n := reminders(); n != 2 {
			t.Fatalf("the day after: %d", n)
		}
	})
}
