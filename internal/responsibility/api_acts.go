package responsibility

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// acting makes the description of an act; one that makes something answers 201.
func acting(tag []string, id, path string, sum language.Text, makes bool) huma.Operation {
	op := huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: tag, Summary: web.Both(sum)}
	if makes {
		op.DefaultStatus = http.StatusCreated
	}
	return op
}

// actRoutes registers the acts on the matrix. Each answers with the matrix after it.
func (s *Service) actRoutes(rt *web.Router, tag []string) {
	t, one := language.T, "/agreements/{id}/responsibilities"
	web.API(rt, acting(tag, "add-responsibility", one, t("Ange vem som ansvarar för en uppgift, på en ny rad", "Say who answers for a task, on a new line"), true), policy.EditResponsibility, s.apiAdd)
	web.API(rt, acting(tag, "change-responsibility", one+"/{line}/corrections", t("Ändra en rad i ansvarsmatrisen", "Change a line of the responsibility matrix"), false), policy.EditResponsibility, s.apiChange)
	web.API(rt, acting(tag, "propose-responsibilities", one+"/proposals", t("Lägg in standardlistans förslag för uppgifter som saknar rad", "Put in the standard list's proposal for tasks without a line"), false), policy.EditResponsibility, s.apiPropose)
	web.API(rt, acting(tag, "confirm-responsibilities", one+"/confirmations", t("Bekräfta förslagen i matrisen", "Confirm the proposals of the matrix"), false), policy.EditResponsibility, s.apiConfirm)
}

// Holding is what a program says of a line.
type Holding struct {
	Name      string        `json:"name,omitempty" maxLength:"400" doc:"För en uppgift som inte finns i standardlistan || For a task that is not in the standard list"`
	Holder    Holder        `json:"holder" enum:"none,pes,board,both"`
	Board     string        `json:"board,omitempty" maxLength:"40" doc:"Nämndens id || Id of the board"`
	Ground    string        `json:"ground,omitempty" maxLength:"1000" doc:"Rättslig grund || Legal ground"`
	ValidFrom calendar.Date `json:"validFrom"`
	ValidTo   calendar.Date `json:"validTo,omitzero"`
	Note      string        `json:"note,omitempty" maxLength:"2000" doc:"Skriv inga namn på personer. || Write no names of persons."`
}

func (b Holding) input() Input {
	return Input{Name: b.Name, Holder: b.Holder, Authority: b.Board, Ground: b.Ground, From: b.ValidFrom, To: b.ValidTo, Note: b.Note}
}

// Under names an agreement in an address of the API.
type Under struct {
	ID string `path:"id" maxLength:"40"`
}

// Seen is the version of the thing that the program read and acts on.
type Seen struct {
	Version int64 `json:"version" minimum:"1" doc:"Versionen som du läste; har den ändrats sedan dess görs inget || The version that you read; when it has changed since, nothing is done"`
}

// after gives the matrix as it is after an act.
func (s *Service) after(r *web.Request, id string, err error) (*answer[matrixBody], error) {
	if err != nil {
		return nil, err
	}
	return s.matrix(r, id, calendar.Date{})
}

func (s *Service) apiAdd(r *web.Request, in *struct {
	Under
	Body struct {
		Task TaskID `json:"task,omitempty" maxLength:"80" doc:"Uppgiften i standardlistan; saknas för en egen || The task of the standard list; absent for one of your own"`
		Holding
	}
}) (*answer[matrixBody], error) {
	said := in.Body.input()
	said.Task = in.Body.Task
	_, err := s.Add(r.Context(), r.Actor, in.ID, said)
	return s.after(r, in.ID, err)
}

func (s *Service) apiChange(r *web.Request, in *struct {
	Under
	Line string `path:"line" maxLength:"40"`
	Body struct {
		Seen
		Holding
	}
}) (*answer[matrixBody], error) {
	was, err := line(r.Context(), s.Trail.DB(), in.ID, in.Line)
	if err != nil {
		return nil, err
	}
	said := in.Body.input()
	said.Task = was.Task
	_, err = s.Change(r.Context(), r.Actor, in.ID, in.Line, in.Body.Version, said)
	return s.after(r, in.ID, err)
}

func (s *Service) apiPropose(r *web.Request, in *Under) (*answer[matrixBody], error) {
	_, err := s.Propose(r.Context(), r.Actor, in.ID)
	return s.after(r, in.ID, err)
}

func (s *Service) apiConfirm(r *web.Request, in *Under) (*answer[matrixBody], error) {
	_, err := s.Confirm(r.Context(), r.Actor, in.ID)
	return s.after(r, in.ID, err)
}
