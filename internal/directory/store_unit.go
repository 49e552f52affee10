package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

const unitColumns = `u.id, u.authority_id, u.version, u.name, u.level, u.parent_id, u.valid_from, u.valid_to`

// Units gives the units of an authority that there are on a day, by Swedish order of name. Tree puts them in order.
func Units(ctx context.Context, q db.Reader, authority string, day calendar.Date) ([]Unit, error) {
	return db.All[Unit](ctx, q, `SELECT `+unitColumns+` FROM directory_unit_period u WHERE `+holds("u", 1)+` AND u.authority_id = $2
		ORDER BY u.sort_key, u.id`, day, authority)
}

// UnitsByID gives units by their ids as they are on a day; one that has ended, or not begun, comes as it was last or
// will be first. Unknown ids are left out.
func UnitsByID(ctx context.Context, q db.Reader, ids []string, day calendar.Date) (map[string]Unit, error) {
	var args []any
	in := db.In(ids, &args)
	rows, err := db.All[Unit](ctx, q, `SELECT `+unitColumns+` FROM directory_unit_period u WHERE u.id `+in+` ORDER BY u.id, u.no`, args...)
	out := map[string]Unit{}
	for _, u := range nearest(rows, day, func(u Unit) (string, Validity) { return u.ID, u.Validity }) {
		out[u.ID] = u
	}
	return out, err
}

// unitHistories gives every unit that an authority has had, with its history.
func unitHistories(ctx context.Context, q db.Reader, authority string) ([]UnitHistory, error) {
	rows, err := db.All[Unit](ctx, q, `SELECT `+unitColumns+` FROM directory_unit_period u WHERE u.authority_id = $1 ORDER BY u.id, u.no`, authority)
	var out []UnitHistory
	for _, u := range rows {
		if len(out) == 0 || out[len(out)-1].ID != u.ID {
			out = append(out, UnitHistory{})
		}
		h := &out[len(out)-1]
		h.Unit, h.History = u, append(h.History, Version[UnitDetails]{Validity: u.Validity, Details: u.UnitDetails})
	}
	return out, err
}

// unitRow is a version as it is stored.
type unitRow struct {
	ID string `db:"unit_id"`
	No int    `db:"no"`
	Validity
	UnitDetails
	SortKey string `db:"sort_key"`
}

func putUnit(ctx context.Context, tx *audit.Tx, id string, h History[UnitDetails]) error {
	rows := make([]unitRow, len(h))
	for i, v := range h {
		rows[i] = unitRow{ID: id, No: i + 1, Validity: v.Validity, UnitDetails: v.Details, SortKey: language.SortKey(v.Details.Name)}
	}
	return replace(ctx, tx, "directory_unit_version", "unit_id", id, rows)
}

func insertUnit(ctx context.Context, tx *audit.Tx, u Unit) error {
	_, err := tx.Exec(ctx, `INSERT INTO directory_unit (id, authority_id, version) VALUES ($1, $2, 1)`, u.ID, u.Authority)
	if err != nil {
		return err
	}
	return putUnit(ctx, tx, u.ID, Begin(u.Validity, u.UnitDetails))
}
