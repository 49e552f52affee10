package account

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s site) listPage(r *web.Request) (web.Response, error) {
	search := r.ReadQuery().Text("q")
	list := s.list(r)
	if r.Format() != "" {
		list.Rows = web.Stretches(func(after web.Cursor, limit int) ([]Row, error) {
			return s.Service.List(r.Context(), r.Actor, search, strings.Join(after, ""), limit)
		}, func(last Row) web.Cursor { return web.Cursor{last.ID} })
		return list.Export(r)
	}
	after, err := r.After(1)
	if err != nil {
		return web.Response{}, err
	}
	from := ""
	if len(after) == 1 {
		from = after[0]
	}
	rows, err := s.Service.List(r.Context(), r.Actor, search, from, web.PageSize+1)
	if err != nil {
		return web.Response{}, err
	}
	count, err := s.Service.Count(r.Context(), r.Actor, search)
	if err != nil {
		return web.Response{}, err
	}
	rows, next := web.Cut(rows, web.PageSize, func(row Row) web.Cursor { return web.Cursor{row.ID} })
	list.Rows = web.Rows(rows)
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	s.finish(r, &table, search, count, next)
	return web.Page(staff.title, stack(ui.Heading(r.Say(staff.title), ""), ui.LeadBlock(s.listLead(r)), ui.FormOf(searchForm(r, search)), ui.TableOf(table))).
		Part(table.ID, ui.TableOf(table)), nil
}

// list is the columns of the page and of the files.
func (s site) list(r *web.Request) web.List[Row] {
	t := language.T
	return web.List[Row]{Title: staff.title, File: "konton", Columns: []web.Column[Row]{
		{Heading: t("Namn", "Name"), RowHeader: true, Value: func(a Row) any { return a.Name }, Cell: func(a Row) templ.Component { return ui.A(accountPath(a.ID), a.Name) }},
		{Heading: t("Användarnamn", "User name"), Value: func(a Row) any { return a.UserName }},
		{Heading: t("Roller i dag", "Roles today"), Value: func(a Row) any { return roleNames(a.RoleList()) }},
		{Heading: t("Läge", "State"), Value: func(a Row) any { return StateName(a.State()) }, Cell: func(a Row) templ.Component { return ui.StatusChip(statusOf(r, a.State())) }},
	}}
}

func accountPath(id string) string { return "/admin/konton/" + id }

func statusOf(r *web.Request, s State) ui.Status {
	level := map[State]ui.Level{Active: ui.Good, Invited: ui.Waiting, Blocked: ui.Bad}[s]
	return ui.Status{Level: level, Words: r.Say(StateName(s))}
}

// finish says what a list says besides its rows.
func (s site) finish(r *web.Request, t *ui.Table, search string, count int, next web.Cursor) {
	t.ID = "konton"
	t.Count = r.Say(language.Plural(count, language.T("%d konto", "%d account"), language.T("%d konton", "%d accounts")))
	t.Sorted = r.Say(language.T("sorterade efter namn", "sorted by name"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inget konto passar sökningen.", "No account fits the search.")),
		Button: &ui.Button{Label: r.Say(language.T("Visa alla", "Show all")), Href: staff.path, Kind: ui.Secondary}}
	onward := &ui.Cursor{}
	if len(next) > 0 {
		onward.Next = r.Link(web.AfterParam, next.String())
	}
	if r.URL.Query().Has(web.AfterParam) {
		onward.Previous = r.Link()
	}
	if *onward != (ui.Cursor{}) {
		t.Cursor = onward
	}
}

func (s site) listLead(r *web.Request) ui.Lead {
	if !r.May(policy.AddAccount) {
		return ui.Lead{Text: ui.Text(r.Say(language.T("Här ser du vilka som har konto hos din myndighet och vad de får göra.", "Here you see who has an account at your authority and what they may do.")))}
	}
	return ui.Lead{Text: ui.Text(r.Say(language.T("Lägg upp den som är ny, och avsluta roller för den som slutar.", "Add whoever is new, and end the roles of whoever leaves."))),
		Button: &ui.Button{Label: r.Say(titleNew), Href: staff.path + "/nytt"}}
}

func searchForm(r *web.Request, search string) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "sok-konto", Action: staff.path, Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(language.T("Sök", "Search")), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.SearchField, Name: "q", Label: r.Say(language.T("Namn eller användarnamn", "Name or user name")), Value: search, Optional: true, Width: ui.Medium}}}
}
