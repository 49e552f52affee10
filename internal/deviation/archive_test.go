package deviation_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// records is retention with this room's files, and a rule that lets an authority destroy them after a year.
func (h *house) records(authorities ...string) *record.Records {
	h.t.Helper()
	r := &record.Records{Trail: h.Trail, Rooms: map[ref.Kind]record.Room{deviation.FileKind: deviation.Room()}, DocTypes: deviation.DocTypes()}
	for _, at := range authorities {
		_, err := r.AddRule(h.t.Context(), archivist("bo", at), record.Rule{Authority: at, DocType: deviation.DocType, Months: 12, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: date("2024-01-01")})
		h.must(err)
	}
	return r
}

func archivist(id, authority string) policy.Actor {
	return policy.Actor{ID: id, Authority: authority, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
}

// dispose destroys what an authority may, by two persons under a protocol, and gives its archive package.
func (h *house) dispose(r *record.Records, authority string) []byte {
	h.t.Helper()
	ctx, bo := h.t.Context(), archivist("bo", authority)
	d, err := r.ProposeDue(ctx, bo, authority, deviation.DocType, true)
	h.must(err)
	_, err = r.Decide(ctx, archivist("cleo", authority), d.ID, true, "Enligt planen")
	h.must(err)
	var pack bytes.Buffer
	h.must(r.Export(ctx, bo, d.ID, &pack))
	_, err = r.CarryOut(ctx, bo, d.ID)
	h.must(err)
	return pack.Bytes()
}

// over is a deviation that the board reported, both sides have said something of, and that is closed.
func (h *house) over() deviation.Deviation {
	h.t.Helper()
	ctx := h.t.Context()
	d := h.report()
	h.expect2(h.svc.Analyse(ctx, h.maja, h.key(d), "Två delade en brevlåda."))("analysed 1 1")
	h.expect2(h.svc.Resolve(ctx, h.maja, h.key(d), deviation.Solution{Text: "Schemat är lagt.", Helped: deviation.HelpedYes}))("resolved 1 1")
	return h.expect2(h.svc.Confirm(ctx, h.elin, h.key(d), deviation.HelpedYes))("closed 1 1")
}

// said counts what is left of what was written of a deviation, and of who wrote it.
const (
	itsTexts   = `SELECT (SELECT COUNT(*) FROM deviation WHERE id = $1 AND expected <> '' AND happened <> '' AND effect_text <> '' AND proposal <> '') + (SELECT COUNT(*) FROM deviation_event WHERE deviation_id = $1 AND said <> '')`
	itsPeople  = `SELECT (SELECT COUNT(*) FROM deviation WHERE id = $1 AND (reporter_id = $2 AND account_id <> '' OR asked_id = $2 AND handler_id <> '')) + (SELECT COUNT(*) FROM deviation_event WHERE deviation_id = $1 AND authority_id = $2 AND account_id <> '')`
	itsEvents  = `SELECT COUNT(*) FROM deviation_event WHERE deviation_id = $1`
	itsFigures = `SELECT COUNT(*) FROM deviation_fact l JOIN fact f ON f.id = l.fact_id WHERE l.deviation_id = $1`
)

// readAlong lets another party of the agreement read a deviation, as when the steering group has it.
func (h *house) readAlong(d deviation.Deviation) {
	h.t.Helper()
	h.must(h.Trail.Do(h.t.Context(), system, func(tx *audit.Tx) error {
		_, err := tx.Exec(h.t.Context(), "INSERT INTO deviation_side (deviation_id, authority_id, side, box, mine, order_at) VALUES ($1, $2, 'group', 'over', FALSE, $3)", d.ID, h.elsewhere, db.At(tx.Now()))
		return errors.Join(err, tx.Note(policy.TendDeviations, d.Ref(), nil))
	}))
	_, err := h.svc.Get(h.t.Context(), h.DB, h.other, d.ID)
	h.must(err)
}

// TestEachSideDestroysItsOwnFile: with the board's file go its people and its way to the deviation; the agency reads and
// keeps all until its own file goes, and then all that was written is gone. Figures and the trail stay.
func TestEachSideDestroysItsOwnFile(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d, open := h.over(), h.report()
		h.register(4)
		r := h.records(h.board, directory.PES)
		if due, err := r.DueNow(ctx, h.DB, archivist("bo", h.board), h.board); err != nil || len(due) != 0 {
			t.Errorf("before its time %d are due (%v)", len(due), err)
		}
		h.Clock.Advance(400 * 24 * time.Hour)
		due, err := r.DueNow(ctx, h.DB, archivist("bo", h.board), h.board)
		if h.must(err); len(due) != 1 || due[0].Thing() != deviation.FileRef(d.ID, h.board) || due[0].Start != date("2026-03-02") {
			t.Fatalf("due: %+v", due)
		}
		texts, theirs, events, figures := h.count(itsTexts, d.ID), h.count(itsPeople, d.ID, directory.PES), h.count(itsEvents, d.ID), h.count(itsFigures, d.ID)
		if texts < 3 || theirs < 2 || h.count(itsPeople, d.ID, h.board) < 2 || figures != 3 {
			t.Fatal("there is too little to destroy")
		}
		number := h.numberAt(h.per, d)

		h.readAlong(d)
		packed(h, h.dispose(r, h.board))
		if _, err := h.svc.Get(ctx, h.DB, h.elin, d.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the board reads what it has destroyed: %v", err)
		}
		if list, err := h.svc.List(ctx, h.DB, h.anna, deviation.Filter{Box: deviation.AnyBox}); err != nil || len(list) != 1 || list[0].ID != open.ID {
			t.Errorf("the board's list has %d (%v)", len(list), err)
		}
		if n := h.count(itsPeople, d.ID, h.board); n != 0 {
			t.Errorf("%d of the board's people are left", n)
		}
		v, err := h.svc.Get(ctx, h.DB, h.maja, d.ID)
		if h.must(err); v.What != late().What || v.Registry != number || h.count(itsTexts, d.ID) != texts || h.count(itsPeople, d.ID, directory.PES) != theirs || len(v.Acts) != 0 {
			t.Errorf("the agency's own: %+v", v)
		}
		h.register(0)

		h.dispose(r, directory.PES)
		if n := h.count(itsTexts, d.ID) + h.count(itsPeople, d.ID, directory.PES); n != 0 {
			t.Errorf("%d texts and people are left", n)
		}
		if _, err := h.svc.Get(ctx, h.DB, h.other, d.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("who read along in the group reads on: %v", err)
		}
		if h.count(itsEvents, d.ID) != events || h.count(itsFigures, d.ID) != figures || h.count(itsTexts, open.ID) < 1 {
			t.Error("events, figures or another deviation lost something")
		}
		if h.count("SELECT COUNT(*) FROM record_number WHERE kind = 'deviation-file'") != 2 {
			t.Error("the open one lost its numbers, or the destroyed one kept them")
		}
		h.sums()
		h.must(h.Trail.Sequence(ctx))
		report, err := audit.Verify(ctx, h.DB, h.Keys.Verifiers(), nil, nil)
		if h.must(err); len(report.Findings) != 0 || report.Disposed != 4 { // each file's number, and its fetching before it was destroyed
			t.Errorf("%+v", report)
		}
	})
}

func packed(h *house, b []byte) {
	h.t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	h.must(err)
	var all []string
	for _, f := range z.File {
		all = append(all, f.Name)
	}
	for _, want := range []string{"avvikelse.pdf", "METS.xml"} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			h.t.Errorf("the package lacks %s: %v", want, all)
		}
	}
}

// TestWhatTheArchiveIsGiven: all that both sides have said, and the authority's own people by name.
func TestWhatTheArchiveIsGiven(t *testing.T) {
	each(t, func(h *house) {
		d := h.over()
		h.register(2)
		for _, who := range []policy.Actor{h.elin, h.maja} {
			paper, err := deviation.PaperOf(h.t.Context(), h.DB, d.ID, who.Authority)
			h.must(err)
			text := fmt.Sprint(paper)
			for _, want := range []string{"Avvikelse: svaret kom sent eller inte alls", h.numberAt(who, d), d.ID, late().Expected, late().What, late().EffectText, late().Proposal, "den enskilde",
				"Arbetsförmedlingen löste avvikelsen", "Två delade en brevlåda.", "Schemat är lagt.", "Ludvika kommun, arbetsmarknadsnämnden (Demo) rapporterade avvikelsen", who.Name} {
				if !strings.Contains(text, want) {
					t.Errorf("%s's paper lacks %q: %s", who.Name, want, text)
				}
			}
			for _, other := range []policy.Actor{h.elin, h.maja} {
				if other.ID != who.ID && strings.Contains(text, other.Name) {
					t.Errorf("%s's paper names %s", who.Name, other.Name)
				}
			}
		}
	})
}

// TestTheSameFileIsTheSameBytes, also when it is packed another day.
func TestTheSameFileIsTheSameBytes(t *testing.T) {
	each(t, func(h *house) {
		d := h.over()
		h.register(2)
		pack := func() record.Document {
			h.t.Helper()
			doc, err := deviation.Room().Pack(h.t.Context(), h.DB, deviation.FileRef(d.ID, h.board).ID)
			h.must(err)
			return doc
		}
		first := pack()
		h.Clock.Advance(24 * time.Hour)
		if again := pack(); !bytes.Equal(first.Files[0].Data, again.Files[0].Data) || !bytes.HasPrefix(first.Files[0].Data, []byte("%PDF-")) {
			t.Error("the document is not the same")
		}
		if first.Number != h.numberAt(h.elin, d) || first.Title != "Avvikelse: svaret kom sent eller inte alls" {
			t.Errorf("%s %s", first.Number, first.Title)
		}
	})
}

// TestWhatMayNotBeDestroyed: one that is open, one that is on hold, one that was opened anew meanwhile. What one side has
// destroyed its file of is not opened anew.
func TestWhatMayNotBeDestroyed(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		held, open, anew := h.over(), h.report(), h.over()
		h.register(6)
		r := h.records(directory.PES)
		bo := archivist("bo", directory.PES)
		h.Clock.Advance(400 * 24 * time.Hour)
		h.must(r.HoldNumber(ctx, bo, directory.PES, h.numberAt(h.per, held), "Granskning (Demo)"))
		thing := func(d deviation.Deviation) record.Candidate {
			h.t.Helper()
			c, err := deviation.Room().Due(ctx, h.DB, deviation.FileRef(d.ID, directory.PES).ID)
			h.must(err)
			return c
		}
		for what, c := range map[string]record.Candidate{"on hold": thing(held), "open": thing(open)} {
			_, err := r.Propose(ctx, bo, directory.PES, false, []record.Candidate{c})
			h.refused(err, fault.Conflict, what)
		}
		d, err := r.Propose(ctx, bo, directory.PES, false, []record.Candidate{thing(anew)})
		h.must(err)
		_, err = r.Decide(ctx, archivist("cleo", directory.PES), d.ID, true, "Enligt planen")
		h.must(err)
		h.expect2(h.svc.Reopen(ctx, h.elin, h.key(anew), "Det har hänt igen."))("reported 2 2")
		_, err = r.CarryOut(ctx, bo, d.ID)
		h.refused(err, fault.Conflict, "opened anew")

		h.must(r.LetGo(ctx, bo, directory.PES, deviation.FileRef(held.ID, directory.PES)))
		h.dispose(r, directory.PES)
		h.refusedAct(h.svc.Reopen(ctx, h.elin, h.key(held), "Det har hänt igen."))(fault.Conflict, "opened anew when the other has destroyed its file")
	})
}
