package pdf

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"

	"samsyn/internal/language"
)

// letters are drawn from for random texts: Swedish, steering, missing in the fonts, and wide words.
var letters = []rune("aåäöÅÄÖ  -–/\u00AD\u00A0\u2011\u200B\n\t(\\)<>1 900é王\u0301\u202E")

func anyText(t *rapid.T, most int) Rich {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Span {
		return Span{
			Text:   rapid.StringOfN(rapid.SampledFrom(letters), 0, most, -1).Draw(t, "text"),
			Bold:   rapid.Bool().Draw(t, "bold"),
			Italic: rapid.Bool().Draw(t, "italic"),
			Link:   rapid.SampledFrom([]string{"", "", "https://kommun.example/å(b)", "javascript:x", "::"}).Draw(t, "link"),
		}
	}), 0, 4).Draw(t, "spans")
}

func anyList(t *rapid.T, depth int) List {
	l := List{Numbered: rapid.Bool().Draw(t, "numbered")}
	for range rapid.IntRange(0, 4).Draw(t, "items") {
		item := Item{Text: anyText(t, 200)}
		if depth < 9 && rapid.IntRange(0, 3).Draw(t, "deeper") == 0 {
			sub := anyList(t, depth+1)
			item.Sub = &sub
		}
		l.Items = append(l.Items, item)
	}
	return l
}

func anyTable(t *rapid.T) Table {
	table := Table{RowHeaders: rapid.Bool().Draw(t, "row headers"), Caption: rapid.StringOfN(rapid.SampledFrom(letters), 0, 90, -1).Draw(t, "caption")}
	columns := rapid.IntRange(0, 40).Draw(t, "columns")
	for range columns {
		table.Columns = append(table.Columns, Column{Title: rapid.StringOfN(rapid.SampledFrom(letters), 0, 60, -1).Draw(t, "title"), Right: rapid.Bool().Draw(t, "right")})
	}
	for range rapid.IntRange(0, 12).Draw(t, "rows") {
		var r []Rich
		for range rapid.IntRange(0, columns).Draw(t, "cells") {
			r = append(r, anyText(t, rapid.SampledFrom([]int{5, 60, 900}).Draw(t, "long")))
		}
		table.Rows = append(table.Rows, r)
	}
	return table
}

func anyBlock(t *rapid.T) Block {
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return Heading{Level: rapid.IntRange(-1, 9).Draw(t, "level"), Text: rapid.StringOfN(rapid.SampledFrom(letters), 0, 300, -1).Draw(t, "heading")}
	case 1:
		return anyList(t, 0)
	case 2:
		return anyTable(t)
	case 3:
		return KeyValues{{rapid.StringOfN(rapid.SampledFrom(letters), 0, 200, -1).Draw(t, "key"), anyText(t, 300)}}
	case 4:
		return PageBreak{}
	case 5:
		height := rapid.Float64Range(-10, 3000).Draw(t, "height")
		return Figure{Alt: "Bild", Height: height, Draw: bars}
	}
	return Paragraph{anyText(t, 3000)}
}

func TestAnyDocumentIsSound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := Document{Title: "Slump", Made: monday, Lang: language.English,
			Header: rapid.StringOfN(rapid.SampledFrom(letters), 0, 200, -1).Draw(rt, "header"),
			Blocks: rapid.SliceOfN(rapid.Custom(anyBlock), 0, 8).Draw(rt, "blocks")}
		sound(t, written(t, rendered(t, d)))
	})
}

func TestLinesLoseNothing(t *testing.T) {
	set, err := newTypesetter()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		gs := set.glyphs(anyText(rt, 300), regular)
		width := rapid.Float64Range(-5, 500).Draw(rt, "width")
		var got strings.Builder
		for _, l := range set.lines(gs, 10, width) {
			if l.width > width+1e-6 && len(trimSpace(l.glyphs)) > 1 {
				rt.Fatalf("a line of %d glyphs is %.2f wide, more than %.2f", len(l.glyphs), l.width, width)
			}
			got.WriteString(inked(l.glyphs))
		}
		if want := inked(gs); got.String() != want {
			rt.Fatalf("set %q, want %q", got.String(), want)
		}
	})
}

// inked is the text without spaces and places to divide.
func inked(gs []glyph) string {
	var b strings.Builder
	for _, g := range gs {
		if !unicode.IsSpace(g.char) && g.char != softHyphen && g.char != zeroSpace {
			b.WriteRune(g.char)
		}
	}
	return b.String()
}

func TestASubsetKeepsWhatIsUsedAndNothingElse(t *testing.T) {
	set, err := newTypesetter()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range set.fonts {
		set.glyphs(Text("Åäö é"), regular)
		used := []sfnt.GlyphIndex{f.index('Å'), f.index('é'), f.index(' ')}
		data, err := subset(f.ttf, used)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 30_000 {
			t.Errorf("%s: %d bytes for three glyphs", f.name, len(data))
		}
		tables, err := tablesOf(data)
		if err != nil {
			t.Fatal(err)
		}
		offsets := offsetsOf(tables)
		full, _ := tablesOf(f.ttf)
		before := offsetsOf(full)
		for _, g := range used {
			if had, has := before[g+1]-before[g], offsets[g+1]-offsets[g]; has < had || has > had+3 {
				t.Errorf("%s: glyph %d had %d bytes and has %d", f.name, g, had, has)
			}
		}
		if b := f.index('B'); offsets[b+1] != offsets[b] {
			t.Errorf("%s: an unused glyph has an outline", f.name)
		}
		if len(offsets) != len(before) {
			t.Errorf("%s: glyph ids moved", f.name)
		}
	}
}

func TestBrokenFontsAreRefused(t *testing.T) {
	for _, junk := range [][]byte{nil, make([]byte, 11), append(make([]byte, 4), 0xFF, 0xFF, 0, 0, 0, 0, 0, 0), make([]byte, 64)} {
		if _, err := subset(junk, nil); err == nil {
			t.Errorf("%v is taken for a font", junk)
		}
	}
}

func FuzzRender(f *testing.F) {
	f.Add("Lokal överenskommelse", "för\u00ADsörjning", "https://kommun.example")
	f.Add("\xff", "\U0010FFFF\uFFFE", "mailto:a@b")
	f.Fuzz(func(t *testing.T, title, text, link string) {
		d := Document{Title: "x" + title, Subject: text, Author: title, Footer: title, Made: monday, Blocks: []Block{
			H(1, title), Paragraph{Rich{Link(text, link), Bold(text)}}, KeyValues{{title, Text(text)}}}}
		if _, err := Render(d); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzVerify(f *testing.F) {
	f.Add(rendered(f, Document{Title: "T", Made: monday}))
	f.Add([]byte("%PDF-1.7"))
	f.Fuzz(func(t *testing.T, document []byte) {
		found, err := Verify(document, nil)
		for _, s := range found {
			if s.Trusted {
				t.Error("trusted without roots")
			}
		}
		_ = err // a broken file is an error; that it is no panic is what is tried
	})
}
