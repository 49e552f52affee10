package promise

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// figureAPI is the address of a figure in the API.
const figureAPI = "/agreements/{id}/outcomes/{number}"

func (s *Service) figureRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(language.T("Överenskommelser", "Agreements"))}
	web.API(rt, huma.Operation{OperationID: "get-outcome", Method: http.MethodGet, Path: figureAPI, Tags: tag,
		Summary: web.Both(t("Hämta ett utfall med hur det är räknat", "Get one turnout with how it was reckoned"))}, policy.ReadOutcomes, s.apiFigure)
	web.API(rt, huma.Operation{OperationID: "list-outcome-enquiries", Method: http.MethodGet, Path: figureAPI + "/enquiries", Tags: tag,
		Summary: web.Both(t("Lista de frågor bakom ett utfall som du får se i inkorgen", "List the questions behind a turnout that you may see in the inbox"))}, policy.ListEnquiries, s.apiQuestions)
	web.API(rt, huma.Operation{OperationID: "list-outcome-deviations", Method: http.MethodGet, Path: figureAPI + "/deviations", Tags: tag,
		Summary: web.Both(t("Lista de avvikelser bakom ett utfall som du får se i listan", "List the deviations behind a turnout that you may see in the list"))}, policy.ListDeviations, s.apiDeviations)
}

// Asked names a figure in an address of the API.
type Asked struct {
	ID           string      `path:"id" maxLength:"40" doc:"Överenskommelsens id || Id of the agreement"`
	Number       string      `path:"number" maxLength:"20" doc:"Åtagandets nummer || Number of the commitment" example:"K9.1"`
	Side         clause.Side `query:"side" enum:"agency,municipality,both" doc:"Vem som mäts; den första om den utelämnas || Who is measured; the first when left out"`
	On           string      `query:"on" format:"date" doc:"En dag i perioden; den senaste perioden som säger något om den utelämnas || A day in the window; the latest window that says something when left out"`
	Measure      int         `query:"measure" minimum:"0" maximum:"20" doc:"Vilket av åtagandets mått, från 0 || Which of the commitment's measures, from 0"`
	Municipality string      `query:"municipality" maxLength:"4" doc:"Bara det som hände i en av kommunerna || Only what happened in one of the municipalities"`
}

// figure reads the figure that is asked for.
func (s *Service) asked(r *web.Request, in Asked) (figure, error) {
	w := Which{Agreement: in.ID, Number: in.Number, Measure: in.Measure, Side: in.Side, Municipality: in.Municipality}
	if in.On != "" {
		var err error
		if w.On, err = calendar.ParseDate(in.On); err != nil {
			return figure{}, err
		}
	}
	return s.figureFor(r, w)
}

// figureBody is a figure as the API gives it: how it was reckoned, in words and numbers.
type figureBody struct {
	outcomeBody
	Statistic  clause.Statistic `json:"statistic" enum:"share,median,p90,count"`
	Goal       language.Text    `json:"goal" doc:"Målet i ord || The target in words"`
	Definition language.Text    `json:"definition" doc:"Hur måttet räknas || How the measure is counted"`
	Said       language.Text    `json:"said" doc:"Utfallet som en mening || The turnout as a sentence"`
	Why        language.Text    `json:"why,omitzero" doc:"Varför löftet inte hålls || Why the promise is not kept"`
	Missed     *int64           `json:"missed,omitempty" doc:"Missar som räknas || Misses that count"`
	Median     *int64           `json:"medianMinutes,omitempty" doc:"Arbetsminuter || Working minutes"`
	P90        *int64           `json:"p90Minutes,omitempty" doc:"Arbetsminuter || Working minutes"`
}

func (s *Service) apiFigure(r *web.Request, in *struct{ Asked }) (*answer[figureBody], error) {
	f, err := s.asked(r, in.Asked)
	if err != nil {
		return nil, err
	}
	b := figureBody{outcomeBody: f.body(f.small), Statistic: f.Of().Statistic, Goal: f.Of().Goal(), Definition: f.metric().Definition, Said: f.sentenceFor(f.small)}
	if !f.hides(f.small) {
		missed := f.Missed()
		b.Why, b.Missed = f.Why(), &missed
	}
	if !f.hidesTimes(f.small) {
		b.Median, b.P90 = f.quantile(0.5), f.quantile(0.9)
	}
	return &answer[figureBody]{b}, nil
}

// quantile is the time that a share took at most; nil when the figure is not of times.
func (o Outcome) quantile(p float64) *int64 {
	if minutes, ok := o.Sum.Histogram.Quantile(p); ok && o.timed() {
		return &minutes
	}
	return nil
}

type behindAnswer struct {
	Body struct {
		Items []behindBody `json:"items" nullable:"false"`
		Next  string       `json:"next,omitempty" doc:"Skickas som after för nästa sida || Sent as after for the next page"`
	}
}

type behindBody struct {
	ID           string     `json:"id" doc:"Frågans, avvikelsens eller analysens id || Id of the question, the deviation or the analysis"`
	Municipality string     `json:"municipality" doc:"Kommunkod || Municipality code"`
	Round        int64      `json:"round"`
	Opened       time.Time  `json:"openedAt" doc:"När klockan startade || When the clock began"`
	Due          time.Time  `json:"dueAt"`
	Closed       *time.Time `json:"closedAt,omitempty"`
	Minutes      *int64     `json:"minutes,omitempty" doc:"Arbetsminuter || Working minutes"`
	Counted      string     `json:"counted" enum:"kept,late,open,missed,relieved" doc:"Vad den räknades som || What it counted as"`
}

type behindAsked struct {
	Asked
	Limit int    `query:"limit" default:"100" minimum:"1" maximum:"1000" doc:"Hur många som svaras || How many are answered"`
	After string `query:"after" maxLength:"2000"`
}

func (s *Service) apiQuestions(r *web.Request, in *behindAsked) (*behindAnswer, error) {
	return s.apiBehind(r, in, false)
}

func (s *Service) apiDeviations(r *web.Request, in *behindAsked) (*behindAnswer, error) {
	return s.apiBehind(r, in, true)
}

// apiBehind lists what is behind a figure; nothing when the figure is of the other kind of thing.
func (s *Service) apiBehind(r *web.Request, in *behindAsked, deviations bool) (*behindAnswer, error) {
	f, err := s.asked(r, in.Asked)
	if err != nil {
		return nil, err
	}
	after, err := web.ParseCursor(in.After, 4)
	if err != nil {
		return nil, err
	}
	out := behindAnswer{}
	out.Body.Items = []behindBody{}
	if f.deviations() != deviations || !f.may {
		return &out, nil
	}
	rows, next, err := s.rows(r, f, after, in.Limit)
	out.Body.Next = next.String()
	for _, b := range rows {
		out.Body.Items = append(out.Body.Items, f.item(b))
	}
	return &out, err
}

func (f figure) item(b behind) behindBody {
	out := behindBody{ID: b.id, Municipality: b.municipality, Round: b.round, Opened: b.opened.Time, Due: b.due.Time, Counted: f.countsAs(b).code}
	if !b.closed.IsZero() {
		out.Closed = &b.closed.Time
	}
	if n, ok := f.minutes(b).(int64); ok {
		out.Minutes = &n
	}
	return out
}
