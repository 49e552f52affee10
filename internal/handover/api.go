package handover

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const oneAPI = "/handovers/{id}"

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the acts. Each act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	get, post := http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-person-handovers", get, "/handovers", t("Lista överlämningarna efter vad som ska göras först", "List the hand-overs by what is due first")), policy.ListHandovers, s.apiList)
	web.API(rt, apiOp("send-handover", post, "/handovers", t("Lämna över en person till en annan myndighet", "Hand a person over to another authority")), policy.SendHandover, s.apiSend)
	web.API(rt, apiOp("get-handover", get, oneAPI, t("Hämta en överlämning utan uppgifter om vem den gäller", "Get a hand-over without whom it concerns")), policy.ReadHandover, s.apiOne)
	web.API(rt, apiOp("read-handover", post, oneAPI+"/readings", t("Läs vad som skrivits om personen. Läsningen antecknas.", "Read what was written about the person. The reading is noted.")), policy.ReadHandoverText, s.apiRead, web.Reading())
	rt.Again(Kind, func(r *web.Request, id string) (any, error) {
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
		return itemOf(v.Handover), err
	})
	web.API(rt, apiOp("accept-handover", post, oneAPI+"/acceptance", t("Ta emot", "Accept")), policy.TakeHandover, s.apiAccept)
	web.API(rt, apiOp("return-handover", post, oneAPI+"/return", t("Återlämna med skäl", "Return with a reason")), policy.TakeHandover, s.apiReturn)
	web.API(rt, apiOp("ask-handover", post, oneAPI+"/questions", t("Be om mer", "Ask for more")), policy.TakeHandover, func(r *web.Request, in *handoverTextInput) (*item, error) {
		return done(s.AskMore(r.Context(), r.Actor, in.key(), in.Body.Text))
	})
	web.API(rt, apiOp("complete-handover", post, oneAPI+"/answers", t("Komplettera", "Give more")), policy.FollowHandover, func(r *web.Request, in *handoverTextInput) (*item, error) {
		return done(s.GiveMore(r.Context(), r.Actor, in.key(), in.Body.Text))
	})
	web.API(rt, apiOp("take-back-handover", post, oneAPI+"/withdrawal", t("Ta tillbaka", "Take back")), policy.FollowHandover, func(r *web.Request, in *handoverAct) (*item, error) {
		return done(s.TakeBack(r.Context(), r.Actor, in.key()))
	})
	web.API(rt, apiOp("renew-handover-ground", post, oneAPI+"/grounds", t("Ange en ny grund", "Record a new ground")), policy.FollowHandover, s.apiRenew)
	web.API(rt, apiOp("contact-handover", post, oneAPI+"/contact", t("Anteckna den första kontakten", "Note the first contact")), policy.ContactHandover, s.apiContact)
	web.API(rt, apiOp("hand-handover", post, oneAPI+"/officer", t("Ge till en kollega", "Give to a colleague")), policy.TakeHandover, s.apiHand)
}

// Asked names a hand-over in an address of the API.
type Asked struct {
	ID string `path:"id" maxLength:"40" doc:"Överlämningens id || Id of the hand-over"`
}

// HandoverSeen is the version that the caller saw.
type HandoverSeen struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av överlämningen som ni har sett || The version of the hand-over that you have seen"`
}

type handoverAct struct {
	Asked
	Body HandoverSeen
}

func (a handoverAct) key() Key { return Key{a.ID, a.Body.Version} }

type handoverTextInput struct {
	Asked
	Body struct {
		HandoverSeen
		Text string `json:"text" maxLength:"4000" doc:"Inget som säger vem personen är || Nothing that says who the person is"`
	}
}

func (in handoverTextInput) key() Key { return Key{in.ID, in.Body.Version} }

type handoverItem struct {
	ID           string        `json:"id"`
	Version      int64         `json:"version" doc:"Skickas med i nästa steg || Sent along with the next step"`
	Sender       string        `json:"sender" doc:"Myndighetens id || Id of the authority"`
	Receiver     string        `json:"receiver" doc:"Myndighetens id || Id of the authority"`
	Municipality string        `json:"municipality" doc:"Kommunkod || Municipality code"`
	Aim          Aim           `json:"aim" enum:"joint,assess,transfer"`
	Needs        []matter.Need `json:"needs" nullable:"false"`
	Age          Age           `json:"age,omitempty"`
	Interpreter  bool          `json:"interpreter"`
	State        State         `json:"state" enum:"open,paused,accepted,returned,withdrawn"`
	Reason       Reason        `json:"reason,omitempty"`
	Commitment   string        `json:"commitment,omitempty"`
	SentAt       time.Time     `json:"sentAt"`
	DueAt        time.Time     `json:"dueAt" doc:"När besked ska lämnas || When a reply is due"`
	DecidedAt    *time.Time    `json:"decidedAt,omitempty"`
	ContactDueAt *time.Time    `json:"contactDueAt,omitempty"`
	ContactAt    *time.Time    `json:"contactAt,omitempty"`
	Matter       string        `json:"matterId,omitempty"`
}

func moment(t db.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

func itemOf(h Handover) handoverItem {
	out := handoverItem{ID: h.ID, Version: h.Version, Sender: h.Sender, Receiver: h.Receiver, Municipality: h.Municipality, Aim: h.Aim, Needs: h.Needs.List(), Age: h.Age, Interpreter: h.Interpreter, State: h.State, Reason: h.Reason,
		Commitment: h.Commitment, SentAt: h.SentAt.Time, DueAt: h.Due.Time, DecidedAt: moment(h.DecidedAt), ContactDueAt: moment(h.ContactDue), ContactAt: moment(h.ContactAt), Matter: h.Matter}
	if out.Needs == nil {
		out.Needs = []matter.Need{}
	}
	return out
}

type item struct{ Body handoverItem }

func done(h Handover, err error) (*item, error) {
	if err != nil {
		return nil, err
	}
	return &item{itemOf(h)}, nil
}

func (s *Service) apiList(r *web.Request, in *struct {
	Over bool `query:"decided" doc:"De avgjorda || Those that are decided"`
	Turn bool `query:"turn" doc:"Där det är er tur || Where it is your turn"`
	web.Paging
}) (*web.PageOf[handoverItem], error) {
	f := Filter{Over: in.Over, Turn: in.Turn}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) handoverItem { return itemOf(i.Handover) })
}

func (s *Service) apiOne(r *web.Request, in *Asked) (*item, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	return done(v.Handover, err)
}

type handoverOpened struct {
	Body struct {
		handoverItem
		PersonalNumber string   `json:"personalNumber"`
		Name           string   `json:"name,omitempty"`
		Letter         string   `json:"letter"`
		Messages       []string `json:"messages" nullable:"false"`
	}
}

func (s *Service) apiRead(r *web.Request, in *Asked) (*handoverOpened, error) {
	o, err := s.Read(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := o.Can.CheckRead(policy.ReadHandoverText); err != nil {
		return nil, err
	}
	out := &handoverOpened{}
	out.Body.handoverItem, out.Body.PersonalNumber, out.Body.Name, out.Body.Letter = itemOf(o.Handover), o.Person.Number.TwelveDigits(), o.Person.Name, o.Letter
	out.Body.Messages = []string{}
	for _, c := range o.Open {
		out.Body.Messages = append(out.Body.Messages, c.Body)
	}
	return out, nil
}

func (s *Service) apiSend(r *web.Request, in *struct {
	Body struct {
		Receiver     string           `json:"receiver" maxLength:"40" doc:"Myndighetens id || Id of the authority"`
		Municipality string           `json:"municipality" pattern:"^[0-9]{4}$"`
		Path         string           `json:"contactPath,omitempty" maxLength:"40"`
		Aim          Aim              `json:"aim" enum:"joint,assess,transfer"`
		Needs        []matter.Need    `json:"needs" minItems:"1" maxItems:"20" nullable:"false"`
		Age          Age              `json:"age,omitempty" enum:",under-25,25-59,60"`
		Interpreter  bool             `json:"interpreter,omitempty"`
		Public       string           `json:"public,omitempty" maxLength:"2000" doc:"Syns före mottagandet; inget som säger vem personen är || Seen before acceptance; nothing that says who the person is"`
		Number       string           `json:"personalNumber" maxLength:"13"`
		Name         string           `json:"name,omitempty" maxLength:"200"`
		Phone        string           `json:"phone,omitempty" maxLength:"40"`
		Text         string           `json:"text" maxLength:"10000"`
		Health       bool             `json:"health,omitempty"`
		Purpose      string           `json:"purpose" maxLength:"200"`
		Ground       matter.BasisBody `json:"ground"`
		Certified    bool             `json:"certified" doc:"Personen har inte skyddade personuppgifter || The person has no protected identity"`
	}
}) (*item, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	x := in.Body
	return done(s.Send(r.Context(), r.Actor, Draft{Receiver: x.Receiver, Municipality: x.Municipality, Path: x.Path, Aim: x.Aim, Needs: x.Needs, Age: x.Age, Interpreter: x.Interpreter, Public: x.Public,
		Number: x.Number, Name: x.Name, Phone: x.Phone, Text: x.Text, Health: x.Health, Purpose: x.Purpose, Basis: b, Certified: x.Certified}))
}

func (s *Service) apiAccept(r *web.Request, in *struct {
	Asked
	Body struct {
		HandoverSeen
		Account string           `json:"account,omitempty" maxLength:"40" doc:"Vem som ska arbeta med personen; annars ni själva || Who is to work with the person; else you yourself"`
		Ground  matter.BasisBody `json:"ground,omitempty"`
	}
}) (*item, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	return done(s.Accept(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, Acceptance{Account: in.Body.Account, Basis: b}))
}

func (s *Service) apiReturn(r *web.Request, in *struct {
	Asked
	Body struct {
		HandoverSeen
		Reason Reason `json:"reason" enum:"not-ours,incomplete,full,already,unwilling,other"`
		Text   string `json:"text" maxLength:"4000"`
	}
}) (*item, error) {
	return done(s.Return(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Reason, in.Body.Text))
}

func (s *Service) apiRenew(r *web.Request, in *struct {
	Asked
	Body struct {
		HandoverSeen
		Ground matter.BasisBody `json:"ground"`
		Health bool             `json:"health,omitempty"`
	}
}) (*item, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	return done(s.Renew(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, b, in.Body.Health))
}

func (s *Service) apiContact(r *web.Request, in *struct {
	Asked
	Body struct {
		HandoverSeen
		On  calendar.Date `json:"on"`
		How How           `json:"how" enum:"call,meeting,message"`
	}
}) (*item, error) {
	return done(s.Contacted(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, noon(in.Body.On, s.Trail.DB().Now()), in.Body.How))
}

func (s *Service) apiHand(r *web.Request, in *struct {
	Asked
	Body struct {
		HandoverSeen
		Account string `json:"account" maxLength:"40"`
	}
}) (*item, error) {
	return done(s.Hand(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Account))
}
