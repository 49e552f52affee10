package web

import (
	"context"
	"iter"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// MostCounted is how far the rows of a list are counted; of a longer list it is said that there are more.
const MostCounted = 1000

// CountTo counts the rows of a query, no further than MostCounted and one more.
func CountTo(ctx context.Context, q db.Reader, query string, args ...any) (int64, error) {
	return db.One[int64](ctx, q, "SELECT COUNT(*) FROM ("+query+db.Limit(MostCounted+1)+") AS found", args...)
}

// Listing is a list that keeps one order and is read from place to place: a page of it at a time in a table, the whole of it
// in its files.
type Listing[T interface{ Place() []string }] struct {
	List[T]        // its Rows are read by Read
	ID      string // of the table on the page
	After   Cursor // where the page begins
	One     language.Text
	Many    language.Text // "%d ärende" and "%d ärenden"
	Sorted  language.Text
	Links   []ui.Link
	Empty   ui.Empty
	Read    func(ctx context.Context, after Cursor, limit int) ([]T, error)
	Total   func(ctx context.Context) (int64, error)  // of the whole selection, as CountTo counts
	Learn   func(ctx context.Context, rows []T) error // what the columns say of rows that are read, such as names; may be nil
	Row     func(T) (id string, level ui.Level)
}

// Table reads a page of the list.
func (l Listing[T]) Table(r *Request) (ui.Table, error) {
	found, err := l.read(r.Context(), l.After, PageSize+1)
	if err != nil {
		return ui.Table{}, err
	}
	rows, next := Cut(found, PageSize, placeOf[T])
	l.Rows = Rows(rows)
	t, err := l.List.Table(r)
	if err != nil {
		return t, err
	}
	total, err := l.Total(r.Context())
	t.ID, t.Keys, t.Count, t.Sorted, t.Empty = l.ID, true, r.Say(l.counted(total)), r.Say(l.Sorted), l.Empty
	t.Links = append(t.Links, l.Links...)
	if t.Empty.Button != nil { // what can be done instead is never the page's main act
		button := *t.Empty.Button
		button.Kind = ui.Secondary
		t.Empty.Button = &button
	}
	for i := range t.Rows {
		t.Rows[i].ID, t.Rows[i].Level = l.Row(rows[i])
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(AfterParam, next.String())}
	}
	return t, err
}

// Export answers with the whole list as a file.
func (l Listing[T]) Export(r *Request) (Response, error) {
	l.Rows = l.every(r.Context())
	return l.List.Export(r)
}

func (l Listing[T]) every(ctx context.Context) iter.Seq2[T, error] {
	return Stretches(func(after Cursor, limit int) ([]T, error) { return l.read(ctx, after, limit) }, placeOf[T])
}

func (l Listing[T]) read(ctx context.Context, after Cursor, limit int) ([]T, error) {
	rows, err := l.Read(ctx, after, limit)
	if err == nil && l.Learn != nil {
		err = l.Learn(ctx, rows)
	}
	return rows, err
}

func (l Listing[T]) counted(total int64) language.Text {
	if total > MostCounted {
		return language.T("fler än %s", "more than %s").With(language.Plural(MostCounted, l.One, l.Many))
	}
	return language.Plural(total, l.One, l.Many)
}

func placeOf[T interface{ Place() []string }](row T) Cursor { return row.Place() }

// PlaceAt is the place of a row in a list by time and id.
func PlaceAt(at db.Time, id string) Cursor { return Cursor{at.UTC().Format(time.RFC3339Nano), id} }

// TimeAndID reads what PlaceAt made.
func (c Cursor) TimeAndID() (db.Time, string, error) {
	if len(c) == 2 {
		if at, err := time.Parse(time.RFC3339Nano, c[0]); err == nil {
			return db.At(at), c[1], nil
		}
	}
	return db.Time{}, "", badCursor()
}

// Chips makes the choices above a list: each is the list's address with its own parameters and none of the others'. A count
// below zero is not shown.
func (r *Request) Chips(params ...string) func(name language.Text, count int64, current bool, pairs ...string) ui.Tab {
	var none []string
	for _, p := range params {
		none = append(none, p, "")
	}
	return func(name language.Text, count int64, current bool, pairs ...string) ui.Tab {
		tab := ui.Tab{Label: r.Say(name), Href: r.Link(append(none[:len(none):len(none)], pairs...)...), Current: current}
		if count >= 0 {
			tab.Count = language.Number(count)
		}
		return tab
	}
}

// Kept are the hidden fields by which a form of filters keeps what else is chosen in the address.
func (r *Request) Kept(params ...string) (fields []ui.Field) {
	for _, p := range params {
		if v := r.URL.Query().Get(p); v != "" {
			fields = append(fields, ui.Field{Kind: ui.HiddenField, Name: p, Value: v})
		}
	}
	return fields
}
