package web

import (
	"context"
	"errors"
	"math"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Bucket is how often something may be done: Burst times at once, and once more every Every.
type Bucket struct {
	Burst int
	Every time.Duration
}

// Limiter counts attempts over all nodes in the table rate. A key stands there as a keyed digest only.
type Limiter struct {
	trail *audit.Trail
	keys  *seal.Keys
}

func newLimiter(o Options) *Limiter { return &Limiter{trail: o.Trail, keys: o.Keys} }

// Limiter gives the rate limits of the house; nil when the router has no database.
func (rt *Router) Limiter() *Limiter { return rt.limiter }

func (l *Limiter) id(key string) string {
	if l.keys == nil {
		return digestOf(key)
	}
	return l.keys.Lasting("web.rate", key)
}

// Take takes one from the key's bucket. An empty bucket is a TooMany fault that says when to come back.
func (l *Limiter) Take(ctx context.Context, key string, b Bucket) error {
	id, step := l.id(key), b.Every.Milliseconds()
	var wait time.Duration
	err := l.trail.House(ctx, func(tx *audit.HouseTx) error {
		now := tx.Now().UnixMilli()
		room, err := takeRate(ctx, tx, id, now, step, step*int64(b.Burst))
		if err != nil || room {
			wait = 0
			return err
		}
		tat, err := rateTAT(ctx, tx, id)
		wait = time.Duration(tat+step-step*int64(b.Burst)-now) * time.Millisecond
		return err
	})
	if err != nil && !errors.Is(err, db.ErrNone) {
		return err
	}
	if wait <= 0 {
		return nil
	}
	return tooMany(wait)
}

// Clear fills the key's bucket: after a sign-in that went well.
func (l *Limiter) Clear(ctx context.Context, key string) error {
	id := l.id(key)
	return l.trail.House(ctx, func(tx *audit.HouseTx) error { return clearRate(ctx, tx, id) })
}

// waitFault is a TooMany fault that knows how long to wait.
type waitFault struct {
	wait time.Duration
	*fault.Fault
}

// Unwrap gives the fault.
func (w *waitFault) Unwrap() error { return w.Fault }

func (w *waitFault) seconds() int { return max(1, int(math.Ceil(w.wait.Seconds()))) }

func tooMany(wait time.Duration) error {
	w := &waitFault{wait: wait}
	long := language.Plural(w.seconds(), language.T("%d sekund", "%d second"), language.T("%d sekunder", "%d seconds"))
	if wait > 2*time.Minute {
		n := int(math.Ceil(wait.Minutes()))
		long = language.Plural(n, language.T("%d minut", "%d minute"), language.T("%d minuter", "%d minutes"))
	}
	text := language.T("För många försök. Vänta %s och försök igen.", "Too many attempts. Wait %s and try again.").With(long)
	w.Fault = fault.New(fault.TooMany, text)
	return w
}

// The limits of sign-in: an account's password cannot be guessed, and one address cannot try everybody's.
var (
	signInPerAccount = Bucket{Burst: 10, Every: time.Minute}
	signInPerAddress = Bucket{Burst: 50, Every: 10 * time.Second}
)

// LimitSignIn counts one attempt to sign in as the given user name, from this address. It is called before the
// password is looked at and whether or not the account exists.
func (r *Request) LimitSignIn(user string) error {
	l := r.router.limiter
	if l == nil {
		return nil
	}
	return errors.Join(
		l.Take(r.Context(), "sign-in address "+r.router.addressKey(r.Request), signInPerAddress),
		l.Take(r.Context(), "sign-in account "+user, signInPerAccount))
}

// SignedIn forgets the attempts of a user name that has signed in.
func (r *Request) SignedIn(user string) error {
	if r.router.limiter == nil {
		return nil
	}
	return r.router.limiter.Clear(r.Context(), "sign-in account "+user)
}

// Even runs fn and answers no sooner than after least, so that how long it took tells nothing about what it found.
// It waits by the machine's clock.
func Even(ctx context.Context, least time.Duration, fn func() error) error {
	timer := time.NewTimer(least)
	defer timer.Stop()
	err := fn()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return err
}
