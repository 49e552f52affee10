package pdf

import (
	"bytes"
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"time"

	reader "github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/revocation"
	"github.com/digitorus/pdfsign/sign"
)

// Signer is the key that signs, its certificate, and the certificates up to a root that the reader trusts.
type Signer struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate // issuers, nearest first; may be empty
}

// Signing says who signs, where, why and when.
type Signing struct {
	Name, Place, Reason string
	At                  time.Time
	TimestampURL        string // an RFC 3161 time-stamping service; empty for none, and then At is only stated
}

// Sign adds an invisible signature (PKCS#7 detached) to a document as an incremental update, so that earlier
// signatures stay valid. It gives up when ctx is done before the time-stamping service has answered. The signature
// also holds the machine's own clock, put there by the library; it is not read by Verify.
func Sign(ctx context.Context, document []byte, by Signer, s Signing) ([]byte, error) {
	type result struct {
		signed []byte
		err    error
	}
	done := make(chan result, 1)
	go func() {
		signed, err := signNow(document, by, s)
		done <- result{signed, err}
	}()
	select {
	case r := <-done:
		return r.signed, r.err
	case <-ctx.Done():
		return nil, fmt.Errorf("pdf: sign: %w", ctx.Err())
	}
}

// signNow signs; the library panics on files that it cannot read, which is an error here.
func signNow(document []byte, by Signer, s Signing) (signed []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			signed, err = nil, fmt.Errorf("pdf: sign: %v", p)
		}
	}()
	r, err := opened(document)
	if err != nil {
		return nil, fmt.Errorf("pdf: sign: %w", err)
	}
	in := bytes.NewReader(document)
	var out bytes.Buffer
	if err := sign.Sign(in, &out, r, in.Size(), dataOf(by, s)); err != nil {
		return nil, fmt.Errorf("pdf: sign: %w", err)
	}
	return out.Bytes(), nil
}

// opened reads the objects of a file. The mark of the file's end must stand at the end: looking for it further up
// takes the library time that grows with the square of the size.
func opened(document []byte) (*reader.Reader, error) {
	if !bytes.Contains(document[max(0, len(document)-1024):], []byte("%%EOF")) {
		return nil, errors.New("the file does not end as a PDF file does")
	}
	return reader.NewReader(bytes.NewReader(document), int64(len(document)))
}

func dataOf(by Signer, s Signing) sign.SignData {
	return sign.SignData{
		Signature: sign.SignDataSignature{
			CertType: sign.ApprovalSignature,
			Info:     sign.SignDataSignatureInfo{Name: s.Name, Location: s.Place, Reason: s.Reason, Date: s.At},
		},
		Signer:            by.Key,
		DigestAlgorithm:   crypto.SHA256,
		Certificate:       by.Certificate,
		CertificateChains: [][]*x509.Certificate{append([]*x509.Certificate{by.Certificate}, by.Chain...)},
		TSA:               sign.TSA{URL: s.TimestampURL},
		RevocationData:    revocation.InfoArchival{},
	}
}
