package promise_test

import (
	"os"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/promise"
)

// TestTheMonthInTheDocumentIsTheMonthOnThePage reads the table of docs/promises.md and demands from the program what the
// document reckons by hand.
func TestTheMonthInTheDocumentIsTheMonthOnThePage(t *testing.T) {
	text, err := os.ReadFile("../../docs/promises.md")
	if err != nil {
		t.Fatal(err)
	}
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		facts := h.table(string(text))
		if len(facts) != 21 {
			t.Fatalf("%d rows were read", len(facts))
		}
		h.act(func(tx *audit.Tx) error { _, err := fact.RecordAll(t.Context(), tx, facts); return err })
		all, err := promise.Outcomes(t.Context(), d.DB, h.a, date("2026-02-28"))
		h.must(err)
		for _, o := range all {
			if o.Number != "K9.1" {
				continue
			}
			if o.Sum.N != 18 || o.Sum.Kept != 15 || o.Sum.Relieved != 1 || o.Verdict != promise.Broken || o.Bare != promise.Broken {
				t.Errorf("%d of %d, %d relieved, %s", o.Sum.Kept, o.Sum.N, o.Sum.Relieved, o.Verdict)
			}
			o.Commitment.Measures[0].Limit, o.Commitment.Measures[0].LimitUnit = 2, clause.WorkingDays
			said := strings.ReplaceAll(o.Sentence(language.T("frågor", "questions")).Sv, "\u00a0", " ")
			if !strings.Contains(string(text), "*"+said+"*") {
				t.Errorf("the document does not say %q", said)
			}
		}
		h.wants("2026-03-02", map[string]string{"K9.1 agency": "100\u00a0% 1/1 too-few"})
	})
}

// table reads the facts of the document.
func (h *house) table(text string) (facts []fact.Fact) {
	h.Helper()
	at := func(s string) db.Time {
		day, clock, _ := strings.Cut(s, " ")
		tod, err := calendar.ParseTimeOfDay(clock)
		h.must(err)
		return db.At(tod.On(date(day)))
	}
	for line := range strings.SplitSeq(text, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || !strings.Contains(cells[2], "2026-") {
			continue
		}
		asked, due, answered := strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3]), strings.TrimSpace(cells[4])
		f := fact.Fact{Metric: fact.AnswerTime, Agreement: h.a.ID, Municipality: "2085", Authority: directory.PES, Opened: at(asked), Due: at(due), Relieved: strings.TrimSpace(cells[5]) == "relieved"}
		switch answered {
		case "open":
		case "withdrawn":
			f.Closed, f.Outcome = f.Opened, fact.Withdrawn
		default:
			f.Closed, f.Minutes = at(answered), int64(calendar.OfficeHours().MinutesBetween(f.Opened.Time, at(answered).Time))
		}
		facts = append(facts, f)
	}
	return facts
}
