package statutory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
)

// erased takes away, in the act that destroys an authority's file of a thread, what that authority kept beside it: who
// handled the notice, and its place. The thread is the document, its number and its retention are the exchange's; what
// happened when stays, as do facts and the trail, which say nothing about a person. Which record it was about is kept, so
// that the person is shown who read it for as long as the trail says so.
func erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM statutory_notice WHERE conversation_id = $1`, e.Conversation)
	if err != nil {
		return err
	}
	for _, id := range ids {
		for _, text := range []string{
			`UPDATE statutory_event SET account_id = '' WHERE notice_id = $1 AND authority_id = $2`,
			`INSERT INTO statutory_erased (notice_id, authority_id, person_id) SELECT notice_id, authority_id, person_id FROM statutory_side WHERE notice_id = $1 AND authority_id = $2 AND person_id <> '' ON CONFLICT (notice_id, authority_id) DO NOTHING`,
			`DELETE FROM statutory_side WHERE notice_id = $1 AND authority_id = $2`,
		} {
			if _, err := tx.Exec(ctx, text, id, e.Authority); err != nil {
				return err
			}
		}
	}
	return nil
}
