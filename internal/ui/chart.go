package ui

import "samsyn/internal/language"

// Shape is how a chart is drawn.
type Shape string

// The shapes.
const (
	Line  Shape = "line"  // values over time
	Bars  Shape = "bars"  // sizes, one row each, always from zero
	Strip Shape = "strip" // a dot with its uncertainty, one row each
)

// Known tells whether a value can be shown. No data and a suppressed value are never zero: they are not drawn.
type Known string

// The ways of knowing. The zero Known is a value that is shown.
const (
	Shown      Known = ""
	NoData     Known = "no-data"
	Suppressed Known = "suppressed" // too few to show without pointing at somebody
)

// Datum is one row of a chart's table.
type Datum struct {
	Label     string  // names the row: "Ludvika", "2016"
	X         float64 // place along the time axis of a Line: 2016.5
	Value     float64
	Text      string // the value as it is said: "286 av 290", "88 %"
	Known     Known
	Low, High float64 // uncertainty; both zero when there is none
	Range     string  // the same, as it is said: "81–92 %"
	N         string  // how many it rests on
	Kind      string  // key of a Kind, for a Line
	Own       bool    // the one that the page is about
	Source    string
	Href      string
}

// Kind is a sort of count. Points of different kinds are never joined by one line: they count different things.
type Kind struct {
	Key    string
	Words  string
	Joined bool // whether its own points are joined
}

// Reference is a value that the others are read against: the country, a target.
type Reference struct {
	Value float64
	Text  string // "riket 84 %"
}

// Chart is a table that can be drawn. Everything in the drawing comes from Rows, and so does the table twin.
type Chart struct {
	Lang       language.Lang
	ID         string
	Title      string
	Sentence   string // what the figures show, above the drawing
	Help       string // what is counted, in small
	Shape      Shape
	RowLabel   string // heads the first column: "Kommun", "År"
	ValueLabel string // heads the values: "Svar i tid"
	Unit       string // after the numbers on the axis: "%"
	Whole      bool   // the values are counts: the axis has no parts of them
	Min, Max   float64
	Kinds      []Kind
	Rows       []Datum
	Reference  *Reference
	Definition *Link
	Source     string
	Links      []Link // CSV and other files
	OpenTwin   bool   // the twin is unfolded from the start
}

// said is a value in words.
func (d Datum) said(l language.Lang) string {
	switch d.Known {
	case NoData:
		return say.noData.In(l)
	case Suppressed:
		return say.suppressed.In(l)
	default:
		return d.Text
	}
}

func (d Datum) uncertain() bool { return d.Known == Shown && (d.Low != 0 || d.High != 0) }

// any tells whether a row fulfils the test.
func (c Chart) any(test func(Datum) bool) bool {
	for _, d := range c.Rows {
		if test(d) {
			return true
		}
	}
	return false
}

// Twin is the same data as a table.
func (c Chart) Twin() Table {
	t := Table{Lang: c.Lang, Caption: c.Title, Tight: true, Links: c.Links}
	columns := c.columns()
	for _, col := range columns {
		t.Columns = append(t.Columns, col.head)
	}
	for _, d := range c.Rows {
		row := Row{}
		for _, col := range columns {
			row.Cells = append(row.Cells, Text(col.cell(d)))
		}
		if d.Href != "" {
			row.Cells[0] = A(d.Href, d.Label)
		}
		if d.Own {
			row.Cells[0] = Strong(d.Label)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// twinColumn is a column of the twin and how it is filled.
type twinColumn struct {
	head Column
	cell func(Datum) string
}

// columns are those that some row has something to say in.
func (c Chart) columns() []twinColumn {
	all := []twinColumn{{Column{Label: c.RowLabel, RowHeader: true}, func(d Datum) string { return d.Label }}}
	if len(c.Kinds) > 1 {
		all = append(all, twinColumn{Column{Label: say.kind.In(c.Lang)}, func(d Datum) string { return c.kind(d.Kind).Words }})
	}
	all = append(all, twinColumn{Column{Label: c.ValueLabel, Number: true}, func(d Datum) string { return d.said(c.Lang) }})
	if c.any(func(d Datum) bool { return d.Range != "" }) {
		all = append(all, twinColumn{Column{Label: say.interval.In(c.Lang), Number: true}, func(d Datum) string { return d.Range }})
	}
	if c.any(func(d Datum) bool { return d.N != "" }) {
		all = append(all, twinColumn{Column{Label: say.n.In(c.Lang), Number: true}, func(d Datum) string { return d.N }})
	}
	if c.any(func(d Datum) bool { return d.Source != "" }) {
		all = append(all, twinColumn{Column{Label: say.source.In(c.Lang)}, func(d Datum) string { return d.Source }})
	}
	return all
}

func (c Chart) kind(key string) Kind {
	for _, k := range c.Kinds {
		if k.Key == key {
			return k
		}
	}
	return Kind{Key: key, Joined: true}
}

// kindIndex chooses the mark of a kind.
func (c Chart) kindIndex(key string) int {
	for i, k := range c.Kinds {
		if k.Key == key {
			return i
		}
	}
	return 0
}
