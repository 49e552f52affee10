package template

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// nextAPI registers the writing of the next version: as one text, in the shape of the file, which holds every part that
// the pages edit one by one. That the two bodies approve and publish it takes a person from each, on the pages alone.
func (s *Service) nextAPI(rt *web.Router, tag []string) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: "/templates/next" + path, Tags: tag, Summary: web.Both(sum),
			Description: web.Both(t("Att godkänna och publicera görs bara av personer på sidorna.", "To approve and to publish is done by persons alone, on the pages."))}
	}
	begin := op("begin-next-template", http.MethodPost, "", t("Börja mallens nästa version", "Begin the template's next version"))
	begin.DefaultStatus = http.StatusCreated
	web.API(rt, op("get-next-template", http.MethodGet, "", t("Hämta den version som skrivs", "Get the version that is being written")), policy.ReadNextTemplate, s.apiNext)
	web.API(rt, begin, policy.EditTemplate, s.apiBegin)
	web.API(rt, op("replace-next-template", http.MethodPost, "/text", t("Ersätt texten med en fil", "Replace the text by a file")), policy.EditTemplate, s.apiReplace, web.Body(maxFile+1<<20))
	web.API(rt, op("note-next-template", http.MethodPost, "/note", t("Skriv vad versionen ändrar", "Write what the version changes")), policy.EditTemplate, s.apiNote)
	web.API(rt, op("discard-next-template", http.MethodPost, "/discards", t("Kasta den version som skrivs", "Discard the version that is being written")), policy.EditTemplate, s.apiDiscard)
}

// nextBody is the version that is being written.
type nextBody struct {
	No       int64           `json:"no"`
	Row      int64           `json:"row" doc:"Stiger med varje ändring; skickas med när något ändras || Rises with every change; sent along when something is changed"`
	Note     language.Text   `json:"note" doc:"Vad versionen ändrar || What the version changes"`
	Approved []string        `json:"approved" nullable:"false" doc:"Vilka som har godkänt den som den lyder || Who has approved it as it reads"`
	Text     clause.Document `json:"text" doc:"Samma form som filen || The same shape as the file"`
}

func nextOf(v Version) *answer[nextBody] {
	return &answer[nextBody]{nextBody{v.No, v.Row, v.Note, append([]string{}, bodies(v.Approvals)...), v.Doc}}
}

func (s *Service) apiNext(r *web.Request, _ *struct{}) (*answer[nextBody], error) {
	v, err := s.opened(r)
	return nextOf(v), err
}

func (s *Service) apiBegin(r *web.Request, _ *struct{}) (*answer[nextBody], error) {
	v, err := s.Begin(r.Context(), r.Actor)
	return nextOf(v), err
}

func (s *Service) apiReplace(r *web.Request, in *struct {
	Row     int64  `query:"row" minimum:"1" required:"true" doc:"Raden som du läste || The row that you read"`
	RawBody []byte `contentType:"application/json" doc:"Filen, så som get-next-template ger den i text || The file, as get-next-template gives it in text"`
}) (*answer[nextBody], error) {
	if _, err := s.editing(r); err != nil {
		return nil, err
	}
	doc, err := ReadFile(in.RawBody)
	if err != nil {
		return nil, err
	}
	latest, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return nil, err
	}
	v, _, err := s.Change(r.Context(), r.Actor, in.Row, Replace(doc, latest.Doc))
	return nextOf(v), err
}

// Rowed is the row of the next version that the program read and acts on.
type Rowed struct {
	Row int64 `json:"row" minimum:"1" doc:"Raden som du läste; har versionen ändrats sedan dess görs inget || The row that you read; when the version has changed since, nothing is done"`
}

func (s *Service) apiNote(r *web.Request, in *struct {
	Body struct {
		Rowed
		Note language.Text `json:"note"`
	}
}) (*answer[nextBody], error) {
	v, _, err := s.Change(r.Context(), r.Actor, in.Body.Row, SetNote(in.Body.Note))
	return nextOf(v), err
}

func (s *Service) apiDiscard(r *web.Request, in *struct{ Body Rowed }) (*answer[listBody], error) {
	if err := s.Drop(r.Context(), r.Actor, in.Body.Row); err != nil {
		return nil, err
	}
	return s.apiList(r, &struct{}{})
}
