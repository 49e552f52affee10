package deviation

import (
	"strings"

	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// thingOf reads what a deviation is reported from, as the form keeps it: kind and id with a space between.
func thingOf(s string) ref.Ref {
	kind, id, _ := strings.Cut(s, " ")
	return ref.Ref{Kind: ref.Kind(kind), ID: id}
}

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text {
	up := func(s string) string {
		if s == "" {
			return s
		}
		r := []rune(s)
		return strings.ToUpper(string(r[0])) + string(r[1:])
	}
	return language.T(up(t.Sv), up(t.En))
}
