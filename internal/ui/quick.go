package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
)

// Text is a plain text as a component. A lone day is never broken between two lines.
func Text(s string) templ.Component {
	return plainly(func(b []byte) []byte { return appendUnbroken(b, s) })
}

// Strong is an emphasized text.
func Strong(s string) templ.Component {
	return plainly(func(b []byte) []byte { return appendElement(b, "<strong>", s, "</strong>") })
}

// Muted is a text that supports another.
func Muted(s string) templ.Component {
	return plainly(func(b []byte) []byte { return appendElement(b, `<span class="s-sub">`, s, "</span>") })
}

// Rich is a text in which *what stands between stars* is emphasized. Everything else in it is plain text.
func Rich(s string) templ.Component {
	return plainly(func(b []byte) []byte { return appendRich(b, s) })
}

func appendRich(b []byte, s string) []byte {
	if strings.Count(s, "*")%2 == 1 { // a star without its pair is a star
		return appendEscaped(b, s)
	}
	for {
		before, rest, more := strings.Cut(s, "*")
		b = appendEscaped(b, before)
		if !more {
			return b
		}
		said, after, _ := strings.Cut(rest, "*")
		b, s = appendElement(b, "<strong>", said, "</strong>"), after
	}
}

// A is a link in running text or a cell.
func A(href, label string) templ.Component {
	return plainly(func(b []byte) []byte {
		b = append(appendAttribute(append(b, `<a class="ds-link"`...), "href", href), '>')
		return append(appendEscaped(b, label), "</a>"...)
	})
}

// Under is a smaller part of a section, with a heading of its own.
func Under(title string, body templ.Component) templ.Component {
	return Parts(plainly(func(b []byte) []byte { return appendElement(b, "<h3>", title, "</h3>") }), body)
}

// Stack puts a supporting line under a main one: in cells.
func Stack(main, sub templ.Component) templ.Component {
	return markup(func(ctx context.Context, b []byte) ([]byte, error) {
		b, err := appendPart(ctx, b, main)
		if err != nil {
			return b, err
		}
		b, err = appendPart(ctx, append(b, `<br><span class="s-sub">`...), sub)
		return append(b, "</span>"...), err
	})
}

// StatusChip shows a state: shape, words and colour.
func StatusChip(s Status) templ.Component {
	return plainly(func(b []byte) []byte { return appendStatus(b, s) })
}

func appendStatus(b []byte, s Status) []byte {
	b = append(appendAttribute(append(b, "<span"...), "class", "s-status "+s.Level.class()), '>')
	b = appendIcon(b, s.Level)
	return appendElement(b, "<span>", s.Words, "</span></span>")
}

// ClockWords shows a clock in words with its date and hour.
func ClockWords(c Clock) templ.Component {
	return plainly(func(b []byte) []byte {
		b = appendStatus(append(b, `<span class="s-deadline">`...), Status{Level: c.Level, Words: c.Words})
		switch {
		case c.When == "":
		case c.At != "":
			b = append(appendAttribute(append(b, `<br><time class="s-sub"`...), "datetime", c.At), '>')
			b = append(appendEscaped(b, c.When), "</time>"...)
		default:
			b = appendElement(b, `<br><span class="s-sub">`, c.When, "</span>")
		}
		return append(b, "</span>"...)
	})
}

// Icon is the shape of a level. It says nothing to a screen reader: the words beside it do.
func Icon(l Level) templ.Component {
	return plainly(func(b []byte) []byte { return appendIcon(b, l) })
}

func appendIcon(b []byte, l Level) []byte {
	b = append(b, `<svg class="s-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">`...)
	b = append(b, l.shape()...)
	return append(b, "</svg>"...)
}

// ButtonOf is a button or a link that looks like one.
func ButtonOf(button Button) templ.Component {
	return plainly(func(b []byte) []byte { return appendButton(b, button) })
}

func appendButton(b []byte, button Button) []byte {
	closing := "</a>"
	if button.Href != "" {
		b = append(b, `<a class="ds-button"`...)
	} else {
		b, closing = append(b, `<button class="ds-button" type="submit"`...), "</button>"
	}
	b = appendAttribute(appendAttribute(b, "data-variant", button.variant()), "data-color", button.color())
	if button.Href != "" {
		b = appendAttribute(b, "href", button.Href)
	} else {
		if button.Name != "" {
			b = appendAttribute(appendAttribute(b, "name", button.Name), "value", button.Value)
		}
		if button.Form != "" {
			b = appendAttribute(b, "form", button.Form)
		}
	}
	return append(appendEscaped(append(b, '>'), button.Label), closing...)
}

// Press is a form of one button, whose label says for whom.
func Press(action string, button Button, fields ...Hidden) templ.Component {
	return plainly(func(b []byte) []byte {
		b = append(appendAttribute(append(b, `<form method="post"`...), "action", action), '>')
		for _, h := range fields {
			b = append(b, `<input type="hidden"`...)
			b = append(appendAttribute(appendAttribute(b, "name", h.Name), "value", h.Value), '>')
		}
		return append(appendButton(b, button), "</form>"...)
	})
}

// body is the head and the rows of a table.
func (t Table) body() templ.Component {
	return markup(func(ctx context.Context, b []byte) ([]byte, error) {
		b = append(appendAttribute(append(b, "<table"...), "class", t.class()), ` role="table"`...)
		if t.Keys {
			b = append(b, " data-keys"...)
		}
		b = append(b, '>')
		if t.Caption != "" {
			b = append(appendAttribute(append(b, "<caption"...), "class", when(!t.ShowCaption, "ds-sr-only")), '>')
			b = append(appendEscaped(b, t.Caption), "</caption> "...)
		}
		b = append(b, `<thead role="rowgroup"><tr role="row">`...)
		for _, c := range t.Columns {
			b = c.appendHead(b, t.Lang)
		}
		b = append(b, `</tr></thead> <tbody role="rowgroup">`...)
		openings := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			openings[i] = c.opening()
		}
		var err error
		for i := 0; i < len(t.Rows) && err == nil; i++ {
			b, err = t.appendRow(ctx, b, t.Rows[i], openings)
		}
		return append(b, "</tbody></table>"...), err
	})
}

func (t Table) appendRow(ctx context.Context, b []byte, r Row, openings []string) (_ []byte, err error) {
	b = appendAttribute(append(b, `<tr role="row"`...), "class", r.class())
	if r.ID != "" {
		b = appendAttribute(b, "id", r.ID)
	}
	b = append(b, '>')
	for i, c := range t.Columns {
		b = append(b, openings[i]...)
		if i < len(r.Cells) && r.Cells[i] != nil {
			if b, err = appendPart(ctx, b, r.Cells[i]); err != nil {
				return b, err
			}
		}
		b = append(b, c.closing()...)
	}
	return append(b, "</tr>"...), nil
}

// opening is what every cell of the column begins with.
func (c Column) opening() string {
	if c.RowHeader {
		return string(append(appendAttribute([]byte(`<th scope="row" role="rowheader"`), "class", c.class()), `><div class="s-cell">`...))
	}
	b := appendAttribute([]byte(`<td role="cell"`), "class", c.class())
	if !c.Hidden && !c.Bare {
		b = appendAttribute(b, "data-label", c.Label)
	}
	return string(append(b, `><div class="s-cell">`...))
}

func (c Column) closing() string {
	if c.RowHeader {
		return "</div></th>"
	}
	return "</div></td>"
}

func (c Column) appendHead(b []byte, lang language.Lang) []byte {
	b = appendAttribute(append(b, `<th scope="col" role="columnheader"`...), "class", c.class())
	if c.Sort != Unsorted {
		b = appendAttribute(b, "aria-sort", string(c.Sort))
	}
	b = append(b, '>')
	if c.SortHref != "" {
		b = appendAttribute(append(b, "<a"...), "href", c.SortHref)
		b = append(appendAttribute(b, "title", say.sortBy.With(c.Label).In(lang)), '>')
		b = append(appendEscaped(b, c.Label), "</a> "...)
	} else {
		b = append(appendAttribute(append(b, "<span"...), "class", when(c.Hidden, "ds-sr-only")), '>')
		b = append(appendEscaped(b, c.Label), "</span> "...)
	}
	if c.arrow() != "" {
		b = appendElement(b, `<span aria-hidden="true"> `, c.arrow(), "</span> ")
	}
	if c.Sub != "" {
		b = appendElement(b, `<br><span class="s-sub">`, c.Sub, "</span>")
	}
	return append(b, "</th>"...)
}

// optionsOf are the options of a select.
func optionsOf(fd Field, all []Option) templ.Component {
	return plainly(func(b []byte) []byte {
		for _, o := range all {
			b = appendAttribute(append(b, "<option"...), "value", o.Value)
			if fd.chosen(o.Value) {
				b = append(b, " selected"...)
			}
			if o.Disabled {
				b = append(b, " disabled"...)
			}
			b = append(appendEscaped(append(b, '>'), o.Label), "</option>"...)
		}
		return b
	})
}
