package steering

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers what programs of the parties read.
func (s *Service) apiRoutes(rt *web.Router) {
	op := func(id, path string, summary language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{web.Both(sayGroups)}, Summary: web.Both(summary)}
	}
	web.API(rt, op("list-groups", "/agreements/{id}/groups", language.T("Lista en överenskommelses grupper", "List the groups of an agreement")), policy.ReadGroups, s.apiGroups)
	web.API(rt, op("list-group-meetings", "/agreements/{id}/group-meetings", language.T("Lista gruppernas möten, i ordning efter dag", "List the groups' meetings, in the order of their days")), policy.ReadGroups, s.apiMeetings)
	web.API(rt, op("list-group-decisions", "/agreements/{id}/group-decisions", language.T("Lista gruppernas beslut, det senaste mötet först", "List the groups' decisions, the latest meeting first")), policy.ReadGroups, s.apiDecisions)
	web.API(rt, op("list-agreement-reviews", "/agreements/{id}/reviews", language.T("Lista översyner av en överenskommelse, den senaste först", "List the reviews of an agreement, the latest first")), policy.ReadGroups, s.apiReviews)
	web.API(rt, op("get-group-meeting", "/group-meetings/{meeting}", language.T("Hämta ett möte med dagordning och protokoll", "Get a meeting with its agenda and minutes")), policy.ReadMeeting, s.apiMeeting)
	s.groupActs(rt)
	s.meetingActs(rt)
}

// under is the agreement that is asked about.
type under struct {
	ID string `path:"id" maxLength:"40"`
}

// answer is the body of an answer, in the shape that the API's frame asks for.
type answer[T any] struct{ Body T }

// all is a list that is answered whole.
type all[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

func itemsOf[A, B any](rows []A, body func(A) B) *answer[all[B]] {
	out := answer[all[B]]{all[B]{Items: make([]B, len(rows))}}
	for i, row := range rows {
		out.Body.Items[i] = body(row)
	}
	return &out
}

type groupBody struct {
	ID        string        `json:"id"`
	Version   int64         `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	Kind      Kind          `json:"kind" enum:"steering,operational,other"`
	Name      string        `json:"name"`
	Task      string        `json:"task" doc:"Uppgift och mandat || Task and mandate"`
	ValidFrom calendar.Date `json:"validFrom"`
	ValidTo   calendar.Date `json:"validTo,omitzero" doc:"Sista dagen; saknas när gruppen finns tills vidare || Last day; absent until further notice"`
}

func (s *Service) apiGroups(r *web.Request, in *under) (*answer[all[groupBody]], error) {
	rows, err := s.Groups(r.Context(), r.Actor, in.ID)
	return itemsOf(rows, groupBodyOf), err
}

type meetingBody struct {
	ID               string        `json:"id"`
	Version          int64         `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	Group            string        `json:"group" doc:"Gruppens id || Id of the group"`
	Day              calendar.Date `json:"day"`
	Starts           string        `json:"starts" example:"09:00"`
	Ends             string        `json:"ends" example:"11:00"`
	Place            string        `json:"place"`
	State            MeetingState  `json:"state" enum:"planned,held,cancelled"`
	MinutesDue       calendar.Date `json:"minutesDue,omitzero" doc:"Sista dag att publicera protokollet; saknas innan mötet har hållits || Last day for publishing the minutes; absent before the meeting was held"`
	MinutesPublished calendar.Date `json:"minutesPublished,omitzero"`
	MinutesLate      bool          `json:"minutesLate" doc:"Protokollet blev eller är försenat || The minutes were or are late"`
}

func meetingBodyOf(m Meeting, day calendar.Date) meetingBody {
	b := meetingBody{ID: m.ID, Version: m.Version, Group: m.Group, Day: m.Day, Starts: timeIn(m.Starts, language.English), Ends: timeIn(m.Ends, language.English), Place: m.Place, State: m.State, MinutesLate: m.MinutesLate(day)}
	if m.State == Held {
		b.MinutesDue, b.MinutesPublished = m.MinutesDue(), calendar.DateOf(m.Published.Time)
	}
	return b
}

func (s *Service) apiMeetings(r *web.Request, in *under) (*answer[all[meetingBody]], error) {
	rows, err := s.Meetings(r.Context(), r.Actor, in.ID)
	return itemsOf(rows, func(m Meeting) meetingBody { return meetingBodyOf(m, today(s.Trail.DB())) }), err
}

type pointBody struct {
	No     int64         `json:"no"`
	Title  language.Text `json:"title"`
	Source language.Text `json:"source" doc:"Varifrån punkten kommer || Where the point comes from"`
	Due    calendar.Date `json:"due,omitzero"`
}

type oneMeeting struct {
	meetingBody
	Agenda  []pointBody `json:"agenda" nullable:"false"`
	Minutes string      `json:"minutes,omitempty" doc:"Protokollet i Markdown; saknas tills du får läsa det || The minutes in Markdown; absent until you may read them"`
}

func (s *Service) apiMeeting(r *web.Request, in *struct {
	Meeting string `path:"meeting" maxLength:"40"`
}) (*answer[oneMeeting], error) {
	m, err := s.Meeting(r.Context(), r.Actor, in.Meeting)
	if err != nil {
		return nil, err
	}
	points, err := s.agendaOf(r.Context(), s.Trail.DB(), m)
	out := oneMeeting{meetingBody: meetingBodyOf(m, today(s.Trail.DB())), Agenda: []pointBody{}, Minutes: m.Text}
	for _, p := range points {
		out.Agenda = append(out.Agenda, pointBody{p.No, p.Title(), p.Source(), p.Due})
	}
	return &answer[oneMeeting]{out}, err
}

type decisionBody struct {
	ID       string        `json:"id"`
	Version  int64         `json:"version"`
	Meeting  string        `json:"meeting" doc:"Mötets id || Id of the meeting"`
	No       int64         `json:"no"`
	Text     string        `json:"text"`
	Owner    string        `json:"owner" doc:"Id för den myndighet som ansvarar || Id of the authority responsible"`
	Decided  calendar.Date `json:"decided"`
	Due      calendar.Date `json:"due"`
	FollowBy calendar.Date `json:"followBy" doc:"När det följs upp: gruppens nästa möte || When it is followed up: the group's next meeting"`
	State    DecisionState `json:"state" enum:"open,followed-up,dropped"`
	Result   string        `json:"result,omitempty"`
}

func (s *Service) apiDecisions(r *web.Request, in *under) (*answer[all[decisionBody]], error) {
	rows, err := s.Decisions(r.Context(), r.Actor, in.ID)
	return itemsOf(rows, decisionOf), err
}

type reviewBody struct {
	ID         string        `json:"id"`
	Kind       ReviewKind    `json:"kind" enum:"annual,target-groups"`
	Day        calendar.Date `json:"day"`
	Due        calendar.Date `json:"due,omitzero" doc:"När den skulle vara gjord || When it was to be made"`
	Conclusion Conclusion    `json:"conclusion" enum:"keep,amend,renew,terminate"`
	Result     string        `json:"result"`
	Next       calendar.Date `json:"next"`
}

func (s *Service) apiReviews(r *web.Request, in *under) (*answer[all[reviewBody]], error) {
	rows, err := s.Reviews(r.Context(), r.Actor, in.ID)
	return itemsOf(rows, reviewOf), err
}
