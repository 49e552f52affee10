package ladder

import (
	"math"

	"samsyn/internal/clause"
)

// What § 25 of the clause library is made of.
const (
	clauseID        = "25"
	coordinatorDays = "niva2_dagar"
	steeringDays    = "niva3_dagar"
	municipalHead   = "niva4_kommun"
	agencyHead      = "niva4_af"
	lowCommitment   = "K25.2"
	mostDays        = 250 // a working year: what is longer is a slip of the pen
)

// Read gives the ladder of an agreement's text. Where the text does not give the days in a form that can be counted, it is
// the national one, and its Source says why.
func Read(doc clause.Document) Ladder {
	c, no := doc.Clause(clauseID)
	switch {
	case no == 0:
		return National(NoText)
	case doc.Omitted(c.ID):
		return National(LeftOut)
	case len(doc.Instead(c.ID)) > 0:
		return National(OwnWords)
	}
	two, ok2 := days(doc, coordinatorDays)
	three, ok3 := days(doc, steeringDays)
	if !ok2 || !ok3 {
		return National(NoText)
	}
	return Ladder{Officers: max(1, low(doc)-two), Coordinators: two, Steering: three, Source: Agreed, ClauseNo: no,
		Municipality: doc.Values[municipalHead], Agency: doc.Values[agencyHead]}
}

// days reads a number of working days, a part of a day as a whole one; ok is false when it is none that can be counted.
func days(doc clause.Document, id string) (n int, ok bool) {
	said := doc.Values[id].Text
	if v, known := doc.Variable(id); known && !v.Fixed.IsZero() {
		said = v.Fixed.Sv
	}
	number, err := clause.ParseNumber(said)
	if err != nil || number <= 0 || number > clause.N(mostDays) {
		return 0, false
	}
	return int(math.Ceil(number.Float())), true
}

// low is within how many working days the parties want a matter solved on level 1 or 2.
func low(doc clause.Document) int {
	c, ok := doc.Commitment(lowCommitment)
	if !ok || !doc.Reads(c.ID) {
		return nationalLow
	}
	for _, m := range c.Measures {
		if m.LimitUnit == clause.WorkingDays && m.Limit > 0 {
			return m.Limit
		}
	}
	return nationalLow
}
