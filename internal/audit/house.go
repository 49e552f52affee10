package audit

import (
	"context"
	"fmt"
	"regexp"

	"samsyn/internal/db"
)

// HouseTables are the tables that keep the house running and say nothing about what anybody did: only they may be
// written without a note.
func HouseTables() []string {
	return []string{"job", "delivery", "session", "idempotency", "rollup", "rollup_delta", "rollup_month", "rollup_reach", "rate", "app_node", "pending_form", "notice", "notice_digest", "signin_spent", "file_incoming_part", "webhook_delivery", "simulate_progress", "simulate_open"}
}

// HouseTx writes housekeeping tables.
type HouseTx struct{ *db.Tx }

var writes = regexp.MustCompile(`(?i)^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+([a-z_]+)`)

// Exec runs a statement that writes one housekeeping table, and refuses any other.
func (tx *HouseTx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	if err := ofHouse(text); err != nil {
		return 0, err
	}
	return tx.Tx.Exec(ctx, text, args...)
}

// Later is Exec for a write whose outcome the act does not need at once.
func (tx *HouseTx) Later(ctx context.Context, text string, args ...any) error {
	if err := ofHouse(text); err != nil {
		return err
	}
	return tx.Tx.Later(ctx, text, args...)
}

func ofHouse(text string) error {
	if m := writes.FindStringSubmatch(text); m == nil || !isHouse(m[1]) {
		return fmt.Errorf("audit: not a write of a housekeeping table: %s", text)
	}
	return nil
}

func isHouse(table string) bool {
	for _, t := range HouseTables() {
		if t == table {
			return true
		}
	}
	return false
}

// House writes housekeeping tables as one act, without a note. It can write no other table.
func (t *Trail) House(ctx context.Context, fn func(tx *HouseTx) error) error {
	return t.writer.DoRows(ctx, func(tx *db.Tx) error { return fn(&HouseTx{tx}) })
}
