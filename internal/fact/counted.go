package fact

import "samsyn/internal/language"

// Counted writes how many of what a measure counts: "1 fråga", "214 frågor". Unit is a Metric's; of one that has no word for
// one alone, all numbers are written with the unit itself.
func Counted(n int64, unit language.Text) language.Text {
	one, ok := alone(unit)
	if !ok {
		one = unit
	}
	number := language.T("%s %s", "%s %s")
	return language.Plural(n, number.With("%d", one), number.With("%d", unit))
}

// alone is the word for one of what a unit names.
func alone(unit language.Text) (language.Text, bool) {
	for _, w := range oneOfThem {
		if w.many == unit {
			return w.one, true
		}
	}
	return language.Text{}, false
}

// oneOfThem are the units of the catalogue with the word for one of each, and what is counted where no measure says.
var oneOfThem = []struct{ many, one language.Text }{
	{language.T("fall", "cases"), language.T("fall", "case")},
	{language.T("kommuner", "municipalities"), language.T("kommun", "municipality")},
	{language.T("nämnder", "boards"), language.T("nämnd", "board")},
	{language.T("överenskommelser", "agreements"), language.T("överenskommelse", "agreement")},
	{language.T("insatser", "measures"), language.T("insats", "measure")},
	{language.T("mål", "goals"), language.T("mål", "goal")},
	{language.T("planeringar", "plans"), language.T("planering", "plan")},
	{language.T("procentenheter", "percentage points"), language.T("procentenhet", "percentage point")},
	{language.T("översyner", "reviews"), language.T("översyn", "review")},
	{language.T("möten", "meetings"), language.T("möte", "meeting")},
	{language.T("beslut", "decisions"), language.T("beslut", "decision")},
	{language.T("roller", "roles"), language.T("roll", "role")},
	{language.T("byten", "changes"), language.T("byte", "change")},
	{language.T("kontaktvägar", "contact paths"), language.T("kontaktväg", "contact path")},
	{language.T("frågor", "questions"), language.T("fråga", "question")},
	{language.T("önskemål", "wishes"), language.T("önskemål", "wish")},
	{language.T("återuppringningar", "call-backs"), language.T("återuppringning", "call-back")},
	{language.T("avslag", "refusals"), language.T("avslag", "refusal")},
	{language.T("överlämningar", "hand-overs"), language.T("överlämning", "hand-over")},
	{language.T("behov", "needs"), language.T("behov", "need")},
	{language.T("kartläggningar", "assessments"), language.T("kartläggning", "assessment")},
	{language.T("steg", "steps"), language.T("steg", "step")},
	{language.T("kallelser", "invitations"), language.T("kallelse", "invitation")},
	{language.T("poster", "entries"), language.T("post", "entry")},
	{language.T("förslag", "proposals"), language.T("förslag", "proposal")},
	{language.T("jobbspår", "job tracks"), language.T("jobbspår", "job track")},
	{language.T("platser", "seats"), language.T("plats", "seat")},
	{language.T("deltagare", "participants"), language.T("deltagare", "participant")},
	{language.T("underrättelser", "notices"), language.T("underrättelse", "notice")},
	{language.T("avbrott", "interruptions"), language.T("avbrott", "interruption")},
	{language.T("meddelanden", "notices"), language.T("meddelande", "notice")},
	{language.T("personer", "persons"), language.T("person", "person")},
	{language.T("unga", "young people"), language.T("ung person", "young person")},
	{language.T("närvarodagar", "days of presence"), language.T("närvarodag", "day of presence")},
	{language.T("bokningar", "bookings"), language.T("bokning", "booking")},
	{language.T("utlämnanden", "disclosures"), language.T("utlämnande", "disclosure")},
	{language.T("återkallelser", "withdrawals"), language.T("återkallelse", "withdrawal")},
	{language.T("samtycken", "consents"), language.T("samtycke", "consent")},
	{language.T("kontroller", "reviews"), language.T("kontroll", "review")},
	{language.T("nödöppningar", "emergency openings"), language.T("nödöppning", "emergency opening")},
	{language.T("incidenter", "incidents"), language.T("incident", "incident")},
	{language.T("sammanställningar", "reports"), language.T("sammanställning", "report")},
	{language.T("rekvisitioner", "requisitions"), language.T("rekvisition", "requisition")},
	{language.T("slutredovisningar", "final reports"), language.T("slutredovisning", "final report")},
	{language.T("rapporter", "reports"), language.T("rapport", "report")},
	{language.T("inbjudna", "invited"), language.T("inbjuden", "invited")},
	{language.T("förbättringar", "improvements"), language.T("förbättring", "improvement")},
	{language.T("perioder", "periods"), language.T("period", "period")},
	{language.T("avvikelser", "deviations"), language.T("avvikelse", "deviation")},
	{language.T("återkommande avvikelser", "recurring deviations"), language.T("återkommande avvikelse", "recurring deviation")},
	{language.T("underskrifter", "signatures"), language.T("underskrift", "signature")},
}
