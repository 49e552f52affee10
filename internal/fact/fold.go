package fact

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// foldAtOnce is how many of what waits are folded in one act: on SQLite all other acts wait meanwhile.
const foldAtOnce = 250

// Fold takes what waits into the cells, some in each act, until little waits. It runs by the clock; two nodes that fold at
// the same time, or one that dies in the middle, change no sum: each act takes rows away and adds the very same to the cells.
func Fold(ctx context.Context, t *audit.Trail) error {
	for {
		_, err := db.One[int64](ctx, t.DB(), "SELECT 1 FROM rollup_delta LIMIT 1")
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		folded := 0
		if err == nil {
			err = t.House(ctx, func(tx *audit.HouseTx) (err error) {
				folded, err = fold(ctx, tx, foldAtOnce)
				return err
			})
		}
		if err != nil || folded < foldAtOnce {
			return err
		}
	}
}

// fold takes some of what waits, those that come first, into their cells.
func fold(ctx context.Context, tx adder, most int) (int, error) {
	rows, err := db.All[Cell](ctx, tx, "DELETE FROM rollup_delta WHERE ("+keyColumns+", id) IN (SELECT "+keyColumns+", id FROM rollup_delta ORDER BY "+keyColumns+", id"+db.Limit(most)+
		") RETURNING "+cellColumns)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	d := deltas{}
	for _, c := range rows {
		d.put(c, 1)
	}
	return len(rows), d.apply(ctx, tx)
}

// apply changes the cells: reads those that change, and writes them back with what is added. The months are given their
// new versions first, which keeps another node that folds into the same cells waiting until this has been done.
func (d deltas) apply(ctx context.Context, tx adder) error {
	changes := d.ordered()
	if err := renew(ctx, tx, changes); err != nil {
		return err
	}
	var full, empty []Cell
	for part := range slices.Chunk(changes, cellsRead) {
		held, err := heldCells(ctx, tx, part)
		if err != nil {
			return err
		}
		for _, c := range part {
			if sum := held[c.key()].add(c, 1); sum.isEmpty() {
				empty = append(empty, sum)
			} else {
				full = append(full, sum)
			}
		}
	}
	return errors.Join(writeCells(ctx, tx, full), dropCells(ctx, tx, empty))
}

// What one statement reads and writes, so that it has no more values than the engines take well.
const (
	cellsRead    = 50
	cellsWritten = 20
	monthsAtOnce = 60
)

// renew gives the months of some cells, which stand in order, a new version.
func renew(ctx context.Context, tx adder, cells []Cell) error {
	months := slices.CompactFunc(slices.Clone(cells), func(a, b Cell) bool { return a.Metric == b.Metric && a.Month == b.Month })
	for part := range slices.Chunk(months, monthsAtOnce) {
		var rows []string
		var args []any
		for _, c := range part {
			rows = append(rows, "("+db.Placeholders(len(args)+1, 3)+")")
			args = append(args, c.Metric, c.Month, tx.NewID())
		}
		if _, err := tx.Exec(ctx, "INSERT INTO rollup_month (metric, month, version) VALUES "+strings.Join(rows, ", ")+
			" ON CONFLICT (metric, month) DO UPDATE SET version = excluded.version", args...); err != nil {
			return err
		}
	}
	return nil
}

// heldCells gives those of some cells that stand.
func heldCells(ctx context.Context, tx db.Reader, cells []Cell) (map[key]Cell, error) {
	var which []string
	var args []any
	for _, c := range cells {
		n := len(args)
		which = append(which, fmt.Sprintf("(metric = $%d AND month = $%d AND municipality = $%d AND authority_id = $%d)", n+1, n+2, n+3, n+4))
		args = append(args, c.Metric, c.Month, c.Municipality, c.Authority)
	}
	rows, err := db.All[Cell](ctx, tx, "SELECT "+cellColumns+" FROM rollup WHERE "+strings.Join(which, " OR "), args...)
	held := make(map[key]Cell, len(rows))
	for _, c := range rows {
		held[c.key()] = c
	}
	return held, err
}

func writeCells(ctx context.Context, tx db.Execer, cells []Cell) error {
	for part := range slices.Chunk(cells, cellsWritten) {
		var rows []string
		var args []any
		for _, c := range part {
			rows = append(rows, "("+db.Placeholders(len(args)+1, 9)+")")
			args = append(args, c.Metric, c.Month, c.Municipality, c.Authority, c.N, c.Kept, c.Relieved, c.Minutes, c.Histogram)
		}
		if _, err := tx.Exec(ctx, "INSERT INTO rollup ("+cellColumns+") VALUES "+strings.Join(rows, ", ")+
			" ON CONFLICT ("+keyColumns+") DO UPDATE SET n = excluded.n, kept = excluded.kept, relieved = excluded.relieved, minutes = excluded.minutes, histogram = excluded.histogram", args...); err != nil {
			return err
		}
	}
	return nil
}

func dropCells(ctx context.Context, tx db.Execer, cells []Cell) error {
	for _, c := range cells {
		if _, err := tx.Exec(ctx, "DELETE FROM rollup WHERE metric = $1 AND month = $2 AND municipality = $3 AND authority_id = $4",
			c.Metric, c.Month, c.Municipality, c.Authority); err != nil {
			return err
		}
	}
	return nil
}
