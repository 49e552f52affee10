package fact

import "samsyn/internal/language"

// TargetGroupReviews counts the reviews of the target groups' size (K5.2).
const TargetGroupReviews = "target-group-reviews"

// OutcomeWorkOrStudy is the share of plans that led to work or study within twelve months (K4.2).
const OutcomeWorkOrStudy = "outcome-work-or-study"

func ofGoals() []Metric {
	t := language.T
	return []Metric{
		share("K4.1", "goals-with-baseline", t("Mål med utgångsvärde och datakälla", "Goals with a baseline and a source"), t("mål", "goals"), t(
			"Täljare: gemensamma mål för året som vid årets början hade både utgångsvärde och angiven datakälla. Nämnare: alla gemensamma mål som parterna har fastställt för året. Mål som läggs till under året räknas från nästa år.",
			"Numerator: joint goals for the year that at its beginning had both a baseline and a named source. Denominator: all joint goals that the parties set for the year. Goals added during the year count from the next.")),
		part("K4.2", OutcomeWorkOrStudy, t("Till arbete eller studier inom tolv månader", "To work or study within twelve months"), t("planeringar", "plans"), t(
			"Täljare: personer vars gemensamma planering gav utfallet arbete eller studier senast tolv månader efter att planeringen gjordes. Nämnare: gemensamma planeringar som blev tolv månader gamla i perioden, en per person. Planeringar som avslutats för att personen flyttat från kommunen eller avlidit räknas inte.",
			"Numerator: persons whose joint plan led to work or study at most twelve months after the plan was made. Denominator: joint plans that became twelve months old in the period, one per person. Plans closed because the person moved from the municipality or died do not count.")),
		state("K4.3", "long-term-unemployed-change", t("Långtidsarbetslöshetens förändring mot kommungruppen", "Change of long-term unemployment against the group of municipalities"), t("procentenheter", "percentage points"), t(
			"Kommunens förändring under tolv månader i andelen som saknat arbete i mer än 24 månader, minus medianen av samma förändring i kommunens grupp i SKR:s indelning. Ett tal under noll betyder att andelen utvecklats bättre än i gruppen. Källan är extern statistik: Kolada (N03926) och Arbetsförmedlingens tid utan arbete; de två källorna blandas aldrig i samma serie.",
			"The municipality's change over twelve months in the share that has been without work for more than 24 months, minus the median of the same change in its group of SKR's classification. Below zero means that the share developed better than in the group. The source is external statistics: Kolada (N03926) and the agency's time without work; the two are never mixed in one series.")),
		state("K5.1", "active-plans-per-person", t("Aktiva planeringar per person", "Active plans per person"), t("planeringar", "plans"), t(
			"Det största antalet gemensamma planeringar som är aktiva samtidigt för en och samma person i kommunen. Avslutade planeringar räknas inte. Det är en systemregel: en andra aktiv planering kan inte skapas.",
			"The largest number of joint plans active at once for one person in the municipality. Closed plans do not count. It is a system rule: a second active plan cannot be made.")),
		part("K5.2", TargetGroupReviews, t("Översyner av målgrupperna", "Reviews of the target groups"), t("översyner", "reviews"), t(
			"Antalet registrerade översyner av målgruppernas storlek under perioden. En översyn räknas den dag då parterna har antecknat resultatet. Flera anteckningar samma dag är en översyn.",
			"How many reviews of the target groups' size were registered in the period. A review counts on the day when the parties noted its result. Several notes on one day are one review.")),
	}
}
