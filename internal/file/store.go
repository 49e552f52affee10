package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

// partSize is how much of the content stands in one part, in bytes.
const partSize = 256 << 10

// Columns are the sealed columns of stored files.
func Columns() []seal.Column {
	return []seal.Column{
		{Table: "file", Column: "name", RowID: "id"},
		{Table: "file", Column: "proof", RowID: "id"},
		{Table: "file_part", Column: "sealed", RowID: "id"},
		{Table: "file_incoming_part", Column: "sealed", RowID: "id"},
	}
}

type fileRow struct {
	ID        string  `db:"id"`
	Name      []byte  `db:"name"`
	MediaType Type    `db:"media_type"`
	Size      int64   `db:"size"`
	Proof     []byte  `db:"proof"`
	Owner     string  `db:"owner_authority"`
	CreatedAt db.Time `db:"created_at"`
}

type partRow struct {
	ID     string `db:"id"`
	FileID string `db:"file_id"`
	N      int64  `db:"n"`
	Sealed []byte `db:"sealed"`
}

const columns = `id, name, media_type, size, proof, owner_authority, created_at`

func namePlace(id string) seal.Place  { return seal.Place{Table: "file", Column: "name", Row: id} }
func proofPlace(id string) seal.Place { return seal.Place{Table: "file", Column: "proof", Row: id} }
func partPlace(id string) seal.Place {
	return seal.Place{Table: "file_part", Column: "sealed", Row: id}
}

// partID names a part by its file and number, so that it opens nowhere else.
func partID(fileID string, n int64) string { return fmt.Sprintf("%s/%06d", fileID, n) }

// Put stores a checked file in the act, under a new id. The caller notes it in the trail with the thing it hangs on.
func Put(ctx context.Context, tx *db.Tx, keys *seal.Keys, c Checked) (File, error) {
	f := File{ID: tx.NewID(), Name: c.name, Type: c.kind, Size: c.size, Owner: c.owner, CreatedAt: tx.Now()}
	row := fileRow{ID: f.ID, MediaType: f.Type, Size: f.Size, Owner: f.Owner, CreatedAt: db.At(f.CreatedAt)}
	var err error
	if row.Name, err = keys.Seal(namePlace(f.ID), []byte(c.name)); err != nil {
		return File{}, err
	}
	if row.Proof, err = keys.Seal(proofPlace(f.ID), []byte(proof(c.sum[:], c.kind, c.size))); err != nil {
		return File{}, err
	}
	if err := db.Insert(ctx, tx, "file", row); err != nil {
		return File{}, err
	}
	return f, putParts(ctx, tx, keys, f.ID, c)
}

func putParts(ctx context.Context, tx *db.Tx, keys *seal.Keys, id string, c Checked) error {
	sum := sha256.New()
	for n := int64(0); n*partSize < c.size; n++ {
		plain, err := part(c.content, n*partSize, min(partSize, c.size-n*partSize))
		if err != nil {
			return unreadable(err)
		}
		sum.Write(plain)
		row := partRow{ID: partID(id, n), FileID: id, N: n}
		if row.Sealed, err = keys.Seal(partPlace(row.ID), plain); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "file_part", row); err != nil {
			return err
		}
	}
	if !bytes.Equal(sum.Sum(nil), c.sum[:]) {
		return unreadable(errors.New("file: the content changed after it was checked"))
	}
	return nil
}

// proof is what binds a file's type and size to its content.
func proof(sum []byte, t Type, size int64) string {
	return fmt.Sprintf("sha256:%s %s %d", hex.EncodeToString(sum), t, size)
}

// Get gives a stored file without its content. What does not exist is fault.NotFound.
func Get(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (File, error) {
	row, err := get(ctx, q, id)
	if err != nil {
		return File{}, err
	}
	return row.file(keys)
}

func get(ctx context.Context, q db.Reader, id string) (fileRow, error) {
	row, err := db.One[fileRow](ctx, q, "SELECT "+columns+" FROM file WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return row, fault.NotFoundThing()
	}
	return row, err
}

func (r fileRow) file(keys *seal.Keys) (File, error) {
	name, err := keys.Open(namePlace(r.ID), r.Name)
	return File{ID: r.ID, Name: string(name), Type: r.MediaType, Size: r.Size, Owner: r.Owner, CreatedAt: r.CreatedAt.Time}, err
}

// Open gives a stored file and its content as a stream that is opened part by part, so that q is asked as long as
// the stream is read. A content that is damaged, cut or not of this file ends the stream with an error that names
// the place, never with io.EOF.
func Open(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (File, io.ReadCloser, error) {
	row, err := get(ctx, q, id)
	if err != nil {
		return File{}, nil, err
	}
	f, err := row.file(keys)
	if err != nil {
		return File{}, nil, err
	}
	want, err := keys.Open(proofPlace(id), row.Proof)
	if err != nil {
		return File{}, nil, err
	}
	return f, &reader{ctx: ctx, q: q, keys: keys, file: f, proof: string(want), sum: sha256.New()}, nil
}

// Delete takes a file and its content away for good: disposal under the rules of its thing. The caller notes it.
func Delete(ctx context.Context, tx *db.Tx, id string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM file_part WHERE file_id = $1", id); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, "DELETE FROM file WHERE id = $1", id)
	if err == nil && n == 0 {
		return fault.NotFoundThing()
	}
	return err
}
