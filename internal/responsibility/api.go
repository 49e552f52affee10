package responsibility

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the room's part of the API. It names no person and needs no key.
func (s *Service) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(language.T("Ansvar och omställning", "Responsibility and transition"))}
	web.API(rt, huma.Operation{OperationID: "get-responsibilities", Method: http.MethodGet, Path: "/agreements/{id}/responsibilities", Tags: tag,
		Summary: web.Both(language.T("Hämta ansvarsmatrisen för en överenskommelse", "Get the responsibility matrix of an agreement"))}, policy.ReadResponsibility, s.apiMatrix)
	web.API(rt, huma.Operation{OperationID: "list-transitions", Method: http.MethodGet, Path: "/transitions", Tags: tag,
		Summary: web.Both(language.T("Lista omställningsplaner", "List transition plans"))}, policy.ReadTransition, s.apiPlans)
	web.API(rt, huma.Operation{OperationID: "list-reforms", Method: http.MethodGet, Path: "/reforms", Tags: tag,
		Summary: web.Both(language.T("Lista reformsteg", "List reform steps"))}, policy.ReadTransition, s.apiReforms)
	s.actRoutes(rt, tag)
	s.planActs(rt, tag)
}

type answer[T any] struct{ Body T }

type matrixBody struct {
	On    calendar.Date `json:"on"`
	Held  int           `json:"held" doc:"Uppgifter med bekräftad ansvarig (K2.1) || Tasks with somebody confirmed (K2.1)"`
	Tasks int           `json:"tasks" doc:"Uppgifter som finns den dagen || Tasks that there are on the day"`
	Items []holdingBody `json:"items" nullable:"false"`
}

type holdingBody struct {
	Line        string        `json:"line,omitempty" doc:"Radens id, när uppgiften har en rad || Id of the line, when the task has one"`
	Version     int64         `json:"version,omitempty" doc:"Radens version || The version of the line"`
	Task        string        `json:"task" doc:"Uppgiftens namn i standardlistan, eller radens id || Id of the task in the standard list, or of the line"`
	Name        string        `json:"name"`
	Holder      Holder        `json:"holder" enum:"none,pes,board,both"`
	Authorities []string      `json:"authorities" nullable:"false" doc:"Id för dem som ansvarar || Ids of those who answer for it"`
	Ground      string        `json:"ground" doc:"Rättslig grund || Legal ground"`
	ValidFrom   calendar.Date `json:"validFrom,omitzero"`
	ValidTo     calendar.Date `json:"validTo,omitzero"`
	Confirmed   bool          `json:"confirmed"`
	Hole        bool          `json:"hole" doc:"Ingen ansvarar för uppgiften den dagen || Nobody answers for the task on the day"`
	Coming      bool          `json:"coming" doc:"Reformsteget som ger uppgiften gäller inte än || The reform step that brings the task has not taken effect"`
}

func (s *Service) apiMatrix(r *web.Request, in *struct {
	ID string `path:"id" maxLength:"40"`
	On string `query:"on" format:"date" doc:"Läget den här dagen; i dag om den utelämnas || The state on this day; today when left out"`
}) (*answer[matrixBody], error) {
	var day calendar.Date
	if in.On != "" {
		var err error
		if day, err = calendar.ParseDate(in.On); err != nil {
			return nil, err
		}
	}
	return s.matrix(r, in.ID, day)
}

// matrix gives the matrix of an agreement on a day; the zero day is today.
func (s *Service) matrix(r *web.Request, id string, day calendar.Date) (*answer[matrixBody], error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := lookAround(ctx, q, r.Lang, id)
	if err != nil {
		return nil, err
	}
	if day.IsZero() {
		day = a.day
	}
	m, err := On(ctx, q, id, day)
	out := matrixBody{On: day, Items: []holdingBody{}}
	out.Held, out.Tasks = m.Counted()
	for _, e := range m.entries() {
		b := holdingBody{Task: string(e.Task), Name: r.Say(e.Name), Holder: Nobody, Authorities: []string{}, Ground: e.ground(r.Lang), Hole: e.Hole(), Coming: e.Coming}
		if l := e.line; l != nil {
			b.Line, b.Version = l.ID, l.Version
			b.Holder, b.ValidFrom, b.ValidTo, b.Confirmed = l.Holder, l.From, l.To, l.Confirmed
			b.Authorities = append(b.Authorities, l.heldBy()...)
		}
		out.Items = append(out.Items, b)
	}
	return &answer[matrixBody]{out}, err
}

type planBody struct {
	ID               string                `json:"id"`
	Version          int64                 `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	MunicipalityCode string                `json:"municipalityCode"`
	Agreement        string                `json:"agreement"`
	Cause            Cause                 `json:"cause" enum:"reform,office,staff,other"`
	Reform           string                `json:"reform,omitempty"`
	Title            string                `json:"title"`
	Changes          string                `json:"changes" doc:"Vad som ändras || What changes"`
	EffectiveOn      calendar.Date         `json:"effectiveOn"`
	Stage            Stage                 `json:"stage" enum:"planning,agreed,closed"`
	Moves            []moveBody            `json:"moves" nullable:"false"`
	Points           []transitionPointBody `json:"points" nullable:"false"`
}

type moveBody struct {
	ID          string        `json:"id"`
	Task        string        `json:"task"`
	Before      string        `json:"before" doc:"Myndighetens id, eller none || Id of the authority, or none"`
	After       string        `json:"after" doc:"Myndighetens id, eller none när ingen tar över || Id of the authority, or none when nobody takes over"`
	EffectiveOn calendar.Date `json:"effectiveOn"`
}

type transitionPointBody struct {
	ID        string        `json:"id"`
	Text      string        `json:"text"`
	Authority string        `json:"authority" doc:"Vem ser till det || Who sees to it"`
	Due       calendar.Date `json:"due"`
	SettledOn calendar.Date `json:"settledOn,omitzero"`
}

type plansBody struct {
	Items []planBody `json:"items" nullable:"false"`
}

func (s *Service) apiPlans(r *web.Request, in *struct {
	Municipality string `query:"municipality" maxLength:"4" doc:"Kommunkod, fyra siffror || Municipality code, four digits"`
	Closed       bool   `query:"closed" doc:"Även de som är avslutade || Closed ones too"`
}) (*answer[plansBody], error) {
	found, err := Plans(r.Context(), s.Trail.DB(), in.Municipality, !in.Closed)
	out := plansBody{Items: []planBody{}}
	for _, t := range found {
		out.Items = append(out.Items, planOf(t))
	}
	return &answer[plansBody]{out}, err
}

func planOf(t Transition) planBody {
	b := planBody{t.ID, t.Version, t.Municipality, t.Agreement, t.Cause, string(t.Reform), t.Title, t.Changes, t.On, t.Stage(), []moveBody{}, []transitionPointBody{}}
	for _, m := range t.Moves {
		b.Moves = append(b.Moves, moveBody{m.ID, m.Task, m.Before, m.After, m.On})
	}
	for _, p := range t.Points {
		b.Points = append(b.Points, transitionPointBody{p.ID, p.Text, p.Authority, p.Due, p.SettledOn})
	}
	return b
}

type reformBody struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Says      string           `json:"says"`
	Status    law.ReformStatus `json:"status" enum:"proposed,adopted"`
	InForce   bool             `json:"inForce"`
	ValidFrom calendar.Date    `json:"validFrom,omitzero"`
	Source    string           `json:"source"`
	Confirm   bool             `json:"confirm" doc:"En jurist ska bekräfta uppgiften || A lawyer must confirm the entry"`
}

type reformsBody struct {
	Items []reformBody `json:"items" nullable:"false"`
}

func (s *Service) apiReforms(r *web.Request, _ *struct{}) (*answer[reformsBody], error) {
	out := reformsBody{Items: []reformBody{}}
	day := today(s.Trail.DB())
	for _, step := range law.Reforms() {
		out.Items = append(out.Items, reformBody{string(step.ID), r.Say(step.Name), r.Say(step.Says), step.Status, step.InForce(day), step.Valid.From, step.Standing.Source, step.Standing.Confirm()})
	}
	return &answer[reformsBody]{out}, nil
}
