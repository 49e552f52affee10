package accesslog_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/calendar"
	"samsyn/internal/csip"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/record"
)

// archivist keeps and destroys an authority's records.
func archivist(id, authority string) policy.Actor {
	return policy.Actor{ID: id, Authority: authority, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
}

func (h *house) records() *record.Records {
	h.t.Helper()
	r := &record.Records{Trail: h.Trail, Rooms: h.svc.Rooms(), DocTypes: accesslog.DocTypes()}
	for _, docType := range []string{accesslog.ReviewDocType, accesslog.EmergencyDocType} {
		_, err := r.AddRule(h.t.Context(), archivist("bo", h.ulla.Authority), record.Rule{Authority: h.ulla.Authority, DocType: docType, Months: 24, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
		must(h.t, err)
	}
	return r
}

func (h *house) count(text string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, text, args...)
	must(h.t, err)
	return n
}

// dispose destroys what is due of a type by two persons, with an archive package that is checked.
func (h *house) dispose(r *record.Records, docType string, want int) {
	h.t.Helper()
	ctx, bo := h.t.Context(), archivist("bo", h.ulla.Authority)
	d, err := r.ProposeDue(ctx, bo, bo.Authority, docType, true)
	must(h.t, err)
	_, err = r.CarryOut(ctx, bo, d.ID)
	refused(h.t, err, fault.Conflict, "")
	_, err = r.Decide(ctx, archivist("cleo", bo.Authority), d.ID, true, "Enligt planen")
	must(h.t, err)
	var pack bytes.Buffer
	must(h.t, r.Export(ctx, bo, d.ID, &pack))
	report, err := csip.Check(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	must(h.t, err)
	if broken := report.Broken().IDs(); len(broken) > 0 {
		h.t.Errorf("the package breaks %v", broken)
	}
	_, items, err := r.Read(ctx, h.DB, bo, d.ID)
	must(h.t, err)
	if len(items) != want {
		h.t.Errorf("%d destroyed, want %d", len(items), want)
	}
	_, err = r.CarryOut(ctx, bo, d.ID)
	must(h.t, err)
}

// TestAReviewIsAFileOfTheAuthority: it bears a registry number from the first, goes when its time is up, and takes with it what
// was found and explained; the readings themselves stay in the trail of what they were about.
func TestAReviewIsAFileOfTheAuthority(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
		h.read(h.elin, p)
		h.Clock.Advance(48 * time.Hour)
		day := calendar.DateOf(h.DB.Now())
		w, err := h.svc.Begin(ctx, h.ulla, calendar.Period{From: day.AddDays(-5), To: day.AddDays(-1)}, 5)
		must(h.t, err)
		whole, err := h.svc.Get(ctx, h.DB, h.ulla, w.ID)
		must(h.t, err)
		if !strings.HasPrefix(whole.Number, "2026-") || len(whole.Lines) == 0 {
			h.t.Fatalf("number %q, %d readings", whole.Number, len(whole.Lines))
		}
		r := h.records()
		for _, l := range whole.Lines {
			_, err = h.svc.Judge(ctx, h.ulla, l.ID, 0, accesslog.Misuse, "Anmäld till chefen.")
			must(h.t, err)
		}
		_, err = h.svc.Close(ctx, h.ulla, w.ID, 0)
		must(h.t, err)
		before := h.count("SELECT COUNT(*) FROM trail_entry WHERE kind = 'person'")
		_, err = r.ProposeDue(ctx, archivist("bo", h.ulla.Authority), h.ulla.Authority, accesslog.ReviewDocType, true)
		refused(h.t, err, fault.Invalid, "")
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		must(h.t, r.Hold(ctx, archivist("bo", h.ulla.Authority), h.ulla.Authority, w.Ref(), "Tillsyn"))
		_, err = r.ProposeDue(ctx, archivist("bo", h.ulla.Authority), h.ulla.Authority, accesslog.ReviewDocType, true)
		refused(h.t, err, fault.Invalid, "")
		must(h.t, r.LetGo(ctx, archivist("bo", h.ulla.Authority), h.ulla.Authority, w.Ref()))
		h.dispose(r, accesslog.ReviewDocType, 1)
		_, err = h.svc.Get(ctx, h.DB, h.ulla, w.ID)
		refused(h.t, err, fault.NotFound, "")
		for _, text := range []string{"SELECT COUNT(*) FROM accesslog_review WHERE id = $1", "SELECT COUNT(*) FROM accesslog_line WHERE review_id = $1", "SELECT COUNT(*) FROM accesslog_flagged WHERE review_id = $1",
			"SELECT COUNT(*) FROM record_number WHERE thing_id = $1", "SELECT COUNT(*) FROM trail_entry WHERE kind = 'log-review' AND thing_id = $1 AND change IS NOT NULL AND action <> 'trail.dispose'"} {
			if n := h.count(text, w.ID); n != 0 {
				h.t.Errorf("%d left: %s", n, text)
			}
		}
		if after := h.count("SELECT COUNT(*) FROM trail_entry WHERE kind = 'person'"); after < before {
			h.t.Errorf("%d lines of the person's record, were %d: readings went with their review", after, before)
		}
	})
}

// TestTheReviewOfAnEmergencyIsAFile: number, time, package and destruction, with why it was opened.
func TestTheReviewOfAnEmergencyIsAFile(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		_, e := h.opened()
		r := h.records()
		shown, err := h.svc.EmergencyOpened(ctx, h.ulla, e.ID)
		must(h.t, err)
		if !strings.HasPrefix(shown.Number, "2026-") {
			h.t.Errorf("number %q", shown.Number)
		}
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		_, err = r.ProposeDue(ctx, archivist("bo", h.ulla.Authority), h.ulla.Authority, accesslog.EmergencyDocType, true)
		refused(h.t, err, fault.Invalid, "") // it waits to be reviewed
		_, err = h.svc.JudgeEmergency(ctx, h.olle, e.ID, 0, accesslog.Justified, "Det gick inte att vänta.")
		must(h.t, err)
		h.Clock.Advance(25 * 31 * 24 * time.Hour)
		needed := "SELECT COUNT(*) FROM person p WHERE " + accesslog.Keeps()
		if n := h.count(needed); n != 1 {
			h.t.Errorf("%d records are needed by the file", n)
		}
		h.dispose(r, accesslog.EmergencyDocType, 1)
		if n := h.count(needed); n != 0 {
			h.t.Errorf("%d records are needed by no file", n)
		}
		if n := h.count("SELECT (SELECT COUNT(*) FROM accesslog_emergency WHERE id = $1) + (SELECT COUNT(*) FROM person_opening WHERE id = $1)", e.ID); n != 0 {
			h.t.Errorf("%d rows are left of what was written", n)
		}
	})
}
