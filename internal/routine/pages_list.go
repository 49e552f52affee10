package routine

import (
	"context"
	"iter"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address.
const (
	paramClause = "paragraf"
	paramTopic  = "amne"
	paramText   = "ord"
)

// listed is a row of a list with what its page shows.
type listed struct {
	Routine
	place   string
	owner   string
	clauses []string
	topics  []Topic
}

func (s *Service) filterOf(r *web.Request) (Filter, error) {
	after, err := r.After(2)
	if err != nil {
		return Filter{}, err
	}
	q := r.ReadQuery()
	f := Filter{Clause: tidyClause(q.Value(paramClause)), Text: q.Value(paramText), After: after}
	if t := Topic(q.Value(paramTopic)); !t.Label().IsZero() {
		f.Topic = t
	}
	return f, nil
}

// libraryPage is what is shared, for everybody.
func (s *Service) libraryPage(r *web.Request) (web.Response, error) {
	f, err := s.filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	f.Shared = true
	if r.Format() != "" {
		return s.list(r, s.each(r, f), true).Export(r)
	}
	t, err := s.table(r, f, "rutiner", true)
	if err != nil {
		return web.Response{}, err
	}
	t.Empty = ui.Empty{Text: r.Say(sayNoneFound), Button: &ui.Button{Label: r.Say(sayClear), Href: "/rutiner", Kind: ui.Secondary}}
	if f.Clause == "" && f.Topic == "" && f.Text == "" {
		t.Empty = ui.Empty{Text: r.Say(sayNoneShared)}
	}
	body := ui.Parts(ui.Heading(r.Say(sayLibrary), r.Say(saySubLibrary)), ui.FormOf(filterForm(r, f, "/rutiner")), ui.TableOf(t))
	return web.Page(sayLibrary, body).Part(t.ID, ui.TableOf(t)).Frame(func(f *ui.Frame) { f.Canonical = "/rutiner" }), nil
}

// underPage is the routines of one agreement: all of them to its parties, those that are shared to others.
func (s *Service) underPage(r *web.Request) (web.Response, error) {
	id, a, err := s.agreementOf(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := s.filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	f.Agreement, f.Retired = id, true
	if r.Format() != "" {
		return s.list(r, s.each(r, f), false).Export(r)
	}
	t, err := s.table(r, f, "rutiner", false)
	if err != nil {
		return web.Response{}, err
	}
	t.Empty = ui.Empty{Text: r.Say(sayNoneHere)}
	lead, err := s.underLead(r, id)
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("Rutiner i överenskommelsen med %s", "Routines under the agreement with %s").With(a.places[id])
	path := "/overenskommelser/" + id + "/rutiner"
	body := ui.Parts(ui.Heading(r.Say(title), ""), lead, ui.FormOf(filterForm(r, f, path)), ui.TableOf(t))
	return web.Page(title, body).Part(t.ID, ui.TableOf(t)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: a.places[id], Href: "/overenskommelser/" + id}, {Label: r.Say(sayRoutines)}}
		f.Canonical = path
	}), nil
}

// underLead says how it stands with the routines of an agreement.
func (s *Service) underLead(r *web.Request, id string) (templ.Component, error) {
	q := s.Trail.DB()
	all, err := List(r.Context(), q, r.Actor, Filter{Agreement: id})
	if err != nil {
		return nil, err
	}
	late, first := s.late(all)
	lead := ui.Lead{Text: ui.Rich(r.Say(summary(len(all), late)))}
	write := ui.Button{Label: r.Say(sayNew), Href: "/overenskommelser/" + id + "/rutiner/ny"}
	switch may := s.mayAdd(r, id); {
	case late > 0:
		lead.Level, lead.Button = ui.Bad, &ui.Button{Label: r.Say(language.T("Öppna rutinen", "Open the routine")), Href: first.Path()}
		if may {
			write.Kind = ui.Secondary
			return ui.Parts(ui.LeadBlock(lead), ui.Buttons(write)), nil
		}
	case may:
		lead.Button = &write
	}
	return ui.LeadBlock(lead), nil
}

// late counts the routines that nobody has looked over in time, and gives the one that has waited longest.
func (s *Service) late(all []Routine) (n int, first Routine) {
	day := today(s.Trail.DB())
	for _, x := range all {
		if !x.Overdue(day) {
			continue
		}
		if n++; n == 1 || x.ReviewOn.Before(first.ReviewOn) {
			first = x
		}
	}
	return n, first
}

// summary is how many routines there are and how many of them nobody has looked over in time.
func summary(n, late int) language.Text {
	if late == 0 {
		return language.T("Här finns *%s*. Ingen översyn är försenad.", "There are *%s* here. No review is overdue.").With(language.Plural(n, sayOne, sayMany))
	}
	return language.Plural(late, language.T("Här finns *%s*, varav *%s*. Börja med att se över den.", "There are *%s* here, *%s*. Begin by reviewing it."),
		language.T("Här finns *%s*, varav *%s*. Börja med att se över dem.", "There are *%s* here, *%s*. Begin by reviewing them.")).
		With(language.Plural(n, sayOne, sayMany), sayLate.With(late))
}

func filterForm(r *web.Request, f Filter, action string) ui.Form {
	all := ui.Option{Label: r.Say(sayAll)}
	clauses, kinds := []ui.Option{all}, []ui.Option{all}
	for n := 1; n <= lastClause; n++ {
		id := strconv.Itoa(n)
		clauses = append(clauses, ui.Option{Value: id, Label: ClauseName(id)})
	}
	for _, t := range Topics() {
		kinds = append(kinds, ui.Option{Value: string(t), Label: r.Say(t.Label())})
	}
	return ui.Form{Lang: r.Lang, ID: "filter", Action: action, Method: "get", Inline: true, Live: "rutiner",
		Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary}, Other: []ui.Button{{Label: r.Say(sayClear), Href: action, Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SearchField, Name: paramText, Label: r.Say(sayWords), Value: f.Text, Optional: true, Width: ui.Medium},
			{Kind: ui.SelectField, Name: paramClause, Label: r.Say(sayClause), Value: f.Clause, Options: clauses, Optional: true},
			{Kind: ui.SelectField, Name: paramTopic, Label: r.Say(sayTopic), Value: string(f.Topic), Options: kinds, Optional: true},
		}}
}

// table is one page of a list.
func (s *Service) table(r *web.Request, f Filter, id string, library bool) (ui.Table, error) {
	f.Limit = web.PageSize + 1
	found, err := s.listed(r, f)
	if err != nil {
		return ui.Table{}, err
	}
	found, next := web.Cut(found, web.PageSize, cursorOf)
	t, err := s.list(r, web.Rows(found), library).Table(r)
	if err != nil {
		return t, err
	}
	f.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), r.Actor, f)
	t.ID, t.Count, t.Sorted = id, r.Say(language.Plural(total, sayOne, sayMany)), r.Say(saySorted)
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return t, err
}

func cursorOf(l listed) web.Cursor { return web.Cursor{l.SortKey, l.ID} }

// list is routines as page and files have them. In the library all are in force and their parties' own matters stay away.
func (s *Service) list(r *web.Request, rows iter.Seq2[listed, error], library bool) web.List[listed] {
	day := today(s.Trail.DB())
	columns := []web.Column[listed]{
		{Heading: sayRoutine, RowHeader: true, Value: func(l listed) any { return l.Title }, Cell: func(l listed) templ.Component { return ui.A(l.Path(), l.Title) }},
		{Heading: sayPlace, FileOnly: !library, Value: func(l listed) any { return l.place }},
		{Heading: sayState, FileOnly: library, Value: func(l listed) any { return l.status(r.Lang, day).Words }, Cell: func(l listed) templ.Component { return ui.StatusChip(l.status(r.Lang, day)) }},
		{Heading: sayOwner, Value: func(l listed) any { return l.owner }},
		{Heading: sayReview, Value: func(l listed) any { return l.ReviewOn }},
		{Heading: sayClauses, Value: func(l listed) any { return clausesSaid(l.clauses) }},
		{Heading: sayTopics, FileOnly: !library, Value: func(l listed) any { return topicsSaid(r, l.topics) }},
		{Heading: sayVersion, FileOnly: true, Value: func(l listed) any { return l.shown() }},
		{Heading: saySharing, FileOnly: library, Value: func(l listed) any { return l.Sharing.Label() }},
	}
	return web.List[listed]{Title: sayRoutines, File: "rutiner", Rows: rows, Columns: columns}
}

func topicsSaid(r *web.Request, topics []Topic) (said string) {
	for i, t := range topics {
		if i > 0 {
			said += ", "
		}
		said += r.Say(t.Label())
	}
	return said
}

// listed reads one stretch of a list with all that it shows, in a fixed number of questions.
func (s *Service) listed(r *web.Request, f Filter) ([]listed, error) {
	ctx, q := r.Context(), s.Trail.DB()
	found, err := List(ctx, q, r.Actor, f)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	a, err := lookAround(ctx, q, r.Lang, agreementsOf(found)...)
	if err != nil {
		return nil, err
	}
	told, err := indexOf(ctx, q, found)
	out := make([]listed, len(found))
	for i, x := range found {
		out[i] = listed{Routine: x, place: a.places[x.Agreement], owner: a.named[x.Owner].Title(), clauses: told.clauses[x.ID], topics: told.topics[x.ID]}
	}
	return out, err
}

func agreementsOf(all []Routine) []string {
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.Agreement
	}
	return slices.Compact(ids)
}

// each reads the whole of what a filter finds, stretch by stretch.
func (s *Service) each(r *web.Request, f Filter) iter.Seq2[listed, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]listed, error) {
		f.After, f.Limit = after, limit
		return s.listed(r, f)
	}, cursorOf)
}

// Panel shows the routines of an agreement on the agreement's page.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreementShown) (templ.Component, error) {
	all, err := List(ctx, s.Trail.DB(), r.Actor, Filter{Agreement: a.ID})
	if err != nil {
		return nil, err
	}
	day := today(s.Trail.DB())
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayRoutines), Tight: true, Columns: []ui.Column{{Label: r.Say(sayRoutine), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayReview)}}}
	for i, x := range all {
		if i == mostInPanel {
			break
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(x.Path(), x.Title), ui.StatusChip(x.status(r.Lang, day)), ui.Text(x.ReviewOn.String())}})
	}
	path := "/overenskommelser/" + a.ID + "/rutiner"
	var table templ.Component
	said := r.Say(sayNoneHere)
	if len(all) > 0 {
		late, _ := s.late(all)
		table, said = ui.TableOf(t), r.Say(plain(summary(len(all), late)))
	}
	return ui.SectionOf("rutiner", r.Say(sayRoutines), ui.Paragraphs(said), table, ui.Links([]ui.Link{{Label: r.Say(language.T("Alla rutiner i överenskommelsen", "All routines under the agreement")), Href: path},
		{Label: r.Say(sayLibrary), Href: "/rutiner"}})), nil
}

// mostInPanel is how many routines an agreement's own page shows.
const mostInPanel = 10
