package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

// Coverage is which municipalities have an agreement in force on a day. It counts municipalities, not documents.
type Coverage struct {
	On                calendar.Date // the day
	Signed            int           // municipalities with an agreement in force
	Of                int           // municipalities that exist
	Announced         int           // without one, which have said that they intend to sign
	Declined          int           // without one, which have said no
	Population        int           // inhabitants of all
	PopulationCovered int           // inhabitants of those with an agreement in force
	Places            []Covered     // every municipality, in the order given
	Counties          []Part        // by county code
	Groups            []Part        // by SKR group
	Kinds             []KindCount   // of the agreements in force, those that occur
}

// Covered is a municipality and its agreement on the day.
type Covered struct {
	directory.Municipality
	State     State         // InForce or Ending; without one NotYet, IntentionStated, RefusalStated, or "" for nothing known
	Agreement string        // id of the agreement behind the state
	Last      calendar.Date // last day of the agreement in force; zero until further notice
	Since     calendar.Date // first day without one, when there has been one before
	Next      calendar.Date // first day of a later agreement already in the register
	Renewed   bool          // the agreement ends soon, and the next begins the day after at the latest
}

// HasAgreement tells whether an agreement is in force.
func (c Covered) HasAgreement() bool { return c.State == InForce || c.State == Ending }

// Part is the count for a county or an SKR group.
type Part struct {
	Code              string `json:"code"`
	Name              string `json:"name"`
	Signed            int    `json:"signed"`
	Of                int    `json:"of"`
	Population        int    `json:"population"`
	PopulationCovered int    `json:"populationCovered"`
}

// KindCount is how many municipalities have an agreement in force of one kind.
type KindCount struct {
	Kind   Kind `json:"kind"`
	Signed int  `json:"signed"`
}

// Cover computes the coverage on a day from what exists and what is registered. It is the only rule: page, command,
// API, open data and the recorded fact all ask it.
func Cover(day calendar.Date, places []directory.Municipality, all []Agreement) Coverage {
	c := Coverage{On: day, Of: len(places)}
	by := byMunicipality(all)
	kinds := map[Kind]int{}
	for _, p := range places {
		one := cover(day, p, by[p.Code])
		c.Places = append(c.Places, one)
		c.count(one)
		for _, a := range by[p.Code] {
			if a.ID == one.Agreement && one.HasAgreement() {
				kinds[a.Kind]++
			}
		}
	}
	c.Counties = parts(c.Places, func(m directory.Municipality) (string, string) { return m.CountyCode, m.CountyName })
	c.Groups = parts(c.Places, func(m directory.Municipality) (string, string) { return m.GroupCode, m.GroupName })
	for _, k := range Kinds() {
		if kinds[k] > 0 {
			c.Kinds = append(c.Kinds, KindCount{k, kinds[k]})
		}
	}
	return c
}

func (c *Coverage) count(one Covered) {
	c.Population += one.Population
	switch {
	case one.HasAgreement():
		c.Signed++
		c.PopulationCovered += one.Population
	case one.State == IntentionStated:
		c.Announced++
	case one.State == RefusalStated:
		c.Declined++
	}
}

// Without are the municipalities without an agreement in force.
func (c Coverage) Without() []Covered {
	return c.filter(func(p Covered) bool { return !p.HasAgreement() })
}

// Ending are the municipalities whose agreement ends within EndingDays.
func (c Coverage) Ending() []Covered {
	return c.filter(func(p Covered) bool { return p.State == Ending })
}

func (c Coverage) filter(keep func(Covered) bool) []Covered {
	var out []Covered
	for _, p := range c.Places {
		if keep(p) {
			out = append(out, p)
		}
	}
	return out
}

func byMunicipality(all []Agreement) map[string][]Agreement {
	by := map[string][]Agreement{}
	for _, a := range all {
		for _, code := range a.Municipalities() {
			by[code] = append(by[code], a.Within(code))
		}
	}
	return by
}
