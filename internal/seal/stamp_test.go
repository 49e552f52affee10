package seal

import (
	"bytes"
	"crypto/rand"
	"testing"
)

// Every node makes the same stamp of the same key; a new key makes another.
func TestTheStampFollowsTheKey(t *testing.T) {
	keys, err := New(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	stamp := func() Stamp {
		t.Helper()
		s, err := keys.Stamp()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first, again := stamp(), stamp()
	if !bytes.Equal(first.Certificate.Raw, again.Certificate.Raw) {
		t.Error("the same key gave two certificates")
	}
	if err := first.Certificate.CheckSignature(first.Certificate.SignatureAlgorithm, first.Certificate.RawTBSCertificate, first.Certificate.Signature); err != nil {
		t.Errorf("the certificate is not its own word: %v", err)
	}
	if _, err := keys.Rotate(rand.Reader); err != nil {
		t.Fatal(err)
	}
	if next := stamp(); bytes.Equal(first.Certificate.RawSubjectPublicKeyInfo, next.Certificate.RawSubjectPublicKeyInfo) {
		t.Error("a new key gave the old stamp")
	}
}
