package steering

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// meetingActs registers the acts on a meeting. Its minutes are adjusted by persons who were there, on the pages alone.
func (s *Service) meetingActs(rt *web.Router) {
	t, one := language.T, "/group-meetings/{meeting}"
	web.API(rt, acting("move-group-meeting", one+"/moves", t("Flytta ett möte", "Move a meeting"), false), policy.RunMeeting, s.apiMove)
	web.API(rt, acting("cancel-group-meeting", one+"/cancellations", t("Ställ in ett möte", "Cancel a meeting"), false), policy.RunMeeting, s.apiCancel)
	web.API(rt, acting("hold-group-meeting", one+"/holdings", t("Registrera att ett möte har hållits", "Enter that a meeting was held"), false), policy.RunMeeting, s.apiHold)
	web.API(rt, acting("add-meeting-point", one+"/points", t("Anmäl en punkt till dagordningen", "Add a point to the agenda"), true), policy.AddPoint, s.apiPoint)
	web.API(rt, acting("write-meeting-minutes", one+"/minutes", t("Skriv mötets protokoll", "Write the minutes of the meeting"), false), policy.RunMeeting, s.apiMinutes)
	web.API(rt, acting("add-meeting-decision", one+"/decisions", t("Skriv in ett beslut", "Enter a decision"), true), policy.RunMeeting, s.apiDecide)
	web.API(rt, acting("close-meeting-decision", one+"/decisions/{decision}/results", t("Följ upp ett beslut, eller låt det falla", "Follow a decision up, or drop it"), false), policy.RunMeeting, s.apiClose)
}

// Met names a meeting in an address of the API.
type Met struct {
	Meeting string `path:"meeting" maxLength:"40"`
}

// met gives the meeting as it is after an act.
func (s *Service) met(m Meeting, err error) (*answer[meetingBody], error) {
	return &answer[meetingBody]{meetingBodyOf(m, today(s.Trail.DB()))}, err
}

func (s *Service) apiMove(r *web.Request, in *struct {
	Met
	Body struct {
		Seen
		WhenSaid
	}
}) (*answer[meetingBody], error) {
	if _, err := s.Meeting(r.Context(), r.Actor, in.Meeting); err != nil {
		return nil, err
	}
	w, err := in.Body.when()
	if err != nil {
		return nil, err
	}
	return s.met(s.Move(r.Context(), r.Actor, in.Meeting, in.Body.Version, w))
}

func (s *Service) apiCancel(r *web.Request, in *struct {
	Met
	Body struct {
		Seen
		Reason string `json:"reason" maxLength:"1000" doc:"Skriv inga namn på personer. || Write no names of persons."`
	}
}) (*answer[meetingBody], error) {
	return s.met(s.Cancel(r.Context(), r.Actor, in.Meeting, in.Body.Version, in.Body.Reason))
}

func (s *Service) apiHold(r *web.Request, in *struct {
	Met
	Body struct {
		Seen
		Present []string `json:"present" maxItems:"200" nullable:"false" doc:"Ledamöternas id || Ids of the members"`
		Chair   string   `json:"chair" maxLength:"40" doc:"Id för den som ledde mötet || Id of who led the meeting"`
		Guests  string   `json:"guests,omitempty" maxLength:"1000"`
	}
}) (*answer[meetingBody], error) {
	return s.met(s.Hold(r.Context(), r.Actor, in.Meeting, in.Body.Version, HoldInput{in.Body.Present, in.Body.Chair, in.Body.Guests}))
}

func (s *Service) apiPoint(r *web.Request, in *struct {
	Met
	Body struct {
		Title string `json:"title" maxLength:"200"`
		Text  string `json:"text,omitempty" maxLength:"4000" doc:"Skriv inga uppgifter om enskilda. || Write nothing about individuals."`
	}
}) (*answer[pointBody], error) {
	p, err := s.AddPoint(r.Context(), r.Actor, in.Meeting, in.Body.Title, in.Body.Text)
	return &answer[pointBody]{pointBody{p.No, p.Title(), p.Source(), p.Due}}, err
}

func (s *Service) apiMinutes(r *web.Request, in *struct {
	Met
	Body struct {
		Seen
		Text string `json:"text" maxLength:"60000" doc:"Markdown"`
	}
}) (*answer[meetingBody], error) {
	return s.met(s.WriteMinutes(r.Context(), r.Actor, in.Meeting, in.Body.Version, in.Body.Text))
}

func decisionOf(d Decision) decisionBody {
	return decisionBody{d.ID, d.Version, d.Meeting, d.No, d.Text, d.Owner, d.Made, d.Due, d.FollowBy, d.State, d.Result}
}

func (s *Service) apiDecide(r *web.Request, in *struct {
	Met
	Body struct {
		Decision string        `json:"decision" maxLength:"4000"`
		Owner    string        `json:"owner" maxLength:"40" doc:"Id för den part som ansvarar || Id of the party responsible"`
		Due      calendar.Date `json:"due"`
	}
}) (*answer[decisionBody], error) {
	d, err := s.Decide(r.Context(), r.Actor, in.Meeting, DecisionInput{in.Body.Decision, in.Body.Owner, in.Body.Due})
	return &answer[decisionBody]{decisionOf(d)}, err
}

func (s *Service) apiClose(r *web.Request, in *struct {
	Met
	Decision string `path:"decision" maxLength:"40"`
	Body     struct {
		Seen
		Outcome DecisionState `json:"outcome" enum:"followed-up,dropped"`
		Result  string        `json:"result" maxLength:"4000"`
	}
}) (*answer[decisionBody], error) {
	d, err := s.CloseDecision(r.Context(), r.Actor, in.Meeting, in.Decision, in.Body.Version, in.Body.Outcome, in.Body.Result)
	return &answer[decisionBody]{decisionOf(d)}, err
}
