package db_test

import (
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// kinds is a value of each kind that a column or an expression has here.
type kinds struct {
	Text    string        `db:"t"`
	None    *string       `db:"none"`
	Bytes   []byte        `db:"raw"`
	Yes     bool          `db:"yes"`
	Small   int           `db:"small"`
	Large   int64         `db:"large"`
	Sum     int64         `db:"total"`
	Mean    float64       `db:"mean"`
	Share   float64       `db:"share"`
	At      db.Time       `db:"at"`
	Never   db.Time       `db:"never"`
	Day     calendar.Date `db:"day"`
	Counted string        `db:"counted"`
}

const everyKind = `SELECT $1 || 'x' AS t, CAST(NULL AS TEXT) AS none, CAST('\x00ff' AS BYTEA) AS raw, n > 1 AS yes, 7 AS small, n AS large, (SELECT SUM(n) FROM thing) AS total,
	(SELECT AVG(n) FROM thing) AS mean, CAST(0.25 AS DOUBLE PRECISION) AS share, at, CAST(NULL AS TIMESTAMPTZ) AS never, CAST('2026-03-02' AS DATE) AS day, n AS counted FROM thing WHERE n > 0 ORDER BY n`

// What an act asks along with what waits is answered as when it asks alone.
func TestAnswersAreAlikeHoweverTheyCome(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	ctx := withThings(t, d)
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
		return db.InsertAll(ctx, tx, "thing", []thing{{ID: "a", N: 1, At: db.At(dbtest.Monday())}, {ID: "b", N: 2, At: db.At(dbtest.Monday().Add(time.Microsecond))}})
	}))
	ask := func(tx *db.Tx) []kinds {
		t.Helper()
		list, err := db.All[kinds](ctx, tx, everyKind, "å")
		must(t, err)
		return list
	}
	var first, alone, along []kinds
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
		first = ask(tx)
		alone = ask(tx)
		must(t, tx.Later(ctx, "UPDATE thing SET name = $1", "z"))
		along = ask(tx)
		return nil
	}))
	if len(alone) != 2 || alone[1].Text != "åx" || alone[1].Sum != 3 || !alone[1].Yes || alone[1].Counted != "2" || len(alone[0].Bytes) != 2 {
		t.Fatalf("alone: %+v", alone)
	}
	for i := range alone {
		for _, other := range []kinds{first[i], along[i]} {
			if !other.At.Equal(alone[i].At.Time) || string(other.Bytes) != string(alone[i].Bytes) {
				t.Errorf("%+v, alone %+v", other, alone[i])
			}
			other.At, other.Bytes = alone[i].At, nil
			same := alone[i]
			same.Bytes = nil
			if !equalKinds(other, same) {
				t.Errorf("%+v, alone %+v", other, same)
			}
		}
	}
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
		if _, err := db.One[thing](ctx, tx, "SELECT * FROM thing WHERE id = $1", "none"); err != db.ErrNone {
			t.Errorf("no row: %v", err)
		}
		return nil
	}))
	if err := d.Writer.Do(ctx, func(tx *db.Tx) error { _, err := db.One[string](ctx, tx, "SELECT id FROM nowhere"); return err }); err == nil {
		t.Error("a table that is not there is read")
	}
	if err := d.Writer.Do(ctx, func(tx *db.Tx) error {
		_, err := db.One[int64](ctx, tx, "SELECT 1 / n FROM (SELECT 0 AS n) z")
		return err
	}); err == nil {
		t.Error("a division by nothing has an answer")
	}
}

func equalKinds(a, b kinds) bool {
	return a.Text == b.Text && a.None == nil && b.None == nil && a.Yes == b.Yes && a.Small == b.Small && a.Large == b.Large && a.Sum == b.Sum && a.Mean == b.Mean &&
		a.Share == b.Share && a.Never == b.Never && a.Day == b.Day && a.Counted == b.Counted
}
