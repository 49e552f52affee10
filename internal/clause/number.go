package clause

import (
	"errors"
	"strconv"
	"strings"

	"samsyn/internal/language"
)

// Number is a target, a limit or a counted value in hundredths, so that 92,5 % is exact.
type Number int64

// N is a whole number.
func N(whole int64) Number { return Number(whole * 100) }

const largest = 1_000_000_00 // a million

var errNumber = errors.New("clause: not a number")

// ParseNumber reads "92,5", "92.5" or "1 200", with at most two decimals, up to a million. Spaces between digits may be
// of any kind. Anything else is an error.
func ParseNumber(s string) (Number, error) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u202f':
			return -1
		case '\u2212':
			return '-'
		}
		return r
	}, s)
	sign := Number(1)
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = -1, rest
	}
	whole, part, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if whole == "" || len(part) > 2 || len(whole) > 7 || strings.Trim(whole+part, "0123456789") != "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, ",") {
		return 0, errNumber
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil || n > largest {
		return 0, errNumber
	}
	return sign * Number(n), nil
}

// In writes the number as the language does: "92,5" or "92.5".
func (n Number) In(l language.Lang) string {
	sign, v := "", int64(n)
	if v < 0 {
		sign, v = "−", -v
	}
	s := sign + strconv.FormatInt(v/100, 10)
	if part := v % 100; part != 0 {
		mark := ","
		if l == language.English {
			mark = "."
		}
		s += mark + strings.TrimRight(strconv.FormatInt(100+part, 10)[1:], "0")
	}
	return s
}

// String is the number in Swedish.
func (n Number) String() string { return n.In(language.Swedish) }

// Float is the number as a floating point value, for drawing.
func (n Number) Float() float64 { return float64(n) / 100 }

// MarshalText writes the number with a point.
func (n Number) MarshalText() ([]byte, error) {
	return []byte(strings.Replace(n.In(language.English), "−", "-", 1)), nil
}

// UnmarshalText reads what ParseNumber reads.
func (n *Number) UnmarshalText(text []byte) (err error) {
	*n, err = ParseNumber(string(text))
	return err
}
