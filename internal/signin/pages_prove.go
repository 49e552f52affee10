package signin

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var titleProve = language.T("Legitimera dig", "Show who you are")

func (t site) provePage(r *web.Request) (web.Response, error) { return t.proveView(r, "", nil) }

const (
	formCode     = "engangskod"
	formRecovery = "reservkod"
	formPassword = "losenord"
	formKey      = "nyckel"
)

// proveView is the page with the ways that this person has. A form that was sent is shown again with what was wrong.
func (t site) proveView(r *web.Request, form string, wrong error) (web.Response, error) {
	m, err := t.MeansOf(r.Context(), r.Actor, r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	said, waits, err := t.heldSince(r)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(titleProve), ""), ui.LeadBlock(t.proveLead(r, m))}
	if waits {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Warn, Text: said}))
	}
	if form == formKey && wrong != nil {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Bad, Text: saidOf(r, wrong)}))
	}
	var key *attempt
	if len(m.Passkeys) > 0 {
		part, begun, err := t.keyPart(r)
		if err != nil {
			return web.Response{}, err
		}
		parts, key = append(parts, part), begun
	}
	if m.Code != nil {
		part, err := t.codePart(r, form, wrong)
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, part)
	}
	parts = append(parts, t.providerPart(r, m), t.weakPart(r, m, form, wrong))
	p := web.Page(titleProve, stack(parts...)).Frame(narrow)
	if wrong != nil {
		p = p.Status(statusOf(wrong))
	}
	if key != nil {
		return t.hand(r, p, withPasskey, *key)
	}
	return p, nil
}

// statusOf is the status of a page that shows again what was sent.
func statusOf(err error) int {
	f := web.NewForm(nil)
	f.Take(err)
	return f.Status()
}

func saidOf(r *web.Request, err error) string {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.In(r.Lang)
	}
	return ""
}

// weak tells whether the person is only going to change with what they sign in, for which a recovery code, or the
// password of whoever has nothing else, is enough.
func weak(r *web.Request) bool { return strings.HasPrefix(r.Till(), ownPath) }

func (t site) proveLead(r *web.Request, m Means) ui.Lead {
	switch {
	case m.None() && weak(r):
		return ui.Lead{Text: ui.Text(r.Say(language.T("Skriv ditt lösenord igen innan du lägger till ett inloggningssätt.", "Write your password again before you add a means of sign-in.")))}
	case m.None():
		return ui.Lead{Level: ui.Warn, Text: ui.Text(r.Say(language.T("Du har inget att legitimera dig med än. Lägg till en inloggningsnyckel eller engångskoder och kom sedan tillbaka.", "You have nothing to show who you are with yet. Add a passkey or one-time codes and then come back."))),
			Button: &ui.Button{Label: r.Say(language.T("Lägg till ett inloggningssätt", "Add a means of sign-in")), Href: ownPath}}
	}
	return ui.Lead{Text: ui.Text(r.Say(language.T("Visa att det är du. Det gäller sedan i tio minuter, i den här webbläsaren.", "Show that it is you. It then holds for ten minutes, in this browser.")))}
}

func (t site) keyPart(r *web.Request) (templ.Component, *attempt, error) {
	title := r.Say(language.T("Med inloggningsnyckel", "With a passkey"))
	options, begun, err := t.beginProve(r.Context(), r.Actor, r.Origin(), r.Till())
	if fault.Is(err, fault.Conflict) {
		return section("med-nyckel", title, r.Say(sayNoParty), nil), nil, nil
	}
	form := keyForm(r, keyAsked{action: provePath + "/nyckel", kind: "get", options: options, till: r.Till(), label: r.Say(language.T("Använd inloggningsnyckel", "Use a passkey"))})
	return section("med-nyckel", title, r.Say(language.T("Din dator, telefon eller säkerhetsnyckel frågar efter fingeravtryck, ansikte eller pinkod.", "Your computer, telephone or security key asks for a fingerprint, a face or a PIN.")), form), &begun, err
}

func (t site) codePart(r *web.Request, sent string, wrong error) (templ.Component, error) {
	form := codeForm(r, formCode, provePath+"/kod", r.Say(language.T("Legitimera", "Confirm")))
	if sent == formCode {
		form = form.WithFault(wrong)
	}
	code, err := t.DemoCode(r.Context(), r.Actor.ID)
	if err != nil {
		return nil, err
	}
	body := ui.FormOf(form)
	if code != "" {
		body = stack(demoCode(r, code), body)
	}
	return section("med-kod", r.Say(language.T("Med engångskod", "With a one-time code")), "", body), nil
}

func codeForm(r *web.Request, id, action, label string) ui.Form {
	return ui.Form{Lang: r.Lang, ID: id, Action: action, Submit: ui.Button{Label: label}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: "code", Label: r.Say(language.T("Kod från appen", "Code from the app")), Hint: r.Say(language.T("Sex siffror. De byts varje halvminut.", "Six figures. They change every half minute.")),
			Autocomplete: "one-time-code", InputMode: "numeric", Width: ui.Short},
		{Kind: ui.HiddenField, Name: "till", Value: r.Till()}}}
}

func (t site) providerPart(r *web.Request, m Means) templ.Component {
	var ways []ui.Button
	for _, each := range t.senders() {
		by := each.issuer()
		if slices.ContainsFunc(m.Identities, func(i Identity) bool { return i.Issuer == by.id }) {
			ways = append(ways, ui.Button{Label: r.Say(language.T("Legitimera med %s", "Confirm with %s").With(by.name)), Href: provePath + "/" + by.way + "?" + url.Values{"till": {r.Till()}}.Encode(), Kind: ui.Secondary})
		}
	}
	if len(ways) == 0 {
		return nil
	}
	return section("med-leverantor", r.Say(language.T("Med e-legitimation", "With electronic identification")), "", ui.Buttons(ways...))
}

// weakPart is what is enough for changing with what one signs in.
func (t site) weakPart(r *web.Request, m Means, sent string, wrong error) templ.Component {
	till := ui.Field{Kind: ui.HiddenField, Name: "till", Value: r.Till()}
	switch {
	case !weak(r) && m.Recovery > 0 && !m.None():
		return para(r.Say(language.T("Har du tappat telefonen? Gå till Mitt konto, Inloggningssätt, och använd en reservkod där.", "Have you lost your telephone? Go to My account, Means of sign-in, and use a recovery code there.")))
	case !weak(r):
		return nil
	case m.None():
		form := ui.Form{Lang: r.Lang, ID: formPassword, Action: provePath + "/losenord", Submit: ui.Button{Label: r.Say(language.T("Fortsätt", "Go on"))}, Fields: []ui.Field{
			{Kind: ui.PasswordField, Name: "password", Label: r.Say(language.T("Ditt lösenord", "Your password")), Autocomplete: "current-password", Width: ui.Medium}, till}}
		if sent == formPassword {
			form = form.WithFault(wrong)
		}
		return ui.FormOf(form)
	case m.Recovery == 0:
		return nil
	}
	form := ui.Form{Lang: r.Lang, ID: formRecovery, Action: provePath + "/reservkod", Submit: ui.Button{Label: r.Say(language.T("Använd reservkod", "Use a recovery code")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: "code", Label: r.Say(language.T("Reservkod", "Recovery code")), Autocomplete: "off", Width: ui.Medium}, till}}
	if sent == formRecovery {
		form = form.WithFault(wrong)
	}
	return section("med-reservkod", r.Say(language.T("Med reservkod", "With a recovery code")), r.Say(language.T("Om telefonen är borta. Koden räcker för att lägga till ett nytt inloggningssätt, inte för att underteckna.", "If the telephone is gone. The code is enough for adding a new means of sign-in, not for signing.")), ui.FormOf(form))
}

// proveBy reads a field, counts the attempt and shows who one is with what was written.
func (t site) proveBy(r *web.Request, form string, read func(f *web.Form) string, prove func(written string) (Proof, error)) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	written := read(f)
	var p Proof
	if f.OK() {
		err = r.LimitSignIn(attemptsOf(r.Actor.ID))
		if err == nil {
			p, err = prove(written)
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.proveView(r, form, f.Err())
	}
	return t.proved(r, attemptsOf(r.Actor.ID), r.Till(), p.HeldBack)
}

func code(f *web.Form) string { return f.Text("code", web.Required, web.Max(100)) }

func (t site) proveByCode(r *web.Request) (web.Response, error) {
	return t.proveBy(r, formCode, code, func(written string) (Proof, error) {
		return t.ProveByCode(r.Context(), r.Actor, written)
	})
}

func (t site) proveByRecovery(r *web.Request) (web.Response, error) {
	return t.proveBy(r, formRecovery, code, func(written string) (Proof, error) {
		return t.ProveByRecovery(r.Context(), r.Actor, written)
	})
}

func (t site) proveByPassword(r *web.Request) (web.Response, error) {
	read := func(f *web.Form) string { return f.Secret("password", web.Required) }
	return t.proveBy(r, formPassword, read, func(written string) (Proof, error) {
		return t.ProveByPassword(r.Context(), r.Actor, written)
	})
}

func (t site) proveByPasskey(r *web.Request) (web.Response, error) {
	p, err := t.proveBy(r, formKey, answered, func(written string) (Proof, error) {
		begun, err := t.handed(r, withPasskey, toProve)
		if err != nil {
			return Proof{}, err
		}
		return t.ProveByPasskey(r.Context(), r.Actor, r.Origin(), begun, written)
	})
	return p, err
}

// answered is what the device answered, by way of the page's script.
func answered(f *web.Form) string { return f.Long("svar", web.Required, web.Max(mostAnswer)) }
