package negotiation

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// actRoutes registers the acts on a draft beside proposing, approving and commenting, each as its page does it.
func (s *Service) actRoutes(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayDrafts)}, Summary: web.Both(sum)}
	}
	made := func(o huma.Operation) huma.Operation { o.DefaultStatus = http.StatusCreated; return o }
	const one = "/drafts/{id}"
	web.API(rt, made(op("begin-draft", http.MethodPost, "/drafts", t("Börja ett utkast till en ny överenskommelse", "Begin a draft of a new agreement"))), policy.BeginDraft, s.apiBegin)
	web.API(rt, made(op("begin-amendment", http.MethodPost, "/agreements/{id}/drafts", t("Börja ett utkast som ändrar, förlänger eller ansluter en kommun till en överenskommelse", "Begin a draft that amends, renews or joins a municipality to an agreement"))), policy.BeginAmendment, s.apiAmend)
	web.API(rt, op("get-draft-field", http.MethodGet, one+"/fields/{field}", t("Hämta ett fält som det står nu, med det märke som ändringen ska visa upp", "Get a field as it stands now, with the mark that the change is to show")), policy.ReadDraft, s.apiField)
	web.API(rt, op("change-draft-field", http.MethodPost, one+"/fields/{field}", t("Ändra ett fält i det ni skriver på", "Change a field of what you are writing")), policy.EditDraft, s.apiChange)
	web.API(rt, op("take-or-leave-pen", http.MethodPost, one+"/pen", t("Ta pennan, eller lämna tillbaka den", "Take the pen, or hand it back")), policy.EditDraft, s.apiPen)
	web.API(rt, op("resolve-comments", http.MethodPost, one+"/comments/resolutions", t("Markera er kommentar på ett fält som löst", "Mark your comment on a field as resolved")), policy.CommentDraft, s.apiResolve)
	web.API(rt, op("list-ready-proposals", http.MethodGet, one+"/ready-proposals", t("Lista förslag för åtaganden som inte hålls, räknade på utfallet", "List proposals for commitments that are not kept, reckoned from the turnout")), policy.ReadDraft, s.apiReady)
	web.API(rt, op("dismiss-ready-proposal", http.MethodPost, one+"/fields/{field}/dismissals", t("Avfärda ett sådant förslag, med skäl", "Dismiss such a proposal, with a reason")), policy.CommentDraft, s.apiDismiss)
	web.API(rt, op("take-back-approval", http.MethodPost, one+"/approvals/withdrawals", t("Ta tillbaka er myndighets godkännande", "Take your authority's approval back")), policy.ApproveDraft, s.apiTakeBack)
	web.API(rt, op("withdraw-draft", http.MethodPost, one+"/withdrawals", t("Avbryt utkastet för alla parter", "Call the draft off for all parties")), policy.WithdrawDraft, s.apiWithdraw)
	web.API(rt, op("get-draft-checklist", http.MethodGet, one+"/checklist", t("Hämta vad parterna har bockat av", "Get what the parties have ticked")), policy.ReadDraft, s.apiTicks)
	web.API(rt, op("tick-draft-checklist", http.MethodPost, one+"/checklist", t("Bocka av en punkt för din myndighet, eller ta bort bocken", "Tick a point for your authority, or take the tick away")), policy.EditDraft, s.apiTick)
}

// calledAs says of a fault's field what the API calls it.
func calledAs(err error, from, to string) error {
	f, ok := asFault(err)
	if !ok {
		return err
	}
	problems := make([]fault.Problem, len(f.Problems))
	for i, p := range f.Problems {
		if problems[i] = p; p.Field == from {
			problems[i].Field = to
		}
	}
	return f.With(problems...)
}

// begun gives a draft that was just begun.
func (s *Service) begun(r *web.Request, d Draft, err error) (*answer[draftBody], error) {
	if err != nil {
		return nil, err
	}
	all, err := s.shown(r, []Draft{d})
	if err != nil {
		return nil, err
	}
	return &answer[draftBody]{all[0].body()}, nil
}

func (s *Service) apiBegin(r *web.Request, in *struct {
	Body struct {
		Boards   []string `json:"boards" maxItems:"300" nullable:"false" doc:"Nämnderna som blir parter; Arbetsförmedlingen är alltid part || The boards that become parties; the employment agency is always one"`
		Template int64    `json:"template,omitempty" minimum:"0" doc:"Mallens version; den senaste om den utelämnas || Template version; the latest when left out"`
	}
}) (*answer[draftBody], error) {
	d, err := s.Start(r.Context(), r.Actor, Beginning{Kind: NewAgreement, Boards: in.Body.Boards, Template: in.Body.Template})
	return s.begun(r, d, err)
}

func (s *Service) apiAmend(r *web.Request, in *struct {
	Agreement string `path:"id" maxLength:"40"`
	Body      struct {
		Kind     Kind     `json:"kind" enum:"amendment,renewal,joining"`
		Boards   []string `json:"boards,omitempty" maxItems:"300" doc:"Nämnderna som ansluts || The boards that join"`
		Template int64    `json:"template,omitempty" minimum:"0" doc:"Mallversion att gå över till; samma som nu om den utelämnas || Template version to go over to; the same as now when left out"`
		Propose  bool     `json:"propose,omitempty" doc:"Lämna version 1 genast || Put version 1 forward at once"`
	}
}) (*answer[draftBody], error) {
	b := in.Body
	d, err := s.Start(r.Context(), r.Actor, Beginning{Kind: b.Kind, Agreement: in.Agreement, Boards: b.Boards, Template: b.Template, Propose: b.Propose})
	return s.begun(r, d, err)
}

// Placed names a field of a draft in an address of the API.
type Placed struct {
	Drafted
	Field string `path:"field" maxLength:"100" doc:"Till exempel variable:ort eller commitment:K9.1; deviation: och commitment: utan id är nya || For example variable:ort or commitment:K9.1; deviation: and commitment: without an id are new"`
}

// fieldBody is a field as it stands for this reader.
type fieldBody struct {
	Field      clause.Field       `json:"field"`
	Seen       string             `json:"seen" doc:"Märket som ändringen ska visa upp || The mark that the change is to show"`
	Open       bool               `json:"open" doc:"Din myndighet kan ändra det nu || Your authority can change it now"`
	Value      *clause.Value      `json:"value,omitempty"`
	Commitment *clause.Commitment `json:"commitment,omitempty"`
	Deviation  *clause.Deviation  `json:"deviation,omitempty"`
}

func fieldOf(doc clause.Document, f clause.Field, open bool) fieldBody {
	b := fieldBody{Field: f, Seen: Stamp(doc, f), Open: open}
	kind, id, _ := strings.Cut(string(f), ":")
	switch kind {
	case "variable":
		v := doc.Values[id]
		b.Value = &v
	case "commitment":
		if c, ok := doc.Commitment(id); ok {
			b.Commitment = &c
		}
	case "deviation":
		if v, ok := deviation(doc, id); ok {
			b.Deviation = &v
		}
	}
	return b
}

func (s *Service) apiField(r *web.Request, _ *struct{ Placed }) (*answer[fieldBody], error) {
	p, err := s.place(r)
	if err != nil {
		return nil, err
	}
	return &answer[fieldBody]{fieldOf(p.doc, p.field, p.open)}, nil
}

func (s *Service) apiChange(r *web.Request, in *struct {
	Placed
	Body struct {
		Seen       string             `json:"seen" maxLength:"64" doc:"Märket på det ni läste || The mark of what you read"`
		Value      *clause.Value      `json:"value,omitempty"`
		Commitment *clause.Commitment `json:"commitment,omitempty"`
		Deviation  *clause.Deviation  `json:"deviation,omitempty"`
		Remove     bool               `json:"remove,omitempty" doc:"Ta bort avvikelsen eller det lokala åtagandet || Take the deviation or the local commitment away"`
	}
}) (*answer[fieldBody], error) {
	b := in.Body
	d, f, err := s.Change(r.Context(), r.Actor, in.Draft, Edit{Field: clause.Field(in.Field), Seen: b.Seen, Value: b.Value, Commitment: b.Commitment, Deviation: b.Deviation, Remove: b.Remove})
	if err != nil {
		return nil, err
	}
	work, err := Work(r.Context(), s.Trail.DB(), d.ID)
	return &answer[fieldBody]{fieldOf(work, f, true)}, err
}

func (s *Service) apiPen(r *web.Request, in *struct {
	Drafted
	Body struct {
		Take bool `json:"take" doc:"true tar pennan, false lämnar tillbaka den || true takes the pen, false hands it back"`
	}
}) (*answer[draftBody], error) {
	act := s.LeavePen
	if in.Body.Take {
		act = s.TakePen
	}
	if _, err := act(r.Context(), r.Actor, in.Draft); err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}

func (s *Service) apiResolve(r *web.Request, in *struct {
	Drafted
	Body struct {
		Field clause.Field `json:"field" maxLength:"100"`
	}
}) (*answer[draftBody], error) {
	if err := s.Resolve(r.Context(), r.Actor, in.Draft, in.Body.Field); err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}

// Reasoned is an act that the other parties must be able to understand.
type Reasoned struct {
	Reason string `json:"reason" maxLength:"500" doc:"De andra parterna läser skälet. Skriv inga namn på personer. || The other parties read the reason. Write no names of persons."`
}

func (b Reasoned) check() error {
	if strings.TrimSpace(b.Reason) == "" {
		return fault.New(fault.Invalid, putRight, fault.Field(fieldReason, needReason))
	}
	return nil
}

func (s *Service) apiTakeBack(r *web.Request, in *struct {
	Drafted
	Body Reasoned
}) (*answer[draftBody], error) {
	if _, err := s.TakeBack(r.Context(), r.Actor, in.Draft, strings.TrimSpace(in.Body.Reason)); err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}

func (s *Service) apiWithdraw(r *web.Request, in *struct {
	Drafted
	Body Reasoned
}) (*answer[draftBody], error) {
	d, err := s.look(r)
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.WithdrawDraft, d.Ref())
	}
	if err == nil {
		err = in.Body.check()
	}
	if err == nil {
		_, err = s.Withdraw(r.Context(), r.Actor, d.ID, strings.TrimSpace(in.Body.Reason))
	}
	if err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}
