package statutory

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const (
	listAPI  = "/statutory-notices"
	oneAPI   = "/statutory-notices/{id}"
	typesAPI = "/statutory-notice-types"
)

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the acts. Each act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t, get, post := language.T, http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-statutory-notices", get, listAPI, t("Lista er myndighets underrättelser enligt lag", "List your authority's statutory notices")), policy.ListStatutory, s.apiList)
	web.API(rt, apiOp("get-statutory-notice", get, oneAPI, t("Hämta en underrättelse utan uppgifter om personen", "Get a notice without what is about the person")), policy.ReadStatutory, s.apiOne)
	web.API(rt, apiOp("read-statutory-notice", post, oneAPI+"/readings", t("Läs vad som skrivits. Läsningen antecknas.", "Read what was written. The reading is noted.")), policy.ReadStatutoryText, s.apiRead, web.Reading())
	web.API(rt, apiOp("list-statutory-notice-types", get, typesAPI, t("Lista vilka underrättelser som finns, med lagrum, tid och uppgifter", "List the types of notice, with law, time and facts")), policy.ReadStatutoryTypes, s.apiTypes)
	rt.Again(Kind, func(r *web.Request, id string) (any, error) {
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
		return bodyOf(v.Notice), err
	})
	s.apiActs(rt)
}

// NoticeBody is a notice as the API gives it: nothing in it is about the person.
type NoticeBody struct {
	ID           string        `json:"id"`
	Version      int64         `json:"version" doc:"Skickas med i nästa steg || Sent along with the next step"`
	Type         law.NoticeID  `json:"type" example:"education-interruption"`
	State        State         `json:"state" enum:"sent,received,paused,acted,returned,withdrawn,closed"`
	Sender       string        `json:"senderId" doc:"Myndighetens id || Id of the authority"`
	Receiver     string        `json:"receiverId" doc:"Myndighetens id || Id of the authority"`
	Municipality string        `json:"municipality" doc:"Kommunkod || Municipality code"`
	Happened     calendar.Date `json:"happenedOn" doc:"Dagen för händelsen || The day of the event"`
	Citation     string        `json:"law" doc:"Lagrummet som föreskriver underrättelsen || The provision that prescribes the notice"`
	SendDue      time.Time     `json:"sendBy"`
	SentAt       time.Time     `json:"sentAt"`
	ReceivedAt   *time.Time    `json:"receivedAt,omitempty"`
	Due          *time.Time    `json:"actBy,omitempty" doc:"Saknas medan tiden står stilla || Absent while time stands still"`
	EndedAt      *time.Time    `json:"endedAt,omitempty"`
	Outcome      Outcome       `json:"outcome,omitempty" enum:",plan-changed,contacted,meeting,examined,nothing,not-for-us"`
	SendPromise  string        `json:"sendCommitment,omitempty" example:"K16.1"`
	ActPromise   string        `json:"actCommitment,omitempty" example:"K16.2"`
}

func bodyOf(n Notice) NoticeBody {
	return NoticeBody{ID: n.ID, Version: n.Version, Type: n.Type, State: n.State, Sender: n.Sender, Receiver: n.Receiver, Municipality: n.Municipality, Happened: n.Happened, Citation: n.Citation,
		SendDue: n.SendDue.Time, SentAt: n.SentAt.Time, ReceivedAt: moment(n.ReceivedAt), Due: moment(n.Due), EndedAt: moment(n.EndedAt), Outcome: n.Outcome, SendPromise: n.SendPromise, ActPromise: n.ActPromise}
}

func moment(t db.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

type toldNotice struct{ Body NoticeBody }

func stepped(n Notice, err error) (*toldNotice, error) { return &toldNotice{bodyOf(n)}, err }

func (s *Service) apiList(r *web.Request, in *struct {
	Box          Box          `query:"box" enum:"live,over" default:"live" doc:"Pågående eller avslutade || Under way or over"`
	Turn         bool         `query:"turn" doc:"Bara de där det är er tur || Only those where it is your turn"`
	Late         bool         `query:"late"`
	Side         Side         `query:"side" enum:"sender,receiver"`
	Type         law.NoticeID `query:"type" maxLength:"40"`
	Municipality string       `query:"municipality" maxLength:"4"`
	web.Paging
}) (*web.PageOf[NoticeBody], error) {
	f := Filter{Box: in.Box, Turn: in.Turn, Late: in.Late, Side: in.Side, Type: in.Type, Municipality: in.Municipality}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) NoticeBody { return bodyOf(i.Notice) })
}

// Addressed names a notice in an address of the API.
type Addressed struct {
	ID string `path:"id" maxLength:"40" doc:"Underrättelsens id || Id of the notice"`
}

type noticeOne struct {
	Body struct {
		NoticeBody
		Acts    []Act        `json:"acts" nullable:"false" doc:"Det ni kan göra nu || What you can do now"`
		Despite *DespiteBody `json:"despite,omitempty" doc:"Att er myndighet lämnade den fast behandlingen är begränsad || That your authority gave it although the processing is restricted"`
	}
}

// DespiteBody is who confirmed that a notice is given although the processing of the person's data is restricted.
type DespiteBody struct {
	By     string    `json:"confirmedById" doc:"Kontots id || Id of the account"`
	At     time.Time `json:"confirmedAt"`
	Ground string    `json:"law" doc:"Lagrummet som kräver underrättelsen || The provision that demands the notice"`
}

func (s *Service) apiOne(r *web.Request, in *struct{ Addressed }) (*noticeOne, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &noticeOne{}
	out.Body.NoticeBody, out.Body.Acts = bodyOf(v.Notice), append([]Act{}, v.Acts...)
	if e, ok := v.Confirmed(); ok {
		out.Body.Despite = &DespiteBody{e.Account, e.At.Time, v.Citation}
	}
	return out, nil
}

// MessageBody is a message as its reader has it.
type MessageBody struct {
	Seq    int64         `json:"seq"`
	Kind   exchange.Kind `json:"kind" enum:"notice,more,given,acted,returned,withdrawn,received,general"`
	Own    bool          `json:"own" doc:"Skickat av er || Sent by you"`
	SentAt time.Time     `json:"sentAt"`
	Text   string        `json:"text"`
}

type noticeRead struct {
	Body struct {
		NoticeBody
		Messages []MessageBody `json:"messages" nullable:"false"`
	}
}

func (s *Service) apiRead(r *web.Request, in *struct{ Addressed }) (*noticeRead, error) {
	t, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &noticeRead{}
	out.Body.NoticeBody, out.Body.Messages = bodyOf(t.Notice), []MessageBody{}
	for _, p := range t.Parts {
		out.Body.Messages = append(out.Body.Messages, MessageBody{p.Seq, p.Kind, p.Own, p.SentAt.Time, p.Body})
	}
	return out, nil
}

// TypeBody is a type of notice.
type TypeBody struct {
	ID        law.NoticeID    `json:"id"`
	Name      string          `json:"name"`
	From      law.NoticeParty `json:"from" enum:"pes,adult-education,income-support"`
	To        law.NoticeParty `json:"to" enum:"pes,adult-education,income-support"`
	Proposed  bool            `json:"proposed" doc:"Gäller bara från den dag som installationen har angett || Holds only from the day that the installation has given"`
	ValidFrom calendar.Date   `json:"validFrom,omitzero" doc:"Första dag för händelser; saknas när den inte gäller || First day of events; absent when it does not hold"`
	SendDays  int             `json:"sendDays"`
	ActDays   int             `json:"actDays"`
	Facts     []FactBody      `json:"facts" nullable:"false"`
	Confirm   bool            `json:"toBeConfirmed" doc:"En jurist ska bekräfta uppgifterna || A lawyer is to confirm the entry"`
}

// FactBody is a fact that a type may carry.
type FactBody struct {
	Code   string              `json:"code"`
	Name   string              `json:"name"`
	Kind   law.NoticeFieldKind `json:"kind" enum:"text,date,percent"`
	Needed bool                `json:"needed"`
}

type typeList struct {
	Body struct {
		Items []TypeBody `json:"items" nullable:"false"`
	}
}

func (s *Service) apiTypes(r *web.Request, _ *struct{}) (*typeList, error) {
	switches, err := Switches(r.Context(), s.Trail.DB())
	out := &typeList{}
	out.Body.Items = []TypeBody{}
	for _, k := range law.Notices() {
		b := TypeBody{k.ID, r.Say(k.Name), k.From, k.To, k.Proposed, k.Valid.From, k.SendDays, k.ActDays, []FactBody{}, k.Standing.Confirm()}
		if k.Proposed {
			b.ValidFrom = switches[k.ID].Applies
		}
		for _, f := range k.Fields {
			b.Facts = append(b.Facts, FactBody{f.Code, r.Say(f.Name), f.Kind, f.Needed})
		}
		out.Body.Items = append(out.Body.Items, b)
	}
	return out, err
}
