package pdf

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"samsyn/internal/language"
)

// Document is what is written: what it is called, in which language, and its blocks from top to bottom.
type Document struct {
	Title   string        // shown in the window's title bar; required (ISO 14289-1, 7.1)
	Subject string        // one sentence on what it is; may be empty
	Author  string        // the authority behind it; may be empty
	Lang    language.Lang // the language of the text; Swedish when empty
	Made    time.Time     // when it was made, to the second; required
	Header  string        // at the top of each page; may be empty
	Footer  string        // at the foot of each page, to the left of the page number; may be empty
	Blocks  []Block
}

// Block is one part of a document: Heading, Paragraph, List, Table, KeyValues, Figure or PageBreak.
type Block interface {
	place(f *flow) error
}

// Heading opens a part. Levels are 1 to 3; a level that would skip one is raised, since a reader by ear must be
// able to trust them (ISO 14289-1, 7.4.2).
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text.
type Paragraph struct{ Text Rich }

// List is a bulleted or numbered list; items may hold lists.
type List struct {
	Numbered bool
	Items    []Item
}

// Item is one item of a list, with a list under it if there is one.
type Item struct {
	Text Rich
	Sub  *List
}

// Table has one row of column headings, repeated at the top of each page that it runs over.
type Table struct {
	Caption    string   // says what the table shows; may be empty
	Columns    []Column // at least one
	Rows       [][]Rich // a short row is filled with empty cells; a long one is refused
	RowHeaders bool     // the first cell of each row names the row
}

// Column is a column of a table.
type Column struct {
	Title string
	Right bool // set to the right edge: numbers and amounts
}

// KeyValues is a list of facts about one thing: label to the left, value to the right.
type KeyValues []KeyValue

// KeyValue is one labelled fact.
type KeyValue struct {
	Key   string
	Value Rich
}

// PageBreak starts a new page.
type PageBreak struct{}

// Span is a piece of text in one style.
type Span struct {
	Text   string
	Bold   bool
	Italic bool
	Link   string // an http, https or mailto address; anything else is set as plain text
}

// Rich is text in one or several styles. U+00AD is a place where a word may be divided, U+00A0 a space that keeps
// words together, a line feed a new line.
type Rich []Span

// Text is Rich text in one plain style.
func Text(s string) Rich { return Rich{{Text: s}} }

// Bold is a span in bold.
func Bold(s string) Span { return Span{Text: s, Bold: true} }

// Italic is a span in italics.
func Italic(s string) Span { return Span{Text: s, Italic: true} }

// Link is a span that leads to an address.
func Link(s, address string) Span { return Span{Text: s, Link: address} }

// P is a paragraph of plain text.
func P(s string) Paragraph { return Paragraph{Text: Text(s)} }

// H is a heading.
func H(level int, s string) Heading { return Heading{Level: level, Text: s} }

// Row is a row of plain cells.
func Row(cells ...string) []Rich {
	row := make([]Rich, len(cells))
	for i, c := range cells {
		row[i] = Text(c)
	}
	return row
}

// Render writes the document. The error tells what in the document cannot be written: no title, no date, a row
// longer than its table, a figure without a text alternative.
func Render(d Document) ([]byte, error) {
	d.Title, d.Subject, d.Author = tidy(d.Title), tidy(d.Subject), tidy(d.Author)
	if d.Title == "" {
		return nil, errors.New("pdf: a document needs a title")
	}
	if d.Made.IsZero() {
		return nil, errors.New("pdf: a document needs the time it was made")
	}
	set, err := newTypesetter()
	if err != nil {
		return nil, err
	}
	f := newFlow(set)
	for _, b := range d.Blocks {
		if err := b.place(f); err != nil {
			return nil, err
		}
	}
	f.furnish(d)
	return assemble(d, f)
}

// tidy makes a text one that both the information dictionary and XML can hold: valid, without control characters.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(replacement)))
}
