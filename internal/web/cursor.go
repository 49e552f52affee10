package web

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Cursor is the key of the last row of a page: the values of the columns that the list is ordered by, the last of
// them unique. It stands in addresses, so its values must not be personal data: order lists of people by an id.
type Cursor []string

const maxCursor = 2000 // bytes

// String gives the cursor as it stands in an address; empty for no cursor. A reader should not look inside.
func (c Cursor) String() string {
	if len(c) == 0 {
		return ""
	}
	b, err := json.Marshal([]string(c))
	if err != nil {
		return "" // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParseCursor reads a cursor of n values; an empty text is no cursor. The values are a reader's input like any other:
// they are bound as parameters, never put into SQL.
func ParseCursor(s string, n int) (Cursor, error) {
	if s == "" {
		return nil, nil
	}
	var c Cursor
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if len(s) > maxCursor || err != nil || json.Unmarshal(b, &c) != nil || len(c) != n || strings.Contains(strings.Join(c, ""), "\x00") {
		return nil, badCursor()
	}
	return c, nil
}

func badCursor() *fault.Fault {
	text := language.T("Platsen i listan går inte att läsa. Börja om från listans första sida.",
		"The place in the list cannot be read. Begin again from the first page of the list.")
	return fault.New(fault.Invalid, text, fault.Field("query.after", text))
}

// Int reads one of the values as a number.
func (c Cursor) Int(i int) (int64, error) {
	n, err := strconv.ParseInt(c[i], 10, 64)
	if err != nil {
		return 0, badCursor()
	}
	return n, nil
}

// PageSize is how many rows a list shows.
const PageSize = 50

// Cut takes a list that was read with one row more than size, and gives its page and the cursor of the next one,
// which is empty on the last page.
func Cut[T any](rows []T, size int, key func(T) Cursor) ([]T, Cursor) {
	if len(rows) <= size {
		return rows, nil
	}
	return rows[:size], key(rows[size-1])
}
