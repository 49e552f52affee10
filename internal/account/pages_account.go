package account

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var titleNew = language.T("Lägg upp ett konto", "Add an account")

func (s site) newPage(r *web.Request) (web.Response, error) { return s.newForm(r, nil) }

func (s site) newForm(r *web.Request, sent *web.Form) (web.Response, error) {
	fields, err := s.accountFields(r, r.Actor.Authority, Account{Lang: language.Swedish}, "")
	if err != nil {
		return web.Response{}, err
	}
	user := ui.Field{Kind: ui.TextField, Name: "user_name", Label: r.Say(language.T("Användarnamn", "User name")), Width: ui.Medium, Autocomplete: "off",
		Hint: r.Say(language.T("Till exempel förnamn.efternamn. Det kan inte ändras. Använd aldrig ett personnummer.", "For example first.last. It cannot be changed. Never use a personal number."))}
	form := ui.Form{Lang: r.Lang, ID: "nytt-konto", Action: staff.path + "/nytt", Fields: append([]ui.Field{user}, fields...),
		Submit: ui.Button{Label: r.Say(titleNew)}, Other: []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: staff.path, Kind: ui.Quiet}}}
	status := 200
	if sent != nil {
		form, status = form.Fill(sent.Values()).WithFault(sent.Err()), sent.Status()
	}
	names, err := s.names(r.Context(), []string{r.Actor.Authority})
	lead := language.T("Kontot hör till %s. När det är upplagt ger du personen roller och en länk för att välja lösenord.", "The account belongs to %s. When it is added you give the person roles and a link for choosing a password.").With(names[r.Actor.Authority])
	return web.Page(titleNew, formView(r.Say(titleNew), r.Say(lead), form)).Status(status).Frame(narrow).Frame(crumbs(r, staff, titleNew)), err
}

// accountFields are what can be changed about an account.
func (s site) accountFields(r *web.Request, authority string, a Account, email string) ([]ui.Field, error) {
	units, err := s.unitOptions(r, authority, a.Unit)
	cleared := ""
	if a.Cleared {
		cleared = "1"
	}
	t := r.Say
	fields := []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: t(language.T("För- och efternamn", "First name and surname")), Value: a.Name, Width: ui.Medium, Autocomplete: "off"},
		{Kind: ui.EmailField, Name: "email", Label: t(language.T("E-post i tjänsten", "E-mail at work")), Value: email, Optional: true, Width: ui.Medium, Autocomplete: "off"},
		{Kind: ui.SelectField, Name: "unit", Label: t(language.T("Enhet", "Unit")), Value: a.Unit, Options: units, Optional: true, Width: ui.Medium},
		{Kind: ui.RadiosField, Name: "lang", Label: t(language.T("Språk i meddelanden", "Language of messages")), Value: string(a.Lang),
			Options: []ui.Option{{Value: string(language.Swedish), Label: "Svenska"}, {Value: string(language.English), Label: "English"}}},
		{Kind: ui.CheckboxField, Name: "cleared", Label: t(language.T("Får handlägga personer med skyddade personuppgifter", "May handle people with protected identities")), Value: cleared,
			Hint: t(language.T("Bara den som är särskilt utsedd.", "Only whoever is specially named."))},
	}
	if len(units) == 1 {
		fields = append(fields[:2:2], fields[3:]...)
	}
	return fields, err
}

// unitOptions are the units of an authority today, and the one that the account has.
func (s site) unitOptions(r *web.Request, authority, has string) ([]ui.Option, error) {
	out := []ui.Option{{Label: r.Say(language.T("Ingen särskild", "None in particular"))}}
	all, err := directory.Units(r.Context(), s.Service.Trail.DB(), authority, s.Service.Today())
	for _, u := range all {
		out = append(out, ui.Option{Value: u.ID, Label: u.Name})
		if u.ID == has {
			has = ""
		}
	}
	if err == nil && has != "" {
		names, err := s.units(r.Context(), []string{has})
		return append(out, ui.Option{Value: has, Label: names[has]}), err
	}
	return out, err
}

func inputOf(f *web.Form) Input {
	lang, _ := language.Known(f.Value("lang"))
	return Input{UserName: f.Text("user_name"), Name: f.Text("name"), Email: f.Text("email"), Unit: f.Value("unit"), Lang: lang, Cleared: f.Ticked("cleared")}
}

func (s site) add(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := inputOf(f)
	in.Authority = r.Actor.Authority
	var a Account
	if f.OK() {
		if a, err = s.Service.Add(r.Context(), r.Actor, in); err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return s.newForm(r, f)
	}
	return web.Redirect(accountPath(a.ID)).Message(ui.Good, language.T("Kontot är upplagt. Ge personen en roll och en länk för att välja lösenord.", "The account is added. Give the person a role and a link for choosing a password.")), nil
}

// shown is one account as its page shows it, with the form that is shown again, if any.
type shown struct {
	a      Account
	duties []Duty
	email  string
	form   string // id of the form that was sent
	sent   *web.Form
}

// again puts what was sent back in its form.
func (v shown) again(f ui.Form) ui.Form {
	if v.sent == nil || v.form != f.ID {
		return f
	}
	return f.Fill(v.sent.Values()).WithFault(v.sent.Err())
}

const (
	formEdit  = "andra"
	formGrant = "ge-roll"
	formEnd   = "avsluta-roll"
)

func (s site) accountPage(r *web.Request) (web.Response, error) { return s.accountView(r, "", nil) }

func (s site) accountView(r *web.Request, form string, sent *web.Form) (web.Response, error) {
	v := shown{form: form, sent: sent}
	var err error
	if v.a, v.duties, err = s.Service.Look(r.Context(), r.Actor, r.Path("id")); err != nil {
		return web.Response{}, err
	}
	if v.email, err = s.Service.Email(v.a); err != nil {
		return web.Response{}, err
	}
	parts, err := s.accountParts(r, v)
	if err != nil {
		return web.Response{}, err
	}
	title, status := language.Same(v.a.Name), 200
	if sent != nil {
		status = sent.Status()
	}
	return web.Page(title, stack(parts...)).Status(status).Frame(crumbs(r, staff, title)), nil
}

func (s site) accountParts(r *web.Request, v shown) ([]templ.Component, error) {
	names, err := s.names(r.Context(), authoritiesOf(v.a, v.duties))
	if err != nil {
		return nil, err
	}
	sub := language.T("%s · användarnamn %s · %s", "%s · user name %s · %s").With(names[v.a.Authority], v.a.UserName, StateName(v.a.State()))
	parts := []templ.Component{ui.Heading(v.a.Name, r.Say(sub)), ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(s.lead(v)))}), s.actions(r, v)}
	duties := []templ.Component{ui.TableOf(s.dutyTable(r, v.duties, names))}
	if r.May(policy.GrantRole) && r.Actor.ID != v.a.ID {
		form, err := s.grantForm(r, v.a)
		if err != nil {
			return nil, err
		}
		duties = append(duties, under(r.Say(language.T("Ge en roll", "Give a role")), ui.FormOf(v.again(form))))
	}
	if form, any := s.endForm(r, v); any && r.May(policy.EditAccount) {
		duties = append(duties, under(r.Say(language.T("Avsluta en roll", "End a role")), ui.FormOf(v.again(form))))
	}
	parts = append(parts, section("roller", r.Say(language.T("Roller", "Roles")), "", stack(duties...)))
	if r.May(policy.EditAccount) {
		form, err := s.editForm(r, v)
		if err != nil {
			return nil, err
		}
		parts = append(parts, section("uppgifter", r.Say(language.T("Uppgifter", "Details")), "", ui.FormOf(v.again(form))))
	}
	if r.May(policy.RevokeSession) {
		all, err := s.Service.SessionsOf(r.Context(), r.Actor, s.sessions, v.a.ID)
		if err != nil {
			return nil, err
		}
		parts = append(parts, section("inloggningar", r.Say(language.T("Inloggningar hos din myndighet", "Sessions at your authority")), "", ui.TableOf(sessionTable(r, all, accountPath(v.a.ID)+"/inloggningar/"))))
	}
	return parts, nil
}

// lead says what whoever looks after the account does next.
func (s site) lead(v shown) language.Text {
	held := ActorOf(v.a, v.duties, v.a.Authority, s.Service.Today()).Roles
	switch {
	case v.a.State() == Blocked:
		return language.T("Kontot är spärrat sedan %s. Ingen kan logga in med det.", "The account is blocked since %s. Nobody can sign in with it.").With(calendar.DateTime(v.a.BlockedAt.Time))
	case len(held) == 0:
		return language.T("Personen har ingen roll i dag. Ge en roll, annars kan hen inte göra något.", "The person has no role today. Give a role, otherwise they can do nothing.")
	case v.a.State() == Invited:
		return language.T("Personen har inte valt lösenord. Gör en länk och lämna den till hen.", "The person has not chosen a password. Make a link and give it to them.")
	}
	return language.T("%s kan logga in och är %s. Du behöver inte göra något.", "%s can sign in and is %s. You need do nothing.").With(v.a.Name, roleNames(held))
}

// actions are the link for choosing a password, and the block.
func (s site) actions(r *web.Request, v shown) templ.Component {
	var all []templ.Component
	path := accountPath(v.a.ID)
	if r.May(policy.ResetPassword) && v.a.State() != Blocked {
		all = append(all, postForm(path+"/lank", r.Say(language.T("Gör en länk för att välja lösenord", "Make a link for choosing a password"))))
	}
	if s.MeansOf != nil && r.May(policy.LinkIdentity) {
		all = append(all, ui.Buttons(ui.Button{Label: r.Say(language.T("Inloggningssätt", "Means of sign-in")), Href: s.MeansOf(v.a.ID), Kind: ui.Secondary}))
	}
	if r.May(policy.EditAccount) && v.a.State() == Blocked {
		all = append(all, postForm(path+"/hav-sparr", r.Say(language.T("Häv spärren", "Unblock"))))
	} else if r.May(policy.EditAccount) && r.Actor.ID != v.a.ID {
		all = append(all, ui.ConfirmBox(ui.Confirm{ID: "sparra", Open: r.Say(language.T("Spärra kontot", "Block the account")), Title: r.Say(language.T("Ska kontot spärras?", "Block the account?")),
			Text:   r.Say(language.T("%s loggas ut överallt genast och kan inte logga in förrän spärren hävs.", "%s is signed out everywhere at once and cannot sign in until unblocked.").With(v.a.Name)),
			Action: path + "/sparra", Button: r.Say(language.T("Spärra", "Block")), Cancel: r.Say(language.T("Avbryt", "Cancel"))}))
	}
	return stack(all...)
}

func (s site) grantForm(r *web.Request, a Account) (ui.Form, error) {
	role := ui.Field{Kind: ui.SelectField, Name: "role", Label: r.Say(language.T("Roll", "Role")), Width: ui.Medium, Options: []ui.Option{{Label: r.Say(language.T("Välj roll", "Choose a role"))}}}
	for _, info := range rolesOf() {
		if mayGrant(r.Actor, info.Role) == nil {
			role.Options = append(role.Options, ui.Option{Value: string(info.Role), Label: r.Say(info.Name)})
		}
	}
	fields := []ui.Field{role,
		{Kind: ui.DateField, Name: "valid_from", Label: r.Say(language.T("Gäller från och med", "Holds from")), Value: s.Service.Today().String()},
		{Kind: ui.DateField, Name: "valid_to", Label: r.Say(language.T("Till och med", "Until")), Optional: true, Hint: r.Say(language.T("Lämna tomt om rollen gäller tills vidare.", "Leave empty if the role holds until further notice."))}}
	units, err := s.unitOptions(r, a.Authority, "")
	if len(units) > 1 {
		fields = append(fields, ui.Field{Kind: ui.SelectField, Name: "unit", Label: r.Say(language.T("Enhet", "Unit")), Options: units, Optional: true, Width: ui.Medium})
	}
	return ui.Form{Lang: r.Lang, ID: formGrant, Action: accountPath(a.ID) + "/roller", Fields: fields, Submit: ui.Button{Label: r.Say(language.T("Ge rollen", "Give the role"))}}, err
}

// endForm ends one of the roles that hold or will hold; any is false when there is none.
func (s site) endForm(r *web.Request, v shown) (f ui.Form, any bool) {
	today := s.Service.Today()
	field := ui.Field{Kind: ui.SelectField, Name: "duty", Label: r.Say(language.T("Roll", "Role")), Width: ui.Medium, Options: []ui.Option{{Label: r.Say(language.T("Välj roll", "Choose a role"))}}}
	for _, d := range v.duties {
		if d.To.IsZero() || !d.To.Before(today) {
			field.Options = append(field.Options, ui.Option{Value: d.ID, Label: r.Say(language.T("%s, %s", "%s, %s").With(policy.RoleName(d.Role), dutyDays(d)))})
		}
	}
	last := ui.Field{Kind: ui.DateField, Name: "valid_to", Label: r.Say(language.T("Sista dagen", "Last day")), Value: today.String(),
		Hint: r.Say(language.T("Skriv gårdagens datum om rollen ska sluta gälla nu.", "Write yesterday's date if the role is to stop now."))}
	return ui.Form{Lang: r.Lang, ID: formEnd, Action: accountPath(v.a.ID) + "/roller/avsluta", Fields: []ui.Field{field, last},
		Submit: ui.Button{Label: r.Say(language.T("Avsluta rollen", "End the role")), Kind: ui.Secondary}}, len(field.Options) > 1
}

func (s site) editForm(r *web.Request, v shown) (ui.Form, error) {
	fields, err := s.accountFields(r, v.a.Authority, v.a, v.email)
	fields = append(fields, ui.Field{Kind: ui.HiddenField, Name: "version", Value: strconv.FormatInt(v.a.Version, 10)})
	return ui.Form{Lang: r.Lang, ID: formEdit, Action: accountPath(v.a.ID), Fields: fields, Submit: ui.Button{Label: r.Say(language.T("Spara uppgifterna", "Save the details")), Kind: ui.Secondary}}, err
}
