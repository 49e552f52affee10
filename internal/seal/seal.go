package seal

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

const version = 1

// headSize is what stands before the nonce: version and key id.
const headSize = 1 + idSize

// Place is where a sealed value stands. A value that is moved to another place does not open there.
type Place struct {
	Table  string
	Column string
	Row    string // the row's id as text
}

// String gives table.column of row, for a fault or a report; a place tells nothing of what stands in it.
func (p Place) String() string { return fmt.Sprintf("%s.%s (%s)", p.Table, p.Column, p.Row) }

// Keys is a keyring in use. It may be used by many goroutines at once; the zero value is of no use.
type Keys struct {
	ring   atomic.Pointer[ring]
	random io.Reader
	path   string     // the file it was read from, empty for a ring that has none
	mu     sync.Mutex // guards stamp and the reading of the file again
	stamp  stamp
}

// New makes a keyring of one new key that is kept in memory only. A nil reader is the system's randomness; another
// one is for tests, where it gives keys and nonces alike.
func New(random io.Reader) (*Keys, error) {
	random = source(random)
	r, err := newRing(random)
	if err != nil {
		return nil, err
	}
	return keysOf(r, random), nil
}

// None is a keyring without keys: it opens nothing and names each key id that is missing. It lets verification go
// through a database whose keys are lost.
func None() *Keys { return keysOf(&ring{}, rand.Reader) }

// IsNone tells whether there is no key to seal with.
func (k *Keys) IsNone() bool { return k.ring.Load().use() == nil }

func keysOf(r *ring, random io.Reader) *Keys {
	k := &Keys{random: random}
	k.ring.Store(r)
	return k
}

// Seal encrypts a value for its place under the current key.
func (k *Keys) Seal(at Place, plain []byte) ([]byte, error) {
	use := k.ring.Load().use()
	if use == nil {
		return nil, errNoKey
	}
	id, err := hex.DecodeString(use.id)
	if err != nil {
		return nil, fmt.Errorf("seal: key id: %w", err)
	}
	start := headSize + use.aead.NonceSize()
	out := make([]byte, start, start+len(plain)+use.aead.Overhead())
	out[0] = version
	copy(out[1:], id)
	if _, err := io.ReadFull(k.random, out[headSize:start]); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a nonce: %w", err)
	}
	return use.aead.Seal(out, out[headSize:start], plain, bound(out[:headSize], at)), nil
}

// Open decrypts what was sealed for this place, under whichever key of the ring sealed it. The fault names the
// place; its cause is a *MissingKey when the key is not in the ring and a *Broken when the value was changed or
// moved.
func (k *Keys) Open(at Place, sealed []byte) ([]byte, error) {
	id, ok := k.KeyID(sealed)
	if !ok {
		return nil, brokenAt(at, "")
	}
	with := k.find(id)
	if with == nil {
		return nil, missingAt(at, id)
	}
	start := headSize + with.aead.NonceSize()
	if len(sealed) < start+with.aead.Overhead() {
		return nil, brokenAt(at, id)
	}
	plain, err := with.aead.Open(nil, sealed[headSize:start], sealed[start:], bound(sealed[:headSize], at))
	if err != nil {
		return nil, brokenAt(at, id)
	}
	return plain, nil
}

// KeyID tells which key sealed a value, whether or not the ring has it; ok is false when it is no sealed value.
func (k *Keys) KeyID(sealed []byte) (id string, ok bool) {
	if len(sealed) < headSize || sealed[0] != version {
		return "", false
	}
	return hex.EncodeToString(sealed[1:headSize]), true
}

// Current is the id of the key that seals now, empty for None.
func (k *Keys) Current() string { return k.ring.Load().current }

// IDs lists the ids of all keys in the ring, the oldest first.
func (k *Keys) IDs() []string {
	r := k.ring.Load()
	ids := make([]string, len(r.keys))
	for i, each := range r.keys {
		ids[i] = each.id
	}
	return ids
}

// Installation is the name of the installation, which stands in the signatures of the trail's heads.
func (k *Keys) Installation() string { return k.ring.Load().installation }

// find looks in the ring, and once more in the file when that has changed since: another process may have turned
// the keys over while this one ran.
func (k *Keys) find(id string) *key {
	if found := k.ring.Load().find(id); found != nil {
		return found
	}
	if err := k.Refresh(); err != nil {
		return nil
	}
	return k.ring.Load().find(id)
}

// bound is the additional data: the head of the value and each part of the place with its length before it, so that
// no two places read alike.
func bound(head []byte, at Place) []byte {
	out := append(make([]byte, 0, 64), head...)
	for _, part := range []string{at.Table, at.Column, at.Row} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}

var errNoKey = errors.New("seal: no key to seal with")
