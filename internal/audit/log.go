package audit

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"samsyn/internal/db"
)

// Head is how long the log is and the root of its tree: together they fix every entry before.
type Head struct {
	Size int64
	Root tlog.Hash
}

// String is the head in one line, as samsyn verify prints it: SIZE ROOT, the root in base64.
func (h Head) String() string { return fmt.Sprintf("%d %s", h.Size, h.Root) }

// edge is what must be kept of the tree to make it longer: the stored hashes on its right side, by index.
type edge map[int64]tlog.Hash

// ReadHashes answers tlog from the edge.
func (e edge) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		h, ok := e[x]
		if !ok {
			return nil, fmt.Errorf("audit: hash %d is not on the log's edge", x)
		}
		out[i] = h
	}
	return out, nil
}

// grow adds a leaf at place n.
func (e edge) grow(n int64, digest []byte) error {
	hashes, err := tlog.StoredHashes(n, digest, e)
	if err != nil {
		return err
	}
	at := tlog.StoredHashIndex(0, n)
	for i, h := range hashes {
		e[at+int64(i)] = h
	}
	return nil
}

// trim forgets what a log of this size no longer needs.
func (e edge) trim(size int64) edge {
	kept := edge{}
	for _, x := range rightEdge(size) {
		if h, ok := e[x]; ok {
			kept[x] = h
		}
	}
	return kept
}

// rightEdge gives the indexes of the complete subtrees that make up a tree of this size.
func rightEdge(size int64) []int64 {
	var out []int64
	var start int64
	for level := 62; level >= 0; level-- {
		width := int64(1) << level
		if size&width != 0 {
			out = append(out, tlog.StoredHashIndex(level, start>>level))
			start += width
		}
	}
	return out
}

func (e edge) marshal(size int64) []byte {
	var b []byte
	for _, x := range rightEdge(size) {
		h := e[x]
		b = binary.BigEndian.AppendUint64(b, uint64(x))
		b = append(b, h[:]...)
	}
	return b
}

func unmarshalEdge(b []byte) (edge, error) {
	const each = 8 + tlog.HashSize
	if len(b)%each != 0 {
		return nil, errors.New("audit: the log's edge is cut off")
	}
	e := edge{}
	for ; len(b) > 0; b = b[each:] {
		e[int64(binary.BigEndian.Uint64(b))] = tlog.Hash(b[8:each])
	}
	return e, nil
}

// sign writes a head as a signed note.
func sign(h Head, s note.Signer) (string, error) {
	text := tlog.FormatTree(tlog.Tree{N: h.Size, Hash: h.Root})
	signed, err := note.Sign(&note.Note{Text: string(text)}, s)
	return string(signed), err
}

// openHead reads a signed head and checks its signature.
func openHead(signed string, known note.Verifiers) (Head, error) {
	n, err := note.Open([]byte(signed), known)
	if err != nil {
		return Head{}, err
	}
	tree, err := tlog.ParseTree([]byte(n.Text))
	if err != nil {
		return Head{}, err
	}
	return Head{Size: tree.N, Root: tree.Hash}, nil
}

type headRow struct {
	ID     int64   `db:"id"`
	Size   int64   `db:"size"`
	Edge   []byte  `db:"edge"`
	Signed string  `db:"signed"`
	At     db.Time `db:"at"`
}

const headID = 1

// loadHead reads the head and, on PostgreSQL, holds its row until the act ends: one node at a time makes the log longer.
func loadHead(ctx context.Context, tx *db.Tx) (headRow, edge, error) {
	row, err := db.One[headRow](ctx, tx, "SELECT id, size, edge, signed, at FROM trail_head WHERE id = $1"+tx.Dialect().ForUpdate(), headID)
	if errors.Is(err, db.ErrNone) {
		return headRow{ID: headID}, edge{}, nil
	}
	if err != nil {
		return row, nil, err
	}
	e, err := unmarshalEdge(row.Edge)
	return row, e, err
}

// CurrentHead is the signed head of the log as it stands, after its signature was checked; the zero Head when nothing
// has happened yet.
func CurrentHead(ctx context.Context, q db.Reader, known note.Verifiers) (Head, error) {
	signed, err := SignedHead(ctx, q)
	if err != nil || signed == "" {
		return Head{}, err
	}
	return openHead(signed, known)
}

// SignedHead is the same head as it was signed, a note in the form of golang.org/x/mod/sumdb/note, for whoever keeps it
// as a witness; empty when nothing has happened yet.
func SignedHead(ctx context.Context, q db.Reader) (string, error) {
	signed, err := db.One[string](ctx, q, "SELECT signed FROM trail_head WHERE id = $1", headID)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return signed, err
}

// SeenAt is when the newest entry in the log was written, by the clock of whoever wrote it; zero where there is none. A
// demo's clock may be before or after the machine's.
func SeenAt(ctx context.Context, q db.Reader) (time.Time, error) {
	at, err := db.One[db.Time](ctx, q, "SELECT at FROM trail_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")
	if errors.Is(err, db.ErrNone) {
		return time.Time{}, nil
	}
	return at.Time, err
}
