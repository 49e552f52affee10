package web

import (
	"unicode/utf8"

	"samsyn/internal/language"
)

// Rule is one demand on a field.
type Rule struct {
	required bool
	max      int
	check    func(string) language.Text
}

const (
	defaultLength = 500
	longLength    = 20000
)

// Required demands that the field is filled in.
var Required = Rule{required: true}

// Max takes up to n characters; without it Text takes 500 and Long 20,000.
func Max(n int) Rule { return Rule{max: n} }

// Min demands n characters or more of what is written.
func Min(n int) Rule {
	return Must(func(s string) bool { return utf8.RuneCountInString(s) >= n },
		language.T("Skriv minst %d tecken.", "Write at least %d characters.").With(n))
}

// Must demands that what is written pleases ok; the text says what to do.
func Must(ok func(string) bool, text language.Text) Rule {
	return Rule{check: func(s string) language.Text {
		if ok(s) {
			return language.Text{}
		}
		return text
	}}
}

var (
	sayRequired = language.T("Fyll i det här.", "Fill this in.")
	sayChoose   = language.T("Välj ett av alternativen.", "Choose one of the options.")
	sayLong     = language.T("Skriv högst %d tecken. Nu är det %d.", "Write at most %d characters. Now there are %d.")
	sayNotText  = language.T("Texten innehåller tecken som inte går att läsa. Skriv den på nytt.",
		"The text holds characters that cannot be read. Write it again.")
	sayNumber  = language.T("Skriv ett heltal med siffror.", "Write a whole number in figures.")
	sayBetween = language.T("Skriv ett tal mellan %d och %d.", "Write a number between %d and %d.")
	sayFile    = language.T("Välj en fil.", "Choose a file.")
	sayOneFile = language.T("Välj en fil i taget.", "Choose one file at a time.")
	sayEmpty   = language.T("Filen är tom. Välj en annan.", "The file is empty. Choose another.")
	sayKind    = language.T("Välj en fil av slaget %s.", "Choose a file of the kind %s.")
	sayBigFile = language.T("Filen är för stor. Välj en på högst %s.", "The file is too large. Choose one of at most %s.")
)

// judge gives the first thing wrong with a text, given as it will be used.
func judge(s string, max int, rules []Rule) language.Text {
	for _, r := range rules {
		if r.max > 0 {
			max = r.max
		}
		if r.required && s == "" {
			return sayRequired
		}
	}
	if n := utf8.RuneCountInString(s); n > max {
		return sayLong.With(max, n)
	}
	if s == "" {
		return language.Text{}
	}
	for _, r := range rules {
		if r.check == nil {
			continue
		}
		if text := r.check(s); !text.IsZero() {
			return text
		}
	}
	return language.Text{}
}
