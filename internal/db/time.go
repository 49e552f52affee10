package db

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// timeLayout is fixed width, so that text order is time order in SQLite.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// Time is an instant in a column: UTC with microseconds. The zero Time is NULL. A raw time.Time must never be
// bound: on SQLite it would be stored in another form and compare wrongly.
type Time struct{ time.Time }

// At makes a column instant of t.
func At(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	return Time{t.UTC().Truncate(time.Microsecond)}
}

// Value gives the fixed-width text, or NULL.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(timeLayout), nil
}

// Scan reads what either engine gives.
func (t *Time) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = Time{}
	case time.Time:
		*t = At(v)
	case string:
		return t.parse(v)
	case []byte:
		return t.parse(string(v))
	default:
		return fmt.Errorf("db.Time: cannot read %T", src)
	}
	return nil
}

func (t *Time) parse(s string) error {
	for _, layout := range []string{timeLayout, time.RFC3339Nano, "2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05.999999-07"} {
		if parsed, err := time.Parse(layout, s); err == nil {
			*t = At(parsed)
			return nil
		}
	}
	return fmt.Errorf("db.Time: %q is not an instant", s)
}
