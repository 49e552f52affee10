package person

import (
	"net/http"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// PersonGroundID names a ground of a record in an address of the API. It is exported as PersonID is.
type PersonGroundID struct {
	PersonID
	Ground string `path:"ground" maxLength:"40"`
}

// personGroundBody is a ground as the API gives it to a program that is named in a matter about the person.
type personGroundBody struct {
	ID        string       `json:"id"`
	Version   int64        `json:"version"`
	Ground    law.GroundID `json:"ground"`
	From      string       `json:"from" doc:"Myndigheten som får lämna uppgifterna || The authority that may tell"`
	To        string       `json:"to" doc:"Myndigheten som får ta emot uppgifterna || The authority that may be told"`
	Purpose   string       `json:"purpose,omitempty" doc:"Står bara i listan || Stands in the list alone"`
	Topics    []string     `json:"topics" nullable:"false" doc:"Ämnen; tomt är alla för ändamålet, without-health-data alla utom hälsa || Topics; empty is all for the purpose, without-health-data all but health"`
	Health    bool         `json:"health" doc:"Omfattar något om hälsa || Covers something about health"`
	Form      Form         `json:"form,omitempty" enum:"written,digital,oral,letter"`
	Citation  string       `json:"citation,omitempty"`
	Evidence  bool         `json:"evidence" doc:"Det finns ett underlag, som hämtas på personens sida || There is evidence, which is fetched on the person's page"`
	State     GroundState  `json:"state" enum:"submitted,accepted,rejected,withdrawn"`
	Live      bool         `json:"live" doc:"Gäller just nu || Holds now"`
	Starts    time.Time    `json:"starts"`
	Ends      *time.Time   `json:"ends,omitempty" doc:"Saknas när den gäller tills vidare || Left out when it holds until further notice"`
	Decided   *time.Time   `json:"decided,omitempty"`
	Informed  *time.Time   `json:"informed,omitempty" doc:"När personen fick veta att samtycket inte räckte || When the person was told that the consent was not enough"`
	Withdrawn *time.Time   `json:"withdrawn,omitempty"`
}

type personGroundsBody struct {
	Items []personGroundBody `json:"items" nullable:"false"`
}

func groundBody(g Ground, now time.Time) personGroundBody {
	return personGroundBody{ID: g.ID, Version: g.Version, Ground: g.Kind, From: g.From, To: g.To, Purpose: g.Purpose, Topics: append([]string{}, g.Topics.List()...), Health: g.Topics.Health(), Form: g.Form,
		Citation: g.Citation, Evidence: g.Evidence != "", State: g.State, Live: g.Live(now), Starts: g.StartsAt.Time, Ends: instant(g.EndsAt),
		Decided: instant(g.DecidedAt), Informed: instant(g.Informed), Withdrawn: instant(g.Stopped)}
}

func instant(at db.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at.Time
}

// groundOperations registers what a program can do with the grounds of a record.
func (s *Service) groundOperations(rt *web.Router) {
	t, all := language.T, onePersonAPI+"/grounds"
	add := apiOp("add-person-ground", http.MethodPost, all, t("Anteckna ett samtycke eller en annan grund", "Write down a consent or another ground"))
	add.DefaultStatus = http.StatusCreated
	web.API(rt, apiOp("list-person-grounds", http.MethodGet, all, t("Lista grunderna för att lämna uppgifter om en person. Läsningen antecknas.", "List the grounds for telling about a person. The reading is noted.")), policy.ReadPerson, s.apiGrounds)
	web.API(rt, add, policy.AddGround, s.apiAddGround)
	web.API(rt, apiOp("accept-person-ground", http.MethodPost, all+"/{ground}/acceptances", t("Godta en grund", "Accept a ground")), policy.DecideGround, s.apiAcceptGround)
	web.API(rt, apiOp("reject-person-ground", http.MethodPost, all+"/{ground}/rejections", t("Avslå en grund. En uppgift att berätta det för personen står kvar tills det är gjort.", "Reject a ground. A task to tell the person stays until it is done.")), policy.DecideGround, s.apiRejectGround)
	web.API(rt, apiOp("withdraw-person-ground", http.MethodPost, all+"/{ground}/withdrawals", t("Anteckna att ett samtycke är återkallat. Utlämnandet stoppas genast hos båda myndigheterna.", "Note that a consent is withdrawn. Disclosure stops at once with both authorities.")), policy.WithdrawGround, s.apiWithdrawGround)
}

func (s *Service) apiGrounds(r *web.Request, in *PersonID) (*answer[personGroundsBody], error) {
	ctx, q := r.Context(), s.Trail.DB()
	if _, err := s.Open(ctx, r.Actor, in.ID, ref.Ref{}); err != nil {
		return nil, err
	}
	list, err := Grounds(ctx, q, in.ID)
	if err == nil {
		err = s.purposes(ctx, q, in.ID, list)
	}
	if err != nil {
		return nil, err
	}
	out := personGroundsBody{Items: make([]personGroundBody, len(list))}
	for i, g := range list {
		out.Items[i] = groundBody(g, q.Now())
	}
	return &answer[personGroundsBody]{out}, nil
}

// PersonGroundSaid is what a program says of a new ground. Its evidence is kept on the page.
type PersonGroundSaid struct {
	Ground   law.GroundID  `json:"ground" maxLength:"40"`
	To       string        `json:"to" maxLength:"40" doc:"Myndigheten som får ta emot uppgifterna || The authority that may be told"`
	Purpose  string        `json:"purpose" maxLength:"300"`
	Form     Form          `json:"form,omitempty" enum:"written,digital,oral,letter" doc:"Hur ett samtycke lämnades || How a consent was given"`
	Health   bool          `json:"health,omitempty" doc:"Ett samtycke omfattar också personens hälsa || A consent covers the person's health too"`
	Citation string        `json:"citation,omitempty" maxLength:"300" doc:"Lag och paragraf, vid uppgiftsskyldighet || Act and section, with a duty to tell"`
	Motive   string        `json:"motive,omitempty" maxLength:"1000" doc:"Varför grunden gäller || Why the ground holds"`
	From     calendar.Date `json:"from,omitzero" doc:"Första dagen; annars i dag || First day; else today"`
	Until    calendar.Date `json:"until,omitzero" doc:"Sista dagen; ett samtycke har en, högst ett år bort || Last day; a consent has one, at most a year ahead"`
	Judged   bool          `json:"judged,omitempty" doc:"Det är prövat att det räcker; annars väntar grunden på prövning || It is judged to be enough; else the ground waits to be judged"`
}

func (s *Service) apiAddGround(r *web.Request, in *struct {
	PersonID
	Body PersonGroundSaid
}) (*answer[personGroundBody], error) {
	ctx, q, b := r.Context(), s.Trail.DB(), in.Body
	if err := policy.CheckRead(ctx, q, r.Actor, policy.AddGround, ref.To(PersonKind, in.ID)); err != nil {
		return nil, err
	}
	day := calendar.DateOf(q.Now())
	known, err := directory.Authorities(ctx, q, []string{b.To}, day)
	if err != nil {
		return nil, err
	}
	if _, there := known[b.To]; !there || b.To == r.Actor.Authority {
		return nil, fault.New(fault.Invalid, receiverNeeded, fault.Field("to", receiverNeeded))
	}
	side, err := directory.SideOf(ctx, q, r.Actor.Authority, r.Actor.Unit, day)
	if err != nil {
		return nil, err
	}
	said := NewGround{Kind: b.Ground, To: b.To, Purpose: b.Purpose, Citation: b.Citation, Motive: b.Motive, From: b.From, Until: b.Until, Judged: b.Judged}
	if said.Kind == law.Consent {
		said.Form, said.Topics = b.Form, Broad(b.Health)
	}
	g, err := s.AddGround(ctx, r.Actor, in.ID, side, said)
	return s.groundAnswer(g, err)
}

// groundAnswer gives a ground after an act, without its purpose: an answer is kept for a repetition, and that is sealed.
func (s *Service) groundAnswer(g Ground, err error) (*answer[personGroundBody], error) {
	if err != nil {
		return nil, err
	}
	g.Purpose = ""
	return &answer[personGroundBody]{groundBody(g, s.Trail.DB().Now())}, nil
}

// onGround does an act to a ground of the record that the address names. Who may not is told what nobody's ground is told,
// before anything of what was sent is looked at.
func (s *Service) onGround(r *web.Request, at PersonGroundID, act policy.Action, do func() (Ground, error)) (*answer[personGroundBody], error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(r.Context(), q, r.Actor, act, ref.To(GroundKind, at.Ground)); err != nil {
		return nil, err
	}
	if _, err := groundOf(r.Context(), q, at.ID, at.Ground); err != nil {
		return nil, err
	}
	return s.groundAnswer(do())
}

func (s *Service) apiAcceptGround(r *web.Request, in *struct {
	PersonGroundID
	Body PersonSeen
}) (*answer[personGroundBody], error) {
	return s.onGround(r, in.PersonGroundID, policy.DecideGround, func() (Ground, error) {
		return s.Accept(r.Context(), r.Actor, in.Ground, in.Body.Version)
	})
}

func (s *Service) apiRejectGround(r *web.Request, in *struct {
	PersonGroundID
	Body struct {
		PersonSeen
		Reason string `json:"reason" maxLength:"1000" doc:"Personen får veta det. || The person gets to know it."`
	}
}) (*answer[personGroundBody], error) {
	return s.onGround(r, in.PersonGroundID, policy.DecideGround, func() (Ground, error) {
		return s.Reject(r.Context(), r.Actor, in.Ground, in.Body.Version, in.Body.Reason)
	})
}

func (s *Service) apiWithdrawGround(r *web.Request, in *struct {
	PersonGroundID
	Body PersonSeen
}) (*answer[personGroundBody], error) {
	return s.onGround(r, in.PersonGroundID, policy.WithdrawGround, func() (Ground, error) {
		return s.Withdraw(r.Context(), r.Actor, in.Ground, in.Body.Version)
	})
}
