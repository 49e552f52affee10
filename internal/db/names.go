package db

import (
	"context"
	"hash/fnv"
	"slices"
)

// HoldNames keeps other acts that hold one of the names waiting until this act ends, on every node: for what no row stands
// for yet, such as a record that two would make at once. Who has waited must look again. On SQLite, where acts run one after
// the other, nothing is done and waited is false. Names are held in one order, so that no two acts wait for each other.
func (tx *Tx) HoldNames(ctx context.Context, names ...string) (waited bool, err error) {
	if tx.dialect != Postgres {
		return false, nil
	}
	keys := make([]int64, len(names))
	for i, name := range names {
		h := fnv.New64a()
		_, _ = h.Write([]byte(name)) // a hash takes everything
		keys[i] = int64(h.Sum64())
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if _, err := One[bool](ctx, tx, "SELECT pg_advisory_xact_lock($1) IS NOT NULL", key); err != nil {
			return false, err
		}
	}
	return true, nil
}

// ForChange holds the rows that are read, to be changed, until the act ends. It is ForUpdate for rows whose key stays: what
// refers to them may be written meanwhile.
func (d Dialect) ForChange() string {
	if d == Postgres {
		return " FOR NO KEY UPDATE"
	}
	return ""
}

// ForShare keeps the rows that are read as they are until the act ends, while others may read and share them. SQLite has
// one writer, so nothing need be said.
func (d Dialect) ForShare() string {
	if d == Postgres {
		return " FOR SHARE"
	}
	return ""
}
