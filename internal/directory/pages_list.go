package directory

import (
	"io"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
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
	table := s.listTable(r, f, found)
	return web.Page(words.municipalities, listView(r.Say(words.municipalities), r.Say(words.listSub), s.listFilter(r, f), table)).
		Part(table.ID, ui.TableOf(table)), nil
}

// listFilter is the form over the list. It works without script: it is a GET of the same page.
func (s *Service) listFilter(r *web.Request, f Filter) ui.Form {
	return ui.Form{
		Lang: r.Lang, ID: "filter", Action: "/kommuner", Method: "get", Inline: true,
		Submit: ui.Button{Label: r.Say(words.show)},
		Other:  []ui.Button{{Label: r.Say(words.clear), Href: "/kommuner", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SearchField, Name: "q", Label: r.Say(words.search), Value: f.Query, Optional: true, Width: ui.Medium},
			{Kind: ui.SelectField, Name: "lan", Label: r.Say(words.county), Value: f.County, Optional: true, Options: s.countyOptions(r.Say(words.all))},
			{Kind: ui.SelectField, Name: "grupp", Label: r.Say(words.group), Value: f.Group, Optional: true, Options: s.groupOptions(r.Say(words.all))},
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

func (s *Service) listTable(r *web.Request, f Filter, found []Municipality) ui.Table {
	t := ui.Table{
		Lang: r.Lang, ID: "kommuner", Caption: r.Say(words.municipalities), Tight: true,
		Count:   r.Say(language.Plural(len(found), language.T("%d kommun", "%d municipality"), language.T("%d kommuner", "%d municipalities"))),
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

func (s *Service) exportCSV(r *web.Request) (web.Response, error) {
	return s.export(r, "kommuner.csv", "text/csv; charset=utf-8", func(w io.Writer, columns []string) (sheet.Writer, error) { return sheet.NewCSV(w, columns) })
}

func (s *Service) exportXLSX(r *web.Request) (web.Response, error) {
	return s.export(r, "kommuner.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(w io.Writer, columns []string) (sheet.Writer, error) { return sheet.NewXLSX(w, columns) })
}

// exportColumns head an export; they are the names of the reference table, so that it can be read by machine.
var exportColumns = []string{"code", "name", "official_name", "county_code", "county_name", "skr_group_code", "skr_group_name", "population", "population_year", "seat", "seat_lat", "seat_lon"}

// export is exactly the list that the same filters show.
func (s *Service) export(r *web.Request, name, contentType string, begin func(io.Writer, []string) (sheet.Writer, error)) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	found, err := List(r.Context(), s.Trail.DB(), s.filterOf(r), day)
	if err != nil {
		return web.Response{}, err
	}
	return web.Stream(name, contentType, func(w io.Writer) error {
		out, err := begin(w, exportColumns)
		if err != nil {
			return err
		}
		for _, m := range found {
			err := out.WriteRow([]any{m.Code, m.Name, m.OfficialName, m.CountyCode, m.CountyName, m.GroupCode, m.GroupName,
				m.Population, m.PopulationYear, m.Seat, m.Latitude, m.Longitude})
			if err != nil {
				return err
			}
		}
		return out.Close()
	}), nil
}

// findPage leads straight to the municipality that was meant, or asks which.
func (s *Service) findPage(r *web.Request) (web.Response, error) {
	text := r.ReadQuery().Text("q")
	if text == "" {
		return web.Redirect("/kommuner"), nil
	}
	found, err := Find(r.Context(), s.Trail.DB(), text, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	if len(found) == 1 {
		return web.Redirect(found[0].Path()), nil
	}
	form := ui.Form{Lang: r.Lang, ID: "sok", Action: "/sok", Method: "get", Submit: ui.Button{Label: r.Say(words.show)}, Fields: []ui.Field{
		{Kind: ui.SearchField, Name: "q", Label: r.Say(words.municipality), Hint: r.Say(words.findHint), Value: text, Width: ui.Medium}}}
	if len(found) == 0 {
		form = form.WithFault(fault.New(fault.Invalid, invalidSearch, fault.Field("q", words.notFound.With(text))))
	}
	return web.Page(words.find, findView(r.Say(words.find), r.Say(words.which), form, found)), nil
}

var invalidSearch = language.T("Sökningen gav ingen träff.", "The search found nothing.")
