package meeting

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"

	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const oneAPI = "/meetings/{id}"

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the acts. Each act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	get, post := http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-meetings", get, "/meetings", t("Lista mötena, det som kommer först överst", "List the meetings, what comes first on top")), policy.ListPersonMeetings, s.apiList)
	web.API(rt, apiOp("get-meeting", get, oneAPI, t("Hämta ett möte utan uppgifter om personen", "Get a meeting without what is about the person")), policy.ReadPersonMeeting, s.apiOne)
	web.API(rt, apiOp("read-meeting", post, oneAPI+"/readings", t("Läs vad ett möte handlar om. Läsningen antecknas.", "Read what a meeting is about. The reading is noted.")), policy.ReadPersonMeetingText, s.apiRead, web.Reading())
	rt.Again(Kind, func(r *web.Request, id string) (any, error) {
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
		return bodyOf(v.Meeting, v.Offers), err
	})
	web.API(rt, apiOp("ask-meeting", post, "/matters/{id}/meetings", t("Kalla till ett möte i ett ärende", "Call a meeting in a matter")), policy.WorkMatter, s.apiAsk)
	act := policy.WorkPersonMeeting
	web.API(rt, apiOp("offer-meeting-times", post, oneAPI+"/times", t("Erbjud tider", "Offer times")), act, s.apiOffer)
	web.API(rt, apiOp("answer-meeting-times", post, oneAPI+"/answers", t("Säg vilka tider som passar er eller personen", "Say which times suit you or the person")), act, s.apiSuit)
	web.API(rt, apiOp("book-meeting", post, oneAPI+"/booking", t("Boka en av tiderna", "Book one of the times")), act, s.apiBook)
	web.API(rt, apiOp("cancel-meeting", post, oneAPI+"/cancellation", t("Avboka mötet", "Cancel the meeting")), act, s.apiCancel)
	web.API(rt, apiOp("hold-meeting", post, oneAPI+"/outcome", t("Anteckna att mötet hölls", "Note that the meeting was held")), act, s.apiHeld)
	web.API(rt, apiOp("miss-meeting", post, oneAPI+"/absence", t("Anteckna att mötet inte blev av", "Note that the meeting did not take place")), act, s.apiMissed)
	web.API(rt, apiOp("reply-meeting", post, oneAPI+"/reply", t("Svara på en kallelse till SIP", "Reply to a call to SIP")), act, s.apiReply)
	web.API(rt, apiOp("pause-meeting", post, oneAPI+"/pause", t("Anteckna att personen vill vänta, eller kan träffas igen", "Note that the person wants to wait, or can meet again")), act, s.apiPause)
	s.presenceAPI(rt)
}

// MeetingAsked names a meeting in an address of the API.
type MeetingAsked struct {
	ID string `path:"id" maxLength:"40" doc:"Mötets id || Id of the meeting"`
}

// MeetingSeen is the version that the caller saw.
type MeetingSeen struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av mötet som ni har sett || The version of the meeting that you have seen"`
}

// TimeBody is a time in the API.
type TimeBody struct {
	Starts time.Time `json:"starts"`
	Ends   time.Time `json:"ends"`
}

// SlotBody is a time that is offered, in the API.
type SlotBody struct {
	ID     string        `json:"id"`
	Starts time.Time     `json:"starts"`
	Ends   time.Time     `json:"ends"`
	Says   map[Part]bool `json:"says" doc:"Vem som har svarat, och om tiden passar || Who has replied, and whether the time suits"`
}

type meetingBody struct {
	ID           string     `json:"id"`
	Version      int64      `json:"version" doc:"Skickas med i nästa steg || Sent along with the next step"`
	Matter       string     `json:"matter"`
	Sort         Sort       `json:"sort" enum:"three-party,sip"`
	Way          Way        `json:"way" enum:"in-person,phone,video"`
	State        State      `json:"state" enum:"asked,offered,booked,missed,held,cancelled"`
	WaitsFor     Turn       `json:"waitsFor,omitempty" enum:",agency,municipality,person,both"`
	AskedBy      Part       `json:"askedBy" enum:"agency,municipality"`
	AskedAt      time.Time  `json:"askedAt"`
	Municipality string     `json:"municipality" doc:"Kommunkod || Municipality code"`
	Interpreter  bool       `json:"interpreter"`
	Accessible   bool       `json:"accessible"`
	Starts       *time.Time `json:"starts,omitempty"`
	Ends         *time.Time `json:"ends,omitempty"`
	WaitsSince   *time.Time `json:"waitsSince,omitempty" doc:"Sedan när personen har bett att få vänta || Since when the person has asked to wait"`
	CancelledBy  Part       `json:"cancelledBy,omitempty"`
	Absent       []Part     `json:"absent" nullable:"false"`
	Times        []SlotBody `json:"times" nullable:"false"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func bodyOf(m Meeting, offers []Offer) meetingBody {
	b := meetingBody{ID: m.ID, Version: m.Version, Matter: m.Matter, Sort: m.Sort, Way: m.Way, State: m.State, WaitsFor: m.Turn, AskedBy: m.By, AskedAt: m.AskedAt.Time, Municipality: m.Municipality, Interpreter: m.Interpreter, Accessible: m.Accessible,
		Starts: moment(m.Starts.Time), Ends: moment(m.Ends.Time), WaitsSince: moment(m.WaitsSince.Time), CancelledBy: m.CancelledBy, Absent: append([]Part{}, m.absent()...), Times: []SlotBody{}}
	for _, o := range offers {
		b.Times = append(b.Times, SlotBody{ID: o.ID, Starts: o.Starts.Time, Ends: o.Ends.Time, Says: o.Says})
	}
	return b
}

type meetingItem struct{ Body meetingBody }

// done answers an act with the meeting as it is now.
func (s *Service) done(r *web.Request, m Meeting, err error) (*meetingItem, error) {
	if err != nil {
		return nil, err
	}
	offers, err := readOffers(r.Context(), s.Trail.DB(), m)
	return &meetingItem{bodyOf(m, offers)}, err
}

func (s *Service) apiList(r *web.Request, in *struct {
	Over   bool `query:"over" doc:"De hållna och avbokade || Those held and cancelled"`
	Mine   bool `query:"mine"`
	Waits  bool `query:"waits" doc:"Där något ska göras hos er || Where something is to be done with you"`
	Booked bool `query:"booked"`
	web.Paging
}) (*web.PageOf[meetingBody], error) {
	f := Filter{Over: in.Over, Mine: in.Mine, Waits: in.Waits, Booked: in.Booked}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) meetingBody { return bodyOf(i.Meeting, nil) })
}

func (s *Service) apiOne(r *web.Request, in *MeetingAsked) (*meetingItem, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	return &meetingItem{bodyOf(v.Meeting, v.Offers)}, err
}

type meetingOpened struct {
	Body struct {
		meetingBody
		Name      string         `json:"name,omitempty"`
		Why       string         `json:"why"`
		Where     string         `json:"where,omitempty"`
		Language  string         `json:"language,omitempty" doc:"Språk som ska tolkas || Language to interpret"`
		Needs     string         `json:"needs,omitempty"`
		Along     string         `json:"along,omitempty"`
		Said      string         `json:"said,omitempty"`
		Decisions []DecisionBody `json:"decisions" nullable:"false"`
	}
}

// DecisionBody is who does what by when, in the API.
type DecisionBody struct {
	Text        string     `json:"text" maxLength:"300"`
	Responsible plan.Owner `json:"responsible" enum:"agency,municipality,person,both"`
	Due         string     `json:"due" format:"date"`
}

func (s *Service) apiRead(r *web.Request, in *MeetingAsked) (*meetingOpened, error) {
	o, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := o.Can.CheckRead(policy.ReadPersonMeetingText); err != nil {
		return nil, err
	}
	out := &meetingOpened{}
	out.Body.meetingBody, out.Body.Name, out.Body.Why, out.Body.Where = bodyOf(o.Meeting, o.Offers), o.Person.Name, o.Called.Why, o.Where
	out.Body.Language, out.Body.Needs, out.Body.Along, out.Body.Said = o.Called.Language, o.Called.Needs, o.Called.Along, o.Result.Said
	out.Body.Decisions = []DecisionBody{}
	for _, d := range o.Result.Decisions {
		out.Body.Decisions = append(out.Body.Decisions, DecisionBody{d.Text, d.Responsible, d.Due.String()})
	}
	return out, nil
}

func spansOf(list []TimeBody) (out []Span) {
	for _, t := range list {
		out = append(out, Span{Starts: t.Starts, Ends: t.Ends})
	}
	return out
}

func (s *Service) apiAsk(r *web.Request, in *struct {
	ID   string `path:"id" maxLength:"40" doc:"Ärendets id || Id of the matter"`
	Body struct {
		Sort        Sort             `json:"sort" enum:"three-party,sip"`
		Way         Way              `json:"way" enum:"in-person,phone,video"`
		Why         string           `json:"why" maxLength:"1000"`
		Interpreter Need             `json:"interpreter" enum:"yes,no" doc:"Om tolk behövs || Whether an interpreter is needed"`
		Language    string           `json:"language,omitempty" maxLength:"60"`
		Place       string           `json:"place,omitempty" maxLength:"120" doc:"Hamnar i kalendrar: säger inte vem personen är || Ends up in calendars: does not say who the person is"`
		Accessible  bool             `json:"accessible,omitempty"`
		Needs       string           `json:"needs,omitempty" maxLength:"1000"`
		Along       string           `json:"along,omitempty" maxLength:"200"`
		Health      bool             `json:"health,omitempty"`
		Times       []TimeBody       `json:"times,omitempty" maxItems:"6" nullable:"false"`
		Ground      matter.BasisBody `json:"ground,omitempty"`
	}
}) (*meetingItem, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	x := in.Body
	m, err := s.Ask(r.Context(), r.Actor, matter.Key{ID: in.ID}, Asking{Sort: x.Sort, Way: x.Way, Why: x.Why, Interpreter: x.Interpreter, Language: x.Language, Place: x.Place, Accessible: x.Accessible, Needs: x.Needs, Along: x.Along, Health: x.Health, Times: spansOf(x.Times), Basis: b})
	return s.done(r, m, err)
}

func (s *Service) apiOffer(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Times []TimeBody `json:"times" minItems:"1" maxItems:"6" nullable:"false"`
		Way   Way        `json:"way,omitempty" enum:",in-person,phone,video"`
		Place string     `json:"place,omitempty" maxLength:"120" doc:"En ny plats lämnas till motparten i ett meddelande || Another place is told the counterpart in a message"`

		Ground matter.BasisBody `json:"ground,omitempty"`
	}
}) (*meetingItem, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	m, err := s.Offer(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, Times{Spans: spansOf(in.Body.Times), Way: in.Body.Way, Place: in.Body.Place, Basis: b})
	return s.done(r, m, err)
}

func (s *Service) apiSuit(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Person bool     `json:"person,omitempty" doc:"Det är personens svar || It is the person's reply"`
		Times  []string `json:"times" maxItems:"6" nullable:"false" doc:"Id för de tider som passar || Ids of the times that suit"`
	}
}) (*meetingItem, error) {
	m, err := s.Suit(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Person, in.Body.Times)
	return s.done(r, m, err)
}

func (s *Service) apiBook(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Time   string `json:"time" maxLength:"40" doc:"Tidens id || Id of the time"`
		Person bool   `json:"person,omitempty" doc:"Personen har sagt att tiden passar || The person has said that the time suits"`
	}
}) (*meetingItem, error) {
	m, err := s.Book(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Time, in.Body.Person)
	return s.done(r, m, err)
}

func (s *Service) apiCancel(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Person bool `json:"person,omitempty" doc:"Det är personen som avbokar || It is the person who cancels"`
	}
}) (*meetingItem, error) {
	by := PartOf(r.Actor.Authority)
	if in.Body.Person {
		by = Person
	}
	m, err := s.Cancel(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, by)
	return s.done(r, m, err)
}

func (s *Service) apiHeld(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Absent      []Part           `json:"absent,omitempty" maxItems:"2" nullable:"false" enum:"agency,municipality"`
		Interpreted Need             `json:"interpreted,omitempty" enum:",yes,no" doc:"Om tolken deltog, när en behövdes || Whether the interpreter took part, when one was needed"`
		Said        string           `json:"said,omitempty" maxLength:"1000"`
		Decisions   []DecisionBody   `json:"decisions,omitempty" maxItems:"8" nullable:"false"`
		Health      bool             `json:"health,omitempty"`
		Ground      matter.BasisBody `json:"ground,omitempty"`
	}
}) (*meetingItem, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	out := Outcome{Absent: in.Body.Absent, Interpreted: in.Body.Interpreted, Health: in.Body.Health, Basis: b, Result: Result{Said: in.Body.Said}}
	for _, d := range in.Body.Decisions {
		item, err := d.item()
		if err != nil {
			return nil, err
		}
		out.Result.Decisions = append(out.Result.Decisions, item)
	}
	m, err := s.Held(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, out)
	return s.done(r, m, err)
}

func (d DecisionBody) item() (plan.Item, error) {
	due, err := calendar.ParseDate(d.Due)
	return plan.Item{Text: d.Text, Responsible: d.Responsible, Due: due}, err
}

func (s *Service) apiMissed(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Absent []Part `json:"absent" minItems:"1" maxItems:"3" nullable:"false" enum:"agency,municipality,person"`
	}
}) (*meetingItem, error) {
	m, err := s.Missed(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Absent)
	return s.done(r, m, err)
}

func (s *Service) apiReply(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Reply  Reply            `json:"reply" enum:"yes,no"`
		Why    string           `json:"why,omitempty" maxLength:"1000"`
		Health bool             `json:"health,omitempty" doc:"Skälet handlar om personens hälsa || The reason is about the person's health"`
		Ground matter.BasisBody `json:"ground,omitempty"`
	}
}) (*meetingItem, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	m, err := s.ReplySIP(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Reply, in.Body.Why, in.Body.Health, b)
	return s.done(r, m, err)
}

func (s *Service) apiPause(r *web.Request, in *struct {
	MeetingAsked
	Body struct {
		MeetingSeen
		Waits bool `json:"waits" doc:"Sant: personen vill vänta; falskt: personen kan träffas igen || True: the person wants to wait; false: the person can meet again"`
	}
}) (*meetingItem, error) {
	m, err := s.Pause(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Waits)
	return s.done(r, m, err)
}
