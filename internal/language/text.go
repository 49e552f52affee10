package language

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// Fill is With in one language alone, for what is said to one reader.
func (t Text) Fill(l Lang, args ...any) string { return format(l, t.In(l), args) }

// format fills a pattern. Nearly all patterns hold %s and %d alone, for which nothing need be boxed or parsed twice: a page
// says hundreds. Any other is left to fmt.
func format(l Lang, pattern string, args []any) string {
	var room [128]byte
	if b, ok := appendFormat(room[:0], l, pattern, args); ok {
		return string(b)
	}
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

// appendFormat fills a pattern of %s and %d alone; ok is false for any other, and where the arguments are not those.
func appendFormat(b []byte, l Lang, pattern string, args []any) (_ []byte, ok bool) {
	for {
		before, after, found := strings.Cut(pattern, "%")
		b = append(b, before...)
		if !found {
			return b, len(args) == 0
		}
		if after == "" || len(args) == 0 {
			return b, false
		}
		switch v := args[0].(type) {
		case Text:
			b, ok = append(b, v.In(l)...), after[0] == 's'
		case string:
			b, ok = append(b, v...), after[0] == 's'
		case int:
			b, ok = strconv.AppendInt(b, int64(v), 10), after[0] == 'd'
		case int64:
			b, ok = strconv.AppendInt(b, v, 10), after[0] == 'd'
		case Localized:
			b, ok = append(b, v.In(l)...), after[0] == 's'
		case appender:
			b, ok = v.AppendTo(b), after[0] == 's'
		default:
			return b, false
		}
		if !ok {
			return b, false
		}
		pattern, args = after[1:], args[1:]
	}
}

// appender is what is said alike in both languages and writes itself, as its String does: a date.
type appender interface {
	AppendTo(b []byte) []byte
}

// Capital gives the text beginning with a capital letter.
func (t Text) Capital() Text { return t.begin(unicode.ToUpper) }

// Small gives the text beginning with a small letter, to stand within a sentence.
func (t Text) Small() Text { return t.begin(unicode.ToLower) }

func (t Text) begin(letter func(rune) rune) Text {
	first := func(s string) string {
		c, size := utf8.DecodeRuneInString(s)
		if size == 0 {
			return s
		}
		return string(letter(c)) + s[size:]
	}
	return T(first(t.Sv), first(t.En))
}
