package person

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

type answer[T any] struct{ Body T }

// PersonID names a record in an address of the API: never a number or a name. It is exported, since only then the fields
// of what is embedded are read.
type PersonID struct {
	ID string `path:"id" maxLength:"40"`
}

// PersonSeen is the version of the record that the program read and acts on.
type PersonSeen struct {
	Version int64 `json:"version" minimum:"1"`
}

// personBody is a record as the API gives it to a program that is named in a matter about the person.
type personBody struct {
	ID            string        `json:"id"`
	Version       int64         `json:"version"`
	Number        string        `json:"number" doc:"Tolv siffror || Twelve digits"`
	Former        []string      `json:"formerNumbers" nullable:"false"`
	Name          string        `json:"name,omitempty"`
	Phone         string        `json:"phone,omitempty"`
	Email         string        `json:"email,omitempty"`
	Address       string        `json:"address,omitempty"`
	Protection    Protection    `json:"protection,omitempty" enum:"marker,registration"`
	ProtectedFrom calendar.Date `json:"protectedFrom,omitzero"`
}

// doneBody says that an act was done; whoever did it may not see the record any longer.
type doneBody struct {
	Done bool `json:"done"`
}

// apiOp describes an operation of the room.
func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(language.T("Personer", "Persons"))}, Summary: web.Both(sum)}
}

const onePersonAPI = "/persons/{id}"

func (s *Service) apiRoutes(rt *web.Router) {
	t, one := language.T, onePersonAPI
	web.API(rt, apiOp("get-person", http.MethodGet, one, t("Hämta myndighetens egna uppgifter om en person", "Get the authority's own record of a person")), policy.ReadPerson, s.apiGet)
	web.API(rt, apiOp("correct-person", http.MethodPost, one+"/corrections", t("Ändra namn och hur personen nås", "Change the name and how the person is reached")), policy.EditPerson, s.apiCorrect)
	web.API(rt, apiOp("renumber-person", http.MethodPost, one+"/numbers", t("Ange att personen har fått ett nytt nummer", "Say that the person has a new number")), policy.EditPerson, s.apiRenumber)
	web.API(rt, apiOp("protect-person", http.MethodPost, one+"/protections", t("Ange skyddade personuppgifter och vilka som får hantera dem", "Set a protected identity and who may handle it")), policy.ProtectPerson, s.apiProtect)
	web.API(rt, apiOp("unprotect-person", http.MethodPost, one+"/protections/endings", t("Ange att skyddet har upphört", "Say that the protection has ended")), policy.ProtectPerson, s.apiUnprotect)
	s.groundOperations(rt)
	s.taskOperations(rt)
}

func (s *Service) apiGet(r *web.Request, in *PersonID) (*answer[personBody], error) {
	o, err := s.Open(r.Context(), r.Actor, in.ID, ref.Ref{})
	if err != nil {
		return nil, err
	}
	b := personBody{ID: o.ID, Version: o.Version, Number: o.Number.TwelveDigits(), Former: []string{}, Name: o.Name, Phone: o.Phone, Email: o.Email, Address: o.Address, Protection: o.Protection, ProtectedFrom: o.ProtectedFrom}
	for _, n := range o.Former {
		b.Former = append(b.Former, n.TwelveDigits())
	}
	return &answer[personBody]{b}, nil
}

// apiCorrect writes all that is said of the name and how the person is reached; what is left out is taken away.
func (s *Service) apiCorrect(r *web.Request, in *struct {
	PersonID
	Body struct {
		PersonSeen
		Name    string `json:"name,omitempty" maxLength:"200"`
		Phone   string `json:"phone,omitempty" maxLength:"60"`
		Email   string `json:"email,omitempty" maxLength:"200" doc:"Inte för den som har skyddade personuppgifter || Not for a protected identity"`
		Address string `json:"address,omitempty" maxLength:"300" doc:"Inte för den som har skyddade personuppgifter || Not for a protected identity"`
	}
}) (*answer[doneBody], error) {
	b := in.Body
	err := s.Edit(r.Context(), r.Actor, in.ID, b.Version, b.Name, Reached{Phone: b.Phone, Email: b.Email, Address: b.Address})
	return &answer[doneBody]{doneBody{err == nil}}, err
}

func (s *Service) apiRenumber(r *web.Request, in *struct {
	PersonID
	Body struct {
		PersonSeen
		Number string `json:"number" maxLength:"20"`
	}
}) (*answer[doneBody], error) {
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.EditPerson, ref.To(PersonKind, in.ID)); err != nil {
		return nil, err
	}
	number, err := identity.ParsePersonal(in.Body.Number, calendar.DateOf(s.Trail.DB().Now()))
	if err != nil {
		return nil, fault.New(fault.Invalid, numberWrong, fault.Field("number", numberWrong))
	}
	err = s.Renumber(r.Context(), r.Actor, in.ID, in.Body.Version, number)
	return &answer[doneBody]{doneBody{err == nil}}, err
}

func (s *Service) apiProtect(r *web.Request, in *struct {
	PersonID
	Body struct {
		PersonSeen
		Protection Protection    `json:"protection" enum:"marker,registration"`
		From       calendar.Date `json:"from"`
		Named      []string      `json:"named" minItems:"1" maxItems:"50" doc:"Konton som får hantera uppgifterna; alla andra slutar se personen || Accounts that may handle it; all others cease to see the person"`
	}
}) (*answer[doneBody], error) {
	b := in.Body
	err := s.Protect(r.Context(), r.Actor, in.ID, b.Version, b.Protection, b.From, b.Named)
	return &answer[doneBody]{doneBody{err == nil}}, err
}

func (s *Service) apiUnprotect(r *web.Request, in *struct {
	PersonID
	Body PersonSeen
}) (*answer[doneBody], error) {
	err := s.Unprotect(r.Context(), r.Actor, in.ID, in.Body.Version)
	return &answer[doneBody]{doneBody{err == nil}}, err
}
