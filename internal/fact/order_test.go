package fact

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// watched remembers which cells are written, in order.
type watched struct {
	adder
	cells *[]string
}

func (w watched) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	switch {
	case strings.HasPrefix(text, "INSERT INTO rollup ("):
		for row := range slices.Chunk(args, len(strings.Split(cellColumns, ","))) {
			*w.cells = append(*w.cells, fmt.Sprintf("write %v %v %v", row[1], row[2], row[3]))
		}
	case strings.HasPrefix(text, "DELETE FROM rollup "):
		*w.cells = append(*w.cells, fmt.Sprintf("write %v %v %v", args[1], args[2], args[3]))
	}
	return w.adder.Exec(ctx, text, args...)
}

// PostgreSQL breaks off one of two acts that lock the same rows in different orders, so whoever folds takes them in one.
func TestCellsAreWrittenInOneOrder(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	m, _ := Find(MinutesPublished)
	for _, times := range []int64{1, -1} { // written, and then taken away
		changes, wrote := deltas{}, []string(nil)
		for i := range 60 {
			changes.put(Cell{Metric: m.ID, Month: calendar.NewDate(2026, 1, 1).AddMonths(i % 3), Municipality: fmt.Sprint(2000 + i%7), Authority: fmt.Sprint("a", i%2), N: 1}, times)
		}
		if err := d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
			return changes.apply(t.Context(), watched{tx, &wrote})
		}); err != nil {
			t.Fatal(err)
		}
		if len(wrote) != len(changes) || !slices.IsSorted(wrote) {
			t.Errorf("%d cells were written, want %d in order: %v", len(wrote), len(changes), wrote)
		}
	}
}
