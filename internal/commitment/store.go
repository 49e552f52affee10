package commitment

import (
	"context"
	"encoding/json"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

// row is a commitment as it stands in its table.
type row struct {
	ID           string  `db:"id"`
	Agreement    string  `db:"agreement_id"`
	Number       string  `db:"number"`
	State        State   `db:"state"`
	DisputedBy   string  `db:"disputed_by"`
	Proposal     Outcome `db:"proposal"`
	ProposalBy   string  `db:"proposal_by"`
	ProposalText string  `db:"proposal_text"`
	Adjustment   string  `db:"adjustment"`

	ProposalTarget *int64        `db:"proposal_target"` // in hundredths, as a clause.Number
	AdjustedTarget *int64        `db:"adjusted_target"`
	AdjustedOn     calendar.Date `db:"adjusted_on"`

	Version   int64   `db:"version"`
	ChangedAt db.Time `db:"changed_at"`
}

const rowColumns = "c.id, c.agreement_id, c.number, c.state, c.disputed_by, c.proposal, c.proposal_by, c.proposal_text, c.adjustment, c.proposal_target, c.adjusted_target, c.adjusted_on, c.version, c.changed_at"

// term is what a commitment says in some days.
type term struct {
	Commitment string        `db:"commitment_id"`
	From       calendar.Date `db:"valid_from"`
	To         calendar.Date `db:"valid_to"`
	Place      int64         `db:"place"`
	Body       string        `db:"body"`
	said       *Said         // the body, once it has been read; shared and never changed
}

// read gives the term with what its body says, so that it is read once however many days are asked about.
func (t term) read() (term, error) {
	t.said = &Said{}
	if err := json.Unmarshal([]byte(t.Body), t.said); err != nil {
		return t, fmt.Errorf("commitment: %s: %w", t.Commitment, err)
	}
	return t, nil
}

const termColumns = "t.commitment_id, t.valid_from, t.valid_to, t.place, t.body"

// kept is a commitment with its terms, the earliest first.
type kept struct {
	row
	terms []term
}

// rowID names the row of a commitment: one for each number of an agreement.
func rowID(agreementID, number string) string { return agreementID + "-" + number }

// keptOf gives every commitment that an agreement has or has had, by number; with a number, that one alone.
func keptOf(ctx context.Context, q db.Reader, agreementID, number string) (map[string]*kept, error) {
	rows, err := db.All[row](ctx, q, "SELECT "+rowColumns+" FROM commitment c WHERE c.agreement_id = $1 AND (c.number = $2 OR $2 = '')", agreementID, number)
	if err != nil {
		return nil, err
	}
	terms, err := db.All[term](ctx, q, "SELECT "+termColumns+" FROM commitment_term t JOIN commitment c ON c.id = t.commitment_id WHERE c.agreement_id = $1 AND (c.number = $2 OR $2 = '') ORDER BY t.commitment_id, t.valid_from", agreementID, number)
	if err != nil {
		return nil, err
	}
	out, byID := make(map[string]*kept, len(rows)), make(map[string]*kept, len(rows))
	for _, r := range rows {
		k := &kept{row: r}
		out[r.Number], byID[r.ID] = k, k
	}
	for _, t := range terms {
		if t, err = t.read(); err != nil {
			return nil, err
		}
		byID[t.Commitment].terms = append(byID[t.Commitment].terms, t)
	}
	return out, nil
}

// held is the commitment as it is on a day: in the term of that day, else the next that begins, else the last there was.
func (k kept) held(a agreement.Agreement, day calendar.Date) (Held, error) {
	at := len(k.terms) - 1
	for i, t := range k.terms {
		if t.To.IsZero() || !t.To.Before(day) {
			at = i
			break
		}
	}
	t, run := k.terms[at], k.wordings()
	for _, w := range run {
		if !t.From.Before(w.From) && (w.To.IsZero() || !t.From.After(w.To)) {
			t = w
		}
	}
	h, err := k.in(t, a, day)
	h.Since, h.First = t.From, k.terms[0].From
	return k.settled(h), err
}

// wordings are the terms with those made one that say the same and follow on each other without a gap: when a renewal
// takes a commitment over unchanged, its wording goes on.
func (k kept) wordings() (out []term) {
	for _, t := range k.terms {
		if n := len(out); n > 0 && out[n-1].Body == t.Body && !out[n-1].To.IsZero() && out[n-1].To.AddDays(1) == t.From {
			out[n-1].To = t.To
			continue
		}
		out = append(out, t)
	}
	return out
}

// settled is the commitment in a wording that began after what the parties last said of it: that was about another
// wording, and nobody disputes this one.
func (k kept) settled(h Held) Held {
	if h.State != Ended && h.Since.After(calendar.DateOf(k.ChangedAt.Time)) && h.Since.After(h.First) {
		h.State, h.DisputedBy, h.Proposal, h.Adjustment, h.Reading = Active, "", Proposal{}, "", Reading{}
	}
	return h
}

func (r row) in(t term, a agreement.Agreement, day calendar.Date) (Held, error) {
	h := Held{ID: r.ID, Agreement: r.Agreement, Number: r.Number, State: r.State, DisputedBy: r.DisputedBy, Version: r.Version,
		Proposal: Proposal{r.Proposal, r.ProposalBy, r.ProposalText, number(r.ProposalTarget)}, Adjustment: r.Adjustment, Reading: Reading{number(r.AdjustedTarget), r.AdjustedOn}, From: t.From, To: earlierEnd(t.To, a.Last()), Place: t.Place, Since: t.From, First: t.From}
	if t.said == nil {
		var err error
		if t, err = t.read(); err != nil {
			return h, err
		}
	}
	h.Said = *t.said
	if !h.To.IsZero() && h.To.Before(day) {
		h.State = Ended
	}
	return h, nil
}

func number(n *int64) *clause.Number {
	if n == nil {
		return nil
	}
	out := clause.Number(*n)
	return &out
}

func hundredths(n *clause.Number) *int64 {
	if n == nil {
		return nil
	}
	out := int64(*n)
	return &out
}

// earlierEnd is the earlier of two last days, of which zero is no end.
func earlierEnd(a, b calendar.Date) calendar.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// step is something that a party said about a commitment, or that an amendment did to it.
type step struct {
	ID         string   `db:"id"`
	Commitment string   `db:"commitment_id"`
	No         int64    `db:"no"`
	At         db.Time  `db:"at"`
	Kind       stepKind `db:"kind"`
	Authority  string   `db:"authority_id"`
	Said       string   `db:"said"`
}

func steps(ctx context.Context, q db.Reader, id string) ([]step, error) {
	return db.All[step](ctx, q, "SELECT id, commitment_id, no, at, kind, authority_id, said FROM commitment_step WHERE commitment_id = $1 ORDER BY no", id)
}

func putStep(ctx context.Context, tx *audit.Tx, id string, kind stepKind, said string) error {
	n, err := db.One[int64](ctx, tx, "SELECT count(*) FROM commitment_step WHERE commitment_id = $1", id)
	if err != nil {
		return err
	}
	return db.Insert(ctx, tx, "commitment_step", step{tx.NewID(), id, n + 1, db.At(tx.Now()), kind, tx.Actor().Authority, said})
}

// update writes the state of a commitment over the version it was read at.
func update(ctx context.Context, tx *audit.Tx, h Held) error {
	n, err := tx.Exec(ctx, `UPDATE commitment SET state = $3, disputed_by = $4, proposal = $5, proposal_by = $6, proposal_text = $7, adjustment = $8,
		changed_at = $9, proposal_target = $10, adjusted_target = $11, adjusted_on = $12, version = version + 1 WHERE id = $1 AND version = $2`, h.ID, h.Version, h.State, h.DisputedBy, h.Proposal.Outcome,
		h.Proposal.By, h.Proposal.Text, h.Adjustment, db.At(tx.Now()), hundredths(h.Proposal.Target), hundredths(h.Reading.Target), h.Reading.On)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}
