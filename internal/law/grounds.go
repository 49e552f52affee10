package law

import "samsyn/internal/language"

// The grounds.
const (
	Consent            GroundID = "consent"
	NoHarm             GroundID = "no-harm"
	ClearlyNoHarm      GroundID = "clearly-no-harm"
	AdultEducationDuty GroundID = "duty-adult-education"
	IncomeSupportDuty  GroundID = "duty-income-support"
	OtherDuty          GroundID = "duty-other"
	Necessity          GroundID = "necessity"
	GeneralClause      GroundID = "general-clause"
	WrongPaymentDuty   GroundID = "duty-wrong-payments"
	CrimePrevention    GroundID = "crime-prevention"
)

var grounds = []Ground{
	{ID: Consent, Name: language.T("Samtycke", "Consent"), Provision: "osl-12-2", by: Sides(), Valid: always, Consent: true,
		Says: language.T("Den enskilde har samtyckt till att uppgiften lämnas till mottagaren för ändamålet, och samtycket gäller än.",
			"The person has agreed to the recipient being told for this purpose, and the consent still stands."),
		Standing: commonly().asking("Vilken form och vilka uppgifter kräver Arbetsförmedlingen i ett samtycke?",
			"Which form and which particulars does the Public Employment Service require of a consent?")},
	{ID: NoHarm, Name: language.T("Menprövning: ingen skada", "Harm test: no harm"), Provision: "osl-28-11",
		by: []Side{PES, Municipal}, Valid: since(2022, 12, 1), Motive: true,
		Says: language.T("En prövning i det enskilda fallet visar inte att någon lider skada av att uppgiften lämnas.",
			"A test of the single case does not show that anybody is harmed by the disclosure."),
		Standing: read("prop. 2021/22:216").asking("Vad är dagens lydelse av OSL 28 kap. 11–12 §§, och vilken sekretess gäller i kommunens arbetsmarknadsverksamhet?",
			"What is today's wording of OSL 28:11–12, and which secrecy holds in a municipality's employment activity?")},
	{ID: ClearlyNoHarm, Name: language.T("Menprövning: klart att ingen skadas", "Harm test: clearly no harm"), Provision: "osl-26-1",
		by: []Side{SocialServices}, Valid: always, Motive: true,
		Says: language.T("Det står klart att uppgiften kan lämnas utan att den enskilde eller någon närstående lider men.",
			"It is clear that neither the person nor anybody close is harmed by the disclosure."),
		Standing: read("SFS 2010:208").asking("Är kommunens arbetsmarknadsenhet socialtjänst enligt OSL 26 kap. 1 §?",
			"Is the municipal employment unit part of the social services under OSL 26:1?")},
	{ID: AdultEducationDuty, Name: language.T("Uppgiftsskyldighet: komvux", "Statutory duty: adult education"), Provision: "lag-2000-625-1a",
		by: []Side{PES, Municipal}, Valid: since(2026, 3, 1),
		Says: language.T("Uppgiften finns i komvux och behövs i ett ärende hos Arbetsförmedlingen, eller lämnas därifrån enligt förordning.",
			"The fact is held in municipal adult education and needed in a case of the Public Employment Service, or is given by it under the ordinance."),
		Standing: read("prop. 2024/25:145")},
	{ID: IncomeSupportDuty, Name: language.T("Uppgiftsskyldighet: ekonomiskt bistånd", "Statutory duty: income support"), Provision: "forordning-2008-975",
		by: []Side{PES}, Valid: always,
		Says: language.T("Socialnämnden behöver uppgiften i ett ärende om ekonomiskt bistånd och den finns i förordningens förteckning.",
			"The social welfare board needs the fact in a case of income support and the ordinance lists it."),
		Standing: read("förordning (2008:975)").changing().asking("Vad har ersatt förordning (2008:975) efter den nya socialtjänstlagen?",
			"What has replaced ordinance (2008:975) under the new Social Services Act?")},
	{ID: OtherDuty, Name: language.T("Uppgiftsskyldighet i annan lag", "Statutory duty in another act"), Provision: "osl-10-28",
		by: Sides(), Valid: always, Citation: true,
		Says:     language.T("En lag eller förordning säger att uppgiften ska lämnas. Ange vilken.", "An act or ordinance says that the fact shall be given. Name it."),
		Standing: commonly()},
	{ID: Necessity, Name: language.T("Nödvändigt för den egna verksamheten", "Necessary for one's own task"), Provision: "osl-10-2",
		by: Sides(), Valid: always, Motive: true,
		Says: language.T("Det är nödvändigt att lämna uppgiften för att den som lämnar den ska kunna fullgöra sin egen uppgift. Tillämpas snävt.",
			"The one who discloses cannot do its own task without it. Applied narrowly."),
		Standing: commonly()},
	{ID: GeneralClause, Name: language.T("Generalklausulen", "The general clause"), Provision: "osl-10-27",
		by: []Side{PES}, Valid: always, Motive: true,
		Says: language.T("Det är uppenbart att intresset av att uppgiften lämnas väger tyngre än det intresse som sekretessen skyddar. Gäller inte socialtjänstens sekretess.",
			"The interest in the disclosure obviously outweighs what the secrecy protects. Not for the secrecy of the social services."),
		Standing: commonly()},
	{ID: WrongPaymentDuty, Name: language.T("Uppgiftsskyldighet: felaktiga utbetalningar", "Statutory duty: wrong payments"), Provision: "lag-2024-307",
		by: Sides(), Valid: since(2024, 7, 1), Motive: true, Restricted: true,
		Says: language.T("Uppgiften behövs för att förebygga, upptäcka eller utreda felaktiga utbetalningar. Hanteras avskilt från samverkan.",
			"The fact is needed to prevent, find or investigate wrong payments. Handled apart from collaboration."),
		Standing: read("prop. 2023/24:85").asking("Stämmer författningsnumret 2024:307 och dagen för ikraftträdande?",
			"Are the number 2024:307 and the day of entry into force right?")},
	{ID: CrimePrevention, Name: language.T("Förebygga brott och felaktiga utbetalningar", "Preventing crime and wrong payments"), Provision: "osl-10-15a",
		by: []Side{PES, Municipal}, Valid: since(2025, 12, 1), Motive: true, Restricted: true,
		Says: language.T("Uppgiften behövs mot brott, felaktiga utbetalningar eller fusk och intresset väger tyngre än sekretessen. Aldrig i stora mängder.",
			"The fact is needed against crime, wrong payments or cheating, and that interest outweighs the secrecy. Never in bulk."),
		Standing: read("prop. 2024/25:180").changing().asking("Vilken sekretess är undantagen i OSL 10 kap. 15 a §? Tills det är klart kan socialtjänsten inte välja grunden.",
			"Which secrecy does OSL 10:15 a leave out? Until that is known the social services cannot choose this ground.")},
}

// DataBasis is the basis under the GDPR on which personal data is processed: another question than that of secrecy.
type DataBasis string

// The bases. Consent is not one of them between an authority and a person.
const (
	PublicTask      DataBasis = "gdpr-6-1-e"
	LegalObligation DataBasis = "gdpr-6-1-c"
)

// Name says the basis in words.
func (b DataBasis) Name() language.Text {
	switch b {
	case PublicTask:
		return language.T("uppgift av allmänt intresse", "public task")
	case LegalObligation:
		return language.T("rättslig förpliktelse", "legal obligation")
	}
	return language.Text{}
}

// Basis gives the GDPR basis that follows with a ground: a legal obligation where a statute says that the fact shall
// be given, else the public task.
func (g Ground) Basis() DataBasis {
	switch g.ID {
	case AdultEducationDuty, IncomeSupportDuty, OtherDuty, WrongPaymentDuty:
		return LegalObligation
	}
	return PublicTask
}
