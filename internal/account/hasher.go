package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Hasher turns passwords into what is kept of them: Argon2id (RFC 9106) with a salt of 16 bytes. Make one with
// NewHasher or QuickHasher.
type Hasher struct {
	cost  cost
	rand  io.Reader
	slots chan struct{}
}

// cost is what one hash takes.
type cost struct {
	memory uint32 // KiB
	passes uint32
	lanes  uint8
}

// NewHasher is the hasher for production: 64 MiB, one pass, two threads, which took about 0.14 s on two cores. At most
// two run at once, so that a storm of sign-ins cannot take the memory.
func NewHasher() *Hasher { return newHasher(cost{64 << 10, 1, 2}) }

// QuickHasher is for tests and for the invented people of the demo: as right, but cheap to break.
func QuickHasher() *Hasher { return newHasher(cost{64, 1, 1}) }

func newHasher(c cost) *Hasher {
	return &Hasher{cost: c, rand: rand.Reader, slots: make(chan struct{}, 2)}
}

const (
	saltSize  = 16
	hashSize  = 32
	dearest   = 1 << 20 // KiB; what a kept hash may ask for, so that a changed row cannot take the memory
	mostPass  = 16
	mostLanes = 16
)

// Hash gives what is kept of a password, in the PHC form that names its own parameters.
func (h *Hasher) Hash(password string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(h.rand, salt); err != nil {
		return "", fmt.Errorf("account: salt: %w", err)
	}
	return write(h.cost, salt, h.sum(password, salt, h.cost)), nil
}

// Matches tells whether a password is the one that was kept. Where nothing was kept, as for an account that does not
// exist, the same work is done and the answer is no, so that the time tells nothing.
func (h *Hasher) Matches(kept, password string) bool {
	c, salt, want, ok := read(kept)
	if !ok {
		h.sum(password, make([]byte, saltSize), h.cost)
		return false
	}
	return subtle.ConstantTimeCompare(h.sum(password, salt, c), want) == 1
}

func (h *Hasher) sum(password string, salt []byte, c cost) []byte {
	h.slots <- struct{}{}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.lanes, hashSize)
}

func write(c cost, salt, sum []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.lanes, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

// read takes what write made apart; ok is false for anything else.
func read(kept string) (c cost, salt, sum []byte, ok bool) {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.lanes); err != nil {
		return c, nil, nil, false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	sum, errSum := base64.RawStdEncoding.DecodeString(parts[5])
	ok = errSalt == nil && errSum == nil && len(sum) == hashSize && len(salt) == saltSize &&
		c.passes >= 1 && c.passes <= mostPass && c.lanes >= 1 && c.lanes <= mostLanes && c.memory <= dearest
	return c, salt, sum, ok && write(c, salt, sum) == kept
}
