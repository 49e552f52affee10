package contact

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the room's part of the API: what the public may read needs no key.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, reading("list-contact-paths", "/contact-paths", t("Lista kontaktvägar", "List contact paths")), policy.ReadContacts, s.apiList)
	web.API(rt, reading("get-contact-path", "/contact-paths/{id}", t("Hämta en kontaktväg", "Get a contact path")), policy.ReadContacts, s.apiGet)
	web.API(rt, reading("list-contact-topics", "/contact-topics", t("Lista ämnen som man kan fråga om", "List the topics one can ask about")), policy.ReadContacts, s.apiTopics)
	web.API(rt, reading("find-contact-path", "/contact-routes", t("Hitta rätt kontaktväg och se varför", "Find the right contact path and see why")), policy.ReadContacts, s.apiRoute)
	web.API(rt, reading("get-contact-rota", "/contact-paths/{id}/rota", t("Hämta bemanning och luckor", "Get the rota and its holes")), policy.ReadRota, s.apiRota)
	web.API(rt, reading("list-contact-reachability", "/contact-reachability", t("Lista kontaktvägars tillgänglighet som siffror", "List the reachability of contact paths as figures")), policy.ReadAllContacts, s.apiFigures)
	s.pathActs(rt)
	s.absenceActs(rt)
}

func reading(id, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{web.Both(sayPaths)}, Summary: web.Both(sum)}
}

type answer[T any] struct{ Body T }

type contactPathBody struct {
	ID             string            `json:"id"`
	Version        int64             `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	Authority      string            `json:"authority"`
	Unit           string            `json:"unit,omitempty"`
	Name           string            `json:"name"`
	Channel        Channel           `json:"channel" enum:"samsyn,sdk,form,phone,video,visit,letter"`
	Address        string            `json:"address,omitempty"`
	Hours          string            `json:"hours" doc:"Öppettider i ord || Open hours in words"`
	OpenHours      []OpenHours       `json:"openHours" nullable:"false" doc:"Öppettider per veckodag; tomt när inga är angivna || Open hours by weekday; empty when none are given"`
	Personal       bool              `json:"personal" doc:"Tar emot uppgifter om enskilda || Takes data about a person"`
	Protected      bool              `json:"protected" doc:"Tar emot frågor om skyddade personuppgifter || Takes questions about protected identities"`
	Urgent         bool              `json:"urgent"`
	FirstDays      int64             `json:"firstDays" doc:"Utlovat första svar, arbetsdagar || Promised first response, working days"`
	AnswerDays     int64             `json:"answerDays" doc:"Utlovat svar, arbetsdagar || Promised answer, working days"`
	State          State             `json:"state" enum:"confirmed,unconfirmed,inactive"`
	ConfirmedOn    calendar.Date     `json:"confirmedOn,omitzero"`
	ValidFrom      calendar.Date     `json:"validFrom"`
	ValidTo        calendar.Date     `json:"validTo,omitzero"`
	Languages      string            `json:"languages,omitempty"`
	Place          string            `json:"place,omitempty"`
	Note           string            `json:"note,omitempty"`
	Topics         []Topic           `json:"topics" nullable:"false"`
	Municipalities []string          `json:"municipalities" nullable:"false" doc:"Kommunkoder; tomt är alla som myndigheten arbetar för || Municipality codes; empty is all that the authority serves"`
	Reachability   *contactReachBody `json:"reachability,omitempty" doc:"Uppmätt de senaste 90 dagarna; bara för den som har loggat in || As measured over the latest 90 days; only for those who have signed in"`
}

// contactReachBody is what was measured of a path.
type contactReachBody struct {
	Asked    int64 `json:"asked"`
	Answered int64 `json:"answeredInTime"`
	Late     int64 `json:"answeredLate"`
	Reached  int64 `json:"attemptsReached"`
	NoAnswer int64 `json:"attemptsUnanswered"`
}

func (s *Service) bodyOf(r *web.Request, p Path) contactPathBody {
	b := contactPathBody{ID: p.ID, Version: p.Version, Authority: p.Authority, Unit: p.Unit, Name: p.Name, Channel: p.Channel, Address: p.Address, Hours: r.Say(p.openWords()), OpenHours: openHoursOf(p.Hours),
		Personal: p.Personal, Protected: p.Protected, Urgent: p.Urgent, FirstDays: p.FirstDays, AnswerDays: p.AnswerDays, State: p.StateAt(s.Trail.DB().Now()),
		ValidFrom: p.From, ValidTo: p.To, Languages: p.Languages, Place: p.Place, Note: p.Note, Topics: append([]Topic{}, p.Topics...), Municipalities: append([]string{}, p.Areas...)}
	if !p.ConfirmedAt.IsZero() {
		b.ConfirmedOn = calendar.DateOf(p.ConfirmedAt.Time)
	}
	return b
}

func (s *Service) apiList(r *web.Request, in *struct {
	web.Paging
	Municipality string  `query:"municipality" maxLength:"4" doc:"Kommunkod, fyra siffror || Municipality code, four digits"`
	Authority    string  `query:"authority" maxLength:"40"`
	Topic        Topic   `query:"topic" maxLength:"40"`
	Channel      Channel `query:"channel" enum:"samsyn,sdk,form,phone,video,visit,letter"`
	State        State   `query:"state" enum:"confirmed,unconfirmed,inactive"`
}) (*web.PageOf[contactPathBody], error) {
	after, err := in.Cursor(2)
	if err != nil {
		return nil, err
	}
	f := Filter{Municipality: in.Municipality, Agency: true, Authority: in.Authority, Topic: in.Topic, Channel: in.Channel, State: in.State, OnlyOpen: !r.May(policy.ReadAllContacts), After: after, Limit: in.Limit + 1}
	found, err := List(r.Context(), s.Trail.DB(), f)
	if err != nil {
		return nil, err
	}
	f.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), f)
	rows := make([]contactPathBody, len(found))
	last := map[string]web.Cursor{}
	for i, p := range found {
		rows[i], last[p.ID] = s.bodyOf(r, p), p.after()
	}
	return web.NewPageOf(rows, in.Limit, total, func(b contactPathBody) web.Cursor { return last[b.ID] }), err
}

// ContactID names a path or an absence in an address of the API. It is exported, like what else is embedded in a body, since
// only then the fields are read.
type ContactID struct {
	ID string `path:"id" maxLength:"40"`
}

func (s *Service) apiGet(r *web.Request, in *ContactID) (*answer[contactPathBody], error) {
	p, err := s.seen(r, in.ID)
	if err != nil {
		return nil, err
	}
	b := s.bodyOf(r, p)
	if r.May(policy.ReadAllContacts) {
		reach, err := Reachability(r.Context(), s.Trail.DB(), p.ID)
		if err != nil {
			return nil, err
		}
		if reach, err = s.toldOf(r, p, reach); err != nil {
			return nil, err
		}
		b.Reachability = &contactReachBody{reach.Asked, reach.Answered, reach.Late, reach.Reached, reach.NoAnswer}
	}
	return &answer[contactPathBody]{b}, nil
}

// seen reads a path that the reader may see.
func (s *Service) seen(r *web.Request, id string) (Path, error) {
	p, err := Get(r.Context(), s.Trail.DB(), id)
	if err == nil && !r.May(policy.ReadAllContacts) && !(p.Open && p.On(today(s.Trail.DB()))) {
		err = fault.NotFoundThing()
	}
	return p, err
}

type contactTopicBody struct {
	Topic     Topic     `json:"topic"`
	Name      string    `json:"name"`
	Asks      string    `json:"asks"`
	Answer    string    `json:"answer"`
	Direction Direction `json:"direction" enum:"to-agency,to-municipality"`
	Area      Area      `json:"area,omitempty" doc:"Vilken del av kommunen som har svaret || Which part of the municipality has the answer"`
	Personal  bool      `json:"personal" doc:"Gäller en person || Is about a person"`
	Sensitive bool      `json:"sensitive" doc:"Svaret är känsligt; samtycke är den vanliga grunden || The answer is sensitive; consent is the usual ground"`
}

type contactTopicsBody struct {
	Items []contactTopicBody `json:"items" nullable:"false"`
}

func (s *Service) apiTopics(r *web.Request, _ *struct{}) (*answer[contactTopicsBody], error) {
	var out contactTopicsBody
	for _, t := range Topics() {
		out.Items = append(out.Items, contactTopicBody{t.Topic, r.Say(t.Name), r.Say(t.Asks), r.Say(t.Answer), t.Direction, t.Area, t.Personal, t.Sensitive})
	}
	return &answer[contactTopicsBody]{out}, nil
}

type contactRouteBody struct {
	Path  string   `json:"path,omitempty" doc:"Kontaktvägens id; saknas när ingen tar emot frågan || Id of the path; absent when nobody takes the question"`
	Hole  bool     `json:"hole" doc:"Ingen kontaktväg tar emot frågan || No contact path takes the question"`
	Why   []string `json:"why" nullable:"false" doc:"Skälen, i ord || The reasons, in words"`
	Other []string `json:"other" nullable:"false" doc:"Andra kontaktvägar som också tar emot den || Other paths that take it too"`
}

func (s *Service) apiRoute(r *web.Request, in *struct {
	Topic        Topic  `query:"topic" required:"true" maxLength:"40"`
	Municipality string `query:"municipality" required:"true" maxLength:"4"`
	Area         Area   `query:"area" maxLength:"40" doc:"För ämnen som flera nämnder kan svara om || For topics that several boards can answer about"`
	Personal     bool   `query:"personal" doc:"Gäller en person || Is about a person"`
	Protected    bool   `query:"protected" doc:"Personen har skyddade personuppgifter || The person has a protected identity"`
	Urgent       bool   `query:"urgent"`
}) (*answer[contactRouteBody], error) {
	routing, err := Route(r.Context(), s.Trail.DB(), Ask{Topic: in.Topic, Municipality: in.Municipality, Area: in.Area, Personal: in.Personal, Protected: in.Protected, Urgent: in.Urgent})
	if err != nil {
		return nil, err
	}
	out := contactRouteBody{Hole: routing.Hole, Why: []string{}, Other: []string{}}
	shown := func(p Path) bool { return r.May(policy.ReadAllContacts) || p.Open }
	if shown(routing.Path) {
		out.Path = routing.Path.ID
	}
	for _, w := range routing.Why {
		out.Why = append(out.Why, r.Say(w))
	}
	for _, p := range routing.Other {
		if shown(p) {
			out.Other = append(out.Other, p.ID)
		}
	}
	return &answer[contactRouteBody]{out}, nil
}

type contactRotaBody struct {
	OnDuty []string          `json:"onDuty" nullable:"false" doc:"Konton i tjänst nu || Accounts on duty now"`
	Turns  []contactTurnBody `json:"turns" nullable:"false"`
	Holes  []contactHoleBody `json:"holes" nullable:"false" doc:"Öppna tider utan någon i tjänst, fyra veckor framåt || Open times without anybody on duty, four weeks ahead"`
}

type contactTurnBody struct {
	ID      string        `json:"id"`
	Account string        `json:"account"`
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to" doc:"Sista dagen || Last day"`
}

type contactHoleBody struct {
	From string `json:"from" format:"date-time"`
	To   string `json:"to" format:"date-time"`
}

func (s *Service) apiRota(r *web.Request, in *ContactID) (*answer[contactRotaBody], error) {
	ctx, q := r.Context(), s.Trail.DB()
	p, err := s.seen(r, in.ID)
	if err != nil {
		return nil, err
	}
	if err := policy.CheckRead(ctx, q, r.Actor, policy.ReadRota, p.Ref()); err != nil {
		return nil, err
	}
	out := contactRotaBody{OnDuty: []string{}, Turns: []contactTurnBody{}, Holes: []contactHoleBody{}}
	on, err := OnDuty(ctx, q, p.ID, q.Now())
	if err != nil {
		return nil, err
	}
	out.OnDuty = append(out.OnDuty, on...)
	shifts, err := Shifts(ctx, q, p.ID, q.Now(), today(q).AddDays(maxWeeks*7).End())
	if err != nil {
		return nil, err
	}
	for _, sh := range shifts {
		out.Turns = append(out.Turns, contactTurnBody{sh.ID, sh.Account, calendar.DateOf(sh.Starts.Time), calendar.DateOf(sh.Ends.Add(-1))})
	}
	holes, err := Holes(ctx, q, p.ID, q.Now(), rotaEnd(today(q)))
	for _, h := range holes {
		const layout = "2006-01-02T15:04:05Z07:00"
		out.Holes = append(out.Holes, contactHoleBody{h.From.In(calendar.Stockholm()).Format(layout), h.To.In(calendar.Stockholm()).Format(layout)})
	}
	return &answer[contactRotaBody]{out}, err
}
