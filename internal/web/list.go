package web

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
)

// Column is one column of a list, on the page and in the files.
type Column[T any] struct {
	Heading   language.Text
	Value     func(T) any             // a string, whole number, float64, bool, calendar.Date, db.Time's Time, language.Text or nil
	Cell      func(T) templ.Component // how the page shows it; nil shows Value as text
	Number    bool
	RowHeader bool
	FileOnly  bool   // not on the page
	PageOnly  bool   // not in the files: what one can do with a row
	Sort      string // the value of ?sort= that orders the list by this column; empty when none does
}

// List is a list that its page and its files have in common: what one shows, the other holds.
type List[T any] struct {
	Title   language.Text
	File    string // name of the files, without date and ending: "kommuner"
	Columns []Column[T]
	Rows    iter.Seq2[T, error] // read as they are written; an error ends them
}

// FormatParam is the name of the file format in an address: the page's own address with format=csv is its file.
const FormatParam = "format"

// Format is the file format that the address asks for: "csv", "xlsx", or empty for the page.
func (r *Request) Format() string { return r.URL.Query().Get(FormatParam) }

// FileLinks are the links to the files of the list on this page, with its filters.
func (r *Request) FileLinks() []ui.Link {
	return []ui.Link{{Label: "CSV", Href: r.Link(FormatParam, "csv")}, {Label: "XLSX", Href: r.Link(FormatParam, "xlsx")}}
}

// Export answers with the list as a file, streamed in memory that does not grow with the rows.
func (l List[T]) Export(r *Request) (Response, error) {
	begin, contentType := l.writer(r.Format())
	if begin == nil {
		text := language.T("Välj format csv eller xlsx.", "Choose the format csv or xlsx.")
		return Response{}, fault.New(fault.Invalid, text, fault.Field("query."+FormatParam, text))
	}
	name := fmt.Sprintf("%s-%s.%s", l.File, calendar.DateOf(r.router.o.Now()), r.Format())
	return Stream(name, contentType, func(w io.Writer) error { return l.write(w, r.Lang, begin) }), nil
}

func (l List[T]) writer(format string) (begin func(io.Writer, []string) (sheet.Writer, error), contentType string) {
	switch format {
	case "csv":
		return func(w io.Writer, c []string) (sheet.Writer, error) { return sheet.NewCSV(w, c) }, "text/csv; charset=utf-8"
	case "xlsx":
		return func(w io.Writer, c []string) (sheet.Writer, error) { return sheet.NewXLSX(w, c) },
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return nil, ""
}

// write reads the first row before it sends anything, so that a list that cannot be read becomes a fault page.
func (l List[T]) write(w io.Writer, lang language.Lang, begin func(io.Writer, []string) (sheet.Writer, error)) error {
	var out sheet.Writer
	var cells []any
	for row, err := range l.Rows {
		if err == nil && out == nil {
			if out, err = begin(w, l.headings(lang)); err != nil {
				return err
			}
		}
		if err == nil {
			cells = l.cells(cells[:0], row, lang)
			err = out.WriteRow(cells)
		}
		if err != nil && out != nil {
			return errors.Join(err, out.Close())
		}
		if err != nil {
			return err
		}
	}
	if out == nil {
		var err error
		if out, err = begin(w, l.headings(lang)); err != nil {
			return err
		}
	}
	return out.Close()
}

func (l List[T]) headings(lang language.Lang) (headings []string) {
	for i := range l.Columns {
		if c := &l.Columns[i]; !c.PageOnly {
			headings = append(headings, c.Heading.In(lang))
		}
	}
	return headings
}

// cells appends the cells of a row of the files.
func (l List[T]) cells(cells []any, row T, lang language.Lang) []any {
	for i := range l.Columns {
		if c := &l.Columns[i]; !c.PageOnly {
			cells = append(cells, inLang(c.Value(row), lang))
		}
	}
	return cells
}

func inLang(v any, lang language.Lang) any {
	if t, ok := v.(language.Localized); ok {
		return t.In(lang)
	}
	return v
}

// Table reads the list for its page: the columns with their sorting links, the rows, and links to the files. What a
// list says besides (count, cursor, empty state) is the room's to add.
func (l List[T]) Table(r *Request) (ui.Table, error) {
	t := ui.Table{Lang: r.Lang, Caption: l.Title.In(r.Lang), Links: r.FileLinks()}
	for _, c := range l.Columns {
		if !c.FileOnly {
			t.Columns = append(t.Columns, c.head(r))
		}
	}
	for row, err := range l.Rows {
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, ui.Row{Cells: l.shown(row, r.Lang)})
	}
	return t, nil
}

func (l List[T]) shown(row T, lang language.Lang) []templ.Component {
	cells := make([]templ.Component, 0, len(l.Columns))
	for i := range l.Columns {
		switch c := &l.Columns[i]; {
		case c.FileOnly:
		case c.Cell != nil:
			cells = append(cells, c.Cell(row))
		default:
			cells = append(cells, ui.Text(plain(c.Value(row), lang)))
		}
	}
	return cells
}

// SortParam is the name of the order in an address; a minus before its value turns it around.
const SortParam = "sort"

func (c Column[T]) head(r *Request) ui.Column {
	out := ui.Column{Label: c.Heading.In(r.Lang), Number: c.Number, RowHeader: c.RowHeader, Hidden: c.PageOnly, Bare: c.PageOnly}
	if c.Sort == "" {
		return out
	}
	out.SortHref = r.Link(SortParam, c.Sort)
	switch r.URL.Query().Get(SortParam) {
	case c.Sort:
		out.Sort, out.SortHref = ui.Ascending, r.Link(SortParam, "-"+c.Sort)
	case "-" + c.Sort:
		out.Sort = ui.Descending
	}
	return out
}

// plain shows a value as text on a page.
func plain(v any, lang language.Lang) string {
	switch v := v.(type) {
	case nil:
		return ""
	case language.Localized:
		return v.In(lang)
	case int:
		return language.Number(v)
	case int64:
		return language.Number(v)
	case float64:
		return language.Decimal(v, 1).In(lang)
	}
	return fmt.Sprint(v)
}

// Rows makes the rows of a list of what is read already.
func Rows[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

var errEnough = errors.New("web: the reader has stopped")

// Read makes the rows of a list of a function that calls back for each row. It is not for rows of the database, whose
// connection a slow reader would hold: those are read by Stretches.
func Read[T any](each func(func(T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := each(func(row T) error {
			if !yield(row, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			var none T
			yield(none, err)
		}
	}
}
