package exchange

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// What a parcel is and how it stands.
const (
	in           = "in"
	out          = "out"
	isMessage    = "message"
	isReceipt    = "receipt"
	stateWaiting = "waiting"  // a receipt that is to leave
	stateSent    = "sent"     // it has left
	stateTaken   = "taken"    // it has come in
	stateRefused = "refused"  // it was not taken in
	stateAgreed  = "accepted" // it has left, and a receipt says that it was taken in there
	stateReturn  = "rejected" // it has left, and a receipt says that it was not
)

type parcelRow struct {
	ID        string  `db:"id"`
	Direction string  `db:"direction"`
	Kind      string  `db:"kind"`
	Message   string  `db:"message_id"`
	Digest    string  `db:"digest"` // of the file; for a receipt that waits, of what it answers
	State     string  `db:"state"`
	Problem   string  `db:"problem"`
	At        db.Time `db:"at"`
	Sender    string  `db:"sender"` // organisation in SDK
	Recipient string  `db:"recipient"`
	Reason    string  `db:"reason"` // of a rejection, in a receipt
}

const parcelColumns = "id, direction, kind, message_id, digest, state, problem, at, sender, recipient, reason"

// keep writes a parcel; of the same file it keeps the latest.
func keep(ctx context.Context, tx *audit.Tx, row parcelRow) error {
	if _, err := tx.Exec(ctx, "DELETE FROM exchange_parcel WHERE direction = $1 AND digest = $2", row.Direction, row.Digest); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "exchange_parcel", row)
}

func parcels(ctx context.Context, q db.Reader, where string, args ...any) ([]parcelRow, error) {
	return db.All[parcelRow](ctx, q, "SELECT "+parcelColumns+" FROM exchange_parcel WHERE "+where+" ORDER BY at, id", args...)
}
