package enquiry_test

import (
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// dispose destroys an authority's file of a question by two persons under a protocol, once its time has come.
func (h *house) dispose(e enquiry.Enquiry, authority string) {
	h.t.Helper()
	ctx := h.t.Context()
	room := h.svc.Exchange.Room()
	records := &record.Records{Trail: h.Trail, Rooms: map[ref.Kind]record.Room{exchange.FileKind: room}}
	one := policy.Actor{ID: "bo", Authority: authority, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
	two := one
	two.ID = "cia"
	due, err := room.Due(ctx, h.DB, exchange.FileRef(e.Conversation, authority).ID)
	must(h.t, err)
	_, err = records.AddRule(ctx, one, record.Rule{Authority: authority, DocType: due.DocType, Months: 12, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
	must(h.t, err)
	d, err := records.Propose(ctx, one, authority, false, []record.Candidate{due})
	must(h.t, err)
	d, err = records.Decide(ctx, two, d.ID, true, "Enligt planen")
	must(h.t, err)
	_, err = records.CarryOut(ctx, one, d.ID)
	must(h.t, err)
}

// destroy destroys it without asking any rule of keeping.
func (h *house) destroy(e enquiry.Enquiry, authority string) error {
	thing := exchange.FileRef(e.Conversation, authority)
	return h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := h.svc.Exchange.Room().Erase(h.t.Context(), tx, thing.ID); err != nil {
			return err
		}
		return tx.Note(policy.CarryOutDisposal, thing, nil)
	})
}

func (h *house) number64(query string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, query, args...)
	must(h.t, err)
	return n
}

const (
	reasonsOf  = `SELECT COUNT(*) FROM enquiry_event WHERE enquiry_id = $1 AND authority_id = $2 AND reason IS NOT NULL`
	notesOf    = `SELECT COUNT(*) FROM enquiry_note WHERE enquiry_id = $1 AND authority_id = $2`
	mentionsOf = `SELECT COUNT(*) FROM enquiry_mention m JOIN enquiry_note n ON n.id = m.note_id WHERE n.enquiry_id = $1 AND n.authority_id = $2`
	draftsOf   = `SELECT COUNT(*) FROM enquiry_draft WHERE enquiry_id = $1`
	allFacts   = `SELECT COUNT(*) FROM fact`
	itsFacts   = `SELECT COUNT(*) FROM enquiry_fact WHERE enquiry_id = $1`
	itsTrail   = `SELECT COUNT(*) FROM trail_entry WHERE kind = 'enquiry' AND thing_id = $1`
	itsEvents  = `SELECT COUNT(*) FROM enquiry_event WHERE enquiry_id = $1`
	purposes   = `SELECT (SELECT COUNT(*) FROM enquiry WHERE id = $1 AND purpose IS NOT NULL) + (SELECT COUNT(*) FROM exchange_message m JOIN enquiry e ON e.conversation_id = m.conversation_id WHERE e.id = $1 AND m.purpose IS NOT NULL)`
)

// full is a question that is answered and closed, in which both sides have written for themselves.
func (h *house) full() enquiry.Enquiry {
	h.t.Helper()
	ctx := h.t.Context()
	q := h.question()
	q.Urgent, q.UrgentWhy = true, "hotande uppsägning"
	e := h.open(h.per, h.send(q))
	must(h.t, h.svc.Note(ctx, h.anna, e.ID, "Hon ringde om läkaren", []string{"bo"}))
	must(h.t, h.svc.Note(ctx, h.per, e.ID, "Läkarens utlåtande saknas", []string{"eva"}))
	e, err := h.svc.AskMore(ctx, h.per, latest(e), "clarification", "Vilken månad gäller det?")
	must(h.t, err)
	e, err = h.svc.GiveMore(ctx, h.anna, latest(e), enquiry.More{Text: "Mars", Certified: true})
	must(h.t, err)
	e, err = h.svc.Answer(ctx, h.per, latest(e), reply())
	must(h.t, err)
	e, err = h.svc.Helped(ctx, h.anna, latest(e), "yes")
	must(h.t, err)
	_, err = h.svc.Exchange.Register(ctx)
	must(h.t, err)
	return e
}

// TestWhatIsDestroyedTakesItsOwnWordsAlong: with the board's file go the board's notes, draft and reasons. The agency's
// stay whole until its own file goes, and with that one the purpose that both could read. What happened, the measures and
// the trail stay all the time, and the question can be asked anew.
func TestWhatIsDestroyedTakesItsOwnWordsAlong(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.full()
		other := h.full()
		h.act(func(tx *audit.Tx) error { // a draft that was left behind
			_, err := tx.Exec(ctx, `INSERT INTO enquiry_draft (enquiry_id, account_id, content, changed_at) VALUES ($1, 'anna', $2, $3)`, e.ID, []byte{1}, db.At(tx.Now()))
			return err
		})
		board, agency := h.anna.Authority, directory.PES
		h.Clock.Advance(400 * 24 * time.Hour)
		facts, trail, events := h.number64(allFacts), h.number64(itsTrail, e.ID), h.number64(itsEvents, e.ID)
		theirs := h.number64(reasonsOf, e.ID, agency)
		if h.number64(reasonsOf, e.ID, board) == 0 || theirs == 0 || h.number64(notesOf, e.ID, board) != 1 || h.number64(mentionsOf, e.ID, board) != 1 || h.number64(purposes, e.ID) < 3 {
			h.t.Fatal("there is too little to destroy")
		}
		h.dispose(e, board)
		for query, want := range map[string]int64{reasonsOf: 0, notesOf: 0, mentionsOf: 0} {
			if got := h.number64(query, e.ID, board); got != want {
				h.t.Errorf("the board has %d left by %s", got, query)
			}
		}
		if h.number64(draftsOf, e.ID) != 0 {
			h.t.Error("the draft is left")
		}
		if h.number64(reasonsOf, e.ID, agency) != theirs || h.number64(mentionsOf, e.ID, agency) != 1 {
			h.t.Error("the agency lost something")
		}
		th, err := h.svc.Open(ctx, h.per, e.ID)
		must(h.t, err)
		if len(th.Notes) != 1 || th.Notes[0].Text != "Läkarens utlåtande saknas" || th.Parts[0].Text != written || th.Purpose != needed || th.Parts[0].Purpose != needed {
			h.t.Errorf("the agency's own: %+v", th)
		}
		if th, err = h.svc.Open(ctx, h.anna, e.ID); err != nil || len(th.Parts) != 0 || len(th.Notes) != 0 {
			h.t.Errorf("the board reads %+v %v", th, err)
		}
		h.dispose(e, agency)
		for _, query := range []string{reasonsOf, notesOf, mentionsOf} {
			if got := h.number64(query, e.ID, agency); got != 0 {
				h.t.Errorf("the agency has %d left by %s", got, query)
			}
		}
		if got := h.number64(purposes, e.ID); got != 0 {
			h.t.Errorf("%d purposes are left", got)
		}
		if h.number64(allFacts) != facts || h.number64(itsEvents, e.ID) != events || h.number64(itsTrail, e.ID) < trail {
			h.t.Error("measures, events or the trail lost something")
		}
		if h.number64(notesOf, other.ID, board) != 1 || h.number64(notesOf, other.ID, agency) != 1 || h.number64(purposes, other.ID) < 3 {
			h.t.Error("another question lost something")
		}
		must(h.t, h.Trail.Sequence(ctx))
		report, err := audit.Verify(ctx, h.DB, h.Keys.Verifiers(), nil, nil)
		must(h.t, err)
		if len(report.Findings) != 0 || report.Disposed == 0 {
			h.t.Errorf("%+v", report)
		}
	})
}

// TestAskedAnewAfterDisposal: the question goes on without the words that were destroyed.
func TestAskedAnewAfterDisposal(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.full()
		h.Clock.Advance(400 * 24 * time.Hour)
		h.dispose(e, h.anna.Authority)
		h.dispose(e, directory.PES)
		e, err := h.svc.Reopen(ctx, h.anna, latest(e), enquiry.More{Text: "Gäller det än?", Certified: true, Basis: enquiry.Basis{Kind: consent().Kind, Form: consent().Form, Until: calendar.DateOf(h.Now()).AddDays(30)}})
		must(h.t, err)
		if e.State != enquiry.Open || e.Purpose != "handlingsplan" {
			h.t.Errorf("%s for %q", e.State, e.Purpose)
		}
		_, err = h.svc.Answer(ctx, h.per, latest(e), reply())
		must(h.t, err)
	})
}
