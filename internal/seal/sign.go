package seal

import (
	"crypto/ed25519"
	"fmt"

	"golang.org/x/mod/sumdb/note"
)

// signer signs in the form of golang.org/x/mod/sumdb/note.
type signer struct {
	verifierKey string // the public half as text, in note's own form
	verifier    note.Verifier
	private     *ed25519.PrivateKey // behind a pointer, so that no printing of a struct around it reaches it
}

func signerName(installation string) string { return "samsyn/" + installation }

func newSigner(name string, private ed25519.PrivateKey) (signer, error) {
	vkey, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return signer{}, fmt.Errorf("seal: verifier key: %w", err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return signer{}, fmt.Errorf("seal: verifier: %w", err)
	}
	return signer{verifierKey: vkey, verifier: v, private: &private}, nil
}

func (s signer) Name() string    { return s.verifier.Name() }
func (s signer) KeyHash() uint32 { return s.verifier.KeyHash() }

func (s signer) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(*s.private, msg), nil }

// Signer signs the heads of the trail with the current key, under the name "samsyn/" and the installation.
func (k *Keys) Signer() note.Signer { return k.ring.Load().use().signer }

// Verifiers knows the signature of every key in the ring and of every key that was retired from it.
func (k *Keys) Verifiers() note.Verifiers {
	r := k.ring.Load()
	list := make([]note.Verifier, 0, len(r.keys)+len(r.retired))
	for _, each := range r.keys {
		list = append(list, each.signer.verifier)
	}
	return note.VerifierList(append(list, r.retired...)...)
}

// VerifierKey is the public half of the current signing key as text, to hand to whoever checks the trail's heads
// from outside.
func (k *Keys) VerifierKey() string { return k.ring.Load().use().signer.verifierKey }
