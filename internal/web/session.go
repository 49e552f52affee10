package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// Session is one sign-in of one account in one browser.
type Session struct {
	ID        string  `db:"id"`           // for lists and the trail; of no use for signing in
	Account   string  `db:"account_id"`   // who
	Authority string  `db:"authority_id"` // acted for; empty until chosen
	Agent     string  `db:"agent"`        // "Firefox, Windows"
	Started   db.Time `db:"started_at"`
	Seen      db.Time `db:"seen_at"` // to the minute
	Ends      db.Time `db:"ends_at"`
	Ended     db.Time `db:"ended_at"` // zero while it lives
}

// Sessions keeps who is signed in. The browser has a random secret of 256 bits; the table has its SHA-256, so that a
// stolen table signs nobody in.
type Sessions struct {
	trail          *audit.Trail
	random         io.Reader
	idle, absolute time.Duration
}

func newSessions(o Options) *Sessions {
	return &Sessions{trail: o.Trail, random: o.Rand, idle: o.Idle, absolute: o.Absolute}
}

// live tells whether a session holds at an instant: not ended, not idle for too long, not too old.
func (s Session) live(now time.Time, idle time.Duration) bool {
	return s.Ended.IsZero() && now.Before(s.Ends.Time) && now.Before(s.Seen.Add(idle))
}

func (ss *Sessions) secret() (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(ss.random, b); err != nil {
		return "", fmt.Errorf("web: no randomness for a session: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// start makes a session and ends the one that the same browser had. secret is for the cookie alone.
func (ss *Sessions) start(ctx context.Context, account, authority, agent string, old *Session) (s Session, secret string, err error) {
	if secret, err = ss.secret(); err != nil {
		return Session{}, "", err
	}
	err = ss.trail.House(ctx, func(tx *audit.HouseTx) error {
		now := tx.Now()
		s = Session{ID: tx.NewID(), Account: account, Authority: authority, Agent: agent,
			Started: db.At(now), Seen: db.At(now), Ends: db.At(now.Add(ss.absolute))}
		if old != nil {
			if err := endSession(ctx, tx, old.ID, now); err != nil {
				return err
			}
		}
		return insertSession(ctx, tx, s, digestOf(secret))
	})
	return s, secret, err
}

// find gives the session of a secret, whether it still lives or not; ok is false when there is none.
func (ss *Sessions) find(ctx context.Context, secret string) (s Session, ok bool, err error) {
	s, err = sessionByDigest(ctx, ss.trail.DB(), digestOf(secret))
	if errors.Is(err, db.ErrNone) {
		return Session{}, false, nil
	}
	return s, err == nil, err
}

const seenEvery = time.Minute

// touch notes that the session is in use, at most once a minute so that reading a page does not write.
func (ss *Sessions) touch(ctx context.Context, s Session, now time.Time) error {
	if now.Before(s.Seen.Add(seenEvery)) {
		return nil
	}
	return ss.trail.House(ctx, func(tx *audit.HouseTx) error { return sessionSeen(ctx, tx, s.ID, tx.Now()) })
}

// rotate gives a session a new secret and authority, since what it may do has changed.
func (ss *Sessions) rotate(ctx context.Context, s Session, authority string) (secret string, err error) {
	if secret, err = ss.secret(); err != nil {
		return "", err
	}
	return secret, ss.trail.House(ctx, func(tx *audit.HouseTx) error {
		return sessionRotated(ctx, tx, s.ID, digestOf(secret), authority)
	})
}

// List gives an account's living sessions, the latest first.
func (ss *Sessions) List(ctx context.Context, account string) ([]Session, error) {
	all, err := sessionsOf(ctx, ss.trail.DB(), account)
	if err != nil {
		return nil, err
	}
	now := ss.trail.DB().Now()
	var live []Session
	for _, s := range all {
		if s.live(now, ss.idle) {
			live = append(live, s)
		}
	}
	return live, nil
}

// Revoke ends one session of an account; another account's is left alone.
func (ss *Sessions) Revoke(ctx context.Context, account, id string) error {
	return ss.trail.House(ctx, func(tx *audit.HouseTx) error { return revokeSession(ctx, tx, account, id, tx.Now()) })
}

// RevokeAll ends every session of an account but one, whose id may be empty: after a new password or a closed account.
func (ss *Sessions) RevokeAll(ctx context.Context, account, but string) error {
	return ss.trail.House(ctx, func(tx *audit.HouseTx) error { return revokeSessions(ctx, tx, account, but, tx.Now()) })
}

// Sweep takes away sessions, rates, kept forms and kept answers that are over. A job does it every hour.
func (rt *Router) Sweep(ctx context.Context) error {
	if rt.o.Trail == nil {
		return nil
	}
	return rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error { return sweep(ctx, tx, tx.Now()) })
}
