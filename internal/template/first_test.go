package template_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/template"
)

func first(t *testing.T) clause.Document {
	t.Helper()
	d, err := template.First()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheFirstVersionIsWhole(t *testing.T) {
	d := first(t)
	if err := clause.CheckTemplate(d, fact.IsMetric); err != nil {
		t.Error(err)
	}
	if len(d.Clauses) != 29 || len(d.Commitments) != 76 || len(d.Annexes) != 10 || d.Template != 1 {
		t.Errorf("%d clauses, %d commitments, %d annexes of version %d", len(d.Clauses), len(d.Commitments), len(d.Annexes), d.Template)
	}
	for _, c := range d.Clauses {
		if len(c.Guidance.Sv) < 150 || len(c.Guidance.En) < 150 {
			t.Errorf("§ %s has little guidance", c.ID)
		}
		sv, en := clause.Holes(c.Text.Sv), clause.Holes(c.Text.En)
		slices.Sort(sv)
		slices.Sort(en)
		if !slices.Equal(sv, en) {
			t.Errorf("§ %s names %v in Swedish and %v in English", c.ID, sv, en)
		}
	}
}

func TestTheFirstVersionsVariablesStandInTheirClauses(t *testing.T) {
	d := first(t)
	for _, v := range d.Variables {
		c, _ := d.Clause(v.Clause)
		if v.Required && !slices.Contains(clause.Holes(c.Text.Sv), v.ID) {
			t.Errorf("%s is required but § %s does not name it", v.ID, v.Clause)
		}
		if !v.Required && slices.Contains(clause.Holes(c.Text.Sv), v.ID) {
			t.Errorf("§ %s names %s, which may be left empty", v.Clause, v.ID)
		}
		if v.Fixed.IsZero() && v.Hint.IsZero() {
			t.Errorf("%s has no hint", v.ID)
		}
	}
	if v, ok := d.Variable("af_orgnr"); !ok || v.Fixed.Sv != "202100-2114" {
		t.Error("the agency's organisation number is not given")
	}
}

func TestTheFirstVersionsPromisesAreMeasuredByTheCatalogue(t *testing.T) {
	used := map[string]bool{}
	for _, k := range first(t).Commitments {
		if k.Reason == "" || k.Kind == clause.Target && !strings.HasPrefix(k.Reason, "Förslag; förhandlas lokalt. ") {
			t.Errorf("%s does not say why its target is proposed", k.ID)
		}
		if clause.ClauseField(k.Clause) != clause.ClauseField(strings.TrimPrefix(k.ID[:strings.Index(k.ID, ".")], "K")) {
			t.Errorf("%s stands in § %s", k.ID, k.Clause)
		}
		for _, m := range k.Measures {
			used[m.Metric] = true
		}
	}
	for _, m := range fact.Catalogue() {
		if m.ID == fact.Samsyn || strings.HasPrefix(m.ID, "seeker-") {
			continue // of which the first version promises nothing: measured all the same, and not to be promised unasked
		}
		if !used[m.ID] {
			t.Errorf("no promise is measured by %s", m.ID)
		}
		if k, ok := first(t).Commitment(m.Clause); !ok || !slices.ContainsFunc(k.Measures, func(o clause.Measure) bool { return o.Metric == m.ID }) {
			t.Errorf("%s says that it is for %s, which does not use it", m.ID, m.Clause)
		}
	}
}

func TestThePromisesThatMirrorEachOtherDoSoBothWays(t *testing.T) {
	d := first(t)
	for _, k := range d.Commitments {
		if k.Mirrors == "" {
			continue
		}
		o, _ := d.Commitment(k.Mirrors)
		if o.Mirrors != k.ID || o.By == k.By || k.By == clause.Both {
			t.Errorf("%s by %s mirrors %s by %s, which mirrors %q", k.ID, k.By, o.ID, o.By, o.Mirrors)
		}
	}
}

// What the system upholds cannot have been missed in part, and what has a target can.
func TestTheNaturesOfTheFirstVersionsPromises(t *testing.T) {
	var open, rules, signals []string
	for _, k := range first(t).Commitments {
		switch {
		case k.Kind == clause.Rule:
			rules = append(rules, k.ID)
		case k.Kind == clause.Signal:
			signals = append(signals, k.ID)
		case k.Open():
			open = append(open, k.ID)
		}
	}
	for name, c := range map[string]struct{ got, want []string }{
		"rules":             {rules, []string{"K1.2", "K5.1", "K9.6", "K12.3", "K20.1", "K25.3", "K29.1"}},
		"signals":           {signals, []string{"K14.4"}},
		"agreed on locally": {open, []string{"K4.2", "K15.1"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// Whoever reads the file in the program and whoever takes the version out read the same bytes.
func TestTheFirstVersionIsWrittenAsItIsTakenOut(t *testing.T) {
	file, err := os.ReadFile("data/version-1.json")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := template.WriteFile(&out, first(t)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, out.Bytes()) {
		t.Error("data/version-1.json is not what is written when its text is taken out")
	}
	if again, err := template.ReadFile(file); err != nil || len(again.Commitments) != len(first(t).Commitments) {
		t.Errorf("the file is not read back: %v", err)
	}
}

var ruled = regexp.MustCompile("(?m)^\\| (K[0-9.]+) \\| .* \\| (`Test[A-Za-z]+`|not built yet).* \\|$")

// The page of system rules names every one of them, with a test or the room that is still to come.
func TestTheSystemRulesAreThoseOfTheFirstVersion(t *testing.T) {
	page, err := os.ReadFile("../../docs/system-rules.md")
	if err != nil {
		t.Fatal(err)
	}
	var told, rules []string
	for _, m := range ruled.FindAllStringSubmatch(string(page), -1) {
		told = append(told, m[1])
	}
	for _, k := range first(t).Commitments {
		if k.Kind == clause.Rule {
			rules = append(rules, k.ID)
		}
	}
	if !slices.Equal(told, rules) {
		t.Errorf("the page tells of %v, the file of %v", told, rules)
	}
}

func TestTheChecklistIsWhole(t *testing.T) {
	phases, err := template.Checklist()
	if err != nil || len(phases) != 5 {
		t.Fatalf("%d phases, %v", len(phases), err)
	}
	d, seen := first(t), map[string]bool{}
	for _, p := range phases {
		if p.ID == "" || p.Name.Sv == "" || p.Name.En == "" || len(p.Items) < 6 {
			t.Errorf("%s lacks something", p.ID)
		}
		for _, i := range p.Items {
			if i.ID == "" || seen[i.ID] || i.Text.Sv == "" || i.Text.En == "" {
				t.Errorf("%s/%s lacks something or is there twice", p.ID, i.ID)
			}
			seen[i.ID] = true
			for _, id := range i.Clauses {
				if _, no := d.Clause(id); no == 0 {
					t.Errorf("%s refers to § %s, which is not there", i.ID, id)
				}
			}
		}
	}
}

// A figure beside another, or a bare number, says what it is of.
func TestTheFiguresOfTheFirstVersionSayWhatTheyAreOf(t *testing.T) {
	d := first(t)
	for _, k := range d.Commitments {
		for _, m := range k.Measures {
			if needs := len(k.Measures) > 1 || m.Statistic == clause.Counts; k.Kind == clause.Target && needs && (m.Of.Sv == "" || m.Of.En == "") {
				t.Errorf("%s does not say what the figure of %s is of", k.ID, m.Metric)
			}
		}
	}
	k, _ := d.Commitment("K6.1")
	if got, want := k.Goals().Sv, "styrgruppens möten: minst 2, per år; operativa gruppens möten: minst 10, per år"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
