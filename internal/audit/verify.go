package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Finding is something in the trail that is not as it was written.
type Finding struct {
	Seq   int64  // place in the log, or -1
	Entry string // id of the entry, or empty
	Text  language.Text
}

// Report is what Verify saw.
type Report struct {
	Head     Head
	Disposed int64 // entries lawfully disposed of under a protocol
	Waiting  int64 // entries on PostgreSQL that have not yet their place in the log
	Findings []Finding
	more     int64
}

// Sound tells whether nothing was found.
func (r Report) Sound() bool { return len(r.Findings) == 0 }

// More is how many findings were left out of Findings, which holds the first ones.
func (r Report) More() int64 { return r.more }

const findingsMost = 200

func (r *Report) find(seq int64, entry string, t language.Text) {
	if len(r.Findings) >= findingsMost {
		r.more++
		return
	}
	r.Findings = append(r.Findings, Finding{Seq: seq, Entry: entry, Text: t})
}

// Verify reads the whole log and rebuilds it: every entry against its leaf, every leaf against the signed heads, every
// gap against a disposal protocol. since, if not nil, is a head that was printed earlier and kept elsewhere: the log
// must be a longer form of that one. progress is told how many entries have been read; it may be nil.
func Verify(ctx context.Context, d *db.DB, known note.Verifiers, since *Head, progress func(done, of int64)) (Report, error) {
	v := &verifier{known: known, since: since, progress: progress, edge: edge{}, missing: map[int64]missing{}, listed: map[int64]string{}}
	err := d.Read(ctx, func(q db.Reader) error { return v.run(ctx, q) })
	return v.report, err
}

type missing struct{ protocol string }

type verifier struct {
	known    note.Verifiers
	since    *Head
	progress func(done, of int64)
	report   Report
	edge     edge
	size     int64
	anchors  map[int64]Head
	missing  map[int64]missing // entries that are gone, with the protocol that says so
	listed   map[int64]string  // places that a disposal's own entry lists, with its protocol
	total    int64
}

func (v *verifier) run(ctx context.Context, q db.Reader) error {
	if err := v.readAnchors(ctx, q); err != nil {
		return err
	}
	var err error
	if v.total, err = db.One[int64](ctx, q, "SELECT count(*) FROM trail_leaf"); err != nil {
		return err
	}
	if err := db.Each(ctx, q, v.leaf, `SELECT l.seq AS seq, l.digest AS digest, d.protocol AS protocol, e.id AS id, e.at AS at,
		e.actor_id AS actor_id, e.actor AS actor, e.authority_id AS authority_id, e.session_id AS session_id,
		e.action AS action, e.kind AS kind, e.thing_id AS thing_id, e.change AS change, e.salt AS salt
		FROM trail_leaf l LEFT JOIN trail_entry e ON e.seq = l.seq LEFT JOIN trail_disposed d ON d.seq = l.seq ORDER BY l.seq`); err != nil {
		return err
	}
	v.judgeMissing()
	if err := v.judgeHead(ctx, q); err != nil {
		return err
	}
	return v.judgeLoose(ctx, q)
}

type leafRow struct {
	Seq      int64   `db:"seq"`
	Digest   []byte  `db:"digest"`
	Protocol *string `db:"protocol"`
	ID       *string `db:"id"`
	At       db.Time `db:"at"`
	ActorID  *string `db:"actor_id"`
	Actor    *string `db:"actor"`
	Auth     *string `db:"authority_id"`
	Session  *string `db:"session_id"`
	Action   *string `db:"action"`
	Kind     *string `db:"kind"`
	Thing    *string `db:"thing_id"`
	Change   *string `db:"change"`
	Salt     []byte  `db:"salt"`
}

func (r leafRow) entry() Entry {
	return Entry{
		ID: *r.ID, At: r.At, ActorID: *r.ActorID, Actor: *r.Actor, Authority: *r.Auth, Session: *r.Session,
		Action: *r.Action, Kind: *r.Kind, Thing: *r.Thing, Change: *r.Change, Salt: r.Salt,
	}
}

func (v *verifier) leaf(r leafRow) error {
	if r.Seq != v.size {
		v.report.find(v.size, "", language.T("Blad %d till %d saknas i loggen.", "Leaves %d to %d are missing from the log.").With(v.size, r.Seq-1))
		v.size = r.Seq
	}
	// After a missing leaf the tree cannot be rebuilt; what is left is compared entry by entry.
	if v.edge != nil && v.edge.grow(v.size, r.Digest) != nil {
		v.edge = nil
	}
	if v.size++; v.edge != nil && v.size%1024 == 0 {
		v.edge = v.edge.trim(v.size)
	}
	v.compare(r)
	if anchor, ok := v.anchors[v.size]; ok {
		v.judgeRoot(anchor)
	}
	if v.progress != nil && v.size%10_000 == 0 {
		v.progress(v.size, v.total)
	}
	return nil
}

func (v *verifier) compare(r leafRow) {
	if r.ID == nil {
		m := missing{}
		if r.Protocol != nil {
			m.protocol = *r.Protocol
		}
		v.missing[r.Seq] = m
		return
	}
	e := r.entry()
	if !bytes.Equal(e.digest(), r.Digest) {
		v.report.find(r.Seq, e.ID, language.T("Posten %s på plats %d är ändrad sedan den skrevs.", "Entry %s at place %d was changed after it was written.").With(e.ID, r.Seq))
		return
	}
	if e.Action == DisposalAction {
		v.readDisposal(e)
	}
}

func (v *verifier) readDisposal(e Entry) {
	var d disposal
	if err := json.Unmarshal([]byte(e.Change), &d); err != nil {
		return
	}
	for _, seq := range d.Places {
		v.listed[seq] = d.Protocol
	}
}

// judgeMissing tells a lawful disposal from a removal: the log itself must hold the protocol that lists the place.
func (v *verifier) judgeMissing() {
	for seq := range v.size {
		m, gone := v.missing[seq]
		if !gone {
			continue
		}
		if listed, ok := v.listed[seq]; ok && listed == m.protocol {
			v.report.Disposed++
			continue
		}
		v.report.find(seq, "", language.T("Posten på plats %d är borttagen utan gallringsprotokoll.", "The entry at place %d was removed without a disposal protocol.").With(seq))
	}
}

func (v *verifier) readAnchors(ctx context.Context, q db.Reader) error {
	v.anchors = map[int64]Head{}
	if v.since != nil && v.since.Size > 0 {
		v.anchors[v.since.Size] = *v.since
	}
	type anchor struct {
		Size   int64  `db:"size"`
		Signed string `db:"signed"`
	}
	return db.Each(ctx, q, func(a anchor) error {
		h, err := openHead(a.Signed, v.known)
		switch {
		case err != nil:
			v.report.find(-1, "", language.T("Det bevarade loggläget vid %d har ingen giltig signatur (%v). Kontrollera först att det är rätt nyckelfil.", "The kept head at %d has no valid signature (%v). Check first that it is the right key file.").With(a.Size, err))
		case h.Size != a.Size:
			v.report.find(-1, "", language.T("Det bevarade loggläget vid %d är utbytt.", "The kept head at %d was exchanged.").With(a.Size))
		default:
			if _, ok := v.anchors[a.Size]; !ok {
				v.anchors[a.Size] = h
			}
		}
		return nil
	}, "SELECT size, signed FROM trail_anchor ORDER BY size")
}

func (v *verifier) judgeRoot(want Head) {
	root, err := v.root()
	if err != nil || root != want.Root {
		v.report.find(-1, "", language.T("Loggen fram till plats %d stämmer inte med det signerade läget där.", "The log up to place %d does not agree with the signed head there.").With(want.Size))
	}
}

func (v *verifier) root() (tlog.Hash, error) {
	if v.edge == nil {
		return tlog.Hash{}, errors.New("the tree could not be rebuilt")
	}
	return tlog.TreeHash(v.size, v.edge)
}

func (v *verifier) judgeHead(ctx context.Context, q db.Reader) error {
	root, rootErr := v.root()
	v.report.Head = Head{Size: v.size, Root: root}
	for size := range v.anchors {
		if size > v.size {
			v.report.find(-1, "", language.T("Loggen är avkortad: den har %d poster men har haft minst %d.", "The log was cut: it has %d entries but has had at least %d.").With(v.size, size))
		}
	}
	row, err := db.One[headRow](ctx, q, "SELECT id, size, edge, signed, at FROM trail_head WHERE id = $1", headID)
	if errors.Is(err, db.ErrNone) {
		if v.size > 0 {
			v.report.find(-1, "", language.T("Loggens signerade läge saknas.", "The log's signed head is missing."))
		}
		return nil
	}
	if err != nil {
		return err
	}
	if row.Size != v.size {
		v.report.find(-1, "", language.T("Loggens läge säger %d poster, men loggen har %d.", "The log's head says %d entries, but the log has %d.").With(row.Size, v.size))
	}
	head, err := openHead(row.Signed, v.known)
	switch {
	case err != nil:
		v.report.find(-1, "", language.T("Loggens läge har ingen giltig signatur (%v). Kontrollera först att det är rätt nyckelfil.", "The log's head has no valid signature (%v). Check first that it is the right key file.").With(err))
	case head.Size != v.size || rootErr != nil || head.Root != root:
		v.report.find(-1, "", language.T("Loggen stämmer inte med sitt signerade läge: %s är signerat.", "The log does not agree with its signed head: %s is signed.").With(head))
	}
	return nil
}

// judgeLoose looks for entries outside the log: put there by hand, or waiting too long.
func (v *verifier) judgeLoose(ctx context.Context, q db.Reader) error {
	// An entry just written may wait; one that says it is from another time may not.
	early, late := q.Now().Add(-maxLag), q.Now().Add(maxLag)
	return db.Each(ctx, q, func(e loose) error {
		if e.Seq == nil && q.Dialect() == db.Postgres {
			v.report.Waiting++
			if e.At.After(early) && e.At.Before(late) {
				return nil
			}
		}
		v.report.find(-1, e.ID, language.T("Posten %s står utanför loggen.", "Entry %s stands outside the log.").With(e.ID))
		return nil
	}, `SELECT e.id AS id, e.seq AS seq, e.at AS at FROM trail_entry e LEFT JOIN trail_leaf l ON l.seq = e.seq WHERE l.seq IS NULL ORDER BY e.id`)
}

type loose struct {
	ID  string  `db:"id"`
	Seq *int64  `db:"seq"`
	At  db.Time `db:"at"`
}

// ParseHead reads a head as samsyn verify prints it.
func ParseHead(s string) (Head, error) {
	var h Head
	var root string
	if _, err := fmt.Sscanf(s, "%d %s", &h.Size, &root); err != nil {
		return h, fmt.Errorf("a head is written SIZE ROOT: %w", err)
	}
	var err error
	h.Root, err = tlog.ParseHash(root)
	return h, err
}

// Forged gives the ids of entries that wait for their place and that the house did not write. It asks for the keys that
// made the others' marks, which Verify does without.
func Forged(ctx context.Context, q db.Reader, keys *seal.Keys) (ids []string, err error) {
	t := &Trail{keys: keys}
	err = db.Each(ctx, q, func(w waiting) error {
		if !t.ours(w) {
			ids = append(ids, w.ID)
		}
		return nil
	}, "SELECT "+entryColumns+", mac FROM trail_entry WHERE seq IS NULL ORDER BY id")
	return ids, err
}
