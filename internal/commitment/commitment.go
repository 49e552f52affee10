package commitment

import (
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind is what the trail and links call a commitment.
const Kind ref.Kind = "commitment"

// State is whether the parties stand behind a commitment as it is.
type State string

// The states. Ended is computed from the days, the others are kept.
const (
	Active   State = "active"
	Disputed State = "disputed" // one side has said why it cannot stand
	Review   State = "review"   // the other side has answered; they look for a solution
	Adjusted State = "adjusted" // both have agreed how it is to be read until an amendment takes it up
	Ended    State = "ended"
)

// Name is the state in a word or two.
func (s State) Name() language.Text {
	switch s {
	case Active:
		return language.T("gäller", "in force")
	case Disputed:
		return language.T("bestritt", "disputed")
	case Review:
		return language.T("ses över", "under review")
	case Adjusted:
		return language.T("justerat", "adjusted")
	case Ended:
		return language.T("har upphört", "ended")
	}
	return language.Same(string(s))
}

// Outcome is what a proposal would make of a commitment under review.
type Outcome string

// The outcomes.
const (
	Stands Outcome = "stands"   // it stands as it is
	Adjust Outcome = "adjusted" // it is read as the proposal says
)

// Said is what a commitment says in one of its terms: the commitment as agreed, where it stands in the text, and what
// the parties have agreed otherwise about it.
type Said struct {
	Commitment clause.Commitment  `json:"commitment"`
	ClauseNo   int                `json:"clauseNo"`
	Heading    language.Text      `json:"heading"` // of its clause
	Deviations []clause.Deviation `json:"deviations,omitempty"`
}

// Held is a commitment as it holds on a day, or as it last did.
type Held struct {
	ID         string
	Agreement  string
	Number     string // "K9.1"
	State      State  // Ended when its days have passed
	DisputedBy string // authority; empty when it is not disputed
	Proposal   Proposal
	Adjustment string  // how it is to be read, in Swedish; empty when it never was adjusted or an amendment took it up
	Reading    Reading // the target that goes with the adjustment
	Version    int64
	Since      calendar.Date // first day on which it is promised as it now reads
	First      calendar.Date // first day on which it was promised at all, in whatever wording
	From, To   calendar.Date // of the term; To is zero when neither it nor the agreement has a last day
	Place      int64         // in reading order
	Said
}

// Proposal is how one side would solve a dispute.
type Proposal struct {
	Outcome Outcome // empty: none
	By      string  // authority
	Text    string
	Target  *clause.Number // in the place of the signed one until an amendment; nil when it stays
}

// Reading is the target that the parties have agreed to read a commitment by. The signed one stands beside it.
type Reading struct {
	Target *clause.Number // nil when the adjustment is of words alone
	On     calendar.Date  // first day of windows that end by it
}

// Adjustable tells whether an adjustment can name a target: of a promise with one measure that has one.
func (h Held) Adjustable() bool {
	m := h.Commitment.Measures
	return h.Commitment.Kind == clause.Target && len(m) == 1 && m[0].Target != nil
}

// Ref names the commitment.
func (h Held) Ref() ref.Ref { return ref.To(Kind, h.ID) }

// Path is the address of its page.
func (h Held) Path() string { return "/ataganden/" + h.Agreement + "/" + h.Number }

// Measured tells how many of its measures this program records, and how many there are.
func (h Held) Measured() (recorded, of int) {
	for _, m := range h.Commitment.Measures {
		if metric, ok := fact.Find(m.Metric); ok && metric.Measured {
			recorded++
		}
	}
	return recorded, len(h.Commitment.Measures)
}

// Promisers is who promises, for a reader of a table.
func (h Held) Promisers() language.Text { return h.Commitment.By.Name() }
