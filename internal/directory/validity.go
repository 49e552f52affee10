package directory

import "samsyn/internal/calendar"

// Validity is the days in which something holds, both included. A zero From means that the beginning is not known,
// a zero To that it holds until further notice.
type Validity struct {
	From calendar.Date `db:"valid_from" json:"validFrom"`
	To   calendar.Date `db:"valid_to" json:"validTo"`
}

// On tells whether it holds on a day.
func (v Validity) On(day calendar.Date) bool { return v.Period().Contains(day) }

// Period gives the days in the calendar's own form.
func (v Validity) Period() calendar.Period { return calendar.Period{From: v.From, To: v.To} }

func optionalDate(s string) (calendar.Date, error) {
	if s == "" {
		return calendar.Date{}, nil
	}
	return calendar.ParseDate(s)
}
