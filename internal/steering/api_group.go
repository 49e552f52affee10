package steering

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// acting makes the description of an act; one that makes something answers 201.
func acting(id, path string, sum language.Text, makes bool) huma.Operation {
	op := huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: []string{web.Both(sayGroups)}, Summary: web.Both(sum)}
	if makes {
		op.DefaultStatus = http.StatusCreated
	}
	return op
}

// groupActs registers the acts on groups, their members and the agreement's reviews.
func (s *Service) groupActs(rt *web.Router) {
	t := language.T
	web.API(rt, acting("add-group", "/agreements/{id}/groups", t("Tillsätt en grupp", "Set up a group"), true), policy.AddGroup, s.apiAddGroup)
	web.API(rt, acting("correct-group", "/groups/{group}/corrections", t("Ändra en grupp", "Change a group"), false), policy.EditGroup, s.apiEditGroup)
	web.API(rt, huma.Operation{OperationID: "list-group-members", Method: http.MethodGet, Path: "/groups/{group}/members", Tags: []string{web.Both(sayGroups)},
		Summary: web.Both(t("Lista en grupps ledamöter", "List the members of a group"))}, policy.ReadGroup, s.apiMembers)
	web.API(rt, acting("add-group-member", "/groups/{group}/members", t("Utse en ledamot från din myndighet", "Name a member from your authority"), true), policy.EditGroup, s.apiAddMember)
	web.API(rt, acting("end-group-member", "/groups/{group}/members/{member}/endings", t("Låt en ledamot lämna gruppen", "Let a member leave the group"), false), policy.EditGroup, s.apiEndMember)
	web.API(rt, acting("plan-group-meetings", "/groups/{group}/meetings", t("Planera en grupps möten", "Plan the meetings of a group"), true), policy.EditGroup, s.apiPlan)
	web.API(rt, acting("add-agreement-review", "/agreements/{id}/reviews", t("Registrera en översyn", "Enter a review"), true), policy.ReviewAgreement, s.apiReview)
}

func groupBodyOf(g Group) groupBody {
	return groupBody{g.ID, g.Version, g.Kind, g.Name, g.Task, g.From, g.To}
}

func reviewOf(v Review) reviewBody {
	return reviewBody{v.ID, v.Kind, v.Day, v.Due, v.Conclusion, v.Result, v.Next}
}

// GroupSaid is what a program says of a group.
type GroupSaid struct {
	Kind Kind          `json:"kind" enum:"steering,operational,other"`
	Name string        `json:"name" maxLength:"200"`
	Task string        `json:"task" maxLength:"4000" doc:"Uppgift och mandat || Task and mandate"`
	From calendar.Date `json:"from" doc:"Första dagen || First day"`
	To   calendar.Date `json:"to,omitzero" doc:"Sista dagen; saknas tills vidare || Last day; absent until further notice"`
}

func (b GroupSaid) input() GroupInput { return GroupInput(b) }

// Seen is the version of the thing that the program read and acts on.
type Seen struct {
	Version int64 `json:"version" minimum:"1" doc:"Versionen som du läste; har den ändrats sedan dess görs inget || The version that you read; when it has changed since, nothing is done"`
}

// Grouped names a group in an address of the API.
type Grouped struct {
	Group string `path:"group" maxLength:"40"`
}

func (s *Service) apiAddGroup(r *web.Request, in *struct {
	ID   string `path:"id" maxLength:"40"`
	Body GroupSaid
}) (*answer[groupBody], error) {
	g, err := s.AddGroup(r.Context(), r.Actor, in.ID, in.Body.input())
	return &answer[groupBody]{groupBodyOf(g)}, err
}

func (s *Service) apiEditGroup(r *web.Request, in *struct {
	Grouped
	Body struct {
		Seen
		GroupSaid
	}
}) (*answer[groupBody], error) {
	g, err := s.EditGroup(r.Context(), r.Actor, in.Group, in.Body.Version, in.Body.input())
	return &answer[groupBody]{groupBodyOf(g)}, err
}

type memberBody struct {
	ID        string        `json:"id"`
	Version   int64         `json:"version"`
	Authority string        `json:"authority"`
	Name      string        `json:"name"`
	Function  string        `json:"function,omitempty"`
	Part      Part          `json:"part" enum:"chair,substitute,member"`
	From      calendar.Date `json:"from"`
	To        calendar.Date `json:"to,omitzero"`
}

func memberOf(m Member) memberBody {
	return memberBody{m.ID, m.Version, m.Authority, m.Name, m.Function, m.Part, m.From, m.To}
}

func (s *Service) apiMembers(r *web.Request, _ *Grouped) (*answer[all[memberBody]], error) {
	g, err := s.group(r, policy.ReadGroup)
	if err != nil {
		return nil, err
	}
	return itemsOf(g.members, memberOf), nil
}

func (s *Service) apiAddMember(r *web.Request, in *struct {
	Grouped
	Body struct {
		Account  string        `json:"account,omitempty" maxLength:"40" doc:"Kontots id; saknas för den som inte har något || Id of the account; absent for who has none"`
		Name     string        `json:"name,omitempty" maxLength:"200" doc:"För den som saknar konto || For who has no account"`
		Function string        `json:"function,omitempty" maxLength:"200"`
		Part     Part          `json:"part" enum:"chair,substitute,member"`
		From     calendar.Date `json:"from"`
		To       calendar.Date `json:"to,omitzero"`
	}
}) (*answer[memberBody], error) {
	b := in.Body
	m, err := s.AddMember(r.Context(), r.Actor, in.Group, MemberInput{Account: b.Account, Name: b.Name, Function: b.Function, Part: b.Part, From: b.From, To: b.To})
	return &answer[memberBody]{memberOf(m)}, err
}

func (s *Service) apiEndMember(r *web.Request, in *struct {
	Grouped
	Member string `path:"member" maxLength:"40"`
	Body   struct {
		Seen
		To calendar.Date `json:"to" doc:"Sista dagen || The last day"`
	}
}) (*answer[all[memberBody]], error) {
	if err := s.EndMember(r.Context(), r.Actor, in.Group, in.Member, in.Body.Version, in.Body.To); err != nil {
		return nil, err
	}
	return s.apiMembers(r, &in.Grouped)
}

// WhenSaid is when and where a meeting is.
type WhenSaid struct {
	Day    calendar.Date `json:"day"`
	Starts string        `json:"starts" maxLength:"5" example:"09:00"`
	Ends   string        `json:"ends" maxLength:"5" example:"11:00"`
	Place  string        `json:"place,omitempty" maxLength:"200"`
}

func (b WhenSaid) when() (When, error) {
	w := When{Day: b.Day, Place: b.Place}
	var problems []fault.Problem
	for _, x := range []struct {
		field, text string
		to          *calendar.TimeOfDay
	}{{fieldStarts, b.Starts, &w.Starts}, {fieldEnds, b.Ends, &w.Ends}} {
		var err error
		if *x.to, err = calendar.ParseTimeOfDay(x.text); err != nil {
			problems = append(problems, fault.Field(x.field, language.T("Skriv klockslaget som 09:00.", "Write the time as 09:00.")))
		}
	}
	return w, invalid(problems)
}

func (s *Service) apiPlan(r *web.Request, in *struct {
	Grouped
	Body struct {
		Meetings []WhenSaid `json:"meetings" minItems:"1" maxItems:"60" nullable:"false"`
	}
}) (*answer[all[meetingBody]], error) {
	if _, err := s.group(r, policy.EditGroup); err != nil {
		return nil, err
	}
	var whens []When
	for _, b := range in.Body.Meetings {
		w, err := b.when()
		if err != nil {
			return nil, err
		}
		whens = append(whens, w)
	}
	made, err := s.PlanMeetings(r.Context(), r.Actor, in.Group, whens)
	return itemsOf(made, func(m Meeting) meetingBody { return meetingBodyOf(m, today(s.Trail.DB())) }), err
}

type verdictBody struct {
	Code    string `json:"code" maxLength:"40"`
	Verdict string `json:"verdict" enum:"good,act"`
	Remark  string `json:"remark,omitempty" maxLength:"500"`
}

func (s *Service) apiReview(r *web.Request, in *struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Kind       ReviewKind    `json:"kind" enum:"annual,target-groups"`
		Day        calendar.Date `json:"day"`
		Conclusion Conclusion    `json:"conclusion" enum:"keep,amend,renew,terminate"`
		Result     string        `json:"result" maxLength:"4000"`
		Next       calendar.Date `json:"next" doc:"När nästa görs || When the next one is made"`
		Answers    []verdictBody `json:"answers,omitempty" maxItems:"100" doc:"Svar på översynens frågor || Answers to the questions of the review"`
	}
}) (*answer[reviewBody], error) {
	b := in.Body
	said := ReviewInput{Kind: b.Kind, Day: b.Day, Conclusion: b.Conclusion, Result: b.Result, Next: b.Next}
	for _, x := range b.Answers {
		said.Answers = append(said.Answers, Answer{Code: x.Code, Verdict: x.Verdict, Remark: x.Remark})
	}
	v, err := s.Review(r.Context(), r.Actor, in.ID, said)
	return &answer[reviewBody]{reviewOf(v)}, err
}
