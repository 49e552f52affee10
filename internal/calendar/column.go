package calendar

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Value stores the date as text 2026-03-02, which both engines take for a DATE; the zero Date is NULL. What was reckoned to
// be before the year 1 is its first day.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	if d.Year < 1 {
		d = NewDate(1, time.January, 1)
	}
	return d.String(), nil
}

// Scan reads a DATE column: an instant is taken as the day it says in its own zone, since drivers give a DATE as
// midnight UTC; NULL is the zero Date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = civil(v)
		return nil
	case string:
		return d.scanText(v)
	case []byte:
		return d.scanText(string(v))
	}
	return fmt.Errorf("calendar: a date cannot be read from %T", src)
}

// scanText takes what an engine makes of a date in an expression: a day, maybe with midnight behind it.
func (d *Date) scanText(s string) error {
	if n := len(time.DateOnly); len(s) > n && (s[n] == ' ' || s[n] == 'T') {
		s = s[:n]
	}
	return d.UnmarshalText([]byte(s))
}

// MarshalText writes 2026-03-02, and nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2026-03-02; empty text is the zero Date. Anything else is a fault of kind Invalid.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// MarshalJSON writes "2026-03-02", and null for the zero Date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads "2026-03-02" or null.
func (d *Date) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*d = Date{}
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	return d.UnmarshalText([]byte(s))
}
