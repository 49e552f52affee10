package seal_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/seal"
)

// The rows of the files' table serve as any room's sealed rows; its clear column of the owner serves as the digest's.
var column = seal.Column{Table: "file", Column: "name", RowID: "id", Digest: "owner_authority", Purpose: "test"}

func do(t *testing.T, d *dbtest.Database, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Writer.Do(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func fill(t *testing.T, d *dbtest.Database, from, to int) {
	t.Helper()
	do(t, d, func(tx *db.Tx) error {
		for i := from; i < to; i++ {
			id, plain := fmt.Sprintf("row%03d", i), fmt.Sprintf("value %d", i)
			sealed, err := d.Keys.Seal(seal.Place{Table: "file", Column: "name", Row: id}, []byte(plain))
			if err != nil {
				return err
			}
			_, err = tx.Exec(context.Background(), `INSERT INTO file (id, name, media_type, size, proof, owner_authority, created_at)
				VALUES ($1, $2, 'text/plain', 1, $3, $4, $5)`, id, sealed, []byte{}, d.Keys.Digest("test", plain), db.At(tx.Now()))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func survey(t *testing.T, d *dbtest.Database, keys *seal.Keys) seal.Found {
	t.Helper()
	told := 0
	f, err := seal.Survey(context.Background(), d, keys, []seal.Column{column}, func(n int) { told = n })
	if err != nil {
		t.Fatal(err)
	}
	if told != f.Values {
		t.Errorf("told of %d values, found %d", told, f.Values)
	}
	return f
}

func TestResealGoesOnWhereItWasCutOff(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := context.Background()
		old := d.Keys.Current()
		fill(t, d, 0, 25)
		if _, err := d.Keys.Rotate(nil); err != nil {
			t.Fatal(err)
		}
		fill(t, d, 25, 30)
		if f := survey(t, d, d.Keys); !f.Sound() || f.ByKey[old] != 25 || f.Values != 30 {
			t.Fatalf("before: %+v", f)
		}
		step := func(after string) (b seal.Batch) {
			do(t, d, func(tx *db.Tx) (err error) {
				b, err = seal.Reseal(ctx, tx, d.Keys, column, after, 10)
				return err
			})
			return b
		}
		if b := step(""); b.Resealed != 10 || b.Next != "row009" {
			t.Fatalf("first step: %+v", b)
		}
		for after, first := "", true; first || after != ""; first = false {
			after = step(after).Next
		}
		f := survey(t, d, d.Keys)
		if !f.Sound() || f.Uses(old) || f.ByKey[d.Keys.Current()] != 30 {
			t.Errorf("after: %+v", f)
		}
		if err := d.Keys.Retire(old); err != nil {
			t.Fatal(err)
		}
		if f := survey(t, d, d.Keys); !f.Sound() {
			t.Errorf("with the old key retired: %+v", f)
		}
		if b := step(""); b.Resealed != 0 || b.Next != "" {
			t.Errorf("nothing was left to do: %+v", b)
		}
	})
}

func TestSurveyNamesWhatIsWrong(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := context.Background()
		fill(t, d, 0, 5)
		sealed, err := db.One[[]byte](ctx, d, "SELECT name FROM file WHERE id = 'row002'")
		if err != nil {
			t.Fatal(err)
		}
		sealed[len(sealed)-1] ^= 1
		do(t, d, func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, "UPDATE file SET name = $1 WHERE id = 'row002'", sealed); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "UPDATE file SET name = (SELECT name FROM file WHERE id = 'row000') WHERE id = 'row001'"); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "UPDATE file SET owner_authority = $1 WHERE id = 'row003'", d.Keys.Digest("test", "another"))
			return err
		})
		f := survey(t, d, d.Keys)
		said := fmt.Sprint(f.Broken)
		for _, want := range []string{"file.name (row001)", "file.name (row002)", "file.owner_authority (row003)"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not name %s", said, want)
			}
		}
		if f.Sound() || len(f.Broken) != 3 || f.Values != 5 {
			t.Errorf("%+v", f)
		}
		lost := survey(t, d, seal.None())
		if ids := lost.MissingIDs(); len(ids) != 1 || ids[0] != d.Keys.Current() || lost.Missing[ids[0]].Values != 5 {
			t.Errorf("without keys: %+v", lost)
		}
		do(t, d, func(tx *db.Tx) error {
			if _, err := d.Keys.Rotate(nil); err != nil {
				return err
			}
			b, err := seal.Reseal(ctx, tx, d.Keys, column, "", 100)
			if err == nil && (b.Resealed != 3 || len(b.Failed) != 2) {
				t.Errorf("resealed %d, failed %v", b.Resealed, b.Failed)
			}
			return err
		})
	})
}
