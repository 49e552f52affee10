package contact

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Hole is a time in which a path is open and nobody answers it.
type Hole struct{ From, To time.Time }

// RotaDays is how far ahead holes are looked for: four weeks, today included.
const RotaDays = 28

// rotaEnd is the end of the last day of the four weeks that begin on a day.
func rotaEnd(day calendar.Date) time.Time { return day.AddDays(RotaDays - 1).End() }

// Holes gives the times between two instants at which a path is open and nobody on its rota, nor anybody who stands in for
// them, is there. A path without opening hours is open in office hours.
func Holes(ctx context.Context, q db.Reader, pathID string, from, to time.Time) ([]Hole, error) {
	p, err := Get(ctx, q, pathID)
	if err != nil {
		return nil, err
	}
	all, err := readRotas(ctx, q, []Path{p}, from, to)
	return all[pathID].holes(p, from, to), err
}

// rota is who is to answer a path, who of them is away, and who stands in.
type rota struct {
	shifts   []Shift
	absences []Absence
	covers   []Cover
}

// Shifts gives the turns of a path's rota that touch a time, the earliest first.
func Shifts(ctx context.Context, q db.Reader, pathID string, from, to time.Time) ([]Shift, error) {
	return db.All[Shift](ctx, q, `SELECT id, path_id, account_id, starts_at, ends_at FROM contact_duty WHERE path_id = $1 AND ends_at > $2 AND starts_at < $3 ORDER BY starts_at, id`,
		pathID, db.At(from), db.At(to))
}

// holes takes what is answered from what is open.
func (r rota) holes(p Path, from, to time.Time) (out []Hole) {
	left := openTimes(p.openHours(), from, to)
	for _, s := range r.answered() {
		left = minus(left, s)
	}
	for _, h := range left {
		if h.To.After(h.From) {
			out = append(out, h)
		}
	}
	return out
}

// openHours are the hours that must be answered.
func (p Path) openHours() calendar.Hours {
	if p.Hours.IsZero() {
		return calendar.OfficeHours()
	}
	return p.Hours
}

func openTimes(h calendar.Hours, from, to time.Time) (out []Hole) {
	for d := calendar.DateOf(from); d.Start().Before(to); d = d.AddDays(1) {
		for _, i := range h.On(d) {
			a, b := i.From.On(d), i.To.On(d)
			if a.Before(from) {
				a = from
			}
			if b.After(to) {
				b = to
			}
			if b.After(a) {
				out = append(out, Hole{a, b})
			}
		}
	}
	return out
}

// answered are the times at which somebody is there: a shift without the absence of whose it is, but with what is covered.
func (r rota) answered() (out []Hole) {
	for _, s := range r.shifts {
		there := []Hole{{s.Starts.Time, s.Ends.Time}}
		for _, a := range r.absences {
			if a.Account == s.Account {
				there = minus(there, Hole{a.Starts.Time, a.Ends.Time})
			}
		}
		out = append(out, there...)
		for _, c := range r.covers {
			if from, to := later(c.Starts.Time, s.Starts.Time), earlier(c.Ends.Time, s.Ends.Time); c.Absent == s.Account && to.After(from) {
				out = append(out, Hole{from, to})
			}
		}
	}
	return out
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// minus takes one time out of others.
func minus(all []Hole, out Hole) (left []Hole) {
	for _, h := range all {
		if !out.To.After(h.From) || !h.To.After(out.From) {
			left = append(left, h)
			continue
		}
		if out.From.After(h.From) {
			left = append(left, Hole{h.From, out.From})
		}
		if h.To.After(out.To) {
			left = append(left, Hole{out.To, h.To})
		}
	}
	return left
}

// Gap is one or several days with holes, for people: whole days that follow each other are one.
type Gap struct {
	From, To calendar.Date
	Times    []Hole // of the first day, when only part of it is a hole; else none
}

// Gaps puts holes together by day: working days of a path that follow on each other without an answer are one gap.
func Gaps(p Path, holes []Hole) (out []Gap) {
	byDay := map[calendar.Date][]Hole{}
	for _, h := range holes {
		byDay[calendar.DateOf(h.From)] = append(byDay[calendar.DateOf(h.From)], h)
	}
	var days []calendar.Date
	for d := range byDay {
		days = append(days, d)
	}
	slices.SortFunc(days, calendar.Date.Compare)
	for _, d := range days {
		whole := slices.EqualFunc(byDay[d], openTimes(p.openHours(), d.Start(), d.End()), func(a, b Hole) bool { return a.From.Equal(b.From) && a.To.Equal(b.To) })
		if n := len(out) - 1; n >= 0 && whole && len(out[n].Times) == 0 && follows(p, out[n].To, d) {
			out[n].To = d
			continue
		}
		g := Gap{From: d, To: d}
		if !whole {
			g.Times = byDay[d]
			slices.SortFunc(g.Times, func(a, b Hole) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
		}
		out = append(out, g)
	}
	return out
}

// follows tells whether the path is closed on every day between two.
func follows(p Path, a, b calendar.Date) bool {
	for d := a.AddDays(1); d.Before(b); d = d.AddDays(1) {
		if len(p.openHours().On(d)) > 0 {
			return false
		}
	}
	return true
}
