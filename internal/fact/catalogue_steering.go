package fact

import "samsyn/internal/language"

// The measures of the groups and roles (§§ 6–7).
const (
	SteeringMeetings    = "steering-meetings"     // K6.1
	OperationalMeetings = "operational-meetings"  // K6.1
	MinutesPublished    = "minutes-published"     // K6.2
	DecisionsFollowedUp = "decisions-followed-up" // K6.3
)

func ofSteering() []Metric {
	t := language.T
	return []Metric{
		part("K6.1", SteeringMeetings, t("Styrgruppens möten", "Steering group meetings"), t("möten", "meetings"), t(
			"Antalet möten med styrgruppen som hölls under perioden. Ett möte räknas den dag det hölls, om minst en ledamot från varje part deltog. Inställda möten räknas inte.",
			"How many steering group meetings were held in the period. A meeting counts on the day it was held if at least one member from each party took part. Cancelled meetings do not count.")),
		part("K6.1", OperationalMeetings, t("Operativa gruppens möten", "Operational group meetings"), t("möten", "meetings"), t(
			"Antalet möten med den operativa gruppen som hölls under perioden. Ett möte räknas den dag det hölls, om minst en ledamot från varje part deltog. Inställda möten räknas inte.",
			"How many operational group meetings were held in the period. A meeting counts on the day it was held if at least one member from each party took part. Cancelled meetings do not count.")),
		span("K6.2", MinutesPublished, t("Tid till protokoll", "Time to minutes"), t("möten", "meetings"), t(
			"Från den dag mötet hölls till att protokollet publicerades för båda parter. Gäller styrgruppens och den operativa gruppens möten. Inga pauser. Ett protokoll som rättas räknas från den första publiceringen.",
			"From the day the meeting was held to the publication of its minutes for both parties. For meetings of the steering and the operational group. No pauses. Corrected minutes count from their first publication.")),
		part("K6.3", DecisionsFollowedUp, t("Beslut som följts upp", "Decisions followed up"), t("beslut", "decisions"), t(
			"Täljare: beslut som antecknats som genomförda eller omprövade senast vid gruppens nästa möte. Nämnare: alla beslut av gruppen vars nästa möte hölls i perioden. Beslut med senare utsatt dag räknas vid det första mötet efter den dagen.",
			"Numerator: decisions noted as carried out or reconsidered at the group's next meeting at the latest. Denominator: all decisions of the group whose next meeting was held in the period. Decisions set for a later day count at the first meeting after it.")),
		share("K7.1", RolesStaffed, t("Bemannade roller", "Roles that are staffed"), t("roller", "roles"), t(
			"Täljare: roller i överenskommelsen som månadens sista dag har både en person och en ersättare med giltigt uppdrag. Nämnare: alla roller som överenskommelsen räknar upp för parten. En roll utan ersättare räknas som obemannad.",
			"Numerator: roles of the agreement that on the month's last day have both a person and a substitute whose duty is valid. Denominator: all roles that the agreement lists for the party. A role without a substitute counts as not staffed.")),
		part("K7.2", ContactChangeTold, t("Byten meddelade i tid", "Changes told in time"), t("byten", "changes"), t(
			"Täljare: byten av kontaktperson som registrerades senast den dag då bytet trädde i kraft. Nämnare: alla byten som trädde i kraft i perioden. Rättade stavfel och ändrade telefontider är inte byten.",
			"Numerator: changes of contact person registered at the latest on the day the change took effect. Denominator: all changes that took effect in the period. Corrected spelling and changed hours are not changes of person.")),
	}
}
