package contact

import (
	"time"

	"samsyn/internal/calendar"
)

// Day is one day of a path's rota as it is shown in a calendar.
type Day struct {
	Date   calendar.Date
	Open   []Hole   // the times at which it is open
	People []string // accounts that answer at some time of the day, whoever stands in counted
	Holes  []Hole   // the open times without anybody
}

// weeks puts the days from one to another, whole weeks from Monday, in a calendar: what lies outside of the days asked for
// has neither times nor people.
func (r rota) weeks(p Path, from, to calendar.Date) (out [][]Day) {
	monday := from.AddDays(-(int(from.Weekday()) + 6) % 7)
	for d := monday; !d.After(to); d = d.AddDays(7) {
		week := make([]Day, 7)
		for i := range week {
			week[i] = Day{Date: d.AddDays(i)}
			if on := week[i].Date; !on.Before(from) && !on.After(to) {
				week[i] = r.day(p, on)
			}
		}
		out = append(out, week)
	}
	return out
}

func (r rota) day(p Path, on calendar.Date) Day {
	d := Day{Date: on, Open: openTimes(p.openHours(), on.Start(), on.End()), Holes: r.holes(p, on.Start(), on.End())}
	for _, s := range r.shifts {
		there := []Hole{{s.Starts.Time, s.Ends.Time}}
		for _, a := range r.absences {
			if a.Account == s.Account {
				there = minus(there, Hole{a.Starts.Time, a.Ends.Time})
			}
		}
		if meets(d.Open, there) {
			d.People = append(d.People, s.Account)
		}
		for _, c := range r.covers {
			if from, to := later(c.Starts.Time, s.Starts.Time), earlier(c.Ends.Time, s.Ends.Time); c.Absent == s.Account && to.After(from) && meets(d.Open, []Hole{{from, to}}) {
				d.People = append(d.People, c.Substitute)
			}
		}
	}
	d.People = once(d.People)
	return d
}

// meets tells whether any of some times has an instant in common with any of others.
func meets(a, b []Hole) bool {
	for _, x := range a {
		for _, y := range b {
			if later(x.From, y.From).Before(earlier(x.To, y.To)) {
				return true
			}
		}
	}
	return false
}

// Whole tells whether nobody is there at any of the day's open times.
func (d Day) Whole() bool {
	var open, missing time.Duration
	for _, h := range d.Open {
		open += h.To.Sub(h.From)
	}
	for _, h := range d.Holes {
		missing += h.To.Sub(h.From)
	}
	return open > 0 && open == missing
}
