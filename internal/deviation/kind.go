package deviation

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	Kind         ref.Kind = "deviation"
	AnalysisKind ref.Kind = "deviation-analysis"
)

// Type is what sort of deviation it is. The list is short, so that what recurs can be seen: each but the last is a promise
// of the clause library that can fail (§§ 8–13 and 20), and says what was met with, never who failed.
type Type string

// The types.
const (
	AnswerLate   Type = "answer-late"        // § 9: an answer, or word of a new time, came late or not at all
	NotReachable Type = "not-reachable"      // § 8: nobody was there where a contact path says so
	WrongPlace   Type = "wrong-recipient"    // §§ 8, 9: it came to whom it does not concern, or was sent around
	HandOver     Type = "hand-over"          // § 10: a hand-over was not received or followed up
	Information  Type = "information"        // §§ 9, 20: what was needed was missing, or was not as it should be
	MeetingNot   Type = "meeting-not-held"   // §§ 6, 13: a meeting did not take place, or came too late
	RoutineNot   Type = "routine-not-worked" // a routine or a way of working was not followed, or does not fit
	Another      Type = "other"
)

// TypeInfo is a type with its words.
type TypeInfo struct {
	Type Type
	Name language.Text
	Hint language.Text
}

// Types lists the types in the order in which they are shown.
func Types() []TypeInfo {
	t := language.T
	return []TypeInfo{
		{AnswerLate, t("Svaret kom sent eller inte alls", "The answer was late or never came"), t("Ett svar, eller besked om en ny tid, kom efter den tid som är lovad.", "An answer, or word of a new time, came after the time that is promised.")},
		{NotReachable, t("Kontaktvägen gick inte att nå", "The contact path could not be reached"), t("Ingen fanns där det står att någon ska finnas.", "Nobody was there where it says that somebody is.")},
		{WrongPlace, t("Det hamnade hos fel mottagare", "It came to the wrong receiver"), t("En fråga kom till någon som den inte gällde, eller skickades runt.", "A question came to somebody whom it did not concern, or was passed around.")},
		{HandOver, t("Överlämningen fungerade inte", "The hand-over did not work"), t("Det som lämnades över togs inte emot, eller följdes inte upp.", "What was handed over was not received, or not followed up.")},
		{Information, t("Uppgifter saknades", "Information was missing"), t("Det som behövdes kom inte med, eller stämde inte.", "What was needed did not come along, or was not right.")},
		{MeetingNot, t("Ett möte blev inte av", "A meeting did not take place"), t("Ett möte ställdes in, flyttades för långt fram eller saknade den som behövdes.", "A meeting was cancelled, moved too far ahead or lacked whom it needed.")},
		{RoutineNot, t("Rutinen följdes inte eller fungerar inte", "The routine was not followed or does not work"), t("Arbetssättet blev ett annat än det ni kommit överens om.", "The way of working became another than what you agreed on.")},
		{Another, t("Något annat", "Something else"), t("Inget av det ovan. Beskriv i ord.", "None of the above. Describe it in words.")},
	}
}

// Name gives the type in words.
func (t Type) Name() language.Text {
	for _, i := range Types() {
		if i.Type == t {
			return i.Name
		}
	}
	return language.Same(string(t))
}

func isType(t Type) bool {
	return slices.ContainsFunc(Types(), func(i TypeInfo) bool { return i.Type == t })
}

// Effect is what a deviation bore upon.
type Effect string

// The effects.
const (
	OnIndividual Effect = "individual"
	OnWork       Effect = "work"
	OnBoth       Effect = "both"
	OnNone       Effect = "none"
)

// Effects lists the effects in the order in which they are shown.
func Effects() []Effect { return []Effect{OnIndividual, OnWork, OnBoth, OnNone} }

// Name gives the effect in words.
func (e Effect) Name() language.Text {
	switch e {
	case OnIndividual:
		return language.T("den enskilde", "the individual")
	case OnWork:
		return language.T("arbetet", "the work")
	case OnBoth:
		return language.T("både den enskilde och arbetet", "both the individual and the work")
	case OnNone:
		return language.T("ingen följd än", "no consequence yet")
	}
	return language.Same(string(e))
}

// Highest is the last level.
const Highest = 4

// LevelName says who answers for a solution on a level.
func LevelName(level int64) language.Text {
	switch level {
	case 1:
		return language.T("handläggarna", "the officers")
	case 2:
		return language.T("de samverkansansvariga", "the coordinators")
	case 3:
		return language.T("styrgruppen", "the steering group")
	}
	return language.T("regional nivå och förvaltningschef", "regional level and head of administration")
}

// Helped is whether what was done helped.
type Helped string

// What can be said of it.
const (
	HelpedYes     Helped = "yes"
	HelpedPartly  Helped = "partly"
	HelpedUnknown Helped = "unknown" // it is too early to say
	HelpedNo      Helped = "no"
	HelpedSilent  Helped = "silent" // the reporter let the time for saying pass
)

// Name gives it in words.
func (h Helped) Name() language.Text {
	switch h {
	case HelpedYes:
		return language.T("ja", "yes")
	case HelpedPartly:
		return language.T("delvis", "partly")
	case HelpedUnknown:
		return language.T("för tidigt att säga", "too early to say")
	case HelpedNo:
		return language.T("nej", "no")
	case HelpedSilent:
		return language.T("inget sagt", "nothing said")
	}
	return language.Text{}
}
