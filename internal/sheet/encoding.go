package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
)

const utf8Mark = "\ufeff"

// decode gives the text of a UTF-8 file without its mark, or says which other encoding or kind of file it is.
func decode(data []byte, ext string) (string, error) {
	if kind := otherKind(data); kind != "" {
		return "", fault.New(fault.Invalid, binary.With(kind))
	}
	if isUTF16(data) {
		return "", fault.New(fault.Invalid, encoding.With("UTF-16"))
	}
	if manyControls(data) {
		return "", fault.New(fault.Invalid, binary.With(orUnknown(ext)))
	}
	data = bytes.TrimPrefix(data, []byte(utf8Mark))
	if at := firstInvalid(data); at >= 0 {
		row, column := place(data, at)
		return "", fault.New(fault.Invalid, encoding.With(eightBit(data)), fault.Cell(row, column, notUTF8))
	}
	return string(data), nil
}

func orUnknown(ext string) string {
	if ext == "" {
		return "okänt format"
	}
	return ext
}

// signatures are the first bytes of files that people send by mistake.
var signatures = []struct{ start, kind string }{
	{"\xd0\xcf\x11\xe0", "XLS"},
	{"%PDF", "PDF"},
	{"\x89PNG", "PNG"},
	{"\xff\xd8\xff", "JPEG"},
	{"GIF8", "GIF"},
	{"\x1f\x8b", "GZIP"},
	{"7z\xbc\xaf", "7Z"},
	{"\x7fELF", "ELF"},
	{"SQLite format 3\x00", "SQLite"},
}

func otherKind(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.start)) {
			return s.kind
		}
	}
	return ""
}

const sample = 8192

// isUTF16 knows UTF-16 and UTF-32 by their mark, or by every other byte being zero in what would be plain letters.
func isUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) ||
		bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}) {
		return true
	}
	head := data[:min(len(data), sample)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	return half > 1 && (zeros[0] > half*3/4 && zeros[1] <= half/8 || zeros[1] > half*3/4 && zeros[0] <= half/8)
}

// manyControls tells whether more than one byte in a hundred is a control character: then it is no text at all. Fewer
// are found cell by cell.
func manyControls(data []byte) bool {
	head := data[:min(len(data), sample)]
	n := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			n++
		}
	}
	return n > 2+len(head)/100
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// eightBit tells Windows-1252 from Latin-1: only the former has printable characters at 0x80 to 0x9f. Without any
// the two are alike.
func eightBit(data []byte) string {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 && data[at] >= 0x80 && data[at] <= 0x9f {
			return "Windows-1252"
		}
		at += size
	}
	return "Latin-1 (ISO 8859-1, Windows-1252)"
}

// place is the row and the column's heading at an offset, counted as if no cell held a line break or a separator:
// near enough to find a letter by.
func place(data []byte, at int) (row int, column string) {
	row = 1 + bytes.Count(data[:at], []byte("\n"))
	first, _, _ := strings.Cut(string(data[:min(len(data), sample)]), "\n")
	sep := separator(first)
	line := data[bytes.LastIndexByte(data[:at], '\n')+1 : at]
	headings := strings.Split(strings.TrimRight(first, "\r"), string(sep))
	if i := bytes.Count(line, []byte{sep}); row > 1 && i < len(headings) {
		column = brief(strings.ToValidUTF8(strings.Trim(headings[i], `" `), "?"))
	}
	return row, column
}
