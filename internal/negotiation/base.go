package negotiation

import (
	"maps"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
)

// Merge gives a new template version with what was agreed locally kept: the values of variables that are still there,
// the targets of commitments that measure the same, local commitments and deviations whose clause is still there.
func Merge(local, template clause.Document) clause.Document {
	out := Copy(template)
	out.Values = map[string]clause.Value{}
	for id, value := range local.Values {
		now, ok := template.Variable(id)
		if was, known := local.Variable(id); ok && known && was.Kind == now.Kind && now.Check(value) == nil {
			out.Values[id] = value
		}
	}
	for i, k := range out.Commitments {
		if old, ok := local.Commitment(k.ID); ok {
			out.Commitments[i] = agreed(old, k)
		}
	}
	for _, k := range local.Commitments {
		if _, no := out.Clause(k.Clause); isLocal(k.ID) && no > 0 {
			out.Commitments = append(out.Commitments, k)
		}
	}
	for _, v := range local.Deviations {
		_, no := out.Clause(v.On)
		if _, ok := out.Commitment(v.On); ok || no > 0 {
			out.Deviations = append(out.Deviations, v)
		}
	}
	return Copy(out)
}

// agreed gives a commitment of the template with the targets that were agreed locally, as far as it measures the same.
func agreed(local, template clause.Commitment) clause.Commitment {
	same := len(local.Measures) == len(template.Measures)
	for i := range local.Measures {
		same = same && local.Measures[i].Metric == template.Measures[i].Metric && local.Measures[i].Statistic == template.Measures[i].Statistic
	}
	if same {
		template.Measures = slices.Clone(local.Measures)
		template.Reason, template.From, template.To = local.Reason, local.From, local.To
	}
	return template
}

// Copy gives a document that shares nothing with another.
func Copy(d clause.Document) clause.Document {
	d.Clauses, d.Variables, d.Annexes, d.Deviations = slices.Clone(d.Clauses), slices.Clone(d.Variables), slices.Clone(d.Annexes), slices.Clone(d.Deviations)
	d.Commitments = slices.Clone(d.Commitments)
	for i := range d.Commitments {
		d.Commitments[i].Measures = slices.Clone(d.Commitments[i].Measures)
	}
	d.Values = maps.Clone(d.Values)
	return d
}

// fillTerm puts the first and the last day in a document, where it has variables for them and they are empty or are to be
// replaced. Zero dates empty the variable.
func fillTerm(d clause.Document, from, to calendar.Date) clause.Document {
	d = Copy(d)
	if d.Values == nil {
		d.Values = map[string]clause.Value{}
	}
	first, last := TermVariables(d)
	for id, day := range map[string]calendar.Date{first: from, last: to} {
		switch {
		case id == "":
		case day.IsZero():
			delete(d.Values, id)
		default:
			d.Values[id] = clause.Value{Text: day.String()}
		}
	}
	return d
}

// TermVariables finds the variables of the first and the last day that the agreement holds: the two dates that end in
// "från" and "till", by the template's own ids (giltig_fran, giltig_till). Empty when there is none.
func TermVariables(d clause.Document) (first, last string) {
	for _, v := range d.Variables {
		switch {
		case v.Kind != clause.Date:
		case first == "" && strings.HasSuffix(v.ID, "_fran"):
			first = v.ID
		case last == "" && strings.HasSuffix(v.ID, "_till"):
			last = v.ID
		}
	}
	return first, last
}

// Term is the first and the last day as the document says; zero where it says nothing.
func Term(d clause.Document) (from, to calendar.Date) {
	first, last := TermVariables(d)
	from, _ = calendar.ParseDate(d.Values[first].Text)
	to, _ = calendar.ParseDate(d.Values[last].Text)
	return from, to
}

// introduce puts the municipalities' and the boards' names where the clause library asks for them.
func introduce(d clause.Document, places, boards []string) clause.Document {
	d = Copy(d)
	if d.Values == nil {
		d.Values = map[string]clause.Value{}
	}
	for id, value := range map[string]clause.Value{"kommun": {Text: strings.Join(places, ", ")}, "namnder": {Items: boards}} {
		v, ok := d.Variable(id)
		if v.Kind == clause.List != (len(value.Items) > 0) { // a template that asks for it in another way
			value = clause.Value{Text: strings.Join(value.Items, ", ")}
		}
		if ok && v.Fixed.IsZero() && v.Check(value) == nil {
			d.Values[id] = value
		}
	}
	return d
}

// promised gives a document in which one commitment reads as it holds in an agreement whose text is not known.
func promised(d clause.Document, c clause.Commitment) clause.Document {
	d = Copy(d)
	for i, k := range d.Commitments {
		if k.ID == c.ID {
			d.Commitments[i] = agreed(c, k)
		}
	}
	return d
}

// nextTerm is the term of a renewal: from the day after the last, for as long as before, at most three years (§ 28 of
// the clause library). Without a last day it is open.
func nextTerm(from, last calendar.Date) (calendar.Date, calendar.Date) {
	if last.IsZero() {
		return calendar.Date{}, calendar.Date{}
	}
	next := last.AddDays(1)
	years := 3
	if !from.IsZero() {
		for years > 1 && from.AddYears(years).AddDays(-1).After(last) {
			years--
		}
	}
	return next, next.AddYears(years).AddDays(-1)
}
