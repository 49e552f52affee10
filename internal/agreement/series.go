package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Exists is a stretch of days in which a municipality exists.
type Exists struct {
	Code string        `db:"code"`
	From calendar.Date `db:"valid_from"`
	To   calendar.Date `db:"valid_to"`
}

// Count is how many municipalities had an agreement in force on a day.
type Count struct {
	On     calendar.Date `json:"on"`
	Signed int           `json:"signed"`
	Of     int           `json:"of"`
}

// Series counts at each month's end and on the last day asked for. It begins with the first agreement in the register:
// before that the register knows nothing, and nothing is not zero.
func Series(until calendar.Date, exist []Exists, all []Agreement) []Count {
	var first calendar.Date
	for _, a := range all {
		if a.Standing == Concluded {
			first = earlierStart(first, a.From)
		}
	}
	if first.IsZero() || first.After(until) {
		return nil
	}
	by := byMunicipality(all)
	var out []Count
	for day := first.EndOfMonth(); day.Before(until); day = day.AddDays(1).EndOfMonth() {
		out = append(out, countOn(day, exist, by))
	}
	return append(out, countOn(until, exist, by))
}

func countOn(day calendar.Date, exist []Exists, by map[string][]Agreement) Count {
	c := Count{On: day}
	for _, e := range exist {
		if !(calendar.Period{From: e.From, To: e.To}).Contains(day) {
			continue
		}
		c.Of++
		for _, a := range by[e.Code] {
			if a.InForce(day) {
				c.Signed++
				break
			}
		}
	}
	return c
}

// Reported is a national count that somebody has published. It is a point by itself: the counts are of different
// things, so no line may join them.
type Reported struct {
	On     calendar.Date // the day it speaks of; the middle of the month or year when only that is known
	Said   language.Text // the day as the source says it
	Count  int
	Of     int
	What   language.Text // what was counted
	Short  language.Text // the same in two or three words, for a chart
	Who    language.Text // who said so, and what sort of source it is
	Source string        // its address
}

// History is the national counts that are known, oldest first.
func History() []Reported {
	t, on, of := language.T, calendar.NewDate, 290
	return []Reported{
		{on(2015, 6, 29), language.Same("2015-06-29"), 271, of,
			t("kommuner som hade lovat Arbetsförmedlingen att ta fram en gemensam överenskommelse om unga arbetslösa", "municipalities that had promised the agency to draw up a joint agreement on young unemployed people"),
			t("avsiktsförklaringar", "declarations"), t("Arbetet, nyhetsartikel", "Arbetet, news article"),
			"https://arbetet.se/2015/06/29/forsta-steg-mot-90-dagarsgaranti/"},
		{on(2016, 6, 30), language.Same("2016"), 286, of,
			t("kommuner med en överenskommelse om unga arbetslösa (Dua); två till hade aviserat en och två hade avböjt", "municipalities with an agreement on young unemployed people (Dua); two more had announced one and two had declined"),
			t("Dua-överenskommelser", "Dua agreements"), t("Statskoll, odaterad nyhetsartikel; uträknat som 290 minus 4", "Statskoll, undated news article; worked out as 290 less 4"),
			"http://statskoll.se/nyheter/alla-kommuner-utom-tva-har-avtal-med-arbetsformedlingen/"},
		{on(2017, 2, 15), t("februari 2017", "February 2017"), 287, of,
			t("kommuner med en överenskommelse om unga arbetslösa (Dua)", "municipalities with an agreement on young unemployed people (Dua)"),
			t("Dua-överenskommelser", "Dua agreements"), t("SOU 2017:19, statlig utredning", "SOU 2017:19, government inquiry"),
			"https://lagen.nu/sou/2017:19"},
		{on(2023, 3, 15), language.Same("2023-03-15"), 261, of,
			t("kommuner som hade undertecknat en överenskommelse enligt den nya mallen från Arbetsförmedlingen, SKR och Dua", "municipalities that had signed an agreement on the new template of the agency, SKR and Dua"),
			t("den nya mallen", "the new template"), t("Arbetsförmedlingen, återrapport till regeringen", "the agency, report to the government"),
			"https://arbetsformedlingen.se/om-oss/var-verksamhet/styrning-och-resultat/aterrapportering/aterrapportering-regleringsbrevet-2023/samverkan-med-kommuner-och-delegationen-for-unga-och-nyanlanda-till-arbete-slutredovisning"},
	}
}
