package ui

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

// markup is a part of a page that appends its HTML to what there is already. The parts that a list shows hundreds of times
// are made so, since a generated part costs ten times as much; every text in one goes through appendEscaped.
type markup func(ctx context.Context, b []byte) ([]byte, error)

// Render writes the part as any other.
func (m markup) Render(ctx context.Context, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	kept := spare.Get().(*[]byte)
	defer spare.Put(kept)
	b, err := m(ctx, (*kept)[:0])
	if err != nil {
		return err
	}
	*kept = b
	_, err = w.Write(b)
	return err
}

var spare = sync.Pool{New: func() any { return new([]byte) }}

// appendPart appends any part.
func appendPart(ctx context.Context, b []byte, c templ.Component) ([]byte, error) {
	if m, ok := c.(markup); ok {
		return m(ctx, b)
	}
	w := sink{b}
	err := c.Render(ctx, &w)
	return w.b, err
}

// sink appends what is written.
type sink struct{ b []byte }

// Write appends.
func (s *sink) Write(p []byte) (int, error) {
	s.b = append(s.b, p...)
	return len(p), nil
}

// plainly is a part that cannot fail.
func plainly(f func(b []byte) []byte) templ.Component {
	return markup(func(_ context.Context, b []byte) ([]byte, error) { return f(b), nil })
}

// special are the characters that would be read as HTML.
const special = `&'<>"`

// appendEscaped appends a text such that it reads as that text, in an element or in a quoted attribute, and as nothing else.
func appendEscaped(b []byte, s string) []byte {
	for {
		at := strings.IndexAny(s, special)
		if at < 0 {
			return append(b, s...)
		}
		b = append(b, s[:at]...)
		switch s[at] {
		case '&':
			b = append(b, "&amp;"...)
		case '\'':
			b = append(b, "&#39;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		}
		s = s[at+1:]
	}
}

// appendElement appends an opening, a text and a closing.
func appendElement(b []byte, opening, text, closing string) []byte {
	return append(appendEscaped(append(b, opening...), text), closing...)
}

// appendAttribute appends an attribute, with a space before it.
func appendAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendEscaped(b, value), '"')
}

// Made is a part whose HTML is made already, by Make.
type Made []byte

// Make makes the HTML of a part that many pages have alike, to be kept and shown by each of them.
func Make(ctx context.Context, c templ.Component) (Made, error) { return appendPart(ctx, nil, c) }

// Render writes the part as any other.
func (m Made) Render(_ context.Context, w io.Writer) error {
	_, err := w.Write(m)
	return err
}
