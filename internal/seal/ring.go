package seal

import (
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"golang.org/x/mod/sumdb/note"
)

// ring is a set of keys of which one is current. It is never changed: turning over makes a new ring.
type ring struct {
	installation string
	keys         []*key
	current      string
	retiredKeys  []string        // verifier keys of retired keys, as text
	retired      []note.Verifier // the same, ready for use
}

// newRing makes a ring of one key for a new installation.
func newRing(random io.Reader) (*ring, error) {
	name := make([]byte, idSize)
	if _, err := io.ReadFull(random, name); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a new keyring: %w", err)
	}
	r, err := (&ring{installation: hex.EncodeToString(name)}).with(random)
	if err != nil {
		return nil, err
	}
	return r.using(r.keys[0].id), nil
}

// find gives the key of an id, nil when the ring has none.
func (r *ring) find(id string) *key {
	for _, k := range r.keys {
		if k.id == id {
			return k
		}
	}
	return nil
}

// use is the key that seals, digests and signs now. A ring that was read or made always has one; None has not.
func (r *ring) use() *key { return r.find(r.current) }

// with is the ring with one more key, which is not current.
func (r *ring) with(random io.Reader) (*ring, error) {
	k, err := newKey(random, r.installation, func(id string) bool { return r.find(id) != nil })
	if err != nil {
		return nil, err
	}
	next := *r
	next.keys = append(slices.Clone(r.keys), k)
	return &next, nil
}

// using is the ring with another current key.
func (r *ring) using(id string) *ring {
	next := *r
	next.current = id
	return &next
}

// without is the ring where only the public half of a key is left.
func (r *ring) without(id string) *ring {
	next, k := *r, r.find(id)
	next.keys = slices.DeleteFunc(slices.Clone(r.keys), func(k *key) bool { return k.id == id })
	next.retiredKeys = append(slices.Clone(r.retiredKeys), k.signer.verifierKey)
	next.retired = append(slices.Clone(r.retired), k.signer.verifier)
	return &next
}
