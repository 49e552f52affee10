package account

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s site) ownPage(r *web.Request) (web.Response, error) { return s.ownView(r, nil) }

func (s site) ownView(r *web.Request, sent *web.Form) (web.Response, error) {
	a, duties, err := s.Service.Look(r.Context(), r.Actor, r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	sessions, err := s.Service.SessionsOf(r.Context(), r.Actor, s.sessions, a.ID)
	if err != nil {
		return web.Response{}, err
	}
	names, err := s.names(r.Context(), authoritiesOf(a, duties))
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{
		ui.Heading(a.Name, r.Say(language.T("Användarnamn %s", "User name %s").With(a.UserName))),
		ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(s.ownLead(r, names))), Button: s.homeButton(r)}),
	}
	if can := AuthoritiesOn(a, duties, s.Service.Today()); len(can) > 1 {
		form := actForForm(r, can, names)
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		parts = append(parts, section("myndighet", r.Say(language.T("Myndighet du arbetar för", "Authority you act for")), "", ui.FormOf(form)))
	}
	parts = append(parts,
		section("roller", r.Say(language.T("Dina roller", "Your roles")), "", ui.TableOf(s.dutyTable(r, duties, names))),
		s.awayPart(r),
		section("inloggningar", r.Say(language.T("Dina inloggningar", "Your sessions")),
			r.Say(language.T("Känner du inte igen en av dem? Avsluta den och byt lösenord.", "Do you not recognise one of them? End it and change your password.")),
			ui.TableOf(sessionTable(r, sessions, "/konto/inloggningar/"))),
		section("losenord", r.Say(language.T("Lösenord", "Password")), "", ui.Buttons(ui.Button{Label: r.Say(titlePassword), Href: "/konto/losenord", Kind: ui.Secondary})),
		s.meansPart(r),
		section("sprak", r.Say(language.T("Språk", "Language")), "", ui.FormOf(langForm(r, a))))
	status := 200
	if sent != nil {
		status = sent.Status()
	}
	return web.Page(own.title, stack(parts...)).Status(status), nil
}

// awayPart leads to where one says that one is away.
func (s site) awayPart(r *web.Request) templ.Component {
	if !r.May(policy.EditAbsence) {
		return nil
	}
	return section("franvaro", r.Say(language.T("Frånvaro och ersättare", "Absence and substitute")), r.Say(language.T("Säg när du är borta, så svarar din ersättare i ditt ställe.", "Say when you are away, and your substitute answers in your place.")),
		ui.Buttons(ui.Button{Label: r.Say(language.T("Din frånvaro", "Your absence")), Href: "/franvaro", Kind: ui.Secondary}))
}

// meansPart leads to what else one signs in with.
func (s site) meansPart(r *web.Request) templ.Component {
	if s.Means == "" {
		return nil
	}
	return section("inloggningssatt", r.Say(language.T("Inloggningssätt", "Means of sign-in")),
		r.Say(language.T("Inloggningsnyckel, engångskoder och e-legitimation. Du behöver ett av dem för att underteckna.", "Passkey, one-time codes and electronic identification. You need one of them to sign agreements.")),
		ui.Buttons(ui.Button{Label: r.Say(language.T("Dina inloggningssätt", "Your means of sign-in")), Href: s.Means, Kind: ui.Secondary}))
}

func authoritiesOf(a Account, duties []Duty) []string {
	out := []string{a.Authority}
	for _, d := range duties {
		out = append(out, d.Authority)
	}
	return out
}

func (s site) ownLead(r *web.Request, names map[string]string) language.Text {
	at := names[r.Actor.Authority]
	if len(r.Actor.Roles) == 0 {
		return language.T("Du har ingen roll hos %s i dag. Be din lokala administratör om en.", "You have no role at %s today. Ask your local admin for one.").With(at)
	}
	return language.T("Du arbetar för %s som %s.", "You act for %s as %s.").With(at, roleNames(r.Actor.Roles))
}

func (s site) homeButton(r *web.Request) *ui.Button {
	if s.Home == own.path || len(r.Actor.Roles) == 0 {
		return nil
	}
	return &ui.Button{Label: r.Say(language.T("Till min dag", "To my day")), Href: s.Home}
}

func actForForm(r *web.Request, can []string, names map[string]string) ui.Form {
	field := ui.Field{Kind: ui.SelectField, Name: "authority", Label: r.Say(language.T("Arbeta för", "Act for")), Value: r.Actor.Authority,
		Hint: r.Say(language.T("Du har roller hos flera myndigheter men arbetar för en i taget.", "You have roles at several authorities but act for one at a time."))}
	for _, id := range can {
		field.Options = append(field.Options, ui.Option{Value: id, Label: names[id]})
	}
	return ui.Form{Lang: r.Lang, ID: "arbeta-for", Action: "/konto/myndighet", Fields: []ui.Field{field}, Submit: ui.Button{Label: r.Say(language.T("Byt", "Change")), Kind: ui.Secondary}}
}

func langForm(r *web.Request, a Account) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "valj-sprak", Action: "/konto/sprak", Submit: ui.Button{Label: r.Say(language.T("Spara språk", "Save language")), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.RadiosField, Name: "lang", Label: r.Say(language.T("Språk på sidorna och i meddelanden till dig", "Language of the pages and of messages to you")), Value: string(a.Lang),
			Options: []ui.Option{{Value: string(language.Swedish), Label: "Svenska"}, {Value: string(language.English), Label: "English"}}}}}
}

// dutyTable lists duties with their days, the latest first.
func (s site) dutyTable(r *web.Request, duties []Duty, names map[string]string) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "rollista", Caption: r.Say(language.T("Roller", "Roles")),
		Columns: []ui.Column{{Label: r.Say(language.T("Roll", "Role")), RowHeader: true}, {Label: r.Say(language.T("Myndighet", "Authority"))},
			{Label: r.Say(language.T("Gäller", "Holds"))}, {Label: r.Say(language.T("Läge", "State"))}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen roll är given än.", "No role has been given yet."))}}
	today := s.Service.Today()
	for i := len(duties) - 1; i >= 0; i-- {
		d := duties[i]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(policy.RoleName(d.Role))), ui.Text(names[d.Authority]),
			ui.Text(dutyDays(d).In(r.Lang)), ui.StatusChip(dutyStatus(r, d, today))}})
	}
	return t
}

func dutyDays(d Duty) language.Localized {
	if !d.To.IsZero() && d.To.Before(d.From) {
		return language.T("började aldrig gälla", "never began to hold")
	}
	return calendar.Period{From: d.From, To: d.To}
}

func dutyStatus(r *web.Request, d Duty, today calendar.Date) ui.Status {
	switch {
	case d.Holds(today):
		return ui.Status{Level: ui.Good, Words: r.Say(language.T("gäller", "holds"))}
	case today.Before(d.From) && (d.To.IsZero() || !d.To.Before(d.From)):
		return ui.Status{Level: ui.Waiting, Words: r.Say(language.T("börjar senare", "begins later"))}
	}
	return ui.Status{Words: r.Say(language.T("har slutat", "has ended"))}
}

// sessionTable lists sessions, each with a button that ends it.
func sessionTable(r *web.Request, sessions []web.Session, path string) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "inloggningslista", Caption: r.Say(language.T("Inloggningar", "Sessions")),
		Columns: []ui.Column{{Label: r.Say(language.T("Webbläsare", "Browser")), RowHeader: true}, {Label: r.Say(language.T("Inloggad", "Signed in"))},
			{Label: r.Say(language.T("Senast använd", "Last used"))}, {Label: r.Say(language.T("Avsluta", "End")), Hidden: true}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen är inloggad just nu.", "Nobody is signed in just now."))}}
	for _, one := range sessions {
		agent := one.Agent
		if agent == "" {
			agent = r.Say(language.T("okänd webbläsare", "unknown browser"))
		}
		end := postButton(path+one.ID+"/avsluta", r.Say(language.T("Avsluta", "End")), r.Say(language.T("inloggningen i %s", "the session in %s").With(agent)))
		if r.Session != nil && one.ID == r.Session.ID {
			end = ui.Text(r.Say(language.T("den här", "this one")))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(agent), ui.Text(r.Say(calendar.DateTime(one.Started.Time))), ui.Text(r.Say(calendar.DateTime(one.Seen.Time))), end}})
	}
	return t
}

func (s site) actFor(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	authority := f.Value("authority")
	if err := s.Service.ActFor(r.Context(), r.Actor, authority); err != nil {
		if f.Take(err) {
			return s.ownView(r, f)
		}
		return web.Response{}, err
	}
	return r.ActFor(authority, own.path)
}

func (s site) setLang(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	lang, _ := language.Known(f.Value("lang"))
	if err := s.Service.SetLang(r.Context(), r.Actor, lang); err != nil {
		return web.Response{}, err
	}
	if lang != language.English {
		lang = language.Swedish
	}
	return web.Redirect(own.path + "?lang=" + string(lang)), nil
}

func (s site) endOwnSession(r *web.Request) (web.Response, error) {
	if err := s.Service.EndSession(r.Context(), r.Actor, s.sessions, r.Actor.ID, r.Path("session")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(own.path).Message(ui.Good, language.T("Inloggningen är avslutad.", "The session has ended.")), nil
}
