package signin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// The levels of assurance of Swedish e-identification that are enough for signing, unless the installation says others
// (Digg's tillitsramverk; domain 9.3).
const (
	LoA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
	LoA4 = "http://id.elegnamnden.se/loa/1.0/loa4"
)

// ProviderConfig says which provider of sign-in the installation uses.
type ProviderConfig struct {
	Issuer    string
	ClientID  string
	Secret    string
	Name      string   // on the button: "Freja OrgID"
	Assurance []string // levels that are enough for signing; LoA3 and LoA4 when empty
}

// Provider is an OpenID provider. It is looked up when first needed, so that the service starts while it is away.
type Provider struct {
	ProviderConfig
	client *http.Client
	now    func() time.Time
	mu     sync.Mutex
	known  *oidc.Provider
	away   error     // why it did not answer last
	asked  time.Time // when that was
}

// patience is how long a provider that did not answer is left alone, so that nobody waits in a row for it.
const patience = 15 * time.Second

// NewProvider checks the configuration. now is the clock that tokens are measured by.
func NewProvider(c ProviderConfig, now func() time.Time) (*Provider, error) {
	u, err := url.Parse(c.Issuer)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
		return nil, errors.New("signin: the issuer must be an https address")
	}
	if c.ClientID == "" {
		return nil, errors.New("signin: the provider needs a client id")
	}
	if c.Name == "" {
		c.Name = u.Hostname()
	}
	if len(c.Assurance) == 0 {
		c.Assurance = []string{LoA3, LoA4}
	}
	return &Provider{ProviderConfig: c, client: &http.Client{Timeout: 10 * time.Second}, now: now}, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return isLocalhost(host) || ip != nil && ip.IsLoopback()
}

// with gives a context whose requests go by the provider's own client; go-oidc and oauth2 take it so and no other way.
func (p *Provider) with(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

func (p *Provider) found() (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	if now := p.now(); p.away != nil && now.Before(p.asked.Add(patience)) && !now.Before(p.asked) {
		return nil, p.away
	}
	found, err := oidc.NewProvider(p.with(context.Background()), p.Issuer) // its keys are fetched anew for as long as we run
	if err != nil {
		p.asked = p.now()
		p.away = fault.Wrap(err, fault.Unavailable, language.T("%s svarar inte just nu. Försök igen om en stund, eller välj ett annat sätt.", "%s does not answer just now. Try again in a while, or choose another way.").With(p.Name))
		return nil, p.away
	}
	p.known = found
	return found, nil
}

func (p *Provider) oauth(found *oidc.Provider, back string) oauth2.Config {
	return oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret, Endpoint: found.Endpoint(), RedirectURL: back, Scopes: []string{oidc.ScopeOpenID, "profile"}}
}

// issuer is how accounts are tied to it.
func (p *Provider) issuer() issuer {
	return issuer{id: p.Issuer, name: p.Name, way: "leverantor", method: ByProvider, assurance: p.Assurance}
}

// depart is where the browser is sent. Whoever shows anew who they are is asked to do it now, however lately they did.
func (p *Provider) depart(a *attempt, back string) (*url.URL, error) {
	found, err := p.found()
	if err != nil {
		return nil, err
	}
	o := p.oauth(found, back)
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if a.For != toSignIn {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"), oauth2.SetAuthURLParam("acr_values", strings.Join(p.Assurance, " ")))
	}
	return url.Parse(o.AuthCodeURL(a.State, options...))
}

// stated is what a provider says of a person.
type stated struct {
	by            issuer
	subject       string
	assurance     string
	at            time.Time // when they showed it; zero when not said
	organisations []identity.OrganisationNumber
	once          spent // what holds once alone: a SAML assertion; zero for none
}

type claims struct {
	Nonce     string      `json:"nonce"`
	ACR       string      `json:"acr"`
	AuthTime  int64       `json:"auth_time"`
	AZP       string      `json:"azp"`
	Org       affiliation `json:"orgAffiliation"`
	OrgByName affiliation `json:"https://id.oidc.se/claim/orgAffiliation"`
}

// exchange turns the code into what the provider states, after every check that OpenID Connect Core 3.1.3.7 asks for.
func (p *Provider) exchange(ctx context.Context, a attempt, back, code string) (stated, error) {
	found, err := p.found()
	if err != nil {
		return stated{}, err
	}
	o := p.oauth(found, back)
	token, err := o.Exchange(p.with(ctx), code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return stated{}, fmt.Errorf("the code was not taken: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	checked, err := found.VerifierContext(p.with(ctx), &oidc.Config{ClientID: p.ClientID, Now: p.now}).Verify(p.with(ctx), raw)
	if err != nil {
		return stated{}, fmt.Errorf("the token does not hold: %w", err)
	}
	var c claims
	if err := checked.Claims(&c); err != nil {
		return stated{}, err
	}
	if c.Nonce != a.Nonce || c.AZP != "" && c.AZP != p.ClientID {
		return stated{}, errors.New("the token was made for another sign-in")
	}
	if len(c.Org)+len(c.OrgByName) == 0 {
		if err := p.ask(ctx, found, token, checked.Subject, &c); err != nil {
			return stated{}, err
		}
	}
	out := stated{by: p.issuer(), subject: checked.Subject, assurance: c.ACR, organisations: organisations(slices.Concat(c.Org, c.OrgByName))}
	if c.AuthTime > 0 {
		out.at = time.Unix(c.AuthTime, 0)
	}
	return out, nil
}

// ask fetches what the token did not say from the provider's userinfo, where it has one. It may not answer for another.
func (p *Provider) ask(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, c *claims) error {
	if found.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := found.UserInfo(p.with(ctx), oauth2.StaticTokenSource(token))
	if err != nil {
		return fmt.Errorf("userinfo: %w", err)
	}
	if info.Subject != subject {
		return errors.New("userinfo speaks of another person")
	}
	var more claims
	if err := info.Claims(&more); err != nil {
		return err
	}
	c.Org, c.OrgByName = more.Org, more.OrgByName
	return nil
}
