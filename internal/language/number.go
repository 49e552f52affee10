package language

import (
	"math"
	"strconv"
	"strings"
)

// The signs that numbers are written with in both languages.
const (
	hardSpace = "\u00a0" // keeps a number together on one line
	minus     = "−"
	noValue   = "–" // no data, which is never zero
)

// Integer is any whole number.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64
}

// Number writes a whole number with groups of three, 1 234 567, with U+00A0 between them; alike in both languages.
func Number[N Integer](n N) string { return group(strconv.FormatInt(int64(n), 10)) }

// group parts the digits before a decimal point and writes the minus sign as a minus.
func group(digits string) string {
	negative := strings.HasPrefix(digits, "-")
	digits = strings.TrimPrefix(digits, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if negative && strings.Trim(digits, "0.") != "" {
		b.WriteString(minus)
	}
	for i, c := range []byte(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(hardSpace)
		}
		b.WriteByte(c)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Decimal writes a number with a fixed count of decimals: 1 234,5 in Swedish, 1 234.5 in English. Half is rounded away
// from zero, as people do. A value that is no number (NaN, infinite) is written as a dash.
func Decimal(value float64, decimals int) Text {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return Same(noValue)
	}
	en := group(strconv.FormatFloat(round(value, decimals), 'f', decimals, 64))
	return T(strings.Replace(en, ".", ",", 1), en)
}

func round(value float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	scaled := math.Round(value * scale)
	if math.Abs(scaled) > 1<<53 { // beyond the exact whole numbers there is nothing left to round
		return value
	}
	return scaled / scale
}

// Percent writes a value that is already in percent: 90 %, with U+00A0 before the sign in both languages.
func Percent(value float64, decimals int) Text {
	number := Decimal(value, decimals)
	if number == Same(noValue) {
		return number
	}
	return T(number.Sv+hardSpace+"%", number.En+hardSpace+"%")
}

// Share writes part of whole in percent; a dash when there is no whole.
func Share(part, whole int, decimals int) Text {
	if whole == 0 {
		return Same(noValue)
	}
	return Percent(100*float64(part)/float64(whole), decimals)
}
