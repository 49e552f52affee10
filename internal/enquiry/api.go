package enquiry

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// oneAPI is the address of a question in the API.
const oneAPI = "/enquiries/{id}"

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(language.T("Frågor", "Questions"))}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the acts. Each act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	get, post := http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-enquiries", get, "/enquiries", t("Lista frågorna i inkorgen efter när de ska vara besvarade", "List the questions of the inbox by when they are due")), policy.ListEnquiries, s.apiList)
	web.API(rt, apiOp("count-enquiries", get, "/enquiries/counts", t("Räkna frågorna i inkorgen", "Count the questions of the inbox")), policy.ListEnquiries, s.apiCount)
	web.API(rt, apiOp("send-enquiry", post, "/enquiries", t("Ställ en fråga", "Ask a question")), policy.AskEnquiry, s.apiSend, web.Body(fileRoom))
	web.API(rt, apiOp("note-phone-enquiry", post, "/enquiries/noted", t("Anteckna en fråga som ställts per telefon", "Note a question that was asked by telephone")), policy.AskEnquiry, s.apiNoted)
	web.API(rt, apiOp("get-enquiry", get, oneAPI, t("Hämta en fråga utan uppgifter om personen", "Get a question without what is about the person")), policy.ReadEnquiry, s.apiOne)
	web.API(rt, apiOp("read-enquiry", post, oneAPI+"/readings", t("Läs vad som skrivits. Läsningen antecknas.", "Read what was written. The reading is noted.")), policy.ReadEnquiryText, s.apiRead, web.Reading())
	rt.Again(Kind, func(r *web.Request, id string) (any, error) {
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
		return itemOf(v.Enquiry, nil), err
	})
	s.apiHands(rt)
	s.apiTalk(rt)
	s.apiEnds(rt)
	s.apiNotes(rt)
	s.apiReplies(rt)
	s.apiSaved(rt)
}

// Asked names a question in an address of the API.
type Asked struct {
	ID string `path:"id" maxLength:"40" doc:"Frågans id || Id of the question"`
}

// Seen is the version that the caller saw.
type Seen struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av frågan som ni har sett || The version of the question that you have seen"`
}

func (a Asked) key(s Seen) Key { return Key{ID: a.ID, Version: s.Version} }

// enquiryItem is a question as the API gives it: nothing in it is about the person.
type enquiryItem struct {
	ID           string          `json:"id"`
	Version      int64           `json:"version" doc:"Skickas med i nästa steg || Sent along with the next step"`
	State        State           `json:"state" enum:"draft,incomplete,open,paused,answered,closed,withdrawn,joined"`
	WaitsFor     clock.Side      `json:"waitsFor,omitempty" enum:",asker,holder,person,third" doc:"Vem den väntar på || Whom it waits for"`
	Asker        string          `json:"asker" doc:"Myndighetens id || Id of the authority"`
	Receiver     string          `json:"receiver" doc:"Myndighetens id || Id of the authority"`
	Municipality string          `json:"municipality" doc:"Kommunkod || Municipality code"`
	Topics       []contact.Topic `json:"topics" nullable:"false"`
	Personal     bool            `json:"personal"`
	Urgent       bool            `json:"urgent"`
	Noted        bool            `json:"noted" doc:"Antecknad per telefon av den ena sidan || Noted by telephone by one side"`
	Round        int64           `json:"round"`
	SentAt       *time.Time      `json:"sentAt,omitempty"`
	DueAt        *time.Time      `json:"dueAt,omitempty"`
	FirstDueAt   *time.Time      `json:"firstDueAt,omitempty" doc:"Den ursprungliga tiden || The original time"`
	AnsweredAt   *time.Time      `json:"answeredAt,omitempty"`
	DeliveredAt  *time.Time      `json:"deliveredAt,omitempty"`
	Outcome      Outcome         `json:"outcome,omitempty"`
	Commitment   string          `json:"commitment,omitempty" doc:"Åtagandet som tiden följer av || The commitment that the time follows from"`
	Forwards     int64           `json:"forwards"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func itemOf(e Enquiry, list []contact.Topic) enquiryItem {
	if list == nil {
		list = []contact.Topic{e.Topic}
	}
	return enquiryItem{ID: e.ID, Version: e.Version, State: e.State, WaitsFor: e.Turn, Asker: e.Asker, Receiver: e.Receiver, Municipality: e.Municipality, Topics: list,
		Personal: e.Personal, Urgent: e.Urgent, Noted: e.Noted, Round: e.Round, SentAt: moment(e.SentAt.Time), DueAt: moment(e.Due.Time), FirstDueAt: moment(e.FirstDue.Time),
		AnsweredAt: moment(e.AnsweredAt.Time), DeliveredAt: moment(e.DeliveredAt.Time), Outcome: e.Outcome, Commitment: e.Commitment, Forwards: e.Forwards}
}

type toldEnquiry struct{ Body enquiryItem }

func stepped(e Enquiry, err error) (*toldEnquiry, error) { return &toldEnquiry{itemOf(e, nil)}, err }

type listAnswer struct {
	Body struct {
		Items []enquiryItem `json:"items" nullable:"false"`
		Next  string        `json:"next,omitempty" doc:"Skickas som after för nästa sida || Sent as after for the next page"`
	}
}

func (s *Service) apiList(r *web.Request, in *struct {
	Box          string `query:"box" enum:"draft,live,answered,over" default:"live" doc:"Utkast, det som väntar, besvarat eller avslutat || Drafts, what waits, answered or over"`
	Mine         bool   `query:"mine"`
	Late         bool   `query:"late"`
	Urgent       bool   `query:"urgent"`
	Municipality string `query:"municipality" maxLength:"4"`
	Topic        string `query:"topic" maxLength:"20"`
	Unit         string `query:"unit" maxLength:"40"`
	After        string `query:"after" maxLength:"2000"`
}) (*listAnswer, error) {
	after, err := web.ParseCursor(in.After, 2)
	if err != nil {
		return nil, err
	}
	list, err := s.Inbox(r.Context(), s.Trail.DB(), r.Actor, Filter{Box: Box(in.Box), Mine: in.Mine, Late: in.Late, Urgent: in.Urgent, Municipality: in.Municipality,
		Topic: contact.Topic(in.Topic), Unit: in.Unit, After: after})
	out := listAnswer{}
	out.Body.Items = []enquiryItem{}
	for _, i := range list {
		out.Body.Items = append(out.Body.Items, itemOf(i.Enquiry, nil))
	}
	if len(list) == PageSize {
		out.Body.Next = web.Cursor(list[len(list)-1].Place()).String()
	}
	return &out, err
}

type countAnswer struct {
	Body struct {
		Waiting  int64 `json:"waiting"`
		Turn     int64 `json:"turn" doc:"Där det är er tur || Where it is your turn"`
		Mine     int64 `json:"mine"`
		Free     int64 `json:"free" doc:"Utan handläggare || Handled by nobody"`
		Late     int64 `json:"late"`
		Urgent   int64 `json:"urgent"`
		Answered int64 `json:"answered"`
		Drafts   int64 `json:"drafts"`
	}
}

func (s *Service) apiCount(r *web.Request, _ *struct{}) (*countAnswer, error) {
	n, err := s.Count(r.Context(), r.Actor)
	out := countAnswer{}
	b := &out.Body
	b.Waiting, b.Turn, b.Mine, b.Free, b.Late, b.Urgent, b.Answered, b.Drafts = n.Waiting, n.Turn, n.Mine, n.Free, n.Late+n.Overdue, n.Urgent, n.Answered, n.Drafts
	return &out, err
}

func (s *Service) apiOne(r *web.Request, in *Asked) (*toldEnquiry, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	return &toldEnquiry{itemOf(v.Enquiry, codes(v.Topics))}, err
}

// BasisBody is the ground on which something about the person is told.
type BasisBody struct {
	Existing string `json:"existing,omitempty" maxLength:"40" doc:"Id för en grund som redan finns || Id of a ground that is there already"`
	Kind     string `json:"kind,omitempty" maxLength:"40" doc:"Slag av grund || Kind of ground" example:"consent"`
	Form     string `json:"form,omitempty" enum:",written,digital,oral,letter"`
	Until    string `json:"until,omitempty" format:"date"`
	Citation string `json:"citation,omitempty" maxLength:"200"`
	Motive   string `json:"motive,omitempty" maxLength:"2000"`
}

type threadAnswer struct {
	Body struct {
		Enquiry  enquiryItem   `json:"enquiry"`
		Messages []messageItem `json:"messages" nullable:"false"`
		Notes    []noteItem    `json:"notes" nullable:"false" doc:"Egna interna anteckningar || One's own internal notes"`
	}
}

type messageItem struct {
	ID     string       `json:"id"`
	Kind   string       `json:"kind"`
	From   string       `json:"from"`
	SentAt time.Time    `json:"sentAt"`
	Ground law.GroundID `json:"ground,omitempty"`
	Hidden bool         `json:"hidden" doc:"Visas när en grund är antecknad || Shown when a ground is recorded"`
	Number string       `json:"number,omitempty" doc:"Personnummer || Personal number"`
	Name   string       `json:"name,omitempty"`
	Text   string       `json:"text,omitempty"`
	Files  []fileItem   `json:"files,omitempty"`
}

func (s *Service) apiRead(r *web.Request, in *Asked) (*threadAnswer, error) {
	t, err := s.Open(r.Context(), r.Actor, in.ID)
	out := threadAnswer{}
	out.Body.Enquiry, out.Body.Messages = itemOf(t.Enquiry, codes(t.Topics)), []messageItem{}
	out.Body.Notes = noteItems(t.Notes)
	for _, p := range t.Parts {
		out.Body.Messages = append(out.Body.Messages, messageItem{ID: p.Copy.ID, Kind: string(p.Kind), From: p.From, SentAt: p.SentAt.Time, Ground: p.Copy.Ground,
			Hidden: p.Hidden, Number: p.Number, Name: p.Name, Text: p.Text, Files: fileItems(t.Enquiry, p.Files)})
	}
	return &out, err
}
