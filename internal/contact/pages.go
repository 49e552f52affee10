package contact

import (
	"context"
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = "/kontaktvagar/{id}"
	rt.Handle("GET /kontaktvagar", policy.ReadContacts, s.listPage)
	rt.Handle("GET /kontaktvagar/hitta", policy.ReadContacts, s.findPage)
	rt.Handle("GET "+figuresPath, policy.ReadAllContacts, s.figuresPage)
	rt.Handle("GET /kontaktvagar/ny", policy.AddContact, s.newPage)
	rt.Handle("POST /kontaktvagar/ny", policy.AddContact, s.newPost)
	rt.Handle("GET "+one, policy.ReadContacts, s.onePage)
	rt.Handle("GET "+one+"/andra", policy.EditContact, s.editPage)
	rt.Handle("POST "+one+"/andra", policy.EditContact, s.editPost)
	rt.Handle("POST "+one+"/bekrafta", policy.ConfirmContact, s.confirmPost)
	rt.Handle("POST "+one+"/prova", policy.TryContact, s.tryPost)
	rt.Handle("GET "+one+"/avsluta", policy.EditContact, s.endPage)
	rt.Handle("POST "+one+"/avsluta", policy.EditContact, s.endPost)
	rt.Handle("GET "+one+"/bemanning", policy.EditRota, s.rotaPage)
	rt.Handle("POST "+one+"/bemanning", policy.EditRota, s.rotaPost)
	rt.Handle("POST "+one+"/bemanning/ta-bort", policy.EditRota, s.unshiftPost)
	rt.Handle("GET "+one+"/overlamna", policy.EditContact, s.handOverPage)
	rt.Handle("POST "+one+"/overlamna", policy.EditContact, s.handOverPost)
	rt.Handle("GET /franvaro", policy.ReadAbsence, s.absencePage)
	rt.Handle("POST /franvaro", policy.EditAbsence, s.absencePost)
	rt.Handle("POST /franvaro/tillbaka", policy.EditAbsence, s.backPost)
	s.apiRoutes(rt)
}

// place is a path with the names that its pages show.
type place struct {
	Path
	at     directory.Authority
	unit   string
	places []directory.Municipality
	gaps   []Gap // of the next four weeks, in a list for staff
}

// look reads a path that the reader may see: the public sees only what is open and in force.
func (s *Service) look(r *web.Request) (place, error) {
	q := s.Trail.DB()
	p, err := Get(r.Context(), q, r.Path("id"))
	if err != nil {
		return place{}, err
	}
	if !r.May(policy.ReadAllContacts) && !(p.Open && p.On(today(q))) {
		return place{}, fault.NotFoundThing()
	}
	return s.named(r.Context(), p)
}

// editing reads a path that the reader may do an action to.
func (s *Service) editing(r *web.Request, act policy.Action) (place, error) {
	p, err := s.look(r)
	if err != nil {
		return p, err
	}
	return p, policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, p.Ref())
}

func (s *Service) named(ctx context.Context, p Path) (out place, err error) {
	q := s.Trail.DB()
	out.Path = p
	if out.at, err = directory.AuthorityByID(ctx, q, p.Authority, today(q)); err != nil {
		return out, err
	}
	if p.Unit != "" {
		units, err := directory.UnitsByID(ctx, q, []string{p.Unit}, today(q))
		if err != nil {
			return out, err
		}
		out.unit = units[p.Unit].Name
	}
	out.places, err = directory.Named(ctx, q, p.Areas, today(q))
	return out, err
}

// who is the authority with its unit.
func (p place) who() string {
	if p.unit == "" {
		return p.at.Title()
	}
	return p.at.Title() + ", " + p.unit
}

// where says for which municipalities the path is.
func (p place) where() language.Text {
	var names []string
	for _, m := range p.places {
		names = append(names, m.Name)
	}
	switch {
	case len(names) > 0:
		return language.List(language.Names(names...)...)
	case p.at.MunicipalityName != "":
		return language.Same(p.at.MunicipalityName)
	}
	return language.T("hela landet", "the whole country")
}

func (p place) crumbs(r *web.Request) []ui.Link {
	return []ui.Link{{Label: r.Say(sayPaths), Href: "/kontaktvagar"}, {Label: p.Name, Href: p.Path.Path()}}
}

// can tells whether a button is shown.
func (s *Service) can(r *web.Request, act policy.Action, thing ref.Ref) bool {
	return r.May(act) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing) == nil
}

// form is a page with one form in a narrow column.
type form struct {
	ui.Form
	title  language.Text
	sub    string
	crumbs []ui.Link
	over   templ.Component // stands over the form; nil for nothing
	under  templ.Component // stands under it; nil for nothing
	wide   bool
}

func (p form) page(r *web.Request, f *web.Form) web.Response {
	status := 200
	if f != nil {
		p.Form, status = p.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	p.Lang = r.Lang
	return web.Page(p.title, ui.Parts(ui.Heading(r.Say(p.title), p.sub), p.over, ui.FormOf(p.Form), p.under)).Status(status).Frame(func(fr *ui.Frame) {
		fr.Narrow, fr.Crumbs = !p.wide, append(p.crumbs, ui.Link{Label: r.Say(p.title)})
	})
}

// take reads the form, does the act and leads on, or shows the form again with what is wrong.
func (p form) take(r *web.Request, said language.Text, read func(*web.Form), act func() (string, error)) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if read(f); f.OK() {
		to, err := act()
		if err == nil {
			return web.Redirect(to).Message(ui.Good, said), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.page(r, f), nil
}

// press does what a button on a path's page asks for, and leads back to the page or to one below it.
func (s *Service) press(r *web.Request, below string, said language.Text, act func(p place, f *web.Form) error) (web.Response, error) {
	p, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err == nil {
		err = act(p, f)
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(p.Path.Path()+below).Message(ui.Good, said), nil
}

func cancelTo(r *web.Request, path string) []ui.Button {
	return []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: path, Kind: ui.Quiet}}
}

func versionField(v int64) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: fmt.Sprint(v)}
}

// versionOf reads the version that the person saw; anything else is none, and conflicts.
func versionOf(f *web.Form) int64 {
	v, err := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	if err != nil {
		return -1
	}
	return v
}

// status is how a path stands, as a chip.
func (p Path) status(q db.Reader, l language.Lang) ui.Status {
	switch p.StateAt(q.Now()) {
	case Confirmed:
		return ui.Status{Level: ui.Good, Words: Confirmed.Label().In(l)}
	case Inactive:
		return ui.Status{Level: ui.Neutral, Words: Inactive.Label().In(l)}
	}
	return ui.Status{Level: ui.Warn, Words: Unconfirmed.Label().In(l)}
}

// Label names a state.
func (s State) Label() language.Text {
	switch s {
	case Confirmed:
		return language.T("bekräftad", "confirmed")
	case Inactive:
		return language.T("upphört", "ended")
	}
	return language.T("obekräftad", "unconfirmed")
}

// promise says in how many working days something is promised.
func promise(days int64) language.Text {
	if days == 0 {
		return language.T("samma dag", "the same day")
	}
	return language.Plural(days, language.T("inom %d arbetsdag", "within %d working day"), language.T("inom %d arbetsdagar", "within %d working days"))
}

var (
	sayPaths   = language.T("Kontaktvägar", "Contact paths")
	saySave    = language.T("Spara", "Save")
	sayChannel = language.T("Kanal", "Channel")
	sayState   = language.T("Läge", "State")
	sayTopics  = language.T("Ämnen", "Topics")
	sayHours   = language.T("Öppet", "Open hours")
	sayAddress = language.T("Adress", "Address")
	sayFirst   = language.T("Första svar", "First response")
	sayAnswer  = language.T("Svar", "Answer")
	sayOwner   = language.T("Ansvarig", "Answers for it")
	sayWhere   = language.T("Gäller för", "For")
	sayWho     = language.T("Myndighet", "Authority")
	sayAll     = language.T("Alla", "All")
	sayYes     = language.T("ja", "yes")
	sayNo      = language.T("nej", "no")
	sayRota    = language.T("Bemanning", "Rota")
)
