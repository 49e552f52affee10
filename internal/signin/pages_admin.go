package signin

import (
	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// accountPage is what an account signs in with, for its admin.
func (t site) accountPage(r *web.Request) (web.Response, error) { return t.accountView(r, nil) }

func (t site) accountView(r *web.Request, sent *web.Form) (web.Response, error) {
	id := r.Path("id")
	m, err := t.MeansOf(r.Context(), r.Actor, id)
	if err != nil {
		return web.Response{}, err
	}
	a, err := account.ByID(r.Context(), t.Trail.DB(), id)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(titleOwn), a.Name), ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(adminLead(a, m)))}), ui.KeyValues(
		ui.F(r.Say(language.T("Inloggningsnycklar", "Passkeys")), r.Say(countOf(len(m.Passkeys)))),
		ui.F(r.Say(language.T("Engångskoder", "One-time codes")), r.Say(yesNo(m.Code != nil))),
		ui.F(r.Say(language.T("Reservkoder kvar", "Recovery codes left")), r.Say(countOf(m.Recovery))))}
	reset, err := t.resetPart(r, a)
	if err != nil {
		return web.Response{}, err
	}
	parts = append(parts, reset)
	status := 200
	if len(t.senders()) > 0 {
		form := t.linkForm(r, id)
		if sent != nil {
			form, status = form.Fill(sent.Values()).WithFault(sent.Err()), sent.Status()
		}
		parts = append(parts, section("e-legitimation", r.Say(language.T("E-legitimation", "Electronic identification")), "", stack(ui.TableOf(t.identityTable(r, id, m)), ui.FormOf(form))))
	}
	above := []place{{language.T("Konton", "Accounts"), "/admin/konton"}, {language.Same(a.Name), accountPath + id}}
	return web.Page(titleOwn, stack(parts...)).Status(status).Frame(crumbs(r, titleOwn, above...)), nil
}

func adminLead(a account.Account, m Means) language.Text {
	if m.None() {
		return language.T("%s loggar in med bara lösenord och kan inte underteckna. Be hen lägga till ett inloggningssätt under Mitt konto.", "%s signs in with a password alone and cannot sign agreements. Ask them to add a means of sign-in under My account.").With(a.Name)
	}
	return language.T("%s kan legitimera sig. Den som har tappat allt sitt vänder sig till den som driver installationen.", "%s can show who they are. Whoever has lost all of theirs turns to whoever runs the installation.").With(a.Name)
}

func countOf(n int) language.Text {
	if n == 0 {
		return language.T("inga", "none")
	}
	return language.Plural(n, language.T("%d", "%d"), language.T("%d", "%d"))
}

func yesNo(yes bool) language.Text {
	if yes {
		return language.T("ja", "yes")
	}
	return language.T("nej", "no")
}

func (t site) identityTable(r *web.Request, id string, m Means) ui.Table {
	table := ui.Table{Lang: r.Lang, ID: "leverantorer", Caption: r.Say(language.T("E-legitimationer", "Electronic identifications")), Columns: meansColumns(r, language.T("Leverantör och id", "Provider and id")),
		Empty: ui.Empty{Text: r.Say(language.T("Kontot är inte knutet till någon e-legitimation.", "The account is not tied to any electronic identification."))}}
	for _, i := range m.Identities {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Stack(ui.Text(t.nameOf(i.Issuer)), ui.Text(i.Subject)), ui.Text(r.Say(calendar.DateTime(i.LinkedAt.Time))),
			ui.Text(lastUsed(r, i.UsedAt.IsZero(), calendar.DateTime(i.UsedAt.Time))), postButton(PathOf(id)+"/"+i.ID+"/ta-bort", r.Say(sayEnd), t.nameOf(i.Issuer))}})
	}
	return table
}

// linkForm asks for the person's id at the provider, and at which one where there are two.
func (t site) linkForm(r *web.Request, id string) ui.Form {
	form := ui.Form{Lang: r.Lang, ID: "knyt", Action: PathOf(id), Submit: ui.Button{Label: r.Say(language.T("Knyt kontot", "Tie the account")), Kind: ui.Secondary}}
	all := t.senders()
	name := r.Say(language.T("leverantören", "the provider"))
	if len(all) == 1 {
		name = all[0].issuer().name
	} else {
		at := ui.Field{Kind: ui.RadiosField, Name: "provider", Label: r.Say(language.T("Leverantör", "Provider"))}
		for _, each := range all {
			at.Options = append(at.Options, ui.Option{Value: each.issuer().id, Label: each.issuer().name})
		}
		form.Fields = append(form.Fields, at)
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.TextField, Name: "subject", Label: r.Say(language.T("Personens id hos %s", "The person's id at %s").With(name)), Width: ui.Medium, MaxLength: longestSubject, Autocomplete: "off",
		Hint: r.Say(language.T("Det som leverantören kallar sub eller NameID. Vi knyter aldrig ett konto till en e-postadress.", "What the provider calls sub or NameID. We never tie an account to an e-mail address."))})
	return form
}

func (t site) link(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	subject, id := f.Text("subject", web.Required, web.Max(longestSubject)), r.Path("id")
	if f.OK() {
		if err := t.Link(r.Context(), r.Actor, id, f.Text("provider"), subject); err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.accountView(r, f)
	}
	return web.Redirect(PathOf(id)).Message(ui.Good, language.T("Kontot är knutet till e-legitimationen.", "The account is tied to the electronic identification.")), nil
}

func (t site) unlink(r *web.Request) (web.Response, error) {
	if err := t.Unlink(r.Context(), r.Actor, r.Path("id"), r.Path("means")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(PathOf(r.Path("id"))).Message(ui.Good, language.T("E-legitimationen är inte längre knuten till kontot.", "The electronic identification is no longer tied to the account.")), nil
}
