package signin

import (
	"cmp"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/crewjam/saml"
	dsig "github.com/russellhaering/goxmldsig"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// SAMLConfig says at which SAML identity provider people may sign in. There is none unless it is given.
type SAMLConfig struct {
	Metadata  string   // https address, or file, of the provider's metadata
	Provider  string   // the provider's entity id, since the metadata of a federation name many
	EntityID  string   // what the provider calls this installation; the address of our metadata when empty
	Key       []byte   // PEM: our RSA key and its certificate, to sign what we ask and to open what is encrypted for us
	Name      string   // on the button; the host of the provider's entity id when empty
	Assurance []string // levels (AuthnContextClassRef) that are enough for signing; LoA3 and LoA4 when empty
	Subject   string   // name of the attribute that tells who somebody is; the persistent NameID when empty
	Base      string   // where people reach the service: what is meant for another address is refused
}

// SAML is a SAML identity provider. Its metadata are read when first needed, and again each hour, so that the service
// starts while it is away and knows its new keys.
type SAML struct {
	SAMLConfig
	key    *rsa.PrivateKey
	cert   *x509.Certificate
	client *http.Client
	now    func() time.Time
	mu     sync.Mutex
	known  *saml.EntityDescriptor
	readAt time.Time
	away   error     // why the metadata could not be read last
	asked  time.Time // when that was
}

const metadataLife = time.Hour

// NewSAML checks the configuration. now is the clock that the age of the metadata is measured by; answers are measured
// by the machine's, as the library that reads them does.
func NewSAML(c SAMLConfig, now func() time.Time) (*SAML, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	pair, err := tls.X509KeyPair(c.Key, c.Key)
	if err != nil {
		return nil, fmt.Errorf("signin: the file with the SAML key must hold a private key and its certificate: %w", err)
	}
	key, ok := pair.PrivateKey.(*rsa.PrivateKey)
	if !ok || key.N.BitLen() < 2048 {
		return nil, errors.New("signin: the SAML key must be RSA of at least 2048 bits")
	}
	c.EntityID = cmp.Or(c.EntityID, c.Base+samlMetadataPath)
	if c.Name == "" {
		c.Name = hostOf(c.Provider)
	}
	if len(c.Assurance) == 0 {
		c.Assurance = []string{LoA3, LoA4}
	}
	return &SAML{SAMLConfig: c, key: key, cert: pair.Leaf, client: &http.Client{Timeout: 10 * time.Second}, now: now}, nil
}

func (c SAMLConfig) check() error {
	if c.Provider == "" || c.Base == "" {
		return errors.New("signin: SAML needs the provider's entity id and the address of the service")
	}
	u, err := url.Parse(c.Metadata)
	if err != nil || c.Metadata == "" || u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return errors.New("signin: the SAML metadata must be an https address or a file")
	}
	return nil
}

// hostOf is the host of an address, or the whole of what is none, such as urn:….
func hostOf(id string) string {
	u, err := url.Parse(id)
	if err != nil {
		return id
	}
	return cmp.Or(u.Hostname(), id)
}

// issuer is how accounts are tied to it.
func (p *SAML) issuer() issuer {
	return issuer{id: p.Provider, name: p.Name, way: "saml", method: BySAML, assurance: p.Assurance}
}

// party is our side towards the provider that its metadata describe.
func (p *SAML) party(found *saml.EntityDescriptor) (*saml.ServiceProvider, error) {
	ours, err := url.Parse(p.Base + samlMetadataPath)
	if err != nil {
		return nil, err
	}
	answers, err := url.Parse(p.Base + samlAnswerPath)
	if err != nil {
		return nil, err
	}
	return &saml.ServiceProvider{EntityID: p.EntityID, Key: p.key, Certificate: p.cert, MetadataURL: *ours, AcsURL: *answers, IDPMetadata: found,
		AuthnNameIDFormat: saml.PersistentNameIDFormat, SignatureMethod: dsig.RSASHA256SignatureMethod,
		SignatureVerifier: verifier{}, ValidateAudienceRestriction: p.isForUs}, nil
}

// depart is where the browser is sent, with what we ask signed. Whoever shows anew who they are is asked to do it now,
// however lately they did, at the first of the levels that are enough: Sweden Connect has levels asked for exactly.
func (p *SAML) depart(a *attempt, _ string) (*url.URL, error) {
	found, err := p.found()
	if err != nil {
		return nil, err
	}
	sp, err := p.party(found)
	if err != nil {
		return nil, err
	}
	if a.For != toSignIn {
		now := true
		sp.ForceAuthn = &now
		sp.RequestedAuthnContext = &saml.RequestedAuthnContext{Comparison: "exact", AuthnContextClassRef: p.Assurance[0]}
	}
	asks, err := sp.MakeAuthenticationRequest(sp.GetSSOBindingLocation(saml.HTTPRedirectBinding), saml.HTTPRedirectBinding, saml.HTTPPostBinding)
	if err != nil {
		return nil, err
	}
	if p.Subject != "" {
		asks.NameIDPolicy = nil // an attribute tells who it is, so any name will do
	}
	a.State = asks.ID
	return asks.Redirect("", sp)
}

// found gives the provider's metadata: those read within the hour, else new ones, else, while it is away, the old ones
// for as long as they say that they hold.
func (p *SAML) found() (*saml.EntityDescriptor, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.known != nil && now.Before(p.readAt.Add(metadataLife)) && p.holds(now) {
		return p.known, nil
	}
	if p.away == nil || !now.Before(p.asked.Add(patience)) || now.Before(p.asked) {
		p.readAnew(now)
	}
	if p.known != nil && p.holds(now) {
		return p.known, nil
	}
	return nil, p.away
}

func (p *SAML) holds(now time.Time) bool {
	return p.known.ValidUntil.IsZero() || now.Before(p.known.ValidUntil)
}

func (p *SAML) readAnew(now time.Time) {
	fresh, err := p.readMetadata()
	if err == nil && !fresh.ValidUntil.IsZero() && !now.Before(fresh.ValidUntil) {
		err = errors.New("the metadata no longer hold")
	}
	if err != nil {
		p.asked = now
		p.away = fault.Wrap(err, fault.Unavailable, language.T("%s svarar inte just nu. Försök igen om en stund, eller välj ett annat sätt.", "%s does not answer just now. Try again in a while, or choose another way.").With(p.Name))
		return
	}
	p.known, p.readAt, p.away = fresh, now, nil
}
