package pdf

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

// authority is a certificate authority for one test.
type authority struct {
	key   *ecdsa.PrivateKey
	cert  *x509.Certificate
	roots *x509.CertPool
}

func newAuthority(t testing.TB) authority {
	t.Helper()
	key := newKey(t)
	template := certificate("Utfärdare (Demo)", 1)
	template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
	cert := signed(t, template, template, key, key)
	roots := x509.NewCertPool()
	roots.AddCert(cert)
	return authority{key, cert, roots}
}

// signer makes a key with a certificate from the authority.
func (a authority) signer(t testing.TB, name string, serial int64, use ...x509.ExtKeyUsage) Signer {
	t.Helper()
	key := newKey(t)
	template := certificate(name, serial)
	template.ExtKeyUsage = use
	return Signer{Key: key, Certificate: signed(t, template, a.cert, key, a.key), Chain: []*x509.Certificate{a.cert}}
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// certificate is valid on the test's Monday and on the real day, which the library writes into the signature.
func certificate(name string, serial int64) *x509.Certificate {
	return &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: monday.AddDate(-5, 0, 0), NotAfter: monday.AddDate(60, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature}
}

func signed(t testing.TB, template, issuer *x509.Certificate, key, by *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, &key.PublicKey, by)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func signedBy(t testing.TB, document []byte, by Signer, s Signing) []byte {
	t.Helper()
	out, err := Sign(context.Background(), document, by, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func verified(t testing.TB, document []byte, roots *x509.CertPool, want int) []Signature {
	t.Helper()
	found, err := Verify(document, roots)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != want {
		t.Fatalf("%d signatures, want %d", len(found), want)
	}
	return found
}

// twice is the sample signed by two parties.
func twice(t testing.TB, ca authority) []byte {
	t.Helper()
	once := signedBy(t, rendered(t, sample()), ca.signer(t, "Anna Åkesson (Demo)", 2),
		Signing{Name: "Anna Åkesson (Demo)", Place: "Åmål", Reason: "Undertecknar för kommunstyrelsen", At: monday})
	return signedBy(t, once, ca.signer(t, "Örjan Öberg (Demo)", 3),
		Signing{Name: "Örjan Öberg (Demo)", Reason: "Undertecknar för Arbetsförmedlingen", At: monday.Add(time.Hour)})
}

func TestTwoPartiesSign(t *testing.T) {
	ca := newAuthority(t)
	document := twice(t, ca)
	for i, s := range verified(t, document, ca.roots, 2) {
		if !s.Intact || !s.Trusted || s.Fault != nil {
			t.Errorf("signature %d: %+v", i+1, s)
		}
		if want := i == 1; s.Whole != want {
			t.Errorf("signature %d covers the whole file: %v", i+1, s.Whole)
		}
		if want := monday.Add(time.Duration(i) * time.Hour); !s.At.Equal(want) {
			t.Errorf("signature %d at %v, want %v", i+1, s.At, want)
		}
	}
	first := verified(t, document, ca.roots, 2)[0]
	if first.Name != "Anna Åkesson (Demo)" || first.Place != "Åmål" || first.Certificate.Subject.CommonName != first.Name {
		t.Errorf("first signature: %+v", first)
	}
	path := written(t, document)
	sound(t, path)
	if out, _ := tool(t, "pdfsig", "-nocert", path); strings.Count(out, "Signature is Valid") != 2 {
		t.Errorf("pdfsig:\n%s", out)
	}
	if info, _ := tool(t, "pdfinfo", path); !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("the tags are lost by signing:\n%s", info)
	}
}

func TestChangesAreSeen(t *testing.T) {
	ca := newAuthority(t)
	document := twice(t, ca)
	title := bytes.Index(document, []byte("<dc:title>"))
	document[title+60]++
	for i, s := range verified(t, document, ca.roots, 2) {
		if s.Intact || s.Trusted || s.Fault == nil {
			t.Errorf("signature %d stands after a changed byte", i+1)
		}
	}
	longer := append(twice(t, ca), "\n% more\n"...)
	if last := verified(t, longer, ca.roots, 2)[1]; last.Whole {
		t.Error("the last signature is said to cover what was added after it")
	}
}

func TestAStrangerIsNotTrusted(t *testing.T) {
	document := signedBy(t, rendered(t, sample()), newAuthority(t).signer(t, "Okänd (Demo)", 2), Signing{At: monday})
	for name, roots := range map[string]*x509.CertPool{"other roots": newAuthority(t).roots, "none": nil} {
		if s := verified(t, document, roots, 1)[0]; !s.Intact || s.Trusted || s.Fault == nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestACertificateMustBeValidWhenSigning(t *testing.T) {
	ca := newAuthority(t)
	document := signedBy(t, rendered(t, sample()), ca.signer(t, "För tidig (Demo)", 2), Signing{At: monday.AddDate(-9, 0, 0)})
	if s := verified(t, document, ca.roots, 1)[0]; s.Trusted {
		t.Error("trusted at a time before the certificate was valid")
	}
}

func TestATimeStampIsProof(t *testing.T) {
	ca := newAuthority(t)
	stamper := ca.signer(t, "Tidsstämpling (Demo)", 9, x509.ExtKeyUsageTimeStamping)
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { stamp(t, w, r, stamper) }))
	defer service.Close()
	document := signedBy(t, rendered(t, sample()), ca.signer(t, "Anna (Demo)", 2), Signing{At: monday, TimestampURL: service.URL})
	if s := verified(t, document, ca.roots, 1)[0]; !s.Trusted || !s.Stamped.Equal(monday) {
		t.Errorf("%+v", s)
	}
	if s := verified(t, document, nil, 1)[0]; !s.Stamped.IsZero() {
		t.Error("a time stamp of a stranger counts as proof")
	}
}

// stamp is a time-stamping service at the test's Monday.
func stamp(t *testing.T, w http.ResponseWriter, r *http.Request, by Signer) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	q, err := timestamp.ParseRequest(body)
	if err != nil {
		t.Error(err)
		return
	}
	answer := timestamp.Timestamp{HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Time: monday, Nonce: q.Nonce,
		Policy: asn1.ObjectIdentifier{1, 2, 3}, Certificates: by.Chain, AddTSACertificate: true}
	out, err := answer.CreateResponseWithOpts(by.Certificate, by.Key, crypto.SHA256)
	if err != nil {
		t.Error(err)
	}
	if _, err := w.Write(out); err != nil {
		t.Error(err)
	}
}

func TestSigningGivesUpInTime(t *testing.T) {
	release := make(chan struct{})
	service := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer service.Close()
	defer close(release)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	by := newAuthority(t).signer(t, "Anna (Demo)", 2)
	if _, err := Sign(ctx, rendered(t, sample()), by, Signing{At: monday, TimestampURL: service.URL}); err == nil {
		t.Error("signed without an answer from the service")
	}
}

func TestUnsignedAndBrokenFiles(t *testing.T) {
	verified(t, rendered(t, sample()), nil, 0)
	by := newAuthority(t).signer(t, "Anna (Demo)", 2)
	for _, junk := range []string{"", "%PDF-1.7", "not a document", "%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"} {
		if _, err := Verify([]byte(junk), nil); err == nil {
			t.Errorf("%q verified", junk)
		}
		if _, err := Sign(context.Background(), []byte(junk), by, Signing{At: monday}); err == nil {
			t.Errorf("%q signed", junk)
		}
	}
}
