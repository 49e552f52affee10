package seal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"samsyn/internal/db"
)

// Found is what a survey of sealed columns saw.
type Found struct {
	Values  int             // sealed values looked at
	ByKey   map[string]int  // how many each key id sealed
	Missing map[string]Lost // values whose key is not in the ring, by key id
	Broken  []Broken        // values that are not what was sealed for their place; the first MostBroken of them
	More    int             // broken values beyond those
}

// Lost is what cannot be opened for want of one key.
type Lost struct {
	Values int
	First  Place // the first of them
}

// MostBroken is how many broken values are named one by one.
const MostBroken = 1000

// Sound tells whether every value opened.
func (f Found) Sound() bool { return len(f.Missing) == 0 && len(f.Broken) == 0 }

// Uses tells whether any value is sealed with a key, so that it must not be retired.
func (f Found) Uses(id string) bool { return f.ByKey[id] > 0 }

// MissingIDs lists the ids of the missing keys in order.
func (f Found) MissingIDs() []string {
	ids := make([]string, 0, len(f.Missing))
	for id := range f.Missing {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

type sealedRow struct {
	ID     string  `db:"id"`
	Sealed []byte  `db:"sealed"`
	Digest *string `db:"digest"`
}

// Survey opens every value of the columns and says which do not open, and which digests are not those of their
// values. progress is told after each value how many were looked at; nil is told nothing. The error is one of the
// database, never one of a value.
func Survey(ctx context.Context, q db.Reader, keys *Keys, columns []Column, progress func(values int)) (Found, error) {
	f := Found{ByKey: map[string]int{}, Missing: map[string]Lost{}}
	for _, c := range columns {
		text := fmt.Sprintf("SELECT %s AS id, %s AS sealed, %s AS digest FROM %s WHERE %s IS NOT NULL ORDER BY %s",
			c.RowID, c.Column, c.digestColumn(), c.Table, c.Column, c.RowID)
		err := db.Each(ctx, q, func(row sealedRow) error {
			f.look(keys, c, row)
			if progress != nil {
				progress(f.Values)
			}
			return nil
		}, text)
		if err != nil {
			return f, fmt.Errorf("survey of %s.%s: %w", c.Table, c.Column, err)
		}
	}
	return f, nil
}

func (f *Found) look(keys *Keys, c Column, row sealedRow) {
	f.Values++
	if id, ok := keys.KeyID(row.Sealed); ok {
		f.ByKey[id]++
	}
	plain, err := keys.Open(c.place(row.ID), row.Sealed)
	if err != nil {
		f.fail(err)
		return
	}
	if row.Digest != nil && !keys.SameDigest(*row.Digest, c.Purpose, string(plain)) {
		f.broken(Broken{At: Place{Table: c.Table, Column: c.Digest, Row: row.ID}})
	}
}

func (f *Found) fail(err error) {
	var missing *MissingKey
	if errors.As(err, &missing) {
		lost, seen := f.Missing[missing.ID]
		if !seen {
			lost.First = missing.At
		}
		lost.Values++
		f.Missing[missing.ID] = lost
		return
	}
	var broken *Broken
	if errors.As(err, &broken) {
		f.broken(*broken)
	}
}

func (f *Found) broken(b Broken) {
	if len(f.Broken) == MostBroken {
		f.More++
		return
	}
	f.Broken = append(f.Broken, b)
}
