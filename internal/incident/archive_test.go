package incident_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"samsyn/internal/csip"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// archivist keeps and destroys an authority's records.
func archivist(id, authority string) policy.Actor {
	return policy.Actor{ID: id, Authority: authority, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
}

// records lets the authorities keep their incidents for two years.
func (h *house) records(authorities ...string) *record.Records {
	h.t.Helper()
	r := &record.Records{Trail: h.Trail, Rooms: map[ref.Kind]record.Room{incident.Kind: h.svc.Room()}, DocTypes: incident.DocTypes()}
	for _, at := range authorities {
		_, err := r.AddRule(h.t.Context(), archivist("bo", at), record.Rule{Authority: at, DocType: incident.DocType, Months: 24, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: date("2024-01-01")})
		h.must(err)
	}
	return r
}

// ends decides everything of the board's incident and closes it.
func (h *house) ends(i incident.Incident) {
	h.t.Helper()
	ctx := h.t.Context()
	_, err := h.svc.TellParty(ctx, h.gun, key(i), directory.PES, "Ett brev med uppgifter från er hamnade fel.")
	h.must(err)
	_, err = h.svc.Supervise(ctx, h.gun, key(i), incident.Supervision{Notified: incident.No, Why: "Ingen risk för personen."})
	h.must(err)
	_, err = h.svc.Inform(ctx, h.gun, key(i), incident.Information{Told: incident.No, Why: "Brevet kom tillbaka oöppnat."})
	h.must(err)
	_, err = h.svc.Close(ctx, h.gun, key(i), "Vi kontrollerar adresser.")
	h.must(err)
}

// dispose destroys the one that is due by two persons, with a package that is checked, in which it bears its number.
func (h *house) dispose(r *record.Records, at string, i incident.Incident) {
	h.t.Helper()
	ctx, bo := h.t.Context(), archivist("bo", at)
	d, err := r.ProposeDue(ctx, bo, at, incident.DocType, true)
	h.must(err)
	_, err = r.CarryOut(ctx, bo, d.ID)
	h.refused(err, fault.Conflict, "carried out before anybody else has decided")
	_, err = r.Decide(ctx, bo, d.ID, true, "Enligt planen")
	if err == nil {
		h.t.Error("whoever proposed decides")
	}
	_, err = r.Decide(ctx, archivist("cleo", at), d.ID, true, "Enligt planen")
	h.must(err)
	var pack bytes.Buffer
	asked := 0
	r.Guarded = func(_ context.Context, _ db.Reader, _ policy.Actor, things []ref.Ref) (map[ref.Ref]bool, error) {
		asked++
		return map[ref.Ref]bool{things[0]: asked > 1}, nil // protected after it was noted that the package is fetched
	}
	if err := r.Export(ctx, bo, d.ID, &pack); !fault.Is(err, fault.Denied) || pack.Len() > 0 {
		h.t.Errorf("a package about somebody who became protected meanwhile is given: %v, %d bytes", err, pack.Len())
	}
	r.Guarded = nil
	h.must(r.Export(ctx, bo, d.ID, &pack))
	report, err := csip.Check(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	h.must(err)
	if broken := report.Broken().IDs(); len(broken) > 0 {
		h.t.Errorf("the package breaks %v", broken)
	}
	_, items, err := r.Read(ctx, h.DB, bo, d.ID)
	h.must(err)
	doc, err := r.Rooms[incident.Kind].Pack(ctx, h.DB, i.ID)
	h.must(err)
	if len(items) != 1 || items[0].ID != i.ID || doc.Number != i.Registry || len(doc.Files) != 1 || !bytes.HasPrefix(doc.Files[0].Data, []byte("%PDF-")) {
		h.t.Fatalf("%+v are destroyed, with %q", items, doc.Number)
	}
	_, err = r.CarryOut(ctx, bo, d.ID)
	h.must(err)
}

func (h *house) count(text string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, text, args...)
	h.must(err)
	return n
}

// TestAnIncidentIsAFileOfTheAuthority: it has a registry number from the first, at each authority its own; goes when its time
// is up, unless it is held; and leaves the other's entry, the thread and the fact.
func TestAnIncidentIsAFileOfTheAuthority(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.agree()
		i := h.report(directory.PES)
		if !strings.HasPrefix(i.Registry, "2026-") {
			t.Fatalf("the registry number is %q", i.Registry)
		}
		r := h.records(h.board, directory.PES)
		bo := archivist("bo", h.board)
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		_, err := r.ProposeDue(ctx, bo, h.board, incident.DocType, true)
		h.refused(err, fault.Invalid, "one that goes on is proposed")
		h.ends(i)
		there := h.there(h.ann)
		if there.Registry == "" || there.Registry == i.Registry && there.Authority == i.Authority {
			t.Errorf("the other's number is %q", there.Registry)
		}
		_, err = r.ProposeDue(ctx, bo, h.board, incident.DocType, true)
		h.refused(err, fault.Invalid, "one that was closed today is proposed")
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		h.must(r.Hold(ctx, bo, h.board, i.Ref(), "Tillsyn"))
		_, err = r.ProposeDue(ctx, bo, h.board, incident.DocType, true)
		h.refused(err, fault.Invalid, "one that is held is proposed")
		h.must(r.LetGo(ctx, bo, h.board, i.Ref()))
		facts := h.told()
		h.dispose(r, h.board, i)
		_, err = h.svc.Open(ctx, h.gun, i.ID)
		h.refused(err, fault.NotFound, "a destroyed entry is opened")
		for _, text := range []string{"SELECT COUNT(*) FROM incident WHERE id = $1", "SELECT COUNT(*) FROM incident_event WHERE incident_id = $1", "SELECT COUNT(*) FROM incident_party WHERE incident_id = $1",
			"SELECT COUNT(*) FROM record_number WHERE thing_id = $1", "SELECT COUNT(*) FROM trail_entry WHERE kind = 'incident' AND thing_id = $1 AND change IS NOT NULL"} {
			if n := h.count(text, i.ID); n != 0 {
				t.Errorf("%d left: %s", n, text)
			}
		}
		if after := h.told(); len(after) != 1 || after[0] != facts[0] || h.count("SELECT COUNT(*) FROM incident_fact WHERE fact_id = $1", facts[0].ID) != 1 {
			t.Errorf("the fact is %+v, was %+v", after, facts)
		}
		v, err := h.svc.Open(ctx, h.ann, there.ID)
		h.must(err)
		if len(v.Thread) != 1 || v.Thread[0].Body == "" {
			t.Errorf("the other reads %+v", v.Thread)
		}
		_, err = h.svc.Acknowledge(ctx, h.ann, key(there)) // nobody waits for it there any more
		h.must(err)
	})
}

// TestWhatWasNoIncidentIsDestroyedToo, with the reason.
func TestWhatWasNoIncidentIsDestroyedToo(t *testing.T) {
	each(t, func(h *house) {
		i := h.report()
		_, err := h.svc.Annul(t.Context(), h.gun, key(i), "Det var ett övningsbrev.")
		h.must(err)
		r := h.records(h.board)
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		h.dispose(r, h.board, i)
	})
}
