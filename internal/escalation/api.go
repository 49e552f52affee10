package escalation

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

func (s *Service) apiRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(language.T("Eskaleringar", "Escalations"))}
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: tag, Summary: web.Both(sum)}
	}
	const one = "/escalations/{id}"
	web.API(rt, op("list-escalations", http.MethodGet, "/escalations", t("Lista eskaleringar efter när de går vidare", "List escalations by when they go on")), policy.ReadEscalation, s.apiList)
	web.API(rt, op("get-escalation", http.MethodGet, one, t("Hämta en eskalering med vem som har fått veta", "Get an escalation with who was told")), policy.ReadEscalation, s.apiOne)
	web.API(rt, op("agree-escalation", http.MethodPost, one+"/agreements", t("Kom överens om en ny tid", "Agree on a new time")), policy.DecideEscalation, s.apiAgree)
	web.API(rt, op("raise-escalation", http.MethodPost, one+"/raisings", t("Lyft till nästa nivå", "Raise to the next level")), policy.DecideEscalation, s.apiRise)
	web.API(rt, op("settle-escalation", http.MethodPost, one+"/settlements", t("Avgör utan svar", "Settle without an answer")), policy.DecideEscalation, s.apiSettle)
	web.API(rt, op("raise-enquiry", http.MethodPost, "/enquiries/{id}/escalations", t("Lyft en fråga till de samverkansansvariga", "Raise a question to the coordinators")), policy.RaiseEnquiry, s.apiRaise)
}

// Asked names an escalation in an address of the API.
type Asked struct {
	ID string `path:"id" maxLength:"40"`
}

// escalationBody is an escalation as the API gives it: what everybody who gets it may know.
type escalationBody struct {
	ID           string        `json:"id"`
	Number       string        `json:"number"`
	Version      int64         `json:"version" doc:"Skickas med i den som beslutar || Sent along when deciding"`
	Municipality string        `json:"municipality"`
	About        About         `json:"about" enum:"person,contact,general" doc:"Slag av fråga || Sort of question"`
	Asks         string        `json:"asks" doc:"Myndigheten som väntar på svar || The authority that waits for the answer"`
	Owes         string        `json:"owes" doc:"Myndigheten som ska svara || The authority that is to answer"`
	Agreement    string        `json:"agreement,omitempty"`
	Commitment   string        `json:"commitment,omitempty" example:"K9.1"`
	Ladder       language.Text `json:"ladder" doc:"Varifrån trappan kommer || Where the ladder comes from"`
	ByHand       bool          `json:"byHand"`
	Level        ladder.Level  `json:"level" minimum:"2" maximum:"4"`
	State        State         `json:"state" enum:"open,ended"`
	Ending       Ending        `json:"ending,omitempty" doc:"answered, withdrawn, settled"`
	Due          time.Time     `json:"due,omitzero" doc:"När svaret skulle ha kommit || When the answer was due"`
	OpenedAt     time.Time     `json:"openedAt"`
	LevelAt      time.Time     `json:"levelAt"`
	NextAt       time.Time     `json:"nextAt,omitzero" doc:"När nästa nivå får den || When the next level gets it"`
	AgreedUntil  time.Time     `json:"agreedUntil,omitzero"`
	EndedAt      time.Time     `json:"endedAt,omitzero"`
	Steps        []stepBodyAPI `json:"steps,omitempty"`
}

type stepBodyAPI struct {
	Kind   StepKind     `json:"kind"`
	Level  ladder.Level `json:"level"`
	At     time.Time    `json:"at"`
	By     string       `json:"by,omitempty" doc:"Myndigheten; tom när klockan gjorde det || The authority; empty when the clock did"`
	Reason Reason       `json:"reason,omitempty"`
	Text   string       `json:"text,omitempty"`
	Until  time.Time    `json:"until,omitzero"`
	Told   []toldBody   `json:"told,omitempty" doc:"Hos den egna myndigheten || At the own authority"`
}

type toldBody struct {
	Name string `json:"name"`
	Part Part   `json:"part" doc:"owing, coordinator, member, head"`
}

func bodyOf(e Escalation) escalationBody {
	return escalationBody{ID: e.ID, Number: e.Number(), Version: e.Version, Municipality: e.Municipality, About: e.About, Asks: e.Asks, Owes: e.Owes, Agreement: e.Agreement, Commitment: e.Commitment,
		Ladder: e.Ladder.Why(), ByHand: e.ByHand, Level: e.Level, State: e.State, Ending: e.Ending, Due: e.Due.Time, OpenedAt: e.OpenedAt.Time, LevelAt: e.LevelAt.Time, NextAt: e.NextAt.Time,
		AgreedUntil: e.AgreedUntil.Time, EndedAt: e.EndedAt.Time}
}

type escalationAnswer struct{ Body escalationBody }

func answered(e Escalation, err error) (*escalationAnswer, error) {
	return &escalationAnswer{bodyOf(e)}, err
}

func (s *Service) apiOne(r *web.Request, in *struct{ Asked }) (*escalationAnswer, error) {
	v, err := s.Look(r.Context(), s.Trail.DB(), r.Actor, in.ID)
	out := bodyOf(v.Escalation)
	for _, st := range v.Steps {
		b := stepBodyAPI{Kind: st.Kind, Level: st.Level, At: st.At.Time, By: st.Authority, Reason: st.Reason, Text: st.Text, Until: st.Until.Time}
		for _, t := range st.Told {
			b.Told = append(b.Told, toldBody{t.Name, t.Part})
		}
		out.Steps = append(out.Steps, b)
	}
	return &escalationAnswer{out}, err
}

// SeenBody is the version that a program has seen.
type SeenBody struct {
	Version int64 `json:"version" minimum:"1" doc:"Den version som ni har sett || The version that you have seen"`
}

func (s *Service) apiAgree(r *web.Request, in *struct {
	Asked
	Body struct {
		SeenBody
		Until string `json:"until" format:"date" maxLength:"10"`
		Text  string `json:"text" maxLength:"1000" doc:"Båda parter läser det. Skriv inget om personen. || Both parties read it. Write nothing about the person."`
	}
}) (*escalationAnswer, error) {
	day, err := calendar.ParseDate(in.Body.Until)
	if err != nil {
		return nil, err
	}
	return answered(s.Decide(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, Decision{Until: day, Text: in.Body.Text}))
}

func (s *Service) apiSettle(r *web.Request, in *struct {
	Asked
	Body struct {
		SeenBody
		Text string `json:"text" maxLength:"1000"`
	}
}) (*escalationAnswer, error) {
	return answered(s.Decide(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, Decision{Settle: true, Text: in.Body.Text}))
}

func (s *Service) apiRise(r *web.Request, in *struct {
	Asked
	Body struct {
		SeenBody
		Reason Reason `json:"reason" enum:"cannot-wait,unreachable,who-answers,not-enough,again"`
	}
}) (*escalationAnswer, error) {
	return answered(s.Decide(r.Context(), r.Actor, Key{in.ID, in.Body.Version}, Decision{Next: true, Reason: in.Body.Reason}))
}

func (s *Service) apiRaise(r *web.Request, in *struct {
	Asked
	Body struct {
		Reason Reason `json:"reason" enum:"cannot-wait,unreachable,who-answers,not-enough,again"`
	}
}) (*escalationAnswer, error) {
	return answered(s.Raise(r.Context(), r.Actor, enquiry.Key{ID: in.ID}, in.Body.Reason))
}
