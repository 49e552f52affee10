package clause

import (
	"regexp"
	"strings"

	"samsyn/internal/language"
)

// Piece is a stretch of a clause's text: words, or a variable with what stands in its place.
type Piece struct {
	Text     string
	Variable string // id; empty for words
	Missing  bool   // nothing is filled in: Text is the variable's name
}

var hole = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// Holes are the variables that a text names, in order.
func Holes(text string) []string {
	var ids []string
	for _, m := range hole.FindAllStringSubmatch(text, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// Words reads a clause out with the values in place.
func (d Document) Words(c Clause, l language.Lang) []Piece {
	text := c.Text.In(l)
	var out []Piece
	at := 0
	for _, m := range hole.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			out = append(out, Piece{Text: text[at:m[0]]})
		}
		out = append(out, d.filled(text[m[2]:m[3]], l))
		at = m[1]
	}
	if at < len(text) {
		out = append(out, Piece{Text: text[at:]})
	}
	return out
}

func (d Document) filled(id string, l language.Lang) Piece {
	v, known := d.Variable(id)
	switch value := d.Values[id]; {
	case !value.IsZero() && known && v.Kind == Choice:
		return Piece{Text: v.choice(value.Text, l), Variable: id}
	case !value.IsZero():
		return Piece{Text: value.String(), Variable: id}
	case known && !v.Fixed.IsZero():
		return Piece{Text: v.Fixed.In(l), Variable: id}
	case known:
		return Piece{Text: v.Name.In(l), Variable: id, Missing: true}
	}
	return Piece{Text: id, Variable: id, Missing: true}
}

func (v Variable) choice(sv string, l language.Lang) string {
	for _, c := range v.Choices {
		if c.Sv == sv {
			return c.In(l)
		}
	}
	return sv
}

// Plain is Words as one text; what is missing stands in square brackets.
func (d Document) Plain(c Clause, l language.Lang) string {
	var b strings.Builder
	for _, p := range d.Words(c, l) {
		if p.Missing {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}
