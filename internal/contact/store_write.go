package contact

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// storedPath is a path as it stands in its table.
type storedPath struct {
	Path
	SortKey   string  `db:"sort_key"`
	SearchKey string  `db:"search_key"`
	CreatedAt db.Time `db:"created_at"`
}

func insertPath(ctx context.Context, tx *audit.Tx, p Path) error {
	if err := db.Insert(ctx, tx, "contact_path", storedPath{p, p.key(), p.searchKey(), db.At(tx.Now())}); err != nil {
		return err
	}
	return putParts(ctx, tx, p)
}

// updatePath writes a path over the version it was read at and gives it the next.
func updatePath(ctx context.Context, tx *audit.Tx, p *Path) error {
	n, err := tx.Exec(ctx, `UPDATE contact_path SET unit_id = $3, name = $4, channel = $5, address = $6, hours = $7, personal = $8, protected = $9, urgent = $10, open = $11,
		first_days = $12, answer_days = $13, state = $14, owner_id = $15, confirmed_at = $16, confirmed_by = $17, checked_at = $18, valid_from = $19, valid_to = $20,
		languages = $21, place = $22, note = $23, sort_key = $24, search_key = $25, silent_since = $26, version = version + 1 WHERE id = $1 AND version = $2`,
		p.ID, p.Version, p.Unit, p.Name, p.Channel, p.Address, p.Hours, p.Personal, p.Protected, p.Urgent, p.Open, p.FirstDays, p.AnswerDays, p.Kept, p.Owner,
		p.ConfirmedAt, p.ConfirmedBy, p.CheckedAt, p.From, p.To, p.Languages, p.Place, p.Note, p.key(), p.searchKey(), p.SilentSince)
	if err := changed(n, err); err != nil {
		return err
	}
	p.Version++
	for _, table := range []string{"contact_topic", "contact_area"} {
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE path_id = $1`, p.ID); err != nil {
			return err
		}
	}
	return putParts(ctx, tx, *p)
}

func putParts(ctx context.Context, tx *audit.Tx, p Path) error {
	topics, areas := make([]pathTopic, len(p.Topics)), make([]pathArea, len(p.Areas))
	for i, t := range p.Topics {
		topics[i] = pathTopic{p.ID, t}
	}
	for i, c := range p.Areas {
		areas[i] = pathArea{p.ID, c}
	}
	if err := db.InsertAll(ctx, tx, "contact_topic", topics); err != nil {
		return err
	}
	return db.InsertAll(ctx, tx, "contact_area", areas)
}

// touch lets one person at a time change the rota of a path: version is the one that the person saw.
func touch(ctx context.Context, tx *audit.Tx, id string, version int64) error {
	return changed(tx.Exec(ctx, `UPDATE contact_path SET version = version + 1 WHERE id = $1 AND version = $2`, id, version))
}
