package file

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"samsyn/internal/language"
)

// checkText passes UTF-8 without control characters, with or without a byte order mark. What has zero bytes at its
// start is no text in any encoding that could be saved anew.
func checkText(content io.ReaderAt, size int64, head []byte) error {
	if bytes.IndexByte(head, 0) >= 0 {
		return notText(1)
	}
	r := bufio.NewReaderSize(io.NewSectionReader(content, 0, size), 64<<10)
	for line := 1; ; {
		c, n, err := r.ReadRune()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return unreadable(err)
		case c == utf8.RuneError && n == 1:
			return refuse(language.T("Filen är inte UTF-8 (rad %d). %s", "The file is not UTF-8 (line %d). %s").With(line, saveUTF8))
		case c == '\n':
			line++
		case c < ' ' && c != '\t' && c != '\r' && c != '\f' || c == 0x7f:
			return notText(line)
		}
	}
}

func notText(line int) error {
	return refuse(language.T("Filen har tecken som inte hör hemma i text (rad %d). %s",
		"The file has characters that do not belong in text (line %d). %s").With(line, chooseOther))
}
