package cast

import "samsyn/internal/clause"

// ofLudvika is what the parties of Ludvika have filled in, by the variable of the template. All of it is invented.
func ofLudvika() map[string]clause.Value {
	line := func(text string) clause.Value { return clause.Value{Text: text} }
	list := func(items ...string) clause.Value { return clause.Value{Items: items} }
	person := func(name, function string) clause.Value { return clause.Value{Text: name, Function: function} }
	return map[string]clause.Value{
		"kommun_orgnr":         line("212000-2270"),
		"af_enhet":             line(dalarna),
		"ersatter":             line("överenskommelsen från 2022 (Demo)"),
		"kommunens_insatser":   list("jobbcoachning", "arbetsträning", "feriejobb"),
		"antal_mal":            line("4"),
		"malgrupper":           list("utan arbete i mer än 24 månader", "unga 16–24 år som varken arbetar eller studerar", "ekonomiskt bistånd på grund av arbetslöshet"),
		"kommun_ansvarig":      person("Anna Sundin (Demo)", "samverkansansvarig"),
		"kommun_ersattare":     person("Birgit Nyman (Demo)", "samverkansansvarig i socialnämnden"),
		"af_ansvarig":          person("Per Nordin (Demo)", "samverkansansvarig"),
		"af_ersattare":         person("Maja Öberg (Demo)", "arbetsförmedlare"),
		"kontorstid":           line("arbetsdagar 8.00–16.30"),
		"sen_ankomst":          line("16.00"),
		"branscher":            list("vård och omsorg", "industri", "bygg"),
		"vux_kontakt":          line("vuxenutbildningens expedition (Demo)"),
		"bistand_enhet":        line("enheten för ekonomiskt bistånd (Demo)"),
		"kaa_funktion":         line("ungdomsenheten (Demo)"),
		"narvarodagar":         line("4"),
		"narvaro_lokal":        line("kommunhuset i Ludvika (Demo)"),
		"incident_kommun":      line("kommunens dataskyddsombud (Demo)"),
		"incident_af":          line("Arbetsförmedlingens dataskyddsombud (Demo)"),
		"minoritetssprak":      line("finska (Demo)"),
		"niva2_dagar":          line("5"),
		"niva3_dagar":          line("15"),
		"niva4_kommun":         person("Karin Dahlberg (Demo)", "förvaltningschef"),
		"niva4_af":             person("Per Lindgren (Demo)", "enhetschef"),
		"publicerad_kommun":    line("ludvika.example/overenskommelser"),
		"dnr_kommun":           line("AMN 2025/17 (Demo)"),
		"dnr_af":               line("Af-2025/0311 (Demo)"),
		"uppsagningstid":       line("6"),
		"undertecknare_kommun": list("nämndernas ordförande", "förvaltningschef och socialchef"),
		"undertecknare_af":     list("enhetschef", "sektionschef"),
	}
}
