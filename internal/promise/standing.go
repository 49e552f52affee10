package promise

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
)

// Standing is how a commitment stands on a day: in the windows that ended last, and in those that run.
type Standing struct {
	Held    commitment.Held
	Ended   []Outcome
	Running []Outcome
}

// Standings gives how every commitment of an agreement that holds on a day stands, in reading order. With municipalities,
// it counts what happened in those alone.
func Standings(ctx context.Context, q db.Reader, a agreement.Agreement, day calendar.Date, codes ...string) ([]Standing, error) {
	b, err := read(ctx, q, a, codes...)
	if err != nil {
		return nil, err
	}
	return b.standings(day)
}

func (b book) standings(day calendar.Date) ([]Standing, error) {
	all, err := b.held.On(day)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var out []Standing
	for _, h := range all {
		if h.Holds(day) && b.a.InForce(day) {
			at[h.Number] = len(out)
			out = append(out, Standing{Held: h})
		}
	}
	put := func(all []Outcome, in func(*Standing) *[]Outcome) {
		for _, o := range all {
			if i, ok := at[o.Number]; ok {
				list := in(&out[i])
				*list = append(*list, o)
			}
		}
	}
	for _, w := range kinds() {
		now := WindowOf(w, day)
		last, err := b.in(w, before(w, now))
		if err != nil {
			return nil, err
		}
		running, err := b.in(w, now)
		if err != nil {
			return nil, err
		}
		put(last, func(s *Standing) *[]Outcome { return &s.Ended })
		put(running, func(s *Standing) *[]Outcome { return &s.Running })
	}
	return out, nil
}

// Shown is the outcome that says most about how a commitment stands: the gravest of the windows that ended last, or, when
// those say nothing, the gravest of those that run. ok is false when there is none at all.
func (s Standing) Shown() (o Outcome, ok bool) {
	o, ok = gravest(s.Ended)
	if !ok || o.Verdict == Nothing || o.Verdict == Partial {
		if running, some := gravest(s.Running); some {
			return running, true
		}
	}
	return o, ok
}

// Broke tells which outcomes of the windows that ended last are broken.
func (s Standing) Broke() (out []Outcome) {
	for _, o := range s.Ended {
		if o.Verdict == Broken {
			out = append(out, o)
		}
	}
	return out
}

func gravest(all []Outcome) (Outcome, bool) {
	if len(all) == 0 {
		return Outcome{}, false
	}
	return slices.MinFunc(all, func(a, b Outcome) int { return rank(a.Verdict) - rank(b.Verdict) }), true
}
