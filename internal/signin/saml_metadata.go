package signin

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/crewjam/saml"
	xrv "github.com/mattermost/xml-roundtrip-validator"
)

// mostMetadata is how large metadata may be, in bytes: those of a federation name hundreds of providers.
const mostMetadata = 32 << 20

// readMetadata reads what describes the provider, from its address or its file.
func (p *SAML) readMetadata() (*saml.EntityDescriptor, error) {
	raw, err := p.rawMetadata()
	if err != nil {
		return nil, err
	}
	if len(raw) > mostMetadata {
		return nil, errors.New("the metadata are too large")
	}
	if err := xrv.Validate(bytes.NewReader(raw)); err != nil {
		return nil, err
	}
	all, err := entitiesIn(raw)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].EntityID == p.Provider {
			return &all[i], p.usable(&all[i])
		}
	}
	return nil, fmt.Errorf("the metadata do not name %q", p.Provider)
}

func (p *SAML) rawMetadata() ([]byte, error) {
	if !strings.HasPrefix(p.Metadata, "https://") && !strings.HasPrefix(p.Metadata, "http://") {
		return os.ReadFile(p.Metadata)
	}
	answer, err := p.client.Get(p.Metadata)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(answer.Body, mostMetadata+1))
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the metadata's address answers %s", answer.Status)
	}
	return raw, nil
}

// entitiesIn reads metadata of one provider, or of many, in groups or not.
func entitiesIn(raw []byte) ([]saml.EntityDescriptor, error) {
	var root struct{ XMLName xml.Name }
	if err := xml.Unmarshal(raw, &root); err != nil {
		return nil, err
	}
	if root.XMLName.Local == "EntityDescriptor" {
		var one saml.EntityDescriptor
		err := xml.Unmarshal(raw, &one)
		return []saml.EntityDescriptor{one}, err
	}
	var group saml.EntitiesDescriptor
	err := xml.Unmarshal(raw, &group)
	return flat(group), err
}

func flat(group saml.EntitiesDescriptor) []saml.EntityDescriptor {
	out := group.EntityDescriptors
	for _, g := range group.EntitiesDescriptors {
		out = append(out, flat(g)...)
	}
	for i := range out {
		if ends := group.ValidUntil; ends != nil && (out[i].ValidUntil.IsZero() || ends.Before(out[i].ValidUntil)) {
			out[i].ValidUntil = *ends
		}
	}
	return out
}

// usable refuses a provider that one cannot be sent to, or that we could not believe.
func (p *SAML) usable(found *saml.EntityDescriptor) error {
	sp := saml.ServiceProvider{IDPMetadata: found}
	at := sp.GetSSOBindingLocation(saml.HTTPRedirectBinding)
	if !strings.HasPrefix(at, "https://") && !(strings.HasPrefix(at, "http://") && isLoopback(hostOf(at))) {
		return errors.New("the provider has no https address to redirect to")
	}
	for _, d := range found.IDPSSODescriptors {
		for _, k := range d.KeyDescriptors {
			if k.Use != "encryption" && len(k.KeyInfo.X509Data.X509Certificates) > 0 {
				return nil
			}
		}
	}
	return errors.New("the provider's metadata hold no certificate to check signatures with")
}

// metadata is what the provider reads of us: one address for answers, by POST, and that assertions are to be signed.
func (p *SAML) metadata() ([]byte, error) {
	sp, err := p.party(&saml.EntityDescriptor{})
	if err != nil {
		return nil, err
	}
	ours := sp.Metadata()
	d := &ours.SPSSODescriptors[0]
	d.AssertionConsumerServices = d.AssertionConsumerServices[:1]
	d.SingleLogoutServices = nil
	if p.Subject != "" {
		d.NameIDFormats = nil
	}
	for i := range d.KeyDescriptors {
		if d.KeyDescriptors[i].Use == "encryption" {
			d.KeyDescriptors[i].EncryptionMethods = encryption()
		}
	}
	out, err := xml.MarshalIndent(ours, "", "  ")
	return append([]byte(xml.Header), out...), err
}

// encryption is how what is meant for us alone may be encrypted, the best first.
func encryption() []saml.EncryptionMethod {
	return []saml.EncryptionMethod{
		{Algorithm: "http://www.w3.org/2009/xmlenc11#aes128-gcm"},
		{Algorithm: "http://www.w3.org/2001/04/xmlenc#aes256-cbc"},
		{Algorithm: "http://www.w3.org/2001/04/xmlenc#aes128-cbc"},
		{Algorithm: "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"},
	}
}
