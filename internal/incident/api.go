package incident

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const (
	listAPI = "/incidents"
	oneAPI  = "/incidents/{id}"
)

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-incidents", http.MethodGet, listAPI, t("Lista incidenter", "List incidents")), policy.ListIncidents, s.apiList)
	web.API(rt, apiOp("get-incident", http.MethodGet, oneAPI, t("Hämta en incident", "Get an incident")), policy.ReadIncident, s.apiOne)
	web.API(rt, apiOp("report-incident", http.MethodPost, listAPI, t("Rapportera en incident", "Report an incident")), policy.ReportIncident, s.apiReport)
	s.apiActs(rt)
}

// IncidentBody is an entry of the register as the API gives it, without what is sealed.
type IncidentBody struct {
	ID           string     `json:"id"`
	Version      int64      `json:"version" doc:"Skickas med i den som gör något || Sent along when something is done"`
	Registry     string     `json:"registryNumber,omitempty" doc:"Diarienumret hos er myndighet || The registry number of your authority"`
	Origin       Origin     `json:"origin" enum:"own,told"`
	From         string     `json:"toldByAuthorityId,omitempty"`
	Sort         Sort       `json:"kind" enum:"disclosed,accessed,lost,altered,unavailable,security"`
	Categories   []Category `json:"categories" nullable:"false" enum:"seekers,relatives,children,staff,others"`
	Persons      int64      `json:"persons" doc:"Ungefär; 0 när det inte är känt || Roughly; 0 when it is not known"`
	Protected    bool       `json:"protected"`
	State        State      `json:"state" enum:"open,closed,void"`
	Discovered   time.Time  `json:"discoveredAt"`
	Received     *time.Time `json:"acknowledgedAt,omitempty"`
	Notified     Decision   `json:"notified,omitempty" enum:"yes,no"`
	NotifyBy     *time.Time `json:"notifyBy,omitempty" doc:"När Integritetsskyddsmyndigheten senast ska vara underrättad || By when the supervisory authority is to be notified"`
	NotifiedAt   *time.Time `json:"notifiedAt,omitempty"`
	PersonsTold  Decision   `json:"personsTold,omitempty" enum:"yes,no"`
	Due          *time.Time `json:"dueAt,omitempty" doc:"Det som förfaller först || What is due first"`
	EndedAt      *time.Time `json:"endedAt,omitempty"`
	TheirsNumber string     `json:"theirNumber,omitempty" doc:"Integritetsskyddsmyndighetens diarienummer || The supervisory authority's number"`
}

func bodyOf(i Incident) IncidentBody {
	out := IncidentBody{ID: i.ID, Version: i.Version, Registry: i.Registry, Origin: i.Origin, From: i.From, Sort: i.Sort, Categories: []Category{}, Persons: i.Persons, Protected: i.Protected, State: i.State, Discovered: i.DiscoveredAt.Time,
		Received: instant(i.ReceivedAt), Notified: i.Supervisor, NotifyBy: instant(i.SupervisorDue), NotifiedAt: instant(i.SupervisorAt), PersonsTold: i.Told, Due: instant(i.Due), EndedAt: instant(i.EndedAt), TheirsNumber: i.SupervisorNo}
	out.Categories = append(out.Categories, i.Of()...)
	return out
}

func instant(t db.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

func (s *Service) apiList(r *web.Request, in *struct {
	State string `query:"state" enum:"open,closed,void,any" default:"open"`
	Sort  Sort   `query:"kind" maxLength:"40"`
	Told  bool   `query:"told"`
	Late  bool   `query:"late"`
	web.Paging
}) (*web.PageOf[IncidentBody], error) {
	f := Filter{State: State(in.State), Sort: in.Sort, Told: in.Told, Late: in.Late}
	if in.State == "any" {
		f.State = ""
	}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Incident, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, bodyOf)
}

// IncidentParty is another authority concerned, as the API gives it.
type IncidentParty struct {
	Authority string     `json:"authorityId"`
	Due       time.Time  `json:"tellBy"`
	Told      *time.Time `json:"toldAt,omitempty"`
	Received  *time.Time `json:"acknowledgedAt,omitempty"`
}

// IncidentEvent is one thing that was done, as the API gives it.
type IncidentEvent struct {
	At        time.Time `json:"at"`
	Act       Act       `json:"act"`
	Authority string    `json:"authorityId,omitempty"`
	Said      string    `json:"said,omitempty"`
}

// IncidentMessage is what another authority has told.
type IncidentMessage struct {
	At   time.Time `json:"at"`
	From string    `json:"fromAuthorityId"`
	Text string    `json:"text"`
}

type incidentOne struct {
	Body struct {
		IncidentBody
		Text     string            `json:"text,omitempty"`
		Parties  []IncidentParty   `json:"concerned" nullable:"false"`
		Messages []IncidentMessage `json:"messages" nullable:"false"`
		Events   []IncidentEvent   `json:"events" nullable:"false"`
	}
}

// IncidentID names an incident in an address of the API.
type IncidentID struct {
	ID string `path:"id" maxLength:"40"`
}

func (n IncidentID) key(version int64) Key { return Key{n.ID, version} }

func (s *Service) apiOne(r *web.Request, in *struct{ IncidentID }) (*incidentOne, error) {
	v, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &incidentOne{}
	b := &out.Body
	b.IncidentBody, b.Text, b.Parties, b.Messages, b.Events = bodyOf(v.Incident), v.Text, []IncidentParty{}, []IncidentMessage{}, []IncidentEvent{}
	for _, p := range v.Parties {
		b.Parties = append(b.Parties, IncidentParty{p.Authority, p.Due.Time, instant(p.ToldAt), instant(p.ReceivedAt)})
	}
	for _, m := range v.Thread {
		b.Messages = append(b.Messages, IncidentMessage{m.SentAt.Time, m.From, m.Body})
	}
	for _, e := range v.Events {
		b.Events = append(b.Events, IncidentEvent{e.At.Time, e.Act, e.Authority, e.Said})
	}
	return out, nil
}

// IncidentReport is an incident as a program reports it.
type IncidentReport struct {
	Sort       Sort       `json:"kind" enum:"disclosed,accessed,lost,altered,unavailable,security"`
	Discovered time.Time  `json:"discoveredAt"`
	Text       string     `json:"text" maxLength:"4000" doc:"Utan namn och personnummer || Without names and personal numbers"`
	Persons    int64      `json:"persons,omitempty" minimum:"0" maximum:"20000000"`
	Categories []Category `json:"categories,omitempty" enum:"seekers,relatives,children,staff,others" maxItems:"5"`
	Protected  bool       `json:"protected,omitempty"`
	Concerned  []string   `json:"concernedAuthorityIds,omitempty" maxItems:"50"`
}

type incidentTold struct{ Body IncidentBody }

func stepped(i Incident, err error) (*incidentTold, error) { return &incidentTold{bodyOf(i)}, err }

func (s *Service) apiReport(r *web.Request, in *struct{ Body IncidentReport }) (*incidentTold, error) {
	b := in.Body
	return stepped(s.Report(r.Context(), r.Actor, Input(b)))
}
