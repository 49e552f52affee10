package agreement

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

// rank is which of a municipality's agreements decides what it is on a day: one that holds before a stated intention
// or refusal, and that before one that begins later. What has ended decides nothing.
var rank = map[State]int{InForce: 5, Ending: 5, IntentionStated: 4, RefusalStated: 3, NotYet: 2}

// cover finds a municipality's state on a day among its own agreements.
func cover(day calendar.Date, m directory.Municipality, own []Agreement) Covered {
	c := Covered{Municipality: m}
	for _, a := range own {
		state := a.StateOn(day)
		switch {
		case state == NotYet && a.Standing == Concluded:
			c.Next = earlierStart(c.Next, a.From)
		case state == NotYet:
			continue // an intention to be stated later says nothing yet
		case a.Standing == Concluded && !a.InForce(day):
			c.Since = calendar.Max(c.Since, a.Last().AddDays(1))
		}
		better := rank[state] > rank[c.State] || rank[state] == rank[c.State] && rank[state] == 5 && later(a.Last(), c.Last)
		if better {
			c.State, c.Agreement, c.Last = state, a.ID, a.Last()
		}
	}
	return c.settled()
}

// settled clears what the state makes meaningless and tells whether the end is taken care of.
func (c Covered) settled() Covered {
	if !c.HasAgreement() {
		c.Last = calendar.Date{}
		return c
	}
	c.Since = calendar.Date{}
	c.Renewed = c.State == Ending && !c.Next.IsZero() && !c.Next.After(c.Last.AddDays(1))
	return c
}

func earlierStart(a, b calendar.Date) calendar.Date {
	if a.IsZero() {
		return b
	}
	return calendar.Min(a, b)
}

// later tells whether one last day is after another; zero is no end.
func later(a, b calendar.Date) bool {
	return !b.IsZero() && (a.IsZero() || a.After(b))
}

// parts sums up by county or group, in the order of the codes.
func parts(places []Covered, of func(directory.Municipality) (code, name string)) []Part {
	at := map[string]int{}
	var out []Part
	for _, p := range places {
		code, name := of(p.Municipality)
		i, known := at[code]
		if !known {
			i = len(out)
			at[code] = i
			out = append(out, Part{Code: code, Name: name})
		}
		out[i].Of++
		out[i].Population += p.Population
		if p.HasAgreement() {
			out[i].Signed++
			out[i].PopulationCovered += p.Population
		}
	}
	slices.SortFunc(out, func(x, y Part) int { return strings.Compare(x.Code, y.Code) })
	return out
}
