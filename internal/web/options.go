package web

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/netip"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
	"samsyn/internal/ui"
)

// Options are what app gives the router. The zero value works without a database and lets nobody sign in.
type Options struct {
	Log  *slog.Logger     // nil discards
	Now  func() time.Time // nil = time.Now
	Rand io.Reader        // ids and session secrets; nil = crypto/rand

	// Trail keeps sessions, rates and idempotent answers; nil leaves those out.
	Trail *audit.Trail
	// Keys seal what is kept of a form whose session ran out and of answers kept for repetition, and digest the keys
	// of rates. Needed with Trail.
	Keys *seal.Keys
	// Authenticate tells who stands behind a session now. An Unauthenticated fault ends the session.
	Authenticate func(ctx context.Context, s Session) (policy.Actor, error)
	// AuthenticateKey tells which client has the API key whose SHA-256 digest, in hex, is given.
	AuthenticateKey func(ctx context.Context, digest string) (policy.Actor, error)

	// HTTPS says that people reach the service over https, here or at a proxy: cookies get the __Host- prefix and
	// browsers are told to keep to https.
	HTTPS bool
	// Proxies are the addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
	Proxies []netip.Prefix
	// SignIn is the path of the sign-in page, "/logga-in" when empty; SignOut is where the header's form posts.
	SignIn, SignOut string
	// SignInAt gives the path of another sign-in page for the pages below a path, empty where it is SignIn; nil when there
	// is none.
	SignInAt func(path string) string
	// Nav is the main menu; an item shows for those whose role may do its action.
	Nav []NavItem
	// Frame completes the frame of every page: demo band, place of the user, footer.
	Frame func(r *Request, f *ui.Frame)
	// Sound is asked before every route that is not open to anyone; its fault is then the answer. It tells whether what
	// happens can be noted, since without that no personal data is shown.
	Sound func() error
	// PathOf leads somebody from a thing to its page, empty when it has none for them; nil when no thing has.
	PathOf func(policy.Actor, ref.Ref) string
	// Ready and Health are asked by /readyz and /healthz.
	Ready, Health []Check
	// API describes the API in its OpenAPI document and api-info.
	API APIInfo
	// Idle and Absolute bound a session; 0 gives 60 minutes and 12 hours.
	Idle, Absolute time.Duration
	// Timeout bounds a handler; 0 gives 30 seconds. A stream may take longer.
	Timeout time.Duration
}

// NavItem is one way in the main menu.
type NavItem struct {
	Text   language.Text
	Path   string
	Action policy.Action
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	o.SignIn = or(o.SignIn, "/logga-in")
	o.Idle = or(o.Idle, time.Hour)
	o.Absolute = or(o.Absolute, 12*time.Hour)
	o.Timeout = or(o.Timeout, 30*time.Second)
	o.API = o.API.withDefaults()
	return o
}

// or gives a, or b when a is its zero value.
func or[T comparable](a, b T) T {
	var zero T
	if a == zero {
		return b
	}
	return a
}
