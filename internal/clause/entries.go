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
		out = append(out, entry{field: ClauseField(c.ID), clause: c.ID, heading: fmt.Sprintf("§ %d %s", i+1, c.Heading.In(l)), text: c.Text.In(l), no: i + 1})
		for _, v := range d.Variables {
			if v.Clause == c.ID {
				text, local := d.said(v, l)
				out = append(out, entry{VariableField(v.ID), c.ID, v.Name.In(l), text, local, i + 1, ""})
			}
		}
		for _, k := range d.CommitmentsOf(c.ID) {
			text, local := d.promise(k, l)
			out = append(out, entry{CommitmentField(k.ID), c.ID, k.ID, text, local, i + 1, k.metrics()})
		}
		for _, v := range d.Deviations {
			if d.home(v) == c.ID {
				text, local := deviationText(v, l)
				out = append(out, entry{DeviationField(v.ID), c.ID, d.deviationHeading(v, l), text, local, i + 1, ""})
			}
		}
	}
	return out
}

// parted gives what is read in a language, and what the parties wrote in Swedish beside it. In Swedish the two are one.
func parted(l language.Lang, said, written string) (text, local string) {
	if l == language.Swedish {
		return strings.TrimSpace(said + " " + written), ""
	}
	return said, written
}

// said is what a variable reads as: a day, a number and a choice in the reader's language, the rest as it was written.
func (d Document) said(v Variable, l language.Lang) (text, local string) {
	p := d.filled(v.ID, l)
	switch {
	case p.Missing:
		return "", ""
	case v.Kind == Date || v.Kind == Count || v.Kind == Choice || d.Values[v.ID].IsZero():
		return p.Text, ""
	}
	return parted(l, "", p.Text)
}

// promise is a commitment in words, with its validity and the reason for its target.
func (d Document) promise(c Commitment, l language.Lang) (text, local string) {
	s := c.Sentence().In(l)
	if !c.From.IsZero() || !c.To.IsZero() {
		s += " " + language.T("Gäller %s–%s.", "Holds %s–%s.").With(c.From.String(), c.To.String()).In(l)
	}
	if c.Reason == "" {
		return s, ""
	}
	return parted(l, s, "Skäl: "+c.Reason)
}

// metrics are the ids of what a commitment is measured by. They are compared, and shown only where they differ: people know
// a measure by its definition.
func (c Commitment) metrics() string {
	var ids []string
	for _, m := range c.Measures {
		ids = append(ids, m.Metric)
	}
	return strings.Join(ids, ", ")
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

func deviationText(v Deviation, l language.Lang) (text, local string) {
	return parted(l, v.Kind.Name().In(l)+".", strings.TrimSpace(v.Text+" Skäl: "+v.Reason))
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
