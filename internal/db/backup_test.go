package db_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// lived is a database in which something has happened, with what a column can hold.
func lived(t *testing.T, dialect db.Dialect) *dbtest.Database {
	t.Helper()
	d := dbtest.Open(t, dialect)
	for i := range 40 {
		must(t, d.Trail.Do(t.Context(), policy.Actor{ID: "anna"}, func(tx *audit.Tx) error {
			_, err := tx.Exec(t.Context(), "INSERT INTO rollup (metric, month, municipality, authority_id, n, kept, minutes, histogram) VALUES ('coverage', '2026-03-01', $1, 'å', 9007199254740993, -1, 0, $2)",
				fmt.Sprintf("%04d", i), []byte{0, 255, byte(i)}[:min(i, 3)])
			if err != nil {
				return err
			}
			return tx.Note("test.act", ref.To("thing", fmt.Sprint(i)), map[string]string{"text": "\u2028 \"citat\" åäö \\"})
		}))
	}
	must(t, d.Trail.Sequence(t.Context()))
	return d
}

func backup(t *testing.T, d *db.DB) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := db.Backup(t.Context(), d, &b, nil)
	must(t, err)
	return b.Bytes()
}

func target(t *testing.T, dialect db.Dialect) string {
	t.Helper()
	if dialect == db.Postgres {
		return dbtest.Empty(t, dialect)
	}
	return filepath.Join(t.TempDir(), "restored.db")
}

// A backup restored on either engine is the same database: the same rows, and a trail whose head is the same.
func TestABackupRestoresOnEitherEngine(t *testing.T) {
	for _, from := range []db.Dialect{db.SQLite, db.Postgres} {
		for _, to := range []db.Dialect{db.SQLite, db.Postgres} {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				d := lived(t, from)
				dsn := target(t, to)
				_, err := db.Restore(t.Context(), dsn, bytes.NewReader(backup(t, d.DB)), nil)
				must(t, err)
				restored := dbtest.At(t, dsn, db.Options{})
				if a, b := rowsOf(t, d.DB), rowsOf(t, restored.DB); a != b {
					t.Errorf("rows differ:\n%s\n%s", a, b)
				}
				was, err := audit.Verify(t.Context(), d.DB, d.Keys.Verifiers(), nil, nil)
				must(t, err)
				is, err := audit.Verify(t.Context(), restored.DB, d.Keys.Verifiers(), &was.Head, nil)
				must(t, err)
				if !is.Sound() || is.Head != was.Head {
					t.Errorf("head %s became %s, findings %v", was.Head, is.Head, is.Findings)
				}
			})
		}
	}
}

// rowsOf is the whole content in an order of its own.
func rowsOf(t *testing.T, d *db.DB) string {
	t.Helper()
	var out strings.Builder
	var tables []string
	content, err := db.Content(t.Context(), d)
	must(t, err)
	for name := range content {
		tables = append(tables, name)
	}
	for _, name := range sorted(tables) {
		fmt.Fprintln(&out, name, strings.Join(sorted(content[name]), "\n"))
	}
	return out.String()
}

func TestADamagedBackupRestoresNothing(t *testing.T) {
	d := lived(t, db.SQLite)
	whole := backup(t, d.DB)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	for name, b := range map[string][]byte{
		"cut off": whole[:len(whole)/2], "flipped": flipped, "not a backup": []byte("hello"), "empty": {},
	} {
		for _, to := range []db.Dialect{db.SQLite, db.Postgres} {
			dsn := target(t, to)
			if _, err := db.Restore(t.Context(), dsn, bytes.NewReader(b), nil); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
			if n, err := db.One[int64](t.Context(), dbtest.At(t, dsn, db.Options{}), "SELECT count(*) FROM rollup"); err != nil || n != 0 {
				t.Errorf("%s: %d rows stand, %v", name, n, err)
			}
		}
	}
}

func TestARestoreNeverWritesOverADatabase(t *testing.T) {
	d := lived(t, db.SQLite)
	whole := backup(t, d.DB)
	for _, to := range []db.Dialect{db.SQLite, db.Postgres} {
		if _, err := db.Restore(t.Context(), lived(t, to).DSN, bytes.NewReader(whole), nil); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", to, err)
		}
	}
	path := filepath.Join(t.TempDir(), "b.gz")
	if _, err := db.BackupFile(t.Context(), d.DB, path, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := db.BackupFile(t.Context(), d.DB, path, nil); err == nil {
		t.Error("an older backup was written over")
	}
}

func sorted(s []string) []string { slices.Sort(s); return s }

// A copy to either engine holds the same rows and a trail with the same head; one that somebody changes on its way is named.
func TestACopyIsTheSameOnEitherEngine(t *testing.T) {
	for _, from := range []db.Dialect{db.SQLite, db.Postgres} {
		for _, to := range []db.Dialect{db.SQLite, db.Postgres} {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				d := lived(t, from)
				dsn := target(t, to)
				rows, err := db.Copy(t.Context(), d.DB, dsn, nil)
				must(t, err)
				copied := dbtest.At(t, dsn, db.Options{})
				if a, b := rowsOf(t, d.DB), rowsOf(t, copied.DB); a != b || rows < 40 {
					t.Errorf("%d rows; they differ:\n%s\n%s", rows, a, b)
				}
				if _, err := db.Copy(t.Context(), d.DB, dsn, nil); err == nil {
					t.Error("it was written over")
				}
			})
		}
	}
}
