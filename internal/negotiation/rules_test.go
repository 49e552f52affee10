package negotiation

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

func goal(n int64) *clause.Number { x := clause.N(n); return &x }

// text is a document with one field of every kind.
func text() clause.Document {
	t := language.T
	return clause.Document{Template: 1,
		Clauses: []clause.Clause{{ID: "1", Heading: t("Parter", "Parties"), Text: t("{kommun}", "{kommun}")}, {ID: "9", Heading: t("Frågor", "Questions"), Text: t("Svar.", "Answers.")}, {ID: "28", Heading: t("Tid", "Term"), Text: t("Till {giltig_till}.", "To {giltig_till}.")}},
		Variables: []clause.Variable{{ID: "kommun", Clause: "1", Name: t("Kommun", "Municipality"), Kind: clause.Line}, {ID: "kontakt", Clause: "9", Name: t("Kontakt", "Contact"), Kind: clause.Person},
			{ID: "antal", Clause: "9", Name: t("Antal", "Number"), Kind: clause.Count}, {ID: "giltig_till", Clause: "28", Name: t("Till", "To"), Kind: clause.Date}},
		Commitments: []clause.Commitment{{ID: "K9.1", Clause: "9", Text: t("Svar.", "Answers."), By: clause.Agency, Kind: clause.Target,
			Measures: []clause.Measure{{Metric: "m", Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: goal(90), Window: clause.Month}}}},
		Values: map[string]clause.Value{"kommun": {Text: "Ludvika"}, "giltig_till": {Text: "2028-12-31"}},
	}
}

// changes are one change of each kind and whose signature it takes.
func changes() map[string]struct {
	do    func(*clause.Document)
	needs Signatures
} {
	type c = struct {
		do    func(*clause.Document)
		needs Signatures
	}
	return map[string]c{
		"nothing":             {func(*clause.Document) {}, NoSignatures},
		"a contact person":    {func(d *clause.Document) { d.Values["kontakt"] = clause.Value{Text: "Kim", Function: "chef"} }, NoSignatures},
		"a number":            {func(d *clause.Document) { d.Values["antal"] = clause.Value{Text: "4"} }, Administrative},
		"a target":            {func(d *clause.Document) { d.Commitments[0].Measures[0].Target = goal(85) }, Administrative},
		"a limit":             {func(d *clause.Document) { d.Commitments[0].Measures[0].Limit = 3 }, Administrative},
		"a target's last day": {func(d *clause.Document) { d.Commitments[0].To = calendar.NewDate(2027, 1, 1) }, Administrative},
		"relief":              {func(d *clause.Document) { d.Commitments[0].Relief = true }, Both},
		"who promises":        {func(d *clause.Document) { d.Commitments[0].By = clause.Both }, Both},
		"what is measured":    {func(d *clause.Document) { d.Commitments[0].Measures[0].Metric = "n" }, Both},
		"a commitment gone":   {func(d *clause.Document) { d.Commitments = nil }, Both},
		"the last day":        {func(d *clause.Document) { d.Values["giltig_till"] = clause.Value{Text: "2029-12-31"} }, Both},
		"the parties":         {func(d *clause.Document) { d.Values["kommun"] = clause.Value{Text: "Falun"} }, Both},
		"a deviation": {func(d *clause.Document) {
			d.Deviations = []clause.Deviation{{ID: "A1", On: "9", Kind: clause.Adds, Text: "x", Reason: "y"}}
		}, Both},
		"the template's wording": {func(d *clause.Document) { d.Clauses[1].Text.Sv = "Svar snart." }, Both},
		"a clause moved":         {func(d *clause.Document) { d.Clauses[0], d.Clauses[1] = d.Clauses[1], d.Clauses[0] }, Both},
	}
}

func TestWhichChangeNeedsWhoseSignature(t *testing.T) {
	for name, c := range changes() {
		new := Copy(text())
		c.do(&new)
		if got := Needs(text(), new); got.Signatures != c.needs || got.Why.IsZero() {
			t.Errorf("%s needs %s, want %s (%s)", name, got.Signatures, c.needs, got.Why.Sv)
		}
	}
	if got := Needs(clause.Document{}, text()); got.Signatures != Both {
		t.Errorf("a new agreement needs %s", got.Signatures)
	}
}

// TestTogetherTheyNeedTheMost: of several changes the one that asks for the most speaks for the whole.
func TestTogetherTheyNeedTheMost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := changes()
		names := make([]string, 0, len(all))
		for name := range all {
			if name != "a commitment gone" { // takes away what others change
				names = append(names, name)
			}
		}
		slices.Sort(names)
		new, most := Copy(text()), NoSignatures
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 4, rapid.ID).Draw(t, "changes") {
			all[name].do(&new)
			if all[name].needs.weight() > most.weight() {
				most = all[name].needs
			}
		}
		if got := Needs(text(), new); got.Signatures != most {
			t.Fatalf("together they need %s, want %s", got.Signatures, most)
		}
	})
}

func TestMergeKeepsWhatWasAgreedLocally(t *testing.T) {
	local := text()
	local.Commitments[0].Measures[0].Target = goal(85)
	local.Commitments = append(local.Commitments, clause.Commitment{ID: "L9.1", Clause: "9"}, clause.Commitment{ID: "L77.1", Clause: "77"})
	local.Deviations = []clause.Deviation{{ID: "A1", On: "9"}, {ID: "A2", On: "77"}}
	newer := text()
	newer.Template, newer.Values = 2, nil
	newer.Clauses[1].Text.Sv = "Svar snart."
	newer.Variables[0].Kind = clause.Date
	got := Merge(local, newer)
	k, _ := got.Commitment("K9.1")
	if got.Template != 2 || *k.Measures[0].Target != clause.N(85) || got.Clauses[1].Text.Sv != "Svar snart." || got.Values["giltig_till"].Text != "2028-12-31" {
		t.Errorf("%+v", got)
	}
	if _, ok := got.Values["kommun"]; ok || len(got.Commitments) != 2 || len(got.Deviations) != 1 {
		t.Errorf("what no longer fits is kept: %+v", got)
	}
	newer.Commitments[0].Measures[0].Metric = "n"
	if k, _ := Merge(local, newer).Commitment("K9.1"); *k.Measures[0].Target != clause.N(90) {
		t.Error("a target of another measure is kept")
	}
}

func TestMergingNothingChangesNothing(t *testing.T) {
	local := text()
	template := text()
	template.Values = nil
	if f := clause.ChangedFields(local, Merge(local, template)); len(f) != 0 {
		t.Errorf("%v", f)
	}
	d := introduce(text(), []string{"Falu kommun"}, nil)
	if d.Values["kommun"].Text != "Falu kommun" {
		t.Errorf("%v", d.Values)
	}
}

func TestTermOfARenewal(t *testing.T) {
	day := calendar.NewDate
	for _, c := range []struct{ from, last, first, end calendar.Date }{
		{day(2026, 1, 1), day(2028, 12, 31), day(2029, 1, 1), day(2031, 12, 31)},
		{day(2026, 1, 1), day(2026, 12, 31), day(2027, 1, 1), day(2027, 12, 31)},
		{day(2020, 1, 1), day(2026, 12, 31), day(2027, 1, 1), day(2029, 12, 31)},
		{day(2026, 1, 1), calendar.Date{}, calendar.Date{}, calendar.Date{}},
	} {
		if from, to := nextTerm(c.from, c.last); from != c.first || to != c.end {
			t.Errorf("after %s–%s comes %s–%s", c.from, c.last, from, to)
		}
	}
}

func TestWhatIsOpen(t *testing.T) {
	doc := text()
	doc.Deviations = []clause.Deviation{{ID: "A1", On: "9"}, {ID: "A2", On: "1"}}
	doc.Commitments = append(doc.Commitments, clause.Commitment{ID: "L9.1", Clause: "9"})
	first := openFields(Draft{}, nil)
	later := openFields(Draft{Latest: 2}, []Thread{{Field: "clause:9", State: Answered}, {Field: "variable:antal", State: Open}, {Field: "variable:kommun", State: Resolved}})
	for f, want := range map[clause.Field]bool{"variable:antal": true, "variable:kommun": false, "commitment:K9.1": false, "commitment:L9.1": true, "deviation:A1": true, "deviation:A2": false, "variable:kontakt": false} {
		if !first.open(doc, f) {
			t.Errorf("%s is closed before the first version", f)
		}
		if later.open(doc, f) != want {
			t.Errorf("%s is open: %v, want %v", f, !want, want)
		}
	}
	if !later.deviable("9") || later.deviable("1") {
		t.Error("what can be deviated from")
	}
}

// TestEveryReaderIsToldSomething: in every state every reader gets one sentence, says whose turn it is, and at most one
// party is asked to write at a time.
func TestEveryReaderIsToldSomething(t *testing.T) {
	parties := []Party{{"af", ""}, {"work", "2085"}, {"social", "2085"}}
	rapid.Check(t, func(t *rapid.T) {
		s := Standing{Draft: Draft{State: rapid.SampledFrom(States()).Draw(t, "state"), Parties: parties, Latest: int64(rapid.IntRange(0, 3).Draw(t, "latest")),
			SteppedAt: db.At(calendar.NewDate(2026, 3, 2).Start()), Reason: "x"}, Author: "af"}
		who := rapid.SampledFrom([]string{"af", "work", "social"})
		if s.State == Drafting {
			s.Turn = who.Draw(t, "turn")
		} else {
			s.Latest = max(s.Latest, 1)
		}
		for range rapid.IntRange(0, 3).Draw(t, "threads") {
			s.Threads = append(s.Threads, Thread{Authority: who.Draw(t, "by"), State: rapid.SampledFrom([]ThreadState{Open, Answered, Resolved}).Draw(t, "thread")})
		}
		for _, p := range parties[:rapid.IntRange(0, 2).Draw(t, "approvals")] {
			s.Approvals = append(s.Approvals, Approval{No: s.Latest, Authority: p.Authority})
		}
		writing := 0
		for _, p := range parties {
			for _, writes := range []bool{true, false} {
				todo := s.What(Reader{p.Authority, writes}, func(a string) string { return a })
				for _, said := range []string{todo.Text.Sv, todo.Text.En} {
					if said == "" || strings.Contains(said, "%!") || strings.Contains(said, "0001-") || strings.Contains(said, "0 kommentarer") {
						t.Fatalf("%s is told %q", p.Authority, said)
					}
				}
				if !writes && todo.Mine() {
					t.Fatalf("who cannot write is asked to: %q", todo.Text.Sv)
				}
				if todo.Act == Write {
					writing++
				}
			}
		}
		if writing > 1 {
			t.Fatalf("%d are asked to write", writing)
		}
	})
}

func TestADocumentHasOneDigest(t *testing.T) {
	a, err := DigestOf(text())
	b, err2 := DigestOf(Copy(text()))
	if err != nil || err2 != nil || a != b || len(a) != 64 {
		t.Errorf("%s %s", a, b)
	}
	changed := text()
	changed.Values["kommun"] = clause.Value{Text: "Falun"}
	if c, _ := DigestOf(changed); c == a {
		t.Error("another text has the same digest")
	}
	canonical, _ := Canonical(text())
	s := storedText{Doc: strings.Replace(canonical, "Ludvika", "Falun", 1), Digest: a}
	if _, err := s.text(); err == nil {
		t.Error("a text changed behind the program is taken for what was frozen")
	}
}

func TestTheTermOfNoticeOfAText(t *testing.T) {
	doc := func(value string, fixed string, omitted bool) clause.Document {
		d := clause.Document{Clauses: []clause.Clause{{ID: "28"}}, Variables: []clause.Variable{{ID: "uppsagningstid", Clause: "28", Kind: clause.Count, Fixed: language.Text{Sv: fixed, En: fixed}}},
			Values: map[string]clause.Value{"uppsagningstid": {Text: value}}}
		if omitted {
			d.Deviations = []clause.Deviation{{ID: "A1", On: "28", Kind: clause.Omits, Reason: "Gäller tills vidare."}}
		}
		return d
	}
	for name, c := range map[string]struct {
		doc    clause.Document
		months int
		ok     bool
	}{
		"three months":         {doc("3", "", false), 3, true},
		"part of a month":      {doc("2,5", "", false), 3, true},
		"not filled in":        {doc("", "", false), 0, false},
		"none":                 {doc("0", "", false), 0, false},
		"the template says it": {doc("", "12", false), 12, true},
		"the clause left out":  {doc("3", "", true), 0, false},
		"no such variable":     {clause.Document{}, 0, false},
	} {
		if months, ok := TermOfNotice(c.doc); months != c.months || ok != c.ok {
			t.Errorf("%s: %d %v, want %d %v", name, months, ok, c.months, c.ok)
		}
	}
}
