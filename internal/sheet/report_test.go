package sheet

import (
	"strings"
	"testing"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func TestOutcomesHaveLabels(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range []Outcome{Added, Changed, Unchanged, Refused} {
		l := o.Label()
		if l.In(language.Swedish) == "" || l.In(language.English) == "" || seen[l.Sv] {
			t.Errorf("%s has no label of its own", o)
		}
		seen[l.Sv] = true
	}
}

func TestReportRefusesAtTheRow(t *testing.T) {
	text := language.T("fel", "wrong")
	r := Report{Rows: []RowReport{{Row: 2, What: "a", Outcome: Added}, {Row: 4, What: "c", Outcome: Changed, Fields: []string{"x"}, Thing: "1"}}}
	r.Refuse([]fault.Problem{fault.Cell(4, "kod", text), fault.Cell(3, "", text), fault.Cell(4, "namn", text), fault.Cell(1, "kod", text)},
		func(int) string { return "b" })
	if len(r.Rows) != 3 || r.Rows[0].Outcome != Added || r.Rows[1].What != "b" || r.Rows[1].Outcome != Refused {
		t.Fatalf("got %+v", r.Rows)
	}
	if last := r.Rows[2]; last.Outcome != Refused || last.Fields != nil || last.Thing != "" || len(last.Reasons) != 2 || last.Reasons[0].Sv != "kolumn kod: fel" {
		t.Errorf("got %+v", last)
	}
}

func TestReportSaysWhatCameOfIt(t *testing.T) {
	rows := []RowReport{{Outcome: Added}, {Outcome: Added}, {Outcome: Unchanged}}
	into := language.T("Registret", "The register")
	for want, r := range map[string]Report{
		"Klart. 2 nya, 0 ändrade, 1 oförändrad, 0 nekade.":                                     {Rows: rows, Written: true},
		"Provläsning: inget har sparats. 2 nya, 0 ändrade, 1 oförändrad, 0 nekade.":            {Rows: rows, DryRun: true},
		"Registret var redan så. Inget har ändrats. 0 nya, 0 ändrade, 1 oförändrad, 0 nekade.": {Rows: rows[2:], Into: into},
		"Inget har sparats. 1 ny, 0 ändrade, 0 oförändrade, 1 nekad.":                          {Rows: []RowReport{{Outcome: Added}, {Outcome: Refused}}},
	} {
		if got := r.Sentence().Sv; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestRefusalTellsSoManyAndCountsTheRest(t *testing.T) {
	if Refusal(nil) != nil {
		t.Error("nothing is wrong")
	}
	many := make([]fault.Problem, 250)
	for i := range many {
		many[i] = fault.Cell(i+2, "kod", language.T("fel", "wrong"))
	}
	told := fault.ProblemsOf(Refusal(many))
	if len(told) != 101 || !strings.Contains(told[100].Text.Sv, "150 fel till") {
		t.Errorf("%d told, the last %+v", len(told), told[len(told)-1])
	}
}
