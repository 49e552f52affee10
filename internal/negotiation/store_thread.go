package negotiation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

// Threads gives a draft's threads with their comments, the oldest first.
func Threads(ctx context.Context, q db.Reader, draft string) ([]Thread, error) {
	found, err := db.All[Thread](ctx, q, `SELECT id, draft_id, no, field, state, authority_id, opened_at, version FROM negotiation_thread WHERE draft_id = $1 ORDER BY id`, draft)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	comments, err := db.All[Comment](ctx, q, `SELECT id, thread_id, draft_id, authority_id, account_id, body, at FROM negotiation_comment WHERE draft_id = $1 ORDER BY id`, draft)
	at := make(map[string]int, len(found))
	for i, t := range found {
		at[t.ID] = i
	}
	for _, c := range comments {
		found[at[c.Thread]].Comments = append(found[at[c.Thread]].Comments, c)
	}
	return found, err
}

// insertThread writes a new thread. Of two that open one on the same field at once, the second is told.
func insertThread(ctx context.Context, tx *audit.Tx, t Thread) error {
	err := db.Insert(ctx, tx, "negotiation_thread", t)
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, changedMeanwhile)
	}
	return err
}

// setThread changes a thread's state over the version it was read at.
func setThread(ctx context.Context, tx *audit.Tx, t Thread, state ThreadState) error {
	n, err := tx.Exec(ctx, `UPDATE negotiation_thread SET state = $3, version = version + 1 WHERE id = $1 AND version = $2`, t.ID, t.Version, state)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}
