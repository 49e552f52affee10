package clause_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func fields(err error) (out []string) {
	for _, p := range fault.ProblemsOf(err) {
		out = append(out, p.Field)
	}
	return out
}

func TestATemplateIsChecked(t *testing.T) {
	if err := clause.CheckTemplate(doc(), known); err != nil {
		t.Fatal(err, fields(err))
	}
	for name, c := range map[string]struct {
		change func(*clause.Document)
		field  string
	}{
		"two clauses of one id":       {func(d *clause.Document) { d.Clauses[1].ID = "1" }, "clause:1"},
		"no English":                  {func(d *clause.Document) { d.Clauses[1].Text.En = "" }, "clause:8"},
		"a hole without variable":     {func(d *clause.Document) { d.Clauses[1].Text.Sv += " {finns_inte}" }, "clause:8"},
		"a choice of one":             {func(d *clause.Document) { d.Variables[3].Choices = d.Variables[3].Choices[:1] }, "variable:vag"},
		"a variable of no clause":     {func(d *clause.Document) { d.Variables[0].Clause = "77" }, "variable:kommun"},
		"an unknown measure":          {func(d *clause.Document) { d.Commitments[0].Measures[0].Metric = "m.none" }, "commitment:K8.1"},
		"more than all":               {func(d *clause.Document) { d.Commitments[0].Measures[0].Target = num(101) }, "commitment:K8.1"},
		"a target without comparator": {func(d *clause.Document) { d.Commitments[0].Measures[0].Comparator = "" }, "commitment:K8.1"},
		"no window":                   {func(d *clause.Document) { d.Commitments[0].Measures[0].Window = "" }, "commitment:K8.1"},
		"its own mirror":              {func(d *clause.Document) { d.Commitments[1].Mirrors = "K9.1" }, "commitment:K9.1"},
		"values in a template":        {func(d *clause.Document) { d.Values = map[string]clause.Value{"kommun": {Text: "x"}} }, "values"},
	} {
		t.Run(name, func(t *testing.T) {
			d := doc()
			c.change(&d)
			if err := clause.CheckTemplate(d, known); !slices.Contains(fields(err), c.field) {
				t.Errorf("found %v, want %s", fields(err), c.field)
			}
		})
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	if err := clause.CheckComplete(filled()); err != nil {
		t.Fatal(fields(err))
	}
	want := []string{"variable:kommun", "variable:giltig_fran", "commitment:K9.2"}
	if got := fields(clause.CheckComplete(doc())); !slices.Equal(got, want) {
		t.Errorf("missing %v, want %v", got, want)
	}
	left := doc()
	left.Values = map[string]clause.Value{"kommun": {Text: "Ludvika"}, "giltig_fran": {Text: "2026-04-01"}}
	left.Deviations = []clause.Deviation{{ID: "A1", On: "K9.2", Kind: clause.Omits, Reason: "Mäts inte här."}}
	if err := clause.CheckComplete(left); err != nil {
		t.Errorf("a commitment left out still asks for a target: %v", fields(err))
	}
	if b := left.Binding(); len(b) != 2 {
		t.Errorf("%d commitments bind", len(b))
	}
	for name, v := range map[string]clause.Deviation{
		"no reason":             {ID: "A1", On: "9", Kind: clause.Adds, Text: "Mer."},
		"nothing instead":       {ID: "A1", On: "9", Kind: clause.Replaces, Reason: "x"},
		"a text of what is not": {ID: "A1", On: "9", Kind: clause.Omits, Text: "Mer.", Reason: "x"},
		"on nothing":            {ID: "A1", On: "77", Kind: clause.Adds, Text: "Mer.", Reason: "x"},
	} {
		d := filled()
		d.Deviations = []clause.Deviation{v}
		if got := fields(clause.CheckComplete(d)); !slices.Equal(got, []string{"deviation:A1"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestValuesAreChecked(t *testing.T) {
	d := doc()
	d.Variables = append(d.Variables, clause.Variable{ID: "orgnr", Clause: "1", Kind: clause.OrganisationNo}, clause.Variable{ID: "tid", Clause: "8", Kind: clause.TimeOfDay})
	for _, c := range []struct {
		id string
		v  clause.Value
		ok bool
	}{
		{"giltig_fran", clause.Value{Text: "2026-02-30"}, false}, {"giltig_fran", clause.Value{Text: "2026-02-28"}, true}, {"giltig_fran", clause.Value{}, true},
		{"traffar", clause.Value{Text: "0"}, false}, {"traffar", clause.Value{Text: "13"}, false}, {"traffar", clause.Value{Text: "2,5"}, true}, {"traffar", clause.Value{Text: "många"}, false},
		{"vag", clause.Value{Text: "brev"}, false}, {"vag", clause.Value{Text: "video"}, true},
		{"kontakt", clause.Value{Text: "Anna Sundin"}, false}, {"kontakt", clause.Value{Text: "Anna Sundin", Function: "samordnare"}, true},
		{"kommun", clause.Value{Text: strings.Repeat("x", 401)}, false},
		{"orgnr", clause.Value{Text: "abc"}, false}, {"orgnr", clause.Value{Text: "212000-2271"}, false}, {"orgnr", clause.Value{Text: "212000-2270"}, true},
		{"tid", clause.Value{Text: "sent"}, false}, {"tid", clause.Value{Text: "25.00"}, false}, {"tid", clause.Value{Text: "16.00"}, true}, {"tid", clause.Value{Text: "8:30"}, true},
	} {
		v, _ := d.Variable(c.id)
		if err := v.Check(c.v); (err == nil) != c.ok {
			t.Errorf("%s = %+v: %v", c.id, c.v, err)
		}
	}
}

func TestReadingOut(t *testing.T) {
	d := filled()
	d.Values["vag"] = clause.Value{Text: "telefon"}
	if got := d.Plain(d.Clauses[3], language.Swedish); got != "Gäller 2026-04-01–[Till]." {
		t.Error(got)
	}
	if got := d.Plain(d.Clauses[0], language.English); got != "Between Ludvika kommun and the employment agency." {
		t.Error(got)
	}
	if got := d.Commitments[1].Goals().In(language.Swedish); got != "minst 90\u00a0% inom 2 arbetsdagar, per kvartal" {
		t.Error(got)
	}
	if got := doc().Commitments[2].Goals().In(language.Swedish); got != "målet bestäms lokalt, per år" {
		t.Error(got)
	}
}

// TestNumbersReadBack: a number reads back from how either language writes it, to the hundredth.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := clause.Number(rapid.Int64Range(-99_999_999, 99_999_999).Draw(t, "n"))
		for _, l := range []language.Lang{language.Swedish, language.English} {
			if back, err := clause.ParseNumber(n.In(l)); err != nil || back != n {
				t.Fatalf("%q reads as %d, %v; want %d", n.In(l), back, err, n)
			}
		}
	})
	for _, bad := range []string{"", "1.", "1,", ",5", "1,234", "12a", "1.2.3", "--1", "10000000", "1e3"} {
		if n, err := clause.ParseNumber(bad); err == nil {
			t.Errorf("%q reads as %s", bad, n)
		}
	}
	if n, err := clause.ParseNumber("1 200,5"); err != nil || n != 120050 {
		t.Error(n, err)
	}
}
