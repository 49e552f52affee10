package exchange

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sdk"
)

// owe writes down that a receipt is to leave for a file that came in, in an act under way.
func owe(ctx context.Context, tx *audit.Tx, m sdk.Message, file string, reason sdk.Reason) error {
	if !sdk.IsActor(m.Sender.Actor) || !sdk.IsActor(m.Recipient.Actor) || !sdk.IsID(m.ID) {
		return nil // there is nobody to answer
	}
	return keep(ctx, tx, parcelRow{ID: tx.RandomID(), Direction: out, Kind: isReceipt, Message: m.ID, Digest: "receipt of " + file, State: stateWaiting,
		At: db.At(tx.Now()), Sender: m.Recipient.Actor, Recipient: m.Sender.Actor, Reason: string(reason)})
}

// owed lists the receipts that wait to leave, of one conversation when it is named.
func owed(ctx context.Context, q db.Reader, conversation string) ([]parcelRow, error) {
	return parcels(ctx, q, `direction = 'out' AND kind = 'receipt' AND state = 'waiting'
		AND ($1 = '' OR message_id IN (SELECT id FROM exchange_message WHERE conversation_id = $1))`, conversation)
}

func receiptName(row parcelRow) string { return "kvitto-" + row.ID + ".xml" }

// nextReceipts sends the receipts that wait.
func (s *Service) nextReceipts(ctx context.Context, conversation string, limit int, fn func(Parcel) error) (n int, err error) {
	rows, err := owed(ctx, s.Trail.DB(), conversation)
	if err != nil {
		return 0, err
	}
	for _, row := range rows[:min(len(rows), limit)] {
		r := sdk.Receipt{ID: row.ID, At: row.At.UTC(), Sender: row.Sender, Receiver: row.Recipient, Message: row.Message, Accepted: row.Reason == "", Reason: sdk.Reason(row.Reason)}
		b, err := sdk.MarshalReceipt(r)
		if err != nil {
			return n, err
		}
		if err := fn(Parcel{ID: row.ID, Name: receiptName(row), Message: row.Message, Receipt: true, Content: b, from: row.Sender, to: row.Recipient}); err != nil {
			return n, err
		}
		if err := s.receiptSent(ctx, row); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s *Service) receiptSent(ctx context.Context, row parcelRow) error {
	return s.Trail.Do(ctx, policy.Process("samsyn sdk"), func(tx *audit.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE exchange_parcel SET state = 'sent' WHERE id = $1 AND state = 'waiting'", row.ID); err != nil {
			return err
		}
		return tx.Note(policy.SendOut, ref.To(ParcelKind, row.ID), map[string]any{"receipt_for": row.Message, "reason": row.Reason})
	})
}

// signed is when the other side made its receipt, which is when the message was there: between when the message left and
// now, whatever the other side's clock says.
func signed(at, sent, now time.Time) db.Time {
	if at.After(now) {
		at = now
	}
	if at.Before(sent) {
		at = sent
	}
	return db.At(at)
}

// takeReceipt takes in what the other side says of a message that has left: it belongs to that message and comes from
// whom the message went to.
func (s *Service) takeReceipt(ctx context.Context, tx *audit.Tx, b []byte) (Taken, error) {
	t := language.T
	r, err := sdk.ParseReceipt(b)
	if err != nil {
		return Taken{Receipt: true, reason: sdk.Schema}, err
	}
	rows, err := parcels(ctx, tx, "direction = 'out' AND kind = 'message' AND message_id = $1", r.Message)
	if err != nil {
		return Taken{Receipt: true}, err
	}
	if len(rows) == 0 || rows[0].Recipient != r.Sender || rows[0].Sender != r.Receiver {
		return Taken{Receipt: true}, fault.New(fault.Invalid, t("Kvittot gäller inget meddelande som har skickats härifrån till avsändaren.", "The receipt is for no message that was sent from here to its sender."))
	}
	found, err := db.All[Message](ctx, tx, "SELECT "+messageColumns+" FROM exchange_message WHERE id = $1", r.Message)
	if err != nil || len(found) == 0 {
		return Taken{Receipt: true}, err
	}
	m := found[0]
	if err := s.hold(ctx, tx, m.Conversation); err != nil {
		return Taken{Receipt: true}, err
	}
	state, outcome := stateReturn, Rejected
	if r.Accepted {
		state, outcome = stateAgreed, Accepted
	}
	if _, err := tx.Exec(ctx, "UPDATE exchange_parcel SET state = $2, reason = $3 WHERE id = $1", rows[0].ID, state, string(r.Reason)); err != nil {
		return Taken{Receipt: true}, err
	}
	attempt, err := s.Try(ctx, tx, Attempt{Conversation: m.Conversation, Message: m.ID, Authority: m.From, Channel: SDK, Outcome: outcome, At: signed(r.At, m.SentAt.Time, tx.Now())}, r.Says)
	if err != nil {
		return Taken{Receipt: true}, err
	}
	c, err := conversationOf(ctx, tx, m.Conversation)
	if err != nil {
		return Taken{Receipt: true}, err
	}
	for _, follow := range s.Receipted {
		if err := follow(ctx, tx, c, m, attempt); err != nil {
			return Taken{Receipt: true}, err
		}
	}
	return Taken{Receipt: true, Conversation: c.ID, Message: m.ID, parcel: parcelRow{Sender: r.Sender, Recipient: r.Receiver, Message: m.ID, Reason: string(r.Reason)}},
		tx.Note(policy.ReceiveMessage, c.Ref(), map[string]any{"receipt_for": m.Seq, "outcome": outcome})
}
