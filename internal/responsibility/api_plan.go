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

// planActs registers the acts on a transition plan. Each answers with the plan after it.
func (s *Service) planActs(rt *web.Router, tag []string) {
	t, one := language.T, "/transitions/{id}"
	web.API(rt, huma.Operation{OperationID: "get-transition", Method: http.MethodGet, Path: one, Tags: tag, Summary: web.Both(t("Hämta en omställningsplan", "Get one transition plan"))}, policy.ReadTransition, s.apiPlan)
	web.API(rt, acting(tag, "begin-transition", "/municipalities/{code}/transitions", t("Börja en omställningsplan", "Begin a transition plan"), true), policy.AddTransition, s.apiBegin)
	web.API(rt, acting(tag, "correct-transition", one+"/corrections", t("Ändra en omställningsplan", "Change a transition plan"), false), policy.EditTransition, s.apiEdit)
	web.API(rt, acting(tag, "add-transition-task", one+"/tasks", t("Lägg till en uppgift som byter ansvarig", "Add a task that changes hands"), true), policy.EditTransition, s.apiMove)
	web.API(rt, acting(tag, "add-transition-point", one+"/points", t("Lägg till något som är öppet", "Add something that is open"), true), policy.EditTransition, s.apiPoint)
	web.API(rt, acting(tag, "step-transition", one+"/steps", t("Kom överens, avsluta, ta bort en uppgift, eller lös en punkt", "Agree, close, take a task away, or settle a point"), false), policy.EditTransition, s.apiStep)
}

// Planned names a plan in an address of the API.
type Planned struct {
	ID string `path:"id" maxLength:"40"`
}

// PlanSaid is what a program says of a plan.
type PlanSaid struct {
	Cause       Cause         `json:"cause" enum:"reform,office,staff,other"`
	Reform      law.ReformID  `json:"reform,omitempty" maxLength:"80" doc:"Reformsteget, när orsaken är en reform || The reform step, when the cause is a reform"`
	Title       string        `json:"title" maxLength:"400"`
	Changes     string        `json:"changes" maxLength:"8000" doc:"Vad som ändras. Skriv inga namn på personer. || What changes. Write no names of persons."`
	EffectiveOn calendar.Date `json:"effectiveOn"`
}

func (b PlanSaid) input() PlanInput {
	return PlanInput{Cause: b.Cause, Reform: b.Reform, Title: b.Title, Changes: b.Changes, On: b.EffectiveOn}
}

func planned(t Transition, err error) (*answer[planBody], error) {
	return &answer[planBody]{planOf(t)}, err
}

func (s *Service) apiPlan(r *web.Request, in *Planned) (*answer[planBody], error) {
	return planned(PlanOf(r.Context(), s.Trail.DB(), in.ID))
}

func (s *Service) apiBegin(r *web.Request, in *struct {
	Code string `path:"code" maxLength:"4"`
	Body PlanSaid
}) (*answer[planBody], error) {
	if _, err := s.beginning(r); err != nil {
		return nil, err
	}
	return planned(s.Begin(r.Context(), r.Actor, in.Code, in.Body.input()))
}

func (s *Service) apiEdit(r *web.Request, in *struct {
	Planned
	Body struct {
		Seen
		PlanSaid
	}
}) (*answer[planBody], error) {
	return planned(s.EditPlan(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.input()))
}

func (s *Service) apiMove(r *web.Request, in *struct {
	Planned
	Body struct {
		Seen
		Task        string        `json:"task" maxLength:"400"`
		Before      string        `json:"before" maxLength:"40" doc:"Partens id, eller none || Id of the party, or none"`
		After       string        `json:"after" maxLength:"40" doc:"Partens id, eller none || Id of the party, or none"`
		EffectiveOn calendar.Date `json:"effectiveOn"`
	}
}) (*answer[planBody], error) {
	b := in.Body
	return planned(s.AddMove(r.Context(), r.Actor, in.ID, b.Version, MoveInput{b.Task, b.Before, b.After, b.EffectiveOn}))
}

func (s *Service) apiPoint(r *web.Request, in *struct {
	Planned
	Body struct {
		Seen
		Text  string        `json:"text" maxLength:"2000" doc:"Skriv inga namn på personer. || Write no names of persons."`
		Owner string        `json:"owner" maxLength:"40" doc:"Id för den part som ser till det || Id of the party that sees to it"`
		DueOn calendar.Date `json:"dueOn"`
	}
}) (*answer[planBody], error) {
	b := in.Body
	return planned(s.AddPoint(r.Context(), r.Actor, in.ID, b.Version, PointInput{b.Text, b.Owner, b.DueOn}))
}

func (s *Service) apiStep(r *web.Request, in *struct {
	Planned
	Body struct {
		Seen
		Step  string `json:"step" enum:"agree,close,remove-task,settle-point"`
		Thing string `json:"thing,omitempty" maxLength:"40" doc:"Uppgiftens eller punktens id || Id of the task or the point"`
	}
}) (*answer[planBody], error) {
	ctx, b := r.Context(), in.Body
	switch b.Step {
	case "agree":
		return planned(s.Agree(ctx, r.Actor, in.ID, b.Version))
	case "close":
		return planned(s.Close(ctx, r.Actor, in.ID, b.Version))
	case "remove-task":
		return planned(s.RemoveMove(ctx, r.Actor, in.ID, b.Version, b.Thing))
	}
	return planned(s.SettlePoint(ctx, r.Actor, in.ID, b.Version, b.Thing))
}
