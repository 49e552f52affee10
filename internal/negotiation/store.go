package negotiation

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const columns = `d.id, d.kind, d.agreement_id, d.template, d.state, d.turn_id, d.latest, d.begun_at, d.begun_by, d.stepped_at, d.closed_at, d.reason, d.concluded_id, d.holds_from, d.version`

type storedParty struct {
	Draft string `db:"draft_id"`
	Party
}

type storedDraft struct {
	Draft
	Work string `db:"work"`
}

// Get gives one draft with its parties, or a fault of kind NotFound. Who may read it is the caller's to ask.
func Get(ctx context.Context, q db.Reader, id string) (Draft, error) {
	found, err := withParties(ctx, q, `SELECT `+columns+` FROM negotiation_draft d WHERE d.id = $1`, id)
	if err != nil {
		return Draft{}, err
	}
	if len(found) == 0 {
		return Draft{}, fault.NotFoundThing()
	}
	return found[0], nil
}

func withParties(ctx context.Context, q db.Reader, text string, args ...any) ([]Draft, error) {
	found, err := db.All[Draft](ctx, q, text, args...)
	if err != nil {
		return nil, err
	}
	return found, addParties(ctx, q, found)
}

// addParties reads the parties of many drafts.
func addParties(ctx context.Context, q db.Reader, found []Draft) error {
	at := make(map[string]int, len(found))
	ids := make([]string, len(found))
	for i, d := range found {
		at[d.ID], ids[i] = i, d.ID
	}
	for part := range slices.Chunk(ids, 500) {
		var bound []any
		parties, err := db.All[storedParty](ctx, q, `SELECT draft_id, authority_id, municipality_code FROM negotiation_party WHERE draft_id `+
			db.In(part, &bound)+` ORDER BY draft_id, municipality_code, authority_id`, bound...)
		if err != nil {
			return err
		}
		for _, p := range parties {
			found[at[p.Draft]].Parties = append(found[at[p.Draft]].Parties, p.Party)
		}
	}
	return nil
}

// insert writes a new draft with what it began from as version 0 and as the document to work on.
func insert(ctx context.Context, tx *audit.Tx, d Draft, base, work clause.Document) error {
	text, err := Canonical(work)
	if err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "negotiation_draft", storedDraft{d, text}); err != nil {
		return err
	}
	rows := make([]storedParty, len(d.Parties))
	for i, p := range d.Parties {
		rows[i] = storedParty{d.ID, p}
	}
	if err := db.InsertAll(ctx, tx, "negotiation_party", rows); err != nil {
		return err
	}
	_, err = freeze(ctx, tx, d.ID, 0, base)
	return err
}

// update writes a draft over the version it was read at and gives it the next. Every update is a step.
func update(ctx context.Context, tx *audit.Tx, d *Draft) error {
	d.SteppedAt = db.At(tx.Now())
	n, err := tx.Exec(ctx, `UPDATE negotiation_draft SET state = $3, turn_id = $4, latest = $5, stepped_at = $6, closed_at = $7, reason = $8,
		concluded_id = $9, holds_from = $10, version = version + 1 WHERE id = $1 AND version = $2`,
		d.ID, d.Version, d.State, d.Turn, d.Latest, d.SteppedAt, d.ClosedAt, d.Reason, d.Concluded, d.Holds)
	switch {
	case err != nil:
		return err
	case n == 0:
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	d.Version++
	return nil
}

// saveWork writes the document being worked on, and the draft with it.
func saveWork(ctx context.Context, tx *audit.Tx, d *Draft, doc clause.Document) error {
	text, err := Canonical(doc)
	if err != nil {
		return err
	}
	if err := update(ctx, tx, d); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE negotiation_draft SET work = $2 WHERE id = $1`, d.ID, text)
	return err
}

// Work is the document being worked on: the latest version with the changes of whoever holds the pen.
func Work(ctx context.Context, q db.Reader, id string) (doc clause.Document, err error) {
	text, err := db.One[string](ctx, q, `SELECT work FROM negotiation_draft WHERE id = $1`, id)
	if err != nil {
		return doc, missing(err)
	}
	return doc, json.Unmarshal([]byte(text), &doc)
}

// freeze keeps a version for good.
func freeze(ctx context.Context, tx *audit.Tx, id string, no int64, doc clause.Document) (Text, error) {
	text, err := Canonical(doc)
	if err != nil {
		return Text{}, err
	}
	s := storedText{Draft: id, No: no, Doc: text, Digest: digest(text), FrozenAt: db.At(tx.Now()), Authority: tx.Actor().Authority, Account: tx.Actor().ID}
	if err := db.Insert(ctx, tx, "negotiation_text", s); err != nil {
		return Text{}, err
	}
	return s.text()
}

const textColumns = `t.draft_id, t.no, t.doc, t.digest, t.frozen_at, t.authority_id, t.account_id`

// TextAt gives one version of a draft, 0 being what it began from; NotFound when there is none.
func TextAt(ctx context.Context, q db.Reader, draft string, no int64) (Text, error) {
	s, err := db.One[storedText](ctx, q, `SELECT `+textColumns+` FROM negotiation_text t WHERE t.draft_id = $1 AND t.no = $2`, draft, no)
	if err != nil {
		return Text{}, missing(err)
	}
	return s.text()
}

// Head is a version without its text, for lists.
type Head struct {
	No       int64   `db:"no"`
	Digest   string  `db:"digest"`
	FrozenAt db.Time `db:"frozen_at"`
	By       string  `db:"authority_id"`
	Account  string  `db:"account_id"`
}

// Heads lists a draft's versions, the oldest first.
func Heads(ctx context.Context, q db.Reader, draft string) ([]Head, error) {
	return db.All[Head](ctx, q, `SELECT no, digest, frozen_at, authority_id, account_id FROM negotiation_text WHERE draft_id = $1 ORDER BY no`, draft)
}

// Approvals lists a draft's approvals of every version, in the order in which they were given.
func Approvals(ctx context.Context, q db.Reader, draft string) ([]Approval, error) {
	return db.All[Approval](ctx, q, `SELECT draft_id, no, authority_id, account_id, decision, at FROM negotiation_approval WHERE draft_id = $1 ORDER BY no, at, authority_id`, draft)
}

func missing(err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFoundThing()
	}
	return err
}

var changedMeanwhile = language.T("Någon annan gjorde något med utkastet samtidigt. Öppna det på nytt och försök igen; det du skrev står kvar.",
	"Somebody else did something with the draft at the same time. Open it again and retry; what you wrote is kept.")
