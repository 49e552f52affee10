package signin

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/beevik/etree"
	"github.com/crewjam/saml"
	dsig "github.com/russellhaering/goxmldsig"

	"samsyn/internal/db"
)

// answered by a SAML provider: what it states, and to what it answers. At the address where the answer arrives the
// browser shows none of our cookies, since another site sent it there; so the answer is checked, sealed and taken on to a
// page of ours, where it is held against what this browser has asked.
type samlAnswer struct {
	Request       string    `json:"request"` // id of what was asked
	Subject       string    `json:"subject"`
	Assurance     string    `json:"assurance"`
	At            time.Time `json:"at"`
	Organisations []string  `json:"organisations,omitempty"`
	Once          string    `json:"once"` // digest of issuer and assertion id
	OnceEnds      time.Time `json:"once_ends"`
	Ends          time.Time `json:"ends"` // of the way from there to here
	Wrong         samlWrong `json:"wrong,omitempty"`
}

// The names of the attributes that place a person in an organisation (Sweden Connect's attribute specification).
const (
	attributeAffiliation  = "urn:oid:1.2.752.201.3.1" // orgAffiliation, "uid@number"
	attributeOrganisation = "urn:oid:2.5.4.97"        // organizationIdentifier, the number
)

const mostSAML = 256 << 10 // bytes of an answer

// read checks an answer and gives what it states. The order of the checks is the library's; what it leaves open is
// closed before and after: one assertion, signed itself, for us, by somebody who has just been asked for it.
func (p *SAML) read(raw []byte) (out samlAnswer, err error) {
	defer func() {
		if r := recover(); r != nil { // the library follows pointers to what a signed assertion may lack
			out, err = samlAnswer{}, fmt.Errorf("the answer lacks a part: %v", r)
		}
	}()
	found, err := p.found()
	if err != nil {
		return out, err
	}
	doc, request, err := outline(raw)
	if err != nil {
		return out, err
	}
	sp, err := p.party(found)
	if err != nil {
		return out, err
	}
	asked := []string{request}
	if signature := doc.Root().SelectElement("Signature"); signature != nil {
		if _, err := sp.ParseXMLResponse(raw, asked, sp.AcsURL); err != nil {
			return out, err
		}
		doc.Root().RemoveChild(signature) // it holds; now the assertion must hold without it
		if raw, err = doc.WriteToBytes(); err != nil {
			return out, err
		}
	}
	assertion, err := sp.ParseXMLResponse(raw, asked, sp.AcsURL)
	if err != nil {
		return out, err
	}
	out, err = p.states(assertion)
	out.Request = request
	return out, err
}

var errUnsolicited = errors.New("the answer says of no question that it answers it")

// outline reads what an answer says that it answers. One assertion, no more, may be in it, so that what is checked is
// what is used.
func outline(raw []byte) (*etree.Document, string, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(raw); err != nil || len(raw) > mostSAML || doc.Root() == nil || doc.Root().Tag != "Response" {
		return nil, "", errors.Join(errors.New("the answer cannot be read"), err)
	}
	request := doc.Root().SelectAttrValue("InResponseTo", "")
	if request == "" {
		return nil, "", errUnsolicited
	}
	if n := len(doc.FindElements("//Assertion")) + len(doc.FindElements("//EncryptedAssertion")); n > 1 {
		return nil, "", fmt.Errorf("the answer holds %d assertions", n)
	}
	return doc, request, nil
}

// states is what a checked assertion says, in our terms.
func (p *SAML) states(a *saml.Assertion) (out samlAnswer, err error) {
	if len(a.Subject.SubjectConfirmations) == 0 || a.ID == "" || len(a.AuthnStatements) == 0 {
		return out, errors.New("the assertion is confirmed for nobody, has no id or tells of no sign-in")
	}
	ends := a.Conditions.NotOnOrAfter
	for _, c := range a.Subject.SubjectConfirmations {
		if c.Method != "urn:oasis:names:tc:SAML:2.0:cm:bearer" {
			return out, fmt.Errorf("the assertion is not for its bearer: %s", c.Method)
		}
		if c.SubjectConfirmationData.NotOnOrAfter.After(ends) {
			ends = c.SubjectConfirmationData.NotOnOrAfter
		}
	}
	if out.Subject, err = p.subject(a); err != nil {
		return out, err
	}
	met := a.AuthnStatements[0]
	if met.AuthnContext.AuthnContextClassRef != nil {
		out.Assurance = met.AuthnContext.AuthnContextClassRef.Value
	}
	sum := sha256.Sum256([]byte(p.Provider + "\x00" + a.ID))
	out.At, out.Once, out.OnceEnds = met.AuthnInstant, "saml "+hex.EncodeToString(sum[:]), ends.Add(2*saml.MaxClockSkew)
	out.Organisations = valuesOf(a, attributeAffiliation)
	for _, number := range valuesOf(a, attributeOrganisation) {
		out.Organisations = append(out.Organisations, "-@"+number)
	}
	return out, nil
}

// subject is who the assertion is of: the configured attribute, else a name that the provider gives nobody else and does
// not change from one visit to the next.
func (p *SAML) subject(a *saml.Assertion) (string, error) {
	if p.Subject != "" {
		if v := valuesOf(a, p.Subject); len(v) == 1 && v[0] != "" && len(v[0]) <= longestSubject {
			return v[0], nil
		}
		return "", fmt.Errorf("the assertion does not hold the attribute %s once", p.Subject)
	}
	name := a.Subject.NameID
	if name == nil || name.Value == "" || len(name.Value) > longestSubject || name.Format != string(saml.PersistentNameIDFormat) {
		return "", errors.New("the assertion has no persistent NameID")
	}
	return name.Value, nil
}

func valuesOf(a *saml.Assertion, name string) (out []string) {
	for _, statement := range a.AttributeStatements {
		for _, attribute := range statement.Attributes {
			if attribute.Name != name {
				continue
			}
			for _, v := range attribute.Values {
				out = append(out, strings.TrimSpace(v.Value))
			}
		}
	}
	return out
}

var errForOthers = errors.New("the assertion is meant for another service")

// isForUs demands that each restriction names us; one that names nobody is refused, which the library would take.
func (p *SAML) isForUs(a *saml.Assertion) error {
	for _, r := range a.Conditions.AudienceRestrictions {
		if r.Audience.Value != p.EntityID {
			return errForOthers
		}
	}
	if len(a.Conditions.AudienceRestrictions) == 0 {
		return errForOthers
	}
	return nil
}

// verifier checks a signature of XML, and refuses those made with a digest that can be forged.
type verifier struct{}

// VerifySignature is asked by the library with the certificates of the metadata.
func (verifier) VerifySignature(ctx *dsig.ValidationContext, el *etree.Element) error {
	for _, path := range []string{"./Signature/SignedInfo/SignatureMethod", "./Signature/SignedInfo/Reference/DigestMethod"} {
		for _, used := range el.FindElements(path) {
			if a := strings.ToLower(used.SelectAttrValue("Algorithm", "")); strings.Contains(a, "sha1") || strings.Contains(a, "md5") {
				return fmt.Errorf("signed with %s", a)
			}
		}
	}
	_, err := ctx.Validate(el)
	return err
}

// stated is the answer as any provider's.
func (p *SAML) stated(a samlAnswer) stated {
	return stated{by: p.issuer(), subject: a.Subject, assurance: a.Assurance, at: a.At, organisations: organisations(a.Organisations), once: spent{a.Once, db.At(a.OnceEnds)}}
}
