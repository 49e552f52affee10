package record

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// HoldRow is a stop to the destruction of one thing.
type HoldRow struct {
	ID        string   `db:"id"`
	Authority string   `db:"authority_id"`
	Kind      ref.Kind `db:"kind"`
	Thing     string   `db:"thing_id"`
	Reason    string   `db:"reason"`
	PlacedAt  db.Time  `db:"placed_at"`
	PlacedBy  string   `db:"placed_by"`
}

// RulesOf lists an authority's plan, by document type and day.
func RulesOf(ctx context.Context, q db.Reader, authority string) ([]Rule, error) {
	return db.All[Rule](ctx, q, `SELECT id, authority_id, doc_type, keep, months, starts, source, valid_from, valid_to
		FROM record_retention WHERE authority_id = $1 ORDER BY doc_type, valid_from`, authority)
}

func endRule(ctx context.Context, tx *audit.Tx, r Rule) error {
	n, err := tx.Exec(ctx, "UPDATE record_retention SET valid_to = $3 WHERE id = $1 AND authority_id = $2 AND valid_to IS NULL", r.ID, r.Authority, r.To)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, language.T("Regeln är redan avslutad.", "The rule has already been ended."))
	}
	return err
}

// OnHold tells whether any authority has stopped the destruction of a thing.
func OnHold(ctx context.Context, q db.Reader, thing ref.Ref) (bool, error) {
	n, err := db.One[int64](ctx, q, "SELECT count(*) FROM record_hold WHERE kind = $1 AND thing_id = $2 AND lifted_at IS NULL", thing.Kind, thing.ID)
	return n > 0, err
}

// HoldsOf lists an authority's holds, the newest first.
func HoldsOf(ctx context.Context, q db.Reader, authority string) ([]HoldRow, error) {
	return db.All[HoldRow](ctx, q, `SELECT id, authority_id, kind, thing_id, reason, placed_at, placed_by
		FROM record_hold WHERE authority_id = $1 AND lifted_at IS NULL ORDER BY id DESC`, authority)
}

func liftHolds(ctx context.Context, tx *audit.Tx, authority string, thing ref.Ref, by string) (int64, error) {
	return tx.Exec(ctx, `UPDATE record_hold SET lifted_at = $4, lifted_by = $5
		WHERE authority_id = $1 AND kind = $2 AND thing_id = $3 AND lifted_at IS NULL`, authority, thing.Kind, thing.ID, db.At(tx.Now()), by)
}

const disposalColumns = `id, authority_id, number, state, must_export, export_digest, export_musts, export_shoulds, proposed_at, proposed_by,
	decided_at, decided_by, decision, carried_out_at, carried_out_by, version`

func insertDisposal(ctx context.Context, tx *audit.Tx, d Disposal, items []Item) error {
	if err := db.Insert(ctx, tx, "record_disposal", d); err != nil {
		return err
	}
	for i := range items {
		items[i].Disposal = d.ID
	}
	err := db.InsertAll(ctx, tx, "record_disposal_item", items)
	if db.IsUnique(err) {
		return fault.New(fault.Invalid, language.T("Samma handling står två gånger i förslaget.", "The same document stands twice in the proposal."))
	}
	return err
}

// DisposalByID reads a disposal; one that is not there is a not-found fault.
func DisposalByID(ctx context.Context, q db.Reader, id string) (Disposal, error) {
	d, err := db.One[Disposal](ctx, q, "SELECT "+disposalColumns+" FROM record_disposal WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return d, fault.NotFoundThing()
	}
	return d, err
}

// DisposalsOf lists an authority's disposals before a disposal's id (empty: from the newest), the newest first.
func DisposalsOf(ctx context.Context, q db.Reader, authority, before string, limit int) ([]Disposal, error) {
	w := &db.Where{}
	w.Add("authority_id = $%d", authority)
	if before != "" {
		w.Add("id < $%d", before)
	}
	return db.All[Disposal](ctx, q, "SELECT "+disposalColumns+" FROM record_disposal WHERE "+w.String()+" ORDER BY id DESC"+db.Limit(limit), w.Args...)
}

// ItemsOf lists what a disposal destroys, in the order of the protocol.
func ItemsOf(ctx context.Context, q db.Reader, id string) ([]Item, error) {
	return db.All[Item](ctx, q, `SELECT disposal_id, no, kind, thing_id, doc_type, starts_on, due, source, trail_lines
		FROM record_disposal_item WHERE disposal_id = $1 ORDER BY no`, id)
}

func updateDisposal(ctx context.Context, tx *audit.Tx, d Disposal) (Disposal, error) {
	n, err := tx.Exec(ctx, `UPDATE record_disposal SET state = $3, export_digest = $4, decided_at = $5, decided_by = $6, decision = $7,
		carried_out_at = $8, carried_out_by = $9, export_musts = $10, export_shoulds = $11, version = version + 1 WHERE id = $1 AND version = $2`,
		d.ID, d.Version, d.State, d.ExportDigest, d.DecidedAt, d.DecidedBy, d.Decision, d.CarriedOutAt, d.CarriedOutBy, d.ExportMusts, d.ExportShoulds)
	if err == nil && n == 0 {
		return d, fault.New(fault.Conflict, language.T("Någon annan har ändrat gallringen. Läs in sidan igen.", "Somebody else has changed the disposal. Load the page again."))
	}
	d.Version++
	return d, err
}

// trailOf lists the trail's lines about a thing, but for disposals.
func trailOf(ctx context.Context, tx *audit.Tx, thing ref.Ref) ([]string, error) {
	return db.All[string](ctx, tx, "SELECT id FROM trail_entry WHERE kind = $1 AND thing_id = $2 AND action <> $3 ORDER BY id",
		thing.Kind, thing.ID, audit.DisposalAction)
}

// erased takes away the thing's registry numbers and writes in the protocol how many lines of the trail go with it.
func erased(ctx context.Context, tx *audit.Tx, d Disposal, item Item, lines int) error {
	if _, err := tx.Exec(ctx, "DELETE FROM record_number WHERE kind = $1 AND thing_id = $2", item.Kind, item.ID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE record_disposal_item SET trail_lines = $3 WHERE disposal_id = $1 AND no = $2", d.ID, item.No, lines)
	return err
}

// bound gives the things of an authority that stand in a disposal under way, or whose destruction is stopped.
func bound(ctx context.Context, q db.Reader, authority string) (map[ref.Ref]bool, error) {
	type row struct {
		Kind ref.Kind `db:"kind"`
		ID   string   `db:"thing_id"`
	}
	rows, err := db.All[row](ctx, q, `SELECT i.kind, i.thing_id FROM record_disposal_item i JOIN record_disposal d ON d.id = i.disposal_id
		WHERE d.authority_id = $1 AND d.state IN ('proposed', 'approved')
		UNION SELECT kind, thing_id FROM record_hold WHERE authority_id = $1 AND lifted_at IS NULL`, authority)
	out := map[ref.Ref]bool{}
	for _, r := range rows {
		out[ref.To(r.Kind, r.ID)] = true
	}
	return out, err
}

// numbersOf gives the registry numbers of things in an authority, by thing.
func numbersOf(ctx context.Context, q db.Reader, authority string, things []ref.Ref) (map[ref.Ref]string, error) {
	args := []any{authority}
	ids := make([]string, len(things))
	for i, t := range things {
		ids[i] = t.ID
	}
	rows, err := db.All[numberRow](ctx, q, "SELECT authority_id, number_key, number, kind, thing_id, given_at FROM record_number WHERE authority_id = $1 AND thing_id "+db.In(ids, &args), args...)
	out := map[ref.Ref]string{}
	for _, r := range rows {
		out[ref.To(r.Kind, r.ID)] = r.Number
	}
	return out, err
}
