package ui

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// unbroken is a text as HTML in which no day (YYYY-MM-DD) is broken between two lines.
func unbroken(s string) string { return string(appendUnbroken(nil, s)) }

func appendUnbroken(b []byte, s string) []byte {
	for {
		at := dayIn(s)
		if at < 0 {
			return appendEscaped(b, s)
		}
		b = append(append(appendEscaped(b, s[:at]), `<span class="s-day">`...), s[at:at+len(time.DateOnly)]...)
		b, s = append(b, "</span>"...), s[at+len(time.DateOnly):]
	}
}

// dayIn is where the first day in a text begins; -1 when there is none.
func dayIn(s string) int {
	for from := 0; ; {
		hyphen := strings.IndexByte(s[from:], '-')
		if hyphen < 0 {
			return -1
		}
		at := from + hyphen - len("2026")
		if at >= 0 && at+len(time.DateOnly) <= len(s) {
			if _, err := time.Parse(time.DateOnly, s[at:at+len(time.DateOnly)]); err == nil {
				return at
			}
		}
		from += hyphen + 1
	}
}

// capital is a text with its first letter large.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
