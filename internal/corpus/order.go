package corpus

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/language"
)

func bySwedish(a, b string) int { return cmp.Compare(language.SortKey(a), language.SortKey(b)) }

// byNumber puts commitments in reading order: K9.2 before K9.10, and K9.2 before K10.1.
func byNumber(a, b string) int {
	x, y := figures(a), figures(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return cmp.Compare(x[i], y[i])
		}
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// figures are the whole numbers in a commitment's number.
func figures(s string) (out []int) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(part)
		if err == nil {
			out = append(out, n)
		}
	}
	return out
}

// sortDeviants puts deviations in Swedish order of the municipality, each one's in the order of the text.
func sortDeviants(all []Deviant) {
	slices.SortStableFunc(all, func(a, b Deviant) int { return bySwedish(a.Municipality.Name, b.Municipality.Name) })
}

func joined(names []string) string { return strings.Join(names, ", ") }

// upper begins a text with a capital.
func upper(t language.Text) language.Text {
	up := func(s string) string {
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(r)) + s[n:]
	}
	return language.T(up(t.Sv), up(t.En))
}
