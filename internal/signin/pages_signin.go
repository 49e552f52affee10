package signin

import (
	"net/http"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// letIn begins the session of whoever has shown that an account is theirs, and keeps in it how.
func (t site) letIn(r *web.Request, a account.Account, with shown, till string) (web.Response, error) {
	p, session, err := r.Begin(a.ID, a.Authority, t.onward(till))
	if err != nil {
		return p, err
	}
	actor := policy.Actor{ID: a.ID, Authority: a.Authority, Session: session.ID}
	_, err = t.prove(r.Context(), actor, with, func(*audit.Tx) error { return nil })
	return p, err
}

var (
	titleKey  = language.T("Logga in med inloggningsnyckel", "Sign in with a passkey")
	titleCode = language.T("Skriv din engångskod", "Write your one-time code")
)

func back(r *web.Request) ui.Link {
	return ui.Link{Label: r.Say(language.T("Logga in med lösenord i stället", "Sign in with a password instead")), Href: "/logga-in"}
}

func (t site) keyPage(r *web.Request) (web.Response, error) { return t.keyView(r, nil) }

func (t site) keyView(r *web.Request, wrong error) (web.Response, error) {
	parts := []templ.Component{ui.Heading(r.Say(titleKey), "")}
	options, begun, err := t.beginSignIn(r.Origin(), r.Till())
	if fault.Is(err, fault.Conflict) {
		return web.Page(titleKey, stack(append(parts, para(r.Say(sayNoParty)), ui.A(back(r).Href, back(r).Label))...)).Frame(narrow), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	status := http.StatusOK
	if wrong != nil {
		parts, status = append(parts, ui.Alert(ui.AlertBox{Level: ui.Bad, Text: saidOf(r, wrong)})), statusOf(wrong)
	}
	parts = append(parts, para(r.Say(language.T("Din dator, telefon eller säkerhetsnyckel frågar efter fingeravtryck, ansikte eller pinkod. Du behöver inget användarnamn.", "Your computer, telephone or security key asks for a fingerprint, a face or a PIN. You need no user name."))),
		keyForm(r, keyAsked{action: keyPath, kind: "get", options: options, till: r.Till(), label: r.Say(language.T("Använd inloggningsnyckel", "Use a passkey"))}), ui.A(back(r).Href, back(r).Label))
	return t.hand(r, web.Page(titleKey, stack(parts...)).Status(status).Frame(narrow), withPasskey, begun)
}

func (t site) signInByPasskey(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	answer := answered(f)
	var a account.Account
	var begun attempt
	if f.OK() {
		if begun, err = t.handed(r, withPasskey, toSignIn); err == nil {
			if err = r.LimitSignIn("passkey " + begun.ID); err == nil {
				a, err = t.SignInByPasskey(r.Context(), r.Origin(), begun, answer)
			}
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.keyView(r, f.Err())
	}
	p, err := t.letIn(r, a, shown{by: ByPasskey, strong: true}, begun.Till)
	return p.Cookie(r.TakeBack(cookieOf(withPasskey))), err
}

func (t site) codePage(r *web.Request) (web.Response, error) {
	if _, err := t.handed(r, withCode, toSignIn); err != nil {
		return web.Page(titleCode, stack(ui.Heading(r.Say(titleCode), ""), para(r.Say(language.T("Vi frågar efter koden när du har skrivit ditt lösenord.", "We ask for the code when you have written your password."))),
			ui.A("/logga-in", r.Say(language.T("Logga in", "Sign in"))))).Frame(narrow), nil
	}
	return t.codeView(r, nil)
}

func (t site) codeView(r *web.Request, wrong error) (web.Response, error) {
	form := codeForm(r, formCode, codePath, r.Say(language.T("Logga in", "Sign in")))
	form.Fields[0].Hint = r.Say(language.T("Sex siffror från appen, eller en av dina reservkoder.", "Six figures from the app, or one of your recovery codes."))
	form.Fields[0].InputMode = "" // a recovery code has letters
	status := http.StatusOK
	if wrong != nil {
		form, status = form.WithFault(wrong), statusOf(wrong)
	}
	return web.Page(titleCode, stack(ui.Heading(r.Say(titleCode), ""),
		para(r.Say(language.T("Lösenordet stämmer. Skriv nu koden som din app visar.", "The password is right. Now write the code that your app shows."))),
		ui.FormOf(form))).Status(status).Frame(narrow).Header("Cache-Control", "no-store"), nil
}

func (t site) signInByCode(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	begun, err := t.handed(r, withCode, toSignIn)
	if err != nil {
		return web.Redirect("/logga-in").Message(ui.Warn, errNotBegun.Text), nil
	}
	written := code(f)
	var a account.Account
	var by Method
	if f.OK() {
		if err = r.LimitSignIn(attemptsOf(begun.Account)); err == nil {
			a, by, err = t.SignInByCode(r.Context(), begun, written)
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.codeView(r, f.Err())
	}
	if err := r.SignedIn(attemptsOf(a.ID)); err != nil {
		return web.Response{}, err
	}
	p, err := t.letIn(r, a, shown{by: by, strong: by == ByCode}, begun.Till)
	return p.Cookie(r.TakeBack(cookieOf(withCode))), err
}

// visit sends the browser to a provider.
func (t site) visit(r *web.Request, by sender, p purpose, till string) (web.Response, error) {
	begun, err := t.beginProvider(p, r.Actor.ID, till)
	if err != nil {
		return web.Response{}, err
	}
	begun.By = by.issuer().id
	to, err := by.depart(&begun, t.backAt(r))
	if err != nil {
		return web.Response{}, err
	}
	return t.hand(r, web.RedirectOut(to), withProvider, begun)
}

// backAt is where the provider sends the browser back: the configured address, which the provider knows.
func (t site) backAt(r *web.Request) string {
	if t.Base != "" {
		return t.Base + answerPath
	}
	return r.Origin() + answerPath
}

func (t site) visitTo(by sender, p purpose) web.Handler {
	return func(r *web.Request) (web.Response, error) { return t.visit(r, by, p, r.Till()) }
}

func (t site) visitToLink(by sender) web.Handler {
	return func(r *web.Request) (web.Response, error) {
		if p, ok, err := t.settled(r); err != nil || !ok {
			return p, err
		}
		return t.visit(r, by, toAdd, ownPath)
	}
}

// comeBack takes whoever comes back from the provider to where they were going.
func (t site) comeBack(r *web.Request) (web.Response, error) {
	begun, err := t.handed(r, withProvider, anything)
	if err == nil && begun.By != t.Provider.Issuer {
		err = errNotBegun
	}
	if err != nil {
		return t.refused(r, err)
	}
	q := r.URL.Query()
	st, err := t.visited(r.Context(), begun, t.backAt(r), q.Get("state"), q.Get("code"))
	if err != nil {
		return t.refused(r, err)
	}
	p, err := t.arrive(r, begun, st)
	if err != nil {
		return t.refused(r, err)
	}
	return p.Cookie(r.TakeBack(cookieOf(withProvider))), nil
}

func (t site) arrive(r *web.Request, begun attempt, st stated) (web.Response, error) {
	switch begun.For {
	case toProve:
		p, err := t.ProveByProvider(r.Context(), r.Actor, begun, st)
		if err == nil && !p.Strong && !p.HeldBack {
			err = st.tooWeak()
		}
		if err != nil {
			return web.Response{}, err
		}
		return t.proved(r, attemptsOf(r.Actor.ID), begun.Till, p.HeldBack)
	case toAdd:
		if err := t.LinkOwn(r.Context(), r.Actor, begun, st); err != nil {
			return web.Response{}, err
		}
		return web.Redirect(ownPath).Message(ui.Good, language.T("Kontot är knutet till %s.", "The account is tied to %s.").With(st.by.name)), nil
	}
	a, err := t.SignInByProvider(r.Context(), begun, st)
	if err != nil {
		return web.Response{}, err
	}
	return t.letIn(r, a, t.byProvider(st), begun.Till)
}

// refused is the page of whoever came back without being confirmed. Only what a person can mend is told.
func (t site) refused(r *web.Request, err error) (web.Response, error) {
	f := web.NewForm(nil)
	if !f.Take(err) {
		return web.Response{}, err
	}
	title := language.T("Inloggningen gick inte", "The sign-in did not work")
	to := ui.Link{Label: r.Say(language.T("Försök på nytt", "Try again")), Href: "/logga-in"}
	if !r.Actor.IsPublic() {
		to.Href = ownPath
	}
	return web.Page(title, stack(ui.Heading(r.Say(title), ""), para(saidOf(r, err)), ui.A(to.Href, to.Label))).Status(f.Status()).Frame(narrow).
		Cookie(r.TakeBack(cookieOf(withProvider))).Header("Cache-Control", "no-store"), nil
}
