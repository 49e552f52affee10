package enquiry

import (
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Statement is the statement that reads a page of the inbox.
func (f Filter) Statement(q db.Reader, actor policy.Actor) (string, []any, error) {
	return f.statement(q, actor, columns)
}
