package signin_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"
	"github.com/crewjam/saml"
	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
)

const samlPath = "/logga-in/saml?till=/konto/losenord"

func TestSignInBySAML(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h, p := withSAML(t, dialect)
			h.browser().get("/logga-in").want(200, "Logga in med Kommunens inloggning (Demo)")
			h.browser().visitSAML(p, samlPath).want(422, "inte knutet till det")
			h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd-01"))
			for _, plain := range []bool{false, true} { // encrypted, as our metadata offer, and not
				p.plain = plain
				b := h.browser()
				b.visitSAML(p, samlPath).wantTo("/konto/losenord")
				if proof, ok := b.fresh(); !ok || proof.Method != signin.BySAML || proof.Assurance != signin.LoA3 {
					t.Errorf("got %+v %v", proof, ok)
				}
				b.get("/konto/inloggning").want(200, "Kommunens inloggning (Demo)")
				b.visitSAML(p, "/legitimera/saml?till=/x").wantTo("/x")
			}
			if n := h.noted(account.ActionSignIn, h.karin.ID); n != 2 || h.noted(policy.LinkIdentity, h.karin.ID) != 1 {
				t.Errorf("%d sign-ins are noted", n)
			}
			refusedBySAML(t, h, p)
		})
	}
}

// refusedBySAML tries every answer that does not hold.
func refusedBySAML(t *testing.T, h *house, p *samlIDP) {
	before := h.noted(account.ActionSignIn, h.karin.ID)
	late := func(a *saml.Assertion) {
		then := time.Now().Add(-10 * time.Minute)
		a.IssueInstant, a.Conditions.NotBefore, a.Conditions.NotOnOrAfter = then, then, then.Add(time.Minute)
		a.Subject.SubjectConfirmations[0].SubjectConfirmationData.NotOnOrAfter = then.Add(time.Minute)
	}
	for name, c := range map[string]struct {
		state   func(a *saml.Assertion)
		respond func(t *testing.T, answer *etree.Element)
		says    string
	}{
		"wrong audience": {state: func(a *saml.Assertion) {
			a.Conditions.AudienceRestrictions[0].Audience.Value = "https://another.example"
		}, says: "avsett för en annan tjänst"},
		"no audience":  {state: func(a *saml.Assertion) { a.Conditions.AudienceRestrictions = nil }, says: "avsett för en annan tjänst"},
		"expired":      {state: late, says: "gäller inte längre"},
		"not yet":      {state: func(a *saml.Assertion) { a.Conditions.NotBefore = time.Now().Add(time.Hour) }, says: "eller inte än"},
		"other issuer": {state: func(a *saml.Assertion) { a.Issuer.Value = "https://idp.example" }, says: "bekräftade inte vem du är"},
		"other request": {state: func(a *saml.Assertion) {
			a.Subject.SubjectConfirmations[0].SubjectConfirmationData.InResponseTo = "id-another"
		}, says: "bekräftade inte vem du är"},
		"nobody confirmed": {state: func(a *saml.Assertion) { a.Subject.SubjectConfirmations = nil }, says: "bekräftade inte vem du är"},
		"no conditions":    {state: func(a *saml.Assertion) { a.Conditions = &saml.Conditions{} }, says: "gäller inte längre"},
		"other recipient": {state: func(a *saml.Assertion) {
			a.Subject.SubjectConfirmations[0].SubjectConfirmationData.Recipient = "https://another.example/acs"
		}, says: "bekräftade inte vem du är"},
		"holder of key": {state: func(a *saml.Assertion) {
			a.Subject.SubjectConfirmations[0].Method = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"
		}, says: "bekräftade inte vem du är"},
		"a passing name":       {state: func(a *saml.Assertion) { a.Subject.NameID.Format = string(saml.TransientNameIDFormat) }, says: "bekräftade inte vem du är"},
		"another person":       {state: func(a *saml.Assertion) { a.Subject.NameID.Value = "somebody" }, says: "inte knutet till det"},
		"foreign organisation": {state: func(a *saml.Assertion) { setAttribute(a, "urn:oid:1.2.752.201.3.1", "kd01@2021002114") }, says: "212000-2270"},
		"no organisation":      {state: func(a *saml.Assertion) { setAttribute(a, "urn:oid:1.2.752.201.3.1") }, says: "212000-2270"},
		"unsigned":             {respond: unsigned, says: "bekräftade inte vem du är"},
		"tampered":             {respond: tampered, says: "bekräftade inte vem du är"},
		"two assertions":       {respond: twice, says: "bekräftade inte vem du är"},
		"unsolicited":          {respond: func(_ *testing.T, a *etree.Element) { a.RemoveAttr("InResponseTo") }, says: "började inte här"},
		"refused there": {respond: func(_ *testing.T, a *etree.Element) {
			a.FindElement("./Status/StatusCode").CreateAttr("Value", saml.StatusAuthnFailed)
		}, says: "släppte inte in dig"},
		"not an answer": {respond: func(_ *testing.T, a *etree.Element) { a.Tag = "LogoutResponse" }, says: "bekräftade inte vem du är"},
	} {
		p.plain, p.state, p.respond = true, c.state, c.respond
		b := h.browser()
		if b.visitSAML(p, samlPath); b.code != 422 || !strings.Contains(b.text, c.says) {
			t.Errorf("%s: got %d, want 422 with %q: %s", name, b.code, c.says, shorten(b.text))
		}
		b.get("/konto").wantTo("/logga-in?till=%2Fkonto")
	}
	p.state, p.respond = nil, nil
	if n := h.noted(account.ActionSignIn, h.karin.ID); n != before {
		t.Errorf("%d sign-ins are noted, want %d", n, before)
	}
	if n := h.noted(signin.ActionProveFailed, h.karin.ID); n != 2 {
		t.Errorf("%d refusals of Karin are noted, want 2: the two organisations", n)
	}
}

func unsigned(t *testing.T, answer *etree.Element) {
	a := answer.FindElement("./Assertion")
	if a == nil || a.SelectElement("Signature") == nil {
		t.Fatal("there is no signed assertion to take the signature from")
	}
	a.RemoveChild(a.SelectElement("Signature"))
	if s := answer.SelectElement("Signature"); s != nil {
		answer.RemoveChild(s)
	}
}

func tampered(t *testing.T, answer *etree.Element) {
	name := answer.FindElement("./Assertion/Subject/NameID")
	if name == nil {
		t.Fatal("there is no name to change")
	}
	name.SetText("kd-02")
	if s := answer.SelectElement("Signature"); s != nil {
		answer.RemoveChild(s)
	}
}

// twice wraps: a second assertion of another name, unsigned, before the signed one.
func twice(_ *testing.T, answer *etree.Element) {
	a := answer.FindElement("./Assertion")
	forged := a.Copy()
	forged.CreateAttr("ID", "id-forged")
	forged.RemoveChild(forged.SelectElement("Signature"))
	answer.InsertChildAt(a.Index(), forged)
}

// An answer signed as a whole, whose assertion nobody signed, is not what our metadata ask for.
func TestTheAssertionItselfIsSigned(t *testing.T) {
	h, p := withSAML(t, db.SQLite)
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd-01"))
	p.plain = true
	p.respond = func(t *testing.T, answer *etree.Element) {
		if answer.SelectElement("Signature") == nil {
			t.Fatal("the answer is not signed as a whole")
		}
		inner := answer.FindElement("./Assertion")
		inner.RemoveChild(inner.SelectElement("Signature"))
		answer.RemoveChild(answer.SelectElement("Signature"))
		p.sign(answer)
	}
	h.browser().visitSAML(p, samlPath).want(422, "bekräftade inte vem du är")
}

func TestASAMLAnswerIsBoundToTheBrowserAndHoldsOnce(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h, p := withSAML(t, dialect)
			h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd-01"))
			p.state = func(a *saml.Assertion) { a.ID = "id-the-same" }
			b := h.browser()
			b.get(samlPath)
			asked, kept := b.to, b.jar["samsyn-begun-leverantor"]
			carried := p.logIn(asked)
			h.browser().bring(carried).want(422, "annan webbläsare") // somebody is lured to come back to another's sign-in
			other := h.browser()
			other.get(samlPath)
			other.bring(carried).want(422, "annan webbläsare") // and having begun one of their own does not help
			b.bring(carried).wantTo("/konto/losenord")
			b.bring(carried).want(422, "annan webbläsare") // the attempt is over
			again := h.browser()
			again.jar["samsyn-begun-leverantor"] = kept
			again.bring(carried).want(409, "redan använt")               // nor with a copy of its cookie
			h.browser().visitSAML(p, samlPath).want(409, "redan använt") // the assertion's id was used, whatever was asked
			h.browser().get("/logga-in/saml/klar").want(422, "annan webbläsare")
			if n := h.noted(account.ActionSignIn, h.karin.ID); n != 1 {
				t.Errorf("%d sign-ins are noted, want 1", n)
			}
			late := h.browser()
			late.get(samlPath)
			carried = p.logIn(late.to)
			h.Clock.Advance(11 * time.Minute)
			late.bring(carried).want(422, "för lång tid")
		})
	}
}

func TestTheLevelBySAMLDecidesWhetherOneMaySign(t *testing.T) {
	h, p := withSAML(t, db.SQLite)
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd-01"))
	for name, c := range map[string]struct {
		level  string
		age    time.Duration
		strong bool
	}{
		"LoA3 now":        {level: signin.LoA3, strong: true},
		"LoA4 now":        {level: signin.LoA4, strong: true},
		"LoA2":            {level: "http://id.elegnamnden.se/loa/1.0/loa2"},
		"uncertified":     {level: "http://id.swedenconnect.se/loa/1.0/uncertified-loa3"},
		"a password":      {level: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"},
		"LoA3 last night": {level: signin.LoA3, age: 8 * time.Hour},
	} {
		p.state = func(a *saml.Assertion) {
			a.AuthnStatements[0].AuthnContext.AuthnContextClassRef.Value = c.level
			a.AuthnStatements[0].AuthnInstant = time.Now().Add(-c.age)
		}
		b := h.browser()
		b.visitSAML(p, samlPath).wantTo("/konto/losenord")
		if _, ok := b.fresh(); ok != c.strong {
			t.Errorf("%s: signing in gives %v", name, ok)
		}
		b.visitSAML(p, "/legitimera/saml?till=/x")
		if c.strong {
			b.wantTo("/x")
		} else if b.want(422, "tillitsnivå"); b.code != 422 {
			t.Errorf("%s: got %d", name, b.code)
		}
		h.Clock.Advance(time.Second)
	}
}

func TestOneTiesOnesOwnAccountBySAML(t *testing.T) {
	h, p := withSAML(t, db.SQLite)
	b := h.browser()
	b.signIn("karin.dahlberg").wantTo("/konto")
	b.get("/konto/inloggning/saml").wantTo("/legitimera?till=%2Fkonto%2Finloggning%2Fsaml")
	b.post("/legitimera/losenord", "password", password, "till", "/konto/inloggning/saml").wantTo("/konto/inloggning/saml")
	b.visitSAML(p, "/konto/inloggning/saml").wantTo("/konto/inloggning")
	h.browser().visitSAML(p, samlPath).wantTo("/konto/losenord")
}

func TestOurSAMLMetadataAskForSignedAssertions(t *testing.T) {
	h, _ := withSAML(t, db.SQLite)
	d := descriptor(t, h.browser().get("/logga-in/saml/metadata").want(200).raw)
	sp := d.SPSSODescriptors[0]
	if d.EntityID != "http://localhost/logga-in/saml/metadata" || !*sp.WantAssertionsSigned || !*sp.AuthnRequestsSigned ||
		len(sp.AssertionConsumerServices) != 1 || sp.AssertionConsumerServices[0].Location != samlAnswers || len(sp.KeyDescriptors) != 2 {
		t.Errorf("got %+v", d)
	}
}

func TestAnAttributeMayTellWhoSomebodyIs(t *testing.T) {
	h, p := withSAML(t, db.SQLite, func(c *signin.SAMLConfig) { c.Subject = "urn:oid:1.2.752.201.3.1" })
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd01@2120002270"))
	p.state = func(a *saml.Assertion) { a.Subject.NameID.Format = string(saml.TransientNameIDFormat) }
	h.browser().visitSAML(p, samlPath).wantTo("/konto/losenord")
}

func TestSAMLMetadataMayBeAFileOfManyProviders(t *testing.T) {
	file := filepath.Join(t.TempDir(), "metadata.xml")
	h, p := withSAML(t, db.SQLite, func(c *signin.SAMLConfig) { c.Metadata = file })
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "kd-01"))
	h.browser().get(samlPath).want(503, "svarar inte just nu")
	h.Clock.Advance(time.Minute)
	other := `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://another.example"></EntityDescriptor>`
	group := `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">` + other + p.describe() + `</EntitiesDescriptor>`
	h.must(os.WriteFile(file, []byte(group), 0o600))
	h.browser().visitSAML(p, samlPath).wantTo("/konto/losenord")
	h.Clock.Advance(72 * time.Hour) // the metadata say that they hold for two days
	h.browser().get(samlPath).want(503, "svarar inte just nu")
}

func TestAnInsecureSAMLProviderIsRefused(t *testing.T) {
	_, _, key := keyPair(t, "Samsyn (Demo)")
	good := signin.SAMLConfig{Metadata: "https://idp.example/metadata", Provider: "https://idp.example", Key: key, Base: "https://samsyn.example"}
	if _, err := signin.NewSAML(good, time.Now); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(c *signin.SAMLConfig){
		"plain http":  func(c *signin.SAMLConfig) { c.Metadata = "http://idp.example/metadata" },
		"no metadata": func(c *signin.SAMLConfig) { c.Metadata = "" },
		"no provider": func(c *signin.SAMLConfig) { c.Provider = "" },
		"no address":  func(c *signin.SAMLConfig) { c.Base = "" },
		"no key":      func(c *signin.SAMLConfig) { c.Key = nil },
	} {
		c := good
		change(&c)
		if _, err := signin.NewSAML(c, time.Now); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// goxmldsig before 1.6.0 can be made to take a signature for another text (CVE-2026-33487), and the library that we take
// in asks for an older one: the version is ours to hold.
func TestTheSignatureCheckerIsNotTheOneWithTheBypass(t *testing.T) {
	raw, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", raw, nil)
	if err != nil {
		t.Fatal(err)
	}
	const path = "github.com/russellhaering/goxmldsig"
	resolved := ""
	for _, r := range mod.Require { // with every module's version, as the toolchain has resolved it
		if r.Mod.Path == path {
			resolved = r.Mod.Version
		}
	}
	for _, r := range mod.Replace {
		if r.Old.Path == path {
			resolved = r.New.Version
		}
	}
	if semver.Compare(resolved, "v1.6.0") < 0 {
		t.Errorf("goxmldsig is %q, and must be v1.6.0 at least", resolved)
	}
}

// describe is the provider's metadata.
func (p *samlIDP) describe() string {
	raw, err := marshal(p.IDP.Metadata())
	if err != nil {
		p.t.Fatal(err)
	}
	return raw
}

// sign signs an answer as a whole.
func (p *samlIDP) sign(answer *etree.Element) {
	p.t.Helper()
	c := signingContext(p.t, p.IDP.Key, p.IDP.Certificate)
	signed, err := c.SignEnveloped(answer)
	if err != nil {
		p.t.Fatal(err)
	}
	made := signed.Child[len(signed.Child)-1]
	answer.InsertChildAt(1, made)
}
