package apptest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
)

// world is a house with the examples, and with one account for each role at the authority that owns them, at a foreign
// one and at the agency, each signed in already.
type world struct {
	mould
	examples map[string]example
	people   []member
	owner    string            // id of the authority that the examples are of
	around   map[string]string // ids of what a path's thing is part of, by kind

	questions []string // pages of questions, one for each state that a form needs
	asker     member   // the job seeker of whom there is something in each state

	looked sync.Once
	acts   map[string]act // what findActs found
}

// member is one of the world's people. The zero member is the public.
type member struct {
	role               policy.Role
	place              string
	account, authority string
	cookies            []*http.Cookie
}

// name says who it is, for messages.
func (m member) name() string {
	if m.account == "" {
		return "public"
	}
	return string(m.role) + " at " + m.place
}

var worldOnce = sync.OnceValues(func() (*world, error) {
	w := &world{}
	var err error
	w.mould, err = mouldOf(func(ctx context.Context, a *app.App) error { return w.fill(ctx, a) })
	return w, err
})

func theWorld(t testing.TB) *world {
	t.Helper()
	w, err := worldOnce()
	if err != nil {
		t.Fatalf("the world of routes: %v", err)
	}
	return w
}

func (w *world) fill(ctx context.Context, a *app.App) (err error) {
	if err := fillQuick(ctx, a); err != nil {
		return err
	}
	if w.owner, err = authorityAt(ctx, a, owner); err != nil {
		return err
	}
	if w.examples, err = examples(ctx, a, w.owner); err != nil {
		return err
	}
	w.people = []member{{}}
	for _, place := range []string{owner, foreign, cast.Agency} {
		for _, role := range staffRoles() {
			m, err := employ(ctx, a, place, role, len(w.people))
			if err != nil {
				return fmt.Errorf("%s at %s: %w", role, place, err)
			}
			w.people = append(w.people, m)
		}
	}
	for place, digits := range map[string]string{owner: ownNumber, foreign: foreignNumber} {
		m, err := seeks(ctx, a, place, digits)
		if err != nil {
			return fmt.Errorf("job seeker: %w", err)
		}
		w.people = append(w.people, m)
	}
	rounds, err := w.signingExamples(ctx, a)
	if err != nil {
		return err
	}
	maps.Copy(w.examples, rounds)
	if w.questions, err = w.askedQuestions(ctx, a); err != nil {
		return fmt.Errorf("questions in every state: %w", err)
	}
	if w.asker, err = seeks(ctx, a, owner, askerNumber); err != nil {
		return err
	}
	return w.enter(ctx, a)
}

// staffRoles are the roles that a member of staff can have, and none.
func staffRoles() []policy.Role {
	roles := []policy.Role{policy.SignedIn}
	for _, info := range policy.Roles() {
		if info.Assignable() {
			roles = append(roles, info.Role)
		}
	}
	return roles
}

func employ(ctx context.Context, a *app.App, place string, role policy.Role, n int) (m member, err error) {
	m = member{role: role, place: place}
	if m.authority, err = authorityAt(ctx, a, place); err != nil {
		return m, err
	}
	made, err := a.Accounts.Add(ctx, maker(), account.Input{Authority: m.authority, UserName: fmt.Sprintf("prov.person%d", n), Name: fmt.Sprintf("Provperson %d (Demo)", n)})
	if err != nil || role == policy.SignedIn {
		m.account = made.ID
		return m, err
	}
	m.account = made.ID
	_, err = a.Accounts.Grant(ctx, maker(), made.ID, account.DutyInput{Authority: m.authority, Role: role, From: calendar.NewDate(2024, 1, 1)})
	return m, err
}

// The official test numbers of the person whom the examples are about, and of one whom nobody knows.
const (
	ownNumber     = "200401012398"
	foreignNumber = "189001019802"
)

// seeks is a job seeker: the person whom the owner's examples are about, or another.
func seeks(ctx context.Context, a *app.App, place, digits string) (member, error) {
	number, err := identity.ParsePersonal(digits, calendar.DateOf(a.DB.Now()))
	if err != nil {
		return member{}, err
	}
	who, err := a.Seekers.Enter(ctx, number, seeker.ByIdentification)
	return member{role: policy.Jobseeker, place: place, account: who.ID}, err
}

// enter signs everybody in, and the example account too, whose session is an example.
func (w *world) enter(ctx context.Context, a *app.App) error {
	h := &Samsyn{App: a, T: nil, Log: &Log{}}
	h.door()
	for i, m := range w.people {
		if m.account == "" {
			continue
		}
		p := &Person{h: h, jar: newJar(), lang: language.Swedish, Name: m.name()}
		if code := p.knock(m.account, m.authority); code != http.StatusSeeOther {
			return fmt.Errorf("%s: sign-in answers %d", m.name(), code)
		}
		w.people[i].cookies = p.cookies()
		if m.place == owner && m.role == policy.Coordinator { // at another browser too, to be ended from here
			(&Person{h: h, jar: newJar(), lang: language.Swedish}).knock(m.account, m.authority)
		}
	}
	e := w.examples["/admin/konton/{id}"]
	(&Person{h: h, jar: newJar(), lang: language.Swedish}).knock(e.id, w.owner)
	s := w.examples["/inloggningar/{session}"]
	id, err := db.One[string](ctx, a.DB, "SELECT id FROM session WHERE account_id = $1", e.id)
	s.id = id
	w.examples["/inloggningar/{session}"] = s
	return err
}

// person puts a member in front of a browser in a house.
func (w *world) person(h *Samsyn, m member) *Person {
	p := h.Public()
	if m.account != "" {
		p.Name = m.name()
	}
	u, err := url.Parse(origin)
	must(err)
	p.jar.SetCookies(u, m.cookies)
	if m.role == policy.Jobseeker { // whose sessions end sooner than the world's stories take
		p.knock(m.account, m.authority)
	}
	return p
}

// actor is how policy sees a member.
func (m member) actor(h *Samsyn) policy.Actor {
	h.T.Helper()
	if m.account == "" {
		return policy.Public()
	}
	if m.role == policy.Jobseeker {
		return seeker.Seeker{ID: m.account}.Actor()
	}
	a, err := h.Accounts.Authenticate(h.T.Context(), m.account, m.authority)
	if err != nil {
		h.T.Fatalf("%s: %v", m.name(), err)
	}
	return a
}

// visit is a route with its parameters filled in.
type visit struct {
	path, missing string // to the example, and to what does not exist; alike when the path has no parameter
	things        map[string]string
}

// visit fills in a pattern; the test fails when a parameter has no example.
func (w *world) visit(t testing.TB, pattern string) (v visit) {
	t.Helper()
	v = visit{path: pattern, missing: pattern, things: map[string]string{}}
	defer func() {
		if q := asks()[pattern]; q != "" {
			v.path, v.missing = v.path+"?"+q, v.missing+"?"+q
		}
	}()
	at := 0
	for {
		start := strings.IndexByte(pattern[at:], '{')
		if start < 0 {
			return v
		}
		end := at + strings.IndexByte(pattern[at:], '}') + 1
		param := pattern[at+start : end]
		e, ok := exampleFor(w.examples, pattern[:end])
		if other, has := w.examples[pattern]; has && strings.Count(pattern, "{") == 1 {
			e, ok = other, true // a route that needs its thing in another state
		}
		if !ok || e.id == "" {
			t.Fatalf("the route %s has no example for %s. Add one of Ludvika's to examples in internal/apptest/example_test.go, under %q or its end.", pattern, param, pattern[:end])
		}
		v.path = strings.Replace(v.path, param, e.id, 1)
		v.missing = strings.Replace(v.missing, param, e.missing, 1)
		v.things[string(e.kind)] = e.id
		at = end
	}
}

// alike makes two answers comparable: what a path names and what names the request are taken out.
func (v visit) alike(s, requestID string) string {
	s = strings.ReplaceAll(s, requestID, "REQUEST")
	for _, path := range []string{v.path, v.missing} {
		if path, _, _ = strings.Cut(path, "?"); v.path != v.missing {
			s = strings.NewReplacer(path, "PATH", url.QueryEscape(path), "PATH").Replace(s)
		}
	}
	for _, id := range append([]string{nothing, "9999"}, sortedValues(v.things)...) {
		if len(id) > 3 {
			s = strings.ReplaceAll(s, id, "ID")
		}
	}
	return s
}

func sortedValues(m map[string]string) (out []string) {
	for v := range maps.Values(m) {
		out = append(out, v)
	}
	return out
}
