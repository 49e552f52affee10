package public

import (
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// dataset is one collection of open data. The page /data and the description for harvesters are both made of these.
type dataset struct {
	id      string
	title   language.Text
	what    language.Text
	files   []distribution
	theme   string // of the EU's vocabulary of data themes
	updated string // frequency, of the EU's vocabulary
	defined string // where this installation says what its columns mean
	words   []language.Text
	license license
}

// distribution is one way to get a data set.
type distribution struct {
	path  string // in this installation
	media string // IANA type: "text/csv"
	title language.Text
	api   bool // answers questions, instead of being a file
}

// license is a licence by its address and its name.
type license struct{ href, name string }

// cc0 is for facts that anyone may use for anything.
func cc0() license {
	return license{"https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"}
}

// ccBy is for what must be credited.
func ccBy() license {
	return license{"https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"}
}

func datasets() []dataset {
	t := language.T
	csv := func(path string) distribution {
		return distribution{path: path, media: "text/csv", title: language.Same("CSV")}
	}
	api := func(path string) distribution {
		return distribution{path: web.APIBase + path, media: "application/json", title: language.Same("API, JSON"), api: true}
	}
	return []dataset{
		{id: "tackning", title: t("Kommuner med gällande överenskommelse", "Municipalities with an agreement in force"),
			what:  t("En rad per kommun: om den har en gällande lokal överenskommelse med Arbetsförmedlingen, läge, sista dag och sedan när den saknas. Lägg till ?datum=2023-03-15 för en annan dag.", "One row per municipality: whether it has a local agreement with the employment agency in force, state, last day and since when it has none. Add ?datum=2023-03-15 for another day."),
			files: []distribution{csv("/data/tackning.csv"), api("/coverage")}, theme: "GOVE", updated: "CONT", defined: "/sa-raknar-vi",
			words: []language.Text{t("samverkan", "collaboration"), t("arbetsmarknad", "labour market"), t("kommuner", "municipalities")}, license: cc0()},
		{id: "overenskommelser", title: t("Registret över lokala överenskommelser", "The register of local agreements"),
			what:  t("En rad per överenskommelse och kommunal part: parter, mall, datum, läge, diarienummer och källa. Inga personer.", "One row per agreement and municipal party: parties, template, dates, standing, registry numbers and source. No persons."),
			files: []distribution{csv("/data/overenskommelser.csv"), api("/agreements")}, theme: "GOVE", updated: "CONT", defined: "/sa-raknar-vi",
			words: []language.Text{t("överenskommelser", "agreements"), t("Arbetsförmedlingen", "the employment agency")}, license: cc0()},
		{id: "kommuner", title: t("Sveriges kommuner", "Sweden’s municipalities"),
			what:  t("De 290 kommunerna med kod, län, kommungrupp, folkmängd och centralort. Ange källorna: SCB, SKR och © GeoNames.", "The 290 municipalities with code, county, municipality group, population and seat. Name the sources: SCB, SKR and © GeoNames."),
			files: []distribution{csv("/kommuner.csv"), api("/municipalities")}, theme: "REGI", updated: "ANNUAL", defined: "/om#kallor",
			words: []language.Text{t("kommuner", "municipalities"), t("folkmängd", "population")}, license: ccBy()},
	}
}
