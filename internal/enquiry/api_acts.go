package enquiry

import (
	"context"
	"net/http"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func (b BasisBody) basis() (out Basis, err error) {
	out = Basis{Existing: b.Existing, Kind: law.GroundID(b.Kind), Form: person.Form(b.Form), Citation: b.Citation, Motive: b.Motive}
	if b.Until != "" {
		out.Until, err = calendar.ParseDate(b.Until)
	}
	return out, err
}

// QuestionBody is a question as a program sends it.
type QuestionBody struct {
	Receiver     string          `json:"receiver" maxLength:"40" doc:"Myndighetens id || Id of the authority"`
	Path         string          `json:"path,omitempty" maxLength:"40" doc:"Kontaktväg || Contact path"`
	Municipality string          `json:"municipality" maxLength:"4"`
	Topics       []contact.Topic `json:"topics" maxItems:"20"`
	Personal     bool            `json:"personal"`
	Urgent       bool            `json:"urgent,omitempty"`
	UrgentWhy    string          `json:"urgentWhy,omitempty" maxLength:"1000"`
	Number       string          `json:"number,omitempty" maxLength:"20"`
	Name         string          `json:"name,omitempty" maxLength:"200"`
	Text         string          `json:"text,omitempty" maxLength:"10000"`
	Purpose      string          `json:"purpose,omitempty" maxLength:"300"`
	Basis        BasisBody       `json:"basis,omitempty"`
	Health       bool            `json:"health,omitempty" doc:"Texten handlar om personens hälsa || The text is about the person's health"`
	Certified    bool            `json:"certified,omitempty" doc:"Intygar att ingen med skyddade personuppgifter berörs || Certifies that no protected identity is concerned"`
	Callback     bool            `json:"callback,omitempty"`
	Phone        string          `json:"phone,omitempty" maxLength:"40"`
	Part         bool            `json:"part,omitempty" doc:"Skickas utan uppgifter om personen; tiden väntar || Sent without what is about the person; time waits"`
	Files        []FileBody      `json:"files,omitempty" maxItems:"5"`
}

func (b QuestionBody) question(owner string) (Question, error) {
	basis, err := b.Basis.basis()
	if err != nil {
		return Question{}, err
	}
	files, err := checked(b.Files, owner)
	return Question{Files: files, Receiver: b.Receiver, Path: b.Path, Municipality: b.Municipality, Topics: b.Topics, Personal: b.Personal, Urgent: b.Urgent, UrgentWhy: b.UrgentWhy,
		Number: b.Number, Name: b.Name, Text: b.Text, Purpose: b.Purpose, Basis: basis, Health: b.Health, Certified: b.Certified, Callback: b.Callback, Phone: b.Phone, Part: b.Part}, err
}

func (s *Service) apiSend(r *web.Request, in *struct{ Body QuestionBody }) (*toldEnquiry, error) {
	q, err := in.Body.question(r.Actor.Authority)
	if err != nil {
		return nil, err
	}
	return stepped(s.Send(r.Context(), r.Actor, Key{}, q))
}

// NotedBody is a question that was asked by telephone.
type NotedBody struct {
	Incoming     bool            `json:"incoming,omitempty" doc:"De ringde er || They called you"`
	Counterpart  string          `json:"counterpart,omitempty" maxLength:"40"`
	CallName     string          `json:"counterpartName,omitempty" maxLength:"200"`
	Phone        string          `json:"phone,omitempty" maxLength:"40"`
	Municipality string          `json:"municipality" maxLength:"4"`
	Topics       []contact.Topic `json:"topics" maxItems:"20"`
	Personal     bool            `json:"personal"`
	Urgent       bool            `json:"urgent,omitempty"`
	Number       string          `json:"number,omitempty" maxLength:"20"`
	Name         string          `json:"name,omitempty" maxLength:"200"`
	Text         string          `json:"text" maxLength:"10000"`
	Purpose      string          `json:"purpose,omitempty" maxLength:"300"`
	Basis        BasisBody       `json:"basis,omitempty"`
	At           time.Time       `json:"at,omitzero" doc:"När frågan ställdes; nu om den utelämnas || When it was asked; now when left out"`
	AnsweredAt   time.Time       `json:"answeredAt,omitzero"`
	Outcome      Outcome         `json:"outcome,omitempty" maxLength:"60" doc:"Om den besvarades genast || When it was answered at once"`
	Answer       string          `json:"answer,omitempty" maxLength:"10000"`
}

func (s *Service) apiNoted(r *web.Request, in *struct{ Body NotedBody }) (*toldEnquiry, error) {
	b := in.Body
	basis, err := b.Basis.basis()
	if err != nil {
		return nil, err
	}
	n := PhoneNote{Incoming: b.Incoming, Counterpart: b.Counterpart, Name: b.CallName, Phone: b.Phone, Municipality: b.Municipality, Topics: b.Topics, Personal: b.Personal,
		Urgent: b.Urgent, Number: b.Number, Person: b.Name, Text: b.Text, Purpose: b.Purpose, Basis: basis, At: b.At}
	if b.Outcome != "" {
		n.Answer = &Heard{At: b.AnsweredAt, Outcome: b.Outcome, Text: b.Answer}
	}
	return stepped(s.NotedByPhone(r.Context(), r.Actor, n))
}

// apiHands are the acts on who has a question.
func (s *Service) apiHands(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("open-enquiry-person", post, oneAPI+"/openings", t("Ange en grund och se vem personen är", "Record a ground and see who the person is")), policy.OpenEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Basis BasisBody `json:"basis"`
		}
	}) (*toldEnquiry, error) {
		b, err := in.Body.Basis.basis()
		if err != nil {
			return nil, err
		}
		return stepped(s.OpenPerson(r.Context(), r.Actor, in.key(in.Body.Seen), b))
	})
	web.API(rt, apiOp("assign-enquiry", post, oneAPI+"/assignments", t("Ta en fråga eller ge den till en kollega", "Take a question or give it to a colleague")), policy.TakeEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Account string `json:"account,omitempty" maxLength:"40" doc:"Tom: den som anropar || Empty: the caller"`
		}
	}) (*toldEnquiry, error) {
		if in.Body.Account == "" {
			in.Body.Account = r.Actor.ID
		}
		return stepped(s.Assign(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Account))
	})
	web.API(rt, apiOp("sort-enquiry", post, oneAPI+"/sortings", t("Ange vad en fråga gäller som kom utan ämne", "Say what a question is about that came without a topic")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body SortBody
	}) (*toldEnquiry, error) {
		b, err := in.Body.Basis.basis()
		if err != nil {
			return nil, err
		}
		return stepped(s.Sort(r.Context(), r.Actor, in.key(in.Body.Seen), Sorting{Topics: in.Body.Topics, Municipality: in.Body.Municipality, Number: in.Body.Number, Name: in.Body.Name, Basis: b}))
	})
	web.API(rt, apiOp("forward-enquiry", post, oneAPI+"/forwardings", t("Skicka en fråga vidare till en annan myndighet eller enhet", "Pass a question on to another authority or unit")), policy.TakeEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Authority string `json:"authority,omitempty" maxLength:"40" doc:"Tom: den egna || Empty: one's own"`
			Unit      string `json:"unit,omitempty" maxLength:"40"`
			Path      string `json:"path,omitempty" maxLength:"40"`
			Why       string `json:"why,omitempty" maxLength:"1000"`
			Ground    string `json:"ground,omitempty" maxLength:"40" doc:"Vid en fråga om en person till en annan myndighet: grunden för att lämna uppgifterna vidare || For a question about a person to another authority: the ground on which it is told"`
		}
	}) (*toldEnquiry, error) {
		k, b := in.key(in.Body.Seen), in.Body
		if b.Authority == "" || b.Authority == r.Actor.Authority {
			return stepped(s.PassOn(r.Context(), r.Actor, k, b.Unit))
		}
		return stepped(s.Forward(r.Context(), r.Actor, k, Target{Authority: b.Authority, Unit: b.Unit, Path: b.Path, Why: b.Why, Ground: law.GroundID(b.Ground)}))
	})
}

// apiTalk are what the two say on the way to an answer.
func (s *Service) apiTalk(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("acknowledge-enquiry", post, oneAPI+"/acknowledgements", t("Bekräfta att en människa har sett frågan", "Say that a human being has seen the question")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body Seen
	}) (*toldEnquiry, error) {
		return stepped(s.Acknowledge(r.Context(), r.Actor, in.key(in.Body)))
	})
	web.API(rt, apiOp("ask-more", post, oneAPI+"/pauses", t("Be om mer; tiden står stilla", "Ask for more; time stands still")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Category clock.Category `json:"category" enum:"clarification,consent,person,third-party"`
			Text     string         `json:"text" maxLength:"2000" doc:"Skriv inget om personen || Write nothing about the person"`
		}
	}) (*toldEnquiry, error) {
		return stepped(s.AskMore(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Category, in.Body.Text))
	})
	web.API(rt, apiOp("give-more", post, oneAPI+"/resumptions", t("Lämna det som behövdes; tiden går igen", "Give what was needed; time goes on")), policy.TalkEnquiry, givenMore(s.GiveMore), web.Body(fileRoom))
	web.API(rt, apiOp("set-enquiry-time", post, oneAPI+"/times", t("Ge besked om när svaret kommer i stället", "Say when the answer comes instead")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Until time.Time `json:"until"`
			Why   string    `json:"why,omitempty" maxLength:"1000"`
		}
	}) (*toldEnquiry, error) {
		return stepped(s.SetTime(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Until, in.Body.Why))
	})
	web.API(rt, apiOp("note-call", post, oneAPI+"/calls", t("Anteckna ett försök att ringa upp", "Note an attempt to call back")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Reached bool   `json:"reached"`
			Note    string `json:"note,omitempty" maxLength:"1000"`
		}
	}) (*toldEnquiry, error) {
		return stepped(s.Call(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Reached, in.Body.Note))
	})
	web.API(rt, apiOp("note-letter", post, oneAPI+"/letters", t("Anteckna att svaret är skickat som brev, eller att brevet kom tillbaka", "Note that the answer was sent as a letter, or that the letter came back")), policy.TalkEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Returned bool `json:"returned,omitempty"`
		}
	}) (*toldEnquiry, error) {
		if in.Body.Returned {
			return stepped(s.Returned(r.Context(), r.Actor, in.key(in.Body.Seen)))
		}
		return stepped(s.Letter(r.Context(), r.Actor, in.key(in.Body.Seen)))
	})
}

// MoreBody is what is given when more was asked for, or when a question is reopened.
type MoreBody struct {
	Seen
	Text      string     `json:"text,omitempty" maxLength:"10000"`
	Basis     BasisBody  `json:"basis,omitempty"`
	Health    bool       `json:"health,omitempty" doc:"Texten handlar om personens hälsa || The text is about the person's health"`
	Certified bool       `json:"certified,omitempty"`
	Files     []FileBody `json:"files,omitempty" maxItems:"5"`
}

func (b MoreBody) more(owner string) (More, error) {
	basis, err := b.Basis.basis()
	if err != nil {
		return More{}, err
	}
	files, err := checked(b.Files, owner)
	return More{Files: files, Text: b.Text, Basis: basis, Health: b.Health, Certified: b.Certified}, err
}

// ReplyBody is an answer or a refusal.
type ReplyBody struct {
	Seen
	Outcome   Outcome         `json:"outcome" maxLength:"60"`
	Topics    []contact.Topic `json:"topics,omitempty" maxItems:"20" doc:"De som besvaras; alla om den utelämnas || Those answered; all when left out"`
	Part      bool            `json:"part,omitempty" doc:"Mer kommer || More comes"`
	Text      string          `json:"text,omitempty" maxLength:"10000"`
	ByPhone   bool            `json:"byPhone,omitempty"`
	Health    bool            `json:"health,omitempty" doc:"Svaret handlar om personens hälsa || The answer is about the person's health"`
	Certified bool            `json:"certified,omitempty"`
	Ground    string          `json:"ground,omitempty" maxLength:"40" doc:"Grunden som uppgifterna lämnas på || The ground on which it is told"`
	Given     string          `json:"given,omitempty" maxLength:"2000"`
	Withheld  string          `json:"withheld,omitempty" maxLength:"2000"`
	Law       string          `json:"law,omitempty" maxLength:"60"`
	SSBTEK    bool            `json:"ssbtek,omitempty"`
	Files     []FileBody      `json:"files,omitempty" maxItems:"5"`
}

// givenMore is an act in which one side writes more to the other, as a program does it.
func givenMore(do func(context.Context, policy.Actor, Key, More) (Enquiry, error)) func(*web.Request, *moreInput) (*toldEnquiry, error) {
	return func(r *web.Request, in *moreInput) (*toldEnquiry, error) {
		m, err := in.Body.more(r.Actor.Authority)
		if err != nil {
			return nil, err
		}
		return stepped(do(r.Context(), r.Actor, in.key(in.Body.Seen), m))
	}
}

type moreInput struct {
	Asked
	Body MoreBody
}

// apiEnds are the acts that end a question or begin it anew.
func (s *Service) apiEnds(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("answer-enquiry", post, oneAPI+"/answers", t("Svara på en fråga eller avböj", "Answer a question or decline")), policy.AnswerEnquiry, func(r *web.Request, in *struct {
		Asked
		Body ReplyBody
	}) (*toldEnquiry, error) {
		b := in.Body
		files, err := checked(b.Files, r.Actor.Authority)
		if err != nil {
			return nil, err
		}
		return stepped(s.Answer(r.Context(), r.Actor, in.key(b.Seen), Reply{Outcome: b.Outcome, Topics: b.Topics, Part: b.Part, Text: b.Text, ByPhone: b.ByPhone, Health: b.Health, Certified: b.Certified,
			Test: Test{Ground: law.GroundID(b.Ground), Given: b.Given, Withheld: b.Withheld}, Law: b.Law, SSBTEK: b.SSBTEK, Files: files}))
	}, web.Body(fileRoom))
	web.API(rt, apiOp("complete-enquiry", post, oneAPI+"/completions", t("Lämna det som fattades i en fråga", "Give what was missing of a question")), policy.FollowEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Question QuestionBody `json:"question"`
		}
	}) (*toldEnquiry, error) {
		q, err := in.Body.Question.question(r.Actor.Authority)
		if err != nil {
			return nil, err
		}
		return stepped(s.Complete(r.Context(), r.Actor, in.key(in.Body.Seen), q))
	}, web.Body(fileRoom))
	web.API(rt, apiOp("new-ground-for-enquiry", post, oneAPI+"/grounds", t("Ange en ny grund medan frågan är öppen", "Record a new ground while the question is open")), policy.FollowEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Basis  BasisBody `json:"basis"`
			Health bool      `json:"health,omitempty" doc:"Omfattar uppgifter om hälsa || Covers data about health"`
		}
	}) (*toldEnquiry, error) {
		b, err := in.Body.Basis.basis()
		if err != nil {
			return nil, err
		}
		return stepped(s.NewGround(r.Context(), r.Actor, in.key(in.Body.Seen), b, in.Body.Health))
	})
	web.API(rt, apiOp("urge-enquiry", post, oneAPI+"/urgencies", t("Gör en fråga brådskande", "Make a question urgent")), policy.FollowEnquiry, func(r *web.Request, in *whyInput) (*toldEnquiry, error) {
		return stepped(s.Urge(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Why))
	})
	web.API(rt, apiOp("calm-enquiry", post, oneAPI+"/calmings", t("Ta bort markeringen brådskande", "Take the mark of urgency off")), policy.TalkEnquiry, func(r *web.Request, in *whyInput) (*toldEnquiry, error) {
		return stepped(s.Calm(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Why))
	})
	web.API(rt, apiOp("withdraw-enquiry", post, oneAPI+"/withdrawals", t("Ta tillbaka en fråga", "Take a question back")), policy.FollowEnquiry, func(r *web.Request, in *whyInput) (*toldEnquiry, error) {
		return stepped(s.Withdraw(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Why))
	})
	web.API(rt, apiOp("close-enquiry", post, oneAPI+"/closings", t("Avsluta en fråga med om svaret hjälpte", "Close a question with whether the answer helped")), policy.FollowEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Helped string `json:"helped" enum:"yes,partly,no"`
		}
	}) (*toldEnquiry, error) {
		return stepped(s.Helped(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Helped))
	})
	web.API(rt, apiOp("reopen-enquiry", post, oneAPI+"/rounds", t("Öppna en fråga igen, med en egen klocka", "Reopen a question, with a clock of its own")), policy.FollowEnquiry, givenMore(s.Reopen), web.Body(fileRoom))
	web.API(rt, apiOp("join-enquiry", post, oneAPI+"/joinings", t("Säg att en fråga är densamma som en annan", "Say that a question is the same as another")), policy.TakeEnquiry, func(r *web.Request, in *struct {
		Asked
		Body struct {
			Seen
			Into string `json:"into" maxLength:"40"`
		}
	}) (*toldEnquiry, error) {
		return stepped(s.Join(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Into))
	})
}

type whyInput struct {
	Asked
	Body struct {
		Seen
		Why string `json:"why,omitempty" maxLength:"1000"`
	}
}
