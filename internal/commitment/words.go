package commitment

import (
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// Texts of the room's pages.
var (
	sayTitle      = language.T("Åtaganden", "Commitments")
	sayAll        = language.T("Vad är lovat?", "What is promised?")
	sayNumber     = language.T("Nr", "No.")
	sayClause     = language.T("Paragraf", "Clause")
	sayPromise    = language.T("Löfte", "Promise")
	sayBy         = language.T("Lovat av", "Promised by")
	sayTarget     = language.T("Mål", "Target")
	saySince      = language.T("Sedan", "Since")
	sayTurnout    = language.T("Utfall", "Turnout")
	sayFrom       = language.T("Från", "From")
	sayTo         = language.T("Till", "To")
	sayMeasured   = language.T("Mäts", "Measured")
	sayState      = language.T("Läge", "State")
	sayMetrics    = language.T("Mått", "Metrics")
	sayMirrors    = language.T("Speglar", "Mirrors")
	sayRelief     = language.T("Lättnad", "Relief")
	sayReason     = language.T("Skäl för målet", "Reason for the target")
	sayDeviation  = language.T("Avvikelse från mallen", "Deviation from the template")
	sayAdjustment = language.T("Parternas justering", "The parties’ adjustment")
	sayHow        = language.T("Så mäts det", "How it is measured")
	sayHistory    = language.T("Vad har hänt?", "What has happened?")
	sayEarlier    = language.T("Tidigare lydelser", "Earlier wordings")
	sayWording    = language.T("Lydelse", "Wording")
	sayYes        = language.T("ja", "yes")
	sayNo         = language.T("nej", "no")
	sayNone       = language.T("Överenskommelsen har inga åtaganden i Samsyn. Texten skrevs någon annanstans.", "The agreement has no commitments in Samsyn. Its text was written elsewhere.")
	sayEndedOnes  = language.T("Åtaganden som har upphört", "Commitments that have ended")
	sayUntilEnd   = language.T("tills vidare", "until further notice")
)

// status is a state as a chip, on a day.
func (h Held) status(day calendar.Date, l language.Lang) ui.Status {
	if h.State == Active && h.From.After(day) {
		return ui.Status{Level: ui.Waiting, Words: language.T("börjar %s", "begins %s").With(h.From).In(l)}
	}
	if h.State == Active && h.Commitment.Kind == clause.Rule {
		return ui.Status{Level: ui.Good, Words: language.T("gäller alltid", "always holds").In(l)}
	}
	level := map[State]ui.Level{Active: ui.Good, Disputed: ui.Warn, Review: ui.Waiting, Adjusted: ui.Info}[h.State]
	return ui.Status{Level: level, Words: h.State.Name().In(l)}
}

// measuredSaid says whether this program records what the commitment is held against.
func (h Held) measuredSaid() language.Text {
	if h.Commitment.Kind == clause.Rule {
		return language.T("systemregel", "system rule")
	}
	switch recorded, of := h.Measured(); {
	case recorded == 0:
		return language.T("mäts inte än", "not measured yet")
	case recorded < of:
		return language.T("mäts delvis", "partly measured")
	}
	return language.T("mäts från %s", "measured from %s").With(h.From)
}

// measureStatus says of one measure whether this program records it.
func measureStatus(m clause.Measure, h Held, l language.Lang) ui.Status {
	if metric, ok := fact.Find(m.Metric); ok && metric.Measured {
		return ui.Status{Level: ui.Good, Words: language.T("mäts från %s", "measured from %s").With(h.From).In(l)}
	}
	return ui.Status{Level: ui.Waiting, Words: language.T("mäts inte än", "not measured yet").In(l)}
}

// reliefSaid states the rule of relief.
func (h Held) reliefSaid() language.Text {
	if h.Commitment.Relief {
		return language.T("Det som den andra parten har orsakat räknas inte som en miss.", "What the other party caused does not count as a miss.")
	}
	return language.T("Alla missar räknas, vad de än beror på.", "Every miss counts, whatever its cause.")
}

// happened is what a step says to a reader.
func (k stepKind) happened(who string) language.Text {
	t := language.T
	switch k {
	case stepEntered:
		return t("Åtagandet ingicks", "The commitment was entered into")
	case stepRenewed:
		return t("Åtagandet fortsätter enligt en ny undertecknad text", "The commitment goes on by a new signed text")
	case stepAmended:
		return t("Åtagandet ändrades genom en undertecknad ändring", "The commitment was changed by a signed amendment")
	case stepLeftOut:
		return t("Åtagandet togs bort genom en undertecknad ändring", "The commitment was taken out by a signed amendment")
	case stepDisputed:
		return t("%s bestred åtagandet", "%s disputed the commitment").With(who)
	case stepAnswered:
		return t("%s svarade", "%s answered").With(who)
	case stepProposed:
		return t("%s föreslog en lösning", "%s proposed a solution").With(who)
	case stepAdjusted:
		return t("%s godtog förslaget: åtagandet är justerat", "%s accepted the proposal: the commitment is adjusted").With(who)
	case stepStands:
		return t("%s godtog förslaget: åtagandet står kvar", "%s accepted the proposal: the commitment stands").With(who)
	case stepTaken:
		return t("%s tog tillbaka bestridandet", "%s took the dispute back").With(who)
	}
	return language.Same(string(k))
}

// level colours a step.
func (k stepKind) level() ui.Level {
	switch k {
	case stepDisputed:
		return ui.Warn
	case stepAnswered, stepProposed:
		return ui.Info
	case stepAdjusted, stepStands, stepEntered, stepRenewed:
		return ui.Good
	}
	return ui.Neutral
}

// Name is what a proposal would make of the commitment.
func (o Outcome) Name() language.Text {
	if o == Adjust {
		return language.T("åtagandet justeras", "the commitment is adjusted")
	}
	return language.T("åtagandet står kvar som det är", "the commitment stands as it is")
}

// ended is a last day, or that there is none.
func ended(d calendar.Date) language.Text {
	if d.IsZero() {
		return sayUntilEnd
	}
	return language.Same(d.String())
}
