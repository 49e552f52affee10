package account

import (
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var (
	titleChoose   = language.T("Välj ett lösenord", "Choose a password")
	titlePassword = language.T("Byt lösenord", "Change password")
	hintPassword  = language.T("Minst 12 tecken. Några ord efter varandra är lätta att minnas och svåra att gissa.", "At least 12 characters. A few words in a row are easy to remember and hard to guess.")
)

// choosePage lets whoever has the link choose a password. Its address holds the secret, so no other page is told it.
func (s site) choosePage(r *web.Request) (web.Response, error) {
	return s.chooseForm(r, r.URL.Query().Get("nyckel"), nil)
}

func (s site) chooseForm(r *web.Request, secret string, sent *web.Form) (web.Response, error) {
	a, err := s.Service.Invited(r.Context(), secret)
	if err != nil {
		return web.Response{}, err
	}
	form := ui.Form{
		Lang: r.Lang, ID: "nytt-losenord", Action: "/nytt-losenord", Submit: ui.Button{Label: r.Say(titleChoose)},
		Fields: []ui.Field{
			{Kind: ui.TextField, Name: "user_name", Label: r.Say(language.T("Ditt användarnamn", "Your user name")), Value: a.UserName, ReadOnly: true, Autocomplete: "username", Width: ui.Medium},
			{Kind: ui.PasswordField, Name: "password", Label: r.Say(language.T("Nytt lösenord", "New password")), Hint: r.Say(hintPassword), Autocomplete: "new-password", Width: ui.Medium},
			{Kind: ui.HiddenField, Name: "nyckel", Value: secret},
		},
	}
	status := 200
	if sent != nil {
		form, status = form.WithFault(sent.Err()), sent.Status()
	}
	lead := language.T("Hej %s! Välj ett lösenord, så kan du logga in.", "Hello %s! Choose a password, and you can sign in.").With(a.Name)
	return web.Page(titleChoose, formView(r.Say(titleChoose), r.Say(lead), form)).Status(status).Frame(narrow).
		Header("Referrer-Policy", "no-referrer").Header("Cache-Control", "no-store"), nil
}

func (s site) choose(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	secret, password := f.Value("nyckel"), f.Secret("password", web.Required)
	if f.OK() {
		_, err = s.Service.Accept(r.Context(), secret, password)
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return s.chooseForm(r, secret, f)
	}
	return web.Redirect("/logga-in").Message(ui.Good, language.T("Lösenordet är valt. Logga in med det.", "The password is chosen. Sign in with it.")), nil
}

func (s site) passwordPage(r *web.Request) (web.Response, error) { return s.passwordForm(r, nil) }

func (s site) passwordForm(r *web.Request, sent *web.Form) (web.Response, error) {
	form := ui.Form{
		Lang: r.Lang, ID: "losenord", Action: "/konto/losenord", Submit: ui.Button{Label: r.Say(titlePassword)},
		Other: []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: "/konto", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.PasswordField, Name: "old_password", Label: r.Say(language.T("Nuvarande lösenord", "Present password")), Autocomplete: "current-password", Width: ui.Medium},
			{Kind: ui.PasswordField, Name: "password", Label: r.Say(language.T("Nytt lösenord", "New password")), Hint: r.Say(hintPassword), Autocomplete: "new-password", Width: ui.Medium},
		},
	}
	status := 200
	if sent != nil {
		form, status = form.WithFault(sent.Err()), sent.Status()
	}
	lead := language.T("När du har bytt avslutas dina inloggningar på andra ställen.", "When you have changed it your sessions elsewhere end.")
	return web.Page(titlePassword, formView(r.Say(titlePassword), r.Say(lead), form)).Status(status).Frame(narrow).Frame(crumbs(r, own, titlePassword)), nil
}

func (s site) changePassword(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	// A form that outlives its session is shown to its writer again, but for fields with password in their names.
	old, fresh := f.Secret("old_password", web.Required), f.Secret("password", web.Required)
	if f.OK() {
		// Whoever sits down at a forgotten screen gets as few guesses as at the sign-in.
		attempts := "password " + r.Actor.ID
		err := r.LimitSignIn(attempts)
		if err == nil {
			err = s.Service.ChangePassword(r.Context(), r.Actor, old, fresh)
		}
		if err == nil {
			err = r.SignedIn(attempts)
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return s.passwordForm(r, f)
	}
	return web.Redirect("/konto").Message(ui.Good, language.T("Lösenordet är bytt. Andra inloggningar är avslutade.", "The password is changed. Other sessions have ended.")), nil
}

// place is a page above another, for the way here.
type place struct {
	title language.Text
	path  string
}

var (
	own   = place{language.T("Mitt konto", "My account"), "/konto"}
	staff = place{language.T("Konton", "Accounts"), "/admin/konton"}
)

func crumbs(r *web.Request, above place, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(above.title), Href: above.path}, {Label: r.Say(here)}}
	}
}
