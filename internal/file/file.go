package file

import (
	"cmp"
	"crypto/sha256"
	"io"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// MaxSize is the largest file taken in where nothing else is said, in bytes.
const MaxSize = 20 << 20

// Field is the name of the form field that the faults of this package name.
const Field = "file"

// File is a stored file, without its content.
type File struct {
	ID        string
	Name      string // cleaned
	Type      Type
	Size      int64  // bytes
	Owner     string // id of the authority whose file it is
	CreatedAt time.Time
}

// Input is a file as it was sent in.
type Input struct {
	Name    string      // as the sender calls it
	Content io.ReaderAt // readable more than once: an act may be run again
	Size    int64       // bytes
	Owner   string      // id of the authority whose file it is
	Accept  []Type      // the types that are taken in here; nil is all
	Max     int64       // bytes that are taken in here; zero is MaxSize
}

// Checked is a file that Check has passed, and the only thing that Put takes.
type Checked struct {
	name    string
	kind    Type
	size    int64
	sum     [sha256.Size]byte
	owner   string
	content io.ReaderAt
}

// Name is the cleaned name.
func (c Checked) Name() string { return c.name }

// OwnedBy is the same file for another authority, to store it once for each.
func (c Checked) OwnedBy(authority string) Checked {
	c.owner = authority
	return c
}

// Type is what the content is.
func (c Checked) Type() Type { return c.kind }

// Check reads the whole of a file and says whether it is taken in: by its size, its name, and whether its content is
// what its name says. It takes up to a second for a large file and belongs before the act. The fault names Field.
func Check(in Input) (Checked, error) {
	c := Checked{size: in.Size, owner: in.Owner, content: in.Content}
	if err := checkSize(in.Size, cmp.Or(in.Max, MaxSize)); err != nil {
		return c, err
	}
	var err error
	if c.name, err = Clean(in.Name); err != nil {
		return c, err
	}
	if c.kind, err = typeOf(c.name, in.Accept); err != nil {
		return c, err
	}
	if err := checkContent(c.kind, in.Content, in.Size); err != nil {
		return c, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(in.Content, 0, in.Size)); err != nil {
		return c, unreadable(err)
	}
	h.Sum(c.sum[:0])
	return c, nil
}

func checkSize(size, most int64) error {
	switch {
	case size <= 0:
		return refuse(language.T("Filen är tom. Välj en fil med innehåll.", "The file is empty. Choose a file with content."))
	case size > most:
		return tooLarge(most)
	}
	return nil
}

var refusal = language.T("Filen togs inte emot.", "The file was not taken in.")

// refuse is the fault of a file that is not taken in.
func refuse(why language.Text) error {
	return fault.New(fault.Invalid, refusal, fault.Field(Field, why))
}

func unreadable(err error) error {
	return fault.Wrap(err, fault.Invalid, language.T("Filen gick inte att läsa. Skicka den igen.",
		"The file could not be read. Send it again."))
}
