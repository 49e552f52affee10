package record

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/ref"
)

func putPattern(ctx context.Context, tx *audit.Tx, authority, series string, p Pattern) error {
	_, err := tx.Exec(ctx, `INSERT INTO record_series (authority_id, name, pattern, yearly, year, last) VALUES ($1, $2, $3, $4, 0, 0)
		ON CONFLICT (authority_id, name) DO UPDATE SET pattern = excluded.pattern, yearly = excluded.yearly`,
		authority, series, p.String(), p.Yearly())
	return err
}

// count takes the next number of a series, which is made with a standard pattern, one that names the year, when it is
// not there.
func count(ctx context.Context, tx *audit.Tx, authority, series string, year int) (Series, error) {
	return db.One[Series](ctx, tx, `INSERT INTO record_series (authority_id, name, pattern, yearly, year, last) VALUES ($1, $2, $3, TRUE, $4, 1)
		ON CONFLICT (authority_id, name) DO UPDATE SET year = excluded.year,
			last = CASE WHEN record_series.yearly AND record_series.year <> excluded.year THEN 1 ELSE record_series.last + 1 END
		RETURNING authority_id, name, pattern, year, last`, authority, series, standardPattern(series), year)
}

// SeriesOf lists an authority's series by name.
func SeriesOf(ctx context.Context, q db.Reader, authority string) ([]Series, error) {
	return db.All[Series](ctx, q, "SELECT authority_id, name, pattern, year, last FROM record_series WHERE authority_id = $1 ORDER BY name", authority)
}

type numberRow struct {
	Authority string   `db:"authority_id"`
	Key       string   `db:"number_key"`
	Number    string   `db:"number"`
	Kind      ref.Kind `db:"kind"`
	ID        string   `db:"thing_id"`
	GivenAt   db.Time  `db:"given_at"`
}

func putNumber(ctx context.Context, tx *audit.Tx, authority, number string, thing ref.Ref) error {
	return db.Insert(ctx, tx, "record_number", numberRow{authority, key(number), number, thing.Kind, thing.ID, db.At(tx.Now())})
}

func dropNumber(ctx context.Context, tx *audit.Tx, authority string, thing ref.Ref) error {
	_, err := tx.Exec(ctx, "DELETE FROM record_number WHERE authority_id = $1 AND kind = $2 AND thing_id = $3", authority, thing.Kind, thing.ID)
	return err
}

// NumberOf gives a thing's registry number in an authority, or db.ErrNone.
func NumberOf(ctx context.Context, q db.Reader, authority string, thing ref.Ref) (string, error) {
	return db.One[string](ctx, q, "SELECT number FROM record_number WHERE authority_id = $1 AND kind = $2 AND thing_id = $3", authority, thing.Kind, thing.ID)
}

// Find gives the thing that bears a number in an authority, however the number's spaces and letters are written.
func Find(ctx context.Context, q db.Reader, authority, number string) (thing ref.Ref, found bool, err error) {
	row, err := db.One[numberRow](ctx, q, `SELECT authority_id, number_key, number, kind, thing_id, given_at
		FROM record_number WHERE authority_id = $1 AND number_key = $2`, authority, key(number))
	if errors.Is(err, db.ErrNone) {
		return ref.Ref{}, false, nil
	}
	return ref.To(row.Kind, row.ID), err == nil, err
}
