package measure

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// Known is what is known of something asked.
type Known string

// What can be known. The empty one is that nothing is.
const (
	Yes Known = "yes"
	No  Known = "no"
)

// Situation is what is known of somebody, without who it is.
type Situation struct {
	Municipality string
	Age          int // years; 0 when it is not known
	Without      int // whole months without work; -1 when it is not known
	Level        Level
	Registered   Known
	InProgramme  Known
	Support      Known
	Groups       []Group // empty when nothing is known of it
}

// Nothing is a situation of which nothing is known.
func Nothing() Situation { return Situation{Without: -1} }

// Fit is whether somebody can have a measure.
type Fit string

// The answers, the best first.
const (
	Fits  Fit = "fits"
	Judge Fit = "judge" // something is not known, or must be judged by a person
	Not   Fit = "not"
)

// Name gives the answer in words.
func (f Fit) Name() language.Text {
	switch f {
	case Fits:
		return language.T("passar", "fits")
	case Judge:
		return language.T("behöver bedömas", "must be judged")
	}
	return language.T("passar inte", "does not fit")
}

func (f Fit) rank() int { return slices.Index([]Fit{Fits, Judge, Not}, f) }

// Verdict is one reason for or against, in words.
type Verdict struct {
	Fit  Fit
	Text language.Text
}

// Fits holds a measure against what is known of somebody on a day. Each condition gives its own verdict, so that a no says
// why; the sum is the worst of them. A measure that is full fits: there is a waiting list.
func (m Measure) Fits(s Situation, day calendar.Date) (Fit, []Verdict) {
	var all []Verdict
	add := func(f Fit, text language.Text) { all = append(all, Verdict{f, text}) }
	t := language.T
	switch m.On(day) {
	case Paused:
		add(Not, t("tar inte emot någon just nu", "takes nobody in at present"))
	case Ended:
		add(Not, t("har upphört", "has ended"))
	}
	if m.From.After(day) {
		add(Judge, t("börjar först %s", "begins only on %s").With(m.From))
	}
	if s.Municipality != "" && !m.Serves(s.Municipality) {
		add(Not, t("finns inte för kommunen", "is not for the municipality"))
	}
	if v, ok := m.group(s); ok {
		all = append(all, v)
	}
	for _, r := range m.Rules {
		all = append(all, r.verdict(s))
	}
	sum := Fits
	for _, v := range all {
		if v.Fit.rank() > sum.rank() {
			sum = v.Fit
		}
	}
	return sum, all
}

// group says whether somebody is among those whom the measure is for. To be of no such group is asked about and never a no:
// groups say whom a measure is meant for first, conditions who may have it.
func (m Measure) group(s Situation) (Verdict, bool) {
	if len(m.Groups) == 0 {
		return Verdict{}, false
	}
	var names []language.Text
	for _, g := range m.Groups {
		names = append(names, g.Name())
	}
	text := language.T("riktar sig till %s", "is meant for %s").With(language.List(names...))
	if slices.ContainsFunc(m.Groups, func(g Group) bool { return slices.Contains(s.Groups, g) }) {
		return Verdict{Fits, text}, true
	}
	return Verdict{Judge, text}, true
}

func (r Rule) verdict(s Situation) Verdict {
	t := language.T
	asked := func(k Known, no language.Text) Verdict {
		switch k {
		case Yes:
			return Verdict{Fits, r.Say()}
		case No:
			return Verdict{Not, no}
		}
		return Verdict{Judge, r.Say()}
	}
	switch r.Kind {
	case AgeFrom, AgeTo:
		if s.Age == 0 {
			return Verdict{Judge, r.Say()}
		}
		return asked(known(r.Kind == AgeFrom && s.Age >= r.Years || r.Kind == AgeTo && s.Age <= r.Years), t("%s krävs; personen är %d år", "%s is required; the person is %d").With(r.Say(), s.Age))
	case WithoutWork:
		if s.Without < 0 {
			return Verdict{Judge, r.Say()}
		}
		return asked(reached(r.definition().Threshold, s.Without), language.Plural(s.Without, t("%s krävs; personen har varit utan arbete %d månad", "%s is required; the person has been without work for %d month"),
			t("%s krävs; personen har varit utan arbete %d månader", "%s is required; the person has been without work for %d months")).With(r.Say()))
	case Registered:
		return asked(s.Registered, t("personen är inte inskriven hos Arbetsförmedlingen", "the person is not registered with the Public Employment Service"))
	case InProgramme:
		return asked(s.InProgramme, t("personen deltar inte i något program", "the person takes part in no programme"))
	case Support:
		return asked(s.Support, t("personen har inte ekonomiskt bistånd", "the person has no income support"))
	case Swedish:
		if s.Level == "" {
			return Verdict{Judge, r.Say()}
		}
		return asked(known(s.Level.rank() >= r.Level.rank()), t("%s krävs; personen har %s", "%s is required; the person has %s").With(r.Say(), s.Level.Name()))
	}
	return Verdict{Judge, r.Say()}
}

func known(is bool) Known {
	if is {
		return Yes
	}
	return No
}

// weeksAYear is how weeks are counted against months: 52 weeks are twelve months.
const weeksAYear = 52

// reached tells whether so many whole months without work reach a threshold; nothing is known when the part of a month that
// may have gone besides decides.
func reached(t law.Threshold, months int) Known {
	need, unit := t.Months*weeksAYear, weeksAYear // in twelfths of a week
	if t.Weeks > 0 {
		need = t.Weeks * 12
	}
	switch least := months * unit; {
	case least > need || least == need && !t.MoreThan:
		return Yes
	case least+unit <= need:
		return No
	}
	return ""
}
