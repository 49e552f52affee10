package commitment

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func (s *Service) apiRoutes(rt *web.Router) {
	web.API(rt, huma.Operation{OperationID: "list-commitments", Method: http.MethodGet, Path: "/agreements/{id}/commitments", Tags: []string{web.Both(language.T("Överenskommelser", "Agreements"))},
		Summary: web.Both(language.T("Lista vad en överenskommelse lovar en viss dag", "List what an agreement promises on a day"))}, policy.ReadCommitments, s.apiList)
	s.actRoutes(rt)
}

type answered struct {
	Body struct {
		Items []item `json:"items" nullable:"false"`
	}
}

// item is a commitment as the API gives it.
type item struct {
	Number     string         `json:"number" doc:"Nummer || Number" example:"K9.1"`
	Version    int64          `json:"version" doc:"Skickas med i den som bestrider eller svarar || Sent along when disputing or answering"`
	Clause     string         `json:"clause" doc:"Paragrafens id || Id of the clause"`
	Text       language.Text  `json:"text"`
	By         clause.Side    `json:"by" enum:"agency,municipality,both" doc:"Vem som lovar || Who promises"`
	Kind       clause.Nature  `json:"kind" enum:"target,rule,signal" doc:"Mål, regel som alltid gäller, eller följs utan mål || Target, rule that always holds, or followed without a target"`
	Goal       language.Text  `json:"goal" doc:"Målet i ord || The target in words"`
	Measures   []measured     `json:"measures" nullable:"false"`
	Mirrors    string         `json:"mirrors,omitempty" doc:"Den andra partens löfte om samma sak || The other party's promise of the same"`
	Relief     bool           `json:"relief" doc:"Det som den andra parten har orsakat räknas inte || What the other party caused does not count"`
	Reason     string         `json:"reason,omitempty" doc:"Skäl för målet || Reason for the target"`
	State      State          `json:"state" enum:"active,disputed,review,adjusted,ended"`
	Adjustment string         `json:"adjustment,omitempty" doc:"Hur parterna är överens om att läsa det || How the parties agree to read it"`
	ReadBy     *clause.Number `json:"adjustedTarget,omitempty" doc:"Målet som parterna är överens om att läsa det efter; det undertecknade står kvar bredvid || The target that the parties agree to read it by; the signed one stands beside it"`
	ReadFrom   calendar.Date  `json:"adjustedFrom,omitzero"`
	Since      calendar.Date  `json:"since" doc:"Första dagen som det lovas så som det nu lyder || First day on which it is promised as it now reads"`
	First      calendar.Date  `json:"promisedSince" doc:"Första dagen som det lovades alls, i någon lydelse || First day on which it was promised at all, in any wording"`
	ValidFrom  calendar.Date  `json:"validFrom" doc:"Första dagen i den här lydelsen || First day of this wording"`
	ValidTo    calendar.Date  `json:"validTo,omitzero"`
}

type measured struct {
	Metric     string            `json:"metric" doc:"Id i katalogen över mått || Id in the catalogue of metrics"`
	Statistic  clause.Statistic  `json:"statistic" enum:"share,median,p90,count"`
	Limit      int               `json:"limit,omitempty"`
	LimitUnit  clause.Unit       `json:"limitUnit,omitempty"`
	Comparator clause.Comparator `json:"comparator,omitempty"`
	Target     string            `json:"target,omitempty" doc:"Tal med punkt; saknas när inget mål är satt || Number with a point; absent when there is no target"`
	Window     clause.Window     `json:"window" enum:"month,quarter,half-year,year"`
	Measured   bool              `json:"measured" doc:"Om Samsyn mäter det än || Whether Samsyn measures it yet"`
}

func (s *Service) apiList(r *web.Request, in *struct {
	On string `query:"on" format:"date" doc:"Läget den här dagen; i dag om den utelämnas || The state on this day; today when left out"`
	ID string `path:"id" maxLength:"40"`
}) (*answered, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	if in.On != "" {
		var err error
		if day, err = calendar.ParseDate(in.On); err != nil {
			return nil, err
		}
	}
	a, err := agreement.ByID(r.Context(), s.Trail.DB(), in.ID)
	if err != nil {
		return nil, err
	}
	all, err := Of(r.Context(), s.Trail.DB(), a, day)
	out := answered{}
	out.Body.Items = []item{}
	for _, h := range all {
		out.Body.Items = append(out.Body.Items, itemOf(h))
	}
	return &out, err
}

func itemOf(h Held) item {
	c := h.Commitment
	out := item{Number: h.Number, Version: h.Version, Clause: c.Clause, Text: c.Text, By: c.By, Kind: c.Kind, Goal: c.Goals(), Measures: []measured{}, Mirrors: c.Mirrors, Relief: c.Relief,
		Reason: c.Reason, State: h.State, Adjustment: h.Adjustment, ReadBy: h.Reading.Target, ReadFrom: h.Reading.On, Since: h.Since, First: h.First, ValidFrom: h.From, ValidTo: h.To}
	for _, m := range c.Measures {
		metric, ok := fact.Find(m.Metric)
		one := measured{Metric: m.Metric, Statistic: m.Statistic, Limit: m.Limit, LimitUnit: m.LimitUnit, Comparator: m.Comparator, Window: m.Window, Measured: ok && metric.Measured}
		if m.Target != nil && c.Kind == clause.Target {
			text, _ := m.Target.MarshalText() // a number is always written
			one.Target = string(text)
		}
		out.Measures = append(out.Measures, one)
	}
	return out
}
