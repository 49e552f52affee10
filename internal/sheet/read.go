package sheet

import (
	"bytes"
	"io"
	"path"
	"strings"

	"samsyn/internal/fault"
)

// Read takes in a table from CSV or XLSX; which one is told by the content, never by the name. The error is a fault
// for the person who sent the file.
//
// When only some rows or cells are wrong, the sound rows come back together with the fault, so that a room can check
// these too and name everything at once (see Join). A caller that does not want that treats any error as refusal.
func Read(r io.Reader, name string, l Limits) (*Table, error) {
	l = l.filled()
	data, err := take(r, l.Bytes)
	if err != nil {
		return nil, err
	}
	b := &builder{limits: l}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		if err := readXLSX(data, b); err != nil {
			return nil, err
		}
		return b.done()
	}
	text, err := decode(data, strings.ToLower(path.Ext(name)))
	if err != nil {
		return nil, err
	}
	readCSV(text, b)
	return b.done()
}

// take reads at most the limit and one byte more, so that a larger file is refused without being read.
func take(r io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, unread)
	case int64(len(data)) > most:
		return nil, fault.New(fault.TooLarge, tooLarge.With(max(1, most/megabyte)))
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(utf8Mark)))) == 0:
		return nil, fault.New(fault.Invalid, empty)
	}
	return data, nil
}

// Join puts a room's own problems after what Read found. It is nil when nothing is wrong.
func Join(err error, problems ...fault.Problem) error {
	if len(problems) == 0 {
		return err
	}
	f, ok := err.(*fault.Fault)
	switch {
	case err == nil:
		return fault.New(fault.Invalid, refused, problems...)
	case ok && f.Kind == fault.Invalid:
		return fault.New(fault.Invalid, f.Text, append(append([]fault.Problem{}, f.Problems...), problems...)...)
	}
	return err
}
