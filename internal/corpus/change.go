package corpus

import (
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
)

// Touch is one clause that a template version would change in a text.
type Touch struct {
	Clause   string
	No       int // its number in the template version, or in the text when it goes away
	Heading  language.Text
	State    clause.State // of the clause's own words; Same when only a commitment or a variable in it changes
	Fields   []clause.Field
	Deviates bool // the parties have agreed otherwise on it, and the deviation stays
}

// Touches are the clauses that concern a text if it goes over to a template version with all that was agreed locally kept
// (negotiation.Merge). A clause that the parties have left out concerns them only if it goes away: with it goes what
// they said about it.
func Touches(doc, to clause.Document) (out []Touch) {
	merged := negotiation.Merge(doc, to)
	for _, d := range clause.Compare(doc, merged, language.Swedish) {
		if d.State == clause.Same && !d.Moved || d.Clause == "" {
			continue
		}
		c, no := merged.Clause(d.Clause)
		gone := no == 0
		if gone {
			c, no = doc.Clause(d.Clause)
		}
		if doc.Omitted(d.Clause) && !gone {
			continue
		}
		i := slices.IndexFunc(out, func(t Touch) bool { return t.Clause == d.Clause })
		if i < 0 {
			i = len(out)
			out = append(out, Touch{Clause: d.Clause, No: no, Heading: c.Heading, Deviates: len(deviations(doc, d.Clause)) > 0})
		}
		out[i].Fields = append(out[i].Fields, d.Field)
		if d.Field == clause.ClauseField(d.Clause) {
			out[i].State = d.State
		}
	}
	return out
}

// Concerned is an agreement whose text comes from an older template version, and what the version would change in it.
type Concerned struct {
	Held
	From    int64 // the version that its text comes from
	Touches []Touch
	Draft   string // address of a draft under way that the reader may read; empty when there is none
	Blocked bool   // that draft is an amendment: another cannot be begun
	May     bool   // the reader may propose the amendment
}
