package exchange

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

// Channel is a way of delivery outside the product.
type Channel string

// The channels of attempts.
const (
	Phone Channel = "phone" // a call back through the asker's switchboard
	Post  Channel = "letter"
	SDK   Channel = "sdk"
)

// Outcome is how an attempt went.
type Outcome string

// The outcomes.
const (
	Reached  Outcome = "reached"
	NoAnswer Outcome = "no-answer"
	Posted   Outcome = "posted"
	Returned Outcome = "returned" // the letter came back
	Accepted Outcome = "accepted" // a receipt said so
	Rejected Outcome = "rejected"
)

// CallsBeforeLetter is how many calls back are tried before a letter is sent (domain facts 0.4).
const CallsBeforeLetter = 2

// Attempt is one attempt to deliver an answer.
type Attempt struct {
	ID           string  `db:"id"`
	Conversation string  `db:"conversation_id"`
	Message      string  `db:"message_id"`
	Authority    string  `db:"authority_id"` // who tried
	Channel      Channel `db:"channel"`
	No           int64   `db:"no"` // from 1 in its channel
	By           string  `db:"by_account"`
	At           db.Time `db:"at"`
	Outcome      Outcome `db:"outcome"`
	Within       bool    `db:"within"` // within the hours in which the asker said that they can be reached
}

// Name says how it went.
func (o Outcome) Name() language.Text {
	t := language.T
	switch o {
	case Reached:
		return t("nådde den som frågade", "reached whoever asked")
	case NoAnswer:
		return t("ingen svarade", "nobody answered")
	case Posted:
		return t("brevet är skickat", "the letter is sent")
	case Returned:
		return t("brevet kom tillbaka", "the letter came back")
	case Accepted:
		return t("mottaget", "accepted")
	case Rejected:
		return t("avvisat", "rejected")
	}
	return language.Same(string(o))
}

// Try writes down an attempt in an act under way and gives it with its number; without a time it was made now. A letter is sent only after the calls
// that come before it, where calls were agreed.
func (s *Service) Try(ctx context.Context, tx *audit.Tx, a Attempt, note string) (Attempt, error) {
	before, err := Attempts(ctx, tx, a.Conversation)
	if err != nil {
		return Attempt{}, err
	}
	if a.ID, a.By, a.No = tx.NewID(), tx.Actor().ID, 1; a.At.IsZero() {
		a.At = db.At(tx.Now())
	}
	for _, b := range before {
		if b.Channel == a.Channel {
			a.No++
		}
	}
	sealed, err := sealNote(s.keys(), a.ID, note)
	if err != nil {
		return Attempt{}, err
	}
	err = db.Insert(ctx, tx, "exchange_attempt", struct {
		Attempt
		Note []byte `db:"note"`
	}{a, sealed})
	if db.IsUnique(err) {
		err = fault.Wrap(err, fault.Conflict, meanwhile)
	}
	if err != nil {
		return Attempt{}, err
	}
	return a, tx.Note(policy.TryDelivery, Conversation{ID: a.Conversation}.Ref(), map[string]any{"channel": a.Channel, "no": a.No, "outcome": a.Outcome, "within": a.Within})
}

func sealNote(keys *seal.Keys, id, note string) ([]byte, error) {
	if note == "" {
		return nil, nil
	}
	return keys.Seal(notePlace(id), []byte(note))
}

// Attempts gives the attempts in a conversation, in order.
func Attempts(ctx context.Context, q db.Reader, conversation string) ([]Attempt, error) {
	return db.All[Attempt](ctx, q, `SELECT id, conversation_id, message_id, authority_id, channel, no, by_account, at, outcome, within
		FROM exchange_attempt WHERE conversation_id = $1 ORDER BY at, id`, conversation)
}

// Tried is Attempts with what an authority wrote of its own, opened, by the id of the attempt. That is its own: the other
// side never sees it.
func (s *Service) Tried(ctx context.Context, q db.Reader, conversation, authority string) (list []Attempt, notes map[string]string, err error) {
	type row struct {
		Attempt
		Note []byte `db:"note"`
	}
	rows, err := db.All[row](ctx, q, `SELECT id, conversation_id, message_id, authority_id, channel, no, by_account, at, outcome, within,
		CASE WHEN authority_id = $2 THEN note END AS note FROM exchange_attempt WHERE conversation_id = $1 ORDER BY at, id`, conversation, authority)
	for _, r := range rows {
		list = append(list, r.Attempt)
		if r.Note == nil {
			continue
		}
		plain, err := s.keys().Open(notePlace(r.ID), r.Note)
		if err != nil {
			return nil, nil, err
		}
		if notes == nil {
			notes = map[string]string{}
		}
		notes[r.ID] = string(plain)
	}
	return list, notes, err
}

// Missed counts the calls back that nobody took.
func Missed(list []Attempt) (n int) {
	for _, a := range list {
		if a.Channel == Phone && a.Outcome == NoAnswer {
			n++
		}
	}
	return n
}
