package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// calendarCommand reckons a deadline. It needs no database.
type calendarCommand struct {
	From  moment  `help:"${arrived_help}" placeholder:"2026-12-23T16:30" required:""`
	Add   int     `help:"${add_help}" placeholder:"2" default:"2"`
	Pause []pause `help:"${pause_help}" placeholder:"2026-12-28T10:00/2026-12-28T12:30" sep:"none"`
}

// moment is a time as it is typed, in Swedish time.
type moment struct{ time.Time }

// UnmarshalText reads 2026-12-23T16:30.
func (m *moment) UnmarshalText(text []byte) (err error) {
	if m.Time, err = time.ParseInLocation("2006-01-02T15:04", string(text), calendar.Stockholm()); err != nil {
		return fault.New(fault.Invalid, language.T(
			"%q är ingen tid. Skriv datum och klockslag, till exempel 2026-12-23T16:30.",
			"%q is no time. Write date and time, for example 2026-12-23T16:30.").With(string(text)))
	}
	return nil
}

// pause is a time in which the clock stood still.
type pause struct{ From, To moment }

// UnmarshalText reads two times with a slash between.
func (p *pause) UnmarshalText(text []byte) error {
	from, to, _ := strings.Cut(string(text), "/")
	if err := p.From.UnmarshalText([]byte(from)); err != nil {
		return err
	}
	return p.To.UnmarshalText([]byte(to))
}

// Run prints when an answer is due, and on the lines after how that was reckoned.
func (c *calendarCommand) Run(_ context.Context, t *terminal) error {
	if c.Add < 0 || c.Add > 1000 {
		return fault.New(fault.Invalid, language.T("--add: skriv ett antal arbetsdagar mellan 0 och 1000.", "--add: write a number of working days between 0 and 1000."))
	}
	terms := clock.Office(c.Add, language.T("--add %d", "--add %d").With(c.Add))
	events := []clock.Event{{Kind: clock.Sent, At: c.From.Time, Holder: "-", Terms: terms}}
	for _, p := range c.Pause {
		events = append(events, clock.Event{Kind: clock.Paused, At: p.From.Time, Category: clock.Clarification},
			clock.Event{Kind: clock.Resumed, At: p.To.Time})
	}
	read, err := clock.Read(events)
	if err != nil {
		return err
	}
	fmt.Fprintln(t.out, read.Due(read.Last).In(calendar.Stockholm()).Format("2006-01-02T15:04-07:00"))
	for _, line := range read.Explain(read.Last, language.Same) {
		t.say(line)
	}
	return nil
}
