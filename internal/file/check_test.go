package file

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
	"time"

	"samsyn/internal/fault"
)

func check(name string, content []byte, accept ...Type) (Checked, error) {
	return Check(Input{Name: name, Content: bytes.NewReader(content), Size: int64(len(content)), Accept: accept})
}

func TestTakenIn(t *testing.T) {
	for _, c := range []struct {
		name    string
		content []byte
		want    Type
	}{
		{"Överenskommelse.pdf", samplePDF(""), PDF},
		{"STOR.PDF", samplePDF("/Names << /EmbeddedFiles 2 0 R >>"), PDF},
		{"packad.pdf", packedPDF(t, "3 0 "+strings.Repeat(" ", pdfStep-10)+"<</Type/Page/Parent 2 0 R>>"), PDF},
		{"krypterad.pdf", pdfOf("", "<< /Type /ObjStm >>\nstream\nnot to be looked into\nendstream"), PDF},
		{"bild.png", samplePNG(t), PNG},
		{"bild.jpeg", sampleJPEG(t), JPEG},
		{"bild.jpg", sampleJPEG(t), JPEG},
		{"lista.xlsx", sampleXLSX(t), XLSX},
		{"avtal.docx", sampleDOCX(t), DOCX},
		{"avtal.docx", sampleDOCX(t, relations("hyperlink", "https://www.example.se")), DOCX},
		{"avtal.docx", sampleDOCX(t, relations("attachedTemplate", `file:///C:\Mallar\Brev.dotm`)), DOCX},
		{"avtal.docx", sampleDOCX(t, entry{"word/embeddings/sheet1.xlsx", "PK"}, entry{"word/media/", ""}), DOCX},
		{"lista.csv", []byte("code,name\r\n0114,Upplands Väsby\r\n"), CSV},
		{"bom.csv", []byte("\xef\xbb\xbfcode;name\n0114;Upplands Väsby\n"), CSV},
		{"not.txt", []byte("MZ är två bokstäver\n"), Text},
		{"not.txt", []byte("a\tb\fc"), Text},
	} {
		got, err := check(c.name, c.content)
		if err != nil || got.Type() != c.want {
			t.Errorf("%s: %s, %v; want %s", c.name, got.Type(), err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	exe := "MZ\x90\x00\x03\x00\x00\x00" + strings.Repeat("\x00", 100)
	for _, c := range []struct{ what, name, content, want string }{
		{"empty", "a.pdf", "", "tom"},
		{"program by name", "a.exe", exe, "någon av .pdf"},
		{"double ending", "a.pdf.exe", exe, "någon av .pdf"},
		{"program as PDF", "a.pdf", exe, "ett program"},
		{"program as text", "a.txt", exe, "inte hör hemma i text"},
		{"ELF as CSV", "a.csv", "\x7fELF\x02\x01\x01", "ett program"},
		{"script as text", "a.txt", "#!/bin/sh\nrm -rf /\n", "ett skript"},
		{"batch file as text", "a.txt", "@ECHO OFF\r\n", "ett skript"},
		{"web page as text", "a.txt", "\ufeff \n<HTML><script>alert(1)</script>", "en webbsida"},
		{"svg as PNG", "a.png", "<svg onload=alert(1)>", "en webbsida"},
		{"PNG as PDF", "a.pdf", string(samplePNG(t)), "PNG"},
		{"PDF as PNG", "a.png", string(samplePDF("")), "PDF"},
		{"XLSX as DOCX", "a.docx", string(sampleXLSX(t)), "något annat"},
		{"DOCX as XLSX", "a.xlsx", string(sampleDOCX(t)), "något annat"},
		{"archive as XLSX", "a.xlsx", string(zipped(t, entry{"a.xml", "x"})), "något annat"},
		{"empty archive", "a.xlsx", "PK\x05\x06" + strings.Repeat("\x00", 18), "arkiv"},
		{"old Office", "a.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "lösenord"},
		{"cut PDF", "a.pdf", "%PDF-1.7\n1 0 obj", "skadad"},
		{"PDF with script", "a.pdf", string(samplePDF("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")), "skript"},
		{"PDF that starts a program", "a.pdf", string(samplePDF("/AA << /S /Launch >>")), "skript"},
		{"script over a step's edge", "a.pdf", "%PDF-1.7\n" + strings.Repeat("%", pdfStep-15) + "/JavaScript (x)\n%%EOF", "skript"},
		{"PDF without pages", "a.pdf", string(pdfOf("", "<< /Type /Pages >>")), "har inga sidor"},
		{"packed PDF without pages", "a.pdf", string(packedPDF(t, "3 0 <</Type/Pages>>")), "har inga sidor"},
		{"cut PNG", "a.png", string(samplePNG(t)[:40]), "skadad"},
		{"cut JPEG", "a.jpg", "\xff\xd8\xff\xe0", "skadad"},
		{"huge PNG", "a.png", hugePNG(), "miljoner bildpunkter"},
		{"macro part", "a.docx", string(sampleDOCX(t, entry{"word/vbaProject.bin", "x"})), "makron"},
		{"macro type", "a.docx", string(zipped(t, contentTypes(mainPart(DOCX), "application/vnd.ms-word.document.macroEnabled.main+xml"), wordBody)), "makron"},
		{"embedded object", "a.docx", string(sampleDOCX(t, relations("oleObject", "embeddings/a.xml"))), "makron"},
		{"template that is fetched", "a.docx", string(sampleDOCX(t, relations("attachedTemplate", "HTTPS://evil.example/a.dotm"))), "makron"},
		{"program in the document", "a.docx", string(sampleDOCX(t, entry{"word/a.exe", "MZ"})), "makron"},
		{"path out of the document", "a.docx", string(sampleDOCX(t, entry{"../../a.xml", "x"})), "skadad"},
		{"absolute path in the document", "a.docx", string(sampleDOCX(t, entry{"/etc/a.xml", "x"})), "skadad"},
		{"the same part twice", "a.docx", string(sampleDOCX(t, wordBody)), "skadad"},
		{"document type in the list of types", "a.docx", string(zipped(t, entry{"[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"})), "skadad"},
		{"broken list of types", "a.docx", string(zipped(t, entry{"[Content_Types].xml", "<Types"})), "skadad"},
		{"Latin-1", "a.csv", "kod,namn\n0114,Upplands V\xe4sby\n", "inte UTF-8 (rad 2)"},
		{"UTF-16", "a.csv", "\xff\xfek\x00o\x00d\x00", "UTF-16"},
		{"binary as text", "a.txt", "a\x00b", "inte hör hemma"},
		{"type not asked for", "a", "x", "någon av"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := check(c.name, []byte(c.content))
			said := ""
			if err != nil {
				said = err.Error()
			}
			if !strings.Contains(said, c.want) || !fault.Is(err, fault.Invalid) || !strings.Contains(said, Field+":") {
				t.Errorf("got %q, want %q", said, c.want)
			}
		})
	}
}

func TestOnlyAcceptedTypes(t *testing.T) {
	if _, err := check("a.png", samplePNG(t), PDF); err == nil || !strings.Contains(err.Error(), ".pdf") || strings.Contains(err.Error(), ".csv") {
		t.Errorf("got %v", err)
	}
	if got := Accept(PDF, JPEG); got != ".pdf,.jpg,.jpeg" {
		t.Error(got)
	}
}

func TestTooLarge(t *testing.T) {
	_, err := Check(Input{Name: "a.txt", Content: bytes.NewReader(nil), Size: MaxSize + 1})
	if !fault.Is(err, fault.TooLarge) || !strings.Contains(err.Error(), "20 MB") {
		t.Error(err)
	}
	if _, err := Check(Input{Name: "a.txt", Content: strings.NewReader("x"), Size: 5}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a file shorter than it says: %v", err)
	}
}

func TestBombIsFoundInTime(t *testing.T) {
	zeros := strings.Repeat("\x00", 20<<20)
	var parts []entry
	for i := range 12 { // 240 MB in a quarter of a megabyte
		parts = append(parts, entry{"word/media/" + string(rune('a'+i)) + ".bmp", zeros})
	}
	b := sampleDOCX(t, parts...)
	start := time.Now()
	_, err := check("a.docx", b)
	if err == nil || !strings.Contains(err.Error(), "200 MB") {
		t.Errorf("got %v for %d bytes", err, len(b))
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// hugePNG says that it is 40,000 × 40,000 pixels.
func hugePNG() string {
	chunk := func(kind, data string) string {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(b, kind+data...)
		return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
	}
	side := "\x00\x00\x9c\x40"
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", side+side+"\x08\x00\x00\x00\x00") + chunk("IEND", "")
}

func FuzzCheck(f *testing.F) {
	f.Add("a.pdf", samplePDF(""))
	f.Add("a.png", samplePNG(f))
	f.Add("a.jpg", sampleJPEG(f))
	f.Add("a.docx", sampleDOCX(f, relations("hyperlink", "x")))
	f.Add("a.csv", []byte("a;b\r\nå;ä\r\n"))
	f.Add("../a.txt", []byte("x"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		c, err := check(name, content)
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatalf("refused otherwise than by a fault: %v", err)
			}
			return
		}
		again, err := check(c.Name(), content)
		if err != nil || again.Name() != c.Name() || again.Type() != c.Type() {
			t.Fatalf("taken in as %q, then %q: %v", c.Name(), again.Name(), err)
		}
		head := content[:min(len(content), 512)]
		if l := looksLike(head); !l.allowed(c.Type()) {
			t.Fatalf("%s taken in, looks like %s", c.Type(), l.name)
		}
	})
}
