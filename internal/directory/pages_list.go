package directory

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// filterOf reads the filters of the list from the address. An order or a county that does not exist is left out.
func (s *Service) filterOf(r *web.Request) Filter {
	q := r.ReadQuery()
	f := Filter{Query: q.Text("q"), County: q.Value("lan"), Group: q.Value("grupp"), Order: Order(q.Value("ordning"))}
	if _, ok := s.Reference.County(f.County); !ok {
		f.County = ""
	}
	if !slices.Contains([]Order{ByName, ByNumber, ByPopulation}, f.Order) {
		f.Order = ByName
	}
	return f
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	f := s.filterOf(r)
	found, err := List(r.Context(), s.Trail.DB(), f, day)
	if err != nil {
		return web.Response{}, err
	}
	page, next, err := pageOf(r, found)
	if err != nil {
		return web.Response{}, err
	}
	table := s.listTable(r, f, page, len(found))
	if len(next) > 0 {
		table.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return web.Page(words.municipalities, listView(r.Say(words.municipalities), r.Say(words.listSub), s.listFilter(r, f), table)).
		Part(table.ID, ui.TableOf(table)), nil
}

// pageOf is the page of the list that the address asks for. The whole list is never more than the country's 290
// municipalities, read and sorted at once, so the cursor is the code of the last one shown.
func pageOf(r *web.Request, found []Municipality) ([]Municipality, web.Cursor, error) {
	after, err := r.After(1)
	if err != nil {
		return nil, nil, err
	}
	if len(after) == 1 {
		at := slices.IndexFunc(found, func(m Municipality) bool { return m.Code == after[0] })
		found = found[at+1:] // from the beginning when it is not in the list any more
	}
	page, next := web.Cut(found, web.PageSize, func(m Municipality) web.Cursor { return web.Cursor{m.Code} })
	return page, next, nil
}

// listFilter is the form over the list. It works without script: it is a GET of the same page.
func (s *Service) listFilter(r *web.Request, f Filter) ui.Form {
	return ui.Form{
		Lang: r.Lang, ID: "filter", Action: "/kommuner", Method: "get", Inline: true,
		Submit: ui.Button{Label: r.Say(words.show)},
		Other:  []ui.Button{{Label: r.Say(words.clear), Href: "/kommuner", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SearchField, Name: "q", Label: r.Say(words.search), Value: f.Query, Width: ui.Medium},
			{Kind: ui.SelectField, Name: "lan", Label: r.Say(words.county), Value: f.County, Options: s.countyOptions(r.Say(words.all))},
			{Kind: ui.SelectField, Name: "grupp", Label: r.Say(words.group), Value: f.Group, Options: s.groupOptions(r.Say(words.all))},
			{Kind: ui.HiddenField, Name: "ordning", Value: string(f.Order)},
		},
	}
}

// countyOptions begin with the empty choice under the label given, if any.
func (s *Service) countyOptions(empty string) []ui.Option {
	var out []ui.Option
	if empty != "" {
		out = append(out, ui.Option{Label: empty})
	}
	for _, c := range s.Reference.Counties {
		out = append(out, ui.Option{Value: c.Code, Label: c.Name})
	}
	return out
}

func (s *Service) groupOptions(empty string) []ui.Option {
	var out []ui.Option
	if empty != "" {
		out = append(out, ui.Option{Label: empty})
	}
	for _, g := range s.Reference.Groups {
		out = append(out, ui.Option{Value: g.Code, Label: g.Code + " " + g.Name})
	}
	return out
}

// listTable shows a page of the list; total is how many there are on all pages.
func (s *Service) listTable(r *web.Request, f Filter, found []Municipality, total int) ui.Table {
	t := ui.Table{
		Lang: r.Lang, ID: "kommuner", Caption: r.Say(words.municipalities), Tight: true,
		Count:   r.Say(language.Plural(total, language.T("%d kommun", "%d municipality"), language.T("%d kommuner", "%d municipalities"))),
		Sorted:  r.Say(sorted(f.Order)),
		Links:   []ui.Link{{Label: r.Say(words.csv), Href: sameFilter(r, "/kommuner.csv")}, {Label: r.Say(words.xlsx), Href: sameFilter(r, "/kommuner.xlsx")}},
		Columns: listColumns(r, f.Order),
		Empty:   ui.Empty{Text: r.Say(words.none), Button: &ui.Button{Label: r.Say(words.clear), Href: "/kommuner", Kind: ui.Secondary}},
	}
	year := 0
	for _, m := range found {
		year = max(year, m.PopulationYear)
		t.Rows = append(t.Rows, ui.Row{ID: "k" + m.Code, Cells: []templ.Component{
			ui.A(m.Path(), m.Name), ui.Text(m.Code), ui.Text(m.CountyName), ui.Text(m.GroupCode + " " + m.GroupName), ui.Text(language.Number(m.Population)),
		}})
	}
	if year > 0 {
		t.Note = ui.Text(r.Say(words.source.With(year, GroupYear)))
	}
	return t
}

func listColumns(r *web.Request, o Order) []ui.Column {
	columns := []ui.Column{
		{Label: r.Say(words.municipality), RowHeader: true, SortHref: r.Link("ordning", string(ByName))},
		{Label: r.Say(words.code), SortHref: r.Link("ordning", string(ByNumber))},
		{Label: r.Say(words.county)}, {Label: r.Say(words.group)},
		{Label: r.Say(words.population), Number: true, SortHref: r.Link("ordning", string(ByPopulation))},
	}
	switch o {
	case ByNumber:
		columns[1].Sort = ui.Ascending
	case ByPopulation:
		columns[4].Sort = ui.Descending
	default:
		columns[0].Sort = ui.Ascending
	}
	return columns
}

func sorted(o Order) language.Text {
	switch o {
	case ByNumber:
		return words.sortedCode
	case ByPopulation:
		return words.sortedPopulation
	}
	return words.sortedName
}

// sameFilter leads to another form of the same list.
func sameFilter(r *web.Request, path string) string {
	if r.URL.RawQuery == "" {
		return path
	}
	return path + "?" + r.URL.RawQuery
}
