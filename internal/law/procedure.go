package law

import "samsyn/internal/language"

const fl = " förvaltningslagen (2017:900)"

var procedure = []Provision{
	{ID: "fl-6", Short: "FL 6 §", Citation: "6 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Myndigheten ska ge enskilda hjälp utan onödigt dröjsmål.", "The authority shall help individuals without undue delay.")},
	{ID: "fl-7", Short: "FL 7 §", Citation: "7 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Myndigheten ska vara tillgänglig för kontakter.", "The authority shall be reachable.")},
	{ID: "fl-8", Short: "FL 8 §", Citation: "8 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Myndigheter ska samverka inom sina verksamhetsområden.", "Authorities shall collaborate within their fields.")},
	{ID: "fl-9", Short: "FL 9 §", Citation: "9 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Ärenden ska handläggas enkelt, snabbt och kostnadseffektivt.", "Cases shall be handled simply, quickly and at low cost.")},
	{ID: "fl-11", Short: "FL 11 §", Citation: "11 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Blir ett beslut väsentligt försenat ska parten få veta det och varför.", "If a decision is significantly delayed the party shall be told, and why.")},
	{ID: "fl-12", Short: "FL 12 §", Citation: "12 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Efter sex månader får parten begära ett avgörande; myndigheten svarar inom fyra veckor.", "After six months a party may request a decision; the authority answers within four weeks.")},
	{ID: "fl-27", Short: "FL 27 §", Citation: "27 §" + fl, Valid: always, Standing: commonly(),
		Says: language.T("Uppgifter av betydelse som lämnas muntligt ska dokumenteras.", "What is told orally and matters in a case shall be noted down.")},
	{ID: "lag-1930-173-1", Short: "1930:173 1 §", Citation: "1 § lagen (1930:173) om beräkning av lagstadgad tid", Valid: always, Standing: read("lag (1930:173)"),
		Says: language.T("En tid i veckor, månader eller år slutar den dag som har samma namn eller nummer; saknas den, månadens sista dag.",
			"A period of weeks, months or years ends on the day of the same name or number; if missing, on the last day of the month.")},
	{ID: "lag-1930-173-2", Short: "1930:173 2 §", Citation: "2 § lagen (1930:173) om beräkning av lagstadgad tid", Valid: always, Standing: read("lag (1930:173)"),
		Says: language.T("Är sista dagen söndag, annan allmän helgdag, lördag, midsommarafton, julafton eller nyårsafton får åtgärden vidtas nästa vardag.",
			"If the last day is a Sunday, another public holiday, a Saturday, Midsummer's, Christmas or New Year's Eve, the act may be done on the next weekday.")},
	{ID: "lag-1989-253", Short: "1989:253", Citation: "lagen (1989:253) om allmänna helgdagar", Valid: always, Standing: read("lag (1989:253)"),
		Says: language.T("Vilka dagar som är allmänna helgdagar.", "Which days are public holidays.")},
	{ID: "mf-6", Short: "MF 6 §", Citation: "6 § myndighetsförordningen (2007:515)", Valid: always, Standing: secondhand("myndighetsförordningen"),
		Says: language.T("Statliga myndigheter ska samarbeta med andra.", "State authorities shall cooperate with others.")},
	{ID: "dos-lagen", Short: "DOS-lagen", Citation: "lagen (2018:1937) om tillgänglighet till digital offentlig service", Valid: always, Standing: read("Diggs vägledning"),
		Says: language.T("Offentliga webbtjänster ska gå att uppfatta, hantera och förstå och vara robusta.", "Public web services shall be perceivable, operable, understandable and robust.")},
	{ID: "spraklagen-11", Short: "Språklagen 11 §", Citation: "11 § språklagen (2009:600)", Valid: always, Standing: commonly(),
		Says: language.T("Språket i offentlig verksamhet ska vara vårdat, enkelt och begripligt.", "The language of public bodies shall be careful, simple and understandable.")},
	{ID: "gdpr-6-1-e", Short: "GDPR 6.1 e", Citation: "artikel 6.1 e i dataskyddsförordningen", Valid: always, Standing: commonly(),
		Says: language.T("Behandlingen är nödvändig för en uppgift av allmänt intresse.", "The processing is needed for a public task.")},
	{ID: "gdpr-6-1-c", Short: "GDPR 6.1 c", Citation: "artikel 6.1 c i dataskyddsförordningen", Valid: always, Standing: commonly(),
		Says: language.T("Behandlingen är nödvändig för en rättslig förpliktelse.", "The processing is needed for a legal obligation.")},
	{ID: "gdpr-9-2", Short: "GDPR 9.2", Citation: "artikel 9.2 b, g och h i dataskyddsförordningen och 3 kap. lagen (2018:218)", Valid: always, Standing: commonly(),
		Says: language.T("När känsliga personuppgifter får behandlas.", "When sensitive personal data may be processed.")},
}
