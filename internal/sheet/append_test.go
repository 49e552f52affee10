package sheet

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
)

// TestCellsAreWrittenAsTheirText: the short ways of writing a cell give what the text of it gives, guarded and quoted.
func TestCellsAreWrittenAsTheirText(t *testing.T) {
	same := func(t interface{ Fatalf(string, ...any) }, cell any) {
		if got, want := string(appendCell([]byte("x"), cell)), "x"+quote(guard(plain(cell))); got != want {
			t.Fatalf("%#v is written %q, not %q", cell, got, want)
		}
	}
	for _, cell := range []any{nil, "", "a", "=1+1", "-", "-5", "+46", "@x", " a", "a ", "a\u00a0", "\u3000a", "a;b", "a,b", `a"b`, "a\nb", "\ta", "\ra", "å", "aå", "0", "a\x00",
		0, -7, int64(-7), 1.5, true, false, calendar.NewDate(2026, 3, 2), time.Date(2026, 3, 29, 0, 59, 59, 5, time.UTC), time.Time{}} {
		same(t, cell)
	}
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`[=+\-@ \t\r\n;,"a-zA-Z0-9åÖ.]{0,6}`))
	rapid.Check(t, func(t *rapid.T) {
		same(t, texts.Draw(t, "text"))
		same(t, rapid.Int64().Draw(t, "n"))
		same(t, rapid.Float64().Draw(t, "x"))
		same(t, time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t, "s"), 0))
	})
}
