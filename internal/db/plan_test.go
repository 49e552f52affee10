package db_test

import (
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// On PostgreSQL statements are planned once, whatever their values. An index of some rows is used for them all the same when
// the condition stands in the text.
func TestStatementsPlannedOnceUsePartialIndexes(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	ctx := t.Context()
	if mode, err := db.One[string](ctx, d.DB, "SELECT current_setting('plan_cache_mode')"); err != nil || mode != "force_generic_plan" {
		t.Errorf("what is read is planned by %q, %v", mode, err)
	}
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
		mode, err := db.One[string](ctx, tx, "SELECT current_setting('plan_cache_mode')")
		if err != nil || mode != "force_generic_plan" {
			t.Errorf("acts are planned by %q, %v", mode, err)
		}
		_, err = tx.Exec(ctx, `INSERT INTO job (id, kind, args, run_at, most, leased_until, created_at, done_at, attempt, last_error, progress, total, result)
			SELECT CAST(i AS TEXT), 'k', '{}', now(), 3, now(), now(), CASE WHEN i % 500 = 0 THEN NULL ELSE now() END, 0, '', 0, 0, '' FROM generate_series(1, 20000) i`)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "ANALYZE job")
		return err
	}))
	for n, c := range []struct{ index, types, values, text string }{
		{"job_ready", "TIMESTAMPTZ", "now()", "SELECT id FROM job WHERE done_at IS NULL AND stuck_at IS NULL AND attempt < most AND run_at <= $1 AND leased_until < $1 ORDER BY run_at LIMIT 1"},
		{"trail_entry_unsequenced", "TEXT", "''", "SELECT id FROM trail_entry WHERE seq IS NULL AND id > $1 ORDER BY id LIMIT 500"},
		{"enquiry_under_path", "TEXT", "'p'", "SELECT count(*) FROM enquiry WHERE path_id = $1 AND state IN ('incomplete', 'open', 'paused')"},
		{"enquiry_without_response", "TIMESTAMPTZ", "now()", "SELECT id FROM enquiry WHERE state = 'open' AND first_at IS NULL AND sent_at < $1 AND NOT noted"},
		{"fact_open", "TEXT, TIMESTAMPTZ", "'m', now()", "SELECT id FROM fact WHERE closed IS NULL AND metric = $1 AND due < $2 ORDER BY due LIMIT 100"},
		{"notice_unseen", "TEXT, TEXT, TEXT, TEXT", "'a', 'k', 't', 'i'", "DELETE FROM notice WHERE account_id = $1 AND kind = $2 AND thing_kind = $3 AND thing_id = $4 AND seen_at IS NULL"},
	} {
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, fmt.Sprintf("PREPARE q%d (%s) AS %s", n, c.types, c.text)); err != nil {
				return err
			}
			lines, err := db.All[string](ctx, tx, fmt.Sprintf("EXPLAIN (COSTS OFF) EXECUTE q%d (%s)", n, c.values))
			if plan := strings.Join(lines, "\n"); !strings.Contains(plan, " "+c.index+" ") {
				t.Errorf("%s is not used:\n%s", c.index, plan)
			}
			return err
		}))
	}
}
