package deviation

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

const (
	listAPI     = "/deviations"
	oneAPI      = "/deviations/{id}"
	analysesAPI = "/deviation-analyses"
	analysisAPI = "/deviation-analyses/{id}"
)

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-deviations", http.MethodGet, listAPI, t("Lista er myndighets avvikelser", "List your authority's deviations")), policy.ListDeviations, s.apiList)
	web.API(rt, apiOp("get-deviation", http.MethodGet, oneAPI, t("Hämta en avvikelse med allt som sagts", "Get a deviation with all that was said")), policy.ReadDeviation, s.apiOne)
	web.API(rt, apiOp("list-deviation-analyses", http.MethodGet, analysesAPI, t("Lista orsaksanalyser", "List analyses of causes")), policy.ReadAnalyses, s.apiAnalyses)
	web.API(rt, apiOp("get-deviation-analysis", http.MethodGet, analysisAPI, t("Hämta en orsaksanalys", "Get an analysis of causes")), policy.ReadAnalyses, s.apiAnalysis)
	s.apiActs(rt)
}

// DeviationBody is a deviation as the API gives it.
type DeviationBody struct {
	ID           string        `json:"id"`
	Registry     string        `json:"registryNumber,omitempty" doc:"Diarienumret hos er; bara när en avvikelse eller listan hämtas || The registry number at yours; only when a deviation or the list is fetched"`
	Version      int64         `json:"version" doc:"Skickas med i den som gör något || Sent along when something is done"`
	Agreement    string        `json:"agreementId,omitempty"`
	Municipality string        `json:"municipality" doc:"Kommunkod || Municipality code"`
	Clause       string        `json:"clause,omitempty" example:"9"`
	Commitment   string        `json:"commitment,omitempty" example:"K9.1"`
	Type         Type          `json:"type" enum:"answer-late,not-reachable,wrong-recipient,hand-over,information,meeting-not-held,routine-not-worked,other"`
	Reporter     string        `json:"reporterId" doc:"Myndigheten som rapporterade || The authority that reported"`
	Asked        string        `json:"askedId" doc:"Myndigheten som ska titta på den || The authority asked to look at it"`
	Happened     calendar.Date `json:"happenedOn"`
	Expected     string        `json:"expected" doc:"Vad som skulle ha hänt || What should have happened"`
	What         string        `json:"what" doc:"Vad som hände || What happened"`
	Effect       Effect        `json:"effect" enum:"individual,work,both,none"`
	EffectText   string        `json:"effectText,omitempty"`
	Proposal     string        `json:"proposal,omitempty"`
	State        State         `json:"state" enum:"reported,acknowledged,analysed,decided,disputed,resolved,closed,struck,withdrawn"`
	Level        int64         `json:"level" minimum:"1" maximum:"4"`
	Round        int64         `json:"round"`
	Waiting      bool          `json:"waiting" doc:"Rapportören är tillfrågad om mer; tiden står still || The reporter is asked for more; time stands still"`
	Turn         Side          `json:"turn,omitempty" enum:"reporter,asked" doc:"Vems tur det är || Whose turn it is"`
	AckDue       *time.Time    `json:"acknowledgeBy,omitempty"`
	LevelDue     *time.Time    `json:"risesAt,omitempty" doc:"När den lyfts till nästa nivå || When it rises to the next level"`
	ActionDue    calendar.Date `json:"actionDue,omitzero"`
	Helped       Helped        `json:"helped,omitempty" enum:"yes,partly,unknown,no" doc:"Enligt den som löste || By whoever solved it"`
	Heard        Helped        `json:"heard,omitempty" enum:"yes,partly,no,silent" doc:"Enligt rapportören || By the reporter"`
	ReportedAt   time.Time     `json:"reportedAt"`
	EndedAt      *time.Time    `json:"endedAt,omitempty"`
}

func bodyOf(d Deviation) DeviationBody {
	return DeviationBody{ID: d.ID, Version: d.Version, Agreement: d.Agreement, Municipality: d.Municipality, Clause: d.Clause, Commitment: d.Commitment, Type: d.Type, Reporter: d.Reporter, Asked: d.Asked,
		Happened: d.Happened, Expected: d.Expected, What: d.What, Effect: d.Effect, EffectText: d.EffectText, Proposal: d.Proposal, State: d.State, Level: d.Level, Round: d.Round, Waiting: d.Waiting,
		Turn: d.Turn(), AckDue: instant(d.AckDue), LevelDue: instant(d.LevelDue), ActionDue: d.ActionDue, Helped: d.Helped, Heard: d.Heard, ReportedAt: d.ReportedAt.Time, EndedAt: instant(d.EndedAt)}
}

func instant(t db.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

func (s *Service) apiList(r *web.Request, in *struct {
	Box          Box    `query:"box" enum:"live,solved,over,any" default:"live" doc:"Öppna, lösta som väntar på om det hjälpte, eller avslutade || Open, resolved that wait for whether it helped, or closed"`
	Turn         bool   `query:"turn" doc:"Bara de där det är er tur || Only those where it is your turn"`
	Late         bool   `query:"late"`
	Level        int64  `query:"level" minimum:"0" maximum:"4"`
	Type         Type   `query:"type" maxLength:"40"`
	Municipality string `query:"municipality" maxLength:"4"`
	Agreement    string `query:"agreement" maxLength:"40"`
	Registry     string `query:"registryNumber" maxLength:"100" doc:"Diarienumret hos er, i vilken låda avvikelsen än ligger || The registry number at yours, whatever box the deviation is in"`
	web.Paging
}) (*web.PageOf[DeviationBody], error) {
	f := Filter{Box: in.Box, Turn: in.Turn, Late: in.Late, Level: in.Level, Type: in.Type, Municipality: in.Municipality, Agreement: in.Agreement, Registry: in.Registry}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) DeviationBody {
		out := bodyOf(i.Deviation)
		out.Registry = i.Registry
		return out
	})
}

// EventBody is one thing that happened, as the API gives it.
type EventBody struct {
	At        time.Time     `json:"at"`
	Act       Act           `json:"act"`
	Authority string        `json:"authorityId,omitempty" doc:"Saknas när tiden gick ut || Absent when the time was up"`
	Level     int64         `json:"level"`
	Round     int64         `json:"round"`
	Said      string        `json:"said,omitempty"`
	Due       calendar.Date `json:"due,omitzero"`
	Told      []ToldBody    `json:"told,omitempty" doc:"Hur många som fick veta det || How many were told"`
}

// ToldBody is who was told.
type ToldBody struct {
	Authority string   `json:"authorityId"`
	Audience  Audience `json:"audience" enum:"on-duty,coordinators,named,heads"`
	People    int64    `json:"people"`
}

type deviationOne struct {
	Body struct {
		DeviationBody
		Events []EventBody `json:"events" nullable:"false"`
		Acts   []Act       `json:"acts" nullable:"false" doc:"Det er sida kan göra nu || What your side can do now"`
	}
}

// Addressed names a deviation or an analysis in an address of the API.
type Addressed struct {
	ID string `path:"id" maxLength:"40"`
}

func (n Addressed) key(version int64) Key { return Key{n.ID, version} }

func (s *Service) apiOne(r *web.Request, in *struct{ Addressed }) (*deviationOne, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &deviationOne{}
	out.Body.DeviationBody, out.Body.Events, out.Body.Acts = bodyOf(v.Deviation), []EventBody{}, []Act{}
	out.Body.Registry, out.Body.Acts = v.Registry, append(out.Body.Acts, v.Acts...)
	for _, e := range v.Events {
		b := EventBody{At: e.At.Time, Act: e.Act, Authority: e.Authority, Level: e.Level, Round: e.Round, Said: e.Said, Due: e.Due}
		for _, t := range v.Told[e.ID] {
			b.Told = append(b.Told, ToldBody{t.Authority, t.Audience, t.People})
		}
		out.Body.Events = append(out.Body.Events, b)
	}
	return out, nil
}

// AnalysisBody is an analysis as the API gives it.
type AnalysisBody struct {
	ID           string        `json:"id"`
	Version      int64         `json:"version"`
	Agreement    string        `json:"agreementId"`
	Municipality string        `json:"municipality"`
	Type         Type          `json:"type"`
	Quarter      calendar.Date `json:"quarter" doc:"Kvartalets första dag || First day of the quarter"`
	Owner        string        `json:"ownerId"`
	State        AnalysisState `json:"state" enum:"open,noted,done,dropped"`
	Due          calendar.Date `json:"due" doc:"Senast då den ska vara skriven || By when it is to be written"`
	Cause        string        `json:"cause,omitempty"`
	Measure      string        `json:"measure,omitempty"`
	MeasureDue   calendar.Date `json:"measureDue,omitzero"`
	Result       string        `json:"result,omitempty"`
}

func analysisBody(a Analysis) AnalysisBody {
	return AnalysisBody{a.ID, a.Version, a.Agreement, a.Municipality, a.Type, a.Quarter, a.Owner, a.State, a.Due, a.Cause, a.Measure, a.MeasureDue, a.Result}
}

type analysisList struct {
	Body struct {
		Items []AnalysisBody `json:"items" nullable:"false"`
		Next  string         `json:"next,omitempty" doc:"Skickas som after för nästa sida || Sent as after for the next page"`
	}
}

func (s *Service) apiAnalyses(r *web.Request, in *struct {
	State     AnalysisState `query:"state" enum:"open,noted,done,dropped"`
	Agreement string        `query:"agreement" maxLength:"40"`
	After     string        `query:"after" maxLength:"2000"`
}) (*analysisList, error) {
	after, err := r.After(3)
	if err != nil {
		return nil, err
	}
	found, err := s.Analyses(r.Context(), s.Trail.DB(), r.Actor, AnalysisFilter{State: in.State, Agreement: in.Agreement, After: after, Limit: web.PageSize + 1})
	all, next := web.Cut(found, web.PageSize, func(a Analysis) web.Cursor { return a.Place() })
	out := &analysisList{}
	out.Body.Items, out.Body.Next = []AnalysisBody{}, next.String()
	for _, a := range all {
		out.Body.Items = append(out.Body.Items, analysisBody(a))
	}
	return out, err
}

type analysisOne struct{ Body AnalysisBody }

func (s *Service) apiAnalysis(r *web.Request, in *struct{ Addressed }) (*analysisOne, error) {
	a, _, err := s.GetAnalysis(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	return &analysisOne{analysisBody(a)}, err
}

// ReportBody is a report as a program sends it.
type ReportBody struct {
	Municipality string        `json:"municipality" minLength:"4" maxLength:"4"`
	Asked        string        `json:"askedId,omitempty" maxLength:"40" doc:"Tom: systemet hittar mottagaren || Empty: the system finds the receiver"`
	Type         Type          `json:"type" enum:"answer-late,not-reachable,wrong-recipient,hand-over,information,meeting-not-held,routine-not-worked,other"`
	Happened     calendar.Date `json:"happenedOn"`
	Expected     string        `json:"expected" maxLength:"2000" doc:"Inga personuppgifter || No personal data"`
	What         string        `json:"what" maxLength:"2000" doc:"Inga personuppgifter || No personal data"`
	Effect       Effect        `json:"effect" enum:"individual,work,both,none"`
	EffectText   string        `json:"effectText,omitempty" maxLength:"2000"`
	Proposal     string        `json:"proposal,omitempty" maxLength:"2000"`
	Clause       string        `json:"clause,omitempty" maxLength:"5"`
	Commitment   string        `json:"commitment,omitempty" maxLength:"20"`
	ThingKind    ref.Kind      `json:"thingKind,omitempty" enum:"enquiry,contact-path,commitment,group-meeting,agreement" doc:"Vad den rapporteras från || What it is reported from"`
	ThingID      string        `json:"thingId,omitempty" maxLength:"90"`
}

func (b ReportBody) input() Input {
	return Input{Municipality: b.Municipality, Asked: b.Asked, Type: b.Type, Happened: b.Happened, Expected: b.Expected, What: b.What, Effect: b.Effect, EffectText: b.EffectText, Proposal: b.Proposal,
		Clause: b.Clause, Commitment: b.Commitment, About: ref.Ref{Kind: b.ThingKind, ID: b.ThingID}}
}
