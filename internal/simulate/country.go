package simulate

import (
	"math"

	"samsyn/internal/calendar"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// Desk is who asks and answers at one place: a board of a municipality, or a unit of the agency.
type Desk struct {
	Name      string // by which chance knows it
	Authority string
	Unit      string // of the agency
	Path      string // the contact path by which it is asked; empty for one that only asks
	Side      law.Side
	Staff     []policy.Actor
	Lead      policy.Actor // its coordinator
	slow      float64
}

// Town is a municipality with its board and the unit of the agency that it asks.
type Town struct {
	Code       string
	Population int
	Board      *Desk
	Agency     *Desk
	weight     float64
	closes     calendar.Date // the agency's office there; zero when it stays
}

// Country is who there is.
type Country struct {
	Towns []Town
	Units []*Desk // of the agency, in one order
}

// settle lets the seed decide how places differ.
func (c *Country) settle(seed uint64, w workings, from, to calendar.Date) {
	for i, u := range c.Units {
		u.slow = diceOf(seed, "unit", int64(i)).around(w.slow / 2)
	}
	boards := map[*Desk]bool{}
	days := from.DaysUntil(to)
	for i := range c.Towns {
		t := &c.Towns[i]
		d := diceOf(seed, "town "+t.Code, 0)
		t.weight = math.Pow(float64(max(t.Population, 1000)), w.perTown) * d.around(w.townSpread)
		slow, closes, on := d.around(w.slow), d.happens(w.closing), d.IntN(max(days, 1))
		if !boards[t.Board] {
			t.Board.slow, boards[t.Board] = slow, true
		}
		if closes {
			t.closes = from.AddDays(on)
		}
	}
}

func (c *Country) weights() []float64 {
	out := make([]float64, len(c.Towns))
	for i, t := range c.Towns {
		out[i] = t.weight
	}
	return out
}

// short tells whether a desk lacks people in the quarter of a day.
func short(seed uint64, w workings, d *Desk, on calendar.Date) bool {
	quarter := int64(on.Year*4 + (int(on.Month)-1)/3)
	return diceOf(seed, "staff "+d.Name, quarter).happens(w.shortChance)
}
