package template

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
)

// used are the ids that clauses, variables and commitments have or ever had.
type used map[clause.Field]bool

// fieldsOf are the places of a template's parts that have ids.
func fieldsOf(d clause.Document) []clause.Field {
	var out []clause.Field
	for _, c := range d.Clauses {
		out = append(out, clause.ClauseField(c.ID))
	}
	for _, v := range d.Variables {
		out = append(out, clause.VariableField(v.ID))
	}
	for _, k := range d.Commitments {
		out = append(out, clause.CommitmentField(k.ID))
	}
	return out
}

func usedIDs(ctx context.Context, q db.Reader) (used, error) {
	all, err := db.All[string](ctx, q, "SELECT field FROM template_used_id")
	out := make(used, len(all))
	for _, f := range all {
		out[clause.Field(f)] = true
	}
	return out, err
}

type usedRow struct {
	Field clause.Field `db:"field"`
}

// keepUsed remembers the ids of a document for ever, also those that a later change takes away.
func keepUsed(ctx context.Context, tx *audit.Tx, d clause.Document) error {
	have, err := usedIDs(ctx, tx)
	if err != nil {
		return err
	}
	var rows []usedRow
	for _, f := range fieldsOf(d) {
		if !have[f] {
			have[f] = true
			rows = append(rows, usedRow{f})
		}
	}
	return db.InsertAll(ctx, tx, "template_used_id", rows)
}
