package request

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Target is how long a request of a type may take until the person has been told: so many working days, or so many months.
type Target struct {
	Type   Type
	Days   int // working days
	Months int // calendar months
	From   calendar.Date
	To     calendar.Date // zero while it holds
	Why    language.Text
}

// targets are what holds when nothing else is agreed. The month is law (GDPR art. 12.3); the days are the product's own
// until an authority has said otherwise, those of a meeting the same as between the parties (K13.1).
func targets() []Target {
	t := language.T
	since := calendar.NewDate(2018, time.May, 25)
	month := t("Dataskyddsförordningen art. 12.3: utan onödigt dröjsmål och senast inom en månad.", "GDPR art. 12.3: without undue delay and within one month at the latest.")
	return []Target{
		{Type: Question, Days: 3, From: since, Why: t("Samsyns riktvärde för frågor från enskilda.", "Samsyn's own target for questions from persons.")},
		{Type: Meeting, Days: 5, From: since, Why: t("Samma som mellan parterna: en tid erbjuds inom fem arbetsdagar (K13.1).", "The same as between the parties: a time is offered within five working days (K13.1).")},
		{Type: Complaint, Days: 10, From: since, Why: t("Samsyns riktvärde för klagomål från enskilda.", "Samsyn's own target for complaints from persons.")},
		{Type: Extract, Months: 1, From: since, Why: month},
		{Type: Correction, Months: 1, From: since, Why: month},
		{Type: Restriction, Months: 1, From: since, Why: month},
		{Type: Objection, Months: 1, From: since, Why: month},
	}
}

// TargetOf gives what holds for a type on a day.
func TargetOf(t Type, on calendar.Date) (found Target) {
	for _, target := range targets() {
		if target.Type == t && (calendar.Period{From: target.From, To: target.To}).Contains(on) {
			found = target
		}
	}
	return found
}

// Words says how long it is: "3 arbetsdagar", "1 månad".
func (t Target) Words() language.Text {
	if t.Months > 0 {
		return language.Plural(t.Months, language.T("%d månad", "%d month"), language.T("%d månader", "%d months"))
	}
	return calendar.CountWorkingDays(t.Days)
}

// extendedBy is by how many months the month may be made longer (GDPR art. 12.3).
const extendedBy = 2

// monthsAfter is the end of the day by which something is due so many calendar months after it came: the day with the same
// number, or the last of the month, and the next working day when that is none (lag 1930:173 1 and 2 §§).
func monthsAfter(came time.Time, months int) time.Time {
	return calendar.LastDay(calendar.DateOf(came).AddMonths(months)).End()
}

// reckoning is what the events of a round amount to: by when the person is to be told, and how long it took.
type reckoning struct {
	due     time.Time // also while it stands still: as it would be if it went on now
	still   bool      // time stands still
	began   time.Time
	minutes int64 // working minutes that count, when it is told
	paused  int64
}

// reckon reads the events of one round. told is when the person was told; zero before.
func reckon(events []Event, now time.Time) (reckoning, error) {
	first := events[0]
	if first.Months > 0 {
		return reckonMonths(events), nil
	}
	c, err := clockOf(events)
	if err != nil {
		return reckoning{}, err
	}
	out := reckoning{due: c.Due(now), still: c.State == clock.Waiting, began: c.Began}
	if minutes, ok := c.ToAnswer(); ok {
		out.minutes = int64(minutes)
	}
	for _, p := range c.Pauses {
		to := p.To
		if to.IsZero() {
			to = now
		}
		out.paused += int64(calendar.OfficeHours().MinutesBetween(p.From, to))
	}
	return out, nil
}

// clockOf is the clock of a round in working days. It stands still while the person is asked for more, and stops when the
// person has been told.
func clockOf(events []Event) (c clock.Clock, err error) {
	c, err = clock.Read([]clock.Event{{Kind: clock.Sent, At: events[0].At.Time, Holder: string(Staff), Terms: clock.Office(int(events[0].Days), language.Text{})}})
	still := false
	next := func(e clock.Event) {
		if err == nil {
			c, err = c.Next(e)
		}
	}
	for _, e := range events[1:] {
		switch {
		case e.Act == AskMore && !still:
			still = true
			next(clock.Event{Kind: clock.Paused, At: e.At.Time, Category: clock.Clarification})
		case still && (e.Act == GiveMore || ends(e.Act)):
			still = false
			next(clock.Event{Kind: clock.Resumed, At: e.At.Time})
		}
		switch e.Act {
		case Tell:
			next(clock.Event{Kind: clock.Answered, At: e.At.Time})
		case Withdraw:
			next(clock.Event{Kind: clock.Withdrawn, At: e.At.Time})
		}
	}
	return c, err
}

// ends tells of the acts after which the person is asked for nothing more.
func ends(a Act) bool {
	return a == Answer || a == Grant || a == Refuse || a == Offer || a == Withdraw
}

// reckonMonths is the month of the law, which does not stand still.
func reckonMonths(events []Event) reckoning {
	first := events[0]
	months := first.Months
	if e, ok := last(events, Extend); ok {
		months += e.Months
	}
	out := reckoning{began: first.At.Time, due: monthsAfter(first.At.Time, int(months))}
	if e, ok := last(events, Tell, Withdraw); ok {
		out.minutes = int64(calendar.OfficeHours().MinutesBetween(first.At.Time, e.At.Time))
	}
	return out
}

// due gives the reckoning's deadline as it is kept beside the events: none while time stands still.
func (k reckoning) kept() db.Time {
	if k.still {
		return db.Time{}
	}
	return db.At(k.due)
}
