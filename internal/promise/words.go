package promise

import (
	"unicode"
	"unicode/utf8"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// Name is the verdict in a word or two.
func (v Verdict) Name() language.Text {
	t := language.T
	switch v {
	case Kept:
		return t("hålls", "kept")
	case AtRisk:
		return t("i fara", "at risk")
	case Broken:
		return t("hålls inte", "broken")
	case TooFew:
		return t("för få", "too few")
	case Partial:
		return t("ej hel period", "not a whole period")
	case Nothing:
		return t("inget att räkna", "nothing to count")
	case Followed:
		return t("följs", "followed")
	case Undecided:
		return t("mål saknas", "no target")
	case Upheld:
		return t("systemregel", "system rule")
	case NotYet:
		return t("mäts inte än", "not measured yet")
	}
	return language.Same(string(v))
}

// Means says what a verdict means, for whoever asks.
func (v Verdict) Means() language.Text {
	t := language.T
	switch v {
	case Kept:
		return t("Målet är nått.", "The target is reached.")
	case AtRisk:
		return t("Målet är inte nått nu, men perioden pågår.", "The target is not reached now, but the period goes on.")
	case Broken:
		return t("Målet nåddes inte, eller kan inte längre nås.", "The target was not reached, or can no longer be reached.")
	case TooFew:
		return t("Det är så få att ett enda fall skulle avgöra. Talen visas, men inget omdöme ges.", "There are so few that a single case would decide. The numbers are shown, but no verdict is given.")
	case Partial:
		return t("Löftet gäller ett antal för hela perioden, men gällde bara en del av den.", "The promise is of a number for the whole period, but held in a part of it only.")
	case Nothing:
		return t("Inget förföll i perioden, eller inget har registrerats. Det är inte samma sak som noll.", "Nothing fell due in the period, or nothing was recorded. That is not the same as zero.")
	case Followed:
		return t("Utvecklingen följs, utan mål.", "It is followed, without a target.")
	case Undecided:
		return t("Parterna har inte kommit överens om något mål.", "The parties have agreed on no target.")
	case Upheld:
		return t("Systemet ser till att regeln följs.", "The system sees to it that the rule is followed.")
	}
	return t("Samsyn registrerar inte måttet än.", "Samsyn does not record the measure yet.")
}

// means says what the verdict means of this window: one that still runs has reached nothing yet.
func (o Outcome) means() language.Text {
	if o.Verdict == Kept && !o.Ended {
		return language.T("Hittills hålls löftet, men perioden pågår.", "Kept so far, but the period goes on.")
	}
	return o.Verdict.Means()
}

// status is the chip of a verdict.
func (o Outcome) status(l language.Lang) ui.Status {
	level := ui.Neutral
	switch o.Verdict {
	case Kept:
		level = ui.Good
	case AtRisk:
		level = ui.Warn
	case Broken:
		level = ui.Bad
	}
	name := o.Verdict.Name()
	if o.Verdict == Kept && !o.Ended {
		name = language.T("hålls hittills", "kept so far")
	}
	return ui.Status{Level: level, Words: name.In(l)}
}

// FigureSaid is the figure with its unit: "91,1 %", "2 möten", "63 dagar"; a dash when there is none.
func (o Outcome) FigureSaid() language.Text {
	if !o.HasFigure {
		return language.Same("–")
	}
	m := o.Of()
	switch m.Statistic {
	case clause.Share:
		return language.T("%s\u00a0%%", "%s\u00a0%%").With(o.tenths())
	case clause.Counts:
		return fact.Counted(int64(o.Figure/clause.N(1)), o.unit())
	}
	return language.T("%s %s", "%s %s").With(o.tenths(), m.LimitUnit.Name())
}

// tenths is the figure with one decimal.
func (o Outcome) tenths() clause.Number {
	return clause.Number(rounded(o.Of().Comparator, int64(o.Figure), 10) * 10)
}

// Sentence is the outcome as a reader should hear it: "91,1 % inom 2 arbetsdagar av 214 frågor, löftet hålls."
func (o Outcome) Sentence(unit language.Text) language.Text {
	t := language.T
	switch {
	case !o.HasFigure:
		return o.Verdict.Means()
	case o.Of().Statistic == clause.Counts:
		return t("%s, målet är %s, %s.", "%s, the target is %s, %s.").With(o.FigureSaid(), target(o.Of()), o.judgement())
	}
	return t("%s, %s.", "%s, %s.").With(o.measured(unit), o.judgement())
}

// measured is what was measured, without the verdict: "91,1 % inom 2 arbetsdagar av 214 frågor".
func (o Outcome) measured(unit language.Text) language.Text {
	m := o.Of()
	switch m.Statistic {
	case clause.Counts:
		return o.FigureSaid()
	case clause.Share:
		return language.T("%s%s av %s", "%s%s of %s").With(o.FigureSaid(), within(m), fact.Counted(o.Counted, unit))
	}
	return language.T("%s för %s", "%s for %s").With(o.FigureSaid(), fact.Counted(o.Sum.Histogram.N(), unit))
}

// Why says why a promise is not kept: what was promised, and how many fell short. It is empty when there is nothing to say.
func (o Outcome) Why() language.Text {
	t := language.T
	if !o.failing() {
		return language.Text{}
	}
	said := t("Målet är %s.", "The target is %s.").With(o.Of().Goal())
	if short := o.shortfall(); !short.IsZero() {
		return t("%s %s", "%s %s").With(said, short)
	}
	return said
}

// failing tells whether there is a figure that misses its target.
func (o Outcome) failing() bool {
	return (o.Verdict == Broken || o.Verdict == AtRisk) && o.Of().Statistic != clause.Counts && o.HasFigure
}

// shortfall says how many fell short of a share: "2 av 12 nådde det inte."; empty when it is no share or nothing failed.
func (o Outcome) shortfall() language.Text {
	t, m := language.T, o.Of()
	switch {
	case !o.failing() || m.Statistic != clause.Share:
		return language.Text{}
	case m.Comparator == clause.AtMost:
		return t("%s av %s räknas dit.", "%s of %s count.").With(language.Number(o.Sum.Kept), language.Number(o.Counted))
	}
	said := t("%s av %s nådde det inte.", "%s of %s fell short.").With(language.Number(o.Missed()), language.Number(o.Counted))
	if o.Counted < o.Sum.N {
		said = t("%s %s till räknas inte: den andra parten hade del i det.", "%s %s more do not count: the other party had a part in it.").With(said, language.Number(o.Sum.N-o.Counted))
	}
	return said
}

func (o Outcome) judgement() language.Text {
	t := language.T
	switch o.Verdict {
	case Kept:
		if !o.Ended {
			return t("löftet hålls hittills", "the promise is kept so far")
		}
		return t("löftet hålls", "the promise is kept")
	case AtRisk:
		return t("löftet är i fara", "the promise is at risk")
	case Broken:
		return t("löftet hålls inte", "the promise is broken")
	case TooFew:
		return t("för få för ett omdöme", "too few for a verdict")
	}
	return o.Verdict.Name()
}

func within(m clause.Measure) language.Text {
	if m.Limit == 0 {
		return language.Text{}
	}
	if m.LimitUnit == clause.Attempts {
		return language.T(" på högst %d försök", " in at most %d attempts").With(m.Limit)
	}
	return language.T(" inom %d %s", " within %d %s").With(m.Limit, m.LimitUnit.Of(m.Limit))
}

func target(m clause.Measure) language.Text {
	if m.Target == nil {
		return language.T("inte bestämt", "not agreed")
	}
	return language.T("%s %s", "%s %s").With(m.Comparator.Name(), *m.Target)
}

var (
	sayTitle         = language.T("Så hålls löftena", "How promises are kept")
	sayReadings      = language.T("Olika läsningar", "Readings")
	sayReadingsSub   = language.T("Samma tal, läst på mer än ett sätt. Ingen läsning ersätter en annan.", "The same figure, read in more than one way. None takes another’s place.")
	sayHowReckoned   = language.T("Så är talet räknat", "How the figure was reckoned")
	sayBehind        = language.T("Frågorna bakom talet", "The questions behind the figure")
	sayBehindWho     = language.T("Här står de frågor som du får se i inkorgen, utan något om personen. Att öppna en fråga antecknas som vanligt.", "Here are the questions that you may see in the inbox, without anything of the person. Opening one is noted as always.")
	sayBehindNone    = language.T("Ingen av frågorna hör till dig eller din enhet.", "None of the questions is yours or your unit’s.")
	sayNumber        = language.T("Åtagande", "Commitment")
	sayPromise       = language.T("Löfte", "Promise")
	saySide          = language.T("Part", "Party")
	sayOutcome       = language.T("Utfall", "Turnout")
	sayVerdict       = language.T("Omdöme", "Verdict")
	sayPeriod        = language.T("Period", "Period")
	sayByPeriod      = language.T("Utfall för varje period", "Turnout in each period")
	sayCounted       = language.T("Förföll", "Fell due")
	sayInTime        = language.T("Uppfyllde villkoret", "Met the condition")
	sayRelieved      = language.T("Missar med lättnad", "Relieved misses")
	sayNoPeriod      = language.T("Ingen period har börjat räknas än.", "No period has begun to be counted yet.")
	sayFew           = language.T("för få för att visas", "too few to be shown")
	sayBrokenPromise = language.T("Löfte som inte hölls", "Broken promise")
	sayHowRead       = language.T("Hur läser man det här?", "How is this read?")
	sayHowCounted    = language.T("Det som förföll i perioden räknas: det som blev klart för sent, eller är ogjort efter sin sista dag, är en miss. Det som inte har förfallit och det som har tagits tillbaka räknas inte. Är det så få att ett enda fall skulle avgöra ges inget omdöme.",
		"What fell due in the period counts: what was done too late, or is undone past its last day, is a miss. What is not due yet and what was withdrawn do not count. When there are so few that a single case would decide, no verdict is given.")
	sayHowRelief = language.T("Lättnad: en miss som den andra parten hade del i, till exempel en återuppringning i tid som ingen svarade på, räknas inte mot den som lovade. Lättnad gör aldrig ett utfall sämre.",
		"Relief: a miss that the other party had a part in, such as a call back in time that nobody answered, does not count against who promised. Relief never makes a result worse.")
	sayDisputed = language.T("Åtagandet är bestritt eller ses över. Till dess att parterna är överens visas utfallet av det som står i överenskommelsen, och det som har sagts emot det står i historiken.",
		"The commitment is disputed or under review. Until the parties agree, the turnout of what the agreement says is shown, and what was said against it stands in the history.")
)

// upper makes a text begin with a capital letter.
func upper(t language.Text) language.Text { return language.T(capital(t.Sv), capital(t.En)) }

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
