package account

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var keys = place{language.T("API-nycklar", "API keys"), "/admin/api-nycklar"}

func (s site) clientsPage(r *web.Request) (web.Response, error) { return s.clientsView(r, nil) }

func (s site) clientsView(r *web.Request, sent *web.Form) (web.Response, error) {
	all, err := s.Service.Clients(r.Context(), r.Actor, r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	names, err := s.names(r.Context(), []string{r.Actor.Authority})
	if err != nil {
		return web.Response{}, err
	}
	form, status := ui.Form{Lang: r.Lang, ID: "ny-nyckel", Action: keys.path, Submit: ui.Button{Label: r.Say(language.T("Skapa nyckel", "Make a key"))},
		Fields: clientFields(r)}, 200
	if sent != nil {
		form, status = form.Fill(sent.Values()).WithFault(sent.Err()), sent.Status()
	}
	lead := language.T("Ett program som använder API:et i namn av %s behöver en egen nyckel. Avsluta de nycklar som inte används.", "A program that uses the API in the name of %s needs a key of its own. End the keys that are not used.").With(names[r.Actor.Authority])
	return web.Page(keys.title, stack(ui.Heading(r.Say(keys.title), ""), ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(lead))}), ui.TableOf(clientTable(r, all)),
		section("skapa", r.Say(language.T("Ny nyckel", "New key")), "", ui.FormOf(form)))).Status(status), nil
}

func clientFields(r *web.Request) []ui.Field {
	role := ui.Field{Kind: ui.SelectField, Name: "role", Label: r.Say(language.T("Roll som programmet arbetar i", "Role that the program works in")), Optional: true, Width: ui.Medium,
		Hint:    r.Say(language.T("Utan roll läser nyckeln bara det som är öppet för alla. En nyckel kan aldrig underteckna.", "Without a role the key reads what is open to everybody alone. A key can never sign.")),
		Options: []ui.Option{{Label: r.Say(language.T("Ingen, bara öppna data", "None, open data alone"))}}}
	for _, info := range rolesOf() {
		if clientRole(r.Actor, info.Role) {
			role.Options = append(role.Options, ui.Option{Value: string(info.Role), Label: r.Say(info.Name)})
		}
	}
	scopes := ui.Field{Kind: ui.CheckboxesField, Name: "scopes", Label: r.Say(language.T("Vad programmet får göra, av det som rollen får", "What the program may do, of what the role may")), Optional: true}
	for _, info := range policy.Scopes() {
		scopes.Options = append(scopes.Options, ui.Option{Value: string(info.Scope), Label: r.Say(language.List(info.Says...))})
	}
	return []ui.Field{{Kind: ui.TextField, Name: "name", Label: r.Say(language.T("Vad nyckeln är till för", "What the key is for")), Width: ui.Medium, MaxLength: longestName,
		Hint: r.Say(language.T("Till exempel namnet på verksamhetssystemet.", "For example the name of the business system."))}, role, scopes}
}

func scopeCodes() (out []string) {
	for _, info := range policy.Scopes() {
		out = append(out, string(info.Scope))
	}
	return out
}

// clientMay says what a key may do.
func clientMay(r *web.Request, c Client) string {
	if c.Role == "" {
		return r.Say(language.T("läsa öppna data", "read open data"))
	}
	var may []language.Text
	for _, info := range policy.Scopes() {
		if slices.Contains(strings.Fields(c.Scopes), string(info.Scope)) {
			may = append(may, info.Says...)
		}
	}
	if len(may) == 0 {
		return r.Say(policy.RoleName(c.Role))
	}
	return r.Say(policy.RoleName(c.Role)) + ": " + r.Say(language.List(may...))
}

func clientTable(r *web.Request, all []Client) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "nycklar", Caption: r.Say(keys.title),
		Count: r.Say(language.Plural(len(all), language.T("%d nyckel", "%d key"), language.T("%d nycklar", "%d keys"))), Sorted: r.Say(language.T("äldst först", "oldest first")),
		Columns: []ui.Column{{Label: r.Say(language.T("Till för", "For")), RowHeader: true}, {Label: r.Say(language.T("Får", "May"))}, {Label: r.Say(language.T("Skapad", "Made"))}, {Label: r.Say(language.T("Läge", "State"))},
			{Label: r.Say(language.T("Avsluta", "End")), Hidden: true}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen nyckel finns än. Skapa den första här under.", "There is no key yet. Make the first one below."))}}
	for _, c := range all {
		state, end := ui.Status{Level: ui.Good, Words: r.Say(language.T("gäller", "holds"))}, postButton(keys.path+"/"+c.ID+"/avsluta", r.Say(language.T("Avsluta", "End")), c.Name)
		if !c.RevokedAt.IsZero() {
			state, end = ui.Status{Words: r.Say(language.T("avslutad %s", "ended %s").With(calendar.DateTime(c.RevokedAt.Time)))}, nil
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(c.Name), ui.Text(clientMay(r, c)), ui.Text(r.Say(calendar.DateTime(c.CreatedAt.Time))), ui.StatusChip(state), end}})
	}
	return t
}

func (s site) addClient(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	name, key := f.Text("name", web.Required), ""
	in := ClientInput{Name: name, Role: policy.Role(f.Value("role"))}
	for _, scope := range f.Choices("scopes", scopeCodes()) {
		in.Scopes = append(in.Scopes, policy.Scope(scope))
	}
	if f.OK() {
		if _, key, err = s.Service.AddClient(r.Context(), r.Actor, r.Actor.Authority, in); err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return s.clientsView(r, f)
	}
	title := language.T("Ny API-nyckel", "New API key")
	view := onceView(r.Say(title), r.Say(language.T("Lägg in nyckeln i %s nu. Den visas bara den här gången.", "Put the key into %s now. It is shown only this once.").With(name)),
		ui.Form{Lang: r.Lang}, onceField(r.Say(language.T("Nyckeln", "The key")), key),
		r.Say(language.T("Programmet skickar den i huvudet Authorization: Bearer.", "The program sends it in the header Authorization: Bearer.")),
		ui.Link{Label: r.Say(language.T("Tillbaka till nycklarna", "Back to the keys")), Href: keys.path})
	return web.Page(title, view).Frame(narrow).Frame(crumbs(r, keys, title)).Header("Cache-Control", "no-store"), nil
}

func (s site) revokeClient(r *web.Request) (web.Response, error) {
	if err := s.Service.RevokeClient(r.Context(), r.Actor, r.Actor.Authority, r.Path("client")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(keys.path).Message(ui.Good, language.T("Nyckeln är avslutad och gäller inte längre.", "The key has ended and no longer holds.")), nil
}
