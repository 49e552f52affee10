package agreement

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"io"
	"regexp"

	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
)

// unpacked reads a file in a zip in any order without ever holding it: it unpacks forward, remembers the latest bytes,
// and begins again when something further back is asked for. It is for one reader at a time.
type unpacked struct {
	entry *zip.File
	from  io.ReadCloser
	at    int64  // how far from has been read
	last  []byte // the bytes before at
}

// window is how many bytes back can be read without beginning again: more than the steps of file.Check overlap by.
const window = 4 << 10

// ReadAt unpacks as far as is asked for.
func (u *unpacked) ReadAt(p []byte, off int64) (int, error) {
	if u.from == nil || off < u.at-int64(len(u.last)) {
		if err := u.begin(); err != nil {
			return 0, err
		}
	}
	n := 0
	if back := u.at - off; back > 0 {
		n = copy(p, u.last[int64(len(u.last))-back:])
	} else if err := u.skip(-back); err != nil {
		return 0, err
	}
	more, err := io.ReadFull(u.from, p[n:])
	u.passed(p[n : n+more])
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n + more, err
}

func (u *unpacked) begin() (err error) {
	if err = u.Close(); err != nil {
		return err
	}
	u.at, u.last = 0, u.last[:0]
	u.from, err = u.entry.Open()
	return err
}

func (u *unpacked) skip(n int64) error {
	step := make([]byte, min(n, 32<<10))
	for n > 0 {
		got, err := io.ReadFull(u.from, step[:min(n, int64(len(step)))])
		u.passed(step[:got])
		if err != nil {
			return err
		}
		n -= int64(got)
	}
	return nil
}

func (u *unpacked) passed(b []byte) {
	u.at += int64(len(b))
	if len(b) >= window {
		u.last = append(u.last[:0], b[len(b)-window:]...)
		return
	}
	u.last = append(u.last, b...)
	if extra := len(u.last) - window; extra > 0 {
		u.last = append(u.last[:0], u.last[extra:]...)
	}
}

// Close lets go of the zip.
func (u *unpacked) Close() error {
	if u.from == nil {
		return nil
	}
	err := u.from.Close()
	u.from = nil
	return err
}

// locked finds what a PDF with a password or a protection has in clear: the reference to how it is encrypted.
var locked = regexp.MustCompile(`/Encrypt\s*(?:\d+\s+\d+\s+R|<<)`)

// readWhole unpacks a file once to its end: that it is as long as the list says, that its check sum is right, and that
// it is not encrypted. What is wrong with the file comes back as a text.
func readWhole(ctx context.Context, entry *zip.File) (language.Text, error) {
	from, err := entry.Open()
	if err != nil {
		return damage(err)
	}
	defer from.Close()
	const overlap = 64 // longer than anything that locked finds
	step := make([]byte, overlap+64<<10)
	for have := 0; ctx.Err() == nil; {
		n, err := from.Read(step[have:]) // ends at the size that the list says, which take has bounded
		seen := step[:have+n]
		switch {
		case locked.Match(seen):
			return entryEncrypted, nil
		case errors.Is(err, io.EOF): // the length and the check sum agree
			return language.Text{}, nil
		case err != nil:
			return damage(err)
		}
		have = copy(step, seen[max(0, len(seen)-overlap):])
	}
	return language.Text{}, ctx.Err()
}

// damage tells a damaged zip from one that cannot be reached: one that stands in the database can fail otherwise.
func damage(err error) (language.Text, error) {
	var corrupt flate.CorruptInputError
	for _, of := range []error{zip.ErrFormat, zip.ErrChecksum, zip.ErrAlgorithm, io.ErrUnexpectedEOF} {
		if errors.Is(err, of) {
			return entryBroken, nil
		}
	}
	if errors.As(err, &corrupt) {
		return entryBroken, nil
	}
	return language.Text{}, err
}

// examine reads a PDF through and gives it as ready to be stored, or what is wrong with it. What is given reads on from
// the zip; the caller closes it.
func (p packed) examine(ctx context.Context, owner string) (c file.Checked, content *unpacked, problems []fault.Problem, err error) {
	wrong, err := readWhole(ctx, p.entry)
	if err != nil {
		return c, nil, nil, err
	}
	if !wrong.IsZero() {
		return c, nil, []fault.Problem{fault.Field(p.name, wrong)}, nil
	}
	content = &unpacked{entry: p.entry}
	c, err = file.Check(file.Input{Name: p.name, Content: content, Size: int64(p.entry.UncompressedSize64), Owner: owner,
		Accept: []file.Type{file.PDF}, Max: MaxCopy})
	var f *fault.Fault
	if errors.As(err, &f) && (f.Kind == fault.Invalid || f.Kind == fault.TooLarge) {
		for _, each := range f.Problems {
			problems = append(problems, fault.Field(p.name, each.Text))
		}
		if len(problems) == 0 {
			problems = []fault.Problem{fault.Field(p.name, f.Text)}
		}
		return c, nil, problems, content.Close()
	}
	return c, content, nil, err
}
