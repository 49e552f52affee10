package clause

import "samsyn/internal/language"

// Goal is a measure's target in words: "minst 90 % inom 2 arbetsdagar, per månad", "styrgruppens möten: minst 2, per år".
func (m Measure) Goal() language.Text {
	t := language.T
	if !m.Of.IsZero() {
		return t("%s: %s%s, %s", "%s: %s%s, %s").With(m.Of, m.figure(), m.within(), m.Window.Name())
	}
	return t("%s%s, %s", "%s%s, %s").With(m.figure(), m.within(), m.Window.Name())
}

func (m Measure) figure() language.Text {
	t := language.T
	if m.Target == nil {
		return t("målet bestäms lokalt", "the target is agreed locally")
	}
	switch m.Statistic {
	case Share:
		return t("%s %s\u00a0%%", "%s %s\u00a0%%").With(m.Comparator.Name(), *m.Target)
	case Median:
		return t("%s %s %s (median)", "%s %s %s (median)").With(m.Comparator.Name(), *m.Target, m.LimitUnit.Name())
	case P90:
		return t("nio av tio på %s %s %s", "nine in ten in %s %s %s").With(m.Comparator.Name(), *m.Target, m.LimitUnit.Name())
	}
	return t("%s %s", "%s %s").With(m.Comparator.Name(), *m.Target)
}

func (m Measure) within() language.Text {
	if m.Statistic != Share || m.Limit == 0 {
		return language.Text{}
	}
	if m.LimitUnit == Attempts {
		return language.T(" på högst %d försök", " in at most %d attempts").With(m.Limit)
	}
	return language.T(" inom %d %s", " within %d %s").With(m.Limit, m.LimitUnit.Of(m.Limit))
}

// Name is the comparator before a figure.
func (c Comparator) Name() language.Text {
	switch c {
	case AtMost:
		return language.T("högst", "at most")
	case Exactly:
		return language.T("precis", "exactly")
	}
	return language.T("minst", "at least")
}

// Name is the unit in the plural.
func (u Unit) Name() language.Text { return u.Of(2) }

// Of is the unit after a number: "1 arbetsdag", "2 arbetsdagar".
func (u Unit) Of(n int) language.Text {
	t := language.T
	one := n == 1
	switch {
	case u == WorkingDays && one:
		return t("arbetsdag", "working day")
	case u == WorkingDays:
		return t("arbetsdagar", "working days")
	case u == Days && one:
		return t("dag", "day")
	case u == Days:
		return t("dagar", "days")
	case u == Hours && one:
		return t("timme", "hour")
	case u == Hours:
		return t("timmar", "hours")
	case u == Months && one:
		return t("månad", "month")
	case u == Months:
		return t("månader", "months")
	case u == Attempts:
		return t("försök", "attempts")
	}
	return language.Same(string(u))
}

// Name is the window as a rate: "per månad".
func (w Window) Name() language.Text {
	switch w {
	case Month:
		return language.T("per månad", "per month")
	case Quarter:
		return language.T("per kvartal", "per quarter")
	case HalfYear:
		return language.T("per halvår", "per half-year")
	case Year:
		return language.T("per år", "per year")
	}
	return language.Same(string(w))
}

// Goals is all the measures' targets in words.
func (c Commitment) Goals() language.Text {
	if c.Kind == Rule {
		return language.T("gäller alltid; systemet ser till det", "always holds; the system sees to it")
	}
	if c.Kind == Signal {
		return language.T("följs, utan mål", "followed, without a target")
	}
	var all language.Text
	for i, m := range c.Measures {
		if i == 0 {
			all = m.Goal()
			continue
		}
		all = language.T("%s; %s", "%s; %s").With(all, m.Goal())
	}
	return all
}

// Sentence is the whole promise in words, for comparison and for reading aloud.
func (c Commitment) Sentence() language.Text {
	s := language.T("%s Lovas av: %s. Mål: %s.", "%s Promised by: %s. Target: %s.").With(c.Text, c.By.Name(), c.Goals())
	if c.Relief {
		s = language.T("%s Det som den andra parten har orsakat räknas inte.", "%s What the other party caused does not count.").With(s)
	}
	return s
}
