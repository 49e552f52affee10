package responsibility

import (
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// The provisions that the standard list leans on, as law names them.
const (
	programmes law.ProvisionID = "forordning-2000-628"
	instructed law.ProvisionID = "forordning-2022-811"
	social     law.ProvisionID = "sol"
	together   law.ProvisionID = "fl-8"
	voluntary  law.ProvisionID = "lag-2009-47"
)

func cited(sv, en string) language.Text { return language.T(sv, en) }

var (
	byProgrammes = cited("förordningen (2000:628) om den arbetsmarknadspolitiska verksamheten", "ordinance (2000:628) on labour market policy activity")
	bySocial     = cited("socialtjänstlagen (2025:400)", "the Social Services Act (2025:400)")
	bySchool     = cited("skollagen (2010:800)", "the Education Act (2010:800)")
	byChoice     = cited("frivillig uppgift; lagen (2009:47) om vissa kommunala befogenheter och kommunallagen (2017:725)", "a voluntary task; act (2009:47) on certain municipal powers and the Local Government Act (2017:725)")
	byAccord     = cited("förvaltningslagen 8 § och den här överenskommelsen", "section 8 of the Administrative Procedure Act and this agreement")
)

func agencyTasks() []Task {
	t, group := language.T, language.T("Arbetsförmedlingens uppgifter", "Tasks of the employment agency")
	return []Task{
		{ID: "registration", Group: group, Name: t("Inskrivning som arbetssökande", "Registration as a job seeker"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "case-help", Group: group, Name: t("Hjälp att skriva in sig och sköta sitt ärende", "Help to register and handle one’s case"), Holder: Agency, Ground: cited("förvaltningslagen 6 § (serviceskyldighet)", "section 6 of the Administrative Procedure Act (duty of service)"), law: "fl-6",
			Note: t("I SKR:s enkät 2023 uppgav 88 % av kommunerna att de hjälper till att skriva in. Säg vem som gör det här.", "In SKR’s survey of 2023, 88 % of the municipalities helped people register. Say who does it here.")},
		{ID: "assessment", Group: group, Name: t("Arbetsmarknadspolitisk bedömning och handlingsplan", "Labour market assessment and action plan"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "programme-decision", Group: group, Name: t("Beslut om program, till exempel jobb- och utvecklingsgarantin", "Decisions on programmes, such as the job and development guarantee"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "youth-guarantee", Group: group, Name: t("Jobbgarantin för ungdomar", "The youth job guarantee"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "introduction", Group: group, Name: t("Etableringsprogrammet för nyanlända", "The introduction programme for newly arrived"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "referral", Group: group, Name: t("Anvisning till arbete och program", "Referral to jobs and programmes"), Holder: Agency, Ground: byProgrammes, law: programmes,
			Note: t("Kan inte göras på kommunens begäran utan att den arbetssökande deltar.", "Cannot be done on the municipality’s request without the job seeker taking part.")},
		{ID: "activity-report", Group: group, Name: t("Granskning av aktivitetsrapporter och underrättelser till a-kassan", "Review of activity reports and notices to the unemployment fund"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "subsidised-jobs", Group: group, Name: t("Beslut om subventionerade anställningar", "Decisions on subsidised jobs"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "providers", Group: group, Name: t("Upphandlade leverantörer, till exempel Rusta och matcha", "Procured providers, such as Prepare and match"), Holder: Agency, Ground: cited("förordningen (2000:628) och lagen (2010:536) om valfrihet hos Arbetsförmedlingen", "ordinance (2000:628) and act (2010:536) on freedom of choice"), law: programmes},
		{ID: "rehabilitation", Group: group, Name: t("Arbetslivsinriktad rehabilitering, SIUS och lönebidrag", "Vocational rehabilitation, supported employment and wage subsidies"), Holder: Agency, Ground: byProgrammes, law: programmes},
		{ID: "presence", Group: group, Name: t("Fysiska möten med Arbetsförmedlingen i kommunen", "Physical meetings with the agency in the municipality"), Holder: Agency, Ground: cited("förordningen (2022:811) med instruktion för Arbetsförmedlingen", "ordinance (2022:811) with instruction for the agency"), law: instructed},
	}
}

func socialTasks() []Task {
	t, group := language.T, language.T("Socialtjänstens uppgifter", "Tasks of the social services")
	boards := []string{"social", "individ", "välfärd"}
	return []Task{
		{ID: "income-support", Group: group, Name: t("Ekonomiskt bistånd: utredning och beslut", "Income support: inquiry and decision"), Holder: Board, boards: boards, Ground: bySocial, law: social},
		{ID: "income-support-enquiries", Group: group, Name: t("Uppgifter från Arbetsförmedlingen i ärenden om ekonomiskt bistånd (SSBTEK)", "Facts from the agency in income support cases (SSBTEK)"), Holder: Board, boards: boards, Ground: cited("förordningen (2008:975) om uppgiftsskyldighet", "ordinance (2008:975) on duties to disclose"), law: "forordning-2008-975",
			Note: t("Får bara användas av den enhet som beslutar om ekonomiskt bistånd.", "May only be used by the unit that decides income support.")},
		{ID: "debt-advice", Group: group, Name: t("Budget- och skuldrådgivning", "Budget and debt advice"), Holder: Board, boards: boards, Ground: bySocial, law: social},
		{ID: "individual-plan", Group: group, Name: t("Kallelse till samordnad individuell plan (SIP)", "Calling to a coordinated individual plan (SIP)"), Holder: Board, boards: boards, Ground: cited("socialtjänstlagen och hälso- och sjukvårdslagen 16 kap. 4 §", "the Social Services Act and section 16:4 of the Health Care Act"), law: "hsl-16-4"},
		{ID: "individual-plan-duty", Group: group, Name: t("Deltagande i individuell plan när Arbetsförmedlingen kallas", "Taking part in individual plans when the agency is called"), Holder: Agency, Ground: cited("föreslagen skyldighet", "a proposed duty"), Reform: law.IndividualPlanDuty},
		{ID: "activity-requirement", Group: group, Name: t("Aktiviteter enligt aktivitetskravet", "Activities under the activity requirement"), Holder: Board, boards: append(boards, "arbetsmarknad"), Ground: cited("föreslagen ändring i socialtjänstlagen", "a proposed change of the Social Services Act"), Reform: law.ActivityRequirement},
		{ID: "activity-notices", Group: group, Name: t("Underrättelser om aktivitetskrav åt båda hållen", "Notices on the activity requirement both ways"), Holder: Both, boards: boards, Ground: cited("föreslagen uppgiftsskyldighet", "a proposed duty to disclose"), Reform: law.ActivityRequirement},
	}
}

func educationTasks() []Task {
	t, group := language.T, language.T("Utbildning och unga", "Education and young people")
	boards := []string{"utbildning", "bildning", "barn- och", "skol", "arbetsmarknad"}
	return []Task{
		{ID: "sfi", Group: group, Name: t("Svenska för invandrare (SFI)", "Swedish for immigrants (SFI)"), Holder: Board, boards: boards, Ground: bySchool},
		{ID: "adult-education", Group: group, Name: t("Komvux och yrkesvux: antagning och studieplan", "Adult education: admission and study plan"), Holder: Board, boards: boards, Ground: bySchool},
		{ID: "adult-education-data", Group: group, Name: t("Uppgifter om komvux åt båda hållen", "Adult education data both ways"), Holder: Both, boards: boards, Ground: cited("1 a § lagen (2000:625) om arbetsmarknadspolitiska program", "section 1 a of act (2000:625) on labour market programmes"), law: "lag-2000-625-1a", Reform: law.AdultEducationData},
		{ID: "study-guidance", Group: group, Name: t("Studie- och yrkesvägledning för vuxna", "Study and career guidance for adults"), Holder: Board, boards: boards, Ground: bySchool},
		{ID: "youth-responsibility", Group: group, Name: t("Kommunala aktivitetsansvaret (KAA) för unga under 20 år", "The municipal responsibility for people under 20 (KAA)"), Holder: Board, boards: boards, Ground: cited("skollagen 29 kap. 9 §", "section 29:9 of the Education Act"), law: "skollagen-29-9"},
	}
}

func workTasks() []Task {
	t, group := language.T, language.T("Kommunens arbetsmarknadsinsatser", "The municipality’s employment measures")
	boards := []string{"arbetsmarknad", "arbete", "social", "kommunstyrelsen"}
	return []Task{
		{ID: "municipal-coaching", Group: group, Name: t("Coachning, praktik och arbetsträning på arbetsmarknadsenheten", "Coaching, placement and work training at the employment unit"), Holder: Board, boards: boards, Ground: byChoice, law: voluntary},
		{ID: "municipal-jobs", Group: group, Name: t("Kommunala arbetsmarknadsanställningar", "Municipal temporary jobs"), Holder: Board, boards: boards, Ground: byChoice, law: voluntary},
		{ID: "summer-jobs", Group: group, Name: t("Feriejobb", "Summer jobs"), Holder: Board, boards: boards, Ground: byChoice, law: voluntary},
	}
}

func jointTasks() []Task {
	t, group := language.T, language.T("Gemensamma uppgifter", "Joint tasks")
	boards := []string{"arbetsmarknad", "arbete", "social", "kommunstyrelsen"}
	return []Task{
		{ID: "joint-assessment", Group: group, Name: t("Gemensam kartläggning och planering", "Joint assessment and planning"), Holder: Both, boards: boards, Ground: byAccord, law: together},
		{ID: "meetings", Group: group, Name: t("Kallelse till flerpartsmöten", "Calling to multi-party meetings"), Holder: Both, boards: boards, Ground: byAccord, law: together},
		{ID: "job-tracks", Group: group, Name: t("Lokala jobbspår och arbetsgivarkontakter", "Local job tracks and contacts with employers"), Holder: Both, boards: boards, Ground: byAccord, law: together},
		{ID: "coordination-association", Group: group, Name: t("Samordningsförbundets insatser (Finsam)", "Measures of the coordination association (Finsam)"), Holder: Both, boards: boards, Ground: cited("lagen (2003:1210) om finansiell samordning", "act (2003:1210) on financial coordination"), law: "lag-2003-1210"},
	}
}
