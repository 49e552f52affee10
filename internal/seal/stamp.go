package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"time"
)

// Stamp is what the installation seals documents with: a key of the curve P-256, which readers of PDF know, and the
// certificate that tells whose it is. Both are derived from the current key of the ring, so that every node has the same
// and a new key gives a new stamp. The certificate is the installation's own word: who should trust it imports it.
type Stamp struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
}

// stampYears is how long the certificate says that it holds: longer than an agreement (at most three years) and its
// review, counted from a fixed day so that all nodes make the same certificate.
const stampYears = 50

// Stamp makes the stamp of the current key.
func (k *Keys) Stamp() (Stamp, error) {
	current := k.ring.Load().use()
	private, err := stampKey(current.secret)
	if err != nil {
		return Stamp{}, err
	}
	from := time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)
	serial, err := derive(current.secret, "samsyn stamp serial", 15)
	if err != nil {
		return Stamp{}, err
	}
	who := pkix.Name{CommonName: current.signer.Name() + " " + current.id, Organization: []string{"Samsyn"}}
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial), Subject: who, Issuer: who,
		NotBefore: from, NotAfter: from.AddDate(stampYears, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}
	// Without randomness the signature is the deterministic one of RFC 6979: the same certificate on every node.
	der, err := x509.CreateCertificate(nil, template, template, private.Public(), private)
	if err != nil {
		return Stamp{}, fmt.Errorf("seal: stamp: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	return Stamp{Key: private, Certificate: cert}, err
}

// stampKey derives a key of the curve; the few secrets that are no key of it (about one in 2³²) are passed over.
func stampKey(secret *bytes32) (*ecdsa.PrivateKey, error) {
	for try := range 8 {
		scalar, err := derive(secret, fmt.Sprintf("samsyn stamp %d", try), 32)
		if err != nil {
			return nil, err
		}
		if key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar); err == nil {
			return key, nil
		}
	}
	return nil, fmt.Errorf("seal: no stamp could be made of the key")
}
