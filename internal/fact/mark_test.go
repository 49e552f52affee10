package fact_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func changed(t testing.TB, d *dbtest.Database) string {
	t.Helper()
	found, err := fact.Changed(t.Context(), d, d.Keys)
	must(t, err)
	var said []string
	for _, f := range found.Findings {
		said = append(said, f.Text.In(language.English))
	}
	return strings.Join(said, "\n")
}

func byHand(t testing.TB, d *dbtest.Database, text string) {
	t.Helper()
	must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
		n, err := tx.Exec(t.Context(), text)
		if err == nil && n != 1 {
			t.Errorf("%s changed %d rows", text, n)
		}
		return err
	}))
}

// Each column of a fact changed by hand is named with its measure, municipality and month, whether the fact counts in a
// sum or is open; and what the house does with facts itself is not.
func TestAFactChangedByHandIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		hands := [][2]string{{"due", "'2026-04-06T08:00:00.000000Z'"}, {"closed", "'2026-03-03T08:00:00.000000Z'"}, {"minutes", "17"}, {"relieved", "TRUE"},
			{"authority_id", "'another'"}, {"changed", "NULL"}, {"outcome", "'withdrawn'"}, {"clause", "'K1.1'"}, {"paused", "3"}, {"version", "9"}}
		place := func(i int) string { return fmt.Sprintf("20%02d", i) }
		for i := range hands {
			f := fact.Fact{Metric: fact.AnswerTime, Municipality: place(i), Authority: "af", Opened: db.At(dbtest.Monday()), Due: db.At(dbtest.Monday().AddDate(0, 1, 3))}
			f.ID = record(t, d, f)
			record(t, d, f) // the same once more, as an act that changes another of a question's facts does
		}
		record(t, d, holds("0114", "2025-11-30", ""))
		if said := changed(t, d); said != "" {
			t.Errorf("what nobody changed is named: %s", said)
		}
		for i, hand := range hands {
			byHand(t, d, fmt.Sprintf("UPDATE fact SET %s = %s WHERE municipality = '%s'", hand[0], hand[1], place(i)))
			want := fmt.Sprintf("municipality %s, month 2026-04 was changed", place(i))
			if said := changed(t, d); !strings.Contains(said, want) || strings.Count(said, "\n") != i {
				t.Errorf("%s changed: %q", hand[0], said)
			}
		}
		byHand(t, d, "UPDATE fact SET mark = '' WHERE municipality = '0114'")
		if said := changed(t, d); !strings.Contains(said, "municipality 0114, month 2025-11 was not written by Samsyn") {
			t.Errorf("a mark taken away: %q", said)
		}
		must(t, fact.MarkAll(t.Context(), d.Trail))
		if said := changed(t, d); !strings.Contains(said, "0114") {
			t.Errorf("a start makes good a mark that was taken away: %q", said)
		}
	})
}

// The facts of a database from before there were marks are marked once, also when that was cut off. Whoever then changes
// one and takes its mark away is named, however often the house starts.
func TestFactsFromBeforeThereWereMarksAreMarkedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		const many = 501 // more than are marked in one act
		must(t, d.Trail.Do(t.Context(), policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
			for n := range many {
				if _, err := fact.Record(t.Context(), tx, holds(fmt.Sprintf("%04d", n), "2025-11-30", "")); err != nil {
					return err
				}
			}
			return tx.Note("test.record", ref.To("fact", "x"), nil)
		}))
		must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE fact SET mark = ''")
			return err
		}))
		acts := 0
		cut := audit.Along(t.Context(), func(context.Context, *audit.Tx) error {
			if acts++; acts > 1 {
				return context.Canceled
			}
			return nil
		})
		if err := fact.MarkAll(cut, d.Trail); err == nil {
			t.Error("it was not cut off")
		}
		if said := changed(t, d); strings.Count(said, "\n") != 0 || said == "" {
			t.Errorf("cut off after the first act: %q", said)
		}
		must(t, fact.MarkAll(t.Context(), d.Trail))
		if said := changed(t, d); said != "" {
			t.Errorf("all are marked, but: %q", said)
		}
		byHand(t, d, "UPDATE fact SET mark = '', minutes = 17 WHERE municipality = '0007'")
		must(t, fact.MarkAll(t.Context(), d.Trail))
		if said := changed(t, d); !strings.Contains(said, "municipality 0007") {
			t.Errorf("a start makes good a fact that was changed: %q", said)
		}
	})
}

// Facts are marked anew when the keys turn over, but for one that was changed, and then the old key marks none.
func TestMarksTurnOverWithTheKeys(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		for n := range 3 {
			record(t, d, holds([]string{"0114", "0115", "2085"}[n], "2025-11-30", ""))
		}
		byHand(t, d, "UPDATE fact SET minutes = 5 WHERE municipality = '2085'")
		old := d.Keys.Current()
		_, err := d.Keys.Rotate(nil)
		must(t, err)
		n, err := fact.Remark(t.Context(), d.Trail)
		must(t, err)
		if said := changed(t, d); n != 2 || !strings.Contains(said, "2085") || strings.Contains(said, "011") {
			t.Errorf("%d marked anew, and named: %q", n, said)
		}
		still, err := fact.MarkedWith(t.Context(), d, old)
		must(t, err)
		must(t, d.Trail.Do(t.Context(), policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
			ids, err := db.All[string](t.Context(), tx, "SELECT id FROM fact WHERE municipality = '2085'")
			if err == nil {
				err = fact.Forget(t.Context(), tx, fact.Coverage, ids...)
			}
			if err != nil {
				return err
			}
			return tx.Note("test.forget", ref.To("fact", "x"), nil)
		}))
		if left, err := fact.MarkedWith(t.Context(), d, old); !still || left || err != nil {
			t.Errorf("marked with the old key before: %v, after: %v, %v", still, left, err)
		}
	})
}

// A fact that a room has left and that is gone is named by what left it.
func TestAFactThatIsGoneIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		id := record(t, d, holds("0114", "2025-11-30", ""))
		left := []fact.Left{{Table: "fact", Column: "id", Of: language.Same("itself")}}
		if found, err := fact.Gone(t.Context(), d, left); err != nil || len(found.Findings) != 0 {
			t.Errorf("nothing is gone, but: %v %v", found, err)
		}
		left = []fact.Left{{Table: "(SELECT 'gone-" + id + "' AS id)", Column: "id", Of: language.Same("an agreement")}}
		found, err := fact.Gone(t.Context(), d, left)
		if err != nil || len(found.Findings) != 1 || !strings.Contains(found.Findings[0].Text.En, "gone-"+id+" that an agreement has left") {
			t.Errorf("one is gone: %v %v", found, err)
		}
	})
}
