package sheet

import (
	"strings"

	"samsyn/internal/language"
)

// readCSV reads RFC 4180 text with the separator that the heading line uses.
func readCSV(text string, b *builder) {
	s := scanner{text: text, sep: separator(text), most: b.limits.Columns}
	for !b.full && s.more() {
		cells, flaw, column := s.record()
		if flaw.IsZero() {
			b.record(s.row, cells)
			continue
		}
		b.problem(s.row, b.columnName(column), flaw)
		if b.table.Heading == nil {
			return // without a heading nothing below it can be judged
		}
	}
}

// separator is the one of comma and semicolon that stands most often in the heading line outside quotes.
func separator(text string) byte {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	commas, semicolons, quoted := 0, 0, false
	for i := range len(line) {
		switch c := line[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',':
			commas++
		case c == ';':
			semicolons++
		}
	}
	if semicolons > commas {
		return ';'
	}
	return ','
}

// scanner walks over the records of a text. Cells share the text's memory.
type scanner struct {
	text string
	sep  byte
	at   int
	row  int // number of the record last read
	most int // cells of a record that are taken in
}

func (s *scanner) more() bool { return s.at < len(s.text) }

// record reads to the end of the record. A flaw comes with the position of its cell, and the scanner then stands at
// the next line, so that the rest of the file is checked too.
func (s *scanner) record() (cells []string, flaw language.Text, column int) {
	s.row++
	for {
		var cell string
		if s.more() && s.text[s.at] == '"' {
			cell, flaw = s.quoted()
		} else {
			cell, flaw = s.plain()
		}
		if !flaw.IsZero() {
			s.skipLine()
			return nil, flaw, len(cells)
		}
		cells = append(cells, cell)
		if len(cells) > s.most { // one more than taken in is kept, so that the record is found too wide
			s.skipLine()
			return cells, flaw, 0
		}
		if !s.more() {
			return cells, flaw, 0
		}
		end := s.text[s.at]
		s.at++
		if end == '\r' { // a record ends with LF, or with CR and LF
			s.at++
		}
		if end != s.sep {
			return cells, flaw, 0
		}
	}
}

// plain reads a cell without quotes up to the separator or the line's end.
func (s *scanner) plain() (string, language.Text) {
	from := s.at
	for s.more() && !s.atEnd() {
		if s.text[s.at] == '"' {
			return "", strayQuote
		}
		s.at++
	}
	return s.text[from:s.at], language.Text{}
}

// quoted reads a cell in quotes; two quotes stand for one.
func (s *scanner) quoted() (string, language.Text) {
	from, doubled := s.at+1, false
	for i := from; i < len(s.text); i++ {
		if s.text[i] != '"' {
			continue
		}
		if i+1 < len(s.text) && s.text[i+1] == '"' {
			doubled = true
			i++
			continue
		}
		s.at = i + 1
		if s.more() && !s.atEnd() {
			return "", strayQuote
		}
		return unquote(s.text[from:i], doubled), language.Text{}
	}
	s.at = len(s.text)
	return "", unclosed
}

func unquote(cell string, doubled bool) string {
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return strings.ReplaceAll(cell, "\r\n", "\n")
}

// atEnd tells whether the scanner stands at the end of a cell.
func (s *scanner) atEnd() bool {
	switch s.text[s.at] {
	case s.sep, '\n':
		return true
	case '\r':
		return strings.HasPrefix(s.text[s.at:], "\r\n")
	}
	return false
}

func (s *scanner) skipLine() {
	if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		s.at += i + 1
		return
	}
	s.at = len(s.text)
}
