package accesslog

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

const (
	reviewsAPI     = "/log-reviews"
	readingAPI     = "/reviewed-readings/{id}"
	emergenciesAPI = "/emergency-openings"
	rulesAPI       = "/log-review-rules"
	watchesAPI     = "/log-review-watches"
)

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// Addressed names one of the room's things in an address of the API.
type Addressed struct {
	ID string `path:"id" maxLength:"40"`
}

// LogReviewSeen is an act without words.
type LogReviewSeen struct {
	Version int64 `json:"version,omitempty" minimum:"0" doc:"Den version ni har sett; 0 är som den är nu || The version you have seen; 0 is as it is now"`
}

func (s *Service) apiRoutes(rt *web.Router) {
	t, get, post := language.T, http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-log-reviews", get, reviewsAPI, t("Lista er myndighets loggkontroller", "List your authority's log reviews")), policy.ListLogReviews, s.apiReviews)
	web.API(rt, apiOp("begin-log-review", post, reviewsAPI, t("Dra en loggkontroll av en period", "Draw a log review of a period")), policy.BeginLogReview, s.apiBegin)
	web.API(rt, apiOp("get-log-review", get, reviewsAPI+"/{id}", t("Hämta en loggkontroll med dess läsningar", "Get a log review with its readings")), policy.ReadLogReview, s.apiReview)
	web.API(rt, apiOp("close-log-review", post, reviewsAPI+"/{id}/closings", t("Avsluta en loggkontroll", "Close a log review")), policy.CloseLogReview, s.apiClose)
	web.API(rt, apiOp("judge-reading", post, readingAPI+"/judgements", t("Bedöm en läsning", "Judge a reading")), policy.JudgeReading, s.apiJudge)
	web.API(rt, apiOp("ask-about-reading", post, readingAPI+"/questions", t("Fråga den som läste varför", "Ask whoever read why")), policy.JudgeReading, s.apiAsk)
	web.API(rt, apiOp("explain-reading", post, readingAPI+"/explanations", t("Svara varför du läste", "Answer why you read")), policy.ExplainReading, s.apiExplain)
	web.API(rt, apiOp("list-emergency-openings", get, emergenciesAPI, t("Lista er myndighets nödöppningar", "List your authority's emergency openings")), policy.ListEmergencies, s.apiEmergencies)
	web.API(rt, apiOp("review-emergency-opening", post, emergenciesAPI+"/{id}/reviews", t("Granska en nödöppning", "Review an emergency opening")), policy.ReviewEmergency, s.apiJudgeEmergency)
	web.API(rt, apiOp("list-log-review-rules", get, rulesAPI, t("Lista loggkontrollens regler som de är i dag", "List the rules of the log review as they are today")), policy.EditLogRules, s.apiRules)
	web.API(rt, apiOp("set-log-review-rule", post, rulesAPI, t("Ändra en regel från i dag", "Change a rule from today")), policy.EditLogRules, s.apiSetRule)
	web.API(rt, apiOp("watch-person", post, watchesAPI, t("Bevaka en person", "Watch out for a person")), policy.EditLogRules, s.apiWatch)
	web.API(rt, apiOp("unwatch-person", post, watchesAPI+"/{id}/endings", t("Sluta bevaka en person", "Stop watching out for a person")), policy.EditLogRules, s.apiUnwatch)
}

// LogReviewBody is a review as the API gives it.
type LogReviewBody struct {
	ID       string        `json:"id"`
	Version  int64         `json:"version"`
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"`
	Seed     int64         `json:"seed" doc:"Samma frö drar samma urval || The same seed draws the same sample"`
	Size     int64         `json:"size"`
	Readings int64         `json:"readings"`
	Readers  int64         `json:"readers"`
	State    State         `json:"state" enum:"open,closed"`
	Due      time.Time     `json:"due"`
}

func bodyOf(w Review) LogReviewBody {
	return LogReviewBody{w.ID, w.Version, w.From, w.To, w.Seed, w.Size, w.Readings, w.Readers, w.State, w.Due.Time}
}

// ReviewedReadingBody is a reading in a review. Whom it was about is not in it.
type ReviewedReadingBody struct {
	ID      string        `json:"id"`
	Version int64         `json:"version"`
	No      int64         `json:"no"`
	At      time.Time     `json:"at"`
	Account string        `json:"accountId" doc:"Vem som läste || Who read"`
	Action  policy.Action `json:"action"`
	Drawn   bool          `json:"drawn" doc:"I det slumpvisa urvalet || In the random sample"`
	Rules   []Code        `json:"rules,omitempty" doc:"Regler som slog på läsningen || Rules that hit the reading"`
	Result  Result        `json:"result,omitempty" enum:"in-order,misuse"`
	Asked   bool          `json:"asked" doc:"Den som läste är tillfrågad || Whoever read is asked"`
	Said    bool          `json:"explained" doc:"Den som läste har svarat || Whoever read has answered"`
}

func lineBody(l Line) ReviewedReadingBody {
	return ReviewedReadingBody{l.ID, l.Version, l.No, l.At.Time, l.Account, policy.Action(l.Action), l.Drawn, l.Flags(), l.Result, !l.AskedAt.IsZero(), !l.ExplainedAt.IsZero()}
}

type logReviewAnswer struct{ Body LogReviewBody }

type reviewedReadingAnswer struct{ Body ReviewedReadingBody }

func (s *Service) apiReviews(r *web.Request, in *struct {
	After string `query:"after" maxLength:"40"`
}) (*struct {
	Body struct {
		Items []LogReviewBody `json:"items" nullable:"false"`
		Next  string          `json:"next,omitempty" doc:"Skickas som after för nästa sida || Sent as after for the next page"`
	}
}, error) {
	found, err := s.Reviews(r.Context(), s.Trail.DB(), r.Actor, in.After, pageSize+1)
	out := &struct {
		Body struct {
			Items []LogReviewBody `json:"items" nullable:"false"`
			Next  string          `json:"next,omitempty" doc:"Skickas som after för nästa sida || Sent as after for the next page"`
		}
	}{}
	if len(found) > pageSize {
		found = found[:pageSize]
		out.Body.Next = found[pageSize-1].ID
	}
	out.Body.Items = []LogReviewBody{}
	for _, w := range found {
		out.Body.Items = append(out.Body.Items, bodyOf(w))
	}
	return out, err
}

func (s *Service) apiBegin(r *web.Request, in *struct {
	Body struct {
		From calendar.Date `json:"from"`
		To   calendar.Date `json:"to"`
		Size int           `json:"size,omitempty" minimum:"0" maximum:"500" doc:"Så många läsningar i urvalet; annars 20 || So many readings in the sample; else 20"`
	}
}) (*logReviewAnswer, error) {
	size := in.Body.Size
	if size == 0 {
		size = UsualSize
	}
	w, err := s.Begin(r.Context(), r.Actor, calendar.Period{From: in.Body.From, To: in.Body.To}, size)
	return &logReviewAnswer{bodyOf(w)}, err
}

func (s *Service) apiReview(r *web.Request, in *struct{ Addressed }) (*struct {
	Body struct {
		LogReviewBody
		Items []ReviewedReadingBody `json:"readingsToJudge" nullable:"false"`
	}
}, error) {
	w, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	out := &struct {
		Body struct {
			LogReviewBody
			Items []ReviewedReadingBody `json:"readingsToJudge" nullable:"false"`
		}
	}{}
	out.Body.LogReviewBody, out.Body.Items = bodyOf(w.Review), []ReviewedReadingBody{}
	for _, l := range w.Lines {
		out.Body.Items = append(out.Body.Items, lineBody(l))
	}
	return out, err
}

func (s *Service) apiClose(r *web.Request, in *struct {
	Addressed
	Body LogReviewSeen
}) (*logReviewAnswer, error) {
	w, err := s.Close(r.Context(), r.Actor, in.ID, in.Body.Version)
	return &logReviewAnswer{bodyOf(w.Review)}, err
}

func (s *Service) apiJudge(r *web.Request, in *struct {
	Addressed
	Body struct {
		LogReviewSeen
		Result Result `json:"result" enum:"in-order,misuse"`
		Words  string `json:"words,omitempty" maxLength:"2000" doc:"Behövs när något inte var i sin ordning || Needed when something was not in order"`
	}
}) (*reviewedReadingAnswer, error) {
	l, err := s.Judge(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.Result, in.Body.Words)
	return &reviewedReadingAnswer{lineBody(l)}, err
}

func (s *Service) apiAsk(r *web.Request, in *struct {
	Addressed
	Body LogReviewSeen
}) (*reviewedReadingAnswer, error) {
	l, err := s.Ask(r.Context(), r.Actor, in.ID, in.Body.Version)
	return &reviewedReadingAnswer{lineBody(l)}, err
}

func (s *Service) apiExplain(r *web.Request, in *struct {
	Addressed
	Body struct {
		LogReviewSeen
		Said string `json:"said" maxLength:"2000"`
	}
}) (*reviewedReadingAnswer, error) {
	l, err := s.Explain(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.Said)
	return &reviewedReadingAnswer{lineBody(l)}, err
}

// EmergencyOpeningBody is an emergency opening as the API gives it: neither why nor about whom.
type EmergencyOpeningBody struct {
	ID       string    `json:"id"`
	Version  int64     `json:"version"`
	Account  string    `json:"accountId" doc:"Vem som öppnade || Who opened"`
	OpenedAt time.Time `json:"openedAt"`
	Due      time.Time `json:"due"`
	Outcome  Outcome   `json:"outcome,omitempty" enum:"justified,unjustified"`
}

func emergencyBody(e Emergency) EmergencyOpeningBody {
	return EmergencyOpeningBody{e.ID, e.Version, e.Account, e.OpenedAt.Time, e.Due.Time, e.Outcome}
}

func (s *Service) apiEmergencies(r *web.Request, in *struct {
	Done  bool   `query:"reviewed" doc:"De granskade, den senaste först; annars de som väntar || Those reviewed, the latest first; else those that wait"`
	After string `query:"after" maxLength:"40"`
}) (*struct {
	Body struct {
		Items []EmergencyOpeningBody `json:"items" nullable:"false"`
		Next  string                 `json:"next,omitempty"`
	}
}, error) {
	found, err := s.Emergencies(r.Context(), s.Trail.DB(), r.Actor, EmergencyFilter{Done: in.Done, After: in.After, Limit: pageSize + 1})
	out := &struct {
		Body struct {
			Items []EmergencyOpeningBody `json:"items" nullable:"false"`
			Next  string                 `json:"next,omitempty"`
		}
	}{}
	if in.Done && len(found) > pageSize {
		found = found[:pageSize]
		out.Body.Next = found[pageSize-1].ID
	}
	out.Body.Items = []EmergencyOpeningBody{}
	for _, e := range found {
		out.Body.Items = append(out.Body.Items, emergencyBody(e))
	}
	return out, err
}

func (s *Service) apiJudgeEmergency(r *web.Request, in *struct {
	Addressed
	Body struct {
		LogReviewSeen
		Outcome Outcome `json:"outcome" enum:"justified,unjustified"`
		Words   string  `json:"words" maxLength:"2000"`
	}
}) (*struct{ Body EmergencyOpeningBody }, error) {
	e, err := s.JudgeEmergency(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.Outcome, in.Body.Words)
	return &struct{ Body EmergencyOpeningBody }{emergencyBody(e)}, err
}

// LogReviewRuleBody is how a rule is set.
type LogReviewRuleBody struct {
	Rule      Code  `json:"rule" enum:"own-record,same-surname,same-address,colleague,volume,outside-hours,no-later-act,protected,watched,after-assignment"`
	Active    bool  `json:"active"`
	Threshold int64 `json:"threshold,omitempty" minimum:"0" maximum:"500"`
}

type logRulesAnswer struct {
	Body struct {
		Items []LogReviewRuleBody `json:"items" nullable:"false"`
	}
}

func (s *Service) apiRules(r *web.Request, _ *struct{}) (*logRulesAnswer, error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(r.Context(), q, r.Actor, policy.EditLogRules, ref.To("authority", r.Actor.Authority)); err != nil {
		return nil, err
	}
	set, err := s.Settings(r.Context(), q, r.Actor.Authority, calendar.DateOf(q.Now()))
	out := &logRulesAnswer{}
	out.Body.Items = []LogReviewRuleBody{}
	for _, one := range set {
		out.Body.Items = append(out.Body.Items, LogReviewRuleBody{one.Rule, one.Active, one.Threshold})
	}
	return out, err
}

func (s *Service) apiSetRule(r *web.Request, in *struct{ Body LogReviewRuleBody }) (*logRulesAnswer, error) {
	if err := s.SetRule(r.Context(), r.Actor, in.Body.Rule, in.Body.Active, in.Body.Threshold); err != nil {
		return nil, err
	}
	return s.apiRules(r, nil)
}

// WatchBody is one on the watch list; whom, it does not say.
type WatchBody struct {
	ID string `json:"id"`
}

func (s *Service) apiWatch(r *web.Request, in *struct {
	Body struct {
		Number string `json:"personalNumber" maxLength:"20"`
		Reason string `json:"reason" maxLength:"500"`
	}
}) (*struct{ Body WatchBody }, error) {
	id, err := s.AddWatch(r.Context(), r.Actor, in.Body.Number, in.Body.Reason)
	return &struct{ Body WatchBody }{WatchBody{id}}, err
}

func (s *Service) apiUnwatch(r *web.Request, in *struct{ Addressed }) (*struct{ Body WatchBody }, error) {
	return &struct{ Body WatchBody }{WatchBody{in.ID}}, s.EndWatch(r.Context(), r.Actor, in.ID)
}
