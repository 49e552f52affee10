package idp

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// How Samsyn is known to the provider.
const (
	ClientID = "samsyn"
	Secret   = "a secret of the installation"
)

// Provider is zitadel's provider, with its login page, that states what a test tells it to.
type Provider struct {
	*storage.Storage
	URL         string
	ACR         string
	Affiliation any
	Claim       string // of a number, if any
	Number      string
	AuthTime    time.Time // zero: when the person logged in

	back string
}

// stating is a request with the level that the provider states.
type stating struct {
	op.AuthRequest
	p *Provider
}

// GetACR is the level that is stated.
func (s stating) GetACR() string { return s.p.ACR }

// GetAuthTime is when the person proved who they are.
func (s stating) GetAuthTime() time.Time {
	if !s.p.AuthTime.IsZero() {
		return s.p.AuthTime
	}
	return s.AuthRequest.GetAuthTime()
}

// AuthRequestByCode is what a code was given for.
func (p *Provider) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	r, err := p.Storage.AuthRequestByCode(ctx, code)
	return stating{r, p}, err
}

// SetUserinfoFromToken says what is stated of who has logged in.
func (p *Provider) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, tokenID, subject, origin string) error {
	if p.Affiliation != nil {
		info.AppendClaims("orgAffiliation", p.Affiliation)
	}
	if p.Claim != "" {
		info.AppendClaims(p.Claim, p.Number)
	}
	return p.Storage.SetUserinfoFromToken(ctx, info, tokenID, subject, origin)
}

// Start opens a provider that knows Samsyn, which it sends browsers back to at an address of Samsyn's.
func Start(t testing.TB, back string) *Provider {
	t.Helper()
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	storage.RegisterClients(storage.WebClient(ClientID, Secret, back))
	p := &Provider{Storage: storage.NewStorage(storage.NewUserStore(server.URL)), URL: server.URL, back: back}
	handler = exampleop.SetupServer(server.URL, p, slog.New(slog.DiscardHandler), false)
	return p
}

// LogIn is what a person does at the provider, which leads back to Samsyn at the path that is given.
func (p *Provider) LogIn(t testing.TB, at string) (path string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), p.back) {
			path = r.URL.RequestURI()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	answer, err := client.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		t.Fatal(err)
	}
	id := answer.Request.URL.Query().Get("authRequestID")
	if id == "" {
		t.Fatalf("the provider shows no login at %s: %s", answer.Request.URL, page)
	}
	answer, err = client.PostForm(p.URL+"/login/username", url.Values{"username": {"test-user2"}, "password": {"verysecure"}, "id": {id}})
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || path == "" {
		t.Fatalf("the provider did not send the browser back: %s %v", answer.Status, err)
	}
	return path
}
