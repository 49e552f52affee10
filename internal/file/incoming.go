package file

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Incoming is content that is too large for one act: it is written sealed, part by part, while it arrives, and can be
// read in any order once it is whole. It is no stored file yet; what it is made into is for its receiver, who takes it
// away afterwards. What nobody took away is found by its age (SweepIncoming).
type Incoming struct {
	ID   string
	Size int64 // bytes; zero until it is whole
}

// Execer writes the parts: an act of the house.
type Execer interface {
	db.Execer
	NewID() string
}

// partsPerAct is how many parts are written at once: four megabytes, so that no other act waits long.
const partsPerAct = 16

type incomingRow struct {
	ID         string  `db:"id"`
	IncomingID string  `db:"incoming_id"`
	N          int64   `db:"n"`
	Sealed     []byte  `db:"sealed"`
	CreatedAt  db.Time `db:"created_at"`
}

func incomingPlace(id string) seal.Place {
	return seal.Place{Table: "file_incoming_part", Column: "sealed", Row: id}
}

// Receive writes what from gives under a new id, in acts that write runs one after another. More than most bytes is
// fault.TooLarge; then, and when from fails, some parts are left for the sweep.
func Receive(ctx context.Context, keys *seal.Keys, from io.Reader, most int64, write func(context.Context, func(Execer) error) error) (in Incoming, err error) {
	for done := false; !done; {
		var parts [][]byte
		for len(parts) < partsPerAct && !done {
			plain := make([]byte, partSize)
			n, err := io.ReadFull(from, plain)
			done = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
			if err != nil && !done {
				return in, err
			}
			if n > 0 {
				parts = append(parts, plain[:n])
			}
			if in.Size += int64(n); in.Size > most {
				return in, tooLarge(most)
			}
		}
		first := (in.Size+partSize-1)/partSize - int64(len(parts))
		err := write(ctx, func(tx Execer) error {
			if in.ID == "" {
				in.ID = tx.NewID()
			}
			return putIncoming(ctx, tx, keys, in.ID, first, parts)
		})
		if err != nil {
			return in, err
		}
	}
	return in, nil
}

func putIncoming(ctx context.Context, tx db.Execer, keys *seal.Keys, id string, first int64, parts [][]byte) error {
	for i, plain := range parts {
		row := incomingRow{ID: partID(id, first+int64(i)), IncomingID: id, N: first + int64(i), CreatedAt: db.At(tx.Now())}
		var err error
		if row.Sealed, err = keys.Seal(incomingPlace(row.ID), plain); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "file_incoming_part", row); err != nil {
			return err
		}
	}
	return nil
}

// ReadIncoming reads what was received, in any order, one part in memory at a time. It is for one reader at a time.
func ReadIncoming(ctx context.Context, q db.Reader, keys *seal.Keys, in Incoming) io.ReaderAt {
	return &incoming{ctx: ctx, q: q, keys: keys, Incoming: in, n: -1}
}

type incoming struct {
	Incoming
	ctx  context.Context
	q    db.Reader
	keys *seal.Keys
	n    int64 // number of the part in memory
	part []byte
}

// ReadAt opens the parts that hold what is asked for.
func (r *incoming) ReadAt(p []byte, off int64) (done int, err error) {
	for done < len(p) {
		at := off + int64(done)
		if at >= r.Size {
			return done, io.EOF
		}
		if err := r.load(at / partSize); err != nil {
			return done, err
		}
		from := int(at % partSize)
		if from >= len(r.part) {
			return done, damaged(incomingPlace(partID(r.ID, r.n)))
		}
		done += copy(p[done:], r.part[from:])
	}
	return done, nil
}

func (r *incoming) load(n int64) error {
	if n == r.n {
		return nil
	}
	id := partID(r.ID, n)
	sealed, err := db.One[[]byte](r.ctx, r.q, "SELECT sealed FROM file_incoming_part WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return damaged(incomingPlace(id))
	}
	if err != nil {
		return err
	}
	if r.part, err = r.keys.Open(incomingPlace(id), sealed); err == nil {
		r.n = n
	}
	return err
}

// ForgetIncoming takes away what was received under the id.
func ForgetIncoming(ctx context.Context, tx db.Execer, id string) error {
	_, err := tx.Exec(ctx, "DELETE FROM file_incoming_part WHERE incoming_id = $1", id)
	return err
}

// SweepIncoming takes away what was received before a moment and nobody took away.
func SweepIncoming(ctx context.Context, tx db.Execer, before time.Time) error {
	_, err := tx.Exec(ctx, "DELETE FROM file_incoming_part WHERE created_at < $1", db.At(before))
	return err
}

// Print is what two files with the same content of the same type have alike.
type Print string

// Print is that of a checked file.
func (c Checked) Print() Print { return Print(proof(c.sum[:], c.kind, c.size)) }

// PrintOf is that of a stored file, without its content being read. What does not exist is fault.NotFound.
func PrintOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (Print, error) {
	row, err := get(ctx, q, id)
	if err != nil {
		return "", err
	}
	opened, err := keys.Open(proofPlace(id), row.Proof)
	return Print(bytes.Clone(opened)), err
}

func tooLarge(most int64) error {
	return fault.New(fault.TooLarge, refusal, fault.Field(Field, language.T(
		"Filen är större än %d MB. Dela upp den eller spara den med lägre upplösning.",
		"The file is larger than %d MB. Split it or save it at a lower resolution.").With(most>>20)))
}
