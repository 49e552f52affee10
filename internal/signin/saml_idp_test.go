package signin_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"encoding/xml"
	"html"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"
	"github.com/crewjam/saml"
	"github.com/crewjam/saml/samlidp"
	dsig "github.com/russellhaering/goxmldsig"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/signin"
)

const samlAnswers = "http://localhost/logga-in/saml/svar"

// keyPair is an RSA key with a certificate of its own.
func keyPair(t *testing.T, name string) (*rsa.PrivateKey, *x509.Certificate, []byte) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}, &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}}, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(made)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	return key, cert, append(text, pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})...)
}

// samlIDP is crewjam's identity provider, with its login page, that states what a test tells it to.
type samlIDP struct {
	*samlidp.Server
	t       *testing.T
	url     string
	state   func(a *saml.Assertion)                // what to state otherwise
	respond func(t *testing.T, doc *etree.Element) // what to do to the answer when it is signed
	plain   bool                                   // do not encrypt
}

// MakeAssertion is the provider's, with the name and the level of Swedish staff identities.
func (p *samlIDP) MakeAssertion(req *saml.IdpAuthnRequest, session *saml.Session) error {
	if err := (saml.DefaultAssertionMaker{}).MakeAssertion(req, session); err != nil {
		return err
	}
	a := req.Assertion
	a.Subject.NameID.Format, a.Subject.NameID.Value = string(saml.PersistentNameIDFormat), "kd-01"
	a.AuthnStatements[0].AuthnContext.AuthnContextClassRef.Value = signin.LoA3
	setAttribute(a, "urn:oid:1.2.752.201.3.1", "kd01@2120002270")
	if p.plain {
		for i := range req.SPSSODescriptor.KeyDescriptors {
			req.SPSSODescriptor.KeyDescriptors[i].Use = "signing"
		}
	}
	if p.state != nil {
		p.state(a)
	}
	return nil
}

func setAttribute(a *saml.Assertion, name string, values ...string) {
	kept := a.AttributeStatements[0].Attributes[:0:0]
	for _, each := range a.AttributeStatements[0].Attributes {
		if each.Name != name {
			kept = append(kept, each)
		}
	}
	for _, v := range values {
		kept = append(kept, saml.Attribute{Name: name, NameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri", Values: []saml.AttributeValue{{Type: "xs:string", Value: v}}})
	}
	a.AttributeStatements[0].Attributes = kept
}

func startSAML(t *testing.T) *samlIDP {
	t.Helper()
	key, cert, _ := keyPair(t, "The provider (Demo)")
	p := &samlIDP{t: t}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	at, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	p.url = server.URL
	p.Server, err = samlidp.New(samlidp.Options{URL: *at, Key: key, Certificate: cert, Store: &samlidp.MemoryStore{}, Logger: log.New(io.Discard, "", 0)})
	if err != nil {
		t.Fatal(err)
	}
	p.IDP.SignatureMethod, p.IDP.AssertionMaker = dsig.RSASHA256SignatureMethod, p
	p.put("/users/karin", `{"name":"karin","password":"verysecure","email":"karin@example.com"}`)
	return p
}

// put is the provider's own administration.
func (p *samlIDP) put(path, body string) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPut, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode >= 300 {
		p.t.Fatalf("the provider does not take %s: %v %v", path, answer, err)
	}
	if err := answer.Body.Close(); err != nil {
		p.t.Fatal(err)
	}
}

// withSAML is the house with a SAML provider that knows us by our own metadata; its clock is the machine's.
func withSAML(t *testing.T, dialect db.Dialect, change ...func(c *signin.SAMLConfig)) (*house, *samlIDP) {
	t.Helper()
	p := startSAML(t)
	d := dbtest.Open(t, dialect)
	d.Clock.Set(time.Now())
	_, _, ours := keyPair(t, "Samsyn (Demo)")
	c := signin.SAMLConfig{Metadata: p.url + "/metadata", Provider: p.url + "/metadata", Key: ours, Name: "Kommunens inloggning (Demo)", Base: "http://localhost"}
	for _, fn := range change {
		fn(&c)
	}
	h := furnish(t, d, func(s *signin.Service) {
		provider, err := signin.NewSAML(c, d.Clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		s.SAML = provider
	})
	p.put("/services/samsyn", h.browser().get("/logga-in/saml/metadata").want(200).raw)
	return h, p
}

var (
	formTo    = regexp.MustCompile(`action="([^"]*)"`)
	formField = regexp.MustCompile(`name="([^"]*)" value="([^"]*)"`)
)

// hidden reads where a form of the provider leads and what it carries.
func hidden(page string) (to string, fields url.Values) {
	fields = url.Values{}
	for _, m := range formField.FindAllStringSubmatch(page, -1) {
		fields.Set(m[1], html.UnescapeString(m[2]))
	}
	if m := formTo.FindStringSubmatch(page); m != nil {
		to = html.UnescapeString(m[1])
	}
	return to, fields
}

// logIn is what a person does at the provider: its last page carries the answer for us.
func (p *samlIDP) logIn(at string) url.Values {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	body := func(answer *http.Response, err error) string {
		p.t.Helper()
		if err != nil {
			p.t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != 200 {
			p.t.Fatalf("the provider answers %s %v: %s", answer.Status, err, page)
		}
		if err := answer.Body.Close(); err != nil {
			p.t.Fatal(err)
		}
		return string(page)
	}
	_, fields := hidden(body(client.Get(at)))
	if fields.Get("SAMLRequest") == "" {
		p.t.Fatalf("the provider shows no login at %s", at)
	}
	fields.Set("user", "karin")
	fields.Set("password", "verysecure")
	to, carried := hidden(body(client.PostForm(p.url+"/sso", fields)))
	if to != samlAnswers {
		p.t.Fatalf("the provider sends the answer to %q", to)
	}
	return carried
}

// bring is the browser that carries the answer from the provider's page: without our cookies, since it comes from there.
func (b *browser) bring(carried url.Values) *browser {
	b.h.t.Helper()
	r := httptest.NewRequest("POST", "/logga-in/saml/svar", strings.NewReader(carried.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://idp.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	kept := b.jar
	b.jar = map[string]string{}
	b.send(r)
	for name, value := range b.jar {
		kept[name] = value
	}
	b.jar = kept
	return b.wantTo("/logga-in/saml/klar").get("/logga-in/saml/klar")
}

// visitSAML goes to the provider and comes back.
func (b *browser) visitSAML(p *samlIDP, from string) *browser {
	b.h.t.Helper()
	if b.get(from); b.code != 303 || !strings.HasPrefix(b.to, p.url+"/sso?") {
		b.h.t.Fatalf("got %d to %s: %s", b.code, b.to, shorten(b.text))
	}
	carried := p.logIn(b.to)
	if p.respond != nil {
		carried.Set("SAMLResponse", p.changed(carried.Get("SAMLResponse")))
	}
	return b.bring(carried)
}

// changed is an answer with something done to it on the way.
func (p *samlIDP) changed(answer string) string {
	p.t.Helper()
	raw, err := base64.StdEncoding.DecodeString(answer)
	if err != nil {
		p.t.Fatal(err)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(raw); err != nil {
		p.t.Fatal(err)
	}
	p.respond(p.t, doc.Root())
	if raw, err = doc.WriteToBytes(); err != nil {
		p.t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// descriptor reads metadata as a provider does.
func descriptor(t *testing.T, text string) (d saml.EntityDescriptor) {
	t.Helper()
	if err := xml.NewDecoder(bytes.NewReader([]byte(text))).Decode(&d); err != nil {
		t.Fatal(err)
	}
	return d
}

func marshal(d *saml.EntityDescriptor) (string, error) {
	raw, err := xml.Marshal(d)
	return string(raw), err
}

// signingContext signs as the provider does.
func signingContext(t *testing.T, key crypto.PrivateKey, cert *x509.Certificate) *dsig.SigningContext {
	t.Helper()
	c := dsig.NewDefaultSigningContext(dsig.TLSCertKeyStore(tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key, Leaf: cert}))
	c.Canonicalizer = dsig.MakeC14N10ExclusiveCanonicalizerWithPrefixList("")
	if err := c.SetSignatureMethod(dsig.RSASHA256SignatureMethod); err != nil {
		t.Fatal(err)
	}
	return c
}
