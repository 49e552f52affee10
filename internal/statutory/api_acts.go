package statutory

import (
	"context"
	"net/http"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// SendBody is a notice as a program sends it.
type SendBody struct {
	Type         law.NoticeID      `json:"type" maxLength:"40" example:"education-interruption"`
	Municipality string            `json:"municipality" minLength:"4" maxLength:"4"`
	Happened     calendar.Date     `json:"happenedOn"`
	Number       string            `json:"number" maxLength:"20" doc:"Personnummer eller samordningsnummer, tolv siffror || Personal or coordination number, twelve digits"`
	Name         string            `json:"name,omitempty" maxLength:"200"`
	Facts        map[string]string `json:"facts,omitempty" doc:"Uppgifterna, efter koden i listan över slag || The facts, by the code in the list of types"`
	Despite      bool              `json:"despite,omitempty" doc:"Bekräftar att lagen kräver underrättelsen fast behandlingen är begränsad || Confirms that the law demands the notice although the processing is restricted"`
	Certified    bool              `json:"certified" doc:"Intyg att det inte rör någon med skyddade personuppgifter || Certifies that nobody with a protected identity is concerned"`
}

// Seen is the version that the caller saw.
type Seen struct {
	Version int64 `json:"version,omitempty" minimum:"0" doc:"Den version ni har sett; 0 är som den är nu || The version you have seen; 0 is as it is now"`
}

// Said is an act with words, which the other side reads.
type Said struct {
	Seen
	Text string `json:"text,omitempty" maxLength:"2000"`
}

func (a Addressed) key(s Seen) Key { return Key{a.ID, s.Version} }

type seenInput struct {
	Addressed
	Body Seen
}

type saidInput struct {
	Addressed
	Body Said
}

func saying(do func(context.Context, policy.Actor, Key, string) (Notice, error)) func(*web.Request, *saidInput) (*toldNotice, error) {
	return func(r *web.Request, in *saidInput) (*toldNotice, error) {
		return stepped(do(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Text))
	}
}

// apiActs registers what is done with a notice, each as its page does it.
func (s *Service) apiActs(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("send-statutory-notice", post, listAPI, t("Lämna en underrättelse", "Give a notice")), policy.SendStatutory, func(r *web.Request, in *struct{ Body SendBody }) (*toldNotice, error) {
		b := in.Body
		return stepped(s.Send(r.Context(), r.Actor, Input{Type: b.Type, Municipality: b.Municipality, Happened: b.Happened, Number: b.Number, Name: b.Name, Facts: b.Facts, Certified: b.Certified, Despite: b.Despite}))
	})
	web.API(rt, apiOp("assign-statutory-notice", post, oneAPI+"/handlers", t("Ta emot en underrättelse, eller ge den till en kollega", "Receive a notice, or give it to a colleague")), policy.TakeStatutory, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Seen
			Account string `json:"account,omitempty" maxLength:"40" doc:"Tom: den som anropar || Empty: the caller"`
		}
	}) (*toldNotice, error) {
		account := in.Body.Account
		if account == "" {
			account = r.Actor.ID
		}
		return stepped(s.Give(r.Context(), r.Actor, in.key(in.Body.Seen), account))
	})
	web.API(rt, apiOp("move-statutory-notice", post, oneAPI+"/units", t("Ge en underrättelse till en annan enhet", "Give a notice to another unit")), policy.TakeStatutory, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Seen
			Unit string `json:"unit" maxLength:"40"`
		}
	}) (*toldNotice, error) {
		return stepped(s.Move(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Unit))
	})
	web.API(rt, apiOp("act-on-statutory-notice", post, oneAPI+"/feedback", t("Återkoppla vad ni har bedömt och gjort", "Say what you have judged and done")), policy.ActStatutory, func(r *web.Request, in *struct {
		Addressed
		Body struct {
			Said
			Outcome Outcome `json:"outcome" enum:"plan-changed,contacted,meeting,examined,nothing"`
		}
	}) (*toldNotice, error) {
		return stepped(s.Act(r.Context(), r.Actor, in.key(in.Body.Seen), in.Body.Outcome, in.Body.Text))
	})
	s.apiTalk(rt)
}

func (s *Service) apiTalk(rt *web.Router) {
	t, post := language.T, http.MethodPost
	for _, a := range []struct {
		id, path string
		sum      language.Text
		may      policy.Action
		do       func(context.Context, policy.Actor, Key, string) (Notice, error)
	}{
		{"ask-more-of-statutory-notice", "/pauses", t("Be om komplettering; tiden står stilla", "Ask for more; time stands still"), policy.ActStatutory, s.AskMore},
		{"give-more-of-statutory-notice", "/resumptions", t("Komplettera; tiden går igen", "Give more; time goes on"), policy.FollowStatutory, s.GiveMore},
		{"return-statutory-notice", "/returns", t("Lämna tillbaka, den är inte för er", "Return it, it is not for you"), policy.ActStatutory, s.Return},
		{"withdraw-statutory-notice", "/withdrawals", t("Ta tillbaka underrättelsen", "Take the notice back"), policy.FollowStatutory, s.Withdraw},
	} {
		web.API(rt, apiOp(a.id, post, oneAPI+a.path, a.sum), a.may, saying(a.do))
	}
	web.API(rt, apiOp("close-statutory-notice", post, oneAPI+"/closures", t("Avsluta en återlämnad underrättelse", "Finish a returned notice")), policy.FollowStatutory, func(r *web.Request, in *seenInput) (*toldNotice, error) {
		return stepped(s.Close(r.Context(), r.Actor, in.key(in.Body)))
	})
	web.API(rt, apiOp("switch-statutory-notice-type", post, typesAPI+"/{type}/switches", t("Ange från vilken dag en föreslagen underrättelse gäller, eller stäng av den", "Say from which day a proposed notice holds, or switch it off")), policy.SwitchStatutory, func(r *web.Request, in *struct {
		Type law.NoticeID `path:"type" maxLength:"40"`
		Body struct {
			Applies  calendar.Date `json:"appliesFrom,omitzero" doc:"Saknas: avstängd || Absent: switched off"`
			Citation string        `json:"law,omitempty" maxLength:"200"`
		}
	}) (*typeList, error) {
		if err := s.SetSwitch(r.Context(), r.Actor, in.Type, in.Body.Applies, in.Body.Citation); err != nil {
			return nil, err
		}
		return s.apiTypes(r, &struct{}{})
	})
}
