package fact

import "samsyn/internal/language"

// The measures of who is party and who does what (§§ 1–2).
const (
	BoardsJoined         = "boards-joined"         // K1.1
	AgreementsInForce    = "in-force-at-once"      // K1.2
	ResponsibilityFilled = "responsibility-filled" // K2.1
)

func ofParties() []Metric {
	t := language.T
	return []Metric{
		share("K1.1", BoardsJoined, t("Anslutna nämnder", "Boards that have joined"), t("nämnder", "boards"), t(
			"Täljare: kommunens nämnder med uppgifter som överenskommelsen gäller och som månadens sista dag är part eller har lämnat en registrerad skriftlig anslutning. Nämnare: alla nämnder i kommunen med sådana uppgifter den dagen, enligt katalogen.",
			"Numerator: the municipality's boards with tasks that the agreement covers and that on the month's last day are party or have joined in writing, as registered. Denominator: all boards of the municipality with such tasks on that day, according to the directory.")),
		state("K1.2", AgreementsInForce, t("Samtidigt gällande överenskommelser", "Agreements in force at once"), t("överenskommelser", "agreements"), t(
			"Antalet överenskommelser som gäller för samma kommun samma dag. Aviserade, avböjda och upphörda räknas inte. Det är en systemregel: en andra överenskommelse med överlappande dagar kan inte registreras, så talet är aldrig större än ett.",
			"How many agreements are in force for one municipality on one day. Those announced, declined or ended do not count. It is a system rule: a second agreement with overlapping days cannot be registered, so the figure never exceeds one.")),
		share("K2.1", ResponsibilityFilled, t("Insatser med angiven ansvarig", "Measures with somebody responsible"), t("insatser", "measures"), t(
			"Täljare: uppgifter och insatser i överenskommelsens ansvarsmatris som månadens sista dag har en part som ansvarar. Nämnare: alla uppgifter och insatser i matrisen och verktygslådan som gäller den dagen. Det som parterna har märkt som ännu inte avgjort räknas i nämnaren men inte i täljaren.",
			"Numerator: tasks and measures of the agreement's responsibility matrix that on the month's last day have a responsible party. Denominator: all tasks and measures of the matrix and the toolbox valid on that day. What the parties have marked as not settled counts in the denominator only.")),
	}
}
