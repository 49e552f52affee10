package fact

import "samsyn/internal/language"

// The measures of presence and of language.
const (
	PresenceDays           = "presence-days"            // K19.1
	PhysicalMeetingOffered = "physical-meeting-offered" // K19.2
	InterpreterStated      = "interpreter-stated"       // K21.1
	InterpreterPresent     = "interpreter-present"      // K21.1
)

func ofPresence() []Metric {
	t := language.T
	bookings := t("bokningar", "bookings")
	return []Metric{
		part("K19.1", PresenceDays, t("Genomförda närvarodagar", "Days of presence kept"), t("närvarodagar", "days of presence"), t(
			"Täljare: planerade närvarodagar i kommunen då Arbetsförmedlingen fanns på den avtalade platsen under den avtalade tiden. Nämnare: alla närvarodagar som var planerade i perioden när månaden började. En dag som flyttats i samråd till samma månad räknas som genomförd.",
			"Numerator: planned days of presence in the municipality on which the agency was in the agreed place in the agreed hours. Denominator: all days of presence planned for the period when the month began. A day moved by agreement within the month counts as kept.")),
		span("K19.2", PhysicalMeetingOffered, t("Tid till erbjuden fysisk tid", "Time to an offered meeting in person"), t("möten", "meetings"), t(
			"Från att behovet av ett fysiskt möte antecknades till den första dag som erbjöds. Paus: tid då personen själv bett att få vänta. Möten som personen hellre tog på telefon eller video räknas inte.",
			"From when the need of a meeting in person was noted to the first day offered. Pause: time in which the person asked to wait. Meetings that the person preferred by phone or video do not count.")),
		part("K21.1", InterpreterStated, t("Tolkbehov angivet", "Need of an interpreter stated"), bookings, t(
			"Täljare: bokade möten med den enskilde där det är angivet om tolk behövs, och i så fall på vilket språk. Nämnare: alla möten med den enskilde som bokades i perioden.",
			"Numerator: booked meetings with the person for which it is stated whether an interpreter is needed and, if so, in which language. Denominator: all meetings with the person booked in the period.")),
		part("K21.1", InterpreterPresent, t("Tolk på plats", "Interpreter present"), t("möten", "meetings"), t(
			"Täljare: hållna möten med angivet tolkbehov där tolk deltog, på plats, på telefon eller på video. Nämnare: alla möten med angivet tolkbehov som skulle hållas i perioden. Möten som den enskilde avbokade räknas inte.",
			"Numerator: meetings held with a stated need at which an interpreter took part, in the room, by phone or by video. Denominator: all meetings with a stated need that were to be held in the period. Meetings that the person cancelled do not count.")),
	}
}
