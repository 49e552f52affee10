package file

import (
	"context"
	"errors"
	"hash"
	"io"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// reader gives the content part by part. It holds no connection between two parts, so a slow receiver keeps nobody
// waiting.
type reader struct {
	ctx   context.Context
	q     db.Reader
	keys  *seal.Keys
	file  File
	proof string
	sum   hash.Hash
	next  int64 // number of the next part
	read  int64 // bytes of the content opened so far
	left  []byte
	err   error
}

func (r *reader) Read(p []byte) (int, error) {
	for len(r.left) == 0 {
		if r.err == nil {
			r.err = r.advance()
		}
		if r.err != nil {
			return 0, r.err
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// Close ends the stream; what was not read is not opened.
func (r *reader) Close() error {
	r.left, r.err = nil, errClosed
	return nil
}

var errClosed = errors.New("file: the stream is closed")

// advance opens the next part, and at the end compares the whole with the proof.
func (r *reader) advance() error {
	if r.read >= r.file.Size {
		if proof(r.sum.Sum(nil), r.file.Type, r.read) != r.proof {
			return damaged(proofPlace(r.file.ID))
		}
		return io.EOF
	}
	id := partID(r.file.ID, r.next)
	sealed, err := db.One[[]byte](r.ctx, r.q, "SELECT sealed FROM file_part WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return damaged(partPlace(id))
	}
	if err != nil {
		return err
	}
	if r.left, err = r.keys.Open(partPlace(id), sealed); err != nil {
		return err
	}
	if len(r.left) == 0 {
		return damaged(partPlace(id))
	}
	r.sum.Write(r.left)
	r.read += int64(len(r.left))
	r.next++
	return nil
}

func damaged(at seal.Place) error {
	return fault.Wrap(&seal.Broken{At: at}, fault.Internal, language.T(
		"Filen är skadad (%s) och kan inte lämnas ut. Återställ den från en säkerhetskopia.",
		"The file is damaged (%s) and cannot be handed out. Restore it from a backup.").With(at))
}

// Verify reads every stored file through and gives an error for each that is not whole. The last error is one of
// the database.
func Verify(ctx context.Context, q db.Reader, keys *seal.Keys) (files int, wrong []error, err error) {
	ids, err := db.All[string](ctx, q, "SELECT id FROM file ORDER BY id")
	if err != nil {
		return 0, nil, err
	}
	for _, id := range ids {
		err := verifyOne(ctx, q, keys, id)
		switch {
		case ctx.Err() != nil:
			return files, wrong, ctx.Err()
		case fault.Is(err, fault.NotFound): // disposed of meanwhile
			continue
		case isOfValue(err):
			wrong = append(wrong, err)
		case err != nil:
			return files, wrong, err
		}
		files++
	}
	return files, wrong, nil
}

func verifyOne(ctx context.Context, q db.Reader, keys *seal.Keys, id string) error {
	_, content, err := Open(ctx, q, keys, id)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, content)
	return errors.Join(err, content.Close())
}

// isOfValue tells an error of a sealed value from one of the database.
func isOfValue(err error) bool {
	var missing *seal.MissingKey
	var broken *seal.Broken
	return errors.As(err, &missing) || errors.As(err, &broken)
}
