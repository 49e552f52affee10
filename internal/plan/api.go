package plan

import (
	"bytes"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func apiOp(id, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodPost, Path: "/matters/{id}/plan" + path, Tags: []string{web.Both(sayPlan)}, Summary: web.Both(sum)}
}

// apiRoutes registers the reading and the acts. An act answers with the matter, whose version is sent along with the next.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("read-plan", "/readings", t("Läs den gemensamma planen. Läsningen antecknas.", "Read the joint plan. The reading is noted.")), policy.ReadMatterText, s.apiRead, web.Reading())
	web.API(rt, apiOp("propose-plan", "/versions", t("Föreslå en version av planen", "Propose a version of the plan")), policy.WorkMatter, s.apiPropose)
	web.API(rt, apiOp("accept-plan", "/acceptance", t("Godkänn den version som motparten föreslog", "Accept the version that the counterpart proposed")), policy.WorkMatter, s.apiAccept)
	web.API(rt, apiOp("note-plan-person", "/person", t("Anteckna varför personen inte godkänner versionen som gäller", "Note why the person does not approve the version that holds")), policy.WorkMatter, s.apiPerson)
	web.API(rt, apiOp("bring-plan-paper", "/paper", t("Lämna in pappret som personen har skrivit under", "Bring the paper that the person has signed")), policy.WorkMatter, s.apiPaper, web.Body(room))
	web.API(rt, apiOp("move-plan-step", "/steps/{step}", t("Flytta ett steg i versionen som gäller", "Move a step of the version that holds")), policy.WorkMatter, s.apiMove)
	web.API(rt, apiOp("follow-plan-up", "/follow-ups", t("Anteckna en uppföljning", "Note a follow-up")), policy.WorkMatter, s.apiFollow)
}

// PlanStepBody is a step of a version, in the API.
type PlanStepBody struct {
	Key         string        `json:"key,omitempty" maxLength:"40" doc:"Samma steg i en tidigare version; tomt för ett nytt || The same step in an earlier version; empty for a new one"`
	Text        string        `json:"text" maxLength:"500"`
	Responsible Owner         `json:"responsible" enum:"agency,municipality,person,both"`
	Due         calendar.Date `json:"due"`
	Meeting     bool          `json:"meeting,omitempty" doc:"Kan bara beslutas när personen är med || Can be decided only with the person"`
	Hours       int64         `json:"hoursAWeek,omitempty" minimum:"0" maximum:"60" doc:"Timmar i veckan som insatsen tar av personen || Hours a week that the measure takes of the person"`
}

// PlanContentBody is what a version says, in the API.
type PlanContentBody struct {
	Goal             string         `json:"goal" maxLength:"500"`
	Steps            []PlanStepBody `json:"steps" minItems:"1" maxItems:"20" nullable:"false"`
	FollowUp         calendar.Date  `json:"followUp" doc:"Nästa uppföljning || Next follow-up"`
	AgencyPlan       string         `json:"agencyPlan,omitempty" maxLength:"100" doc:"Datum eller nummer på Arbetsförmedlingens handlingsplan || Date or number of the agency's action plan"`
	MunicipalityPlan string         `json:"municipalityPlan,omitempty" maxLength:"100"`
}

func (b PlanContentBody) content() Content {
	c := Content{Goal: b.Goal, Follow: b.FollowUp, AgencyPlan: b.AgencyPlan, MunicipalityPlan: b.MunicipalityPlan}
	for _, st := range b.Steps {
		c.Items = append(c.Items, Item(st))
	}
	return c
}

func bodyOf(c Content) PlanContentBody {
	out := PlanContentBody{Goal: c.Goal, FollowUp: c.Follow, AgencyPlan: c.AgencyPlan, MunicipalityPlan: c.MunicipalityPlan, Steps: []PlanStepBody{}}
	for _, item := range c.Items {
		out.Steps = append(out.Steps, PlanStepBody(item))
	}
	return out
}

// PlanStepState is how far a step has come, in the API.
type PlanStepState struct {
	ID    string        `json:"id" doc:"Stegets id i den här versionen || The step's id in this version"`
	Key   string        `json:"key"`
	State StepState     `json:"state" enum:"planned,begun,done,dropped"`
	Due   calendar.Date `json:"due"`
	Late  bool          `json:"late"`
}

// PlanVersionBody is a version, in the API.
type PlanVersionBody struct {
	No         int64           `json:"no"`
	State      VersionState    `json:"state" enum:"proposed,accepted,replaced"`
	ProposedBy string          `json:"proposedBy" doc:"Myndighet || Authority"`
	ProposedAt time.Time       `json:"proposedAt"`
	AcceptedAt *time.Time      `json:"acceptedAt,omitempty"`
	PersonPart Part            `json:"personPart,omitempty" enum:",digital,paper,declined,unable"`
	PersonOn   calendar.Date   `json:"personOn,omitzero"`
	Says       PlanContentBody `json:"says"`
	Steps      []PlanStepState `json:"steps" nullable:"false"`
}

type planRead struct {
	Body struct {
		State    State             `json:"state" enum:"proposed,active,closed"`
		Holds    int64             `json:"holds" doc:"Versionen som gäller; 0 är ingen || The version that holds; 0 is none"`
		Latest   int64             `json:"latest" doc:"Skickas som base när en ny version föreslås || Sent as base when a new version is proposed"`
		FollowUp calendar.Date     `json:"followUp,omitzero"`
		Versions []PlanVersionBody `json:"versions" nullable:"false"`
	}
}

func (s *Service) apiRead(r *web.Request, in *matter.Asked) (*planRead, error) {
	o, err := s.Matters.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := o.Can.CheckRead(policy.ReadMatterText); err != nil {
		return nil, err
	}
	v, err := s.Of(r.Context(), s.Trail.DB(), o.ID, o.Thread)
	if err == nil && !v.There {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return nil, err
	}
	out := &planRead{}
	out.Body.State, out.Body.Holds, out.Body.Latest, out.Body.FollowUp = v.State, v.Holds, v.Last, v.Follow
	for _, each := range v.Versions {
		out.Body.Versions = append(out.Body.Versions, each.body(today(s.Trail.DB())))
	}
	return out, nil
}

func (t Told) body(day calendar.Date) PlanVersionBody {
	out := PlanVersionBody{No: t.No, State: t.State, ProposedBy: t.Authority, ProposedAt: t.ProposedAt.Time, PersonPart: t.PersonPart, PersonOn: t.PersonOn, Says: bodyOf(t.Content), Steps: []PlanStepState{}}
	if !t.AcceptedAt.IsZero() {
		out.AcceptedAt = &t.AcceptedAt.Time
	}
	for _, st := range t.Steps {
		out.Steps = append(out.Steps, PlanStepState{ID: st.ID, Key: st.Key, State: st.State, Due: st.Due, Late: st.Late(day)})
	}
	return out
}

// answer gives the matter after an act.
func (s *Service) answer(r *web.Request, id string, _ Plan, err error) (*matter.Reply, error) {
	if err != nil {
		return nil, err
	}
	return s.Matters.ReplyTo(r, id)
}

func (s *Service) apiPropose(r *web.Request, in *struct {
	matter.Asked
	Body struct {
		Base   int64            `json:"base" minimum:"0" doc:"Numret på den senaste versionen som ni har läst; 0 när det inte finns någon || Number of the latest version that you have read; 0 when there is none"`
		Says   PlanContentBody  `json:"says"`
		Health bool             `json:"health,omitempty" doc:"Handlar om personens hälsa || Is about the person's health"`
		Ground matter.BasisBody `json:"ground,omitempty"`
	}
}) (*matter.Reply, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	c := in.Body.Says.content()
	c.Health = in.Body.Health
	p, err := s.Propose(r.Context(), r.Actor, matter.Key{ID: in.ID}, in.Body.Base, c, b)
	return s.answer(r, in.ID, p, err)
}

func (s *Service) apiAccept(r *web.Request, in *struct {
	matter.Asked
	Body struct {
		matter.MatterSeen
		No     int64            `json:"no" minimum:"1" doc:"Versionens nummer || Number of the version"`
		Ground matter.BasisBody `json:"ground,omitempty"`
	}
}) (*matter.Reply, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	p, err := s.Accept(r.Context(), r.Actor, matter.Key{ID: in.ID, Version: in.Body.Version}, in.Body.No, b)
	return s.answer(r, in.ID, p, err)
}

func (s *Service) apiPerson(r *web.Request, in *struct {
	matter.Asked
	Body struct {
		matter.MatterSeen
		No     int64         `json:"no" minimum:"1"`
		Part   Part          `json:"part" enum:"declined,unable"`
		On     calendar.Date `json:"on"`
		Why    string        `json:"why" maxLength:"1000"`
		Health bool          `json:"health,omitempty"`
	}
}) (*matter.Reply, error) {
	p, err := s.NotePerson(r.Context(), r.Actor, matter.Key{ID: in.ID, Version: in.Body.Version}, Answer{No: in.Body.No, Part: in.Body.Part, On: in.Body.On, Why: in.Body.Why, Health: in.Body.Health})
	return s.answer(r, in.ID, p, err)
}

func (s *Service) apiPaper(r *web.Request, in *struct {
	matter.Asked
	No      int64         `query:"no" doc:"Versionens nummer || Number of the version"`
	By      By            `query:"by" maxLength:"20" doc:"person, guardian eller representative: vem som skrev under || person, guardian or representative: who signed"`
	On      calendar.Date `query:"on" doc:"Vilken dag || On which day"`
	RawBody []byte        `contentType:"application/octet-stream" doc:"PDF eller bild, högst 20 MB || PDF or picture, at most 20 MB"`
}) (*matter.Reply, error) {
	v, err := s.Matters.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := v.Can.Check(policy.WorkMatter); err != nil { // whoever may not is told nothing of the paper
		return nil, err
	}
	c, err := file.Check(file.Input{Name: "plan", Content: bytes.NewReader(in.RawBody), Size: int64(len(in.RawBody)), Owner: r.Actor.Authority, Accept: person.EvidenceTypes()})
	if err != nil {
		return nil, err
	}
	p, err := s.NotePerson(r.Context(), r.Actor, matter.Key{ID: in.ID}, Answer{No: in.No, Part: Paper, By: in.By, On: in.On, Paper: &c})
	return s.answer(r, in.ID, p, err)
}

func (s *Service) apiMove(r *web.Request, in *struct {
	matter.Asked
	Step string `path:"step" maxLength:"40"`
	Body struct {
		matter.MatterSeen
		State  StepState `json:"state" enum:"begun,done,dropped"`
		Why    string    `json:"why,omitempty" maxLength:"500" doc:"Behövs när steget utgår || Needed when the step is dropped"`
		Health bool      `json:"health,omitempty"`
	}
}) (*matter.Reply, error) {
	p, err := s.MoveStep(r.Context(), r.Actor, matter.Key{ID: in.ID, Version: in.Body.Version}, in.Step, Move{To: in.Body.State, Why: in.Body.Why, Health: in.Body.Health})
	return s.answer(r, in.ID, p, err)
}

func (s *Service) apiFollow(r *web.Request, in *struct {
	matter.Asked
	Body struct {
		matter.MatterSeen
		Said   string        `json:"said" maxLength:"2000"`
		Next   calendar.Date `json:"next" doc:"Nästa uppföljning || Next follow-up"`
		Health bool          `json:"health,omitempty"`
	}
}) (*matter.Reply, error) {
	p, err := s.FollowUp(r.Context(), r.Actor, matter.Key{ID: in.ID, Version: in.Body.Version}, Follow{Said: in.Body.Said, Next: in.Body.Next, Health: in.Body.Health})
	return s.answer(r, in.ID, p, err)
}
