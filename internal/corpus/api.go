package corpus

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

// apiRoutes registers the open part of the API: no key is needed.
func (v *View) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(language.T("Överenskommelser", "Agreements"))}
	web.API(rt, huma.Operation{OperationID: "list-clauses", Method: http.MethodGet, Path: "/clauses", Tags: tag,
		Summary: web.Both(language.T("Hur de gällande överenskommelserna har mallens paragrafer, med varje avvikelse", "How the agreements in force have the template's clauses, with each deviation"))},
		policy.ReadCorpus, v.apiClauses)
	web.API(rt, huma.Operation{OperationID: "list-targets", Method: http.MethodGet, Path: "/commitments/targets", Tags: tag,
		Summary: web.Both(language.T("Hur målen i de gällande överenskommelserna är spridda, för varje mått", "How the targets of the agreements in force are spread, for each measure"))},
		policy.ReadCorpus, v.apiTargets)
}

// Asked is what every question may say: of which day, and whose agreements.
type Asked struct {
	On     string `query:"on" format:"date" doc:"Läget den här dagen; i dag om den utelämnas || The state on this day; today when left out"`
	County string `query:"county" maxLength:"2" doc:"Länskod || County code"`
	Group  string `query:"group" maxLength:"2" doc:"SKR:s kommungrupp || SKR municipality group"`
}

type answer[T any] struct{ Body T }

type clausesBody struct {
	On         calendar.Date `json:"on"`
	Template   int64         `json:"template" doc:"Mallens senaste version || The latest version of the template"`
	Agreements int           `json:"agreements" doc:"Gällande överenskommelser || Agreements in force"`
	WithText   int           `json:"withText" doc:"Av dem, de vars text finns i Samsyn || Of those, the ones whose text is in Samsyn"`
	Items      []clauseBody  `json:"items" nullable:"false"`
}

type clauseBody struct {
	Clause     string          `json:"clause" doc:"Paragrafens id || Id of the clause"`
	Number     int             `json:"number" doc:"Dess nummer i mallen || Its number in the template"`
	Heading    language.Text   `json:"heading"`
	AsIs       int             `json:"asIs" doc:"Överenskommelser som har den som i mallen || Agreements that have it as the template does"`
	Older      int             `json:"older" doc:"Som har en äldre lydelse || With an older wording"`
	Deviates   int             `json:"deviates" doc:"Som avviker || That deviate"`
	Omitted    int             `json:"omitted" doc:"Där den inte gäller || Where it is left out"`
	Absent     int             `json:"absent" doc:"Som inte har den || Without it"`
	Deviations []deviationBody `json:"deviations" nullable:"false"`
}

type deviationBody struct {
	Agreement      string               `json:"agreement"`
	Municipalities []string             `json:"municipalities" nullable:"false" doc:"Kommunkoder || Municipality codes"`
	On             string               `json:"on" doc:"Paragrafens eller åtagandets id || Id of the clause or the commitment"`
	Kind           clause.DeviationKind `json:"kind" enum:"replaces,adds,omits"`
	Text           string               `json:"text,omitempty"`
	Reason         string               `json:"reason"`
}

func (v *View) read(r *web.Request, in Asked) (Country, error) {
	day := calendar.DateOf(v.DB.Now())
	if in.On != "" {
		var err error
		if day, err = calendar.ParseDate(in.On); err != nil {
			return Country{}, err
		}
	}
	return Read(r.Context(), v.DB, day, Filter{in.County, in.Group})
}

func (v *View) apiClauses(r *web.Request, in *struct{ Asked }) (*answer[clausesBody], error) {
	c, err := v.read(r, in.Asked)
	if err != nil {
		return nil, err
	}
	current, err := template.Current(r.Context(), v.DB)
	if err != nil {
		return nil, err
	}
	all := counts(current.Doc)
	said := make([][]deviationBody, len(all))
	known, err := c.EachText(r.Context(), v.DB, func(h Held, doc clause.Document) error {
		count(all, h, doc)
		for i := range all {
			for _, d := range deviations(doc, all[i].Clause.ID) {
				said[i] = append(said[i], deviationBody{h.ID, h.Municipalities(), d.On, d.Kind, d.Text, d.Reason})
			}
		}
		return nil
	})
	out := clausesBody{On: c.Day, Template: current.No, Agreements: len(c.Held), WithText: known, Items: []clauseBody{}}
	for i, x := range all {
		if said[i] == nil {
			said[i] = []deviationBody{}
		}
		out.Items = append(out.Items, clauseBody{x.Clause.ID, x.No, x.Clause.Heading, x.Count[AsIs], x.Count[Older], x.Count[Deviates], x.Count[Omitted], x.Count[Absent], said[i]})
	}
	return &answer[clausesBody]{out}, err
}

type targetsBody struct {
	On    calendar.Date `json:"on"`
	Items []seriesBody  `json:"items" nullable:"false"`
}

type seriesBody struct {
	Metric      string            `json:"metric" doc:"Id i katalogen över mått || Id in the catalogue of metrics"`
	Name        language.Text     `json:"name"`
	Of          language.Text     `json:"of,omitzero" doc:"Vad siffran gäller, när ett åtagande har flera || What the figure is of, when a commitment has several"`
	Statistic   clause.Statistic  `json:"statistic" enum:"share,median,p90,count"`
	Limit       int               `json:"limit,omitempty"`
	LimitUnit   clause.Unit       `json:"limitUnit,omitempty"`
	Comparator  clause.Comparator `json:"comparator,omitempty"`
	Window      clause.Window     `json:"window" enum:"month,quarter,half-year,year"`
	By          clause.Side       `json:"by" enum:"agency,municipality,both" doc:"Vem som lovar || Who promises"`
	Commitments []string          `json:"commitments" nullable:"false" doc:"Åtagandenas nummer || Numbers of the commitments"`
	N           int               `json:"n" doc:"Antal mål || Number of targets"`
	Min         float64           `json:"min"`
	P10         *float64          `json:"p10,omitempty" doc:"Saknas när färre än 10 har ett mål || Absent when fewer than 10 have a target"`
	Median      float64           `json:"median"`
	P90         *float64          `json:"p90,omitempty" doc:"Saknas när färre än 10 har ett mål || Absent when fewer than 10 have a target"`
	Max         float64           `json:"max"`
}

func (v *View) apiTargets(r *web.Request, in *struct {
	Asked
	Metric string `query:"metric" maxLength:"80" doc:"Bara det här måttet || This metric alone"`
}) (*answer[targetsBody], error) {
	c, err := v.read(r, in.Asked)
	if err != nil {
		return nil, err
	}
	all, err := Compared(r.Context(), v.DB, c, in.Metric)
	out := targetsBody{On: c.Day, Items: []seriesBody{}}
	for _, s := range all {
		out.Items = append(out.Items, seriesBody{Metric: s.Metric, Name: s.name(), Of: s.Measure.Of, Statistic: s.Statistic, Limit: s.Limit, LimitUnit: s.LimitUnit,
			Comparator: s.Comparator, Window: s.Window, By: s.By, Commitments: s.Numbers, N: len(s.Targets), Min: s.Min().Float(), P10: s.tenth(10),
			Median: s.Median().Float(), P90: s.tenth(90), Max: s.Max().Float()})
	}
	return &answer[targetsBody]{out}, err
}

func (s Series) tenth(p int) *float64 {
	v, ok := s.Percentile(p)
	if !ok {
		return nil
	}
	f := v.Float()
	return &f
}
