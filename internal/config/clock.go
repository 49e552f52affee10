package config

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Clock lets a demo happen at another time.
type Clock struct {
	Now Instant `name:"now" placeholder:"2026-03-02T09:00" help:"${now_help}"`
}

// Instant is a point in time as a person writes it: in Swedish time unless it says otherwise, at nine when it is
// only a date.
type Instant struct{ at time.Time }

// UnmarshalText reads 2026-03-02T09:00, with seconds or a time zone if need be, or 2026-03-02.
func (i *Instant) UnmarshalText(text []byte) error {
	s := string(text)
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, calendar.Stockholm()); err == nil {
			i.at = t
			return nil
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		i.at = t
		return nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, calendar.Stockholm()); err == nil {
		i.at = time.Date(t.Year(), t.Month(), t.Day(), 9, 0, 0, 0, t.Location())
		return nil
	}
	return wrong(language.T("Skriv tidpunkten som 2026-03-02T09:00.", "Write the point in time as 2026-03-02T09:00."))
}

// Time is the instant; zero when none was given.
func (i Instant) Time() time.Time { return i.at }

// Start gives the program's clock: real itself, or one that shows the given instant now and goes on at real's pace.
// A nil real is the machine's clock.
func (c Clock) Start(real func() time.Time) func() time.Time {
	if real == nil {
		real = time.Now
	}
	if c.Now.at.IsZero() {
		return real
	}
	began := real()
	return func() time.Time { return c.Now.at.Add(real().Sub(began)) }
}
