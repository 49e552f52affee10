package request

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// The month of the law ends on the day with the same number, on the last of the month where there is none, and on the next
// working day when that is none (lag 1930:173).
func TestTheMonthOfTheLaw(t *testing.T) {
	for _, c := range []struct{ came, months, last string }{
		{"2026-03-02", "1", "2026-04-02"},
		{"2026-01-30", "1", "2026-03-02"}, // 28 February is a Saturday
		{"2026-01-31", "3", "2026-04-30"},
		{"2026-03-03", "1", "2026-04-07"}, // Good Friday to Easter Monday
		{"2026-11-24", "1", "2026-12-28"}, // Christmas Eve on a Thursday
		{"2026-12-01", "1", "2027-01-04"}, // New Year's Day on a Friday
		{"2028-01-31", "1", "2028-02-29"},
		{"2026-03-02", "3", "2026-06-02"},
	} {
		came, _ := calendar.ParseDate(c.came)
		var months int
		_, _ = fmt.Sscan(c.months, &months)
		want, _ := calendar.ParseDate(c.last)
		for _, at := range []time.Time{came.Start(), came.At(12, 0), came.At(23, 59)} {
			if got := monthsAfter(at, months); !got.Equal(want.End()) {
				t.Errorf("%s months from %s end %s, want the end of %s", c.months, at, got, c.last)
			}
		}
	}
}

// Each kind has its time, and it is days or months and not both.
func TestEachKindHasItsTime(t *testing.T) {
	for _, i := range Types() {
		target := TargetOf(i.Type, calendar.NewDate(2026, 3, 2))
		if (target.Days > 0) == (target.Months > 0) || target.Why.IsZero() || target.Words().IsZero() || (target.Months > 0) != i.Type.Right() {
			t.Errorf("%s has %+v", i.Type, target)
		}
		if old := TargetOf(i.Type, calendar.NewDate(2018, 5, 24)); old.Days+old.Months != 0 {
			t.Errorf("%s had a time before the law", i.Type)
		}
		if len(AppealsOf(i.Type, calendar.NewDate(2026, 3, 2))) == 0 {
			t.Errorf("nothing can be done about a refusal of %s", i.Type)
		}
	}
}

// The clock of working days stands still only while the person is asked for more.
func TestTheClockStandsStillWhileThePersonIsAsked(t *testing.T) {
	at := func(s string) db.Time {
		x, err := time.ParseInLocation("2006-01-02 15.04", s, calendar.Stockholm())
		if err != nil {
			t.Fatal(err)
		}
		return db.At(x)
	}
	ask := Event{Act: Ask, At: at("2026-03-02 09.00"), Days: 3}
	for _, c := range []struct {
		events []Event
		due    string
		still  bool
	}{
		{[]Event{ask}, "2026-03-05 16.30", false},
		{[]Event{{Act: Ask, At: at("2026-03-02 16.01"), Days: 3}}, "2026-03-06 16.30", false},
		{[]Event{ask, {Act: AskMore, At: at("2026-03-03 09.00")}}, "", true},
		{[]Event{ask, {Act: AskMore, At: at("2026-03-03 09.00")}, {Act: GiveMore, At: at("2026-03-04 09.00")}}, "2026-03-06 16.30", false},
		{[]Event{ask, {Act: AskMore, At: at("2026-03-03 09.00")}, {Act: Answer, At: at("2026-03-04 09.00")}}, "2026-03-06 16.30", false},
		{[]Event{ask, {Act: Call, At: at("2026-03-03 09.00")}}, "2026-03-05 16.30", false},
		{[]Event{{Act: Ask, At: at("2026-03-02 09.00"), Months: 1}, {Act: AskMore, At: at("2026-03-03 09.00")}}, "2026-04-03 00.00", false},
		{[]Event{{Act: Ask, At: at("2026-03-02 09.00"), Months: 1}, {Act: Extend, At: at("2026-03-03 09.00"), Months: 2}}, "2026-06-03 00.00", false},
	} {
		k, err := reckon(c.events, at("2026-03-04 12.00").Time)
		got := ""
		if due := k.kept(); !due.IsZero() {
			got = due.In(calendar.Stockholm()).Format("2006-01-02 15.04")
		}
		if err != nil || got != c.due || k.still != c.still {
			t.Errorf("%v: due %q, still %v, %v; want %q, %v", c.events, got, k.still, err, c.due, c.still)
		}
	}
}

// Whatever a side can do leads to a state in which somebody can do something, or it is over; and nothing leads back to before
// it was asked but that it did not help.
func TestEveryStandingGoesOn(t *testing.T) {
	for _, i := range Types() {
		for _, state := range States() {
			for _, told := range []bool{false, true} {
				for _, waiting := range []bool{false, true} {
					s := Standing{Type: i.Type, State: state, Waiting: waiting, Told: told, Way: Phone}
					all := slices.Concat(s.Can(Staff), s.Can(Them), s.Can(Clock))
					if state != Withdrawn && len(all) == 0 {
						t.Errorf("%+v: nothing can be done", s)
					}
					for _, a := range all {
						next := s.after(a)
						if !slices.Contains(States(), next) || next == Received && state != Received && a != Reopen {
							t.Errorf("%+v after %s is %s", s, a, next)
						}
						if (Event{Act: a}).Happened().Sv == string(a) {
							t.Errorf("%s has no words", a)
						}
					}
					if state.Decided() && !told && slices.Contains(all, Close) {
						t.Errorf("%+v closes before the person is told", s)
					}
				}
			}
		}
	}
}

// What may be decided is of the kind: no extract is answered and no question granted.
func TestWhatMayBeDecided(t *testing.T) {
	for kind, want := range map[Type][]Act{Question: {Answer, Refuse}, Complaint: {Answer, Refuse}, Meeting: {Offer, Refuse}, Extract: {Grant, Refuse}, Correction: {Grant, Refuse}, Restriction: {Grant, Refuse}, Objection: {Grant, Refuse}} {
		s := Standing{Type: kind, State: Taken}
		for _, a := range []Act{Answer, Grant, Offer, Refuse} {
			if s.May(Staff, a) != slices.Contains(want, a) {
				t.Errorf("%s of %s: %v", a, kind, s.May(Staff, a))
			}
		}
		if s.May(Staff, Extend) != kind.Right() {
			t.Errorf("%s is extended: %v", kind, s.May(Staff, Extend))
		}
	}
}
