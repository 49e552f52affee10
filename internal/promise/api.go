package promise

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Routes registers the page of a figure, and the API.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET /ataganden/{agreement}/{number}/utfall", policy.ReadOutcomes, s.figurePage)
	s.figureRoutes(rt)
	web.API(rt, huma.Operation{OperationID: "list-outcomes", Method: http.MethodGet, Path: "/agreements/{id}/outcomes", Tags: []string{web.Both(language.T("Överenskommelser", "Agreements"))},
		Summary: web.Both(language.T("Hur en överenskommelses åtaganden faller ut i de perioder som en dag ligger i", "How the commitments of an agreement turn out in the windows that a day is in"))},
		policy.ReadOutcomes, s.apiOutcomes)
}

type answer[T any] struct{ Body T }

type outcomesBody struct {
	On    calendar.Date `json:"on"`
	Items []outcomeBody `json:"items" nullable:"false"`
}

type outcomeBody struct {
	Commitment string         `json:"commitment" doc:"Åtagandets nummer || Number of the commitment"`
	Metric     string         `json:"metric" doc:"Måttets id || Id of the measure"`
	Side       clause.Side    `json:"side" enum:"agency,municipality,both" doc:"Vem som mäts; båda: det som parterna bara kan göra tillsammans || Who is measured; both: what the parties can only do together"`
	From       calendar.Date  `json:"from"`
	To         calendar.Date  `json:"to"`
	Ended      bool           `json:"ended" doc:"Om perioden har slutat || Whether the window has ended"`
	Verdict    Verdict        `json:"verdict" enum:"broken,at-risk,too-few,partial,kept,nothing,followed,undecided,upheld,not-yet"`
	Bare       Verdict        `json:"verdictWithoutRelief" enum:"broken,at-risk,too-few,partial,kept,nothing,followed,undecided,upheld,not-yet"`
	Figure     *clause.Number `json:"figure,omitempty" doc:"I procent, målets enhet eller antal || In per cent, the unit of the target or a number"`
	Target     *clause.Number `json:"target,omitempty"`
	Read       *readBody      `json:"adjusted,omitempty" doc:"Hur samma tal läses efter det mål som parterna har kommit överens om sedan dess; verdict är efter det undertecknade || How the same figure is read by the target that the parties have agreed on since; verdict is by the signed one"`
	Disputed   string         `json:"disputedBy,omitempty" doc:"Myndigheten som har bestritt åtagandet || The authority that has disputed the commitment"`
	N          *int64         `json:"n,omitempty" doc:"Så många förföll; utelämnas när de är för få för läsaren || How many fell due; left out when they are too few for the reader"`
	Kept       *int64         `json:"kept,omitempty"`
	Relieved   *int64         `json:"relieved,omitempty"`
}

type readBody struct {
	Target  clause.Number `json:"target"`
	Verdict Verdict       `json:"verdict" enum:"broken,at-risk,too-few,partial,kept,nothing,followed,undecided,upheld,not-yet"`
	From    calendar.Date `json:"from"`
	Said    string        `json:"said" doc:"Varför, med parternas ord || Why, in the words of the parties"`
}

func (o Outcome) body(small bool) outcomeBody {
	b := outcomeBody{Commitment: o.Number, Metric: o.Of().Metric, Side: o.Side, From: o.Window.From, To: o.Window.To, Ended: o.Ended, Verdict: o.Verdict, Bare: o.Bare, Target: o.Of().Target}
	b.Disputed = o.DisputedBy
	if o.Read.Target != nil {
		b.Read = &readBody{*o.Read.Target, o.Read.Verdict, o.Reading.On, o.Adjustment}
	}
	if o.hides(small) {
		return b
	}
	if o.HasFigure {
		b.Figure = &o.Figure
	}
	b.N, b.Kept, b.Relieved = &o.Sum.N, &o.Sum.Kept, &o.Sum.Relieved
	return b
}

func (s *Service) apiOutcomes(r *web.Request, in *struct {
	ID string `path:"id"`
	On string `query:"on" format:"date" doc:"En dag i perioderna; i dag om den utelämnas || A day in the windows; today when left out"`
}) (*answer[outcomesBody], error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	if in.On != "" {
		var err error
		if day, err = calendar.ParseDate(in.On); err != nil {
			return nil, err
		}
	}
	a, err := agreement.ByID(r.Context(), q, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := Outcomes(r.Context(), q, a, day)
	if err != nil {
		return nil, err
	}
	small, out := s.small(r, a), &answer[outcomesBody]{outcomesBody{On: day, Items: []outcomeBody{}}}
	for _, o := range all {
		out.Body.Items = append(out.Body.Items, o.body(small))
	}
	return out, nil
}
