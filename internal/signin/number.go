package signin

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"samsyn/internal/calendar"
	"samsyn/internal/identity"
)

// Visit is what was begun when somebody was sent to a provider to show which personal number is theirs. It lies sealed in
// the browser that began, so that nobody else's answer is taken.
type Visit struct {
	State    string    `json:"state"`
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"`
	Till     string    `json:"till"`
	Ends     time.Time `json:"ends"`
}

// NewVisit begins one.
func (p *Provider) NewVisit(random io.Reader, till string) (v Visit, err error) {
	for _, each := range []*string{&v.State, &v.Nonce, &v.Verifier} {
		b := make([]byte, 32)
		if _, err := io.ReadFull(random, b); err != nil {
			return v, fmt.Errorf("signin: no randomness: %w", err)
		}
		*each = base64.RawURLEncoding.EncodeToString(b)
	}
	v.Till, v.Ends = till, p.now().Add(attemptLife)
	return v, nil
}

// scopeNumber asks for the personal or coordination number (the Swedish OpenID Connect profile's naturalPersonNumber).
const scopeNumber = "https://id.oidc.se/scope/naturalPersonNumber"

func (p *Provider) forNumber(found *oidc.Provider, back string) oauth2.Config {
	o := p.oauth(found, back)
	o.Scopes = []string{oidc.ScopeOpenID, scopeNumber}
	return o
}

// Depart is where the browser is sent. The person is asked to show who they are now, at a level that is enough.
func (p *Provider) Depart(v Visit, back string) (*url.URL, error) {
	found, err := p.found()
	if err != nil {
		return nil, err
	}
	o := p.forNumber(found, back)
	return url.Parse(o.AuthCodeURL(v.State, oidc.Nonce(v.Nonce), oauth2.S256ChallengeOption(v.Verifier),
		oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("acr_values", strings.Join(p.Assurance, " "))))
}

// numbered are the claims of the Swedish profile that hold a number.
type numbered struct {
	Nonce        string `json:"nonce"`
	ACR          string `json:"acr"`
	AZP          string `json:"azp"`
	Personal     string `json:"https://id.oidc.se/claim/personalIdentityNumber"`
	Coordination string `json:"https://id.oidc.se/claim/coordinationNumber"`
}

// Number is the number that the provider states for who comes back with a code, after every check that OpenID Connect Core
// 3.1.3.7 asks for, at a level of assurance that is enough. What does not hold is one and the same fault.
func (p *Provider) Number(ctx context.Context, v Visit, back, state, code string) (identity.PersonalNumber, error) {
	if v.State == "" || subtle.ConstantTimeCompare([]byte(v.State), []byte(state)) != 1 || !p.now().Before(v.Ends) {
		return identity.PersonalNumber{}, errNotBegun
	}
	c, err := p.claimed(ctx, v, back, code)
	if err == nil && !slices.Contains(p.Assurance, c.ACR) {
		err = fmt.Errorf("the level of assurance is %q", c.ACR)
	}
	if err == nil && (c.Personal == "") == (c.Coordination == "") {
		err = errors.New("there is not one number in the claims")
	}
	var n identity.PersonalNumber
	if err == nil {
		n, err = identity.ParsePersonal(c.Personal+c.Coordination, calendar.DateOf(p.now()))
	}
	if err != nil {
		return identity.PersonalNumber{}, unconfirmed(err, p.Name)
	}
	return n, nil
}

func (p *Provider) claimed(ctx context.Context, v Visit, back, code string) (c numbered, err error) {
	found, err := p.found()
	if err != nil {
		return c, err
	}
	o := p.forNumber(found, back)
	token, err := o.Exchange(p.with(ctx), code, oauth2.VerifierOption(v.Verifier))
	if err != nil {
		return c, fmt.Errorf("the code was not taken: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	checked, err := found.VerifierContext(p.with(ctx), &oidc.Config{ClientID: p.ClientID, Now: p.now}).Verify(p.with(ctx), raw)
	if err != nil {
		return c, fmt.Errorf("the token does not hold: %w", err)
	}
	if err := checked.Claims(&c); err != nil {
		return c, err
	}
	if c.Nonce != v.Nonce || c.AZP != "" && c.AZP != p.ClientID {
		return c, errors.New("the token was made for another sign-in")
	}
	if c.Personal+c.Coordination != "" || found.UserInfoEndpoint() == "" {
		return c, nil
	}
	return p.fetched(ctx, found, token, checked.Subject, c)
}

// fetched is what the token did not say, from the provider's userinfo, which may not answer for another.
func (p *Provider) fetched(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, c numbered) (numbered, error) {
	info, err := found.UserInfo(p.with(ctx), oauth2.StaticTokenSource(token))
	if err != nil {
		return c, fmt.Errorf("userinfo: %w", err)
	}
	if info.Subject != subject {
		return c, errors.New("userinfo speaks of another person")
	}
	var more numbered
	if err := info.Claims(&more); err != nil {
		return c, err
	}
	c.Personal, c.Coordination = more.Personal, more.Coordination
	return c, nil
}
