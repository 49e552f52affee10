package request

import (
	"context"
	"net/http"
	"time"

	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

type requestTold struct{ Body RequestBody }

func stepped(r Request, err error) (*requestTold, error) { return &requestTold{bodyOf(r)}, err }

// RequestSeen is an act without words.
type RequestSeen struct {
	Version int64 `json:"version,omitempty" minimum:"0" doc:"Den version ni har sett; 0 är som den är nu || The version you have seen; 0 is as it is now"`
}

// RequestSaid is an act with words.
type RequestSaid struct {
	RequestSeen
	Said string `json:"said" maxLength:"4000"`
}

// RequestSpoken is an act of the person's, without words.
type RequestSpoken struct {
	RequestSeen
	By By `json:"by,omitempty" enum:"person,guardian,representative" doc:"Vem som hör av sig; utelämnas det är det personen. Ett ombud hålls till det som fullmakten omfattar och så länge den gäller || Who is in touch; the person when left out. A representative is held to what the power of attorney covers and as long as it holds"`
}

// RequestSpokenSaid is an act of the person's, with words.
type RequestSpokenSaid struct {
	RequestSpoken
	Said string `json:"said" maxLength:"4000"`
}

// RequestReply is an answer with whether the person knows it already.
type RequestReply struct {
	RequestSaid
	Told bool `json:"told,omitempty" doc:"Personen har redan fått svaret || The person has been told already"`
}

func (b RequestReply) reply() Reply { return Reply{Text: b.Said, Told: b.Told} }

type seenInput struct {
	RequestID
	Body RequestSeen
}

type spokenInput struct {
	RequestID
	Body RequestSpoken
}

type spokenSaidInput struct {
	RequestID
	Body RequestSpokenSaid
}

func (b RequestSpoken) key(n RequestID) Key {
	k := n.key(b.Version)
	k.By = b.By
	return k
}

type saidInput struct {
	RequestID
	Body RequestSaid
}

type replyInput struct {
	RequestID
	Body RequestReply
}

// apiActs registers what is done with a request, each as its page does it.
func (s *Service) apiActs(rt *web.Router) {
	t, post := language.T, http.MethodPost
	for _, a := range []struct {
		id, path string
		act      policy.Action
		sum      language.Text
		do       func(context.Context, policy.Actor, Key) (Request, error)
	}{
		{"take-request", "/takings", policy.TakeRequest, t("Ta en begäran", "Take a request"), s.Take},
		{"tell-request", "/tellings", policy.AnswerRequest, t("Ange att personen har fått svaret", "Say that the person has been told"), s.Told},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), a.act, func(r *web.Request, in *seenInput) (*requestTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.key(in.Body.Version)))
		})
	}
	for _, a := range []struct {
		id, path string
		act      policy.Action
		sum      language.Text
		do       func(context.Context, policy.Actor, Key, string) (Request, error)
	}{
		{"ask-more-for-request", "/pauses", policy.AnswerRequest, t("Be personen komplettera", "Ask the person for more"), s.AskMore},
		{"extend-request", "/extensions", policy.AnswerRequest, t("Förläng månaden med två, med skäl", "Extend the month by two, with a reason"), s.Extend},
		{"lift-restriction", "/restriction-liftings", policy.AnswerRequest, t("Häv en begränsning", "Lift a restriction"), s.Lift},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), a.act, func(r *web.Request, in *saidInput) (*requestTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Said))
		})
	}
	for _, a := range []struct {
		id, path string
		sum      language.Text
		do       func(context.Context, policy.Actor, Key, Reply) (Request, error)
	}{
		{"answer-request", "/answers", t("Svara på en fråga eller ett klagomål", "Answer a question or a complaint"), s.Answer},
		{"refuse-request", "/refusals", t("Avslå, med skäl", "Refuse, with reasons"), s.Refuse},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), policy.AnswerRequest, func(r *web.Request, in *replyInput) (*requestTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.reply()))
		})
	}
	s.apiSpoken(rt)
	s.apiMore(rt)
}

// apiSpoken registers what the person does, and staff write down.
func (s *Service) apiSpoken(rt *web.Router) {
	t, post := language.T, http.MethodPost
	for _, a := range []struct {
		id, path string
		sum      language.Text
		do       func(context.Context, policy.Actor, Key) (Request, error)
	}{
		{"accept-offered-time", "/acceptances", t("Ange att personen tar tiden", "Say that the person takes the time"), s.Accept},
		{"confirm-request", "/confirmations", t("Ange att det hjälpte", "Say that it helped"), s.Confirm},
		{"withdraw-request", "/withdrawals", t("Ange att personen tar tillbaka sin begäran", "Say that the person takes the request back"), s.Withdraw},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), policy.FollowRequest, func(r *web.Request, in *spokenInput) (*requestTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.Body.key(in.RequestID)))
		})
	}
	for _, a := range []struct {
		id, path string
		sum      language.Text
		do       func(context.Context, policy.Actor, Key, string) (Request, error)
	}{
		{"give-more-for-request", "/resumptions", t("Skriv in det personen kompletterar med", "Write down what the person gives"), s.GiveMore},
		{"reopen-request", "/rounds", t("Ange att det inte hjälpte; en ny omgång börjar", "Say that it did not help; a new round begins"), s.Reopen},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), policy.FollowRequest, func(r *web.Request, in *spokenSaidInput) (*requestTold, error) {
			return stepped(a.do(r.Context(), r.Actor, in.Body.key(in.RequestID), in.Body.Said))
		})
	}
}

func (s *Service) apiMore(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("offer-time", post, oneAPI+"/offers", t("Erbjud en tid", "Offer a time")), policy.AnswerRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			RequestReply
			Starts time.Time `json:"startsAt"`
		}
	}) (*requestTold, error) {
		return stepped(s.Offer(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Starts, in.Body.reply()))
	})
	web.API(rt, apiOp("grant-request", post, oneAPI+"/grants", t("Bevilja; det som begärs görs i samma stund", "Grant; what is asked is done at once")), policy.AnswerRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			RequestReply
			Record *CorrectedBody `json:"record,omitempty" doc:"Vid rättelse: uppgifterna som de ska vara || With a correction: the record as it is to be"`
		}
	}) (*requestTold, error) {
		g := Granting{Reply: in.Body.reply()}
		if b := in.Body.Record; b != nil {
			g.Change, g.Name, g.Reach = true, b.Name, person.Reached{Phone: b.Phone, Email: b.Email, Address: b.Address}
		}
		return stepped(s.Grant(r.Context(), r.Actor, in.key(in.Body.Version), g))
	})
	web.API(rt, apiOp("note-request-call", post, oneAPI+"/calls", t("Anteckna ett samtal", "Note a call")), policy.AnswerRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			RequestSeen
			Reached bool `json:"reached"`
		}
	}) (*requestTold, error) {
		return stepped(s.Called(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Reached))
	})
	web.API(rt, apiOp("note-power-of-attorney", post, oneAPI+"/powers", t("Skriv in vad ett ombuds fullmakt säger, i stället för det som står", "Write down what a representative's power of attorney says, in place of what stands")), policy.FollowRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			RequestSeen
			Power Power `json:"power"`
		}
	}) (*requestTold, error) {
		return stepped(s.NotePower(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Power))
	})
	web.API(rt, apiOp("end-power-of-attorney", post, oneAPI+"/power-endings", t("Ange att personen har tagit tillbaka fullmakten", "Say that the person has taken the power of attorney back")), policy.FollowRequest, func(r *web.Request, in *seenInput) (*requestTold, error) {
		return stepped(s.EndPower(r.Context(), r.Actor, in.key(in.Body.Version)))
	})
	web.API(rt, apiOp("give-request", post, oneAPI+"/handlers", t("Ge en begäran till en kollega", "Give a request to a colleague")), policy.TakeRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			RequestSeen
			Account string `json:"accountId" maxLength:"40"`
		}
	}) (*requestTold, error) {
		return stepped(s.Give(r.Context(), r.Actor, in.key(in.Body.Version), in.Body.Account))
	})
	web.API(rt, apiOp("number-request", post, oneAPI+"/registry-numbers", t("Ange numret i er egen diarieföring", "Give the number in your own registry")), policy.RegisterRequest, func(r *web.Request, in *struct {
		RequestID
		Body struct {
			Registry string `json:"registryNumber" maxLength:"100"`
		}
	}) (*requestOne, error) {
		if err := s.Number(r.Context(), r.Actor, in.ID, in.Body.Registry); err != nil {
			return nil, err
		}
		return s.apiOne(r, &struct{ RequestID }{in.RequestID})
	})
}

// CorrectedBody is the record of a person as it is to be after a correction.
type CorrectedBody struct {
	Name    string `json:"name,omitempty" maxLength:"200"`
	Phone   string `json:"phone,omitempty" maxLength:"60"`
	Email   string `json:"email,omitempty" maxLength:"200"`
	Address string `json:"address,omitempty" maxLength:"300"`
}
