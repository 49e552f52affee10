package file_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/seal"
)

// text is n bytes of text that does not pack.
func text(n int) []byte {
	r := rand.NewChaCha8([32]byte{7})
	b := make([]byte, n)
	_, _ = r.Read(b)
	for i := range b {
		b[i] = 'a' + b[i]%26
	}
	return b
}

func put(t *testing.T, d *dbtest.Database, name string, content []byte) file.File {
	t.Helper()
	c, err := file.Check(file.Input{Name: name, Content: bytes.NewReader(content), Size: int64(len(content)), Owner: "authority1"})
	if err != nil {
		t.Fatal(err)
	}
	var f file.File
	do(t, d, func(tx *db.Tx) (err error) {
		f, err = file.Put(context.Background(), tx, d.Keys, c)
		return err
	})
	return f
}

func do(t *testing.T, d *dbtest.Database, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Writer.Do(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(d *dbtest.Database, keys *seal.Keys, id string) (file.File, []byte, error) {
	f, r, err := file.Open(context.Background(), d, keys, id)
	if err != nil {
		return f, nil, err
	}
	b, err := io.ReadAll(r)
	return f, b, errors.Join(err, r.Close())
}

const part = 256 << 10

func TestStoredFileComesBackAsItWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		for _, n := range []int{1, part - 1, part, part + 1, 3*part + 17} {
			content := text(n)
			put := put(t, d, "Överenskommelse  (Demo).txt", content)
			f, got, err := read(d, d.Keys, put.ID)
			if err != nil || !bytes.Equal(got, content) {
				t.Fatalf("%d bytes: %d came back, %v", n, len(got), err)
			}
			if f != put || f.Name != "Överenskommelse (Demo).txt" || f.Type != file.Text || f.Size != int64(n) ||
				f.Owner != "authority1" || !f.CreatedAt.Equal(dbtest.Monday()) {
				t.Errorf("got %+v, put %+v", f, put)
			}
			if again, err := file.Get(context.Background(), d, d.Keys, put.ID); err != nil || again != put {
				t.Errorf("Get: %+v, %v", again, err)
			}
		}
		if n, wrong, err := file.Verify(context.Background(), d, d.Keys); n != 5 || len(wrong) > 0 || err != nil {
			t.Errorf("verify: %d files, %v, %v", n, wrong, err)
		}
	})
}

func TestNothingOfAFileLiesInClear(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		f := put(t, d, "Anna Andersson.txt", []byte("a secret of some length that would be found"))
		receive(t, d, strings.NewReader("a secret of some length that would be found"), 100)
		ctx := context.Background()
		for _, c := range file.Columns() {
			rows, err := db.All[[]byte](ctx, d, "SELECT "+c.Column+" FROM "+c.Table)
			if err != nil || len(rows) == 0 {
				t.Fatal(len(rows), err)
			}
			for _, b := range rows {
				if bytes.Contains(b, []byte("Anna")) || bytes.Contains(b, []byte("secret")) || bytes.Contains(b, []byte("sha256")) {
					t.Errorf("%s.%s lies in clear", c.Table, c.Column)
				}
			}
		}
		found, err := seal.Survey(ctx, d, d.Keys, file.Columns(), nil)
		if err != nil || !found.Sound() || found.Values != 4 {
			t.Errorf("survey: %+v, %v", found, err)
		}
		_, _, err = read(d, seal.None(), f.ID)
		var missing *seal.MissingKey
		if !errors.As(err, &missing) || missing.ID != d.Keys.Current() {
			t.Errorf("opened without keys: %v", err)
		}
	})
}

func TestTamperingIsFound(t *testing.T) {
	for name, change := range map[string]string{
		"part taken away":       "DELETE FROM file_part WHERE id = $1",
		"first part as second":  "UPDATE file_part SET sealed = (SELECT sealed FROM file_part p WHERE p.id = $2) WHERE id = $1",
		"part of another file":  "UPDATE file_part SET sealed = (SELECT sealed FROM file_part p WHERE p.id = $3) WHERE id = $1",
		"type changed":          "UPDATE file SET media_type = 'text/csv' WHERE id = $4",
		"size made smaller":     "UPDATE file SET size = 262144 WHERE id = $4",
		"size made larger":      "UPDATE file SET size = size + 1 WHERE id = $4",
		"name of another file":  "UPDATE file SET name = (SELECT name FROM file f WHERE f.id = $5) WHERE id = $4",
		"proof of another file": "UPDATE file SET proof = (SELECT proof FROM file f WHERE f.id = $5) WHERE id = $4",
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
				a, b := put(t, d, "a.txt", text(2*part)), put(t, d, "b.txt", text(2*part))
				all := []any{a.ID + "/000001", a.ID + "/000000", b.ID + "/000001", a.ID, b.ID}
				statement, args := numbered(change, all)
				do(t, d, func(tx *db.Tx) error {
					n, err := tx.Exec(context.Background(), statement, args...)
					if n != 1 {
						t.Errorf("%d rows changed", n)
					}
					return err
				})
				_, _, err := read(d, d.Keys, a.ID)
				var broken *seal.Broken
				if !errors.As(err, &broken) || !strings.Contains(err.Error(), a.ID) {
					t.Errorf("got %v", err)
				}
				n, wrong, err := file.Verify(context.Background(), d, d.Keys)
				if n != 2 || len(wrong) != 1 || err != nil {
					t.Errorf("verify: %d files, %v, %v", n, wrong, err)
				}
			})
		})
	}
}

// numbered keeps the arguments that the statement uses, since an engine refuses those it does not.
func numbered(statement string, all []any) (string, []any) {
	var args []any
	for i, a := range all {
		old := "$" + string(rune('1'+i))
		if strings.Contains(statement, old) {
			args = append(args, a)
			statement = strings.ReplaceAll(statement, old, "$"+string(rune('0'+len(args))))
		}
	}
	return statement, args
}

func TestFileThatChangesAfterTheCheckIsNotStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		content := text(100)
		c, err := file.Check(file.Input{Name: "a.txt", Content: bytes.NewReader(content), Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		content[50] = '!'
		err = d.Writer.Do(context.Background(), func(tx *db.Tx) error {
			_, err := file.Put(context.Background(), tx, d.Keys, c)
			return err
		})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("got %v", err)
		}
		if n, _, _ := file.Verify(context.Background(), d, d.Keys); n != 0 {
			t.Errorf("%d files stored", n)
		}
	})
}

func TestDeleteTakesAllAway(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := context.Background()
		f, kept := put(t, d, "a.txt", text(2*part)), put(t, d, "b.txt", text(10))
		do(t, d, func(tx *db.Tx) error { return file.Delete(ctx, tx, f.ID) })
		if _, _, err := read(d, d.Keys, f.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("still there: %v", err)
		}
		if n, err := db.One[int](ctx, d, "SELECT count(*) FROM file_part"); n != 1 || err != nil {
			t.Errorf("%d parts left, %v", n, err)
		}
		if _, _, err := read(d, d.Keys, kept.ID); err != nil {
			t.Error(err)
		}
		err := d.Writer.Do(ctx, func(tx *db.Tx) error { return file.Delete(ctx, tx, f.ID) })
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("deleted twice: %v", err)
		}
	})
}

func TestRotationReachesFiles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		content := text(3 * part)
		f, old := put(t, d, "a.txt", content), d.Keys.Current()
		if _, err := d.Keys.Rotate(nil); err != nil {
			t.Fatal(err)
		}
		for _, c := range file.Columns() {
			do(t, d, func(tx *db.Tx) error {
				b, err := seal.Reseal(context.Background(), tx, d.Keys, c, "", 100)
				if len(b.Failed) > 0 || b.Next != "" {
					t.Errorf("%+v", b)
				}
				return err
			})
		}
		if err := d.Keys.Retire(old); err != nil {
			t.Fatal(err)
		}
		if _, got, err := read(d, d.Keys, f.ID); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}

func TestLargestFileStreams(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		f := put(t, d, "a.txt", text(file.MaxSize))
		_, r, err := file.Open(context.Background(), d, d.Keys, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, r); n != file.MaxSize || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if _, err := r.Read(make([]byte, 1)); err == nil || err == io.EOF {
			t.Errorf("read after Close: %v", err)
		}
	})
}

func TestHeaders(t *testing.T) {
	h := file.File{Name: `Öv "1".csv`, Type: file.CSV, Size: 12}.Headers()
	for name, want := range map[string]string{
		"Content-Type":            "text/csv; charset=utf-8",
		"Content-Length":          "12",
		"Content-Disposition":     "attachment; filename*=utf-8''%C3%96v%20%221%22.csv",
		"X-Content-Type-Options":  "nosniff",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
		"Cache-Control":           "private, no-store",
	} {
		if h[name] != want {
			t.Errorf("%s: %q, want %q", name, h[name], want)
		}
	}
	if h := (file.File{Type: "text/html"}).Headers(); h["Content-Type"] != "application/octet-stream" {
		t.Errorf("a type that is not taken in is handed out as %s", h["Content-Type"])
	}
}
