package agreement

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

// actRoutes registers the acts on one agreement of the register, each as its page does it. Files of many agreements are
// read on trial and confirmed by a person, on the pages; see docs/api.md.
func (s *Service) actRoutes(rt *web.Router) {
	t := language.T
	op := func(id, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodPost, Path: "/agreements" + path, Tags: []string{web.Both(sayAgreements)}, Summary: web.Both(sum)}
	}
	register := op("register-agreement", "", t("Registrera en överenskommelse som är undertecknad någon annanstans", "Register an agreement that was signed elsewhere"))
	register.DefaultStatus = http.StatusCreated
	web.API(rt, register, policy.RegisterAgreement, s.apiRegister)
	web.API(rt, op("correct-agreement", "/{id}/corrections", t("Rätta en överenskommelse i registret", "Correct an agreement in the register")), policy.EditAgreement, s.apiCorrect)
	web.API(rt, op("end-agreement", "/{id}/endings", t("Låt en överenskommelse sluta i förtid, eller ta tillbaka det", "Let an agreement end before its time, or take that back")), policy.EditAgreement, s.apiEnd)
	web.API(rt, op("attach-agreement-copy", "/{id}/copy", t("Bifoga den inskannade överenskommelsen", "Attach the scanned agreement")), policy.EditAgreement, s.apiCopy, web.Body(uploadRoom))
	web.API(rt, op("number-agreement", "/{id}/registry-numbers", t("Ange din myndighets diarienummer", "Enter your authority's registry number")), policy.NumberAgreement, s.apiNumber)
}

// DraftBody is what a program says of an agreement.
type DraftBody struct {
	Kind             Kind          `json:"kind" enum:"template-2022,dua-2015,other,unknown"`
	Signed           calendar.Date `json:"signed,omitzero"`
	ValidFrom        calendar.Date `json:"validFrom"`
	ValidTo          calendar.Date `json:"validTo,omitzero" doc:"Saknas när den gäller tills vidare || Absent until further notice"`
	Source           string        `json:"source,omitempty" maxLength:"500" doc:"Skriv inga namn på personer. || Write no names of persons."`
	RegistryNumberAf string        `json:"registryNumberAf,omitempty" doc:"Arbetsförmedlingens diarienummer || The employment agency's registry number"`
	Parties          []boundBody   `json:"parties" minItems:"1" maxItems:"300" nullable:"false" doc:"Kommunernas parter; Arbetsförmedlingen är alltid part || The municipalities' parties; the employment agency is always one"`
}

type boundBody struct {
	MunicipalityCode string `json:"municipalityCode" maxLength:"4"`
	Authority        string `json:"authority,omitempty" maxLength:"40" doc:"Nämndens id; utan det binds kommunstyrelsen || Id of the board; without it the executive board is bound"`
	RegistryNumber   string `json:"registryNumber,omitempty"`
}

func (b DraftBody) draft() Draft {
	d := Draft{Kind: b.Kind, Signed: b.Signed, From: b.ValidFrom, To: b.ValidTo, Source: b.Source, RegistryAF: b.RegistryNumberAf}
	for _, p := range b.Parties {
		d.Bound = append(d.Bound, Bound{p.MunicipalityCode, p.Authority, p.RegistryNumber})
	}
	return d
}

// Registered names an agreement in an address of the API.
type Registered struct {
	ID string `path:"id" maxLength:"40"`
}

// Seen is the version of the thing that the program read and acts on.
type Seen struct {
	Version int64 `json:"version" minimum:"1" doc:"Versionen som du läste; har den ändrats sedan dess görs inget || The version that you read; when it has changed since, nothing is done"`
}

// told gives the agreement as it is after an act.
func (s *Service) told(r *web.Request, a Agreement, err error) (*answer[body], error) {
	if err != nil {
		return nil, err
	}
	day := today(s.Trail.DB())
	authorities, err := s.authorities(r.Context(), day, a)
	return &answer[body]{bodyOf(a, day, authorities)}, err
}

func (s *Service) apiRegister(r *web.Request, in *struct{ Body DraftBody }) (*answer[body], error) {
	a, err := s.Register(r.Context(), r.Actor, s.withExecutives(r.Context(), in.Body.draft()))
	return s.told(r, a, err)
}

func (s *Service) apiCorrect(r *web.Request, in *struct {
	Registered
	Body struct {
		Seen
		DraftBody
	}
}) (*answer[body], error) {
	a, err := s.Edit(r.Context(), r.Actor, in.ID, in.Body.Version, s.withExecutives(r.Context(), in.Body.draft()))
	return s.told(r, a, err)
}

func (s *Service) apiEnd(r *web.Request, in *struct {
	Registered
	Body struct {
		Seen
		Last calendar.Date `json:"last,omitzero" doc:"Sista dagen som den gäller; saknas för att ta tillbaka ett tidigare datum || The last day in force; absent to take an earlier date back"`
	}
}) (*answer[body], error) {
	a, err := s.End(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.Last)
	return s.told(r, a, at(err, fieldTerminated, fieldLast))
}

func (s *Service) apiNumber(r *web.Request, in *struct {
	Registered
	Body struct {
		Seen
		RegistryNumber string `json:"registryNumber"`
	}
}) (*answer[body], error) {
	a, err := s.Number(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.RegistryNumber)
	return s.told(r, a, at(err, fieldRegistry, "registry_number"))
}

func (s *Service) apiCopy(r *web.Request, in *struct {
	Registered
	Version int64  `query:"version" minimum:"1" required:"true" doc:"Överenskommelsens version som du läste || The agreement's version that you read"`
	Name    string `query:"name" maxLength:"200" required:"true" doc:"Filens namn || The file's name" example:"overenskommelse.pdf"`
	RawBody []byte `contentType:"application/octet-stream" doc:"PDF eller bild, högst 20 MB || PDF or picture, at most 20 MB"`
}) (*answer[body], error) {
	a, err := get(r.Context(), s.Trail.DB(), in.ID)
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditAgreement, a.Ref())
	}
	if err != nil {
		return nil, err
	}
	checked, err := file.Check(file.Input{Name: in.Name, Content: bytes.NewReader(in.RawBody), Size: int64(len(in.RawBody)), Owner: r.Actor.Authority,
		Accept: []file.Type{file.PDF, file.PNG, file.JPEG}})
	if err != nil {
		return nil, err
	}
	a, err = s.AttachScan(r.Context(), r.Actor, in.ID, in.Version, checked)
	return s.told(r, a, err)
}
