package db

import (
	"fmt"
	"strconv"
	"strings"
)

// Where is a condition of many parts, all of which must hold, with its arguments. The zero Where holds always.
type Where struct {
	parts []string
	Args  []any
}

// Add puts a part to the condition. Its values stand in it as verbs of fmt, which are given the numbers of the arguments:
// Add("a.state = $%d", state), or Add("(a.x > $%[1]d OR a.y > $%[1]d)", x) for one that stands twice.
func (w *Where) Add(part string, values ...any) {
	at := make([]any, len(values))
	for i, v := range values {
		w.Args = append(w.Args, v)
		at[i] = len(w.Args)
	}
	if len(at) > 0 {
		part = fmt.Sprintf(part, at...)
	}
	w.parts = append(w.parts, part)
}

// Equal asks that a column has a value, where there is one to ask for.
func (w *Where) Equal(column, value string) {
	if value != "" {
		w.Add(column+" = $%d", value)
	}
}

// When puts a part without values to the condition where it is asked for.
func (w *Where) When(asked bool, part string) {
	if asked {
		w.Add(part)
	}
}

// Limit ends a statement that reads n rows and no more. The number stands in the text, since neither engine plans well for one
// that is bound. PostgreSQL, which plans a statement once, takes it for a tenth of all rows, and for so many it may well read
// and sort them all where an index has the first ones in order; SQLite plans the statement anew each time.
func Limit(n int) string { return " LIMIT " + strconv.Itoa(n) }

// String is the condition as SQL.
func (w *Where) String() string {
	if len(w.parts) == 0 {
		return "TRUE"
	}
	return strings.Join(w.parts, " AND ")
}
