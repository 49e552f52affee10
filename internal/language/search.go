package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// SearchKey folds a text for search: lower case, accents dropped, any space one space, none at the ends. The letters
// å ä ö are letters of their own in Swedish and stay (with Danish and Norwegian æ ø as ä ö), so "Habo" does not find
// "Håbo". A search folds what was asked for in the same way. Never make one of a sealed field.
func SearchKey(s string) string {
	folded := cases.Fold().String(norm.NFKC.String(s))
	var b strings.Builder
	for _, r := range norm.NFC.String(folded) {
		b.WriteString(foldLetter(r))
	}
	return strings.Join(strings.Fields(norm.NFC.String(b.String())), " ")
}

func foldLetter(r rune) string {
	switch {
	case r == 'å' || r == 'ä' || r == 'ö' || r <= unicode.MaxASCII:
		return string(r)
	case r == 'æ':
		return "ä"
	case r == 'ø':
		return "ö"
	}
	return strings.Map(dropMark, norm.NFKD.String(string(r)))
}

func dropMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}
