package ui

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
)

// Sort is how a list is sorted by one of its columns.
type Sort string

// The sorts. The zero Sort: not by this column.
const (
	Unsorted   Sort = ""
	Ascending  Sort = "ascending"
	Descending Sort = "descending"
)

// Column is the head of a column.
type Column struct {
	Label     string
	Sub       string // a second line: a date, a unit
	Number    bool   // to the right, with figures of one width
	Sort      Sort
	SortHref  string // the address of the list sorted by this column; empty when it cannot be
	RowHeader bool   // its cells name their row
	Hidden    bool   // the label is for screen readers only
	Wide      bool   // its texts are the longest: the other columns yield to it
	Bare      bool   // on narrow screens its cells stand without the label: they say themselves what they are
}

// Row is one line of a table; its cells stand as the columns do.
type Row struct {
	ID    string
	Level Level // Bad and Warn tint the row; never the only sign
	Cells []templ.Component
}

// Empty says how to begin when a list has nothing to show.
type Empty struct {
	Text   string
	Button *Button
}

// Cursor leads to the next and previous page of a list read by key.
type Cursor struct {
	Previous string // address; empty when there is none
	Next     string
	Shown    string // "1–50 av 312"
}

// Table is a list or a table of figures.
type Table struct {
	Lang    language.Lang
	ID      string
	Caption string // names the table for screen readers; shown when ShowCaption
	Count   string // "10 frågor"
	Sorted  string // "sorterade efter svarstid, närmast först"
	Links   []Link // CSV, XLSX and what else belongs to the list
	Columns []Column
	Rows    []Row
	Empty   Empty
	Note    templ.Component // under the table, small
	Cursor  *Cursor

	ShowCaption bool
	Tight       bool // less air: many rows of figures
	Keys        bool // J and K move between the rows
	Long        bool // several columns of words: rows become blocks already on a middle screen
	Keep        bool // stays a table on the narrowest screen: two or three short columns
}

// class chooses at which width the rows become blocks, by how many columns there are.
func (t Table) class() string {
	width := "s-table-5"
	switch n := len(t.Columns); {
	case t.Keep || n <= 2:
		width = "s-table-keep"
	case n > 6 || t.Long:
		width = "s-table-8"
	case n <= 3:
		width = "s-table-3"
	}
	return classes("ds-table", "s-table", width, when(t.Tight, "s-table-tight"))
}

// sorted goes on after the count: ", sorted by name". Without a count it stands alone; one row
// alone, and none, has no order.
func (t Table) sorted() string {
	switch {
	case t.Sorted == "" || len(t.Rows) < 2:
		return ""
	case t.Count == "":
		return capital(t.Sorted)
	}
	return ", " + t.Sorted
}

func (c Column) class() string { return classes(when(c.Number, "s-num"), when(c.Wide, "s-wide")) }

// arrow shows the direction of the sort; the words stand in the list head.
func (c Column) arrow() string {
	switch c.Sort {
	case Ascending:
		return "↑"
	case Descending:
		return "↓"
	default:
		return ""
	}
}

func (r Row) class() string {
	if r.Level == Bad || r.Level == Warn {
		return "s-row " + r.Level.class()
	}
	return "s-row"
}

// Cells are plain texts as cells.
func Cells(texts ...string) []templ.Component {
	out := make([]templ.Component, len(texts))
	for i, t := range texts {
		out[i] = Text(t)
	}
	return out
}
