package identity

import (
	"regexp"
	"slices"

	"samsyn/internal/calendar"
)

// mayBeNumber finds what is written as a personal number is: eight and four digits with or without a sign between, six and
// four with one, or ten that are no telephone number.
var mayBeNumber = regexp.MustCompile(`[0-9]{8}[-+\x{2010}-\x{2013}\x{2212} \x{a0}]?[0-9]{4}|[0-9]{6}[-+\x{2010}-\x{2013}\x{2212}][0-9]{4}|[1-9][0-9]{9}`)

// Mentioned tells whether a text holds somebody's personal or coordination number. A number within a longer row of digits
// is none.
func Mentioned(text string, on calendar.Date) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return slices.ContainsFunc(mayBeNumber.FindAllStringIndex(text, -1), func(at []int) bool {
		if digit(at[0]-1) || digit(at[1]) {
			return false
		}
		_, err := ParsePersonal(text[at[0]:at[1]], on)
		return err == nil
	})
}
