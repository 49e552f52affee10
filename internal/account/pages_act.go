package account

import (
	"net/url"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// doneTo reads a form, does something to the account of the address, and leads back to its page; what was wrong is
// shown in the form with the given id.
func (s site) doneTo(r *web.Request, form string, said language.Text, act func(f *web.Form) error) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := act(f); err != nil && (form == "" || !f.Take(err)) {
		return web.Response{}, err
	}
	if !f.OK() {
		return s.accountView(r, form, f)
	}
	return web.Redirect(accountPath(r.Path("id"))).Message(ui.Good, said), nil
}

func (s site) edit(r *web.Request) (web.Response, error) {
	return s.doneTo(r, formEdit, language.T("Uppgifterna är sparade.", "The details are saved."), func(f *web.Form) error {
		version, in := int64(f.Int("version", 0, 1<<40)), inputOf(f)
		if !f.OK() {
			return nil
		}
		return s.Service.Edit(r.Context(), r.Actor, r.Path("id"), version, in)
	})
}

func (s site) grant(r *web.Request) (web.Response, error) {
	return s.doneTo(r, formGrant, language.T("Rollen är given.", "The role is given."), func(f *web.Form) error {
		in := DutyInput{Role: policy.Role(f.Value("role")), Unit: f.Value("unit"), From: f.Date("valid_from"), To: f.Date("valid_to")}
		if !f.OK() {
			return nil
		}
		_, err := s.Service.Grant(r.Context(), r.Actor, r.Path("id"), in)
		return err
	})
}

func (s site) endDuty(r *web.Request) (web.Response, error) {
	return s.doneTo(r, formEnd, language.T("Rollen har fått en sista dag.", "The role has been given a last day."), func(f *web.Form) error {
		last := f.Date("valid_to", web.Required)
		if f.Value("duty") == "" {
			f.Problem("duty", language.T("Välj vilken roll som ska avslutas.", "Choose which role to end."))
		}
		if !f.OK() {
			return nil
		}
		return s.Service.EndDuty(r.Context(), r.Actor, r.Path("id"), f.Value("duty"), last)
	})
}

func (s site) block(r *web.Request) (web.Response, error) {
	return s.doneTo(r, "", language.T("Kontot är spärrat.", "The account is blocked."), func(*web.Form) error {
		return s.Service.Block(r.Context(), r.Actor, r.Path("id"))
	})
}

func (s site) unblock(r *web.Request) (web.Response, error) {
	return s.doneTo(r, "", language.T("Spärren är hävd.", "The account is unblocked."), func(*web.Form) error {
		return s.Service.Unblock(r.Context(), r.Actor, r.Path("id"))
	})
}

func (s site) endSession(r *web.Request) (web.Response, error) {
	return s.doneTo(r, "", language.T("Inloggningen är avslutad.", "The session has ended."), func(*web.Form) error {
		return s.Service.EndSession(r.Context(), r.Actor, s.sessions, r.Path("id"), r.Path("session"))
	})
}

// invite shows the link in the answer itself: nothing keeps it, not even the browser.
func (s site) invite(r *web.Request) (web.Response, error) {
	origin, err := s.origin(r)
	if err != nil {
		return web.Response{}, err
	}
	secret, err := s.Service.Invite(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	a, _, err := s.Service.Look(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	ends := calendar.DateTime(s.Service.Trail.DB().Now().Add(invitationLife))
	title := language.T("Länk för att välja lösenord", "Link for choosing a password")
	view := onceView(r.Say(title), r.Say(language.T("Lämna länken till %s på ett säkert sätt. Den visas bara nu.", "Give the link to %s in a safe way. It is shown only now.").With(a.Name)),
		ui.Form{Lang: r.Lang}, onceField(r.Say(language.T("Länken", "The link")), origin+"/nytt-losenord?"+url.Values{"nyckel": {secret}}.Encode()),
		r.Say(language.T("Den gäller en gång, till %s. Länkar som gjorts tidigare gäller inte längre.", "It holds once, until %s. Links made earlier no longer hold.").With(ends)),
		ui.Link{Label: r.Say(language.T("Tillbaka till kontot", "Back to the account")), Href: accountPath(a.ID)})
	return web.Page(title, view).Frame(narrow).Frame(crumbs(r, staff, title)).Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer"), nil
}

func onceField(label, secret string) ui.Field {
	return ui.Field{Kind: ui.TextField, Name: "once", Label: label, Value: secret, ReadOnly: true, Autocomplete: "off"}
}
