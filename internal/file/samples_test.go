package file

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func samplePDF(body string) []byte { return pdfOf(body, "<< /Type /Page /Parent 2 0 R >>") }

// pdfOf is a PDF with something in its catalogue and an object that is a page, or not.
func pdfOf(body, object string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + body + ">>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n" + object +
		"\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

// packedPDF is a PDF whose objects are packed, as newer programs write them.
func packedPDF(t testing.TB, objects string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(objects)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return pdfOf("", "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "+strconv.Itoa(b.Len())+" >>\nstream\r\n"+b.String()+"\nendstream")
}

func samplePNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sampleJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sampleXLSX is a workbook as the library writes it, not as the check expects it.
func sampleXLSX(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellValue("Sheet1", "A1", "Överenskommelse"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type entry struct{ name, text string }

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func contentTypes(overrides ...string) entry {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for i, o := range overrides {
		fmt.Fprintf(&b, `<Override PartName="/part%d.xml" ContentType="%s"/>`, i, o)
	}
	return entry{"[Content_Types].xml", b.String() + "</Types>"}
}

func relations(kind, target string) entry {
	return entry{"word/_rels/settings.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `" TargetMode="External"/></Relationships>`}
}

var wordBody = entry{"word/document.xml", "<w:document/>"}

func sampleDOCX(t testing.TB, more ...entry) []byte {
	t.Helper()
	return zipped(t, append([]entry{contentTypes(mainPart(DOCX)), wordBody}, more...)...)
}
