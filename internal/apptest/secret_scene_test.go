package apptest

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
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
	"samsyn/internal/person"
	"samsyn/internal/policy"
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

// scene is a house at some time, which every test gets copies of: alike in every byte of their database, on either engine.
type scene struct {
	place *secretPlace
	mould mould
	cases []*secretCase // what was told

	mu  sync.Mutex
	dsn string // of PostgreSQL, when it was moved there
}

var sceneOnce = sync.OnceValues(func() (*scene, error) {
	s := &scene{place: &secretPlace{}}
	var err error
	s.mould, err = mouldOf(s.place.fill)
	return s, err
})

// theScene is the place before anything secret is in it.
func theScene(t *testing.T) *scene {
	t.Helper()
	s, err := sceneOnce()
	if err != nil {
		t.Fatalf("the place of what is secret: %v", err)
	}
	return s
}

// open opens a house of the scene.
func (s *scene) open(t *testing.T, dialect db.Dialect, opts ...Option) (h *Samsyn) {
	t.Helper()
	opts = append(opts, staysSignedIn)
	if dialect == db.SQLite {
		h = s.mould.copy(t, opts...)
	} else {
		h = open(t, dbtest.Copy(t, s.moved(t)), s.mould.keys, opts)
	}
	for _, c := range s.cases {
		c.listen(h)
		h.Clock.Set(later())
	}
	return h
}

// moved is the scene on PostgreSQL.
func (s *scene) moved(t *testing.T) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dsn == "" {
		dsn := dbtest.Lasting(t)
		s.mould.moved(t, dsn)
		s.dsn = dsn
	}
	return s.dsn
}

// storyOnce keeps the scene of theStory.
var storyOnce struct {
	mu   sync.Mutex
	told *scene
}

// theStory is the place on the morning after everything that is secret happened, in every state of a ground and at every
// level of protection.
func theStory(t *testing.T) *scene {
	t.Helper()
	storyOnce.mu.Lock()
	defer storyOnce.mu.Unlock()
	if storyOnce.told != nil {
		return storyOnce.told
	}
	before := theScene(t)
	told := &scene{place: before.place, cases: secretCases(person.Unprotected, person.Marker, person.Registration), mould: before.mould}
	path, clock := filepath.Join(t.TempDir(), "story.db"), dbtest.NewClock()
	must(os.WriteFile(path, before.mould.file, 0o600))
	a, err := app.Open(t.Context(), app.Options{Database: path, Keys: told.mould.keys, DB: db.Options{Now: clock.Now}, Demo: true, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	h := &Samsyn{App: a, T: t, Clock: clock, Log: &Log{}}
	told.place.tell(t, h, told.cases)
	settle(t, h)
	if err := a.Close(); err != nil { // the last connection to close folds the write-ahead log into the file
		t.Fatal(err)
	}
	if told.mould.file, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	storyOnce.told = told
	return told
}

// staysSignedIn lets those who are away over night go on.
func staysSignedIn(o *app.Options) { o.Idle = 7 * 24 * time.Hour }

// later is when the houses are looked at: the morning after what is secret happened.
func later() time.Time { return calendar.NewDate(2026, 3, 3).At(9, 0) }

// settle lets the clock of a house go to when it is looked at, and do what it does by itself.
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
