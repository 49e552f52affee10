package record_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// TestAPackageThatBreaksARuleStopsTheDisposal packs a file whose media type is none: the package is refused by the id of the rule,
// nothing is handed over, and what must be exported first cannot be destroyed.
func TestAPackageThatBreaksARuleStopsTheDisposal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "1")
		room := r.Rooms["paper"]
		room.Pack = func(ctx context.Context, q db.Reader, id string) (record.Document, error) {
			doc, err := pack(ctx, q, id)
			doc.Files[0].MediaType = "papper"
			return doc, err
		}
		r.Rooms = map[ref.Kind]record.Room{"paper": room}
		plan(t, r)
		dis, err := r.Propose(t.Context(), anna, authority, true, []record.Candidate{candidate("1")})
		must(t, err)
		_, err = r.Decide(t.Context(), bo, dis.ID, true, "Enligt plan.")
		must(t, err)
		var out bytes.Buffer
		err = r.Export(t.Context(), anna, dis.ID, &out)
		var f *fault.Fault
		if !errors.As(err, &f) || f.Kind != fault.Conflict || len(f.Problems) != 1 || f.Problems[0].Field != "CSIP68" {
			t.Fatalf("%v %+v", err, f)
		}
		if out.Len() > 0 {
			t.Error("a package that breaks a rule is handed over")
		}
		_, err = r.CarryOut(t.Context(), anna, dis.ID)
		refused(t, fault.Conflict, err)
		if n := rows(t, d, "SELECT count(*) FROM pending_form"); n != 1 {
			t.Error("a disposal that was stopped destroyed something")
		}
	})
}

// TestWhatWaitsOnDiskIsUnreadable reads a spool anywhere, and finds nothing of it in its file.
func TestWhatWaitsOnDiskIsUnreadable(t *testing.T) {
	text := []byte(strings.Repeat("Kim Testberg (Demo) 19990101. ", 100))
	s, onDisk, err := record.SpoolOf(text)
	must(t, err)
	if bytes.Contains(onDisk, []byte("Testberg")) || len(onDisk) != len(text) {
		t.Error("what waits can be read on disk")
	}
	for _, at := range []int{0, 1, 15, 16, 17, 1000, len(text) - 1} {
		got := make([]byte, min(40, len(text)-at))
		if _, err := s.ReadAt(got, int64(at)); err != nil || !bytes.Equal(got, text[at:at+len(got)]) {
			t.Errorf("at %d: %q %v", at, got, err)
		}
	}
	must(t, s.Close())
	must(t, s.Close())
}
