package request

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// Appeal is what somebody can do who is not satisfied with a decision. It is data with the days on which it holds, and
// says itself that a lawyer is to confirm it.
type Appeal struct {
	Types    []Type
	Says     language.Text
	Citation string
	Valid    calendar.Period
	Standing law.Standing
}

func appeals() []Appeal {
	t := language.T
	rights := []Type{Extract, Correction, Restriction, Objection}
	from := calendar.Period{From: calendar.NewDate(2018, 5, 25)}
	unsure := law.Standing{Certainty: law.General}
	return []Appeal{
		{Types: rights, Valid: from, Standing: unsure, Citation: "7 kap. 2 § lagen (2018:218), 43 och 44 §§ förvaltningslagen (2017:900)",
			Says: t("Du kan överklaga beslutet till förvaltningsrätten. Skriv till den myndighet som har beslutat, inom tre veckor från den dag då du fick del av beslutet. Tala om vilket beslut du överklagar och hur du vill att det ska ändras.", "You may appeal against the decision to the administrative court. Write to the authority that has decided, within three weeks of the day on which you got the decision. Say which decision you appeal against and how you want it changed.")},
		{Types: rights, Valid: from, Standing: unsure, Citation: "dataskyddsförordningen art. 77",
			Says: t("Du kan också klaga hos Integritetsskyddsmyndigheten.", "You may also complain to the supervisory authority, Integritetsskyddsmyndigheten.")},
		{Types: []Type{Question, Meeting, Complaint}, Valid: from, Standing: unsure, Citation: "6 § förvaltningslagen (2017:900)",
			Says: t("Är du missnöjd kan du säga det till myndigheten, så prövas det på nytt. Du kan också anmäla saken till Justitieombudsmannen (JO).", "If you are not satisfied, tell the authority so, and it is looked at anew. You may also report it to the Parliamentary Ombudsman (JO).")},
	}
}

// AppealsOf gives what can be done about a refusal of a type on a day.
func AppealsOf(t Type, on calendar.Date) (out []Appeal) {
	for _, a := range appeals() {
		for _, of := range a.Types {
			if of == t && a.Valid.Contains(on) {
				out = append(out, a)
			}
		}
	}
	return out
}
