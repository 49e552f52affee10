package template

import (
	"fmt"
	"strconv"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func newCommitmentPart(r *web.Request, v Version) (part, error) {
	id := r.Path("clause")
	if _, no := v.Doc.Clause(id); no == 0 {
		return part{}, fault.NotFoundThing()
	}
	var added string
	return part{name: sayAddCommitment, back: clausePath(id), fields: commitmentFields(r, v, clause.Commitment{By: clause.Both, Kind: clause.Target}),
		read: func(f *web.Form) Edit {
			k := readCommitment(f, clause.Commitment{Clause: id})
			return atForm(AddCommitment(k, &added))
		}}, nil
}

func commitmentPart(r *web.Request, v Version) (part, error) {
	k, ok := v.Doc.Commitment(r.Path("commitment"))
	if !ok {
		return part{}, fault.NotFoundThing()
	}
	return part{name: sayEditVariable.With(k.ID), back: clausePath(k.Clause), before: ui.Paragraph(r.Say(sayCommitmentIn.With(headingOf(v, k.Clause, r.Lang)))),
		fields: commitmentFields(r, v, k), remove: &ui.Confirm{ID: "ta-bort", Open: r.Say(sayRemove), Title: r.Say(sayRemoveAsk.With(k.ID)), Text: r.Say(sayRemoveText),
			Action: commitmentPath(k.ID) + "/ta-bort", Button: r.Say(sayRemove), Cancel: r.Say(sayCancel)},
		read: func(f *web.Form) Edit { return atForm(SetCommitment(readCommitment(f, k))) }}, nil
}

// atForm gives the problems of a commitment to the form as a whole, since their place is the commitment itself.
func atForm(e Edit) Edit {
	return func(v *Version, was used) ([]clause.Field, error) {
		fields, err := e(v, was)
		if !fault.Is(err, fault.Invalid) {
			return fields, err
		}
		var problems []fault.Problem
		for _, p := range fault.ProblemsOf(err) {
			problems = append(problems, fault.Field("", p.Text))
		}
		return nil, fault.New(fault.Invalid, putRight, problems...)
	}
}

// mostMeasures is how many measures one commitment can have: two by far the most.
const mostMeasures = 2

func commitmentFields(r *web.Request, v Version, k clause.Commitment) []ui.Field {
	mirrors := []ui.Option{{Value: "", Label: r.Say(sayNoMirror)}}
	for _, o := range v.Doc.Commitments {
		if o.ID != k.ID {
			mirrors = append(mirrors, ui.Option{Value: o.ID, Label: o.ID + " " + r.Say(o.Text)})
		}
	}
	fields := twoLanguages(r, "text", sayPromise, k.Text, ui.TextareaField, false)
	for i := range fields {
		fields[i].Rows = 3 // a promise is one sentence
	}
	fields = append(fields,
		ui.Field{Kind: ui.RadiosField, Name: "by", Label: r.Say(sayPromisedBy), Value: string(k.By), Options: named(r, sides(), clause.Side.Name)},
		ui.Field{Kind: ui.RadiosField, Name: "kind", Label: r.Say(sayNature), Value: string(k.Kind), Options: named(r, natures(), natureName)},
		ui.Field{Kind: ui.CheckboxField, Name: "relief", Label: r.Say(sayRelief), Value: ticked(k.Relief), Optional: true},
		ui.Field{Kind: ui.SelectField, Name: "mirrors", Label: r.Say(sayMirrors), Value: k.Mirrors, Options: mirrors, Optional: true})
	for i := range max(mostMeasures, len(k.Measures)) {
		var m clause.Measure
		if i < len(k.Measures) {
			m = k.Measures[i]
		}
		fields = append(fields, measureFields(r, i, m)...)
	}
	return fields
}

func measureFields(r *web.Request, i int, m clause.Measure) []ui.Field {
	at := func(name string) string { return fmt.Sprintf("m%d_%s", i+1, name) }
	label := func(t language.Text) string { return r.Say(sayMeasureNo.With(i+1, t)) }
	metrics := []ui.Option{{Value: "", Label: r.Say(sayNoMeasure)}}
	for _, c := range fact.Catalogue() {
		metrics = append(metrics, ui.Option{Value: c.ID, Label: r.Say(c.Name)})
	}
	limit := ""
	if m.Limit > 0 {
		limit = strconv.Itoa(m.Limit)
	}
	return []ui.Field{
		{Kind: ui.SelectField, Name: at("metric"), Label: label(sayMetric), Value: m.Metric, Options: metrics, Optional: true},
		{Kind: ui.SelectField, Name: at("statistic"), Label: label(sayStatistic), Value: string(m.Statistic), Options: named(r, statistics(), statisticName), Optional: true},
		{Kind: ui.NumberField, Name: at("limit"), Label: label(sayLimit), Value: limit, Optional: true},
		{Kind: ui.SelectField, Name: at("unit"), Label: label(sayLimitUnit), Value: string(m.LimitUnit), Options: named(r, units(), clause.Unit.Name), Optional: true},
		{Kind: ui.SelectField, Name: at("comparator"), Label: label(sayComparator), Value: string(m.Comparator), Options: named(r, comparators(), clause.Comparator.Name), Optional: true},
		{Kind: ui.TextField, Name: at("target"), Label: label(sayTarget), Hint: r.Say(sayTargetHint), Value: numberOr(m.Target), Width: ui.Short, Optional: true},
		{Kind: ui.SelectField, Name: at("window"), Label: label(sayWindow), Value: string(m.Window), Options: named(r, windows(), clause.Window.Name), Optional: true},
	}
}

func readCommitment(f *web.Form, k clause.Commitment) clause.Commitment {
	count, was := max(mostMeasures, len(k.Measures)), k.Measures
	k.Text = readLong(f, "text")
	k.By = clause.Side(f.Choice("by", plainly(sides()), web.Required))
	k.Kind = clause.Nature(f.Choice("kind", plainly(natures()), web.Required))
	k.Relief, k.Mirrors, k.Measures = f.Ticked("relief"), f.Text("mirrors"), nil
	for i := range count {
		at := func(name string) string { return fmt.Sprintf("m%d_%s", i+1, name) }
		metric := f.Text(at("metric"))
		if metric == "" {
			continue
		}
		k.Measures = append(k.Measures, clause.Measure{Of: wordOf(was, metric), Metric: metric,
			Statistic: clause.Statistic(f.Choice(at("statistic"), plainly(statistics()), web.Required)), Limit: f.Int(at("limit"), 1, 10000),
			LimitUnit: clause.Unit(f.Choice(at("unit"), plainly(units()))), Comparator: clause.Comparator(f.Choice(at("comparator"), plainly(comparators()))),
			Target: readNumber(f, at("target")), Window: clause.Window(f.Choice(at("window"), plainly(windows()), web.Required))})
	}
	return k
}

// wordOf keeps the word for what a measure's figure is of, as long as it is measured by the same.
func wordOf(was []clause.Measure, metric string) language.Text {
	for _, m := range was {
		if m.Metric == metric {
			return m.Of
		}
	}
	return language.Text{}
}

var (
	sayCommitmentIn = language.T("Hör till %s.", "Belongs to %s.")
	sayPromise      = language.T("Vad som lovas", "What is promised")
	sayNature       = language.T("Slag", "Kind")
	sayRelief       = language.T("Det som den andra parten har orsakat räknas inte", "What the other party caused does not count")
	sayMirrors      = language.T("Speglar den andra sidans åtagande", "Mirrors the other side’s commitment")
	sayNoMirror     = language.T("Speglar inget", "Mirrors none")
	sayMeasureNo    = language.T("Mått %d: %s", "Measure %d: %s")
	sayNoMeasure    = language.T("Inget mått", "No measure")
	sayMetric       = language.T("vad som mäts", "what is measured")
	sayStatistic    = language.T("hur siffran räknas", "how the figure is made")
	sayLimit        = language.T("gräns", "limit")
	sayLimitUnit    = language.T("gränsens enhet", "the limit’s unit")
	sayComparator   = language.T("minst eller högst", "at least or at most")
	sayWindow       = language.T("period", "window")
	sayTargetHint   = language.T("Procent, ett antal, eller ett tal i gränsens enhet. Lämna tomt när målet bestäms lokalt.", "Per cent, a count, or a number in the limit’s unit. Leave empty when the target is agreed locally.")
)
