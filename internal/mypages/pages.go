package mypages

import (
	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The addresses.
const (
	Path       = "/mina-sidor"
	SignInPath = Path + "/logga-in"
	outPath    = Path + "/logga-ut"
)

// Panel is a part of my pages that another room shows, given the person's own records; nil when there is nothing.
type Panel func(r *web.Request, own []person.Person) (templ.Component, error)

// View is my pages.
type View struct {
	Trail   *audit.Trail
	Seekers *seeker.Service
	Persons *person.Service
	// Panels are what other rooms show on the first page, in that order. App sets it.
	Panels []Panel
}

// Routes puts the pages in the router.
func (v *View) Routes(rt *web.Router) {
	rt.Handle("GET "+Path, policy.OpenMyPages, v.first)
	rt.Handle("GET "+SignInPath, policy.OpenPage, v.signInPage)
	rt.Handle("POST "+outPath, policy.LeaveMyPages, func(r *web.Request) (web.Response, error) { return r.SignOut(SignInPath) })
	rt.Handle("POST "+SignInPath+"/kod", policy.OpenPage, v.signInByCode)
	if v.Seekers.Demo {
		rt.Handle("POST "+SignInPath+"/demo", policy.OpenPage, v.signInDemo)
	}
}

var title = language.T("Mina sidor", "My pages")

func frame(here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) { f.Narrow = true }
}

// own is what the page is about: the person's records, opened, with the names of their authorities.
type own struct {
	r       *web.Request
	records []person.Opened
	names   map[string]directory.Authority
}

// read opens the person's own records, which is noted.
func (v *View) read(r *web.Request) (o own, err error) {
	o.r = r
	records, err := person.Own(r.Context(), v.Trail.DB(), r.Actor)
	if err != nil || len(records) == 0 {
		return o, err
	}
	err = v.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) (err error) {
		o.records, err = v.Persons.OpenOwn(r.Context(), tx, r.Actor)
		return err
	})
	if err != nil {
		return o, err
	}
	var ids []string
	for _, p := range o.records {
		ids = append(ids, p.Authority)
	}
	o.names, err = directory.Authorities(r.Context(), v.Trail.DB(), ids, calendar.DateOf(v.Trail.DB().Now()))
	return o, err
}

func (o own) persons() (list []person.Person) {
	for _, p := range o.records {
		list = append(list, p.Person)
	}
	return list
}

func (v *View) first(r *web.Request) (web.Response, error) {
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(title), ""), ui.LeadBlock(o.lead())}
	for _, p := range o.records {
		parts = append(parts, ui.SectionIntro("", o.names[p.Authority].Title(), "", o.who(p)))
	}
	for _, panel := range v.Panels {
		part, err := panel(r, o.persons())
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, part)
	}
	return web.Page(title, ui.Parts(parts...)).Frame(frame(title)), nil
}

func (o own) lead() ui.Lead {
	t := language.T
	text := t("Ingen av myndigheterna som använder Samsyn har något om dig här.", "None of the authorities that use Samsyn has anything about you here.")
	if n := len(o.records); n > 0 {
		text = language.Plural(n, t("*%d myndighet* har uppgifter om dig i Samsyn.", "*%d authority* has data about you in Samsyn."), t("*%d myndigheter* har uppgifter om dig i Samsyn.", "*%d authorities* have data about you in Samsyn."))
	}
	return ui.Lead{Text: ui.Rich(o.r.Say(text))}
}

// who is what an authority has of who the person is.
func (o own) who(p person.Opened) templ.Component {
	t := language.T
	return ui.KeyValues(ui.F(o.r.Say(t("Namn", "Name")), dash(p.Name)), ui.F(o.r.Say(t("Telefon", "Telephone")), dash(p.Phone)))
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

