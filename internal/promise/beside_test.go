package promise_test

import (
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/promise"
)

// Of an agreement of two municipalities, the figure of one knows whether so little happened in the other that the two would
// tell it apart; the figure of the whole, and one beside nothing at all, tells nothing.
func TestTheFigureOfOneMunicipalityKnowsOfTheOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		var a agreement.Agreement
		h.act(func(tx *audit.Tx) error {
			b, err := directory.BoardFor(t.Context(), tx, "2080")
			if err != nil {
				return err
			}
			c, err := directory.BoardFor(t.Context(), tx, "2081")
			if err != nil {
				return err
			}
			if a, err = agreement.New(d.Trail).Conclude(t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: b.ID, Municipality: "2080"}, {Authority: c.ID, Municipality: "2081"}},
				From: date("2025-07-01"), To: date("2027-12-31"), Signed: date("2025-06-01")}); err != nil {
				return err
			}
			return commitment.New(d.Trail).Enter(t.Context(), tx, a.ID, doc(), date("2025-07-01"), date("2027-12-31"))
		})
		happen := func(code string, n int) {
			h.act(func(tx *audit.Tx) error {
				day := date("2026-01-15")
				var all []fact.Fact
				for range n {
					all = append(all, fact.Fact{Metric: fact.AnswerTime, Agreement: a.ID, Municipality: code, Authority: directory.PES, Opened: db.At(day.At(9, 0)), Due: db.At(day.At(16, 30)), Closed: db.At(day.At(12, 0)), Minutes: 180})
				}
				_, err := fact.RecordAll(t.Context(), tx, all)
				return err
			})
		}
		wants := func(code string, n int64, beside bool) {
			t.Helper()
			o, _, err := promise.FigureOf(t.Context(), d.DB, promise.Which{Agreement: a.ID, Number: "K9.1", On: date("2026-01-31"), Municipality: code})
			h.must(err)
			if o.Sum.N != n || o.Sum.Beside != beside {
				t.Errorf("%q: %d, beside a small number: %v; want %d, %v", code, o.Sum.N, o.Sum.Beside, n, beside)
			}
		}
		happen("2080", 10)
		wants("2080", 10, false)
		happen("2081", 2)
		wants("2080", 10, true)
		wants("2081", 2, false)
		wants("", 12, false)
		happen("2081", 3)
		wants("2080", 10, false)
	})
}
