package deviation

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// registryPath ends the address of the form for the number that a deviation has in an authority's own diary.
const registryPath = "diarienummer"

var sayRegistry = language.T("Diarienummer hos er", "Your registry number")

// registrySaid is the reader's own authority's number. The clock gives one within a minute.
func (p *one) registrySaid() language.Text {
	if p.Registry == "" {
		return language.T("Ges inom en minut", "Given within a minute")
	}
	return language.Same(p.Registry)
}

// registryForm takes the number of an authority that keeps its own diary.
func (p *one) registryForm() templ.Component {
	if p.Side == Group || !p.may[policy.RegisterDeviation] {
		return nil
	}
	t := language.T
	failed := p.failed != nil && p.failed.Path == registryPath
	form := ui.Form{Lang: p.r.Lang, ID: registryPath, Action: p.Page() + "/" + registryPath, Submit: ui.Button{Label: p.say(t("Spara numret", "Save the number")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: fieldRegistry, Label: p.say(sayRegistry), Hint: p.say(t("Det ersätter numret här. Skriv inga personuppgifter.", "It replaces the number here. Write no personal data.")), Value: p.Registry, Width: ui.Medium, MaxLength: 100}}}
	if failed {
		form = form.Fill(p.failed.Form.Values()).WithFault(p.failed.Form.Err())
	}
	return ui.Fold(ui.FoldOf{ID: "gor-" + registryPath, Title: p.say(t("Ange numret i er egen diarieföring", "Give the number in your own registry")), Open: failed, Body: ui.FormOf(form)})
}

func (s *Service) registryPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	number := f.Text(fieldRegistry, web.Required)
	if f.OK() {
		err = s.Number(r.Context(), r.Actor, r.Path("id"), number)
	}
	if err == nil && f.OK() {
		return web.Redirect(Deviation{ID: r.Path("id")}.Page()).Message(ui.Good, language.T("Diarienumret är sparat.", "The registry number is saved.")), nil
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.oneAgain(r, &web.Failed{Path: registryPath, Form: f})
}

// withoutPersons leads on from an address with somebody's personal number where a registry number is asked for, so that it
// stands in no link of a page.
func (s *Service) withoutPersons(show web.Handler) web.Handler {
	return func(r *web.Request) (web.Response, error) {
		if identity.Mentioned(r.URL.Query().Get(paramRegistry), calendar.DateOf(s.Trail.DB().Now())) {
			return web.Redirect(listPath).Message(ui.Bad, notByPerson), nil
		}
		return show(r)
	}
}
