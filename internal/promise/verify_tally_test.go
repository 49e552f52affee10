package promise_test

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
)

// What the register says of an agreement's promises is held against their outcomes, as they were when the clock last
// reckoned them: days that pass and facts not reckoned yet make no difference.
func TestARegisterChangedByHandIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		h.answers(directory.PES, "2026-02-16", 60, 40, 0)
		h.must(h.svc.Settle(t.Context()))
		if n, err := db.One[int64](t.Context(), d, "SELECT COUNT(*) FROM agreement_tally WHERE broken > 0"); err != nil || n == 0 {
			t.Fatalf("no agreement has broken promises: %v", err)
		}
		sound := func(when string) {
			t.Helper()
			if found := h.differences(); len(found) != 0 {
				t.Errorf("%s: %s", when, found[0].Text.En)
			}
		}
		sound("at once")
		d.Clock.Advance(40 * 24 * time.Hour)
		sound("when a window has ended and the clock has not reckoned it")
		h.must(h.svc.Settle(t.Context()))
		sound("when it has")
		d.Clock.Advance(time.Hour)
		h.answers(directory.PES, "2026-03-16", 10, 30, 0)
		sound("when facts have been written since")
		d.Clock.Advance(time.Hour)
		h.must(h.svc.Settle(t.Context()))
		sound("when they have been reckoned")
		for _, text := range []string{"UPDATE agreement_tally SET broken = broken + 3", "UPDATE agreement_tally SET broken = 0, kept = 9", "DELETE FROM agreement_tally"} {
			h.must(d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
				if n, err := tx.Exec(t.Context(), text); n == 0 {
					t.Errorf("%s: nothing to change, %v", text, err)
				}
				return nil
			}))
			if found := h.differences(); len(found) != 1 || !strings.Contains(found[0].Text.En, "The register says") {
				t.Errorf("%s: %v", text, found)
			}
		}
	})
}
