package template_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/template"
)

func written(t testing.TB, d clause.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := template.WriteFile(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheFirstVersionIsWholeAndReadable(t *testing.T) {
	d, err := template.First()
	if err != nil {
		t.Fatal(err)
	}
	if err := clause.CheckTemplate(d, func(m string) bool { _, ok := fact.Find(m); return ok }); err != nil {
		t.Fatalf("%v", fault.ProblemsOf(err))
	}
	if len(d.Clauses) != 29 || len(d.Commitments) != 76 {
		t.Errorf("%d clauses and %d commitments", len(d.Clauses), len(d.Commitments))
	}
	file := written(t, d)
	back, err := template.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: %v", err, fault.ProblemsOf(err))
	}
	if again := written(t, back); !bytes.Equal(file, again) {
		t.Error("written again it is another file")
	}
	for _, noise := range []string{"null", `\u003c`, `"sv": "",`} {
		if strings.Contains(string(file), noise) {
			t.Errorf("the file has %s in it", noise)
		}
	}
	if lines := strings.Count(string(file), "\n"); lines < 500 {
		t.Errorf("the file has %d lines", lines)
	}
}

func TestWhatIsWrongInAFileIsToldWithItsPlace(t *testing.T) {
	deep := strings.Repeat(`{"values":`, 40) + "1" + strings.Repeat("}", 40)
	for name, c := range map[string]struct{ file, says string }{
		"nothing":                {"", "inte JSON"},
		"no JSON":                {"{\n\"template\": 1,\n clauses}", "Rad 3: Här är filen inte JSON"},
		"cut off":                {`{"clauses": [`, "inte JSON"},
		"a list":                 {"[]", "grupp av fält"},
		"unknown":                {"{\n\n\"claims\": []}", "Rad 3, claims: Okänt fält"},
		"unknown inside":         {`{"clauses":[{"id":"1","txt":{}}]}`, "clauses[1].txt"},
		"twice":                  {`{"template":1,"template":2}`, "template: Fältet står två gånger"},
		"a text for a number":    {`{"template":"ett"}`, "template: Här ska det stå ett heltal"},
		"a number for a text":    {`{"clauses":[{"id":1}]}`, "clauses[1].id: Här ska det stå en text"},
		"a text for a group":     {`{"clauses":[{"heading":"Parter"}]}`, "heading: Här ska det stå en grupp"},
		"a group for a list":     {`{"clauses":{}}`, "clauses: Här ska det stå en lista"},
		"a number for a target":  {`{"commitments":[{"measures":[{"target":90}]}]}`, "commitments[1].measures[1].target: Här ska det stå en text"},
		"a target of words":      {`{"commitments":[{"measures":[{"target":"nittio"}]}]}`, "går inte att läsa"},
		"yes":                    {`{"variables":[{"required":"ja"}]}`, "true eller false"},
		"too deep":               {deep, "för många nivåer"},
		"more after":             {`{"clauses":[]} {}`, "mer efter mallens slut"},
		"a date that is not one": {`{"commitments":[{"from":"2026-02-30"}]}`, "går inte att läsa"},
		"too large":              {`{"clauses":"` + strings.Repeat("x", 3<<20) + `"}`, "större än 2 MB"},
	} {
		_, err := template.ReadFile([]byte(c.file))
		if err == nil {
			t.Errorf("%s was read", name)
			continue
		}
		said := err.Error()
		for _, p := range fault.ProblemsOf(err) {
			said += " " + p.Text.Sv
		}
		if !strings.Contains(said, c.says) {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// Whatever bytes come, they are read or refused, and what is read is written and read again as the same.
func FuzzReadFile(f *testing.F) {
	first, err := template.First()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(written(f, clause.Document{Template: 1, Clauses: first.Clauses[:1]}))
	f.Add([]byte(`{"values":{"a":{"text":"x","items":["y"]}},"deviations":[{"id":"A1","on":"9","kind":"omits","text":"","reason":"r"}]}`))
	f.Add([]byte("\xef\xbb\xbf{}"))
	f.Fuzz(func(t *testing.T, content []byte) {
		d, err := template.ReadFile(content)
		if err != nil {
			return
		}
		file := written(t, d)
		back, err := template.ReadFile(file)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, file)
		}
		if again := written(t, back); !bytes.Equal(file, again) {
			t.Fatalf("written again:\n%s\n%s", file, again)
		}
	})
}

func TestADifferenceTellsWhatOnlyATemplateHas(t *testing.T) {
	old, err := template.First()
	if err != nil {
		t.Fatal(err)
	}
	doc := func() (d clause.Document) {
		b, _ := json.Marshal(old)
		_ = json.Unmarshal(b, &d)
		return d
	}
	guided, hinted, annexed := doc(), doc(), doc()
	guided.Clauses[3].Guidance = both("Helt ny vägledning.")
	hinted.Variables[0].Hint = both("En annan hjälptext.")
	annexed.Annexes = append(annexed.Annexes, clause.Annex{No: 99, Name: both("Ny bilaga")})
	for want, d := range map[clause.Field]clause.Document{
		template.GuidanceField(old.Clauses[3].ID): guided, clause.VariableField(old.Variables[0].ID): hinted, template.AnnexField(99): annexed,
	} {
		got := template.Compare(old, d, language.Swedish).Changed()
		if len(got) != 1 || got[0] != want {
			t.Errorf("want %s, got %v", want, got)
		}
		back := template.Compare(d, old, language.English).Changed()
		if len(back) != 1 || back[0] != want {
			t.Errorf("back: want %s, got %v", want, back)
		}
	}
	if got := template.Compare(old, doc(), language.Swedish).Changed(); len(got) != 0 {
		t.Errorf("the same differs in %v", got)
	}
}

// A moved clause is a move with its text in full, and nothing else differs.
func TestAMoveIsShownAsAMove(t *testing.T) {
	old, err := template.First()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := len(old.Clauses)
		i := rapid.IntRange(0, n-1).Draw(rt, "clause")
		place := rapid.IntRange(1, n).Draw(rt, "place")
		v := template.Version{Doc: old}
		fields, err := template.MoveClause(old.Clauses[i].ID, place)(&v, nil)
		if err != nil {
			rt.Fatal(err)
		}
		all := template.Compare(old, v.Doc, language.Swedish)
		moved := 0
		for _, d := range all {
			if d.State != clause.Same {
				rt.Fatalf("%s is %d", d.Field, d.State)
			}
			if d.Moved && strings.HasPrefix(string(d.Field), "clause:") {
				moved++
			}
		}
		if (place == i+1) != (len(fields) == 0) || (moved == 0) != (place == i+1) || moved > 1 {
			rt.Fatalf("moved %d clauses by moving %d to %d", moved, i+1, place)
		}
	})
}
