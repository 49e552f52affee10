package agreement_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/sheet"
)

// pdf is a small PDF that says something of its own.
func pdf(text string) string {
	return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\n% " + text + "\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
}

// part is an entry of a zip; head may change how it is described.
type part struct {
	name, content string
	head          func(*zip.FileHeader)
}

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.head != nil {
			p.head(h)
		}
		out, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(p.content)); err != nil && !strings.HasSuffix(p.name, "/") {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pdfs(t testing.TB, names ...string) []byte {
	var parts []part
	for _, name := range names {
		parts = append(parts, part{name: name, content: pdf(name)})
	}
	return zipOf(t, parts...)
}

func (h house) takeCopies(in agreement.Input, text string, packed []byte) (sheet.Report, agreement.CopiesReport, error) {
	h.t.Helper()
	in.Reader = strings.NewReader(text)
	in.Name = "lista.csv"
	return h.svc.ImportCopies(context.Background(), process, in, bytes.NewReader(packed), int64(len(packed)), nil)
}

// scans gives the name of the copy that each municipality's agreement has.
func (h house) scans() map[string]string {
	h.t.Helper()
	all, err := agreement.List(context.Background(), h.DB, agreement.Filter{On: date("2026-03-02")})
	if err != nil {
		h.t.Fatal(err)
	}
	out := map[string]string{}
	for _, a := range all {
		if a.Scan == "" {
			continue
		}
		f, content, err := file.Open(context.Background(), h.DB, h.Trail.Keys(), a.Scan)
		if err != nil {
			h.t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			h.t.Error(err)
		}
		for _, code := range a.Municipalities() {
			out[code] = f.Name
		}
	}
	return out
}

const five = "kommunkod;från;diarienummer;pdf\n" +
	"0114;2023-01-01;KS 2023/7;\n" +
	"2085;2023-02-01;AMN 2023-12;\n" +
	"2023;2024-01-01;;\n" +
	"0117;2024-01-01;;Särskild överenskommelse.pdf\n" +
	"0120;2024-01-01;;\n"

func TestCopiesFindTheirRows(t *testing.T) {
	each(t, func(h house) {
		packed := pdfs(t, "kopior/0114.pdf", "AMN_2023-12 Ludvika.pdf", "2023 Malung-Sälen.pdf", "sa\u0308rskild \u00f6verenskommelse.PDF", "Mötesanteckning 2023.pdf", "__MACOSX/kopior/._0114.pdf", ".DS_Store")
		dry, copies, err := h.takeCopies(agreement.Input{DryRun: true}, five, packed)
		if err != nil || dry.Written || h.rows("file") != 0 || h.rows("agreement") != 0 {
			t.Fatalf("%v: the trial run wrote something", err)
		}
		want := "[{2 0114 Upplands Väsby 0114.pdf code new} {3 2085 Ludvika AMN_2023-12 Ludvika.pdf registry new} {4 2023 Malung-Sälen 2023 Malung-Sälen.pdf code new} {5 0117 Österåker särskild överenskommelse.PDF column new}]"
		if got := fmt.Sprint(copies.Given); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if fmt.Sprint(copies.Loose) != "[Mötesanteckning 2023.pdf]" || len(copies.Bare) != 1 || copies.Bare[0].Row != 6 {
			t.Errorf("loose %v, bare %v", copies.Loose, copies.Bare)
		}
		r, _, err := h.takeCopies(agreement.Input{}, five, packed)
		if err != nil || counts(r) != "5 0 0 0" || !r.Written {
			t.Fatalf("%v %s", err, counts(r))
		}
		if got := fmt.Sprint(h.scans()); got != "map[0114:0114.pdf 0117:särskild överenskommelse.PDF 2023:2023 Malung-Sälen.pdf 2085:AMN_2023-12 Ludvika.pdf]" {
			t.Error(got)
		}
		if h.rows("file") != 4 || h.rows("agreement_import") != 0 || h.rows("agreement_import_copy") != 0 {
			t.Errorf("%d files, %d lists, %d copies are left", h.rows("file"), h.rows("agreement_import"), h.rows("agreement_import_copy"))
		}
	})
}

func TestCopiesAgainChangeNothing(t *testing.T) {
	each(t, func(h house) {
		list, packed := "code,valid_from\n0114,2023-01-01\n0115,2023-01-01\n", pdfs(t, "0114.pdf", "0115.pdf")
		if _, _, err := h.takeCopies(agreement.Input{}, list, packed); err != nil {
			t.Fatal(err)
		}
		entries := h.rows("trail_entry")
		r, copies, err := h.takeCopies(agreement.Input{}, list, packed)
		if err != nil || r.Written || counts(r) != "0 0 2 0" || copies.Given[0].Outcome != sheet.Unchanged || h.rows("trail_entry") != entries || h.rows("file") != 2 {
			t.Fatalf("%v: %s, %+v", err, counts(r), copies)
		}
		if r := h.mustTake(agreement.Input{}, list); r.Written {
			t.Error("the list alone takes the copies away")
		}
		other := zipOf(t, part{name: "0114.pdf", content: pdf("0114.pdf")}, part{name: "0115.pdf", content: pdf("another")})
		r, copies, err = h.takeCopies(agreement.Input{}, list, other)
		if err != nil || counts(r) != "0 1 1 0" || copies.Given[1].Outcome != sheet.Changed || fmt.Sprint(r.Rows[1].Fields) != "[scan]" {
			t.Errorf("%v: %s, %+v", err, counts(r), copies)
		}
	})
}

func TestCopiesOfAJointAgreementAndOfPeriods(t *testing.T) {
	each(t, func(h house) {
		list := "agreement_id;code;valid_from;valid_to\nX;2404;2023-01-01;\nX;2401;2023-01-01;\nA;0114;2020-01-01;2021-12-31\nB;0114;2022-01-01;\n"
		_, copies, err := h.takeCopies(agreement.Input{}, list, pdfs(t, "2401.pdf", "0114 2020-01-01.pdf", "0114_2022-01-01.pdf"))
		if err != nil || len(copies.Given) != 4 || len(copies.Bare)+len(copies.Loose) != 0 {
			t.Fatalf("%v %+v", err, copies)
		}
	})
}

func TestCopiesAreRefusedByTheirNames(t *testing.T) {
	for name, c := range map[string]struct {
		list  string
		names []string
		says  string
	}{
		"no such file":           {"code;valid_from;pdf\n0114;2023-01-01;x.pdf\n", []string{"0114.pdf"}, "rad 2, kolumn pdf: det finns ingen fil x.pdf"},
		"one for two agreements": {"code;valid_from;pdf\n0114;2023-01-01;a.pdf\n0115;2023-01-01;A.pdf\n", []string{"a.pdf"}, "rad 3, kolumn pdf: A.pdf står redan på rad 2"},
		"two for one row":        {"code;valid_from\n0114;2023-01-01\n", []string{"0114 a.pdf", "0114 b.pdf"}, "0114 b.pdf: passar samma rad som 0114 a.pdf (rad 2)"},
		"one for two periods":    {"code;valid_from;valid_to\n0114;2020-01-01;2021-12-31\n0114;2022-01-01;\n", []string{"0114.pdf"}, "0114.pdf: namnet passar flera rader, bland dem 2 och 3"},
		"a row with two":         {"agreement_id;code;valid_from;pdf\nX;0114;2023-01-01;a.pdf\nX;0115;2023-01-01;b.pdf\n", []string{"a.pdf", "b.pdf"}, "rad 3, kolumn pdf"},
		"a fault in the list":    {"code;valid_from\n9999;2023-01-01\n", []string{"9999.pdf"}, "9999"},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(h house) {
				_, _, err := h.takeCopies(agreement.Input{}, c.list, pdfs(t, c.names...))
				if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
					t.Errorf("got %v, want %q", err, c.says)
				}
				h.nothing()
			})
		})
	}
}

func (h house) nothing() {
	h.t.Helper()
	for _, table := range []string{"agreement", "agreement_import", "agreement_import_copy", "file", "file_part", "file_incoming_part"} {
		if n := h.rows(table); n != 0 {
			h.t.Errorf("%d rows in %s", n, table)
		}
	}
}

// patched is a zip with some bytes of it changed.
func patched(b []byte, change func([]byte)) []byte {
	b = bytes.Clone(b)
	change(b)
	return b
}

// central finds the first entry in the list of a zip.
func central(b []byte) []byte { return b[bytes.Index(b, []byte("PK\x01\x02")):] }

func TestZipsAreRefused(t *testing.T) {
	good := pdfs(t, "0114.pdf")
	stored := zipOf(t, part{"0114.pdf", pdf("x"), func(h *zip.FileHeader) { h.Method = zip.Store }})
	bomb := zipOf(t, part{name: "0114.pdf", content: "%PDF-1.7\n" + strings.Repeat("\x00", 51<<20) + "%%EOF"})
	lying := patched(zipOf(t, part{name: "0114.pdf", content: "%PDF-1.7\n" + strings.Repeat("\x00", 1<<20) + "%%EOF"}),
		func(b []byte) { binary.LittleEndian.PutUint32(central(b)[24:], 1000) })
	cases := map[string]struct {
		zip  []byte
		says string
	}{
		"no zip":                     {[]byte("%PDF-1.7 no zip"), "pdfs: filen är ingen hel zip-fil"},
		"empty":                      {[]byte{}, "ingen hel zip-fil"},
		"cut":                        {good[:len(good)-30], "ingen hel zip-fil"},
		"something before":           {append([]byte("MZ"), good...), "ingen hel zip-fil"},
		"no file in it":              {zipOf(t), "innehåller ingen PDF"},
		"only a folder":              {zipOf(t, part{name: "a/"}), "innehåller ingen PDF"},
		"path out":                   {pdfs(t, "../0114.pdf"), "../0114.pdf: filens sökväg"},
		"path out within":            {pdfs(t, "a/../../0114.pdf"), "sökväg"},
		"absolute path":              {pdfs(t, "/etc/0114.pdf"), "/etc/0114.pdf: filens sökväg"},
		"path of Windows":            {pdfs(t, `C:\0114.pdf`), "sökväg"},
		"backslash":                  {pdfs(t, `..\0114.pdf`), "sökväg"},
		"link":                       {zipOf(t, part{"0114.pdf", "/etc/passwd", func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<27) }}), "0114.pdf: är en länk"},
		"locked":                     {patched(good, func(b []byte) { central(b)[8] |= 1 }), "0114.pdf: är låst med lösenord i zip-filen"},
		"nested":                     {pdfs(t, "mer.zip"), "mer.zip: är ett packat arkiv"},
		"nested under another name":  {zipOf(t, part{name: "0114.pdf", content: string(good)}), "0114.pdf: Filens namn säger PDF, men innehållet är ett packat arkiv"},
		"not a PDF":                  {pdfs(t, "0114.docx"), "0114.docx: är ingen PDF"},
		"a program":                  {zipOf(t, part{name: "0114.pdf", content: "MZ\x90\x00 program"}), "0114.pdf: Filens namn säger PDF"},
		"empty PDF":                  {zipOf(t, part{name: "0114.pdf"}), "0114.pdf: Filen är tom"},
		"cut PDF":                    {zipOf(t, part{name: "0114.pdf", content: "%PDF-1.7\n1 0 obj"}), "0114.pdf: Filen är skadad"},
		"PDF with a script":          {zipOf(t, part{name: "0114.pdf", content: pdf("/JavaScript (x)")}), "0114.pdf: PDF-filen innehåller skript"},
		"PDF with a password":        {zipOf(t, part{name: "0114.pdf", content: pdf("x\ntrailer << /Encrypt 5 0 R >>")}), "0114.pdf: är låst med lösenord eller skrivskydd"},
		"the same name twice":        {pdfs(t, "a/0114.pdf", "b/0114.PDF"), "b/0114.PDF: heter likadant som a/0114.pdf"},
		"the same path twice":        {pdfs(t, "0114.pdf", "0114.pdf"), "heter likadant"},
		"a damaged byte":             {patched(stored, func(b []byte) { b[bytes.Index(b, []byte("Catalog"))] = 'X' }), "0114.pdf: är skadad i zip-filen"},
		"another way of packing":     {patched(good, func(b []byte) { central(b)[10] = 9 }), "0114.pdf: är packad på ett ovanligt sätt"},
		"too large a PDF":            {bomb, "0114.pdf: är större än 50 MB"},
		"a size that is not true":    {lying, "0114.pdf: är skadad i zip-filen"},
		"a list larger than it says": {patched(good, func(b []byte) { binary.LittleEndian.PutUint32(b[len(b)-10:], 10) }), "ingen hel zip-fil"},
		"too many files":             {patched(good, func(b []byte) { binary.LittleEndian.PutUint16(b[len(b)-12:], 3001) }), "fler än 3000 filer"},
		"entries that overlap":       {overlapping(t), "är skadad i zip-filen"},
		"more than 2 GB in all":      {manyZeros(t), "2048 MB när den packas upp"},
	}
	each(t, func(h house) { // each leaves nothing, so that one database does for all
		for name, c := range cases {
			_, _, err := h.takeCopies(agreement.Input{}, "code;valid_from\n0114;2023-01-01\n", c.zip)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
				h.t.Errorf("%s: got %v, want %q", name, err, c.says)
			}
			h.nothing()
		}
	})
}

// overlapping is a zip whose second entry is the first one's bytes once more.
func overlapping(t *testing.T) []byte {
	b := pdfs(t, "0114.pdf", "0115.pdf")
	second := b[bytes.LastIndex(b, []byte("PK\x01\x02")):]
	binary.LittleEndian.PutUint32(second[42:], 0)
	return b
}

// manyZeros says of each of its 50 files that it is just within the bound.
func manyZeros(t *testing.T) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	var zeros bytes.Buffer
	f, _ := flate.NewWriter(&zeros, 9)
	_, _ = f.Write(make([]byte, 1<<20))
	_ = f.Close()
	for i := range 50 {
		out, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("%04d.pdf", i), Method: zip.Deflate, UncompressedSize64: 49 << 20, CompressedSize64: uint64(zeros.Len())})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = out.Write(zeros.Bytes())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// All faults of a zip are told at once, by name.
func TestEveryFaultOfAZipIsTold(t *testing.T) {
	each(t, func(h house) {
		packed := zipOf(t, part{name: "a.pdf", content: "MZ"}, part{name: "0114.pdf", content: pdf("x")}, part{name: "b.pdf", content: "%PDF-1.7"})
		_, _, err := h.takeCopies(agreement.Input{}, "code;valid_from\n0114;2023-01-01\n", packed)
		if got := fault.ProblemsOf(err); len(got) != 2 || got[0].Field != "a.pdf" || got[1].Field != "b.pdf" {
			t.Errorf("got %v", got)
		}
		h.nothing()
	})
}

// What is stored before the act that binds it is taken away when that act fails.
func TestCopiesOfAnImportThatFailsAreTakenAway(t *testing.T) {
	each(t, func(h house) {
		ctx, stop := context.WithCancel(context.Background())
		packed := pdfs(t, "0114.pdf", "0115.pdf")
		stopAt := func(done, total int) {
			if done == total {
				stop()
			}
		}
		_, _, err := h.svc.ImportCopies(ctx, process, agreement.Input{Name: "a.csv", Reader: strings.NewReader("code,valid_from\n0114,2023-01-01\n0115,2023-01-01\n")},
			bytes.NewReader(packed), int64(len(packed)), stopAt)
		if err == nil {
			t.Fatal("it was not stopped")
		}
		h.nothing()
	})
}
