package fact

import (
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Fact is one thing that was promised or measured.
type Fact struct {
	ID           string  `db:"id"` // random; kept in the room's own row
	Metric       string  `db:"metric"`
	Version      int64   `db:"version"`
	Clause       string  `db:"clause"`       // of the agreement, when one applies
	Agreement    string  `db:"agreement_id"` // when one applies
	Municipality string  `db:"municipality"` // four digits
	Authority    string  `db:"authority_id"` // that owed it
	Opened       db.Time `db:"opened"`
	Due          db.Time `db:"due"`
	Closed       db.Time `db:"closed"`   // met, or for what holds: from when it no longer does
	Outcome      string  `db:"outcome"`  // a code; Withdrawn does not count, Missed is not kept
	Minutes      int64   `db:"minutes"`  // working minutes that count against the promise, pauses taken out
	Paused       int64   `db:"paused"`   // working minutes of pause
	Part         int64   `db:"part"`     // of a share: how many are in order
	Whole        int64   `db:"whole"`    // of a share: of how many; more than none
	Relieved     bool    `db:"relieved"` // of what is timed: whoever it was promised to had a part in it, so a miss of it is relieved where the promise says so
	Changed      db.Time `db:"changed"`  // when it was last written; set by this package
	Mark         string  `db:"mark"`     // the house's, made with its keys from all the rest; set by this package
}

// Withdrawn is the outcome of what was taken back: it counts neither as kept nor as missed.
const Withdrawn = "withdrawn"

// Missed is the outcome of what can no longer be done in time and is given up: it is closed, whenever that was, and counts
// as not kept.
const Missed = "missed"

// MissedAs gives the outcome of what is missed in a way that the room wants to tell apart: "missed:agency-both".
func MissedAs(code string) string { return Missed + ":" + code }

// missed tells whether an outcome is that of what counts as not kept, whenever it was closed.
func missed(outcome string) bool {
	return outcome == Missed || strings.HasPrefix(outcome, Missed+":")
}

const columns = "id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark"

func (f Fact) check() error {
	m, ok := Find(f.Metric)
	switch {
	case !ok:
		return fmt.Errorf("fact: there is no measure %q", f.Metric)
	case f.ID == "" || len(f.Municipality) != 4 || f.Authority == "" || f.Opened.IsZero():
		return fmt.Errorf("fact: of %s lacks an id, a municipality, an authority or a beginning", f.Metric)
	case m.Shape == Timed && f.Due.IsZero():
		return fmt.Errorf("fact: of %s has no time when it is due", f.Metric)
	case !f.Closed.IsZero() && f.Closed.Before(f.Opened.Time):
		return fmt.Errorf("fact: of %s ends before it begins", f.Metric)
	case f.Minutes < 0 || f.Paused < 0:
		return fmt.Errorf("fact: of %s has negative minutes", f.Metric)
	case m.Shape == Share && (f.Whole < 1 || f.Part < 0 || f.Part > f.Whole):
		return fmt.Errorf("fact: of %s has %d of %d", f.Metric, f.Part, f.Whole)
	case m.Shape != Timed && f.Relieved:
		return fmt.Errorf("fact: of %s is not timed and cannot be relieved", f.Metric)
	case m.Shape != Share && (f.Whole != 0 || f.Part != 0):
		return fmt.Errorf("fact: of %s is no share and has %d of %d", f.Metric, f.Part, f.Whole)
	}
	return nil
}

// months gives the months that a fact counts in, none later than reach.
func (f Fact) months(shape Shape, reach calendar.Date) []calendar.Date {
	if f.Outcome == Withdrawn {
		return nil
	}
	if shape == Timed {
		if f.Closed.IsZero() {
			return nil
		}
		return []calendar.Date{f.dueMonth()}
	}
	var out []calendar.Date
	for m := monthOf(f.Opened.Time); !m.After(reach); m = m.AddMonths(1) {
		end := m.EndOfMonth().Start()
		if !f.Closed.IsZero() && !f.Closed.After(end) {
			break
		}
		if !f.Opened.After(end) {
			out = append(out, m)
		}
	}
	return out
}

func (f Fact) cell(shape Shape, month calendar.Date) Cell {
	c := Cell{Metric: f.Metric, Month: month, Municipality: f.Municipality, Authority: f.Authority, N: 1, Minutes: f.Minutes}
	switch {
	case shape == Share:
		c.N, c.Kept = f.Whole, f.Part
	case shape == Holds || !missed(f.Outcome) && !f.Closed.After(f.Due.Time):
		c.Kept = 1
	case f.Relieved:
		c.Relieved = 1
	}
	if shape == Timed && !missed(f.Outcome) {
		c.Histogram = HistogramOf(f.Minutes)
	}
	return c
}

// dueMonth is the month in which a timed fact falls due. What is due by the end of a day is due on that day, though the
// instant is the first of the next.
func (f Fact) dueMonth() calendar.Date { return monthOf(f.Due.Add(-time.Nanosecond)) }

func monthOf(t time.Time) calendar.Date { return calendar.DateOf(t).StartOfMonth() }
