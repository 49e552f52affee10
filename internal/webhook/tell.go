package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// SendJob is the kind of job that sends one delivery.
const SendJob = "webhook.send"

// keepSent is how long it can be seen what was sent.
const keepSent = 14 * 24 * time.Hour

// Tell tells the programs of an authority, in an act under way, that something has happened to a thing. Whether each of
// them may read the thing is asked when it is sent.
func Tell(ctx context.Context, tx *audit.Tx, authority string, e Event, thing ref.Ref) error {
	return TellAll(ctx, tx, []string{authority}, e, thing)
}

// TellAll is Tell for several authorities, in their order. They are asked of in one statement.
func TellAll(ctx context.Context, tx *audit.Tx, authorities []string, e Event, thing ref.Ref) error {
	var args []any
	listening, err := db.All[Subscription](ctx, tx, `SELECT `+columns+` FROM webhook_subscription WHERE authority_id `+db.In(authorities, &args)+` AND ended_at IS NULL ORDER BY id`, args...)
	if err != nil {
		return err
	}
	for _, authority := range authorities {
		for _, s := range listening {
			if s.Authority != authority || !s.Hears(e) {
				continue
			}
			if _, err := tell(ctx, tx, s, e, thing); err != nil {
				return err
			}
		}
	}
	return nil
}

func tell(ctx context.Context, tx *audit.Tx, s Subscription, e Event, thing ref.Ref) (Delivery, error) {
	d := Delivery{ID: tx.NewID(), Subscription: s.ID, Event: e, ThingKind: thing.Kind, ThingID: thing.ID, At: db.At(tx.Now())}
	var err error
	if d.Job, err = job.Enqueue(ctx, tx, job.New{Kind: SendJob, Key: d.ID, Args: d.ID}); err != nil {
		return d, err
	}
	return d, db.InsertLater(ctx, tx, "webhook_delivery", d)
}

// Install makes a queue send what is told, and forget what was sent long ago.
func (s *Service) Install(q *job.Queue) {
	s.Again = q.Retry
	q.Handle(SendJob, s.send)
	q.Clockwork(job.Every("webhook.sweep", time.Hour), s.sweep)
}

func (s *Service) sweep(ctx context.Context, _ job.Job) error {
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, "DELETE FROM webhook_delivery WHERE at < $1", db.At(tx.Now().Add(-keepSent)))
		return err
	})
}

// payload is what a receiver gets. It names no person.
type payload struct {
	ID    string    `json:"id"` // the same at each try
	Kind  Event     `json:"kind"`
	Thing thingBody `json:"thing"`
	At    time.Time `json:"at"`
}

type thingBody struct {
	Kind ref.Kind `json:"kind"`
	ID   string   `json:"id"`
}

func (s *Service) send(ctx context.Context, j job.Job) error {
	var id string
	if err := j.Read(&id); err != nil {
		return errors.Join(err, job.ErrGiveUp)
	}
	d, err := deliveryByID(ctx, s.Trail.DB(), id)
	if errors.Is(err, db.ErrNone) || !d.SentAt.IsZero() || d.Withheld {
		return nil
	}
	if err != nil {
		return err
	}
	sub, err := s.byID(ctx, s.Trail.DB(), d.Subscription)
	if err != nil {
		return err
	}
	may, err := s.mayHear(ctx, sub, d)
	if err != nil {
		return err
	}
	if !may {
		return s.settle(ctx, d.ID, "", true)
	}
	return s.deliver(ctx, sub, d)
}

func (s *Service) deliver(ctx context.Context, sub Subscription, d Delivery) error {
	secret, err := s.secretOf(ctx, s.Trail.DB(), sub.ID)
	if err != nil {
		return err
	}
	if err := checkAddress(sub.Address, s.post.near); err != nil {
		return fmt.Errorf("the address is no longer one that may be used: %w", job.ErrGiveUp)
	}
	body, err := json.Marshal(payload{ID: d.ID, Kind: d.Event, Thing: thingBody{d.ThingKind, d.ThingID}, At: d.At.UTC()})
	if err != nil {
		return err
	}
	answer, err := s.post.send(ctx, d.ID, sub.Address, secret, string(body))
	if err != nil {
		return err
	}
	return s.settle(ctx, d.ID, answer, false)
}

// mayHear asks whether a program may still read what it would be told of: the subscription is in force, the key is, and
// the access table lets it.
func (s *Service) mayHear(ctx context.Context, sub Subscription, d Delivery) (bool, error) {
	if !sub.EndedAt.IsZero() {
		return false, nil
	}
	client, found, err := s.client(ctx, s.Trail.DB(), sub.Authority, sub.Client)
	if err != nil || !found || d.Event == Trial {
		return found, err
	}
	k, known := s.kind(d.Event)
	if !known {
		return false, nil
	}
	err = policy.CheckRead(ctx, s.Trail.DB(), client.Actor, k.Reads, ref.To(d.ThingKind, d.ThingID))
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

func (s *Service) settle(ctx context.Context, id, answer string, withheld bool) error {
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error {
		sent := db.Time{}
		if !withheld {
			sent = db.At(tx.Now())
		}
		_, err := tx.Exec(ctx, "UPDATE webhook_delivery SET sent_at = $2, answer = $3, withheld = $4 WHERE id = $1", id, sent, answer, withheld)
		return err
	})
}
