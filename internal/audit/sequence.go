package audit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"samsyn/internal/db"
)

// sequenceMost is how many entries get their place in the log at once; maxLag is how long an entry on PostgreSQL may
// wait for its place before the trail counts as broken and nothing more is written.
const (
	sequenceMost = 500
	maxLag       = 30 * time.Second
)

type leaf struct {
	Seq    int64  `db:"seq"`
	Digest []byte `db:"digest"`
}

// placed is an entry with its place in the log.
type placed struct {
	Entry
	Seq int64 `db:"seq"`
}

// seal writes the entries of a shared commit with their places, and signs the new head, all in that commit.
func (t *Trail) seal(ctx context.Context, tx *db.Tx, pending []any) error {
	if len(pending) == 0 {
		return nil
	}
	entries := make([]Entry, len(pending))
	for i, p := range pending {
		entries[i] = p.(Entry)
	}
	head, e, err := loadHead(ctx, tx)
	if err != nil {
		return fmt.Errorf("audit: the log's head: %w", err)
	}
	rows := make([]placed, len(entries))
	for i, entry := range entries {
		rows[i] = placed{entry, head.Size + int64(i)}
	}
	if err := db.InsertAll(ctx, tx, "trail_entry", rows); err != nil {
		return err
	}
	return t.grow(ctx, tx, head, e, entries)
}

// grow makes the log longer by entries that have their places, and signs the new head.
func (t *Trail) grow(ctx context.Context, tx *db.Tx, head headRow, e edge, entries []Entry) error {
	leaves := make([]leaf, len(entries))
	for i, entry := range entries {
		leaves[i] = leaf{Seq: head.Size + int64(i), Digest: entry.digest()}
		if err := e.grow(leaves[i].Seq, leaves[i].Digest); err != nil {
			return err
		}
	}
	if err := db.InsertAll(ctx, tx, "trail_leaf", leaves); err != nil {
		return err
	}
	return t.keepHead(ctx, tx, head, head.Size+int64(len(entries)), e)
}

// sequence gives every entry that waits its place in the log and signs the new head, all in the act it is given.
func (t *Trail) sequence(ctx context.Context, tx *db.Tx) error {
	for after := ""; ; {
		seen, last, err := t.sequenceSome(ctx, tx, after)
		if err != nil {
			return fmt.Errorf("audit: the log could not be made longer: %w", err)
		}
		if seen < sequenceMost {
			return nil
		}
		after = last
	}
}

// sequenceSome places the next entries that wait. One that the house did not write is passed over: it never gets a
// place, and verify names it.
func (t *Trail) sequenceSome(ctx context.Context, tx *db.Tx, after string) (seen int, last string, err error) {
	head, e, err := loadHead(ctx, tx)
	if err != nil {
		return 0, "", err
	}
	all, err := db.All[waiting](ctx, tx, "SELECT "+entryColumns+", mac FROM trail_entry WHERE seq IS NULL AND id > $1 ORDER BY id"+db.Limit(sequenceMost), after)
	if err != nil || len(all) == 0 {
		return 0, "", err
	}
	var entries []Entry
	for _, w := range all {
		if t.ours(w) {
			entries = append(entries, w.Entry)
		}
	}
	if len(entries) > 0 {
		if err := place(ctx, tx, entries, head.Size); err != nil {
			return 0, "", err
		}
		err = t.grow(ctx, tx, head, e, entries)
	}
	return len(all), all[len(all)-1].ID, err
}

// place writes each entry's number in one statement.
func place(ctx context.Context, tx *db.Tx, entries []Entry, from int64) error {
	var rows strings.Builder
	args := make([]any, 0, 2*len(entries))
	for i, entry := range entries {
		if i > 0 {
			rows.WriteString(", ")
		}
		fmt.Fprintf(&rows, "(CAST($%d AS TEXT), CAST($%d AS BIGINT))", len(args)+1, len(args)+2)
		args = append(args, entry.ID, from+int64(i))
	}
	n, err := tx.Exec(ctx, "WITH placed (id, seq) AS (VALUES "+rows.String()+
		") UPDATE trail_entry SET seq = placed.seq FROM placed WHERE trail_entry.id = placed.id AND trail_entry.seq IS NULL", args...)
	if err == nil && n != int64(len(entries)) {
		err = fmt.Errorf("%w: %d of %d entries took their place", errPlaced, n, len(entries))
	}
	return err
}

// anchorEvery is how often a head is kept for good beside the newest: what a later head must agree with.
const anchorEvery = time.Hour

func (t *Trail) keepHead(ctx context.Context, tx *db.Tx, old headRow, size int64, e edge) error {
	e = e.trim(size)
	root, err := tlog.TreeHash(size, e)
	if err != nil {
		return err
	}
	signed, err := sign(Head{Size: size, Root: root}, t.keys.Signer())
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO trail_head (id, size, edge, signed, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET size = $2, edge = $3, signed = $4, at = $5`,
		headID, size, e.marshal(size), signed, db.At(tx.Now())); err != nil {
		return err
	}
	if old.Size > 0 && tx.Now().Truncate(anchorEvery).Equal(old.At.Truncate(anchorEvery)) {
		return nil
	}
	_, err = tx.Exec(ctx, "INSERT INTO trail_anchor (size, signed, at) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING",
		size, signed, db.At(tx.Now()))
	return err
}

// Sequence gives every entry that waits its place in the log now. On SQLite entries wait only after a move from
// PostgreSQL.
func (t *Trail) Sequence(ctx context.Context) error {
	if _, err := db.One[int64](ctx, t.DB(), "SELECT 1 FROM trail_entry WHERE seq IS NULL LIMIT 1"); err != nil {
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		return err
	}
	for try := 0; ; try++ {
		err := t.writer.DoRows(ctx, func(tx *db.Tx) error { return t.sequence(ctx, tx) })
		if !errors.Is(err, errPlaced) || try == sequenceTries {
			return err
		}
	}
}

// errPlaced is that another node gave entries their places at the same moment. The head's row keeps nodes apart, but the
// very first time there is no row to hold; what was begun is undone, and the next try finds what the other did.
var errPlaced = errors.New("another node was first")

const sequenceTries = 5

// Run sequences on PostgreSQL until ctx ends, a few times a second, on every node: whichever holds the head's row goes
// first. When entries have waited too long the trail counts as broken, and nothing is written until it recovers.
func (t *Trail) Run(ctx context.Context) {
	if t.DB().Dialect() == db.SQLite {
		return
	}
	tick := time.NewTicker(300 * time.Millisecond)
	defer tick.Stop()
	lastGood := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := t.Sequence(ctx)
		switch {
		case err == nil:
			lastGood = time.Now()
			t.setBroken(nil)
		case ctx.Err() == nil && time.Since(lastGood) > maxLag:
			t.setBroken(err)
		}
	}
}
