package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/seal"
)

// Channel is a way out of the house.
type Channel string

// The channels.
const (
	Mail    Channel = "mail"
	Webhook Channel = "webhook"
)

// Message is what leaves: for mail an address, a subject and a text; for a webhook a URL and a JSON body.
type Message struct {
	To      string            `json:"to"`
	Subject string            `json:"subject,omitempty"`
	Text    string            `json:"text"`
	Headers map[string]string `json:"headers,omitempty"`
}

// Delivery is one message on its way. Its id never changes between tries, so a receiver can tell a second one.
type Delivery struct {
	ID      string
	Channel Channel
	Message Message
}

// Sender hands a delivery over and gives the receiver's receipt. It may be called again for the same delivery.
type Sender func(ctx context.Context, d Delivery) (receipt string, err error)

const deliverKind = "deliver"

func deliveryPlace(id string) seal.Place {
	return seal.Place{Table: "delivery", Column: "content", Row: id}
}

type deliveryRow struct {
	ID        string  `db:"id"`
	Channel   string  `db:"channel"`
	Content   []byte  `db:"content"`
	CreatedAt db.Time `db:"created_at"`
	SentAt    db.Time `db:"sent_at"`
	Receipt   string  `db:"receipt"`
}

// Send puts a message in the outbox in the act that wants it sent: it leaves if and only if the act is kept. The
// message is sealed, since addresses are personal data. It gives the delivery's id.
func Send(ctx context.Context, tx execer, keys *seal.Keys, c Channel, m Message) (string, error) {
	plain, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	id := tx.NewID()
	sealed, err := keys.Seal(deliveryPlace(id), plain)
	if err != nil {
		return "", err
	}
	row := deliveryRow{ID: id, Channel: string(c), Content: sealed, CreatedAt: db.At(tx.Now())}
	if err := db.Insert(ctx, tx, "delivery", row); err != nil {
		return "", err
	}
	_, err = Enqueue(ctx, tx, New{Kind: deliverKind, Key: id, Args: id})
	return id, err
}

// Deliver makes the queue send what is in the outbox through the senders.
func (q *Queue) Deliver(keys *seal.Keys, senders map[Channel]Sender) {
	q.Handle(deliverKind, func(ctx context.Context, j Job) error {
		var id string
		if err := j.Read(&id); err != nil {
			return errors.Join(err, ErrGiveUp)
		}
		row, err := db.One[deliveryRow](ctx, q.trail.DB(), "SELECT id, channel, content, created_at, sent_at, receipt FROM delivery WHERE id = $1", id)
		if errors.Is(err, db.ErrNone) || !row.SentAt.IsZero() {
			return nil
		}
		if err != nil {
			return err
		}
		return q.deliver(ctx, keys, senders, row)
	})
}

func (q *Queue) deliver(ctx context.Context, keys *seal.Keys, senders map[Channel]Sender, row deliveryRow) error {
	d := Delivery{ID: row.ID, Channel: Channel(row.Channel)}
	plain, err := keys.Open(deliveryPlace(row.ID), row.Content)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(plain, &d.Message); err != nil {
		return errors.Join(err, ErrGiveUp)
	}
	send, ok := senders[d.Channel]
	if !ok {
		return fmt.Errorf("no way out is set up for channel %s", d.Channel)
	}
	receipt, err := send(ctx, d)
	if err != nil {
		return err
	}
	return q.trail.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, "UPDATE delivery SET sent_at = $2, receipt = $3 WHERE id = $1 AND sent_at IS NULL", d.ID, db.At(tx.Now()), receipt)
		return err
	})
}

// Sealed lists the columns that are sealed here, for verify and for the turning of keys.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "delivery", Column: "content", RowID: "id"}}
}
