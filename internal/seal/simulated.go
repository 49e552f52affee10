package seal

import (
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
)

// simulatedPrefix begins the name of an installation whose keys were made from a seed. The name stands in the key file and
// in the signature of every head of the trail, and it stays when keys are turned over.
const simulatedPrefix = "simulated-"

// CreateSimulated makes a key file for an invented Sweden, from a reader that a seed decides: the same seed gives the same
// keys, so that they keep nothing secret. The ring says so (Simulated), and the service does not start with it. Everything
// else is as in Create.
func CreateSimulated(path string, seeded io.Reader) error {
	r, err := simulatedRing(source(seeded))
	if err != nil {
		return err
	}
	return made(path, place(path, r.text(), os.Link))
}

// NewSimulated is CreateSimulated in memory only, with nonces from the reader too.
func NewSimulated(seeded io.Reader) (*Keys, error) {
	random := source(seeded)
	r, err := simulatedRing(random)
	if err != nil {
		return nil, err
	}
	return keysOf(r, random), nil
}

func simulatedRing(random io.Reader) (*ring, error) {
	name := make([]byte, idSize)
	if _, err := io.ReadFull(random, name); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a simulated keyring: %w", err)
	}
	r, err := (&ring{installation: simulatedPrefix + hex.EncodeToString(name)}).with(random)
	if err != nil {
		return nil, err
	}
	return r.using(r.keys[0].id), nil
}

// Simulated tells whether the keys were made from a seed, or any before them: anybody can make them again, and read what is
// sealed with them. Such a ring never becomes a real one.
func (k *Keys) Simulated() bool { return strings.HasPrefix(k.Installation(), simulatedPrefix) }
