package routine

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the room's part of the API. Without a key it gives what is shared.
func (s *Service) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(sayRoutines)}
	web.API(rt, huma.Operation{OperationID: "list-routines", Method: http.MethodGet, Path: "/routines", Tags: tag,
		Summary: web.Both(language.T("Lista rutiner, i ordning efter namn", "List routines, in the order of their names"))}, policy.ReadLibrary, s.apiList)
	web.API(rt, huma.Operation{OperationID: "get-routine", Method: http.MethodGet, Path: "/routines/{id}", Tags: tag,
		Summary: web.Both(language.T("Hämta en rutin med sina steg", "Get one routine with its steps"))}, policy.ReadLibrary, s.apiOne)
	s.actRoutes(rt)
}

// routineBody is a routine as the API gives it.
type routineBody struct {
	ID            string        `json:"id"`
	Agreement     string        `json:"agreement" doc:"Överenskommelsens id || Id of the agreement"`
	Municipality  string        `json:"municipality" doc:"Kommunen eller kommunerna || The municipality or municipalities"`
	Title         string        `json:"title"`
	State         State         `json:"state" enum:"draft,in-force,retired"`
	Sharing       Sharing       `json:"sharing" enum:"own,proposed,shared"`
	Owner         string        `json:"owner" doc:"Den part som äger rutinen || The party that owns the routine"`
	Version       int64         `json:"version" doc:"Version som gäller, eller utkastets || Version in force, or the draft's"`
	ReviewOn      calendar.Date `json:"reviewOn,omitzero" doc:"Ses över senast || To be reviewed by"`
	Overdue       bool          `json:"overdue" doc:"Översynen är försenad || The review is overdue"`
	Clauses       []string      `json:"clauses" nullable:"false" doc:"Paragrafer och åtaganden || Clauses and commitments"`
	Topics        []Topic       `json:"topics" nullable:"false"`
	Origin        string        `json:"origin,omitempty" doc:"Rutinen som den togs över från || The routine that it was taken over from"`
	OriginVersion int64         `json:"originVersion,omitempty"`
	Row           int64         `json:"row" doc:"Stiger med varje ändring; skickas med när något ändras || Rises with every change; sent along when something is changed"`
	ChangedAt     time.Time     `json:"changedAt"`
}

func (s *Service) bodyOf(l listed) routineBody {
	return routineBody{ID: l.ID, Agreement: l.Agreement, Municipality: l.place, Title: l.Title, State: l.State, Sharing: l.Sharing, Owner: l.owner, Version: l.shown(),
		ReviewOn: l.ReviewOn, Overdue: l.Overdue(today(s.Trail.DB())), Clauses: append([]string{}, l.clauses...), Topics: append([]Topic{}, l.topics...),
		Origin: l.Origin, OriginVersion: l.OriginVersion, Row: l.Routine.Version, ChangedAt: l.ChangedAt.Time}
}

func (s *Service) apiList(r *web.Request, in *struct {
	web.Paging
	Agreement string `query:"agreement" maxLength:"40" doc:"Överenskommelsens id || Id of the agreement"`
	Clause    string `query:"clause" maxLength:"8" doc:"9 finner även K9.1 || 9 also finds K9.1"`
	Topic     string `query:"topic" maxLength:"40"`
	Text      string `query:"text" maxLength:"200" doc:"Varje ord ska finnas i rutinen || Every word must be in the routine"`
	Overdue   bool   `query:"overdue" doc:"Bara de med försenad översyn || Only those with an overdue review"`
}) (*web.PageOf[routineBody], error) {
	after, err := in.Cursor(2)
	if err != nil {
		return nil, err
	}
	f := Filter{Agreement: in.Agreement, Clause: tidyClause(in.Clause), Topic: Topic(in.Topic), Text: in.Text, After: after, Limit: in.Limit + 1}
	if in.Overdue {
		f.Overdue = today(s.Trail.DB())
	}
	found, err := s.listed(r, f)
	if err != nil {
		return nil, err
	}
	f.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), r.Actor, f)
	rows := make([]routineBody, len(found))
	key := map[string]web.Cursor{}
	for i, l := range found {
		rows[i] = s.bodyOf(l)
		key[l.ID] = cursorOf(l)
	}
	return web.NewPageOf(rows, in.Limit, total, func(b routineBody) web.Cursor { return key[b.ID] }), err
}

// routineText is one routine with its text.
type routineText struct {
	routineBody
	Purpose string        `json:"purpose"`
	Steps   []routineStep `json:"steps" nullable:"false"`
}

// routineStep is a step as the API gives it.
type routineStep struct {
	Who    string `json:"who" doc:"Vilken roll som gör det || Which role does it"`
	What   string `json:"what"`
	Within string `json:"within,omitempty" doc:"Inom vilken tid || Within what time"`
}

func stepsOf(steps []Step) []routineStep {
	out := make([]routineStep, len(steps))
	for i, s := range steps {
		out[i] = routineStep(s)
	}
	return out
}

type answer[T any] struct{ Body T }

func (s *Service) apiOne(r *web.Request, in *struct {
	ID string `path:"id" maxLength:"40"`
}) (*answer[routineText], error) {
	ctx, q := r.Context(), s.Trail.DB()
	x, err := One(ctx, q, r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	return s.text(r, x, x.shown())
}
