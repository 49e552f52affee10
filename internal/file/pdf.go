package file

import (
	"bytes"
	"io"
	"regexp"

	"samsyn/internal/language"
)

// active finds what makes a PDF do something by itself. Attachments are let through: signed documents from Swedish
// signing services carry their evidence as such.
var active = regexp.MustCompile(`/(?:JavaScript|Launch|RichMedia)[\s()<>\[\]/]`)

const (
	pdfStep    = 64 << 10
	pdfOverlap = 32 // longer than anything that active finds
)

// checkPDF passes a PDF that has its end, a page, and in what stands uncompressed nothing active.
func checkPDF(content io.ReaderAt, size int64) error {
	from := max(0, size-2048)
	tail, err := part(content, from, size-from)
	if err != nil {
		return unreadable(err)
	}
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return refuse(broken)
	}
	for at := int64(0); at < size; at += pdfStep {
		b, err := part(content, at, min(pdfStep+pdfOverlap, size-at))
		if err != nil {
			return unreadable(err)
		}
		if active.Match(b) {
			return refuse(language.T("PDF-filen innehåller skript eller annat som körs. Skriv ut den till en ny PDF och skicka den.",
				"The PDF contains scripts or other active content. Print it to a new PDF and send that."))
		}
	}
	return checkPages(content, size)
}
