package corpus

import (
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// Standing is how an agreement has one clause of the template.
type Standing string

// The standings.
const (
	AsIs     Standing = "as-is"    // word for word as the template has it
	Older    Standing = "older"    // as an older version of the template had it
	Deviates Standing = "deviates" // the parties have agreed otherwise on it, or on a commitment in it
	Omitted  Standing = "omitted"  // the parties have left it out
	Absent   Standing = "absent"   // it is not in the version that the agreement comes from
)

// Name is the standing for a reader.
func (s Standing) Name() language.Text {
	t := language.T
	switch s {
	case AsIs:
		return t("som i mallen", "as in the template")
	case Older:
		return t("äldre lydelse", "older wording")
	case Deviates:
		return t("avviker", "deviates")
	case Omitted:
		return t("gäller inte", "left out")
	case Absent:
		return t("finns inte", "not there")
	}
	return language.Same(string(s))
}

// StandingOf tells how a text has a clause of the template. What the parties chose goes before what the version that they
// began from made of it. The Swedish text decides: the English one is a gloss.
func StandingOf(doc clause.Document, c clause.Clause) Standing {
	own, no := doc.Clause(c.ID)
	switch {
	case no == 0:
		return Absent
	case doc.Omitted(c.ID):
		return Omitted
	case len(deviations(doc, c.ID)) > 0:
		return Deviates
	case own.Text.Sv != c.Text.Sv || own.Heading.Sv != c.Heading.Sv:
		return Older
	}
	return AsIs
}

// deviations are those from a clause and from the commitments that stand in it; from everything when id is empty.
func deviations(doc clause.Document, id string) []clause.Deviation {
	if id == "" {
		return doc.Deviations
	}
	return slices.DeleteFunc(slices.Clone(doc.Deviations), func(d clause.Deviation) bool { return home(doc, d) != id })
}

// home is the clause that a deviation belongs to.
func home(doc clause.Document, d clause.Deviation) string {
	if k, ok := doc.Commitment(d.On); ok {
		return k.Clause
	}
	return d.On
}

// ClauseCount is how the agreements that have a text here have one clause of the template.
type ClauseCount struct {
	Clause    clause.Clause
	No        int // its number in the template
	Of        int // agreements with a text here
	Count     map[Standing]int
	Otherwise []string // names of the municipalities where it deviates or is left out, in Swedish order
}

// count puts one text into the counts; plain tells whether all of it stands as the template has it.
func count(all []ClauseCount, h Held, doc clause.Document) (plain bool) {
	plain = true
	for i := range all {
		s := StandingOf(doc, all[i].Clause)
		all[i].Of++
		all[i].Count[s]++
		plain = plain && s == AsIs
		if s == Deviates || s == Omitted {
			for _, m := range h.Places {
				all[i].Otherwise = append(all[i].Otherwise, m.Name)
			}
		}
	}
	return plain
}

// counts begins the counts of a template.
func counts(doc clause.Document) []ClauseCount {
	out := make([]ClauseCount, len(doc.Clauses))
	for i, c := range doc.Clauses {
		out[i] = ClauseCount{Clause: c, No: i + 1, Count: map[Standing]int{}}
	}
	return out
}

// settle puts the names in Swedish order, each once: a municipality may be bound by two agreements.
func settle(all []ClauseCount) {
	for i := range all {
		slices.SortFunc(all[i].Otherwise, bySwedish)
		all[i].Otherwise = slices.Compact(all[i].Otherwise)
	}
}

// Deviant is one deviation of one municipality's agreement.
type Deviant struct {
	Agreement    Held
	Municipality directory.Municipality
	Template     int64  // the version that the agreement comes from
	Clause       string // id of the clause
	ClauseNo     int    // its number in the agreement
	Heading      language.Text
	clause.Deviation
}

// deviants are the deviations of a text, a line for each municipality that it binds.
func deviants(h Held, doc clause.Document, id string) (out []Deviant) {
	for _, d := range deviations(doc, id) {
		c, no := doc.Clause(home(doc, d))
		for _, m := range h.Places {
			out = append(out, Deviant{Agreement: h, Municipality: m, Template: doc.Template, Clause: c.ID, ClauseNo: no, Heading: c.Heading, Deviation: d})
		}
	}
	return out
}
