package calendar

import (
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Period is the days from From to To, both included. A zero From has no beginning, a zero To no end.
type Period struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Contains tells whether the day is within the period.
func (p Period) Contains(d Date) bool {
	return !d.Before(p.From) && (p.To.IsZero() || !d.After(p.To))
}

// Overlaps tells whether the two periods have a day in common.
func (p Period) Overlaps(q Period) bool {
	return startsBy(p, q.To) && startsBy(q, p.To)
}

func startsBy(p Period, end Date) bool { return end.IsZero() || !p.From.After(end) }

// Check gives a fault when the period ends before it begins.
func (p Period) Check() error {
	if p.To.IsZero() || !p.To.Before(p.From) {
		return nil
	}
	return fault.New(fault.Invalid, language.T(
		"Slutdatumet är före startdatumet. Ändra ett av dem.",
		"The end date is before the start date. Change one of them."))
}

// Days counts the days of the period, both ends included; 0 when it has no beginning or no end.
func (p Period) Days() int {
	if p.From.IsZero() || p.To.IsZero() {
		return 0
	}
	return max(0, p.From.DaysUntil(p.To)+1)
}

// IsZero tells whether the period has neither beginning nor end, that is, always.
func (p Period) IsZero() bool { return p == Period{} }

// In writes the period in words: "2026-03-02–2027-03-01", "från och med 2026-03-02", "tills vidare".
func (p Period) In(l language.Lang) string {
	switch {
	case p.IsZero():
		return language.T("tills vidare", "until further notice").In(l)
	case p.To.IsZero():
		return language.T("från och med %s", "from %s").With(p.From).In(l)
	case p.From.IsZero():
		return language.T("till och med %s", "up to and including %s").With(p.To).In(l)
	}
	return p.From.String() + "–" + p.To.String()
}

// String writes the period in Swedish.
func (p Period) String() string { return p.In(language.Swedish) }
