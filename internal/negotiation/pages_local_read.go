package negotiation

import (
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// readLocal makes a commitment of what was written in its form, and notes in the fields what is missing.
func (p placed) readLocal(f *web.Form, id string) *clause.Commitment {
	k, known := p.doc.Commitment(id)
	if !known {
		k = clause.Commitment{Clause: f.Text(fieldOn, web.Required)}
	}
	k.Text = language.Text{Sv: f.Long(fieldText, web.Required, web.Max(longPromise)), En: f.Long(fieldEnglish, web.Max(longPromise))}
	if k.Text.En == "" {
		k.Text.En = k.Text.Sv // the promise is Swedish; a gloss is welcome and not asked for
	}
	k.By = clause.Side(f.Choice(fieldBy, codes(sides()), web.Required))
	k.Kind = clause.Nature(f.Choice(fieldKind, codes([]clause.Nature{clause.Target, clause.Signal}), web.Required))
	k.Mirrors, k.Relief, k.Reason = f.Text(fieldMirrors), f.Ticked(fieldRelief), f.Long(fieldReason, web.Required, web.Max(1000))
	k.From, k.To = f.Date(fieldFrom), f.Date(fieldTo)
	if !k.From.IsZero() && !k.To.IsZero() && k.To.Before(k.From) {
		f.Problem(fieldTo, language.T("Sista dagen är före den första.", "The last day is before the first."))
	}
	m := clause.Measure{Metric: f.Text(fieldMetric, web.Required), Statistic: clause.Statistic(f.Choice(fieldStatistic, codes(statistics()), web.Required)),
		Limit: f.Int(fieldLimit, 1, 10000), LimitUnit: clause.Unit(f.Choice(fieldUnit, codes(limitUnits()))), Comparator: clause.Comparator(f.Choice(fieldComparator, codes(comparators()))),
		Target: readNumber(f, fieldTarget), Window: clause.Window(f.Choice(fieldWindow, codes(windows()), web.Required))}
	if k.Kind == clause.Signal {
		m.Comparator, m.Target = "", nil
	}
	checkMeasure(f, k.Kind, m)
	k.Measures = []clause.Measure{m}
	return &k
}

// checkMeasure notes at each field of the form what does not fit together.
func checkMeasure(f *web.Form, kind clause.Nature, m clause.Measure) {
	t := language.T
	note := func(wrong bool, field string, text language.Text) {
		if wrong {
			f.Problem(field, text)
		}
	}
	_, known := fact.Find(m.Metric)
	note(m.Metric != "" && !known, fieldMetric, t("Välj ett mått i katalogen.", "Choose a measure of the catalogue."))
	timed := m.Statistic == clause.Median || m.Statistic == clause.P90
	note(m.LimitUnit == "" && (m.Limit > 0 || timed), fieldUnit, t("Välj enhet, till exempel arbetsdagar.", "Choose a unit, such as working days."))
	note(kind == clause.Target && m.Comparator == "", fieldComparator, t("Välj om målet är minst, högst eller precis.", "Choose whether the target is at least, at most or exactly."))
	note(kind == clause.Target && m.Target == nil && f.Text(fieldTarget) == "", fieldTarget, t("Skriv målet, eller välj att det följs utan mål.", "Enter the target, or choose that it is followed without one."))
	note(m.Target != nil && (*m.Target < 0 || m.Statistic == clause.Share && *m.Target > clause.N(100)), fieldTarget, t("En andel är mellan 0 och 100 procent, och inget mål är mindre än noll.", "A share is between 0 and 100 per cent, and no target is below zero."))
}

// atLocal gives the problems that the rules find in a local commitment to its form: those of the whole have no field.
func atLocal(err error) error {
	f, ok := asFault(err)
	if !ok {
		return err
	}
	problems := make([]fault.Problem, len(f.Problems))
	for i, p := range f.Problems {
		if problems[i] = p; strings.HasPrefix(p.Field, "commitment:") {
			problems[i].Field = ""
		}
	}
	return f.With(problems...)
}
