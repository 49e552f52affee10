package statutory

import (
	"slices"

	"samsyn/internal/language"
)

// Outcome is what the receiver did, in a code.
type Outcome string

// The outcomes. The last is of what was returned.
const (
	PlanChanged  Outcome = "plan-changed"
	Contacted    Outcome = "contacted"
	MeetingAsked Outcome = "meeting"
	Examined     Outcome = "examined"
	NothingToDo  Outcome = "nothing"
	NotForUs     Outcome = "not-for-us"
)

// OutcomeInfo is an outcome with its words.
type OutcomeInfo struct {
	Outcome Outcome
	Name    language.Text
}

// Outcomes lists what a receiver can answer with, in the order in which it is shown.
func Outcomes() []OutcomeInfo {
	t := language.T
	return []OutcomeInfo{
		{PlanChanged, t("Planeringen är ändrad", "The plan is changed")},
		{Contacted, t("Vi har tagit kontakt med personen", "We have contacted the person")},
		{MeetingAsked, t("Vi kallar till ett gemensamt möte", "We call a joint meeting")},
		{Examined, t("Vi prövar vårt beslut på nytt", "We examine our decision anew")},
		{NothingToDo, t("Bedömd, ingen åtgärd behövs", "Judged, nothing needs to be done")},
	}
}

// Name gives the outcome in words.
func (o Outcome) Name() language.Text {
	for _, i := range Outcomes() {
		if i.Outcome == o {
			return i.Name
		}
	}
	if o == NotForUs {
		return language.T("Inte för oss", "Not for us")
	}
	return language.Same(string(o))
}

func isOutcome(o Outcome) bool {
	return slices.ContainsFunc(Outcomes(), func(i OutcomeInfo) bool { return i.Outcome == o })
}
