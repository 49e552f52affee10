package file

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"io"
	"regexp"

	"samsyn/internal/language"
)

var (
	// page finds the description of a page, and not that of the tree of pages (ISO 32000-1, 7.7.3.3).
	page = regexp.MustCompile(`/Type\s*/Page[\s()<>\[\]/%]`)
	// packedObjects finds where a stream of objects begins: newer files keep their pages there, compressed (7.5.7).
	packedObjects = regexp.MustCompile(`/Type\s*/ObjStm[\s()<>\[\]/%][^\x00]{0,512}?stream\r?\n`)
)

// mostUnpacked is how many bytes of packed objects are looked at in one file.
const mostUnpacked = 64 << 20

var noPages = language.T("PDF-filen har inga sidor. Öppna den och se vad den innehåller. Skanna eller spara dokumentet på nytt och skicka den filen.",
	"The PDF has no pages. Open it and see what it contains. Scan or save the document anew and send that file.")

// checkPages refuses a PDF without any page: an interrupted scan, or an empty print. What cannot be looked into, such as an
// encrypted file, passes: this finds mistakes, not whoever hides something.
func checkPages(content io.ReaderAt, size int64) error {
	found, err := holds(io.NewSectionReader(content, 0, size), page, pdfOverlap)
	if err != nil {
		return unreadable(err)
	}
	if found {
		return nil
	}
	left := int64(mostUnpacked)
	for at := int64(0); ; {
		from, err := after(io.NewSectionReader(content, at, size-at), packedObjects, 1024)
		if err != nil {
			return unreadable(err)
		}
		if from < 0 {
			return refuse(noPages)
		}
		at += from
		if found, left = unpacked(io.NewSectionReader(content, at, size-at), left); found || left <= 0 {
			return nil
		}
	}
}

// unpacked tells whether a stream of objects holds a page, or cannot be looked into, and how much may still be unpacked.
func unpacked(packed io.Reader, most int64) (found bool, left int64) {
	plain, err := zlib.NewReader(bufio.NewReader(packed))
	if err != nil {
		return true, most
	}
	counted := &io.LimitedReader{R: plain, N: most}
	found, err = holds(counted, page, pdfOverlap)
	return found || err != nil, counted.N
}

// holds tells whether content has what re finds, of at most overlap bytes.
func holds(r io.Reader, re *regexp.Regexp, overlap int) (bool, error) {
	at, err := after(r, re, overlap)
	return at >= 0, err
}

// after gives where the first of what re finds ends, of at most overlap bytes; -1 where there is none.
func after(r io.Reader, re *regexp.Regexp, overlap int) (int64, error) {
	var kept []byte
	for base := int64(0); ; {
		b := make([]byte, pdfStep)
		n, err := io.ReadFull(r, b)
		all := append(bytes.Clone(kept), b[:n]...)
		if found := re.FindIndex(all); found != nil {
			return base + int64(found[1]), nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return -1, nil
		}
		if err != nil {
			return -1, err
		}
		kept = all[max(0, len(all)-overlap):]
		base += int64(len(all) - len(kept))
	}
}
