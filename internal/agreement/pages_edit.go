package agreement

import (
	"slices"
	"strings"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// editing is the agreement that a form changes, with its first municipality and that one's boards.
type editing struct {
	listed
	m      directory.Municipality
	boards []directory.Authority
}

// editing reads the agreement for a form and asks whether the actor may change it.
func (s *Service) editing(r *web.Request) (e editing, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := get(ctx, q, r.Path("id"))
	if err != nil {
		return e, err
	}
	if err := policy.Check(ctx, q, r.Actor, policy.EditAgreement, a.Ref()); err != nil {
		return e, err
	}
	if e.listed, err = s.named(ctx, a); err != nil {
		return e, err
	}
	if e.m, err = directory.ByCode(ctx, q, a.Municipalities()[0], e.day); err != nil {
		return e, err
	}
	e.boards, err = directory.Boards(ctx, q, e.m.Code, e.day)
	return e, err
}

func (e editing) form(r *web.Request) ui.Form {
	f := web.NewForm(nil)
	var own, more []string
	number := ""
	for _, p := range e.Parties {
		switch {
		case p.Municipality == e.m.Code:
			if len(own) == 0 {
				number = p.RegistryNumber
			}
			own = append(own, p.Authority)
		case p.Municipality != "" && !slices.Contains(more, p.Municipality):
			more = append(more, p.Municipality)
		}
	}
	f.Set(fieldParties, own...)
	for name, value := range map[string]string{fieldMore: strings.Join(more, ", "), fieldKind: string(e.Kind), fieldSigned: e.Signed.String(),
		fieldFrom: e.From.String(), fieldTo: e.To.String(), fieldSource: e.Source, fieldRegistryAF: e.RegistryNumber(directory.PES),
		fieldRegistry: number, fieldVersion: version(e.Version)} {
		f.Set(name, value)
	}
	return draftForm(r, e.Path()+"/ratta", e.m, e.boards).Fill(f.Values())
}

func (s *Service) editPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayEdit, e.form(r)), nil
}

func (s *Service) editPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	d := draftOf(f, e.m, e.Agreement)
	if f.OK() {
		_, err := s.Edit(r.Context(), r.Actor, e.ID, versionOf(f), s.withExecutives(r.Context(), d))
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, language.T("Ändringen är sparad.", "The change is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayEdit, e.form(r).Fill(f.Values()).WithFault(f.Err())), nil
}
