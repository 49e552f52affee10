package fact

import "samsyn/internal/language"

// The measures of consent, secrecy and data protection that are recorded (§ 20).
const (
	DisclosureWithGround = "disclosure-with-ground"
	WithdrawalSameDay    = "withdrawal-same-day"
	RejectedConsentTold  = "rejected-consent-told"
	LogReviews           = "log-reviews"
	EmergencyReviewed    = "emergency-reviewed"
	IncidentTold         = "incident-told"
)

func ofPrivacy() []Metric {
	t := language.T
	return []Metric{
		part("K20.1", DisclosureWithGround, t("Utlämnanden med rättslig grund", "Disclosures with a legal ground"), t("utlämnanden", "disclosures"), t(
			"Täljare: utlämnanden av uppgifter om en enskild där rättslig grund och ändamål är antecknade. Nämnare: alla utlämnanden i perioden. Det är en systemregel: ingenting om en enskild kan lämnas ut utan antecknad grund. Stickprov prövar om grunden var rätt vald.",
			"Numerator: disclosures about a person with a noted legal ground and purpose. Denominator: all disclosures in the period. It is a system rule: nothing about a person can be disclosed without a noted ground. Samples test whether the ground was well chosen.")),
		part("K20.2", WithdrawalSameDay, t("Återkallat samtycke verkställt samma dag", "Withdrawn consent carried out the same day"), t("återkallelser", "withdrawals"), t(
			"Täljare: återkallade samtycken som stängde åtkomsten samma dag som återkallelsen kom in till någon av parterna, på vilket sätt den än lämnades. Nämnare: alla återkallelser som kom in i perioden.",
			"Numerator: withdrawn consents that closed access on the day when the withdrawal reached either party, in whatever way it was given. Denominator: all withdrawals that came in the period.")),
		span("K20.3", RejectedConsentTold, t("Information om underkänt samtycke", "Telling about a rejected consent"), t("samtycken", "consents"), t(
			"Från att samtycket underkändes (till exempel för att det är ofullständigt eller har gått ut) till att den enskilde informerades om det och om hur man lämnar ett nytt. Inga pauser.",
			"From when the consent was rejected (such as for being incomplete or out of date) to when the person was told so and how to give a new one. No pauses.")),
		part("K20.4", LogReviews, t("Loggkontroller", "Log reviews"), t("kontroller", "reviews"), t(
			"Antalet avslutade kontroller av vem som läst uppgifter om enskilda, per part och period. En kontroll räknas den dag då resultatet antecknades. En påbörjad kontroll räknas inte.",
			"How many reviews of who read data about persons were completed, by party and period. A review counts on the day when its result was noted. One begun does not count.")),
		span("K20.4", EmergencyReviewed, t("Granskning av nödöppningar", "Review of emergency openings"), t("nödöppningar", "emergency openings"), t(
			"Från att åtkomst öppnades i en nödsituation till att en annan person hos samma part granskat öppningen och antecknat om den var befogad. Inga pauser.",
			"From when access was opened in an emergency to when another person of the same party reviewed the opening and noted whether it was justified. No pauses.")),
		span("K20.5", IncidentTold, t("Meddelande om incident", "Telling about an incident"), t("incidenter", "incidents"), t(
			"Från att en personuppgiftsincident som rör uppgifter från motparten upptäcktes till att motparten fick veta det, i timmar dygnet runt. Inga pauser. Anmälan till Integritetsskyddsmyndigheten är ett eget ansvar och räknas inte här.",
			"From when a personal data breach that concerns data from the other party was found to when the other party was told, in hours around the clock. No pauses. Notification to the supervisory authority is a duty of its own and does not count here.")),
	}
}
