package law

import "samsyn/internal/language"

const pesName = "Arbetsförmedlingen"

var (
	withoutWork = language.T("Inskriven arbetslös vars tid utan arbete är så lång.", "Registered unemployed whose time without work is that long.")
	termsOf2022 = read("Arbetsförmedlingen, enklare termer i statistiken, maj 2022")
	ageOpen     = read("Arbetsförmedlingen, beskrivning av statistikuppgifter").changing().asking(
		"Är åldersspannet 16–65 eller 16–66 år?", "Is the age span 16–65 or 16–66?")
)

var definitions = []Definition{
	{ID: "pes-registered", Measures: Unemployment, By: pesName, Valid: always, Standing: termsOf2022,
		Name: language.T("inskrivna", "registered jobseekers"),
		Says: language.T("Alla som är inskrivna hos Arbetsförmedlingen, också med arbete eller stöd.", "Everyone registered with the Public Employment Service, also with work or support.")},
	{ID: "pes-openly-unemployed", Measures: Unemployment, By: pesName, Valid: always, Standing: read("Regionfakta"),
		Name: language.T("öppet arbetslösa", "openly unemployed"),
		Says: language.T("Inskrivna utan arbete som söker aktivt, kan börja genast och inte är i program.", "Registered, without work, actively seeking, able to start at once and not in a programme.")},
	{ID: "pes-in-programme", Measures: Unemployment, By: pesName, Valid: always, Standing: termsOf2022,
		Name: language.T("arbetslösa i program", "unemployed in programmes"),
		Says: language.T("Inskrivna i program med aktivitetsstöd.", "Registered and in a programme with activity support.")},
	{ID: "pes-registered-unemployed", Measures: Unemployment, By: pesName, Valid: always, Standing: ageOpen,
		Name: language.T("inskrivna arbetslösa", "registered unemployed"),
		Says: language.T("Öppet arbetslösa och arbetslösa i program tillsammans.", "Openly unemployed and unemployed in programmes together.")},
	{ID: "pes-unemployment-rate", Measures: Unemployment, By: pesName, Ages: Ages{16, 65}, Valid: always, Standing: ageOpen,
		Name: language.T("arbetslöshet enligt Arbetsförmedlingen", "unemployment by the Public Employment Service"),
		Says: language.T("Inskrivna arbetslösa delat med tolv månaders medelvärde av arbetskraften i BAS.", "Registered unemployed over the twelve-month mean of the labour force in BAS.")},
	{ID: "lfs-unemployed", Measures: Unemployment, By: "SCB, AKU", Ages: Ages{15, 74}, Valid: always, Standing: read("SCB"),
		Name: language.T("arbetslösa enligt AKU", "unemployed by the Labour Force Survey"),
		Says: language.T("Den officiella arbetslösheten, efter ILO:s definition, i en urvalsundersökning.", "Official unemployment by the ILO's definition, in a sample survey.")},

	{ID: "pes-without-work-6", Measures: LongTerm, By: pesName, Threshold: Threshold{Months: 6, MoreThan: true}, Valid: since(2022, 5, 25), Says: withoutWork, Standing: termsOf2022,
		Name: language.T("utan arbete mer än 6 månader", "without work for more than 6 months")},
	{ID: "pes-without-work-12", Measures: LongTerm, By: pesName, Threshold: Threshold{Months: 12, MoreThan: true}, Valid: since(2022, 5, 25), Says: withoutWork, Standing: termsOf2022,
		Name: language.T("utan arbete mer än 12 månader", "without work for more than 12 months")},
	{ID: "pes-without-work-24", Measures: LongTerm, By: pesName, Threshold: Threshold{Months: 24, MoreThan: true}, Valid: since(2022, 5, 25), Says: withoutWork, Standing: termsOf2022,
		Name: language.T("utan arbete mer än 24 månader", "without work for more than 24 months")},
	{ID: "pes-long-term", Measures: LongTerm, By: pesName, Threshold: Threshold{Months: 12}, Valid: always, Says: withoutWork, Standing: commonly(),
		Name: language.T("långtidsarbetslös, Arbetsförmedlingen", "long-term unemployed, Public Employment Service")},
	{ID: "pes-very-long-term", Measures: LongTerm, By: pesName, Threshold: Threshold{Months: 24}, Valid: always, Says: withoutWork, Standing: commonly(),
		Name: language.T("mycket lång tid utan arbete", "very long time without work")},
	{ID: "kolada-n03926", Measures: LongTerm, By: "Kolada N03926", Threshold: Threshold{Months: 6}, Ages: Ages{25, 64}, Valid: always, Standing: read("Region Dalarna om N03926"),
		Name: language.T("långtidsarbetslöshet enligt Kolada", "long-term unemployment by Kolada"),
		Says: language.T("Öppet arbetslösa och i program i minst sex månader, delat med invånarna i samma ålder.", "Openly unemployed or in a programme for at least six months, over the residents of the same ages.")},
	{ID: "lfs-long-term", Measures: LongTerm, By: "SCB, AKU", Threshold: Threshold{Weeks: 27}, Ages: Ages{15, 74}, Valid: always, Standing: commonly(),
		Name: language.T("långtidsarbetslös enligt AKU", "long-term unemployed by the Labour Force Survey"),
		Says: language.T("Arbetslös enligt AKU i minst 27 veckor.", "Unemployed by the Labour Force Survey for at least 27 weeks.")},
	{ID: "eurostat-long-term", Measures: LongTerm, By: "Eurostat", Threshold: Threshold{Months: 12}, Ages: Ages{15, 74}, Valid: always, Standing: commonly(),
		Name: language.T("långtidsarbetslös enligt Eurostat", "long-term unemployed by Eurostat"),
		Says: language.T("Arbetslös enligt arbetskraftsundersökningen i minst tolv månader.", "Unemployed by the labour force survey for at least twelve months.")},

	{ID: "long-income-support", Measures: IncomeSupport, By: "Socialstyrelsen", Threshold: Threshold{Months: 10}, Valid: always, Standing: commonly(),
		Name: language.T("långvarigt ekonomiskt bistånd", "long-term income support"),
		Says: language.T("Bistånd under tio till tolv månader av kalenderåret.", "Support in ten to twelve months of the calendar year.")},
	{ID: "very-long-income-support", Measures: IncomeSupport, By: "Socialstyrelsen", Threshold: Threshold{Months: 27}, Valid: always, Standing: commonly(),
		Name: language.T("mycket långvarigt ekonomiskt bistånd", "very long-term income support"),
		Says: language.T("Bistånd under minst 27 månader på tre år, med uppehåll på högst två månader.", "Support in at least 27 months of three years, with breaks of at most two months.")},
}
