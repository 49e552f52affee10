package negotiation

import (
	"io"
	"strings"

	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const fieldWhat = "what"

func (s *Service) attachPage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	return d.attachPage(r, nil), nil
}

func (d shown) attachPage(r *web.Request, f *web.Form) web.Response {
	form := ui.Form{Lang: r.Lang, ID: "bifoga", Action: d.Path() + "/dokument", Submit: ui.Button{Label: r.Say(sayAttach)},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: d.Path(), Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.TextField, Name: fieldWhat, Label: r.Say(language.T("Vad är det för dokument?", "What is the document?")), MaxLength: 200, Hint: r.Say(language.T("Till exempel: Målgruppslista 2026.", "For example: List of target groups 2026."))},
			{Kind: ui.FileField, Name: file.Field, Label: r.Say(language.T("Fil", "File")),
				Hint: r.Say(language.T("Högst %d MB. Parterna ser dokumentet och varje öppning loggas. Skicka inga uppgifter om enskilda.", "At most %d MB. The parties see the document and each opening is logged. Send nothing about individuals.").With(file.MaxSize >> 20))},
		}}
	status := 200
	if f != nil {
		form, status = form.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	return d.page(r, sayAttach, true, ui.Heading(r.Say(sayAttach), r.Say(d.title())), ui.FormOf(form)).Status(status)
}

func (s *Service) attachPost(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	what := f.Text(fieldWhat, web.Required, web.Max(200))
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: true})
	if ok && f.OK() {
		err := s.attach(r, d, what, up)
		if err == nil {
			return d.done(language.T("Dokumentet är bifogat.", "The document is attached."))
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return d.attachPage(r, f), nil
}

func (s *Service) attach(r *web.Request, d shown, what string, up web.Upload) error {
	content, err := up.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	whole, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	checked, err := file.Check(file.Input{Name: up.Name, Content: strings.NewReader(string(whole)), Size: int64(len(whole)), Owner: r.Actor.Authority})
	if err != nil {
		return err
	}
	_, err = s.Attach(r.Context(), r.Actor, d.ID, what, checked)
	return err
}

func (s *Service) detachPost(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.Detach(r.Context(), r.Actor, d.ID, r.Path("document")); err != nil {
		return d.told(err)
	}
	return d.done(language.T("Dokumentet är borttaget.", "The document is removed."))
}

// documentFile hands out a document, noted, to those who may.
func (s *Service) documentFile(r *web.Request) (web.Response, error) {
	doc, err := s.ReadDocument(r.Context(), r.Actor, r.Path("id"), r.Path("document"))
	if err != nil {
		return web.Response{}, err
	}
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Trail.Keys(), doc.File)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}
