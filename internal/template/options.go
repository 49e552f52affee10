package template

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func sides() []clause.Side { return []clause.Side{clause.Agency, clause.Municipality, clause.Both} }

func natures() []clause.Nature { return []clause.Nature{clause.Target, clause.Rule, clause.Signal} }

func statistics() []clause.Statistic {
	return []clause.Statistic{clause.Share, clause.Median, clause.P90, clause.Counts}
}

func comparators() []clause.Comparator {
	return []clause.Comparator{clause.AtLeast, clause.AtMost, clause.Exactly}
}

func units() []clause.Unit {
	return []clause.Unit{clause.WorkingDays, clause.Days, clause.Hours, clause.Months, clause.Attempts}
}

func windows() []clause.Window {
	return []clause.Window{clause.Month, clause.Quarter, clause.HalfYear, clause.Year}
}

func natureName(n clause.Nature) language.Text {
	switch n {
	case clause.Target:
		return language.T("har ett mål som hålls eller bryts", "has a target that is kept or broken")
	case clause.Rule:
		return language.T("är en regel som systemet ser till", "is a rule that the system upholds")
	case clause.Signal:
		return language.T("följs, utan mål", "is followed, without a target")
	}
	return language.Same(string(n))
}

func statisticName(s clause.Statistic) language.Text {
	switch s {
	case clause.Share:
		return language.T("andel i procent", "share in per cent")
	case clause.Median:
		return language.T("median", "median")
	case clause.P90:
		return language.T("nio av tio", "nine in ten")
	case clause.Counts:
		return language.T("antal", "count")
	}
	return language.Same(string(s))
}

// named makes options of what has a name for a reader.
func named[T ~string](r *web.Request, all []T, name func(T) language.Text) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, v := range all {
		out[i] = ui.Option{Value: string(v), Label: r.Say(name(v))}
	}
	return out
}

// plainly gives values as a form sends them.
func plainly[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
