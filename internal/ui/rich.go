package ui

import (
	"context"
	"io"
	"strings"
	"time"

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

// isDay tells whether a text is one day as YYYY-MM-DD and nothing else.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
