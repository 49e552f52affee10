package corpus

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/negotiation"
)

// Filter says whose agreements are asked for. Empty fields ask for all.
type Filter struct {
	County string // county code of a municipality that is bound
	Group  string // SKR group of a municipality that is bound
}

func (f Filter) fits(m directory.Municipality) bool {
	return (f.County == "" || m.CountyCode == f.County) && (f.Group == "" || m.GroupCode == f.Group)
}

// Held is an agreement in force with the municipalities that it binds and that are asked for.
type Held struct {
	agreement.Agreement
	Places []directory.Municipality
}

// Names are the municipalities, for a reader.
func (h Held) Names() string {
	names := make([]string, len(h.Places))
	for i, m := range h.Places {
		names[i] = m.Name
	}
	return joined(names)
}

// Codes are the municipalities' codes, for a file.
func (h Held) Codes() string {
	codes := make([]string, len(h.Places))
	for i, m := range h.Places {
		codes[i] = m.Code
	}
	return joined(codes)
}

// Country is the agreements in force on a day, in Swedish order of their first municipality.
type Country struct {
	Day  calendar.Date
	Held []Held
	at   map[string]int // place in Held, by id
}

// Read gives the agreements in force on a day that bind a municipality asked for.
func Read(ctx context.Context, q db.Reader, day calendar.Date, f Filter) (Country, error) {
	c := Country{Day: day, at: map[string]int{}}
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, On: day})
	if err != nil {
		return c, err
	}
	all, err := directory.All(ctx, q, day)
	if err != nil {
		return c, err
	}
	by := make(map[string]directory.Municipality, len(all))
	for _, m := range all {
		by[m.Code] = m
	}
	for _, a := range found {
		h := Held{Agreement: a}
		for _, p := range a.Parties {
			m, ok := by[p.Municipality]
			if ok && f.fits(m) && bound(p, day) && !slices.ContainsFunc(h.Places, func(x directory.Municipality) bool { return x.Code == m.Code }) {
				h.Places = append(h.Places, m)
			}
		}
		if len(h.Places) > 0 {
			c.at[a.ID] = len(c.Held)
			c.Held = append(c.Held, h)
		}
	}
	return c, nil
}

// bound tells whether a party is one on the day: it may have joined later than the agreement began, or left before it ends.
func bound(p agreement.Party, day calendar.Date) bool {
	return !p.Joined.After(day) && (p.Left.IsZero() || !p.Left.Before(day))
}

// Of gives one of the agreements; ok is false when it is not among those asked for.
func (c Country) Of(id string) (h Held, ok bool) {
	i, ok := c.at[id]
	if !ok {
		return Held{}, false
	}
	return c.Held[i], true
}

// EachText calls fn with the text of every agreement that has one here, one at a time, and tells how many have. Of an
// agreement that was taken in from outside the text is not known.
func (c Country) EachText(ctx context.Context, q db.Reader, fn func(h Held, doc clause.Document) error) (known int, err error) {
	err = negotiation.EachText(ctx, q, c.Day, func(id string, t negotiation.Text) error {
		h, ok := c.Of(id)
		if !ok {
			return nil
		}
		known++
		return fn(h, t.Doc)
	})
	return known, err
}
