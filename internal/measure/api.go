package measure

import (
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the operations. The list and one measure are open: whoever builds a service on it may.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
	}
	made := func(o huma.Operation) huma.Operation { o.DefaultStatus = http.StatusCreated; return o }
	const all, one = "/measures", "/measures/{id}"
	web.API(rt, op("list-measures", http.MethodGet, all, t("Lista insatser", "List measures")), policy.ReadMeasures, s.apiList)
	web.API(rt, op("find-fitting-measures", http.MethodGet, "/measure-matches", t("Hitta insatser som passar, med skäl", "Find measures that fit, with reasons")), policy.ReadMeasures, s.apiFit)
	web.API(rt, op("get-measure", http.MethodGet, one, t("Läs en insats", "Get one measure")), policy.ReadMeasures, s.apiOne)
	web.API(rt, made(op("add-measure", http.MethodPost, all, t("Lägg till en insats", "Add a measure"))), policy.AddMeasure, s.apiAdd)
	web.API(rt, op("change-measure", http.MethodPost, one+"/changes", t("Ändra en insats", "Change a measure")), policy.EditMeasure, s.apiChange)
	web.API(rt, op("confirm-measure", http.MethodPost, one+"/confirmations", t("Bekräfta att uppgifterna stämmer", "Confirm that the entry is right")), policy.ConfirmMeasure, s.apiConfirm)
	web.API(rt, op("pause-measure", http.MethodPost, one+"/pauses", t("Ta en paus", "Pause a measure")), policy.EditMeasure, s.apiPause)
	web.API(rt, op("resume-measure", http.MethodPost, one+"/resumptions", t("Ta emot igen", "Take people in again")), policy.EditMeasure, s.apiGoOn)
	web.API(rt, op("end-measure", http.MethodPost, one+"/endings", t("Avsluta en insats", "End a measure")), policy.EditMeasure, s.apiEnd)
	web.API(rt, op("list-measure-watches", http.MethodGet, "/measure-watches", t("Lista dina bevakningar", "List what you watch")), policy.WatchMeasures, s.apiWatches)
	web.API(rt, made(op("watch-measures", http.MethodPost, "/measure-watches", t("Bevaka en sökning", "Watch a search"))), policy.WatchMeasures, s.apiWatch)
	web.API(rt, op("unwatch-measures", http.MethodPost, "/measure-watches/{id}/endings", t("Ta bort en bevakning", "Remove a watch")), policy.WatchMeasures, s.apiUnwatch)
}

// Written is what a program says of a measure.
type Written struct {
	Scheme    law.ProgrammeID `json:"scheme" maxLength:"60" doc:"Slag av insats || Sort of measure" example:"municipal-placement"`
	Name      string          `json:"name" maxLength:"120"`
	Says      string          `json:"says" maxLength:"3000" doc:"Vad man gör där || What one does there"`
	Organiser string          `json:"organiser,omitempty" maxLength:"200" doc:"Utförare, när det inte är myndigheten || Who carries it out, when it is not the authority"`
	Apply     string          `json:"apply,omitempty" maxLength:"1000" doc:"Hur man kommer dit || How one comes there"`
	Site      string          `json:"site,omitempty" maxLength:"200" doc:"Adress eller plats || Address or place"`
	Remote    bool            `json:"remote,omitempty" doc:"Går att delta i på distans || One can take part from home"`
	HoursFrom int64           `json:"hoursFrom,omitempty" minimum:"0" maximum:"60" doc:"Timmar i veckan || Hours a week"`
	HoursTo   int64           `json:"hoursTo,omitempty" minimum:"0" maximum:"60"`
	Weeks     int64           `json:"weeks,omitempty" minimum:"0" maximum:"260" doc:"0: beror på personen || 0: depends on the person"`
	Places    int64           `json:"places,omitempty" minimum:"0" maximum:"100000" doc:"0: ingen gräns || 0: no limit"`
	Starts    calendar.Date   `json:"starts,omitzero" doc:"Nästa startdag; saknas när man kan börja när som helst || Next day when it begins; absent when one can begin at any time"`
	From      calendar.Date   `json:"validFrom" doc:"Erbjuds från och med || Offered from"`
	To        calendar.Date   `json:"validTo,omitzero" doc:"Sista dag || Last day"`
	Needs     []matter.Need   `json:"needs" nullable:"false" maxItems:"9" doc:"Vad den hjälper med || What it helps with"`
	Groups    []Group         `json:"groups,omitempty" maxItems:"6" doc:"Målgrupper; ingen är alla || Target groups; none is anybody"`
	Areas     []string        `json:"areas,omitempty" maxItems:"290" doc:"Kommunkoder; ingen är alla som myndigheten arbetar för || Municipality codes; none is all that the authority serves"`
	Languages []string        `json:"languages,omitempty" maxItems:"20" doc:"Språktaggar || Language tags"`
	Rules     []ruleBody      `json:"conditions,omitempty" maxItems:"20"`
	Owner     string          `json:"owner,omitempty" maxLength:"40" doc:"Id för det konto som ansvarar. Saknas: du själv när insatsen läggs till, oförändrat när den ändras. Visas aldrig i svar. || Id of the account that answers for it. Absent: yourself when the measure is added, unchanged when it is changed. Never in an answer."`
}

// ruleBody is a condition as the API has it.
type ruleBody struct {
	Kind       RuleKind         `json:"kind" enum:"min-age,max-age,without-work,registered,in-programme,support,swedish,other"`
	Years      int              `json:"years,omitempty" minimum:"0" maximum:"70"`
	Definition law.DefinitionID `json:"definition,omitempty" maxLength:"60" doc:"Definition av långtidsarbetslös || Definition of long-term unemployed"`
	Level      Level            `json:"level,omitempty" maxLength:"4"`
	Text       string           `json:"text,omitempty" maxLength:"200"`
}

func (b Written) draft() Draft {
	d := Draft{b.Scheme, b.Name, b.Says, b.Organiser, b.Apply, b.Site, b.Remote, b.HoursFrom, b.HoursTo, b.Weeks, b.Places, b.Starts, nil, b.From, b.To, b.Owner, b.Needs, b.Groups, b.Areas, b.Languages}
	for _, r := range b.Rules {
		d.Rules = append(d.Rules, Rule(r))
	}
	return d
}

// body is a measure as the API gives it. Who at the authority answers for it is not told.
type body struct {
	ID        string `json:"id"`
	Authority string `json:"authority"`
	AtName    string `json:"authorityName"`
	Written
	SchemeName string      `json:"schemeName"`
	Decider    law.Decider `json:"decidedBy" doc:"Vem som beslutar om insatsen || Who decides on the measure"`
	Conditions []string    `json:"conditionsInWords" nullable:"false"`
	State      State       `json:"state" enum:"offered,paused,ended"`
	Free       *int64      `json:"free,omitempty" doc:"Lediga platser; saknas när det inte finns någon gräns || Free places; absent when there is no limit"`
	CheckedAt  time.Time   `json:"confirmedAt"`
	Stale      bool        `json:"stale" doc:"Ingen har bekräftat uppgiften på en månad || Nobody has confirmed the entry for a month"`
	Row        int64       `json:"row" doc:"Stiger med varje ändring; skickas med när något ändras || Rises with every change; sent along when something is changed"`
}

func (s *Service) bodyOf(r *web.Request, m shown) body {
	q := s.Trail.DB()
	b := body{ID: m.ID, Authority: m.Authority, AtName: m.at.Title(), SchemeName: r.Say(m.Sort().Name), Decider: m.Sort().Decider, Conditions: []string{}, State: m.On(today(q)), CheckedAt: m.CheckedAt.Time, Stale: m.Stale(q.Now()), Row: m.Version,
		Written: Written{Scheme: m.Scheme, Name: m.Name, Says: m.Says, Organiser: m.Organiser, Apply: m.Apply, Site: m.Site, Remote: m.Remote, HoursFrom: m.HoursFrom, HoursTo: m.HoursTo, Weeks: m.Weeks, Places: m.Places,
			Starts: m.Starts, From: m.From, To: m.To, Needs: append([]matter.Need{}, m.Needs...), Groups: m.Groups, Areas: m.Areas, Languages: m.Languages}}
	for _, rule := range m.Rules {
		b.Rules, b.Conditions = append(b.Rules, ruleBody(rule)), append(b.Conditions, r.Say(rule.Say()))
	}
	if free, limited := m.Left(); limited {
		b.Free = &free
	}
	return b
}

type answer[T any] struct{ Body T }

// told gives a measure as it is after an act.
func (s *Service) told(r *web.Request, m Measure, err error) (*answer[body], error) {
	if err != nil {
		return nil, err
	}
	named, err := s.named(r.Context(), []Measure{m})
	if err != nil {
		return nil, err
	}
	return &answer[body]{s.bodyOf(r, named[0])}, nil
}

func (s *Service) apiList(r *web.Request, in *struct {
	web.Paging
	Text         string          `query:"text" maxLength:"200" doc:"Varje ord ska finnas || Every word must be there"`
	Municipality string          `query:"municipality" maxLength:"4"`
	Need         matter.Need     `query:"need" maxLength:"20"`
	Group        Group           `query:"group" maxLength:"20"`
	Scheme       law.ProgrammeID `query:"scheme" maxLength:"60"`
	Language     string          `query:"language" maxLength:"8"`
	Authority    string          `query:"authority" maxLength:"40"`
	Free         bool            `query:"free" doc:"Bara med ledig plats || Only with a free place"`
	State        State           `query:"state" enum:"offered,paused,ended" doc:"Utelämnat: erbjuds och paus || Absent: offered and paused"`
}) (*web.PageOf[body], error) {
	f := Filter{Query: in.Text, Authority: in.Authority, Municipality: in.Municipality, Need: in.Need, Group: in.Group, Scheme: in.Scheme, Language: in.Language, Free: in.Free, State: in.State}
	ctx := r.Context()
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]*shown, error) {
		f.After, f.Limit = after, limit
		return s.listed(ctx, f)
	},
		func() (int64, error) { return Total(ctx, s.Trail.DB(), f) }, func(m *shown) body { return s.bodyOf(r, *m) })
}

// Named names a measure in an address of the API.
type Named struct {
	ID string `path:"id" maxLength:"40"`
}

func (s *Service) apiOne(r *web.Request, in *Named) (*answer[body], error) {
	m, err := Get(r.Context(), s.Trail.DB(), in.ID)
	return s.told(r, m, err)
}

// match is a measure with how it fits.
type match struct {
	Measure body     `json:"measure"`
	Fit     Fit      `json:"fit" enum:"fits,judge,not"`
	Reasons []reason `json:"reasons" nullable:"false"`
}

type reason struct {
	Fit  Fit    `json:"fit" enum:"fits,judge,not"`
	Text string `json:"text"`
}

func (s *Service) apiFit(r *web.Request, in *struct {
	Municipality string      `query:"municipality" maxLength:"4" doc:"Kommunkod; saknas för hela listan || Municipality code; absent for the whole list"`
	Need         matter.Need `query:"need" maxLength:"20"`
	Age          int         `query:"age" minimum:"0" maximum:"120" doc:"0: inte känd || 0: not known"`
	Without      int         `query:"monthsWithoutWork" minimum:"-1" maximum:"600" default:"-1" doc:"-1: inte känt || -1: not known"`
	Level        Level       `query:"swedish" enum:"none,A1,A2,B1,B2,C1"`
	Registered   Known       `query:"registered" enum:"yes,no"`
	Programme    Known       `query:"inProgramme" enum:"yes,no"`
	Support      Known       `query:"support" enum:"yes,no"`
	Groups       []Group     `query:"groups" maxItems:"6"`
}) (*answer[[]match], error) {
	at := Situation{Municipality: in.Municipality, Age: in.Age, Without: in.Without, Level: in.Level, Registered: in.Registered, InProgramme: in.Programme, Support: in.Support, Groups: in.Groups}
	all, err := s.found(r, in.Need, at)
	if err != nil {
		return nil, err
	}
	measures := make([]Measure, len(all))
	for i, f := range all {
		measures[i] = f.Measure
	}
	named, err := s.named(r.Context(), measures)
	out := make([]match, len(named))
	for i, m := range named {
		out[i] = match{Measure: s.bodyOf(r, m), Fit: all[i].Fit, Reasons: []reason{}}
		for _, v := range all[i].Verdicts {
			out[i].Reasons = append(out[i].Reasons, reason{v.Fit, r.Say(v.Text)})
		}
	}
	return &answer[[]match]{out}, err
}

func (s *Service) apiAdd(r *web.Request, in *struct{ Body Written }) (*answer[body], error) {
	d := in.Body.draft()
	if d.Owner == "" {
		d.Owner = r.Actor.ID
	}
	m, err := s.Add(r.Context(), r.Actor, r.Actor.Authority, d)
	return s.told(r, m, err)
}

// Seen is the row of the measure that the program read and acts on.
type Seen struct {
	Row int64 `json:"row" minimum:"1" doc:"Raden som du läste; har insatsen ändrats sedan dess görs inget || The row that you read; when the measure has changed since, nothing is done"`
}

func (s *Service) apiChange(r *web.Request, in *struct {
	Named
	Body struct {
		Seen
		Written
	}
}) (*answer[body], error) {
	m, err := s.Change(r.Context(), r.Actor, in.ID, in.Body.Row, in.Body.draft())
	return s.told(r, m, err)
}

// Act is an act on a measure that says nothing more.
type Act struct {
	Named
	Body Seen
}

func (s *Service) apiConfirm(r *web.Request, in *Act) (*answer[body], error) {
	m, err := s.Confirm(r.Context(), r.Actor, in.ID, in.Body.Row)
	return s.told(r, m, err)
}

func (s *Service) apiPause(r *web.Request, in *Act) (*answer[body], error) {
	m, err := s.Pause(r.Context(), r.Actor, in.ID, in.Body.Row)
	return s.told(r, m, err)
}

func (s *Service) apiGoOn(r *web.Request, in *Act) (*answer[body], error) {
	m, err := s.GoOn(r.Context(), r.Actor, in.ID, in.Body.Row)
	return s.told(r, m, err)
}

func (s *Service) apiEnd(r *web.Request, in *struct {
	Named
	Body struct {
		Seen
		Last calendar.Date `json:"validTo" doc:"Sista dag || Last day"`
	}
}) (*answer[body], error) {
	m, err := s.End(r.Context(), r.Actor, in.ID, in.Body.Row, in.Body.Last)
	return s.told(r, m, err)
}

// watchBody is a watched search as the API gives it.
type watchBody struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Search string    `json:"search" doc:"Som i adressen till listan || As in the address of the list" example:"kommun=2085&behov=practice"`
	Since  time.Time `json:"since"`
}

func (w Watch) body() watchBody { return watchBody{w.ID, w.Name, w.Asked, w.MadeAt.Time} }

func (s *Service) apiWatches(r *web.Request, _ *struct{}) (*answer[[]watchBody], error) {
	all, err := Watches(r.Context(), s.Trail.DB(), r.Actor.ID)
	out := make([]watchBody, len(all))
	for i, w := range all {
		out[i] = w.body()
	}
	return &answer[[]watchBody]{out}, err
}

func (s *Service) apiWatch(r *web.Request, in *struct {
	Body struct {
		Name   string `json:"name" maxLength:"200"`
		Search string `json:"search" maxLength:"1000" doc:"Som i adressen till listan || As in the address of the list" example:"kommun=2085&behov=practice"`
	}
}) (*answer[watchBody], error) {
	asked, err := url.ParseQuery(in.Body.Search)
	if err != nil {
		asked = url.Values{}
	}
	w, err := s.Watch(r.Context(), r.Actor, in.Body.Name, filterFrom(asked.Get))
	if err != nil {
		return nil, err
	}
	return &answer[watchBody]{w.body()}, nil
}

func (s *Service) apiUnwatch(r *web.Request, in *Named) (*struct{}, error) {
	return nil, s.Unwatch(r.Context(), r.Actor, in.ID)
}
