package law

import "samsyn/internal/language"

// The steps that something in the product depends on.
const (
	CollaborationTask           ReformID = "collaboration-task"
	CompensationToMunicipality  ReformID = "compensation-to-municipality"
	AdultEducationData          ReformID = "adult-education-data"
	ActivityRequirement         ReformID = "activity-requirement"
	ActivityRequirementFirstUse ReformID = "activity-requirement-first-use"
	ActivityRequirementSanction ReformID = "activity-requirement-sanction"
	IndividualPlanDuty          ReformID = "individual-plan-duty"
)

var (
	bills2025  = read("lagrådsremisser december 2025, regeringens pressmeddelanden december 2025 och januari 2026").changing()
	asProposed = bills2025.asking("Antogs förslaget som det lades fram, och från vilken dag?", "Was the proposal adopted as put forward, and from which day?")
)

var reforms = []Reform{
	{ID: CollaborationTask, Status: Adopted, Valid: since(2022, 12, 1),
		Name: language.T("Arbetsförmedlingens uppgift att samverka", "The Public Employment Service's task to collaborate"),
		Says: language.T("Ny instruktion ger Arbetsförmedlingen en varaktig uppgift att samverka med kommunerna. Kommunerna har ingen motsvarande skyldighet.",
			"A new instruction gives the Public Employment Service a lasting task to collaborate with the municipalities. They have no such duty."),
		Standing: read("Arbetsförmedlingens fördjupning om överenskommelser").asking("I vilken paragraf finns uppgiften?", "In which section is the task?")},
	{ID: CompensationToMunicipality, Status: Adopted, Valid: since(2022, 12, 1), Standing: read("prop. 2021/22:216"),
		Name: language.T("Ersättning till kommuner", "Compensation to municipalities"),
		Says: language.T("Arbetsförmedlingen får ersätta kommuner för insatser. I oktober 2023 sade myndigheten att den inte avser att göra det.",
			"The Public Employment Service may compensate municipalities for measures. In October 2023 it said that it does not intend to.")},
	{ID: "openness-in-labour-market-activity", Status: Adopted, Valid: since(2022, 12, 1), Standing: read("prop. 2021/22:216"),
		Name: language.T("Lättare sekretess hos Arbetsförmedlingen", "Lighter secrecy at the Public Employment Service"),
		Says: language.T("Offentlighet blir huvudregel i arbetsmarknadsverksamhet.", "Openness becomes the main rule in labour-market activity.")},
	{ID: "wrong-payments-duty", Status: Adopted, Valid: since(2024, 7, 1),
		Name:     language.T("Uppgiftsskyldighet mot felaktiga utbetalningar", "Duty to disclose against wrong payments"),
		Says:     language.T("Myndigheter, kommuner och a-kassor utbyter uppgifter. Hanteras avskilt från samverkan.", "Authorities, municipalities and unemployment funds exchange facts. Handled apart from collaboration."),
		Standing: read("prop. 2023/24:85").asking("Trädde lagen i kraft den 1 juli 2024?", "Did the act enter into force on 1 July 2024?")},
	{ID: "new-social-services-act", Status: Adopted, Valid: since(2025, 7, 1),
		Name:     language.T("Ny socialtjänstlag", "New Social Services Act"),
		Says:     language.T("Socialtjänstlagen (2025:400) ersätter den från 2001 och numrerar om paragraferna.", "The Social Services Act (2025:400) replaces that of 2001 and renumbers its sections."),
		Standing: read("prop. 2024/25:89").asking("Vilka paragrafer gäller nu?", "Which sections hold now?")},
	{ID: "new-unemployment-insurance", Status: Adopted, Valid: since(2025, 10, 1), Standing: secondhand("lag (2024:506)").changing(),
		Name: language.T("Ny arbetslöshetsförsäkring", "New unemployment insurance"),
		Says: language.T("En ny lag om arbetslöshetsförsäkring börjar gälla.", "A new act on unemployment insurance takes effect.")},
	{ID: "crime-prevention-disclosure", Status: Adopted, Valid: since(2025, 12, 1),
		Name:     language.T("Utlämnande för att förebygga brott", "Disclosure to prevent crime"),
		Says:     language.T("En ny sekretessbrytande bestämmelse, OSL 10 kap. 15 a §.", "A new provision that breaks secrecy, OSL 10:15 a."),
		Standing: read("prop. 2024/25:180").changing().asking("Trädde den i kraft den 1 december 2025, och med vilka undantag?", "Did it enter into force on 1 December 2025, and with which exceptions?")},
	{ID: "cybersecurity-act", Status: Adopted, Valid: since(2026, 1, 15), Standing: read("regeringens pressmeddelande december 2025"),
		Name: language.T("Cybersäkerhetslagen", "The Cybersecurity Act"),
		Says: language.T("Offentliga organ ska rapportera betydande incidenter.", "Public bodies shall report significant incidents.")},
	{ID: AdultEducationData, Status: Adopted, Valid: since(2026, 3, 1), Standing: read("prop. 2024/25:145"),
		Name: language.T("Uppgifter om komvux åt båda hållen", "Adult education data both ways"),
		Says: language.T("Kommunen och Arbetsförmedlingen lämnar varandra uppgifter om komvux som behövs i ett ärende.", "The municipality and the Public Employment Service give each other adult education facts that a case needs.")},
	{ID: ActivityRequirement, Status: Proposed, Valid: since(2026, 7, 1), Standing: asProposed,
		Name: language.T("Aktivitetskrav för försörjningsstöd", "Activity requirement for living allowance"),
		Says: language.T("Efter tre månader med försörjningsstöd ska man delta i aktiviteter, och parterna underrättar varandra.", "After three months of living allowance a person shall take part in activities, and the parties notify each other.")},
	{ID: ActivityRequirementFirstUse, Status: Proposed, Valid: since(2026, 10, 1), Standing: asProposed,
		Name: language.T("Aktivitetskravet tillämpas första gången", "The activity requirement is first applied"),
		Says: language.T("Gäller försörjningsstöd som avser oktober 2026.", "For living allowance that concerns October 2026.")},
	{ID: "state-electronic-identity", Status: Proposed, Valid: since(2026, 12, 1), Standing: read("regeringens pressmeddelande januari 2026").changing(),
		Name: language.T("Statlig e-legitimation", "State electronic identity"),
		Says: language.T("En lag om statlig e-legitimation föreslås.", "An act on a state electronic identity is proposed.")},
	{ID: IndividualPlanDuty, Status: Proposed, Valid: since(2027, 1, 1), Standing: asProposed,
		Name: language.T("Skyldighet att delta i individuell plan", "Duty to take part in individual plans"),
		Says: language.T("Arbetsförmedlingen och Försäkringskassan ska delta när de kallas till individuell plan.", "The Public Employment Service and the Social Insurance Agency shall take part when called to an individual plan.")},
	{ID: "benefit-cap", Status: Proposed, Valid: since(2027, 1, 1), Standing: asProposed,
		Name: language.T("Bidragstak", "Benefit cap"),
		Says: language.T("Ett tak för sammanlagda bidrag föreslås.", "A cap on benefits taken together is proposed.")},
	{ID: "secure-messaging-to-pts", Status: Proposed, Valid: since(2027, 1, 1), Standing: read("regeringens pressmeddelande december 2025").changing(),
		Name: language.T("Säker digital kommunikation flyttar till PTS", "Secure digital communication moves to PTS"),
		Says: language.T("Ansvaret för SDK går från Digg till Post- och telestyrelsen.", "Responsibility for SDK passes from Digg to the Post and Telecom Authority.")},
	{ID: ActivityRequirementSanction, Status: Proposed, Valid: since(2027, 7, 1), Standing: asProposed,
		Name: language.T("Sanktionsavgift för kommuner", "Sanction fee for municipalities"),
		Says: language.T("Inspektionen för vård och omsorg får ta ut avgift av kommuner som inte ordnar aktiviteter.", "The Health and Social Care Inspectorate may charge municipalities that arrange no activities.")},
	{ID: "data-protection-act-for-pes", Status: Proposed, Valid: always, Standing: read("SOU 2025:74").changing().asking("Vad har hänt med förslaget?", "What has become of the proposal?"),
		Name: language.T("Ny dataskyddslag för Arbetsförmedlingen", "New data protection act for the Public Employment Service"),
		Says: language.T("SOU 2025:74 föreslår bland annat vidare utlämnande till socialnämnder.", "SOU 2025:74 proposes among other things wider disclosure to social welfare boards.")},
}
