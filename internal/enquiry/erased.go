package enquiry

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
)

// Erased destroys, in the act that destroys an authority's file of a thread, what that authority kept for itself of the
// question: its notes with whom they mention, its draft, and the reasons it wrote. The other side's stay until its own
// file is destroyed. With the last file goes what both could read: the purpose, and reasons that came from outside. What
// happened and when stays, as do facts and the trail: they say nothing about a person.
func (s *Service) Erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE conversation_id = $1`, e.Conversation)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := eraseOwn(ctx, tx, id, e.Authority); err != nil {
			return err
		}
		if !e.Last {
			continue
		}
		if err := eraseShared(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

func eraseOwn(ctx context.Context, tx *audit.Tx, id, authority string) error {
	for _, text := range []string{
		`DELETE FROM enquiry_mention WHERE note_id IN (SELECT id FROM enquiry_note WHERE enquiry_id = $1 AND authority_id = $2)`,
		`DELETE FROM enquiry_note WHERE enquiry_id = $1 AND authority_id = $2`,
		`DELETE FROM enquiry_draft WHERE enquiry_id = $1 AND EXISTS (SELECT 1 FROM enquiry WHERE enquiry.id = $1 AND enquiry.asker_id = $2)`,
		`UPDATE enquiry_event SET reason = NULL WHERE enquiry_id = $1 AND authority_id = $2`,
	} {
		if _, err := tx.Exec(ctx, text, id, authority); err != nil {
			return err
		}
	}
	return nil
}

// eraseShared raises the version, so that an act that read the question before cannot write the purpose back.
func eraseShared(ctx context.Context, tx *audit.Tx, id string) error {
	if _, err := tx.Exec(ctx, `UPDATE enquiry SET purpose = NULL, version = version + 1 WHERE id = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE enquiry_event SET reason = NULL WHERE enquiry_id = $1`, id)
	return err
}
