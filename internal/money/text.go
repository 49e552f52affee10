package money

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const hardSpace = "\u00a0"

// In writes the amount with its öre, 1 234 567,50 kr in Swedish and SEK 1 234 567.50 in English, held together by
// U+00A0.
func (a Öre) In(l language.Lang) string {
	if l == language.English {
		return a.sign() + "SEK" + hardSpace + a.kronor() + "." + a.cents()
	}
	return a.sign() + a.kronor() + "," + a.cents() + hardSpace + "kr"
}

// Short writes the amount without öre when it has none: 1 200 kr / SEK 1 200.
func (a Öre) Short() language.Text {
	if a%Krona != 0 {
		return language.T(a.In(language.Swedish), a.In(language.English))
	}
	return language.T(a.sign()+a.kronor()+hardSpace+"kr", a.sign()+"SEK"+hardSpace+a.kronor())
}

// String writes the amount in Swedish.
func (a Öre) String() string { return a.In(language.Swedish) }

// Plain writes 1234567.50, for files and machines.
func (a Öre) Plain() string {
	sign := ""
	if a < 0 {
		sign = "-"
	}
	whole := magnitude(int64(a)) / uint64(Krona)
	return sign + strconv.FormatUint(whole, 10) + "." + a.cents()
}

func (a Öre) sign() string {
	if a < 0 {
		return "−"
	}
	return ""
}

func (a Öre) kronor() string { return language.Number(int64(magnitude(int64(a)) / uint64(Krona))) }

func (a Öre) cents() string { return fmt.Sprintf("%02d", magnitude(int64(a))%uint64(Krona)) }

// Parse reads an amount in kronor as people write it: "1 234 567,50 kr", "1234567.5", "−12:-". Groups are parted by
// spaces of any kind; a comma or a point begins one or two decimals. Points or commas between thousands are refused,
// since 1.234 would mean two things.
func Parse(s string) (Öre, error) {
	whole, decimals, negative, ok := cut(strip(s))
	if !ok {
		return 0, fault.New(fault.Invalid, language.T(
			"Skriv beloppet i kronor, till exempel 1 234 567,50.",
			"Write the amount in kronor, for example 1 234 567.50."))
	}
	// Two digits more than an int64 holds are caught by ParseInt, so the amount is read in öre at once.
	sign := ""
	if negative {
		sign = "-"
	}
	n, err := strconv.ParseInt(sign+whole+(decimals + "00")[:2], 10, 64)
	if err != nil {
		return 0, overflow()
	}
	return Öre(n), nil
}

// strip takes away the words and signs around the figures.
func strip(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimSpace(strings.TrimPrefix(s, "SEK"))
	for _, word := range []string{"kronor", "kr.", "kr", "SEK", ":-"} {
		if rest, found := strings.CutSuffix(s, word); found {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

func cut(s string) (whole, decimals string, negative, ok bool) {
	for _, sign := range []string{"-", "−"} {
		if rest, found := strings.CutPrefix(s, sign); found {
			s, negative = strings.TrimSpace(rest), true
			break
		}
	}
	s = strings.Replace(s, ",", ".", 1)
	whole, decimals, pointed := strings.Cut(s, ".")
	whole, ok = ungroup(whole)
	decimalsRight := isDigits(decimals) && len(decimals) <= 2 && (decimals != "" || !pointed)
	return whole, decimals, negative, ok && decimalsRight
}

// ungroup takes spaces out of groups of three.
func ungroup(s string) (string, bool) {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' })
	for i, g := range groups {
		if len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && len(g) > 3) {
			return "", false
		}
	}
	digits := strings.Join(groups, "")
	return digits, digits != "" && isDigits(digits)
}

func isDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// Value stores the amount as a whole number of öre.
func (a Öre) Value() (driver.Value, error) { return int64(a), nil }

// Scan reads a BIGINT of öre. NULL is refused: an unknown amount is not zero, so such a column takes *Öre.
func (a *Öre) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("money: an amount cannot be read from %T", src)
	}
	*a = Öre(n)
	return nil
}
