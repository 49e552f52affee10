package clause

import (
	"fmt"
	"strings"

	"samsyn/internal/language"
)

// entries are the document's places in reading order: each clause, then its variables, commitments and deviations.
func (d Document) entries(l language.Lang) []entry {
	var out []entry
	for i, c := range d.Clauses {
		out = append(out, entry{ClauseField(c.ID), c.ID, fmt.Sprintf("§ %d %s", i+1, c.Heading.In(l)), c.Text.In(l), i + 1})
		for _, v := range d.Variables {
			if v.Clause == c.ID {
				out = append(out, entry{VariableField(v.ID), c.ID, v.Name.In(l), d.said(v, l), i + 1})
			}
		}
		for _, k := range d.CommitmentsOf(c.ID) {
			out = append(out, entry{CommitmentField(k.ID), c.ID, k.ID, d.promise(k, l), i + 1})
		}
		for _, v := range d.Deviations {
			if d.home(v) == c.ID {
				out = append(out, entry{DeviationField(v.ID), c.ID, d.deviationHeading(v, l), deviationText(v, l), i + 1})
			}
		}
	}
	return out
}

// said is what a variable reads as, its type included, so that a template's change of type is a difference.
func (d Document) said(v Variable, l language.Lang) string {
	if p := d.filled(v.ID, l); !p.Missing {
		return p.Text
	}
	return ""
}

// promise is a commitment in words, with its validity and the reason for its target.
func (d Document) promise(c Commitment, l language.Lang) string {
	s := c.Sentence().In(l)
	if !c.From.IsZero() || !c.To.IsZero() {
		s += " " + language.T("Gäller %s–%s.", "Holds %s–%s.").With(c.From.String(), c.To.String()).In(l)
	}
	if c.Reason != "" {
		s += " " + language.T("Skäl: %s", "Reason: %s").With(c.Reason).In(l)
	}
	return s
}

// home is the clause that a deviation is shown under.
func (d Document) home(v Deviation) string {
	if c, ok := d.Commitment(v.On); ok {
		return c.Clause
	}
	return v.On
}

func (d Document) deviationHeading(v Deviation, l language.Lang) string {
	return language.T("Avvikelse %s från %s", "Deviation %s from %s").With(v.ID, d.On(v.On)).In(l)
}

func deviationText(v Deviation, l language.Lang) string {
	s := v.Kind.Name().In(l) + ". " + v.Text
	return strings.TrimSpace(s) + " " + language.T("Skäl: %s", "Reason: %s").With(v.Reason).In(l)
}

// On is how a clause or commitment of the document is named: a clause by its number here, "§ 9", which may be another than
// its id.
func (d Document) On(id string) string {
	if _, no := d.Clause(id); no > 0 {
		return fmt.Sprintf("§ %d", no)
	}
	return On(id)
}

// On is how a clause or commitment is named where it is deviated from or commented on: "§ 9", "K9.1".
func On(id string) string {
	if id != "" && id[0] >= '0' && id[0] <= '9' {
		return "§ " + id
	}
	return id
}

// headingWords is a heading without its number.
func headingWords(h string) string {
	if rest, ok := strings.CutPrefix(h, "§ "); ok {
		_, words, _ := strings.Cut(rest, " ")
		return words
	}
	return h
}
