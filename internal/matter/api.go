package matter

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const oneAPI = "/matters/{id}"

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

// apiRoutes registers the readings and the acts. Each act may be sent with an Idempotency-Key, after which it is done once.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	get, post := http.MethodGet, http.MethodPost
	web.API(rt, apiOp("list-matters", get, "/matters", t("Lista ärendena efter vad som ska göras först", "List the matters by what is due first")), policy.ListMatters, s.apiList)
	web.API(rt, apiOp("get-matter", get, oneAPI, t("Hämta ett ärende utan uppgifter om personen", "Get a matter without what is about the person")), policy.ReadMatter, s.apiOne)
	web.API(rt, apiOp("read-matter", post, oneAPI+"/readings", t("Läs vad som står i ett ärende. Läsningen antecknas.", "Read what stands in a matter. The reading is noted.")), policy.ReadMatterText, s.apiRead, web.Reading())
	rt.Again(Kind, func(r *web.Request, id string) (any, error) {
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
		return itemOf(v.Matter), err
	})
	web.API(rt, apiOp("judge-matter", post, oneAPI+"/assessment", t("Spara eller lämna den egna bedömningen", "Save or give the own judgement")), policy.WorkMatter, s.apiJudge)
	web.API(rt, apiOp("talk-matter", post, oneAPI+"/talks", t("Anteckna vad ni kom fram till om det ni ser olika på", "Note what you came to about what you see differently")), policy.WorkMatter, s.apiTalk)
	web.API(rt, apiOp("write-matter", post, oneAPI+"/messages", t("Skriv till motparten", "Write to the counterpart")), policy.WorkMatter, s.apiWrite)
	web.API(rt, apiOp("renew-matter-ground", post, oneAPI+"/grounds", t("Ange en ny grund", "Record a new ground")), policy.WorkMatter, s.apiRenew)
	web.API(rt, apiOp("ask-matter-round", post, oneAPI+"/rounds", t("Be om en ny gemensam kartläggning", "Ask for a new joint assessment")), policy.WorkMatter, func(r *web.Request, in *matterAct) (*item, error) {
		return done(s.AskRound(r.Context(), r.Actor, in.key()))
	})
	web.API(rt, apiOp("wait-matter", post, oneAPI+"/waits", t("Anteckna att ni väntar på personen eller på ett utlåtande; tiden står still", "Note that you wait for the person or for a statement; time stands still")), policy.WorkMatter, s.apiWait)
	web.API(rt, apiOp("go-on-with-matter", post, oneAPI+"/wait-endings", t("Ange att väntan är slut", "Say that the waiting is over")), policy.WorkMatter, func(r *web.Request, in *matterAct) (*item, error) {
		return done(s.GoOn(r.Context(), r.Actor, in.key()))
	})
	web.API(rt, apiOp("hand-matter", post, oneAPI+"/officer", t("Ta ärendet eller ge det till en kollega", "Take the matter or give it to a colleague")), policy.TakeMatter, s.apiHand)
	web.API(rt, apiOp("close-matter", post, oneAPI+"/closing", t("Avsluta ärendet", "Close the matter")), policy.WorkMatter, s.apiClose)
	web.API(rt, apiOp("reopen-matter", post, oneAPI+"/reopening", t("Öppna ärendet igen", "Reopen the matter")), policy.WorkMatter, func(r *web.Request, in *matterAct) (*item, error) {
		return done(s.Reopen(r.Context(), r.Actor, in.key()))
	})
}

// Asked names a matter in an address of the API.
type Asked struct {
	ID string `path:"id" maxLength:"40" doc:"Ärendets id || Id of the matter"`
}

// MatterSeen is the version that the caller saw.
type MatterSeen struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version av ärendet som ni har sett || The version of the matter that you have seen"`
}

type matterAct struct {
	Asked
	Body MatterSeen
}

func (a matterAct) key() Key { return Key{a.ID, a.Body.Version} }

type matterItem struct {
	ID           string     `json:"id"`
	Version      int64      `json:"version" doc:"Skickas med i nästa steg || Sent along with the next step"`
	Number       string     `json:"number"`
	State        State      `json:"state" enum:"open,closed"`
	Municipality string     `json:"municipality" doc:"Kommunkod || Municipality code"`
	Round        int64      `json:"round" doc:"Vilken gemensam kartläggning i ordningen || Which joint assessment in order"`
	BegunAt      time.Time  `json:"begunAt"`
	ClosedAt     *time.Time `json:"closedAt,omitempty"`
	CloseReason  Reason     `json:"closeReason,omitempty"`
	StoppedAt    *time.Time `json:"stoppedAt,omitempty" doc:"Sedan när ett samtycke är återkallat || Since when a consent is withdrawn"`
	WaitsFor     Pause      `json:"waitsFor,omitempty" enum:"asked,away,statement" doc:"Vad båda väntar på || What both wait for"`
	WaitsUntil   string     `json:"waitsUntil,omitempty" format:"date"`
	ToDo         Wait       `json:"toDo,omitempty" doc:"Vad som ska göras hos er || What is to be done with you"`
	DueAt        *time.Time `json:"dueAt,omitempty"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func itemOf(m Matter) matterItem {
	return matterItem{ID: m.ID, Version: m.Version, Number: m.Number, State: m.State, Municipality: m.Municipality, Round: m.Round, BegunAt: m.BegunAt.Time,
		ClosedAt: moment(m.ClosedAt.Time), CloseReason: m.CloseReason, StoppedAt: moment(m.StoppedAt.Time), WaitsFor: m.WaitsWhy, WaitsUntil: m.WaitsUntil.String()}
}

type item struct{ Body matterItem }

func done(m Matter, err error) (*item, error) {
	if err != nil {
		return nil, err
	}
	return &item{itemOf(m)}, nil
}

// Reply is a matter as the API answers an act on it, also one of a room that hangs its own on the matter.
type Reply = item

// ReplyTo answers an act with the matter as it is now, whose version the caller sends along with the next.
func (s *Service) ReplyTo(r *web.Request, id string) (*Reply, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, id)
	return done(v.Matter, err)
}

func (s *Service) apiList(r *web.Request, in *struct {
	Over  bool `query:"closed" doc:"De avslutade || Those that are closed"`
	Mine  bool `query:"mine"`
	Waits bool `query:"waits" doc:"Där något ska göras hos er || Where something is to be done with you"`
	web.Paging
}) (*web.PageOf[matterItem], error) {
	f := Filter{Over: in.Over, Mine: in.Mine, Waits: in.Waits}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Item, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, func(i Item) matterItem {
		out := itemOf(i.Matter)
		out.ToDo, out.DueAt = i.What, moment(i.Due.Time)
		return out
	})
}

func (s *Service) apiOne(r *web.Request, in *Asked) (*item, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := itemOf(v.Matter)
	out.ToDo, out.DueAt = v.Desk.What, moment(v.Desk.Due.Time)
	return &item{out}, nil
}

// AnswerBody is what one authority judges of one need, in the API.
type AnswerBody struct {
	Need Need   `json:"need" enum:"language,education,skills,practice,search,everyday,contact,health,adaptation"`
	Who  Who    `json:"who" enum:",none,agency,municipality,both,other,unsure" doc:"Från vem stödet behövs || From whom support is needed"`
	Note string `json:"note,omitempty" maxLength:"200"`
}

type matterOpened struct {
	Body struct {
		matterItem
		PersonalNumber string       `json:"personalNumber"`
		Name           string       `json:"name,omitempty"`
		Own            []AnswerBody `json:"own" nullable:"false"`
		Theirs         []AnswerBody `json:"theirs" nullable:"false" doc:"Tom tills båda har bedömt || Empty until both have judged"`
		Given          bool         `json:"given"`
		TheyGave       bool         `json:"theyGave"`
		Messages       []string     `json:"messages" nullable:"false"`
	}
}

func answersOf(j Judgement) []AnswerBody {
	out := []AnswerBody{}
	for _, a := range j.Answers {
		out = append(out, AnswerBody(a))
	}
	return out
}

func (s *Service) apiRead(r *web.Request, in *Asked) (*matterOpened, error) {
	o, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := o.Can.CheckRead(policy.ReadMatterText); err != nil {
		return nil, err
	}
	out := &matterOpened{}
	out.Body.matterItem, out.Body.PersonalNumber, out.Body.Name = itemOf(o.Matter), o.Person.Number.TwelveDigits(), o.Person.Name
	out.Body.Own, out.Body.Theirs, out.Body.Given, out.Body.TheyGave = answersOf(o.Own), answersOf(o.Theirs), o.Given, o.TheyGave
	out.Body.Messages = []string{}
	for _, c := range o.Thread {
		out.Body.Messages = append(out.Body.Messages, c.Body)
	}
	return out, nil
}

// BasisBody is the ground on which one side tells the other, in the API; empty for one that lives already.
type BasisBody struct {
	Kind     law.GroundID `json:"kind,omitempty" maxLength:"40"`
	Form     person.Form  `json:"form,omitempty" enum:",written,digital,oral,letter"`
	Until    string       `json:"until,omitempty" format:"date"`
	Citation string       `json:"citation,omitempty" maxLength:"200"`
	Motive   string       `json:"motive,omitempty" maxLength:"500"`
}

// Basis reads it.
func (b BasisBody) Basis() (out person.Basis, err error) {
	out = person.Basis{Kind: b.Kind, Form: b.Form, Citation: b.Citation, Motive: b.Motive}
	if b.Until != "" {
		out.Until, err = calendar.ParseDate(b.Until)
	}
	return out, err
}

func (s *Service) apiJudge(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Give     bool         `json:"give" doc:"Lämna den; annars sparas den || Give it; else it is saved"`
		Distance int64        `json:"distance,omitempty" minimum:"0" maximum:"5"`
		TookPart string       `json:"tookPart,omitempty" enum:",yes,no"`
		Answers  []AnswerBody `json:"answers" maxItems:"20" nullable:"false"`
		Ground   BasisBody    `json:"ground,omitempty"`
		Health   bool         `json:"health,omitempty" doc:"Grunden omfattar också uppgifter om hälsa || The ground covers data about health too"`
	}
}) (*item, error) {
	j := Judgement{Distance: Distance(in.Body.Distance), TookPart: in.Body.TookPart}
	for _, a := range in.Body.Answers {
		j.Answers = append(j.Answers, Answer(a))
	}
	k := Key{in.ID, in.Body.Version}
	if !in.Body.Give {
		return done(s.Save(r.Context(), r.Actor, k, j))
	}
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	if err := j.covered(b, in.Body.Health); err != nil {
		return nil, err
	}
	return done(s.Give(r.Context(), r.Actor, k, j, b))
}

func (s *Service) apiTalk(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Need   Need   `json:"need" maxLength:"40"`
		Agreed bool   `json:"agreed"`
		Said   string `json:"said" maxLength:"2000"`
	}
}) (*item, error) {
	return done(s.Talked(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, TalkResult{in.Body.Need, in.Body.Agreed, in.Body.Said}))
}

func (s *Service) apiWrite(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Text   string `json:"text" maxLength:"10000"`
		Health bool   `json:"health,omitempty" doc:"Handlar om personens hälsa || Is about the person's health"`
	}
}) (*item, error) {
	return done(s.Write(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Text, in.Body.Health))
}

func (s *Service) apiRenew(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Ground BasisBody `json:"ground"`
		Health bool      `json:"health,omitempty" doc:"Omfattar uppgifter om hälsa || Covers data about health"`
	}
}) (*item, error) {
	b, err := in.Body.Ground.Basis()
	if err != nil {
		return nil, err
	}
	return done(s.Renew(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, b, in.Body.Health))
}

func (s *Service) apiWait(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Why   Pause  `json:"why" enum:"asked,away,statement" doc:"Personen har bett att få vänta, är borta, eller ett utlåtande väntas || The person has asked to wait, is away, or a statement is awaited"`
		Until string `json:"until" format:"date" doc:"Sista dagen, inom ett halvår || The last day, within half a year"`
	}
}) (*item, error) {
	until, err := calendar.ParseDate(in.Body.Until)
	if err != nil {
		return nil, err
	}
	return done(s.Wait(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Why, until))
}

func (s *Service) apiHand(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Account string `json:"account" maxLength:"40" doc:"Kontots id || Id of the account"`
	}
}) (*item, error) {
	return done(s.Hand(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Account))
}

func (s *Service) apiClose(r *web.Request, in *struct {
	Asked
	Body struct {
		MatterSeen
		Reason Reason `json:"reason" enum:"reached,declined,moved,alone,silent,other"`
	}
}) (*item, error) {
	return done(s.CloseMatter(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, in.Body.Reason))
}
