package negotiation_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

// many makes one draft in each standing that decides whose turn it is.
func (h *house) many() {
	h.t.Helper()
	step := func() { h.Clock.Advance(time.Hour) }
	h.begun() // the agency writes
	step()
	h.whole() // nobody has approved
	step()
	one := h.whole()
	_, err := h.svc.Approve(ctx, h.anna, one.ID, h.seen(one.ID, 1))
	h.must(err)
	step()
	asked := h.whole() // Anna asks, the agency owes an answer
	_, err = h.svc.Comment(ctx, h.anna, asked.ID, clause.CommitmentField("K9.1"), "Hur då?")
	h.must(err)
	step()
	answered := h.whole() // Anna asked, the agency has answered
	for _, who := range []policy.Actor{h.anna, h.af} {
		_, err = h.svc.Comment(ctx, who, answered.ID, clause.CommitmentField("K9.1"), "Så här.")
		h.must(err)
	}
	step()
	both := h.whole() // Anna and Birgit both ask, and Birgit has joined Anna's thread
	for f, who := range map[clause.Field]policy.Actor{clause.CommitmentField("K9.1"): h.anna, clause.VariableField("ort"): h.birgit} {
		_, err = h.svc.Comment(ctx, who, both.ID, f, "Hur då?")
		h.must(err)
	}
	step()
	pen := h.whole()
	_, err = h.svc.Comment(ctx, h.anna, pen.ID, clause.CommitmentField("K9.1"), "Vi skriver om.")
	h.must(err)
	_, err = h.svc.TakePen(ctx, h.anna, pen.ID)
	h.must(err)
	step()
	h.approved()
	step()
	signed := h.approved()
	h.must(h.act(func(tx *audit.Tx) error {
		if _, _, err := h.svc.BeginSigning(ctx, tx, signed.ID); err != nil {
			return err
		}
		return nil
	}))
	step()
	off := h.whole()
	_, err = h.svc.Withdraw(ctx, h.birgit, off.ID, "Vi väntar.")
	h.must(err)
}

// TestTheListStandsInTheOrderOfWhatMustBeDone: what SQL puts first is what the rules say that the reader must do, for
// each reader; paged by two it is the same list; and over is last.
func TestTheListStandsInTheOrderOfWhatMustBeDone(t *testing.T) {
	each(t, func(h *house) {
		h.many()
		for _, who := range []policy.Actor{h.af, h.anna, h.birgit, h.signatory, h.outsider, h.lead} {
			f := negotiation.Filter{Over: true}
			all, err := negotiation.RowsOf(ctx, h.DB, who, f, nil)
			h.must(err)
			mine := 0
			for i, r := range all {
				if r.Mine != (r.Urgency == 0) || r.State.Live() == (r.Urgency == 3) {
					h.t.Errorf("%s: draft in %s stands at %d, the rules say mine %v", who.ID, r.State, r.Urgency, r.Mine)
				}
				if r.Mine {
					mine++
				}
				if i > 0 && all[i-1].Urgency > r.Urgency {
					h.t.Errorf("%s: %d before %d", who.ID, all[i-1].Urgency, r.Urgency)
				}
			}
			if n, err := negotiation.CountMine(ctx, h.DB, who, f); err != nil || n != mine {
				h.t.Errorf("%s: %d wait, counted %d %v", who.ID, mine, n, err)
			}
			var paged []negotiation.Row
			f.Limit = 2
			for page, err := negotiation.RowsOf(ctx, h.DB, who, f, nil); len(page) > 0; page, err = negotiation.RowsOf(ctx, h.DB, who, f, page[len(page)-1].At) {
				h.must(err)
				paged = append(paged, page...)
			}
			if !slices.EqualFunc(paged, all, func(a, b negotiation.Row) bool { return a.ID == b.ID }) {
				h.t.Errorf("%s: paged %d rows, whole %d, or another order", who.ID, len(paged), len(all))
			}
		}
		if all, err := negotiation.RowsOf(ctx, h.DB, h.anna, negotiation.Filter{Over: true}, nil); err != nil || len(all) != 10 || all[0].Urgency != 0 || all[9].State != negotiation.Withdrawn {
			h.t.Errorf("Anna's list: %+v %v", all, err)
		}
	})
}

// TestTextsOfTheCountryAreOneQuestion: three agreements or thirty, the database is asked as often.
func TestTextsOfTheCountryAreOneQuestion(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			var n atomic.Int64
			h := open(t, dbtest.OpenWith(t, dialect, db.Options{Ran: func(string) { n.Add(1) }}))
			d, a := h.concluded()
			asked := func(want int) int64 {
				n.Store(0)
				found := 0
				h.must(negotiation.EachText(ctx, h.DB, calendar.NewDate(2026, 3, 2), func(string, negotiation.Text) error { found++; return nil }))
				if found != want {
					t.Fatalf("%d texts, want %d", found, want)
				}
				return n.Load()
			}
			h.copies(d, a, 1, 3)
			few := asked(3)
			h.copies(d, a, 3, 30)
			if many := asked(30); few != many || few != 1 {
				t.Errorf("%d questions of three agreements, %d of thirty", few, many)
			}
		})
	}
}

// copies puts more agreements with the same text beside one that there is.
func (h *house) copies(d negotiation.Draft, a agreement.Agreement, from, to int) {
	h.t.Helper()
	h.must(h.act(func(tx *audit.Tx) error {
		for i := from; i < to; i++ {
			id := fmt.Sprintf("%03d", i)
			for _, text := range []string{
				`INSERT INTO agreement (id, natural_key, kind, standing, signed_on, valid_from, valid_to, terminated_on, last_day, source, scan_file_id, sort_key, version, changed_at)
					SELECT id || $2, natural_key || $2, kind, standing, signed_on, valid_from, valid_to, terminated_on, last_day, source, scan_file_id, sort_key, version, changed_at FROM agreement WHERE id = $1`,
				`INSERT INTO negotiation_draft (id, kind, agreement_id, template, state, turn_id, latest, begun_at, begun_by, stepped_at, closed_at, reason, concluded_id, work, version)
					SELECT id || $2, kind, agreement_id, template, state, turn_id, latest, begun_at, begun_by, stepped_at, closed_at, reason, concluded_id || $2, work, version FROM negotiation_draft WHERE concluded_id = $1`,
			} {
				if _, err := tx.Exec(ctx, text, a.ID, id); err != nil {
					return err
				}
			}
			if _, err := tx.Exec(ctx, `INSERT INTO negotiation_text (draft_id, no, doc, digest, frozen_at, authority_id, account_id)
				SELECT draft_id || $2, no, doc, digest, frozen_at, authority_id, account_id FROM negotiation_text WHERE draft_id = $1`, d.ID, id); err != nil {
				return err
			}
		}
		return tx.Note("test", directory.Authority{ID: "test"}.Ref(), nil)
	}))
}
