package negotiation

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func sides() []clause.Side { return []clause.Side{clause.Agency, clause.Municipality, clause.Both} }

func statistics() []clause.Statistic {
	return []clause.Statistic{clause.Share, clause.Median, clause.P90, clause.Counts}
}

func comparators() []clause.Comparator {
	return []clause.Comparator{clause.AtLeast, clause.AtMost, clause.Exactly}
}

func limitUnits() []clause.Unit {
	return []clause.Unit{clause.WorkingDays, clause.Days, clause.Hours, clause.Months, clause.Attempts}
}

func windows() []clause.Window {
	return []clause.Window{clause.Month, clause.Quarter, clause.HalfYear, clause.Year}
}

func statisticName(s clause.Statistic) language.Text {
	t := language.T
	return map[clause.Statistic]language.Text{clause.Share: t("andel i procent", "share in per cent"), clause.Median: t("median", "median"), clause.P90: t("nio av tio", "nine in ten"), clause.Counts: t("antal", "count")}[s]
}

// chosen makes options of what has a name for a reader.
func chosen[T ~string](r *web.Request, all []T, name func(T) language.Text) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, v := range all {
		out[i] = ui.Option{Value: string(v), Label: r.Say(name(v))}
	}
	return out
}

// codes are values as a form sends them.
func codes[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
