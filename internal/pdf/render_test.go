package pdf

import (
	"bytes"
	"strings"
	"testing"
)

func TestTheSampleIsSoundTaggedAndEmbedded(t *testing.T) {
	path := written(t, rendered(t, sample()))
	sound(t, path)

	info, err := tool(t, "pdfinfo", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Title:           Lokal överenskommelse om samverkan (Demo)", "Tagged:          yes",
		"PDF version:     1.7", "Author:          Arbetsförmedlingen (Demo)", "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}

	fonts, err := tool(t, "pdffonts", path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(fonts), "\n")[2:]
	if len(lines) != 4 {
		t.Errorf("want regular (twice, once for the divided word), bold and italic, have:\n%s", fonts)
	}
	for _, l := range lines {
		if !strings.Contains(l, "CID TrueType") || !strings.Contains(l, "Identity-H") || !strings.Contains(l, "yes yes yes") {
			t.Errorf("font not embedded, subset and mapped to Unicode: %s", l)
		}
	}
}

func TestTheStructureIsReadBackByPoppler(t *testing.T) {
	out, err := tool(t, "pdfinfo", "-struct-text", written(t, rendered(t, sample())))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Document", "H1 (block)\n    \"Lokal överenskommelse om samverkan\"",
		"Link (inline)", "kommunens sidor om arbete och försörjning",
		"LBody", "Caption", "TH: /Scope /Column", "TH: /Scope /Row", "Figure", "två arbetsdagar",
	} {
		if !strings.Contains(squeeze(out), squeeze(want)) {
			t.Errorf("structure lacks %q", want)
		}
	}
	if n := strings.Count(out, "Vem som svarar"); n != 1 {
		t.Errorf("the repeated column heading is read aloud %d times, want once", n)
	}
	if t.Failed() {
		t.Log(out)
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestDividedWordsAreFoundWhole(t *testing.T) {
	path := written(t, rendered(t, sample()))
	spoken, err := tool(t, "pdfinfo", "-struct-text", path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(spoken, "\"stöd ska få rätt") {
		t.Fatalf("no word was divided, so the test shows nothing:\n%s", spoken)
	}
	plain, err := tool(t, "pdftotext", path, "-")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(strings.ReplaceAll(plain, "\u00AD\n", ""), "försörjningsstöd"); n != 4 {
		t.Errorf("found %d of 4 whole words in:\n%s", n, plain)
	}
}

func TestACharacterWithoutGlyphIsStillRead(t *testing.T) {
	plain, err := tool(t, "pdftotext", written(t, rendered(t, sample())), "-")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plain, "En vän vid namn 王 skriver") {
		t.Errorf("the name is lost:\n%s", plain)
	}
}

func TestTheSameDocumentIsTheSameFile(t *testing.T) {
	first := rendered(t, sample())
	if !bytes.Equal(first, rendered(t, sample())) {
		t.Error("two renderings differ")
	}
	later := sample()
	later.Made = monday.AddDate(0, 0, 1)
	if bytes.Equal(first, rendered(t, later)) {
		t.Error("the date makes no difference")
	}
}

func TestDatesAgreeInBothPlaces(t *testing.T) {
	data := rendered(t, sample())
	for _, want := range []string{"/CreationDate (D:20260302080000+00'00')", "/ModDate (D:20260302080000+00'00')",
		"<xmp:CreateDate>2026-03-02T08:00:00Z</xmp:CreateDate>", "<xmp:ModifyDate>2026-03-02T08:00:00Z</xmp:ModifyDate>",
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
		"/Lang (sv-SE)", "/DisplayDocTitle true", "/Marked true", "/Tabs /S"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("file lacks %s", want)
		}
	}
}

func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	long := Table{Caption: "T", Columns: []Column{{Title: "A"}}, Rows: [][]Rich{Row("a", "b")}}
	for name, d := range map[string]Document{
		"no title":          {Made: monday},
		"title of controls": {Title: "\x00\n", Made: monday},
		"no date":           {Title: "T"},
		"long row":          {Title: "T", Made: monday, Blocks: []Block{long}},
		"silent figure":     {Title: "T", Made: monday, Blocks: []Block{Figure{Height: 10, Draw: func(*Canvas) {}}}},
		"empty figure":      {Title: "T", Made: monday, Blocks: []Block{Figure{Alt: "x", Height: 10}}},
	} {
		if _, err := Render(d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
