package db

import (
	"testing"
	"time"
)

// What is read by hand is read as time.Parse reads it, and nothing else is.
func FuzzParseFixed(f *testing.F) {
	for _, s := range []string{"2026-03-02T08:00:00.000000Z", "2024-02-29T23:59:59.999999Z", "2026-02-29T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z", "2026-03-02T24:00:00.000000Z",
		"2026-03-02T08:00:60.000000Z", "0001-01-01T00:00:00.000000Z", "2026-03-02T08:00:00.00000/Z", "2026-03-02 08:00:00.000000Z", "", "0000-01-01T00:00:00.000000Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := parseFixed(s)
		want, err := time.Parse(timeLayout, s)
		if ok && (err != nil || !got.Equal(want) || got.Location() != time.UTC) {
			t.Errorf("%q is read as %v, and by time.Parse as %v, %v", s, got, want, err)
		}
		if !ok && err == nil && len(s) == len(timeLayout) && s[19] == '.' && !want.IsZero() {
			t.Errorf("%q is not read", s)
		}
	})
}
