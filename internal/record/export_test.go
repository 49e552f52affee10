package record

import (
	"crypto/rand"
	"io"
)

// SpoolOf writes a text to a spool in two parts, and gives it with the bytes of its file.
func SpoolOf(text []byte) (s interface {
	io.ReaderAt
	io.Closer
}, onDisk []byte, err error) {
	out, err := newSpool(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	for _, part := range [][]byte{text[:7], text[7:]} {
		if _, err := out.Write(part); err != nil {
			return nil, nil, err
		}
	}
	onDisk, err = io.ReadAll(io.NewSectionReader(out.file, 0, out.size))
	return out, onDisk, err
}
