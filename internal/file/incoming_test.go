package file_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/file"
)

func inHouse(d *dbtest.Database) func(context.Context, func(file.Execer) error) error {
	return func(ctx context.Context, put func(file.Execer) error) error {
		return d.Trail.House(ctx, func(tx *audit.HouseTx) error { return put(tx) })
	}
}

func receive(t *testing.T, d *dbtest.Database, from io.Reader, most int64) (file.Incoming, error) {
	t.Helper()
	return file.Receive(t.Context(), d.Keys, from, most, inHouse(d))
}

func parts(t *testing.T, d *dbtest.Database) int {
	t.Helper()
	n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM file_incoming_part")
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What arrives can be read in any order, however it arrives, and is gone when it is forgotten.
func TestIncomingComesBackAsItWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		for _, n := range []int{1, part - 1, part, part + 1, 17*part + 5} {
			content := text(n)
			in, err := receive(t, d, iotest.HalfReader(bytes.NewReader(content)), int64(n))
			if err != nil || in.Size != int64(n) {
				t.Fatalf("%d bytes: %d, %v", n, in.Size, err)
			}
			r := file.ReadIncoming(t.Context(), d, d.Keys, in)
			if got, err := io.ReadAll(io.NewSectionReader(r, 0, in.Size)); err != nil || !bytes.Equal(got, content) {
				t.Fatalf("%d bytes: %d came back, %v", n, len(got), err)
			}
			for _, at := range []int{n - 1, n / 2, 0} {
				b := make([]byte, min(100, n-at))
				if _, err := r.ReadAt(b, int64(at)); err != nil || !bytes.Equal(b, content[at:at+len(b)]) {
					t.Errorf("%d bytes at %d: %v", n, at, err)
				}
			}
			if k, err := r.ReadAt(make([]byte, 10), in.Size-1); k != 1 || !errors.Is(err, io.EOF) {
				t.Errorf("over the end: %d, %v", k, err)
			}
			if err := d.Trail.House(t.Context(), func(tx *audit.HouseTx) error { return file.ForgetIncoming(t.Context(), tx, in.ID) }); err != nil {
				t.Fatal(err)
			}
			if n := parts(t, d); n != 0 {
				t.Errorf("%d parts are left", n)
			}
		}
	})
}

func TestIncomingIsBoundedAndSwept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if _, err := receive(t, d, bytes.NewReader(text(part)), part-1); !fault.Is(err, fault.TooLarge) {
			t.Errorf("more than may come: %v", err)
		}
		cut := errors.New("cut off")
		if _, err := receive(t, d, io.MultiReader(bytes.NewReader(text(17*part)), iotest.ErrReader(cut)), 1<<30); !errors.Is(err, cut) {
			t.Errorf("cut off: %v", err)
		}
		if parts(t, d) == 0 {
			t.Fatal("nothing had been written when it was cut off")
		}
		for _, c := range []struct {
			age  time.Duration
			left bool
		}{{-time.Hour, true}, {time.Hour, false}} {
			err := d.Trail.House(t.Context(), func(tx *audit.HouseTx) error { return file.SweepIncoming(t.Context(), tx, d.Clock.Now().Add(c.age)) })
			if err != nil || (parts(t, d) > 0) != c.left {
				t.Errorf("swept what is older than %v: %d parts are left, %v", c.age, parts(t, d), err)
			}
		}
	})
}

// A part that was moved or taken away ends the reading with an error that names its place.
func TestDamagedIncomingIsFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		in, err := receive(t, d, bytes.NewReader(text(3*part)), 1<<30)
		if err != nil {
			t.Fatal(err)
		}
		read := func() error {
			_, err := io.Copy(io.Discard, io.NewSectionReader(file.ReadIncoming(t.Context(), d, d.Keys, in), 0, in.Size))
			return err
		}
		house := func(text string, args ...any) {
			err := d.Trail.House(t.Context(), func(tx *audit.HouseTx) error { _, err := tx.Exec(t.Context(), text, args...); return err })
			if err != nil {
				t.Fatal(err)
			}
		}
		house("UPDATE file_incoming_part SET sealed = (SELECT p.sealed FROM file_incoming_part p WHERE p.n = 0) WHERE n = 1")
		if err := read(); err == nil {
			t.Error("a part that was moved opens")
		}
		house("DELETE FROM file_incoming_part WHERE n = 1")
		if err := read(); err == nil || !strings.Contains(err.Error(), in.ID+"/000001") {
			t.Errorf("a missing part: %v", err)
		}
	})
}

// Two files are alike when their content and type are.
func TestPrint(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		a, b, c := put(t, d, "a.txt", []byte("hej")), put(t, d, "b.txt", []byte("hej")), put(t, d, "a.txt", []byte("hopp"))
		print := func(id string) file.Print {
			p, err := file.PrintOf(t.Context(), d, d.Keys, id)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		checked, err := file.Check(file.Input{Name: "c.txt", Content: strings.NewReader("hej"), Size: 3})
		if err != nil || print(a.ID) != print(b.ID) || print(a.ID) == print(c.ID) || checked.Print() != print(a.ID) {
			t.Errorf("%v: %s %s %s %s", err, print(a.ID), print(b.ID), print(c.ID), checked.Print())
		}
		if _, err := file.PrintOf(t.Context(), d, d.Keys, "finns inte"); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v", err)
		}
	})
}
