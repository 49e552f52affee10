package signing_test

import (
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
	"sync/atomic"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"samsyn/internal/fault"
	"samsyn/internal/signing"
)

// stamper is a time-stamping service that can be down; it counts what it has stamped.
func stamper(t *testing.T, down *atomic.Bool, stamped *atomic.Int64) *httptest.Server {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	made := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Tidsstämpling (Demo)"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<32, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}}
	der, err := x509.CreateCertificate(rand.Reader, made, made, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		q, bad := timestamp.ParseRequest(body)
		if down.Load() || err != nil || bad != nil {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		answer := timestamp.Timestamp{HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Time: monday.Start(), Nonce: q.Nonce, Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: true}
		out, err := answer.CreateResponseWithOpts(own, crypto.Signer(key), crypto.SHA256)
		if err != nil {
			t.Error(err)
		}
		stamped.Add(1)
		_, _ = w.Write(out)
	}))
	t.Cleanup(s.Close)
	return s
}

// TestEachSignatureIsTimeStamped: with a service each signature of the document is stamped by it. While the service is
// down the agreement holds, the document waits and says what it waits for; afterwards it is made.
func TestEachSignatureIsTimeStamped(t *testing.T) {
	each(t, func(h house) {
		var down atomic.Bool
		var stamped atomic.Int64
		h.svc.Timestamps = stamper(h.T, &down, &stamped).URL
		down.Store(true)
		r := h.concluded()
		if h.covered() != 1 {
			h.Error("the agreement waits for the time stamp")
		}
		err := h.svc.Seal(h.Context(), r.ID)
		if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "Överenskommelsen gäller ändå") {
			h.Errorf("while the service is down: %v", err)
		}
		if now, err := signing.ByID(h.Context(), h.DB, r.ID); err != nil || now.Sealed != "" || now.State != signing.Completed {
			h.Errorf("the round is %s, sealed %q, %v", now.State, now.Sealed, err)
		}
		down.Store(false)
		h.must(h.svc.Seal(h.Context(), r.ID))
		if n := stamped.Load(); n < 4 {
			h.Errorf("%d time stamps of four signatures", n)
		}
		h.checkSealed(r.ID)
	})
}
