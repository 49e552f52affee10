package language

import "fmt"

// Lang is one of the two languages that every page, message and document is written in.
type Lang string

// The languages of the product. Swedish is the default wherever none was asked for (språklagen 2009:600, 10 §).
const (
	Swedish Lang = "sv"
	English Lang = "en"
)

// Text is one text in both languages. A Text with only one language filled is a fault that a test finds.
type Text struct {
	Sv string `json:"sv"`
	En string `json:"en"`
}

// T is the short form of Text{Sv: sv, En: en}.
func T(sv, en string) Text { return Text{Sv: sv, En: en} }

// Same is a text that reads alike in both languages: a name, a code, a number.
func Same(s string) Text { return Text{Sv: s, En: s} }

// In gives the text in one language; an unknown language gives Swedish.
func (t Text) In(l Lang) string {
	if l == English {
		return t.En
	}
	return t.Sv
}

// IsZero tells whether nothing is said in either language.
func (t Text) IsZero() bool { return t == Text{} }

// Localized is anything that reads differently in the two languages.
type Localized interface{ In(Lang) string }

// With fills the verbs of both languages (as fmt.Sprintf does). An argument that is Localized is said in each language.
func (t Text) With(args ...any) Text {
	return Text{Sv: format(Swedish, t.Sv, args), En: format(English, t.En, args)}
}

func format(l Lang, pattern string, args []any) string {
	said := make([]any, len(args))
	for i, a := range args {
		if loc, ok := a.(Localized); ok {
			said[i] = loc.In(l)
		} else {
			said[i] = a
		}
	}
	return fmt.Sprintf(pattern, said...)
}
