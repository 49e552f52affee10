package meeting_test

import (
	"reflect"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/meeting"
)

func aDay(day calendar.Date) meeting.Planned {
	return meeting.Planned{Municipality: "2085", Premises: "Medborgarhuset, rum Sjön", Day: day, Opens: "09.00", Closes: "15.00"}
}

func TestADayOfPresenceIsKeptMovedOrNot(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		april := func(n int) calendar.Date { return calendar.NewDate(2026, 4, n) }
		for field, spoil := range map[string]func(in *meeting.Planned){
			"municipality": func(in *meeting.Planned) { in.Municipality = "" }, "premises": func(in *meeting.Planned) { in.Premises = " " },
			"day": func(in *meeting.Planned) { in.Day = april(4) }, "opens": func(in *meeting.Planned) { in.Opens = "9" }, "closes": func(in *meeting.Planned) { in.Closes = "08.00" },
		} {
			in := aDay(april(7))
			spoil(&in)
			_, err := h.svc.PlanDay(ctx, h.per, in)
			named(t, field, err)
		}
		for field, in := range map[string]meeting.Planned{"municipality": {Municipality: "0001", Premises: "Stadshuset", Day: april(7), Opens: "09.00", Closes: "15.00"}, "day": aDay(calendar.NewDate(2029, 4, 6))} {
			_, err := h.svc.PlanDay(ctx, h.per, in) // no such municipality; a year that is a mistake
			named(t, field, err)
		}
		_, err := h.svc.PlanDay(ctx, h.anna, aDay(april(7)))
		refused(t, fault.Denied, err) // only the agency owes it
		kept, err := h.svc.PlanDay(ctx, h.per, aDay(april(7)))
		must(t, err)
		_, err = h.svc.PlanDay(ctx, h.per, aDay(april(7)))
		refused(t, fault.Conflict, err)
		moved, err := h.svc.PlanDay(ctx, h.per, aDay(april(8)))
		must(t, err)
		missed, err := h.svc.PlanDay(ctx, h.per, aDay(april(9)))
		must(t, err)
		late, err := h.svc.PlanDay(ctx, h.per, aDay(calendar.NewDate(2026, 3, 20))) // its month has begun: it does not count
		must(t, err)
		if late.Fact != "" || kept.Fact == "" {
			t.Fatalf("the day added late counts: %q, the planned one does not: %q", late.Fact, kept.Fact)
		}
		note := func(d meeting.Day, in meeting.DayNote) error {
			_, err := h.svc.NoteDay(ctx, h.per, meeting.Key{ID: d.ID}, in)
			return err
		}
		named(t, "state", note(kept, meeting.DayNote{State: meeting.KeptDay}))                              // it has not been yet
		named(t, "state", note(missed, meeting.DayNote{State: meeting.MissedDay, Reason: meeting.NoStaff})) // nor can it be missed before it comes
		named(t, "to", note(moved, meeting.DayNote{State: meeting.PlannedDay, To: calendar.NewDate(2026, 5, 4)}))
		must(t, note(moved, meeting.DayNote{State: meeting.PlannedDay, To: april(10)}))
		h.Clock.Set(calendar.NewDate(2026, 5, 4).At(9, 0)) // noted in the next month, each counts by its own day
		must(t, note(kept, meeting.DayNote{State: meeting.KeptDay}))
		must(t, note(moved, meeting.DayNote{State: meeting.KeptDay}))
		named(t, "reason", note(missed, meeting.DayNote{State: meeting.MissedDay}))
		must(t, note(missed, meeting.DayNote{State: meeting.MissedDay, Reason: meeting.NoStaff}))
		must(t, note(late, meeting.DayNote{State: meeting.KeptDay}))
		refused(t, fault.Conflict, note(kept, meeting.DayNote{State: meeting.KeptDay}))
		if got := h.outcomes(fact.PresenceDays); !reflect.DeepEqual(got, []string{"kept", "kept", "missed:staff"}) {
			t.Fatalf("the days left %v", got)
		}
		for _, who := range []struct {
			days int
			f    func() ([]meeting.Day, error)
		}{{3, func() ([]meeting.Day, error) { return h.svc.Days(ctx, h.DB, h.per, meeting.DayFilter{Month: april(1)}) }},
			{3, func() ([]meeting.Day, error) {
				return h.svc.Days(ctx, h.DB, h.anna, meeting.DayFilter{Month: april(1)})
			}},
			{0, func() ([]meeting.Day, error) { return h.svc.Days(ctx, h.DB, h.cia, meeting.DayFilter{Month: april(1)}) }}} {
			if list, err := who.f(); err != nil || len(list) != who.days {
				t.Fatalf("%d days are listed, %v", len(list), err)
			}
		}
	})
}

// TestTheDaysOfAMonthAreCountedWhole has more days in a month than a page of the list holds.
func TestTheDaysOfAMonthAreCountedWhole(t *testing.T) {
	each(t, func(h *house) {
		ctx, planned := t.Context(), int64(0)
		for day := calendar.NewDate(2026, 4, 1); day.Month == 4; day = day.AddDays(1) {
			for _, premises := range []string{"Medborgarhuset", "Biblioteket", "Kontoret"} {
				in := aDay(day)
				if in.Premises = premises; calendar.IsWorkingDay(day) {
					_, err := h.svc.PlanDay(ctx, h.per, in)
					must(t, err)
					planned++
				}
			}
		}
		f := meeting.DayFilter{Month: calendar.NewDate(2026, 4, 15)}
		seen := map[string]bool{}
		for {
			days, err := h.svc.Days(ctx, h.DB, h.per, f)
			must(t, err)
			for _, d := range days {
				seen[d.ID], f.After = true, d.Place()
			}
			if len(days) == 0 {
				break
			}
		}
		counts, err := h.svc.CountDays(ctx, h.DB, h.per, f)
		must(t, err)
		if planned <= 50 || counts.All != planned || int64(len(seen)) != planned || counts.Waits != 0 {
			t.Errorf("of %d days %d are listed and %+v counted", planned, len(seen), counts)
		}
		h.Clock.Set(calendar.NewDate(2026, 4, 1).At(16, 0))
		if counts, err = h.svc.CountDays(ctx, h.DB, h.anna, f); err != nil || counts.Waits != 3 {
			t.Errorf("%d days of the first wait for what came of them, %v", counts.Waits, err)
		}
	})
}
