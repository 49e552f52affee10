package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Pattern is the form of an authority's registry numbers: text with {n} for the number and, if it starts over each
// year, {year}. {n:4} fills up with zeros to four digits; {n:4 4} writes two groups of four with a space between.
//
//	AF-{year}/{n:4 4}  →  AF-2026/0012 3456
//	SN {year}/{n}      →  SN 2026/123
type Pattern struct {
	text   string
	before string // all before {n}, still with {year}
	after  string
	groups []int // digits in each group; empty for a plain number
	read   *regexp.Regexp
}

var (
	numberSlot = regexp.MustCompile(`\{n(?::(\d(?: \d)*))?\}`)
	anySlot    = regexp.MustCompile(`[{}]`)
)

const (
	yearSlot      = "{year}"
	longestForm   = 40
	longestNumber = 60
)

// ParsePattern reads a pattern as a person writes it.
func ParsePattern(text string) (Pattern, error) {
	text = strings.Join(strings.Fields(text), " ")
	at := numberSlot.FindAllStringSubmatchIndex(text, -1)
	if len(at) != 1 || len(text) > longestForm || strings.Count(text, yearSlot) > 1 || !legible(text) {
		return Pattern{}, badPattern()
	}
	p := Pattern{text: text, before: text[:at[0][0]], after: text[at[0][1]:]}
	if at[0][2] >= 0 {
		for _, g := range strings.Fields(text[at[0][2]:at[0][3]]) {
			p.groups = append(p.groups, int(g[0]-'0'))
		}
	}
	rest := strings.Replace(p.before+"\n"+p.after, yearSlot, "", 1)
	if anySlot.MatchString(rest) || zeroGroup(p.groups) || touches(p) {
		return Pattern{}, badPattern()
	}
	p.read = regexp.MustCompile("^" + expression(p.before) + "(" + p.digits() + ")" + expression(p.after) + "$")
	return p, nil
}

// legible tells whether a text is made of characters that can be seen.
func legible(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

func badPattern() error {
	text := language.T("Formen på diarienumret går inte att läsa. Skriv text med {n} för numret och {year} för året, till exempel SN {year}/{n} eller AF-{year}/{n:4 4}.",
		"The form of the registry number cannot be read. Write text with {n} for the number and {year} for the year, such as SN {year}/{n} or AF-{year}/{n:4 4}.")
	return fault.New(fault.Invalid, text, fault.Field("pattern", text))
}

func zeroGroup(groups []int) bool {
	for _, g := range groups {
		if g == 0 {
			return true
		}
	}
	return false
}

// touches tells whether a digit or the year stands right beside the number, so that it could not be read back.
func touches(p Pattern) bool {
	digit := func(b byte) bool { return b >= '0' && b <= '9' || b == '}' || b == '{' }
	return p.before != "" && digit(p.before[len(p.before)-1]) || p.after != "" && digit(p.after[0])
}

// expression is a regular expression for the text around the number.
func expression(text string) string {
	return strings.Replace(regexp.QuoteMeta(text), regexp.QuoteMeta(yearSlot), `(\d{4})`, 1)
}

// digits is a regular expression for the number; the first group may be longer when the count has grown past it.
func (p Pattern) digits() string {
	if len(p.groups) == 0 {
		return `[1-9]\d*`
	}
	parts := make([]string, len(p.groups))
	for i, g := range p.groups {
		parts[i] = fmt.Sprintf(`\d{%d}`, g)
	}
	parts[0] = fmt.Sprintf(`\d{%d,}`, p.groups[0])
	return strings.Join(parts, " ")
}

// String gives the pattern as it is written.
func (p Pattern) String() string { return p.text }

// Yearly tells whether the count starts over each year.
func (p Pattern) Yearly() bool { return strings.Contains(p.text, yearSlot) }

// Format writes the number n (1 or more) of a year.
func (p Pattern) Format(year int, n int64) string {
	y := fmt.Sprintf("%04d", year)
	return strings.Replace(p.before, yearSlot, y, 1) + p.count(n) + strings.Replace(p.after, yearSlot, y, 1)
}

// count writes a number in its groups, filled up with zeros.
func (p Pattern) count(n int64) string {
	width := 0
	for _, g := range p.groups {
		width += g
	}
	s := fmt.Sprintf("%0*d", width, n)
	var parts []string
	for i := len(p.groups) - 1; i > 0; i-- {
		cut := len(s) - p.groups[i]
		parts = append([]string{s[cut:]}, parts...)
		s = s[:cut]
	}
	return strings.Join(append([]string{s}, parts...), " ")
}

// Read takes a number apart; ok is false when it is not of the pattern. The year is 0 where the pattern has none.
func (p Pattern) Read(number string) (year int, n int64, ok bool) {
	m := p.read.FindStringSubmatch(Tidy(number))
	if m == nil {
		return 0, 0, false
	}
	count, y := m[1], ""
	if p.Yearly() {
		count, y = m[2], m[1]
		if strings.Contains(p.after, yearSlot) {
			count, y = m[1], m[2]
		}
		year, _ = strconv.Atoi(y) // four digits
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(count, " ", ""), 10, 64)
	return year, n, err == nil && n > 0
}

// Tidy writes a number with single, ordinary spaces.
func Tidy(number string) string { return strings.Join(strings.Fields(number), " ") }

// key is what makes a number unique: no spaces, capitals.
func key(number string) string {
	return strings.ToUpper(strings.ReplaceAll(Tidy(number), " ", ""))
}
