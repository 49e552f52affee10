package clause

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Commitment is a promise with a measure (åtagande). Most have one measure; a few promise two things at once, and are
// kept when both are.
type Commitment struct {
	ID       string        `json:"id"` // "K9.1" of the clause library, "L9.1" for one agreed locally
	Clause   string        `json:"clause"`
	Text     language.Text `json:"text"` // what is promised, without the figures of the target
	By       Side          `json:"by"`   // who promises
	Measures []Measure     `json:"measures"`
	Mirrors  string        `json:"mirrors,omitempty"` // the other side's commitment of the same kind, if any
	Kind     Nature        `json:"kind"`
	Relief   bool          `json:"relief"`           // a miss that the other side caused does not count against who promised
	Reason   string        `json:"reason,omitempty"` // why this target, in Swedish; asked for when it differs from the template's
	From     calendar.Date `json:"from,omitzero"`    // holds from; zero: from the agreement's first day
	To       calendar.Date `json:"to,omitzero"`      // holds to; zero: to the agreement's last day
}

// Nature is what a commitment is measured as.
type Nature string

// The natures.
const (
	Target Nature = "target" // has a target that can be kept or broken
	Rule   Nature = "rule"   // a rule that the system itself upholds: it cannot be broken, only tested
	Signal Nature = "signal" // is followed, without a target
)

// Side is who promises.
type Side string

// The sides.
const (
	Agency       Side = "agency"
	Municipality Side = "municipality"
	Both         Side = "both" // each side promises it for its own part
)

// Name is the side for a reader.
func (s Side) Name() language.Text {
	switch s {
	case Agency:
		return language.T("Arbetsförmedlingen", "the employment agency")
	case Municipality:
		return language.T("kommunen", "the municipality")
	case Both:
		return language.T("båda", "both")
	}
	return language.Same(string(s))
}

// Measure is one figure that a commitment is held against.
type Measure struct {
	Of         language.Text `json:"of,omitzero"` // what the figure is of, in a word or two, when the promise alone does not say it: "möten med styrgruppen"
	Metric     string        `json:"metric"`      // id in the catalogue of facts
	Statistic  Statistic     `json:"statistic"`
	Limit      int           `json:"limit,omitempty"` // of a share within: 2
	LimitUnit  Unit          `json:"limitUnit,omitempty"`
	Comparator Comparator    `json:"comparator,omitempty"`
	Target     *Number       `json:"target,omitempty"` // percent for a share, the unit of the limit for a median or p90, a number for a count; nil: to be agreed locally
	Window     Window        `json:"window"`
}

// Statistic is how the figure is made of single cases.
type Statistic string

// The statistics. Share is the percentage of what fell due that was done within the limit, or, without a limit, that
// met the condition; see domain facts 14.2.
const (
	Share  Statistic = "share"
	Median Statistic = "median"
	P90    Statistic = "p90"
	Counts Statistic = "count"
)

// Comparator is the direction of good.
type Comparator string

// The comparators.
const (
	AtLeast Comparator = "at-least"
	AtMost  Comparator = "at-most"
	Exactly Comparator = "exactly"
)

// Unit is what a limit is counted in.
type Unit string

// The units.
const (
	WorkingDays Unit = "working-days"
	Days        Unit = "days"
	Hours       Unit = "hours"
	Months      Unit = "months"
	Attempts    Unit = "attempts"
)

// Window is the period that a figure is made for.
type Window string

// The windows.
const (
	Month    Window = "month"
	Quarter  Window = "quarter"
	HalfYear Window = "half-year"
	Year     Window = "year"
)

// Open tells whether some target is still to be agreed locally.
func (c Commitment) Open() bool {
	for _, m := range c.Measures {
		if c.Kind == Target && m.Target == nil {
			return true
		}
	}
	return false
}
