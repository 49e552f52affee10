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

// Value gives the fixed-width text, or NULL. There is no year 0: what was reckoned to be before the year 1, such as the
// beginning in Sweden of its first day, is its beginning.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	if at := t.UTC(); at.Year() >= 1 {
		return at.Format(timeLayout), nil
	}
	return time.Time{}.Format(timeLayout), nil
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
	if fixed, ok := parseFixed(s); ok {
		*t = Time{fixed}
		return nil
	}
	for _, layout := range []string{timeLayout, time.RFC3339Nano, "2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05.999999-07"} {
		if parsed, err := time.Parse(layout, s); err == nil {
			*t = At(parsed)
			return nil
		}
	}
	return fmt.Errorf("db.Time: %q is not an instant", s)
}

// parseFixed reads timeLayout, which every instant is stored in, without weighing other layouts: a list reads hundreds.
// ok is false for what is not a real instant in that layout.
func parseFixed(s string) (_ time.Time, ok bool) {
	if len(s) != len(timeLayout) || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != '.' || s[26] != 'Z' {
		return time.Time{}, false
	}
	ok = true
	number := func(from, to int) (n int) {
		for _, c := range []byte(s[from:to]) {
			ok = ok && '0' <= c && c <= '9'
			n = n*10 + int(c-'0')
		}
		return n
	}
	year, month, day := number(0, 4), time.Month(number(5, 7)), number(8, 10)
	hour, minute, second, micro := number(11, 13), number(14, 16), number(17, 19), number(20, 26)
	if !ok || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	at := time.Date(year, month, day, hour, minute, second, micro*1000, time.UTC)
	if y, m, d := at.Date(); y != year || m != month || d != day { // 30 February
		return time.Time{}, false
	}
	return at, !at.IsZero()
}
