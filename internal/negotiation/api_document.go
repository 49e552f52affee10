package negotiation

import (
	"bytes"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

// documentAPI registers the documents of a draft. One is opened at its page's address, which takes an API key too.
func (s *Service) documentAPI(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: "/drafts/{id}/documents" + path, Tags: []string{web.Both(sayDrafts)}, Summary: web.Both(sum)}
	}
	attach := op("attach-document", http.MethodPost, "", t("Bifoga ett dokument till ett utkast", "Attach a document to a draft"))
	attach.DefaultStatus = http.StatusCreated
	web.API(rt, op("list-documents", http.MethodGet, "", t("Lista dokumenten i ett utkast", "List the documents of a draft")), policy.ReadDraft, s.apiDocuments)
	web.API(rt, attach, policy.AttachToDraft, s.apiAttach, web.Body(file.MaxSize+1<<20))
	web.API(rt, op("remove-document", http.MethodPost, "/{document}/removals", t("Ta bort ett dokument som din myndighet har bifogat", "Take away a document that your authority attached")), policy.AttachToDraft, s.apiDetach)
}

// documentBody is an attached document as the API gives it.
type documentBody struct {
	ID        string    `json:"id"`
	What      string    `json:"what" doc:"Vad det är || What it is"`
	Authority string    `json:"authority" doc:"Vem som har bifogat det || Who attached it"`
	Bytes     int64     `json:"bytes"`
	At        time.Time `json:"at"`
	Path      string    `json:"path" doc:"Där det öppnas; varje öppning loggas || Where it is opened; each opening is logged"`
}

func (d Document) body() documentBody {
	return documentBody{d.ID, d.What, d.Authority, d.Size, d.At.Time, Draft{ID: d.Draft}.Path() + "/dokument/" + d.ID}
}

type documentsBody struct {
	Items []documentBody `json:"items" nullable:"false"`
}

func (s *Service) apiDocuments(r *web.Request, _ *struct{ Drafted }) (*answer[documentsBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	all, err := Documents(r.Context(), s.Trail.DB(), d.ID)
	out := documentsBody{Items: []documentBody{}}
	for _, doc := range all {
		out.Items = append(out.Items, doc.body())
	}
	return &answer[documentsBody]{out}, err
}

func (s *Service) apiAttach(r *web.Request, in *struct {
	Drafted
	Name    string `query:"name" maxLength:"200" default:"dokument" doc:"Filens namn || The file's name" example:"malgrupper.pdf"`
	What    string `query:"what" maxLength:"200" doc:"Vad det är för dokument || What the document is"`
	RawBody []byte `contentType:"application/octet-stream" doc:"Filen, högst 20 MB. Skicka inga uppgifter om enskilda. || The file, at most 20 MB. Send nothing about individuals."`
}) (*answer[documentBody], error) {
	d, err := s.look(r)
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AttachToDraft, d.Ref())
	}
	if err != nil {
		return nil, err
	}
	checked, err := file.Check(file.Input{Name: in.Name, Content: bytes.NewReader(in.RawBody), Size: int64(len(in.RawBody)), Owner: r.Actor.Authority})
	if err != nil {
		return nil, err
	}
	doc, err := s.Attach(r.Context(), r.Actor, d.ID, in.What, checked)
	return &answer[documentBody]{doc.body()}, err
}

func (s *Service) apiDetach(r *web.Request, in *struct {
	Drafted
	Document string `path:"document" maxLength:"40"`
}) (*answer[documentsBody], error) {
	if _, err := s.look(r); err != nil {
		return nil, err
	}
	if err := s.Detach(r.Context(), r.Actor, in.Draft, in.Document); err != nil {
		return nil, err
	}
	return s.apiDocuments(r, &struct{ Drafted }{in.Drafted})
}

// tickBody is a point of the checklist that a party has ticked.
type tickBody struct {
	Item      string    `json:"item" doc:"Punktens id || Id of the point"`
	Authority string    `json:"authority"`
	At        time.Time `json:"at"`
}

type ticksBody struct {
	Items []tickBody `json:"items" nullable:"false"`
}

func (s *Service) apiTicks(r *web.Request, _ *struct{ Drafted }) (*answer[ticksBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	all, err := template.Ticks(r.Context(), s.Trail.DB(), d.Ref())
	out := ticksBody{Items: []tickBody{}}
	for _, t := range all {
		out.Items = append(out.Items, tickBody{t.Item, t.Party, t.At.Time})
	}
	return &answer[ticksBody]{out}, err
}

func (s *Service) apiTick(r *web.Request, in *struct {
	Drafted
	Body struct {
		Item string `json:"item" maxLength:"80"`
		On   bool   `json:"on" doc:"false tar bort bocken || false takes the tick away"`
	}
}) (*answer[ticksBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	if err := s.tick(r, d.Draft, in.Body.Item, in.Body.On); err != nil {
		return nil, err
	}
	return s.apiTicks(r, &struct{ Drafted }{in.Drafted})
}
