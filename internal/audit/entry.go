package audit

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Entry is one line of the trail. It holds no personal data in clear: a thing is named by its id.
type Entry struct {
	ID        string  `db:"id"`
	At        db.Time `db:"at"`
	ActorID   string  `db:"actor_id"`     // staff account; empty for the public and for a process
	Actor     string  `db:"actor"`        // name of the process, when no person acted
	Authority string  `db:"authority_id"` // authority acted for
	Session   string  `db:"session_id"`
	Action    string  `db:"action"`
	Kind      string  `db:"kind"`
	Thing     string  `db:"thing_id"`
	Change    string  `db:"change"` // JSON
	Salt      []byte  `db:"salt"`
}

const entryColumns = "id, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt"

// Ref is the thing that the entry is about.
func (e Entry) Ref() ref.Ref { return ref.To(ref.Kind(e.Kind), e.Thing) }

// waiting is an entry that waits for its place in the log, with a keyed digest that only the house can make. Without it
// somebody who holds the database, but not the keys, could put in an entry and have it signed.
type waiting struct {
	Entry
	MAC string `db:"mac"`
}

const macPurpose = "trail.entry"

func (t *Trail) wait(e Entry) waiting {
	return waiting{e, t.keys.Digest(macPurpose, string(e.digest()))}
}

func (t *Trail) ours(w waiting) bool {
	return t.keys.SameDigest(w.MAC, macPurpose, string(w.digest()))
}

const saltSize = 16

// digest is what the log holds of an entry: a hash of the salt and of every field, each with its length before it,
// so that no two entries can read the same.
func (e Entry) digest() []byte {
	h := sha256.New()
	at, _ := e.At.Value()
	for _, field := range []string{string(e.Salt), e.ID, fmt.Sprint(at), e.ActorID, e.Actor, e.Authority, e.Session, e.Action, e.Kind, e.Thing, e.Change} {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(field)))
		h.Write(n[:])
		h.Write([]byte(field))
	}
	return h.Sum(nil)
}

// Tx is an act under way that can be noted.
type Tx struct {
	*db.Tx
	ctx     context.Context
	actor   policy.Actor
	keys    *seal.Keys
	entries []Entry
}

// Keys are the installation's keys, for what is marked as the house's own in the act.
func (tx *Tx) Keys() *seal.Keys { return tx.keys }

// Actor is who acts.
func (tx *Tx) Actor() policy.Actor { return tx.actor }

// Noted tells what the act has noted so far about which thing: of the action if it is among them, else the last. Zero
// before the first note.
func (tx *Tx) Noted(action policy.Action) (thing ref.Ref) {
	for _, e := range tx.entries {
		if thing = e.Ref(); e.Action == string(action) {
			return thing
		}
	}
	return thing
}

// Note puts a line in the trail: the action, the thing, and what changed (anything that JSON can say; nil for
// nothing). change must hold no personal data in clear.
func (tx *Tx) Note(action policy.Action, thing ref.Ref, change any) error {
	if action == "" || thing.IsZero() {
		return fmt.Errorf("audit: a note needs an action and a thing, got %q on %s", action, thing)
	}
	text, err := json.Marshal(change)
	if err != nil {
		return fmt.Errorf("audit: note of %s: %w", action, err)
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(tx.Rand(), salt); err != nil {
		return fmt.Errorf("audit: salt: %w", err)
	}
	a := tx.actor
	tx.entries = append(tx.entries, Entry{
		ID: tx.NewID(), At: db.At(tx.Now()), ActorID: a.ID, Actor: a.Process, Authority: a.Authority, Session: a.Session,
		Action: string(action), Kind: string(thing.Kind), Thing: thing.ID, Change: string(text), Salt: salt,
	})
	return nil
}
