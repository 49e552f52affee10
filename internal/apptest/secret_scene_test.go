package apptest

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
	"samsyn/internal/webhook"
)

// secretPlace is the world of routes with those who handle what is secret, and with more who are not to learn of it: each
// role at another board of the same municipality, and uncleared colleagues of those who handle it. Nothing secret is in
// it yet.
type secretPlace struct {
	*world
	asks, answers member   // cleared; they handle everything that is secret
	strangers     []member // everybody else
}

// fill makes the place in a house that is new.
func (s *secretPlace) fill(ctx context.Context, a *app.App) error {
	s.world = &world{}
	if err := s.world.fill(ctx, a); err != nil {
		return err
	}
	s.strangers = append(s.strangers, s.people...)
	for _, role := range staffRoles() {
		if err := s.add(ctx, a, cast.LudvikaSocial, role); err != nil {
			return err
		}
	}
	if err := s.add(ctx, a, owner, policy.Caseworker); err != nil {
		return err
	}
	if err := s.add(ctx, a, cast.Agency, policy.EmploymentOfficer); err != nil {
		return err
	}
	var err error
	if s.asks, err = s.cleared(ctx, a, owner, policy.Caseworker); err != nil {
		return err
	}
	if s.answers, err = s.cleared(ctx, a, cast.Agency, policy.EmploymentOfficer); err != nil {
		return err
	}
	return s.listen(ctx, a)
}

// add employs a stranger and signs them in.
func (s *secretPlace) add(ctx context.Context, a *app.App, place string, role policy.Role) error {
	m, err := employ(ctx, a, place, role, len(s.strangers)+1000)
	if err != nil {
		return fmt.Errorf("%s at %s: %w", role, place, err)
	}
	h := &Samsyn{App: a, Log: &Log{}}
	h.door()
	p := &Person{h: h, jar: newJar(), lang: language.Swedish, Name: m.name()}
	if code := p.knock(m.account, m.authority); code != http.StatusSeeOther {
		return fmt.Errorf("%s: sign-in answers %d", m.name(), code)
	}
	m.cookies = p.cookies()
	s.strangers = append(s.strangers, m)
	return nil
}

// cleared employs somebody who may handle protected identities.
func (s *secretPlace) cleared(ctx context.Context, a *app.App, place string, role policy.Role) (m member, err error) {
	m = member{role: role, place: place}
	if m.authority, err = authorityAt(ctx, a, place); err != nil {
		return m, err
	}
	made, err := a.Accounts.Add(ctx, maker(), account.Input{Authority: m.authority, UserName: "behorig." + string(role), Name: "Behörig Provperson (Demo)", Cleared: true})
	if err != nil {
		return m, err
	}
	m.account = made.ID
	_, err = a.Accounts.Grant(ctx, maker(), made.ID, account.DutyInput{Authority: m.authority, Role: role, From: calendar.NewDate(2024, 1, 1)})
	return m, err
}

// listen lets a program of each of the two authorities ask to be told of everything.
func (s *secretPlace) listen(ctx context.Context, a *app.App) error {
	var all []webhook.Event
	for _, k := range a.Webhooks.Kinds {
		all = append(all, k.Event)
	}
	for _, m := range []member{s.asks, s.answers} {
		c, _, err := a.Accounts.AddClient(ctx, maker(), m.authority, account.ClientInput{Name: "Lyssnande system (Demo)", Role: m.role, Scopes: []policy.Scope{"enquiry:read"}})
		if err != nil {
			return err
		}
		sub, _, err := a.Webhooks.Add(ctx, maker(), m.authority, webhook.Input{Name: "Lyssnar (Demo)", Client: c.ID, Address: "https://lyssnar.example/", Events: all})
		if err != nil {
			return err
		}
		if m.place == owner {
			for _, at := range []string{"/admin/webhookar/{webhook}", "/webhooks/{webhook}"} {
				e := s.examples[at]
				e.id = sub.ID
				s.examples[at] = e
			}
		}
	}
	return nil
}

// secretSQLite is the place, made once in a process.
var secretSQLite = sync.OnceValues(func() (twins, error) {
	t := twins{place: &secretPlace{}}
	var err error
	t.mould, err = mouldOf(t.place.fill)
	return t, err
})

// twins opens houses that are alike in every byte of their database.
type twins struct {
	place *secretPlace
	mould mould  // of SQLite
	dsn   string // of PostgreSQL
	keys  *seal.Keys
}

func theTwins(t *testing.T, dialect db.Dialect) twins {
	t.Helper()
	if dialect == db.SQLite {
		tw, err := secretSQLite()
		if err != nil {
			t.Fatalf("the place of what is secret: %v", err)
		}
		return tw
	}
	keys, err := seal.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	tw := twins{place: &secretPlace{}, dsn: dbtest.Empty(t, dialect), keys: keys}
	a, err := app.Open(t.Context(), app.Options{Database: tw.dsn, Keys: keys, DB: db.Options{Now: dbtest.NewClock().Now}, Demo: true, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := tw.place.fill(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return tw
}

// open opens one of the twins.
func (tw twins) open(t *testing.T, opts ...Option) *Samsyn {
	t.Helper()
	opts = append(opts, staysSignedIn)
	if tw.dsn == "" {
		return tw.mould.copy(t, opts...)
	}
	return open(t, dbtest.Copy(t, tw.dsn), tw.keys, opts)
}

// staysSignedIn lets those who are away over night go on.
func staysSignedIn(o *app.Options) { o.Idle = 7 * 24 * time.Hour }

// later is when the twins are looked at: the morning after what is secret happened.
func later() time.Time { return calendar.NewDate(2026, 3, 3).At(9, 0) }

// settle lets the clock of a twin go to when it is looked at, and do what it does by itself.
func settle(t *testing.T, h *Samsyn) {
	t.Helper()
	h.Clock.Set(later())
	if err := h.Trail.House(t.Context(), func(tx *audit.HouseTx) error { // sessions end after half a day
		_, err := tx.Exec(t.Context(), "UPDATE session SET ends_at = $1", db.At(later().AddDate(0, 0, 1)))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := h.Enquiries.Tend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Exchange.Register(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// headed is an answer as text.
func headed(code int, head http.Header, body string) string {
	return fmt.Sprintf("%d %v\n%s", code, head, body)
}
