package negotiation

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the list.
const (
	paramState = "lage"
	paramKind  = "slag"
	paramOver  = "alla"
)

// listPage lists the reader's drafts: what they must do first, then what lapses first.
func (s *Service) listPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	f := Filter{Over: q.Ticked(paramOver), Municipality: q.Value("kommun")}
	if state := State(q.Value(paramState)); slices.Contains(States(), state) {
		f.State = state
	}
	if kind := Kind(q.Value(paramKind)); slices.Contains(Kinds(), kind) {
		f.Kind = kind
	}
	after, err := r.After(3)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		all, err := s.ranked(r, f, nil)
		if err != nil {
			return web.Response{}, err
		}
		return s.list(r, all).Export(r)
	}
	f.Limit = web.PageSize + 1
	found, err := s.ranked(r, f, after)
	if err != nil {
		return web.Response{}, err
	}
	found, next := web.Cut(found, web.PageSize, func(d shown) web.Cursor { return d.at })
	total, err := Total(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	mine, err := countMine(r.Context(), s.Trail.DB(), r.Actor, r.May(policy.ApproveDraft), f)
	if err != nil {
		return web.Response{}, err
	}
	t, err := s.list(r, found).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Tight = "utkast", true
	t.Count = r.Say(language.Plural(total, language.T("%d utkast", "%d draft"), language.T("%d utkast", "%d drafts")))
	t.Sorted = r.Say(saySorted)
	t.Empty = ui.Empty{Text: r.Say(sayNoDrafts)}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return web.Page(sayDrafts, stack(ui.Heading(r.Say(sayDrafts), r.Say(sayDraftsSub)), listLead(r, mine, firstOf(found)), listFilter(r, f), ui.TableOf(t))).Part(t.ID, ui.TableOf(t)), nil
}

// ranked reads a page of the reader's drafts in the order of their list.
func (s *Service) ranked(r *web.Request, f Filter, after web.Cursor) ([]shown, error) {
	found, err := listByTurn(r.Context(), s.Trail.DB(), r.Actor, r.May(policy.ApproveDraft), f, after)
	if err != nil {
		return nil, err
	}
	drafts := make([]Draft, len(found))
	for i, d := range found {
		drafts[i] = d.Draft
	}
	all, err := s.shown(r, drafts)
	for i := range all {
		all[i].at = found[i].cursor()
	}
	return all, err
}

// listLead is how many drafts wait for the reader, and the way to begin one.
func listLead(r *web.Request, n int, first string) templ.Component {
	lead := ui.Lead{Text: ui.Rich(r.Say(sayNoneMine))}
	if n > 0 {
		lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, language.T("*%d utkast väntar på er.* Det står först i listan.", "*%d draft waits for you.* It stands first in the list."),
			language.T("*%d utkast väntar på er.* De står först i listan.", "*%d drafts wait for you.* They stand first in the list."))))}
	}
	begin := ui.Button{Label: r.Say(sayBegin), Href: listPath + "/nytt"}
	switch may := r.May(policy.BeginDraft); {
	case first != "":
		lead.Button = &ui.Button{Label: r.Say(language.T("Öppna utkastet", "Open the draft")), Href: first}
		if may {
			begin.Kind = ui.Secondary
			return stack(ui.LeadBlock(lead), ui.Buttons(begin))
		}
	case may:
		lead.Button = &begin
	}
	return ui.LeadBlock(lead)
}

// firstOf is where the first draft of the list is, when it waits for the reader; empty when it does not.
func firstOf(found []shown) string {
	if len(found) == 0 || !found[0].todo.Mine() {
		return ""
	}
	return found[0].Path()
}

func listFilter(r *web.Request, f Filter) templ.Component {
	all := ui.Option{Label: r.Say(sayAll)}
	states, kinds := []ui.Option{all}, []ui.Option{all}
	for _, s := range States() {
		states = append(states, ui.Option{Value: string(s), Label: r.Say(s.Label())})
	}
	for _, k := range Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	over := ""
	if f.Over {
		over = "1"
	}
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "filter", Action: listPath, Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary},
		Other: []ui.Button{{Label: r.Say(sayClear), Href: listPath, Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SelectField, Name: paramState, Label: r.Say(sayState), Value: string(f.State), Options: states, Optional: true},
			{Kind: ui.SelectField, Name: paramKind, Label: r.Say(sayKind), Value: string(f.Kind), Options: kinds, Optional: true},
			{Kind: ui.CheckboxField, Name: paramOver, Label: r.Say(sayOver), Value: over, Optional: true},
		}})
}

// list is the drafts as page and files have them.
func (s *Service) list(r *web.Request, all []shown) web.List[shown] {
	return web.List[shown]{Title: sayDrafts, File: "utkast", Rows: web.Rows(all), Columns: []web.Column[shown]{
		{Heading: sayPlaces, RowHeader: true, Value: func(d shown) any { return strings.Join(d.places, ", ") },
			Cell: func(d shown) templ.Component { return ui.A(d.Path(), strings.Join(d.places, ", ")) }},
		{Heading: sayKind, Value: func(d shown) any { return d.Kind.Label() }},
		{Heading: sayState, Value: func(d shown) any { return d.State.Label() }, Cell: func(d shown) templ.Component { return ui.StatusChip(d.State.chip(r.Lang)) }},
		{Heading: sayWaits, Value: func(d shown) any { return d.waits() }},
		{Heading: sayVersion, Number: true, Value: func(d shown) any { return d.Latest }},
		{Heading: sayLapses, Value: func(d shown) any { return d.todo.By }, Cell: func(d shown) templ.Component { return ui.Text(d.todo.By.String()) }},
		{Heading: sayDo, FileOnly: true, Value: func(d shown) any {
			return language.T(plain(d.todo.Text.Sv), plain(d.todo.Text.En))
		}},
		{Heading: sayUnresolved, FileOnly: true, Value: func(d shown) any { return d.unresolved() }},
		{Heading: sayBegun, FileOnly: true, Value: func(d shown) any { return d.BegunAt.Time }},
	}}
}

// waits is who the draft waits for, in a few words.
func (d shown) waits() language.Text {
	switch {
	case d.todo.Mine():
		return sayYou
	case !d.State.Live():
		return language.Same("–")
	case d.State == Drafting:
		return language.Same(d.name(d.Turn))
	case d.State == Proposed:
		return language.List(named(d.Missing(d.Approvals), d.name)...)
	}
	return d.State.Label()
}

// plain is a sentence without the marks of what is emphasized in it.
func plain(s string) string { return strings.ReplaceAll(s, "*", "") }
