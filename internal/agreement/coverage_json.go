package agreement

import "samsyn/internal/calendar"

// Headline is the coverage in three figures: what the command prints.
type Headline struct {
	On     calendar.Date `json:"on"`
	Signed int           `json:"signed" doc:"Kommuner med en gällande överenskommelse || Municipalities with an agreement in force"`
	Of     int           `json:"of" doc:"Kommuner som finns den dagen || Municipalities that exist that day"`
}

// Headline gives the three figures.
func (c Coverage) Headline() Headline { return Headline{c.On, c.Signed, c.Of} }

// FullCoverage is the coverage as the API and the command's --full give it.
type FullCoverage struct {
	Headline
	Announced         int          `json:"announced" doc:"Utan överenskommelse, men har aviserat en || Without an agreement, but have announced one"`
	Declined          int          `json:"declined" doc:"Utan överenskommelse och har avböjt || Without an agreement and have declined"`
	Population        int          `json:"population"`
	PopulationCovered int          `json:"populationCovered"`
	Kinds             []KindCount  `json:"kinds" nullable:"false"`
	Counties          []Part       `json:"counties" nullable:"false"`
	Groups            []Part       `json:"groups" nullable:"false" doc:"SKR:s kommungrupper || SKR's municipality groups"`
	Without           []WithoutOne `json:"without" nullable:"false"`
	Ending            []EndingSoon `json:"ending" nullable:"false" doc:"Gäller, men slutar inom 90 dagar || In force, but end within 90 days"`
}

// WithoutOne is a municipality without an agreement in force.
type WithoutOne struct {
	Code  string        `json:"code"`
	Name  string        `json:"name"`
	Since calendar.Date `json:"since,omitzero" doc:"Första dagen utan; saknas när ingen tidigare är känd || First day without; absent when no earlier one is known"`
	State State         `json:"state,omitempty" doc:"announced, declined eller not-yet || announced, declined or not-yet"`
	Next  calendar.Date `json:"next,omitzero" doc:"Första dagen för nästa, när den är registrerad || First day of the next one, when registered"`
}

// EndingSoon is a municipality whose agreement ends within EndingDays.
type EndingSoon struct {
	Code      string        `json:"code"`
	Name      string        `json:"name"`
	Last      calendar.Date `json:"last" doc:"Sista dagen den gäller || Last day in force"`
	Agreement string        `json:"agreement" doc:"Överenskommelsens id || Id of the agreement"`
	Renewed   bool          `json:"renewed" doc:"Nästa tar vid dagen efter || The next begins the day after"`
}

// Full gives the whole coverage.
func (c Coverage) Full() FullCoverage {
	f := FullCoverage{Headline: c.Headline(), Announced: c.Announced, Declined: c.Declined, Population: c.Population,
		PopulationCovered: c.PopulationCovered, Kinds: orEmpty(c.Kinds), Counties: orEmpty(c.Counties), Groups: orEmpty(c.Groups),
		Without: []WithoutOne{}, Ending: []EndingSoon{}}
	for _, m := range c.Without() {
		f.Without = append(f.Without, WithoutOne{m.Code, m.Name, m.Since, m.State, m.Next})
	}
	for _, m := range c.Ending() {
		f.Ending = append(f.Ending, EndingSoon{m.Code, m.Name, m.Last, m.Agreement, m.Renewed})
	}
	return f
}

// orEmpty makes an empty list of none, so that a program always finds a list.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
