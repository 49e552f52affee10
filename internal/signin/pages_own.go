package signin

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var titleOwn = language.T("Inloggningssätt", "Means of sign-in")

func (t site) ownPage(r *web.Request) (web.Response, error) {
	m, err := t.MeansOf(r.Context(), r.Actor, r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	lead := t.ownLead(r, m)
	if said, waits, err := t.heldSince(r); err != nil {
		return web.Response{}, err
	} else if waits {
		lead = ui.Lead{Level: ui.Warn, Text: ui.Text(said), Button: lead.Button}
	}
	parts := []templ.Component{ui.Heading(r.Say(titleOwn), ""), ui.LeadBlock(lead), t.ownKeys(r, m), t.ownCode(r, m)}
	if len(t.senders()) > 0 {
		parts = append(parts, t.ownIdentities(r, m))
	}
	if !m.None() {
		parts = append(parts, t.ownRecovery(r, m))
	}
	return web.Page(titleOwn, stack(parts...)).Frame(crumbs(r, titleOwn, mine()[0])), nil
}

func (t site) ownLead(r *web.Request, m Means) ui.Lead {
	switch {
	case m.None() && t.party(r.Origin()) != nil:
		return ui.Lead{Text: ui.Text(r.Say(language.T("Du loggar in med bara lösenord. Lägg till en inloggningsnyckel eller engångskoder; utan dem kan du inte underteckna.", "You sign in with a password alone. Add a passkey or one-time codes; without them you cannot sign agreements."))),
			Button: &ui.Button{Label: r.Say(titleAddKey), Href: ownPath + "/nyckel"}}
	case m.None():
		return ui.Lead{Text: ui.Text(r.Say(language.T("Du loggar in med bara lösenord. Lägg till engångskoder; utan dem kan du inte underteckna.", "You sign in with a password alone. Add one-time codes; without them you cannot sign agreements."))),
			Button: &ui.Button{Label: r.Say(titleAddCode), Href: ownPath + "/kod"}}
	case m.Recovery == 0:
		return ui.Lead{Level: ui.Warn, Text: ui.Text(r.Say(language.T("Du har inga reservkoder kvar. Skaffa nya, annars kommer du inte vidare om telefonen eller datorn går sönder.", "You have no recovery codes left. Get new ones, otherwise you are stuck if the telephone or computer breaks.")))}
	}
	return ui.Lead{Text: ui.Text(r.Say(language.T("Du kan legitimera dig och underteckna. Du behöver inte göra något.", "You can show who you are and sign. You need do nothing.")))}
}

func (t site) ownKeys(r *web.Request, m Means) templ.Component {
	table := ui.Table{Lang: r.Lang, ID: "nycklar", Caption: r.Say(language.T("Inloggningsnycklar", "Passkeys")), Columns: meansColumns(r, language.T("Namn", "Name")),
		Empty: ui.Empty{Text: r.Say(language.T("Du har ingen inloggningsnyckel än.", "You have no passkey yet."))}}
	for _, p := range m.Passkeys {
		end := postButton(ownPath+"/nyckel/"+p.ID+"/ta-bort", r.Say(sayEnd), p.Name)
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(p.Name), ui.Text(r.Say(calendar.DateTime(p.AddedAt.Time))), ui.Text(lastUsed(r, p.UsedAt.IsZero(), calendar.DateTime(p.UsedAt.Time))), end}})
	}
	var add templ.Component
	intro := language.T("Logga in med fingeravtryck, ansikte eller pinkod på din dator, telefon eller säkerhetsnyckel. Det är säkrast.", "Sign in with a fingerprint, a face or a PIN on your computer, telephone or security key. It is the safest.")
	if t.party(r.Origin()) == nil {
		intro = sayNoParty
	} else {
		add = ui.Buttons(ui.Button{Label: r.Say(titleAddKey), Href: ownPath + "/nyckel", Kind: ui.Secondary})
	}
	return section("nyckel", r.Say(language.T("Inloggningsnycklar", "Passkeys")), r.Say(intro), stack(ui.TableOf(table), add))
}

var sayEnd = language.T("Ta bort", "Take away")

func meansColumns(r *web.Request, first language.Text) []ui.Column {
	return []ui.Column{{Label: r.Say(first), RowHeader: true}, {Label: r.Say(language.T("Tillagd", "Added"))},
		{Label: r.Say(language.T("Senast använd", "Last used"))}, {Label: r.Say(sayEnd), Hidden: true}}
}

func lastUsed(r *web.Request, never bool, when language.Text) string {
	if never {
		return r.Say(language.T("aldrig", "never"))
	}
	return r.Say(when)
}

func (t site) ownCode(r *web.Request, m Means) templ.Component {
	title := r.Say(language.T("Engångskoder", "One-time codes"))
	if m.Code == nil {
		return section("engangskoder", title, r.Say(language.T("En app i telefonen visar en kod som byts varje halvminut. Välj det om du inte kan ha en inloggningsnyckel.", "An app in the telephone shows a code that changes every half minute. Choose it if you cannot have a passkey.")),
			ui.Buttons(ui.Button{Label: r.Say(titleAddCode), Href: ownPath + "/kod", Kind: ui.Secondary}))
	}
	said := language.T("Appen lades till %s. När du loggar in med lösenord frågar vi också efter en kod.", "The app was added on %s. When you sign in with a password we also ask for a code.").With(calendar.DateTime(m.Code.AddedAt.Time))
	return section("engangskoder", title, r.Say(said), stack(
		ui.Buttons(ui.Button{Label: r.Say(language.T("Byt app eller telefon", "Change app or telephone")), Href: ownPath + "/kod", Kind: ui.Secondary}),
		postButton(ownPath+"/kod/ta-bort", r.Say(language.T("Ta bort engångskoder", "Take away one-time codes")), "")))
}

func (t site) ownIdentities(r *web.Request, m Means) templ.Component {
	table := ui.Table{Lang: r.Lang, ID: "leverantorer", Caption: r.Say(language.T("E-legitimationer", "Electronic identifications")), Columns: meansColumns(r, language.T("Leverantör", "Provider")),
		Empty: ui.Empty{Text: r.Say(language.T("Kontot är inte knutet till någon e-legitimation.", "The account is not tied to any electronic identification."))}}
	for _, i := range m.Identities {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(t.nameOf(i.Issuer)), ui.Text(r.Say(calendar.DateTime(i.LinkedAt.Time))), ui.Text(lastUsed(r, i.UsedAt.IsZero(), calendar.DateTime(i.UsedAt.Time))),
			postButton(ownPath+"/leverantor/"+i.ID+"/ta-bort", r.Say(sayEnd), t.nameOf(i.Issuer))}})
	}
	var ways []ui.Button
	for _, each := range t.senders() {
		i := each.issuer()
		ways = append(ways, ui.Button{Label: r.Say(language.T("Knyt kontot till %s", "Tie the account to %s").With(i.name)), Href: ownPath + "/" + i.way, Kind: ui.Secondary})
	}
	return section("e-legitimation", r.Say(language.T("E-legitimation", "Electronic identification")), "", stack(ui.TableOf(table), ui.Buttons(ways...)))
}

func (t site) ownRecovery(r *web.Request, m Means) templ.Component {
	said := language.Plural(m.Recovery, language.T("Du har %d reservkod kvar.", "You have %d recovery code left."), language.T("Du har %d reservkoder kvar.", "You have %d recovery codes left."))
	if m.Recovery == 0 {
		said = language.T("De är slut, eller så har du inte skaffat några.", "They are used up, or you have not got any.")
	}
	return section("reservkoder", r.Say(language.T("Reservkoder", "Recovery codes")), r.Say(said), ui.FormOf(ui.Form{Lang: r.Lang, ID: "nya-reservkoder", Action: ownPath + "/reservkoder",
		Submit: ui.Button{Label: r.Say(language.T("Skaffa nya reservkoder", "Get new recovery codes")), Kind: ui.Secondary}}))
}

// settled sends whoever has not lately shown who they are to do so, and back here.
func (t site) settled(r *web.Request) (web.Response, bool, error) {
	may, err := t.MayChange(r.Context(), t.Trail.DB(), r.Actor)
	back := ownPath
	if r.Method == http.MethodGet {
		back = r.URL.Path
	}
	return web.Redirect(StepUpPath(back)), may, err
}

var titleAddKey = language.T("Lägg till en inloggningsnyckel", "Add a passkey")

func (t site) addKeyPage(r *web.Request) (web.Response, error) { return t.addKeyView(r, "", nil) }

func (t site) addKeyView(r *web.Request, name string, wrong error) (web.Response, error) {
	if p, ok, err := t.settled(r); err != nil || !ok {
		return p, err
	}
	options, begun, err := t.beginAdd(r.Context(), r.Actor, r.Origin())
	if err != nil {
		return web.Response{}, err
	}
	k := keyAsked{action: ownPath + "/nyckel", kind: "create", options: options, named: true, name: name, label: r.Say(language.T("Skapa nyckeln", "Make the passkey"))}
	parts := []templ.Component{ui.Heading(r.Say(titleAddKey), "")}
	status := http.StatusOK
	if wrong != nil {
		parts, status, k.wrong = append(parts, ui.Alert(ui.AlertBox{Level: ui.Bad, Text: saidOf(r, wrong)})), statusOf(wrong), problemAt(r, wrong, "name")
	}
	parts = append(parts, para(r.Say(language.T("Ge nyckeln ett namn. Sedan frågar din dator, telefon eller säkerhetsnyckel efter fingeravtryck, ansikte eller pinkod.", "Give the passkey a name. Then your computer, telephone or security key asks for a fingerprint, a face or a PIN."))), keyForm(r, k))
	return t.hand(r, web.Page(titleAddKey, stack(parts...)).Status(status).Frame(narrow).Frame(crumbs(r, titleAddKey, mine()...)), withPasskey, begun)
}

// problemAt is what is wrong in a field.
func problemAt(r *web.Request, err error, field string) string {
	form := ui.Form{Lang: r.Lang, Fields: []ui.Field{{Name: field}}}.WithFault(err)
	return form.Fields[0].Error
}

func (t site) addKey(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	name, answer := f.Text("name"), answered(f)
	if f.OK() {
		begun, err := t.handed(r, withPasskey, toAdd)
		if err == nil {
			err = t.AddPasskey(r.Context(), r.Actor, r.Origin(), begun, name, answer)
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.addKeyView(r, name, f.Err())
	}
	return web.Redirect(ownPath).Cookie(r.TakeBack(cookieOf(withPasskey))).Message(ui.Good, language.T("Inloggningsnyckeln är sparad. Prova den nästa gång du loggar in.", "The passkey is saved. Try it the next time you sign in.")), nil
}

// end takes a means away, after asking who one is where that was long ago.
func (t site) end(r *web.Request, fn func() error) (web.Response, error) {
	if p, ok, err := t.settled(r); err != nil || !ok {
		return p, err
	}
	if err := fn(); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(ownPath).Message(ui.Good, language.T("Inloggningssättet är borttaget.", "The means of sign-in is taken away.")), nil
}

func (t site) endKey(r *web.Request) (web.Response, error) {
	return t.end(r, func() error { return t.EndPasskey(r.Context(), r.Actor, r.Path("means")) })
}

func (t site) endCode(r *web.Request) (web.Response, error) {
	return t.end(r, func() error { return t.EndCode(r.Context(), r.Actor) })
}

func (t site) endOwnIdentity(r *web.Request) (web.Response, error) {
	return t.end(r, func() error { return t.EndOwn(r.Context(), r.Actor, r.Path("means")) })
}

var titleAddCode = language.T("Lägg till engångskoder", "Add one-time codes")

func (t site) addCodePage(r *web.Request) (web.Response, error) {
	if p, ok, err := t.settled(r); err != nil || !ok {
		return p, err
	}
	begun, err := t.begin(toAdd, r.Actor.ID, "")
	if err != nil {
		return web.Response{}, err
	}
	if begun.Secret, err = t.newSecret(); err != nil {
		return web.Response{}, err
	}
	return t.addCodeView(r, begun, nil)
}

// addCodeView shows the secret as a picture and as text, and asks for the first code.
func (t site) addCodeView(r *web.Request, begun attempt, wrong error) (web.Response, error) {
	h, err := holderOf(r.Context(), t.Trail.DB(), r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	square, err := drawQR(otpauth(begun.Secret, h.a.UserName, strings.Split(r.Host, ":")[0]))
	if err != nil {
		return web.Response{}, err
	}
	form := codeForm(r, formCode, ownPath+"/kod", r.Say(language.T("Spara", "Save")))
	status := http.StatusOK
	if wrong != nil {
		form, status = form.WithFault(wrong), statusOf(wrong)
	}
	page := web.Page(titleAddCode, stack(ui.Heading(r.Say(titleAddCode), ""),
		para(r.Say(language.T("Öppna en app för engångskoder, till exempel Microsoft Authenticator, och läs av rutan. Skriv sedan den kod som appen visar.", "Open an app for one-time codes, such as Microsoft Authenticator, and scan the square. Then write the code that the app shows."))),
		picture(square, r.Say(language.T("QR-kod för appen", "QR code for the app"))),
		ui.KeyValues(ui.F(r.Say(language.T("Kan du inte läsa av den? Skriv in nyckeln", "Can you not scan it? Write in the key")), grouped(base32Plain.EncodeToString(begun.Secret)))),
		ui.FormOf(form))).Status(status).Frame(narrow).Frame(crumbs(r, titleAddCode, mine()...))
	return t.hand(r, page, withApp, begun)
}

func (t site) addCode(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if p, ok, err := t.settled(r); err != nil || !ok {
		return p, err
	}
	begun, err := t.handed(r, withApp, toAdd)
	if fault.Is(err, fault.Invalid) {
		return web.Redirect(ownPath+"/kod").Message(ui.Warn, errNotBegun.Text), nil
	}
	written := code(f)
	var codes []string
	if f.OK() {
		if codes, err = t.AddCode(r.Context(), r.Actor, begun, written); err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return t.addCodeView(r, begun, f.Err())
	}
	if len(codes) > 0 {
		return codesPage(r, codes).Cookie(r.TakeBack(cookieOf(withApp))), nil
	}
	return web.Redirect(ownPath).Cookie(r.TakeBack(cookieOf(withApp))).Message(ui.Good, language.T("Engångskoderna är sparade.", "The one-time codes are saved.")), nil
}

func (t site) newCodes(r *web.Request) (web.Response, error) {
	if p, ok, err := t.settled(r); err != nil || !ok {
		return p, err
	}
	codes, err := t.NewRecovery(r.Context(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	return codesPage(r, codes), nil
}

// codesPage shows recovery codes, the only time.
func codesPage(r *web.Request, codes []string) web.Response {
	title := language.T("Dina reservkoder", "Your recovery codes")
	return web.Page(title, stack(ui.Heading(r.Say(title), ""),
		ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(language.T("Skriv ut koderna eller spara dem på ett säkert ställe nu. De visas bara den här gången, och var och en gäller en gång.", "Print the codes or keep them in a safe place now. They are shown only this once, and each holds once."))),
			Button: &ui.Button{Label: r.Say(language.T("Klar", "Done")), Href: ownPath}}),
		codeList(codes))).Frame(narrow).Frame(crumbs(r, title, mine()...)).Header("Cache-Control", "no-store")
}
