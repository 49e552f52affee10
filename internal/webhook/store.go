package webhook

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

const columns = "id, authority_id, client_id, name, kinds, created_at, created_by, ended_at, version"

// Sealed lists the columns that are sealed here, for verify and for the turning of keys.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "webhook_subscription", Column: "address", RowID: "id"}, {Table: "webhook_subscription", Column: "secret", RowID: "id"}}
}

func place(id, column string) seal.Place {
	return seal.Place{Table: "webhook_subscription", Column: column, Row: id}
}

type storedSubscription struct {
	Subscription
	Sealed []byte `db:"address"`
	Secret []byte `db:"secret"`
}

func (s *Service) insert(ctx context.Context, tx *audit.Tx, sub Subscription, secret string) (err error) {
	row := storedSubscription{Subscription: sub}
	if row.Sealed, err = s.keys().Seal(place(sub.ID, "address"), []byte(sub.Address)); err != nil {
		return err
	}
	if row.Secret, err = s.keys().Seal(place(sub.ID, "secret"), []byte(secret)); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "webhook_subscription", row)
}

// of gives the subscriptions that a condition names, opened, oldest first.
func (s *Service) of(ctx context.Context, q db.Reader, where string, args ...any) ([]Subscription, error) {
	rows, err := db.All[storedSubscription](ctx, q, "SELECT "+columns+", address, secret FROM webhook_subscription WHERE "+where+" ORDER BY created_at, id", args...)
	if err != nil {
		return nil, err
	}
	out := make([]Subscription, len(rows))
	for i, row := range rows {
		plain, err := s.keys().Open(place(row.ID, "address"), row.Sealed)
		if err != nil {
			return nil, err
		}
		out[i] = row.Subscription
		out[i].Address = string(plain)
	}
	return out, nil
}

func (s *Service) byID(ctx context.Context, q db.Reader, id string) (Subscription, error) {
	found, err := s.of(ctx, q, "id = $1", id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Subscription{}, err
	}
	return found[0], nil
}

func (s *Service) secretOf(ctx context.Context, q db.Reader, id string) (string, error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT secret FROM webhook_subscription WHERE id = $1", id)
	if err != nil {
		return "", err
	}
	plain, err := s.keys().Open(place(id, "secret"), sealed)
	return string(plain), err
}

// Delivery is one thing that one subscription was told.
type Delivery struct {
	ID           string   `db:"id"`
	Subscription string   `db:"subscription_id"`
	Job          string   `db:"job_id"`
	Event        Event    `db:"kind"`
	ThingKind    ref.Kind `db:"thing_kind"`
	ThingID      string   `db:"thing_id"`
	At           db.Time  `db:"at"`
	SentAt       db.Time  `db:"sent_at"`
	Answer       string   `db:"answer"`   // the receiver's status code
	Withheld     bool     `db:"withheld"` // the program may not read the thing
}

const deliveryColumns = "d.id, d.subscription_id, d.job_id, d.kind, d.thing_kind, d.thing_id, d.at, d.sent_at, d.answer, d.withheld"

func deliveryByID(ctx context.Context, q db.Reader, id string) (Delivery, error) {
	return db.One[Delivery](ctx, q, "SELECT "+deliveryColumns+" FROM webhook_delivery d WHERE d.id = $1", id)
}

// Sent is a delivery with how its sending stands.
type Sent struct {
	Delivery
	Attempt   int64   `db:"attempt"`
	NextAt    db.Time `db:"run_at"` // when it is tried next, while it waits
	StuckAt   db.Time `db:"stuck_at"`
	LastError string  `db:"last_error"`
}

const sentFrom = ` FROM webhook_delivery d JOIN webhook_subscription s ON s.id = d.subscription_id LEFT JOIN job j ON j.id = d.job_id`

const sentColumns = deliveryColumns + ", COALESCE(j.attempt, 0) AS attempt, j.run_at, j.stuck_at, COALESCE(j.last_error, '') AS last_error"

func sentOf(ctx context.Context, q db.Reader, authority, subscription string, limit int) ([]Sent, error) {
	return db.All[Sent](ctx, q, "SELECT "+sentColumns+sentFrom+` WHERE s.authority_id = $1 AND d.subscription_id = $2 ORDER BY d.at DESC, d.id DESC`+db.Limit(limit), authority, subscription)
}

func sentByID(ctx context.Context, q db.Reader, authority, id string) (Sent, error) {
	d, err := db.One[Sent](ctx, q, "SELECT "+sentColumns+sentFrom+` WHERE s.authority_id = $1 AND d.id = $2`, authority, id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return d, err
}

// stuckOf counts what is stuck, by subscription.
func stuckOf(ctx context.Context, q db.Reader, authority string) (map[string]int64, error) {
	rows, err := db.All[struct {
		ID string `db:"subscription_id"`
		N  int64  `db:"n"`
	}](ctx, q, "SELECT d.subscription_id, count(*) AS n"+sentFrom+" WHERE s.authority_id = $1 AND j.stuck_at IS NOT NULL GROUP BY d.subscription_id", authority)
	out := map[string]int64{}
	for _, r := range rows {
		out[r.ID] = r.N
	}
	return out, err
}
