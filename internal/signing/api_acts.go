package signing

import (
	"bytes"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// actRoutes registers what a program can do about a signing: put an approved version forward, record delegations, change
// signatories, bring papers, take it back. To sign, to refuse and to confirm another's paper takes a person who reads
// and has shown who they are; the API offers none of them.
func (s *Service) actRoutes(rt *web.Router) {
	t := language.T
	op := func(id, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: []string{web.Both(saySignatures)}, Summary: web.Both(sum),
			Description: web.Both(t("Att underteckna, vägra och bekräfta ett papper görs bara av en person på sidorna.", "To sign, to refuse and to confirm a paper is done by a person alone, on the pages."))}
	}
	begin := op("begin-signing", "/drafts/{id}/signings", t("Lägg fram en godkänd version för underskrift", "Put an approved version forward for signing"))
	begin.DefaultStatus = http.StatusCreated
	web.API(rt, begin, policy.BeginSigning, s.apiBegin)
	web.API(rt, op("withdraw-signing", "/signings/{id}/withdrawals", t("Ta tillbaka en version från underskrift", "Take a version back from signing")), policy.WithdrawSigning, s.apiWithdraw)
	web.API(rt, op("record-delegation", "/signatures/{slot}/delegations", t("Registrera beslutet som en underskrift vilar på", "Record the decision that a signature stands on")), policy.SetDelegation, s.apiDelegation)
	web.API(rt, op("replace-signatory", "/signatures/{slot}/substitutes", t("Låt någon annan underteckna för din myndighet", "Let somebody else sign for your authority")), policy.ReplaceSigner, s.apiReplace)
	web.API(rt, op("bring-paper", "/signatures/{slot}/papers", t("Lämna in en underskrift på papper", "Bring a signature on paper")), policy.BringPaper, s.apiPaper, web.Body(uploadRoom))
}

// DelegationBody is what a signature stands on.
type DelegationBody struct {
	Decision       string        `json:"decision,omitempty" maxLength:"100" example:"AMN § 88"`
	DecidedOn      calendar.Date `json:"decidedOn,omitzero" doc:"Beslutets dag || The day of the decision"`
	Ground         string        `json:"ground,omitempty" maxLength:"200" doc:"Punkt i delegationsordningen || Point in the order of delegation"`
	RegistryNumber string        `json:"registryNumber,omitempty" maxLength:"100"`
	Both           bool          `json:"both,omitempty" doc:"Beslutet omfattar både nämnden och förvaltningen || The decision covers both the board and the administration"`
}

func (b DelegationBody) delegation() Delegation {
	return Delegation{b.Decision, b.DecidedOn, b.Ground, b.RegistryNumber, b.Both}
}

type seatBody struct {
	DelegationBody
	Authority string   `json:"authority" maxLength:"40"`
	Capacity  Capacity `json:"capacity" enum:"political,administrative"`
	Account   string   `json:"account,omitempty" maxLength:"40" doc:"Kontots id; saknas för den som undertecknar på papper || Id of the account; absent for who signs on paper"`
	Name      string   `json:"name,omitempty" maxLength:"200" doc:"För den som saknar konto || For who has no account"`
	Function  string   `json:"function,omitempty" maxLength:"100"`
	Step      int64    `json:"step" minimum:"1" maximum:"20" doc:"Ordningen; de med samma tal undertecknar samtidigt || The order; those with the same number sign at the same time"`
}

// Lying names a signature in an address of the API.
type Lying struct {
	Slot string `path:"slot" maxLength:"40" doc:"Underskriftens id || Id of the signature"`
}

func (s *Service) apiBegin(r *web.Request, in *struct {
	Draft string `path:"id" maxLength:"40"`
	Body  struct {
		Signatures []seatBody `json:"signatures" minItems:"1" maxItems:"100" nullable:"false"`
	}
}) (*answer[roundBody], error) {
	var seats []Seat
	for _, b := range in.Body.Signatures {
		seats = append(seats, Seat{Authority: b.Authority, Capacity: b.Capacity, Account: b.Account, Name: b.Name, Function: b.Function, Group: b.Step, Delegation: b.delegation()})
	}
	round, err := s.Begin(r.Context(), r.Actor, in.Draft, seats)
	return &answer[roundBody]{bodyOf(round)}, err
}

func (s *Service) apiWithdraw(r *web.Request, in *struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Reason string `json:"reason" maxLength:"2000" doc:"De andra parterna läser skälet. Skriv inga namn på personer. || The other parties read the reason. Write no names of persons."`
	}
}) (*answer[roundBody], error) {
	if _, err := s.apiOne(r, &struct { // who may not read the round learns nothing of it
		ID string `path:"id"`
	}{in.ID}); err != nil {
		return nil, err
	}
	if err := s.Withdraw(r.Context(), r.Actor, in.ID, in.Body.Reason); err != nil {
		return nil, err
	}
	round, err := get(r.Context(), s.Trail.DB(), in.ID)
	return &answer[roundBody]{bodyOf(round)}, err
}

// about does an act on a signature for one who may, and gives the round after it.
func (s *Service) about(r *web.Request, act policy.Action, do func(Slot) error) (*answer[roundBody], error) {
	round, slot, err := s.slotFor(r, act)
	if err != nil {
		return nil, err
	}
	if err := do(slot); err != nil {
		return nil, err
	}
	round, err = get(r.Context(), s.Trail.DB(), round.ID)
	return &answer[roundBody]{bodyOf(round)}, err
}

func (s *Service) apiDelegation(r *web.Request, in *struct {
	Lying
	Body struct {
		DelegationBody
		Function string `json:"function,omitempty" maxLength:"100"`
	}
}) (*answer[roundBody], error) {
	return s.about(r, policy.SetDelegation, func(slot Slot) error {
		return s.SetDelegation(r.Context(), r.Actor, slot.ID, in.Body.delegation(), in.Body.Function)
	})
}

func (s *Service) apiReplace(r *web.Request, in *struct {
	Lying
	Body struct {
		DelegationBody
		Account  string `json:"account" minLength:"1" maxLength:"40"`
		Function string `json:"function,omitempty" maxLength:"100"`
	}
}) (*answer[roundBody], error) {
	return s.about(r, policy.ReplaceSigner, func(slot Slot) error {
		return s.Replace(r.Context(), r.Actor, slot.ID, Seat{Account: in.Body.Account, Function: in.Body.Function, Delegation: in.Body.delegation()})
	})
}

func (s *Service) apiPaper(r *web.Request, in *struct {
	Lying
	Name           string        `query:"name" required:"true" maxLength:"200" doc:"Vem som har undertecknat || Who has signed"`
	Function       string        `query:"function" required:"true" maxLength:"100"`
	On             calendar.Date `query:"on" required:"true" doc:"Dagen på papperet || The day on the paper"`
	Decision       string        `query:"decision" maxLength:"100"`
	DecidedOn      calendar.Date `query:"decidedOn"`
	Ground         string        `query:"ground" maxLength:"200"`
	RegistryNumber string        `query:"registryNumber" maxLength:"100"`
	Both           bool          `query:"both"`
	RawBody        []byte        `contentType:"application/octet-stream" doc:"PDF eller bild, högst 20 MB || PDF or picture, at most 20 MB"`
}) (*answer[roundBody], error) {
	return s.about(r, policy.BringPaper, func(slot Slot) error {
		scan, err := file.Check(file.Input{Name: "papper", Content: bytes.NewReader(in.RawBody), Size: int64(len(in.RawBody)), Owner: r.Actor.Authority,
			Accept: []file.Type{file.PDF, file.PNG, file.JPEG}})
		if err != nil {
			return err
		}
		return s.Bring(r.Context(), r.Actor, slot.ID, OnPaper{Name: in.Name, Function: in.Function, On: in.On, Scan: scan,
			Delegation: Delegation{in.Decision, in.DecidedOn, in.Ground, in.RegistryNumber, in.Both}})
	})
}
