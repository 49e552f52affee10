package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
)

// The one place that escapes writes what the generated parts write.
func FuzzEscaped(f *testing.F) {
	for _, s := range []string{"", "Åke & co", `<a href="x">'`, "&amp;", "\x00\xff<", strings.Repeat("<>", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(appendEscaped([]byte("before"), s)), "before"+templ.EscapeString(s); got != want {
			t.Errorf("%q is written %q and not %q", s, got, want)
		}
	})
}

const placeholder = "PLATSHÅLLARE"

// quickParts are the parts that append, with a text in every place that takes one.
func quickParts(s string) map[string]templ.Component {
	table := Table{ID: s, Caption: s, Count: s, Sorted: "x", Keys: true, Columns: []Column{{Label: s, RowHeader: true}, {Label: s, Sub: s, SortHref: s, Sort: Ascending, Number: true}, {Label: s, Hidden: true}},
		Rows: []Row{{ID: s, Level: Bad, Cells: []templ.Component{A(s, s), Strong(s), Stack(Muted(s), templ.Raw("<i></i>"))}}, {Cells: []templ.Component{nil}}}}
	return map[string]templ.Component{
		"strong": Strong(s), "muted": Muted(s), "link": A(s, s), "stack": Stack(Strong(s), Muted(s)), "status": StatusChip(Status{Warn, s}),
		"clock": ClockWords(Clock{Level: Bad, Words: s, When: s, At: s}), "clock without an instant": ClockWords(Clock{Words: s, When: s}),
		"link like a button": ButtonOf(Button{Label: s, Href: s}), "button": ButtonOf(Button{Label: s, Name: s, Value: s, Form: s, Kind: Danger}),
		"press": Press(s, Button{Label: s}, Hidden{s, s}), "table": TableOf(table),
		"options": optionsOf(Field{Value: "other"}, []Option{{Value: s, Label: s, Disabled: true}}),
	}
}

// Whatever text is put in a part, it changes nothing of the part but its own place, escaped.
func FuzzQuickParts(f *testing.F) {
	f.Add(`"><script>alert(1)</script>`)
	f.Add("it's & that")
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" || strings.Contains(s, placeholder) {
			return
		}
		plain := quickParts(placeholder)
		for name, c := range quickParts(s) {
			want := strings.ReplaceAll(render(t, plain[name]), placeholder, templ.EscapeString(s))
			if s == "other" && name == "options" {
				continue // which is the chosen one
			}
			if got := render(t, c); got != want {
				t.Errorf("%s with %q:\n%s\nand not\n%s", name, s, got, want)
			}
		}
	})
}

// A text with days and one with emphasis say what they did when every letter was looked at.
func FuzzUnbrokenAndRich(f *testing.F) {
	for _, s := range []string{"senast 2026-03-02.", "2026-02-30", "12026-03-02-2026-03-03", "*a* <b>*c*", "a*b", "**", "-2026-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := render(t, Text(s)), slowUnbroken(s); got != want {
			t.Errorf("%q as a text is %q and not %q", s, got, want)
		}
		if got, want := render(t, Rich(s)), slowRich(s); got != want {
			t.Errorf("%q as a rich text is %q and not %q", s, got, want)
		}
	})
}

func slowUnbroken(s string) string {
	for at := 0; at+len(time.DateOnly) <= len(s); at++ {
		day := s[at : at+len(time.DateOnly)]
		if _, err := time.Parse(time.DateOnly, day); err == nil {
			return templ.EscapeString(s[:at]) + `<span class="s-day">` + day + "</span>" + slowUnbroken(s[at+len(time.DateOnly):])
		}
	}
	return templ.EscapeString(s)
}

func slowRich(s string) string {
	parts := strings.Split(s, "*")
	if len(parts)%2 == 0 {
		return templ.EscapeString(s)
	}
	for i, p := range parts {
		parts[i] = templ.EscapeString(p)
		if i%2 == 1 {
			parts[i] = "<strong>" + parts[i] + "</strong>"
		}
	}
	return strings.Join(parts, "")
}

// A part inside that fails makes the whole fail, and nothing of it is sent.
func TestAFailingCellFailsTheTable(t *testing.T) {
	broken := errors.New("broken")
	fails := templ.ComponentFunc(func(context.Context, io.Writer) error { return broken })
	table := Table{Columns: []Column{{Label: "a"}}, Rows: []Row{{Cells: []templ.Component{Stack(Text("before"), fails)}}}}
	var b bytes.Buffer
	if err := table.body().Render(t.Context(), &b); !errors.Is(err, broken) || b.Len() > 0 {
		t.Errorf("%v with %q sent", err, b.String())
	}
}

func BenchmarkTable(b *testing.B) {
	rows := make([]Row, 50)
	for i := range rows {
		rows[i] = Row{ID: "x", Cells: []templ.Component{ClockWords(Clock{Level: Bad, Words: "Försenad", When: "2026-03-02", At: "2026"}), Stack(A("/x", "Vad är nästa steg?"), Rich("F-1 · *brådskande*")),
			Text("Ludvika"), Text("Arbetsförmedlingen"), Strong("Vi"), Stack(Text("Ingen"), Press("/x/ta", Button{Label: "Ta", Kind: Quiet}, Hidden{"from", "inbox"}))}}
	}
	table := Table{Columns: []Column{{Label: "a"}, {Label: "b", RowHeader: true}, {Label: "c"}, {Label: "d"}, {Label: "e"}, {Label: "f"}}, Rows: rows}
	b.ReportAllocs()
	for b.Loop() {
		if err := TableOf(table).Render(b.Context(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
