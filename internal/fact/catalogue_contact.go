package fact

import "samsyn/internal/language"

// The measures of contact paths that are recorded.
const (
	ContactPathCheck  = "contact-path-check"   // K8.1
	ContactChangeTold = "changes-told-in-time" // K7.2
	RolesStaffed      = "roles-staffed"        // K7.1
)

func ofContact() []Metric {
	t := language.T
	questions := t("frågor", "questions")
	return []Metric{
		span("K8.1", ContactPathCheck, t("Kontroll av kontaktvägar", "Check of contact paths"), t("kontaktvägar", "contact paths"), t(
			"Från den senaste kontrollen av kontaktvägen (eller den dag den skapades) till nästa kontroll, i kalenderdagar. En kontroll är att ansvarig har bekräftat kanal, öppettid och vem som svarar, eller att ett meddelande genom kontaktvägen har besvarats. Kontaktvägar som upphört räknas inte.",
			"From the latest check of the contact path (or the day it was made) to the next, in calendar days. A check is that the person responsible confirmed channel, hours and who answers, or that a message through the path was answered. Paths that have ended do not count.")),
		span("K8.2", FirstResponse, t("Tid till första mänskliga svar", "Time to the first human response"), questions, t(
			"Från att en fullständig fråga kom in till att en människa hos mottagaren först hörde av sig: bekräftade, bad om komplettering eller svarade. Automatiska svar räknas inte, och misslyckade återuppringningar räknas som att höra av sig. Tiden väntar medan frågan saknar grund, ändamål eller nödvändiga uppgifter.",
			"From when a complete question arrived to when a human being of the receiver first responded: acknowledged, asked for more or answered. Automatic replies do not count, and failed call-backs count as a response. The clock waits while the question lacks ground, purpose or needed data.")),
		part("K8.3", CallbackAttempts, t("Försök till återuppringning", "Call-back attempts"), questions, t(
			"Täljare: frågor där återuppringningen nådde den som frågade på högst så många försök som åtagandet anger. Nämnare: alla frågor där återuppringning avtalats och som avslutades i perioden. Försök utanför den frågandes angivna tider räknas inte som försök.",
			"Numerator: questions whose call-back reached the asker in at most as many attempts as the commitment says. Denominator: all questions closed in the period for which a call-back was agreed. Attempts outside the asker's stated hours are no attempts.")),
		part("K8.4", ForwardedTwice, t("Frågor som skickats vidare mer än en gång", "Questions forwarded more than once"), questions, t(
			"Täljare: frågor som skickades vidare mer än en gång inom den mottagande parten innan de avslutades. Nämnare: alla frågor som avslutades i perioden. Den fördelning som systemet gör när frågan kommer in är inte att skicka vidare.",
			"Numerator: questions that were forwarded more than once within the receiving party before they were closed. Denominator: all questions closed in the period. The distribution that the system makes on arrival is no forwarding.")),
		part("K8.5", CallbackReceived, t("Återuppringningar som togs emot", "Call-backs that were received"), t("återuppringningar", "call-backs"), t(
			"Täljare: återuppringningar inom kommunens angivna öppettid där någon tog emot samtalet, handläggaren själv eller växeln. Nämnare: alla återuppringningar inom den tiden i perioden. Samtal utanför öppettiden räknas inte.",
			"Numerator: call-backs within the municipality's stated hours that somebody took, the officer or the switchboard. Denominator: all call-backs within those hours in the period. Calls outside them do not count.")),
	}
}
