package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Text reads one line: trimmed, composed (NFC), without control characters. What breaks a rule is collected.
func (f *Form) Text(name string, rules ...Rule) string {
	s, ok := clean(f.Value(name), false)
	return f.judged(name, s, ok, defaultLength, rules)
}

// Long reads several lines, with line breaks as \n.
func (f *Form) Long(name string, rules ...Rule) string {
	s, ok := clean(f.Value(name), true)
	return f.judged(name, s, ok, longLength, rules)
}

// Secret reads a password: exactly as written.
func (f *Form) Secret(name string, rules ...Rule) string {
	s := f.Value(name)
	return f.judged(name, s, utf8.ValidString(s), defaultLength, rules)
}

func (f *Form) judged(name, s string, readable bool, max int, rules []Rule) string {
	if !readable {
		f.Problem(name, sayNotText)
		return ""
	}
	if text := judge(s, max, rules); !text.IsZero() {
		f.Problem(name, text)
		return ""
	}
	return s
}

// clean gives text as it is kept. ok is false for bytes that are no text. Signs that turn the direction of writing are
// left out: they make a text read as another on a screen than in the document that is signed (UAX 9, UTR 36).
func clean(s string, lines bool) (string, bool) {
	if !utf8.ValidString(s) {
		return "", false
	}
	s = strings.Map(undirected, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
	s = strings.TrimSpace(s)
	for _, c := range s {
		if unicode.IsControl(c) && c != '\t' && (c != '\n' || !lines) {
			return "", false
		}
	}
	return norm.NFC.String(s), true
}

func undirected(c rune) rune {
	if unicode.Is(unicode.Bidi_Control, c) {
		return -1
	}
	return c
}

// Date reads a date written as 2026-03-02; the zero Date when nothing is written.
func (f *Form) Date(name string, rules ...Rule) calendar.Date {
	s := f.Text(name, rules...)
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		f.takeAt(name, err)
	}
	return d
}

// takeAt notes what a parser says of a field.
func (f *Form) takeAt(name string, err error) {
	text := sayNotText
	if flt := shown(err); flt.Kind == fault.Invalid {
		text = flt.Text
	}
	f.Problem(name, text)
}

// Int reads a whole number from least to most, both allowed; 0 when nothing is written. Spaces between thousands are
// taken as people write them.
func (f *Form) Int(name string, least, most int, rules ...Rule) int {
	s := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, f.Text(name, rules...))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		f.Problem(name, sayNumber)
		return 0
	}
	if n < least || n > most {
		f.Problem(name, sayBetween.With(least, most))
		return 0
	}
	return n
}

// Choice reads one of the options. Anything else, which no form of ours sends, is told as not chosen.
func (f *Form) Choice(name string, options []string, rules ...Rule) string {
	s := f.Value(name)
	required := slices.ContainsFunc(rules, func(r Rule) bool { return r.required })
	if s == "" && !required {
		return ""
	}
	if !slices.Contains(options, s) {
		f.Problem(name, sayChoose)
		return ""
	}
	return f.judged(name, s, true, longLength, rules)
}

// Choices reads any number of the options.
func (f *Form) Choices(name string, options []string, rules ...Rule) []string {
	var out []string
	for _, s := range f.values[name] {
		if !slices.Contains(options, s) {
			f.Problem(name, sayChoose)
			return nil
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 && slices.ContainsFunc(rules, func(r Rule) bool { return r.required }) {
		f.Problem(name, language.T("Välj minst ett av alternativen.", "Choose at least one of the options."))
	}
	return out
}

// Ticked tells whether a box was ticked.
func (f *Form) Ticked(name string) bool {
	v := f.Value(name)
	return v != "" && v != "0" && v != "false"
}
