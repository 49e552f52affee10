package pdf

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	reader "github.com/digitorus/pdf"
	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

// Signature is what a signature in a document proves.
type Signature struct {
	Name, Place, Reason string
	At                  time.Time // as the signer stated it; zero when not stated
	Stamped             time.Time // as a trusted time-stamping service proved it; zero when none did
	Certificate         *x509.Certificate
	Intact              bool  // what was signed is unchanged and the signature is right
	Trusted             bool  // the certificate leads to one of the roots at the time of signing
	Whole               bool  // covers the file to its end; a later signature covers the earlier ones
	Fault               error // why it is not intact or not trusted
}

// Verify reads the signatures of a document in the order in which they were made. Roots are the issuers that the
// operator trusts; nil trusts nobody. A document without signatures gives none and no error. The size of what is
// read is for the caller to bound.
func Verify(document []byte, roots *x509.CertPool) (found []Signature, err error) {
	defer func() {
		if p := recover(); p != nil { // the library's way of refusing a broken file
			found, err = nil, fmt.Errorf("pdf: verify: %v", p)
		}
	}()
	r, err := opened(document)
	if err != nil {
		return nil, fmt.Errorf("pdf: verify: %w", err)
	}
	if roots == nil {
		roots = x509.NewCertPool()
	}
	fields := r.Trailer().Key("Root").Key("AcroForm").Key("Fields")
	for i := range fields.Len() {
		if f := fields.Index(i); f.Key("FT").Name() == "Sig" && !f.Key("V").IsNull() {
			found = append(found, verify(document, f.Key("V"), roots))
		}
	}
	return found, nil
}

func verify(document []byte, v reader.Value, roots *x509.CertPool) Signature {
	s := Signature{Name: v.Key("Name").Text(), Place: v.Key("Location").Text(), Reason: v.Key("Reason").Text()}
	s.At, _ = time.Parse("D:20060102150405Z07'00'", v.Key("M").Text()) // not stated: zero
	content, contents, whole, err := signedBytes(document, v.Key("ByteRange"))
	if err != nil {
		s.Fault = err
		return s
	}
	s.Whole = whole
	p7, err := pkcs7.Parse(contents)
	if err != nil {
		s.Fault = fmt.Errorf("pdf: signature: %w", err)
		return s
	}
	p7.Content = content
	s.Certificate = p7.GetOnlySigner()
	if s.Fault = p7.Verify(); s.Fault != nil {
		return s
	}
	s.Intact = true
	s.Stamped = stamped(p7, roots)
	s.Fault = p7.VerifyWithChainAtTime(roots, s.time())
	s.Trusted = s.Fault == nil
	return s
}

// time is when the certificate must have been valid: as proved, else as stated.
func (s Signature) time() time.Time {
	if !s.Stamped.IsZero() {
		return s.Stamped
	}
	return s.At
}

var errRange = errors.New("pdf: the signature does not cover the document around it")

// signedBytes gives what is signed, all but the signature itself, and the signature. A range that leaves out
// anything else is refused, or text could be hidden in the gap.
func signedBytes(document []byte, r reader.Value) (content, signature []byte, whole bool, err error) {
	if r.Len() != 4 {
		return nil, nil, false, errRange
	}
	start, a, b, c := r.Index(0).Int64(), r.Index(1).Int64(), r.Index(2).Int64(), r.Index(3).Int64()
	size := int64(len(document))
	if start != 0 || a < 1 || b < a+2 || c < 0 || b > size || c > size-b || document[a] != '<' || document[b-1] != '>' {
		return nil, nil, false, errRange
	}
	signature = make([]byte, hex.DecodedLen(int(b-a-2)))
	if _, err := hex.Decode(signature, document[a+1:b-1]); err != nil {
		return nil, nil, false, errRange
	}
	content = append(append([]byte{}, document[:a]...), document[b:b+c]...)
	return content, signature, b+c == size, nil
}

// timestampToken is id-aa-timeStampToken (RFC 3161, appendix A).
var timestampToken = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}

// stamped gives the time of a time stamp over the signature from a service that the roots vouch for.
func stamped(p7 *pkcs7.PKCS7, roots *x509.CertPool) time.Time {
	for _, signer := range p7.Signers {
		for _, attribute := range signer.UnauthenticatedAttributes {
			if !attribute.Type.Equal(timestampToken) {
				continue
			}
			if at, ok := stampTime(attribute.Value.Bytes, signer.EncryptedDigest, roots); ok {
				return at
			}
		}
	}
	return time.Time{}
}

func stampTime(token, signature []byte, roots *x509.CertPool) (time.Time, bool) {
	ts, err := timestamp.Parse(token)
	if err != nil || !ts.HashAlgorithm.Available() {
		return time.Time{}, false
	}
	h := ts.HashAlgorithm.New()
	h.Write(signature)
	p7, err := pkcs7.Parse(token)
	if err != nil || !bytes.Equal(h.Sum(nil), ts.HashedMessage) || p7.VerifyWithChainAtTime(roots, ts.Time) != nil {
		return time.Time{}, false
	}
	return ts.Time, true
}
