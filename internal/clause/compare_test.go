package clause_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/clause"
	"samsyn/internal/language"
)

func copyOf(t interface{ Fatal(...any) }, d clause.Document) (out clause.Document) {
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestADocumentReadsBackAsItWasWritten(t *testing.T) {
	d := filled()
	d.Deviations = []clause.Deviation{{ID: "A1", On: "9", Kind: clause.Adds, Text: "Dessutom.", Reason: "Avstånd."}}
	if back := copyOf(t, d); !reflect.DeepEqual(d, back) {
		t.Errorf("read back:\n%+v\n%+v", d, back)
	}
}

func TestWhatDiffers(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*clause.Document)
		want   []clause.Field
		state  clause.State
		moved  bool
	}{
		"a value":                              {func(d *clause.Document) { d.Values["kommun"] = clause.Value{Text: "Falu kommun"} }, []clause.Field{"variable:kommun"}, clause.Changed, false},
		"a value filled in":                    {func(d *clause.Document) { d.Values["giltig_till"] = clause.Value{Text: "2028-03-31"} }, []clause.Field{"variable:giltig_till"}, clause.Changed, false},
		"a target":                             {func(d *clause.Document) { d.Commitments[1].Measures[0].Target = num(85) }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"the reason of a target":               {func(d *clause.Document) { d.Commitments[1].Reason = "Få handläggare." }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"a limit":                              {func(d *clause.Document) { d.Commitments[1].Measures[0].Limit = 3 }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"what is measured":                     {func(d *clause.Document) { d.Commitments[1].Measures[0].Metric = "m.contact" }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"relief":                               {func(d *clause.Document) { d.Commitments[1].Relief = false }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"who promises":                         {func(d *clause.Document) { d.Commitments[1].By = clause.Both }, []clause.Field{"commitment:K9.1"}, clause.Changed, false},
		"prose":                                {func(d *clause.Document) { d.Clauses[1].Text.Sv = "Svar inom 3 arbetsdagar." }, []clause.Field{"clause:8"}, clause.Changed, false},
		"a heading":                            {func(d *clause.Document) { d.Clauses[1].Heading.Sv = "Kontakter" }, []clause.Field{"clause:8"}, clause.Changed, false},
		"guidance is no part of the agreement": {func(d *clause.Document) { d.Clauses[1].Guidance = language.T("Råd.", "Advice.") }, nil, 0, false},
		"a clause moved":                       {func(d *clause.Document) { d.Clauses[0], d.Clauses[1] = d.Clauses[1], d.Clauses[0] }, []clause.Field{"clause:8"}, clause.Same, true},
		"a commitment gone":                    {func(d *clause.Document) { d.Commitments = d.Commitments[:2] }, []clause.Field{"commitment:K9.2"}, clause.Removed, false},
		"a deviation come": {func(d *clause.Document) {
			d.Deviations = []clause.Deviation{{ID: "A1", On: "9", Kind: clause.Omits, Reason: "x"}}
		}, []clause.Field{"deviation:A1"}, clause.Added, false},
	} {
		t.Run(name, func(t *testing.T) {
			old, new := filled(), filled()
			c.change(&new)
			var got []clause.Difference
			for _, d := range clause.Compare(old, new, language.Swedish) {
				if d.State != clause.Same || d.Moved {
					got = append(got, d)
				}
			}
			if name == "a clause moved" { // with it may go what stands in it, but the move is one
				got = slices.DeleteFunc(got, func(d clause.Difference) bool { return d.Field[:7] != "clause:" })
				if len(got) != 1 || !got[0].Moved || got[0].State != clause.Same {
					t.Fatalf("%+v", got)
				}
				return
			}
			if len(got) != len(c.want) {
				t.Fatalf("%+v", got)
			}
			for i, d := range got {
				if d.Field != c.want[i] || d.State != c.state || d.Moved != c.moved {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}

// changed draws a document made from another by moving, removing and changing clauses and commitments.
func changed(t *rapid.T) clause.Document {
	d := copyOf(t, filled())
	order := rapid.Permutation(d.Clauses).Draw(t, "order")
	d.Clauses = order[:rapid.IntRange(1, len(order)).Draw(t, "left")]
	d.Commitments = rapid.Permutation(d.Commitments).Draw(t, "commitments")
	for i := range d.Clauses {
		if rapid.Bool().Draw(t, "reworded") {
			d.Clauses[i].Text.Sv += rapid.SampledFrom([]string{" Mer.", " 90 %.", " Inom 2,5 timmar."}).Draw(t, "words")
		}
	}
	if rapid.Bool().Draw(t, "added") {
		d.Clauses = slices.Insert(d.Clauses, rapid.IntRange(0, len(d.Clauses)).Draw(t, "at"), clause.Clause{ID: "30", Heading: language.T("Ny", "New"), Text: language.T("Nytt.", "New.")})
	}
	return d
}

func TestNothingDiffersFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := changed(t)
		if f := clause.ChangedFields(d, copyOf(t, d)); len(f) != 0 {
			t.Fatalf("%v differ from themselves", f)
		}
	})
}

// TestNothingIsLost: every place of both documents stands in the comparison once, the new ones in their order, and it is
// said to be added, removed or changed exactly when it is.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, new := filled(), changed(t)
		var news []string
		seen := map[clause.Field]bool{}
		for _, d := range clause.Compare(old, new, language.Swedish) {
			if seen[d.Field] {
				t.Fatalf("%s stands twice", d.Field)
			}
			seen[d.Field] = true
			switch {
			case d.State == clause.Same && d.Old != d.New, d.State == clause.Changed && d.Old == d.New, d.State == clause.Added && d.From != 0, d.State == clause.Removed && d.To != 0:
				t.Fatalf("%+v", d)
			}
			if id, ok := clauseID(d.Field); ok && d.State != clause.Removed {
				news = append(news, id)
			}
		}
		var want []string
		for _, c := range new.Clauses {
			want = append(want, c.ID)
		}
		if !slices.Equal(news, want) {
			t.Fatalf("the new order reads %v, want %v", news, want)
		}
		for _, c := range old.Clauses {
			if !seen[clause.ClauseField(c.ID)] {
				t.Fatalf("clause %s is lost", c.ID)
			}
		}
	})
}

// TestMovesAreFew: what is said to have moved is the least that explains the new order: the rest stands in rising order,
// and a clause that only changed place is never said to be removed and added.
func TestMovesAreFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := filled()
		new := copyOf(t, old)
		new.Clauses = rapid.Permutation(new.Clauses).Draw(t, "order")
		rest, moved := []int{}, 0
		for _, d := range clause.Compare(old, new, language.Swedish) {
			if _, ok := clauseID(d.Field); !ok {
				continue
			}
			if d.State == clause.Added || d.State == clause.Removed {
				t.Fatalf("a move reads as %+v", d)
			}
			if d.Moved {
				moved++
			} else {
				rest = append(rest, d.From)
			}
		}
		if !slices.IsSorted(rest) {
			t.Fatalf("what did not move stands at %v", rest)
		}
		if moved >= len(new.Clauses) {
			t.Fatalf("all %d moved", moved)
		}
	})
}

func clauseID(f clause.Field) (string, bool) {
	if len(f) > 7 && f[:7] == "clause:" {
		return string(f[7:]), true
	}
	return "", false
}
