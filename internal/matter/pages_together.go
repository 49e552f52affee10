package matter

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// fewest is how many needs are judged by both before their agreement is shown: fewer could be one person's.
const fewest = 20

// together shows how far the reader's municipality, or the whole country for the agency, sees needs the same way: from
// facts with nobody in them, over the last twelve months.
func (s *Service) together(r *web.Request) (templ.Component, error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	f := fact.Filter{From: day.AddMonths(-11), To: day}
	where := language.T("i hela landet", "in the whole country")
	if r.Actor.Authority != directory.PES {
		n, err := NamesOn(r, s.book, q)
		if err != nil {
			return nil, err
		}
		code := n.Authorities[r.Actor.Authority].MunicipalityCode
		f.Municipalities, where = []string{code}, language.T("i %s", "in %s").With(n.Place(code))
	}
	counted, err := fact.Outcomes(r.Context(), q, fact.Samsyn, f)
	if err != nil {
		return nil, err
	}
	return ui.SectionIntro("samsyn", r.Say(language.T("Samsyn %s", "Shared view %s").With(where)), "", ui.Parts(ui.Paragraph(r.Say(samsynSaid(SamsynOf(pairsOf(counted))))),
		ui.Links([]ui.Link{{Label: r.Say(language.T("Så mäts samsyn", "How a shared view is measured")), Href: fact.DefinitionPath(fact.Samsyn)}}))), nil
}

// pairsOf reads the outcomes of the facts of samsyn.
func pairsOf(counted map[string]int64) map[Pair]int64 {
	out := map[Pair]int64{}
	for code, n := range counted {
		if agency, municipality, ok := strings.Cut(code, "-"); ok {
			out[Pair{Who(agency), Who(municipality)}] += n
		}
	}
	return out
}

// samsynSaid says in words how far the two see it the same way.
func samsynSaid(s Samsyn) language.Text {
	t := language.T
	switch {
	case s.N < fewest:
		return t("Visas när minst %d behov har bedömts av båda under tolv månader, så att ingen kan kännas igen.", "Shown when at least %d needs have been judged by both in twelve months, so that nobody can be recognised.").With(fewest)
	case !s.Known:
		return t("De senaste tolv månaderna bedömde ni %d behov båda två, och alla på samma sätt.", "In the last twelve months you both judged %d needs, all of them the same way.").With(s.N)
	}
	return t("De senaste tolv månaderna bedömdes %s behov av båda. I %s %% av dem såg ni det på samma sätt. Rättat för slumpen är samsynen %s, där 1 är full samsyn och 0 är vad slumpen ger.", "In the last twelve months %s needs were judged by both. In %s %% of them you saw it the same way. Corrected for chance the shared view is %s, where 1 is full agreement and 0 is what chance gives.").
		With(language.Number(s.N), fmt.Sprintf("%.0f", s.Share()*100), language.T(strings.Replace(fmt.Sprintf("%.2f", s.Kappa), ".", ",", 1), fmt.Sprintf("%.2f", s.Kappa)))
}
