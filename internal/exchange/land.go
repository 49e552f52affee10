package exchange

import (
	"context"
	"errors"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sdk"
)

// land puts a message that has come in where it belongs: in its thread, or in a new one. It is taken in also when the
// thread is closed or disclosure stopped: what comes to an authority is in its keeping, and somebody must see it.
func (s *Service) land(ctx context.Context, tx *audit.Tx, a Arrival, m sdk.Message, files []file.Checked) error {
	if err := s.hold(ctx, tx, a.Conversation.ID); err != nil {
		return err
	}
	c, parties, err := s.threadOf(ctx, tx, &a)
	if err != nil {
		return err
	}
	if m.RefersTo != "" && !a.New {
		if err := answersOwn(ctx, tx, c.ID, m.RefersTo); err != nil {
			return err
		}
	}
	a.Message.Seq, a.Message.Digest = c.Messages+1, digest(a.Body, sums(files))
	if err := s.freeze(ctx, tx, c, a.Message, Letter{Body: a.Body, Files: files}, parties); err != nil {
		return err
	}
	if !c.ClosedAt.IsZero() {
		if err := s.Reopen(ctx, tx, c.ID); err != nil {
			return err
		}
	}
	c.Messages++
	a.Conversation = c
	for _, follow := range s.Incoming {
		if err := follow(ctx, tx, a); err != nil {
			return err
		}
	}
	return tx.Note(policy.ReceiveMessage, c.Ref(), map[string]any{"kind": a.Message.Kind, "seq": a.Message.Seq, "digest": a.Message.Digest, "new": a.New, "files": len(files)})
}

// threadOf finds the thread of a message, or begins it. A thread that the sender or the recipient has no part in is
// refused in the same words as one that cannot be: its id must tell nothing to whoever guesses it.
func (s *Service) threadOf(ctx context.Context, tx *audit.Tx, a *Arrival) (Conversation, []Party, error) {
	c, err := conversationOf(ctx, tx, a.Conversation.ID)
	if fault.Is(err, fault.NotFound) {
		a.New = true
		if c, err = s.Begin(ctx, tx, Opening{ID: a.Conversation.ID, Kind: a.Conversation.Kind, Subject: a.Conversation.Subject, Personal: a.Conversation.Personal, From: a.From, To: a.To}); err != nil {
			return c, nil, err
		}
	}
	if err != nil {
		return c, nil, err
	}
	parties, err := Parties(ctx, tx, c.ID)
	if err != nil {
		return c, nil, err
	}
	outside := slices.IndexFunc(parties, func(p Party) bool { return p.Authority == a.From.Authority && p.Outside })
	if outside < 0 || !takesPart(parties, a.To.Authority) {
		return c, nil, refuse(language.T("Meddelandet hör till en tråd som avsändaren och mottagaren inte har tillsammans.", "The message belongs to a thread that its sender and recipient do not have together."))
	}
	if a.Slip && a.Conversation.Personal != c.Personal {
		return c, nil, refuse(language.T("Meddelandet säger något annat än tråden om ifall det rör en person.", "The message says other than its thread on whether it is about a person."))
	}
	return c, parties, s.heardFrom(ctx, tx, parties[outside], a.From)
}

// answersOwn refuses an answer to a message of another thread.
func answersOwn(ctx context.Context, q db.Reader, conversation, message string) error {
	in, err := db.One[string](ctx, q, "SELECT conversation_id FROM exchange_message WHERE id = $1", message)
	if errors.Is(err, db.ErrNone) {
		return nil // it may be on its way
	}
	if err == nil && in != conversation {
		err = refuse(language.T("Meddelandet svarar på ett meddelande i en annan tråd.", "The message answers a message of another thread."))
	}
	return err
}

// heardFrom keeps the address that the other side last wrote from, so that answers find it.
func (s *Service) heardFrom(ctx context.Context, tx *audit.Tx, had, now Party) error {
	if now.Address == "" || now.Address == had.Address && now.Name == had.Name {
		return nil
	}
	_, err := tx.Exec(ctx, "UPDATE exchange_party SET address = $3, name = $4 WHERE conversation_id = $1 AND authority_id = $2", had.Conversation, had.Authority, now.Address, now.Name)
	return err
}
