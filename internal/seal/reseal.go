package seal

import (
	"context"
	"encoding/hex"
	"fmt"

	"samsyn/internal/db"
)

// Batch is what one step of sealing anew did.
type Batch struct {
	Resealed int
	Failed   []error // one for each value that does not open; it is left as it is
	Next     string  // where the next step goes on; empty when the column is done
}

// Reseal seals up to limit values of a column anew under the current key, with their digests, in the order of their
// ids after the one given; "" begins. Whatever is under the current key already is passed by, so a job that was cut
// off begins again and loses nothing. A value that another act changes meanwhile is left to that act.
func Reseal(ctx context.Context, tx db.Execer, keys *Keys, c Column, after string, limit int) (Batch, error) {
	var b Batch
	if keys.IsNone() {
		return b, errNoKey
	}
	rows, err := stale(ctx, tx, keys, c, after, limit)
	if err != nil {
		return b, fmt.Errorf("reseal %s.%s: %w", c.Table, c.Column, err)
	}
	for _, row := range rows {
		plain, err := keys.Open(c.place(row.ID), row.Sealed)
		if err != nil {
			b.Failed = append(b.Failed, err)
			continue
		}
		n, err := c.replace(ctx, tx, keys, row, plain)
		if err != nil {
			return b, fmt.Errorf("reseal %s: %w", c.place(row.ID), err)
		}
		b.Resealed += int(n)
	}
	if len(rows) == limit {
		b.Next = rows[limit-1].ID
	}
	return b, nil
}

// stale finds values that are not under the current key by their first bytes.
func stale(ctx context.Context, q db.Reader, keys *Keys, c Column, after string, limit int) ([]sealedRow, error) {
	id, err := hex.DecodeString(keys.Current())
	if err != nil {
		return nil, err
	}
	current := append([]byte{version}, id...)
	text := fmt.Sprintf("SELECT %[1]s AS id, %[2]s AS sealed, %[3]s AS digest FROM %[4]s"+
		" WHERE %[1]s > $1 AND %[2]s IS NOT NULL AND substr(%[2]s, 1, %[5]d) <> $2 ORDER BY %[1]s",
		c.RowID, c.Column, c.digestColumn(), c.Table, headSize)
	return db.All[sealedRow](ctx, q, text+db.Limit(limit), after, current)
}

// replace writes the value under the current key, unless it is no longer what was read.
func (c Column) replace(ctx context.Context, tx db.Execer, keys *Keys, row sealedRow, plain []byte) (int64, error) {
	sealed, err := keys.Seal(c.place(row.ID), plain)
	if err != nil {
		return 0, err
	}
	set, args := c.Column+" = $1", []any{sealed, row.ID, row.Sealed}
	if row.Digest != nil {
		args = append(args, keys.Digest(c.Purpose, string(plain)))
		set += ", " + c.Digest + " = $4"
	}
	return tx.Exec(ctx, fmt.Sprintf("UPDATE %s SET %s WHERE %s = $2 AND %s = $3", c.Table, set, c.RowID, c.Column), args...)
}
