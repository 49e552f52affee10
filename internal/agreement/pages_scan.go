package agreement

import (
	"strings"

	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) attachPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayAttach, e.attachForm(r)), nil
}

func (e editing) attachForm(r *web.Request) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "kopia", Action: e.Path() + "/kopia", Submit: ui.Button{Label: r.Say(sayAttach)},
		Other: []ui.Button{{Label: r.Say(t("Avbryt", "Cancel")), Href: e.Path(), Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.FileField, Name: file.Field, Label: r.Say(sayScan), Accept: ".pdf,.png,.jpg,.jpeg",
				Hint: r.Say(t("PDF eller bild, högst 20 MB. Kopian visas bara för parterna och för dem som jämför och granskar, och varje öppning loggas.", "PDF or picture, at most 20 MB. The copy is shown only to the parties and to those who compare and review, and each opening is logged."))},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: version(e.Version)},
		}}
}

func (s *Service) attachPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: true}); ok {
		err := s.attach(r, e.Agreement, versionOf(f), up)
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, language.T("Kopian är sparad.", "The copy is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayAttach, e.attachForm(r).WithFault(f.Err())), nil
}

func (s *Service) attach(r *web.Request, a Agreement, v int64, up web.Upload) error {
	content, err := whole(up)
	if err != nil {
		return err
	}
	checked, err := file.Check(file.Input{Name: up.Name, Content: strings.NewReader(content), Size: int64(len(content)), Owner: r.Actor.Authority,
		Accept: []file.Type{file.PDF, file.PNG, file.JPEG}})
	if err != nil {
		return err
	}
	_, err = s.AttachScan(r.Context(), r.Actor, a.ID, v, checked)
	return err
}

// scanFile hands out the scanned copy, noted, to those who may.
func (s *Service) scanFile(r *web.Request) (web.Response, error) {
	id, err := s.Scan(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Trail.Keys(), id)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}
