package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// writer collects numbered objects and joins them into a file.
type writer struct{ objects [][]byte }

// reserve gives a number to an object that is written later.
func (w *writer) reserve() int {
	w.objects = append(w.objects, nil)
	return len(w.objects)
}

// put writes a reserved object.
func (w *writer) put(number int, body string) { w.objects[number-1] = []byte(body) }

// add writes an object and returns its number.
func (w *writer) add(body string) int {
	n := w.reserve()
	w.put(n, body)
	return n
}

// stream writes a compressed stream with further entries of its dictionary.
func (w *writer) stream(entries string, data []byte) int {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return w.raw(entries+" /Filter /FlateDecode", packed.Bytes())
}

// raw writes a stream as it is.
func (w *writer) raw(entries string, data []byte) int {
	return w.add(fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// file joins the objects with header, cross-reference table and trailer. The file's identifier is the digest of its
// content, so that the same document is the same file.
func (w *writer) file(root, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE5\xE4\xF6\xE9\n")
	offsets := make([]int, len(w.objects))
	for i, o := range w.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	id := sha256.Sum256(b.Bytes())
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(w.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(w.objects)+1, root, info, id[:16], id[:16], at)
	return b.Bytes()
}

// textString writes a string for people: as it is when it is plain ASCII, else in UTF-16.
func textString(s string) string {
	s = strings.ToValidUTF8(s, string(replacement))
	for _, r := range s {
		if r < ' ' || r > '~' {
			return utf16Hex(s)
		}
	}
	return asciiString(s)
}

var escapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)

func asciiString(s string) string { return "(" + escapes.Replace(s) + ")" }

// utf16Hex writes a string in UTF-16 with a byte order mark, in hexadecimal.
func utf16Hex(s string) string { return "<FEFF" + utf16Digits(s) + ">" }

func utf16Digits(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// date writes an instant in UTC for the information dictionary.
func date(t time.Time) string { return t.UTC().Format("(D:20060102150405+00'00')") }
