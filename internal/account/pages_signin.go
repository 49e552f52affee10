package account

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var titleSignIn = language.T("Logga in", "Sign in")

func (s site) signInPage(r *web.Request) (web.Response, error) { return s.signInForm(r, nil, nil) }

// signInForm shows the form again with what was written, but for the password, and what was wrong.
func (s site) signInForm(r *web.Request, sent *web.Form, wrong error) (web.Response, error) {
	form := ui.Form{
		Lang: r.Lang, ID: "logga-in", Action: "/logga-in", Submit: ui.Button{Label: r.Say(titleSignIn)},
		Fields: []ui.Field{
			{Kind: ui.TextField, Name: "user_name", Label: r.Say(language.T("Användarnamn", "User name")), Autocomplete: "username", Width: ui.Medium},
			{Kind: ui.PasswordField, Name: "password", Label: r.Say(language.T("Lösenord", "Password")), Autocomplete: "current-password", Width: ui.Medium},
			{Kind: ui.HiddenField, Name: "till", Value: r.Till()},
		},
	}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(wrong)
	}
	var cast templ.Component
	if s.Demo {
		groups, err := s.cast(r)
		if err != nil {
			return web.Response{}, err
		}
		cast = demoView(r, groups, r.Till())
	}
	lead := language.T("Skriv ditt användarnamn och lösenord. Saknar du konto, be din lokala administratör.", "Write your user name and password. If you have no account, ask your local admin.")
	if !r.Actor.IsPublic() {
		lead = language.T("Du är inloggad som %s. Logga in här om du vill byta.", "You are signed in as %s. Sign in here to change.").With(r.Actor.Name)
	}
	var ways []ui.Button
	if s.Ways != nil {
		ways = s.Ways(r, r.Till())
	}
	return web.Page(titleSignIn, signInView(r, r.Say(lead), form, cast, ways)).Frame(narrow), nil
}

func narrow(f *ui.Frame) { f.Narrow = true }

func (s site) signIn(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	user, password := tidyUserName(f.Text("user_name", web.Required)), f.Secret("password", web.Required)
	if !f.OK() {
		return s.again(r, f, f.Err(), f.Status())
	}
	if err := r.LimitSignIn(user); err != nil {
		if f.Take(err) {
			return s.again(r, f, f.Err(), f.Status())
		}
		return web.Response{}, err
	}
	a, err := s.Service.Verify(r.Context(), user, password)
	if fault.Is(err, fault.Unauthenticated) {
		return s.again(r, f, err, 422)
	}
	if err != nil {
		return web.Response{}, err
	}
	if err := r.SignedIn(user); err != nil {
		return web.Response{}, err
	}
	if s.Second != nil {
		if p, asked, err := s.Second(r, a, s.onward(r)); asked || err != nil {
			return p, err
		}
	}
	if err := s.Service.NoteSignIn(r.Context(), a, "password"); err != nil {
		return web.Response{}, err
	}
	return r.SignIn(a.ID, a.Authority, s.onward(r))
}

func (s site) again(r *web.Request, f *web.Form, wrong error, status int) (web.Response, error) {
	page, err := s.signInForm(r, f, wrong)
	return page.Status(status), err
}

// onward is where the person was going, else their first page.
func (s site) onward(r *web.Request) string {
	if to := r.Till(); to != "/" {
		return to
	}
	return s.Home
}

func (s site) signInDemo(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	a, err := s.Service.SignInDemo(r.Context(), f.Value("account"))
	if err != nil {
		return web.Response{}, err
	}
	return r.SignIn(a.ID, a.Authority, s.onward(r))
}

// demoGroup is the invented people of one authority.
type demoGroup struct {
	name   string
	people []demoPerson
}

type demoPerson struct {
	id, name string
	what     language.Text // "samverkansansvarig, Af Ludvika"
}

// cast gives the invented people by authority, in the order of the first of each.
func (s site) cast(r *web.Request) ([]demoGroup, error) {
	people, duties, err := s.Service.Demo(r.Context())
	if err != nil {
		return nil, err
	}
	var authorities, units []string
	for _, a := range people {
		authorities, units = append(authorities, a.Authority), append(units, a.Unit)
	}
	names, err := s.names(r.Context(), authorities)
	if err != nil {
		return nil, err
	}
	at, err := s.units(r.Context(), units)
	if err != nil {
		return nil, err
	}
	var groups []demoGroup
	place := map[string]int{}
	for _, a := range people {
		i, ok := place[a.Authority]
		if !ok {
			i, place[a.Authority] = len(groups), len(groups)
			groups = append(groups, demoGroup{name: names[a.Authority]})
		}
		actor := ActorOf(a, duties[a.ID], a.Authority, s.Service.Today())
		groups[i].people = append(groups[i].people, demoPerson{id: a.ID, name: a.Name, what: whatOf(actor.Roles, at[a.Unit])})
	}
	return groups, nil
}

// whatOf says what somebody is, and where within the authority; the authority itself heads the list.
func whatOf(roles []policy.Role, unit string) language.Text {
	what := roleNames(roles)
	if len(roles) == 0 {
		what = language.T("utan roll", "without a role")
	}
	if unit == "" || slices.Contains(roles, policy.HeadOffice) { // that role says where it is
		return what
	}
	return language.T("%s, %s", "%s, %s").With(what, unit)
}
