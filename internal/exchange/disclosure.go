package exchange

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// DisclosureJob is the kind of job that counts disclosures.
const DisclosureJob = "exchange.disclosures"

// A message that tells something about a person is a disclosure. It says so when it is frozen; the clock counts it (K20.1),
// so that whoever sends waits for nothing. What is counted is what is frozen: the ground and the purpose of the message.
const (
	disclosureDue      = "due"
	disclosureCounted  = "counted"
	disclosedElsewhere = "" // what comes from outside, and what tells nothing, is none of this installation's
	clauseGround       = "K20.1"
)

// disclosureOf says whether a message that is sent from here is to be counted.
func disclosureOf(c Conversation, l Letter) string {
	if c.Personal && !l.Bare {
		return disclosureDue
	}
	return disclosedElsewhere
}

// countMost is how many disclosures are counted in one act.
const countMost = 100

// disclosed is a disclosure that is not counted yet.
type disclosed struct {
	ID           string       `db:"id"`
	Conversation string       `db:"conversation_id"`
	From         string       `db:"from_authority"`
	SentAt       db.Time      `db:"sent_at"`
	Ground       law.GroundID `db:"ground"`
	Purposed     bool         `db:"purposed"`
}

// leftFact joins a message with the fact that it has left. The message's name here is no id that the fact knows.
type leftFact struct {
	Fact    string `db:"fact_id"`
	Message string `db:"message_id"`
}

// CountDisclosures makes a fact of each disclosure that is not counted, oldest first, in acts of some tens. A disclosure to
// an authority with which no agreement stood on that day is in no promise, and leaves none.
func (s *Service) CountDisclosures(ctx context.Context) (total int, err error) {
	for {
		n := 0
		err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) (err error) {
			if err := policy.Check(ctx, tx, tx.Actor(), policy.CountDisclosures, ref.Ref{}); err != nil {
				return err
			}
			if n, err = countSome(ctx, tx); err == nil && n == 0 {
				err = errDry
			}
			return err
		})
		if n == 0 || err != nil {
			return total, withoutDry(err)
		}
		total += n
	}
}

func countSome(ctx context.Context, tx *audit.Tx) (int, error) {
	list, err := db.All[disclosed](ctx, tx, `SELECT id, conversation_id, from_authority, sent_at, ground, purpose IS NOT NULL AS purposed FROM exchange_message
		WHERE disclosure = 'due' ORDER BY sent_at, id`+db.Limit(countMost))
	if err != nil || len(list) == 0 {
		return 0, err
	}
	var facts []fact.Fact
	var messages []string
	for _, d := range list {
		f, ok, err := d.fact(ctx, tx)
		if err != nil {
			return 0, err
		}
		if ok {
			facts, messages = append(facts, f), append(messages, d.ID)
		}
	}
	if err := leaveFacts(ctx, tx, facts, messages); err != nil {
		return 0, err
	}
	return len(list), counted(ctx, tx, list, len(facts))
}

// leaveFacts records the facts of messages.
func leaveFacts(ctx context.Context, tx *audit.Tx, facts []fact.Fact, messages []string) error {
	ids, err := fact.RecordAll(ctx, tx, facts)
	if err != nil {
		return err
	}
	rows := make([]leftFact, len(ids))
	for i, id := range ids {
		rows[i] = leftFact{id, messages[i]}
	}
	return db.InsertLater(ctx, tx, "exchange_fact", rows...)
}

// counted marks disclosures as counted. One that somebody else has counted meanwhile is a conflict, and is counted once.
func counted(ctx context.Context, tx *audit.Tx, list []disclosed, facts int) error {
	ids := make([]string, len(list))
	for i, d := range list {
		ids[i] = d.ID
	}
	args := []any{disclosureCounted}
	n, err := tx.Exec(ctx, fmt.Sprintf("UPDATE exchange_message SET disclosure = $1 WHERE disclosure = 'due' AND id %s", db.In(ids, &args)), args...)
	if err == nil && int(n) != len(list) {
		err = fault.New(fault.Conflict, meanwhile)
	}
	if err != nil {
		return err
	}
	return tx.Note(policy.CountDisclosures, ref.To("measure", fact.DisclosureWithGround), map[string]int{"messages": len(list), "facts": facts})
}

// fact is what a disclosure amounts to: kept with a ground and a purpose, else missed. ok is false where no agreement stood
// between the two.
func (d disclosed) fact(ctx context.Context, q db.Reader) (f fact.Fact, ok bool, err error) {
	to, place, err := d.across(ctx, q)
	if err != nil || to == "" || place == "" {
		return f, false, err
	}
	owed, err := commitment.OwedOn(ctx, q, commitment.Debt{Metric: fact.DisclosureWithGround, By: d.From, To: to, Municipality: place}, calendar.DateOf(d.SentAt.Time))
	if err != nil || owed.Agreement == "" {
		return f, false, err
	}
	f = fact.Fact{Metric: fact.DisclosureWithGround, Clause: clauseGround, Agreement: owed.Agreement, Municipality: place, Authority: d.From, Opened: d.SentAt, Due: d.SentAt, Closed: d.SentAt, Outcome: string(d.Ground)}
	if d.Ground == "" || !d.Purposed {
		f.Outcome = fact.Missed
	}
	return f, true, nil
}

// across is who a disclosure went to, and the municipality that it is of: the board's of the two. Both are empty when one of
// them is outside.
func (d disclosed) across(ctx context.Context, q db.Reader) (to, place string, err error) {
	parties, err := Parties(ctx, q, d.Conversation)
	if err != nil {
		return "", "", err
	}
	day := calendar.DateOf(d.SentAt.Time)
	for _, p := range parties {
		if p.Outside || p.Authority != d.From && (p.JoinedAt.After(d.SentAt.Time) || !p.LeftAt.IsZero() && p.LeftAt.Before(d.SentAt.Time)) {
			continue
		}
		a, err := directory.AuthorityByID(ctx, q, p.Authority, day)
		if err != nil {
			return "", "", err
		}
		if p.Authority != d.From {
			to = p.Authority
		}
		if a.MunicipalityCode != "" && (place == "" || p.Authority == d.From) {
			place = a.MunicipalityCode
		}
	}
	return to, place, nil
}
