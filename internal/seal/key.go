package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/note"
)

const (
	secretSize = 32
	idSize     = 4
)

// bytes32 is secret material. Only a pointer to it is ever held, since package fmt does not follow one inside a struct.
type bytes32 [secretSize]byte

// key is one secret of the ring with what is derived from it. It is never changed once made.
type key struct {
	id     string // 8 hexadecimal digits, a fingerprint of the secret: a mistyped secret is found when it is read
	secret *bytes32
	aead   cipher.AEAD
	finder *bytes32 // what the digest keys are made from
	signer signer
}

// newKey draws a secret that is not in the ring already by its id.
func newKey(random io.Reader, installation string, taken func(id string) bool) (*key, error) {
	for {
		secret := new(bytes32)
		if _, err := io.ReadFull(random, secret[:]); err != nil {
			return nil, fmt.Errorf("seal: no randomness for a new key: %w", err)
		}
		k, err := keyOf(secret, installation)
		if err != nil || !taken(k.id) {
			return k, err
		}
	}
}

// keyOf derives everything that the secret is used for.
func keyOf(secret *bytes32, installation string) (*key, error) {
	id, err := derive(secret, "samsyn key id", idSize)
	if err != nil {
		return nil, err
	}
	k := &key{id: hex.EncodeToString(id), secret: secret}
	if k.aead, err = newAEAD(secret); err != nil {
		return nil, err
	}
	finder, err := derive(secret, "samsyn digest", secretSize)
	if err != nil {
		return nil, err
	}
	k.finder = (*bytes32)(finder)
	seed, err := derive(secret, "samsyn trail signature", ed25519.SeedSize)
	if err != nil {
		return nil, err
	}
	k.signer, err = newSigner(signerName(installation), ed25519.NewKeyFromSeed(seed))
	return k, err
}

func newAEAD(secret *bytes32) (cipher.AEAD, error) {
	sealing, err := derive(secret, "samsyn seal", secretSize)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(sealing)
	if err != nil {
		return nil, fmt.Errorf("seal: cipher: %w", err)
	}
	return cipher.NewGCM(block)
}

// derive makes a key of n bytes for one purpose.
func derive(secret *bytes32, purpose string, n int) ([]byte, error) {
	out, err := hkdf.Key(sha256.New, secret[:], nil, purpose, n)
	if err != nil {
		return nil, fmt.Errorf("seal: derive: %w", err)
	}
	return out, nil
}

// Format writes the id alone, whatever verb is asked for.
func (k *key) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "key(%s)", k.id) }

var _ note.Signer = signer{}
