package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SearchKey folds a text for search: lower case, accents dropped, any space one space, none at the ends. The letters
// å ä ö are letters of their own in Swedish and stay (with Danish and Norwegian æ ø as ä ö), so "Habo" does not find
// "Håbo". A search folds what was asked for in the same way. Never make one of a sealed field.
func SearchKey(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(norm.NFKC.String(s))) {
		b.WriteString(foldLetter(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func foldLetter(r rune) string {
	if r == 'å' || r == 'ä' || r == 'ö' || r <= unicode.MaxASCII {
		return string(r)
	}
	return otherLetters.Replace(strings.ToLower(strings.Map(dropMark, norm.NFKD.String(string(r)))))
}

var otherLetters = strings.NewReplacer("æ", "ä", "ø", "ö", "ß", "ss")

func dropMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}
