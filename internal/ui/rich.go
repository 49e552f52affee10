package ui

import (
	"context"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Rich is a text in which *what stands between stars* is emphasized. Everything else in it is plain text.
func Rich(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, rich(s))
		return err
	})
}

func rich(s string) string {
	parts := strings.Split(s, "*")
	if len(parts)%2 == 0 { // a star without its pair is a star
		return templ.EscapeString(s)
	}
	var b strings.Builder
	for i, p := range parts {
		if i%2 == 1 {
			b.WriteString("<strong>" + templ.EscapeString(p) + "</strong>")
			continue
		}
		b.WriteString(templ.EscapeString(p))
	}
	return b.String()
}

// unbroken is a text as HTML in which no day (YYYY-MM-DD) is broken between two lines.
func unbroken(s string) string {
	var b strings.Builder
	for {
		at := dayIn(s)
		if at < 0 {
			b.WriteString(templ.EscapeString(s))
			return b.String()
		}
		b.WriteString(templ.EscapeString(s[:at]) + `<span class="s-day">` + s[at:at+len(time.DateOnly)] + "</span>")
		s = s[at+len(time.DateOnly):]
	}
}

// dayIn is where the first day in a text begins; -1 when there is none.
func dayIn(s string) int {
	for at := 0; at+len(time.DateOnly) <= len(s); at++ {
		if s[at] < '0' || s[at] > '9' {
			continue
		}
		if _, err := time.Parse(time.DateOnly, s[at:at+len(time.DateOnly)]); err == nil {
			return at
		}
	}
	return -1
}

// capital is a text with its first letter large.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
