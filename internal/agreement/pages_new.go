package agreement

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// newPage asks first which municipality, then for the rest. A board's own coordinator is not asked.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	m, err := s.chosen(r)
	if err != nil || m.Code == "" {
		return s.askMunicipality(r, err)
	}
	boards, err := directory.Boards(r.Context(), s.Trail.DB(), m.Code, today(s.Trail.DB()))
	if err != nil {
		return web.Response{}, err
	}
	f := web.NewForm(nil)
	f.Set(fieldKind, string(Template2022))
	if slices.ContainsFunc(boards, func(b directory.Authority) bool { return b.ID == r.Actor.Authority }) {
		f.Set(fieldParties, r.Actor.Authority)
	}
	return formPage(r, sayNewOne, draftForm(r, "/overenskommelser/ny?"+paramMunicipality+"="+m.Code, m, boards).Fill(f.Values())), nil
}

// chosen is the municipality of the address, or the one of the actor's own board; none when neither tells.
func (s *Service) chosen(r *web.Request) (directory.Municipality, error) {
	day, q := today(s.Trail.DB()), s.Trail.DB()
	text := strings.TrimSpace(r.URL.Query().Get(paramMunicipality))
	if text == "" {
		own, err := directory.Authorities(r.Context(), q, []string{r.Actor.Authority}, day)
		if err != nil || own[r.Actor.Authority].MunicipalityCode == "" {
			return directory.Municipality{}, err
		}
		return directory.ByCode(r.Context(), q, own[r.Actor.Authority].MunicipalityCode, day)
	}
	found, err := directory.Find(r.Context(), q, text, day)
	if err != nil {
		return directory.Municipality{}, err
	}
	for _, m := range found {
		if len(found) == 1 || m.Code == text || language.SearchKey(m.Name) == language.SearchKey(text) {
			return m, nil
		}
	}
	t := language.T("Ingen kommun, eller flera, heter så. Skriv hela namnet eller koden.", "No municipality, or several, have that name. Write the whole name or the code.")
	return directory.Municipality{}, fault.New(fault.Invalid, t, fault.Field(paramMunicipality, t))
}

func (s *Service) askMunicipality(r *web.Request, problem error) (web.Response, error) {
	if problem != nil && !fault.Is(problem, fault.Invalid) {
		return web.Response{}, problem
	}
	all, err := directory.All(r.Context(), s.Trail.DB(), today(s.Trail.DB()))
	if err != nil {
		return web.Response{}, err
	}
	options := make([]ui.Option, len(all))
	for i, m := range all {
		options[i] = ui.Option{Value: m.Name, Label: m.Name}
	}
	form := ui.Form{Lang: r.Lang, ID: "kommun", Action: "/overenskommelser/ny", Method: "get", Submit: ui.Button{Label: r.Say(language.T("Fortsätt", "Continue"))},
		Fields: []ui.Field{{Kind: ui.SuggestField, Name: paramMunicipality, Label: r.Say(language.T("Vilken kommun binder överenskommelsen?", "Which municipality does the agreement bind?")),
			Hint:  r.Say(language.T("Skriv namn eller kod, till exempel Åmål eller 1492. Fler kommuner kan läggas till i nästa steg.", "Write a name or a code, for example Åmål or 1492. More municipalities can be added in the next step.")),
			Value: r.URL.Query().Get(paramMunicipality), Options: options, Width: ui.Medium}}}
	return formPage(r, sayNewOne, form.WithFault(problem)), nil
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	m, err := s.chosen(r)
	if err != nil || m.Code == "" {
		return s.askMunicipality(r, err)
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	d := draftOf(f, m, Agreement{})
	if f.OK() {
		a, err := s.Register(r.Context(), r.Actor, s.withExecutives(r.Context(), d))
		if err == nil {
			return web.Redirect(a.Path()).Message(ui.Good, language.T("Överenskommelsen är registrerad.", "The agreement is registered.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	boards, err := directory.Boards(r.Context(), s.Trail.DB(), m.Code, today(s.Trail.DB()))
	form := draftForm(r, "/overenskommelser/ny?"+paramMunicipality+"="+m.Code, m, boards).Fill(f.Values()).WithFault(f.Err())
	return formPage(r, sayNewOne, form), err
}

// withExecutives names the executive boards that the directory has, so that the right is asked for them too.
func (s *Service) withExecutives(ctx context.Context, d Draft) Draft {
	k, err := knownNow(ctx, s.Trail.DB())
	if err != nil {
		return d // the act asks again and says so
	}
	d.Bound = slices.Clone(d.Bound)
	for i, b := range d.Bound {
		if b.Authority == "" {
			d.Bound[i].Authority = k.executives[b.Municipality]
		}
	}
	return d
}
