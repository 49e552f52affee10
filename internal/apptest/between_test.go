package apptest

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// Every route that names something that two authorities have about a person × every role at each authority × every state of
// a ground × every level of protection: what is answered is what plain rules say (between_oracle_test.go), and whoever may
// not know of the thing gets byte for byte what is answered of an id that nothing has.
func TestWhatIsBetweenTwoIsAnsweredAsTheRulesSay(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			s := theBetween(t)
			seen := s.sweep(t, s.open(t, dialect), sample.Seed(t), func(b betweenCell) uint64 { return b.part(dialect) })
			t.Logf("%v", seen.tally)
			for _, wrong := range seen.wrong {
				t.Error(wrong)
			}
			least := map[sight]int{absent: 1000, refused: 200, head: 30, whole: 100}
			for want, n := range least {
				if dialect == db.Postgres {
					n /= 10
				}
				if seen.tally[want] < n {
					t.Errorf("too few that are %s: the test shows nothing: %v", want, seen.tally)
				}
			}
		})
	}
}

// swept is what a sweep over a house saw.
type swept struct {
	tally map[sight]int
	wrong []string
}

// sweep asks by every route, for everybody, about every case, in the part of each that is told.
func (s *betweenScene) sweep(t *testing.T, h *Samsyn, seed uint64, part func(betweenCell) uint64) (seen swept) {
	t.Helper()
	seen.tally = map[sight]int{}
	for _, c := range s.between {
		w := s.about(c)
		for _, route := range h.Routes() {
			_, kind := betweenOf(route)
			if kind == "" || c.ids[kind] == "" {
				continue
			}
			for _, m := range append(slices.Clone(s.place.strangers), s.asks, s.answers, c.self) {
				b := betweenCell{cell{t, w, h, nil, route, m}, c, s.may(m, route, c)}
				if n := part(b); n == 0 || !sample.Part(seed, c.String()+route.String()+m.name()+m.account, n) {
					continue
				}
				seen.tally[b.want]++
				if wrong := b.wrong(); wrong != "" {
					seen.wrong = append(seen.wrong, fmt.Sprintf("%s: %s (%s) %s", m.name(), route, c, wrong))
				}
			}
		}
	}
	return seen
}

// about is the world with a case in place of its examples.
func (s *betweenScene) about(c *betweenCase) *world {
	p := s.place
	w := &world{mould: s.mould, examples: maps.Clone(p.examples), people: p.people, owner: p.owner, around: p.around}
	for at, e := range w.examples {
		for kind, id := range c.ids {
			if e.kind == kind {
				e.id = cmp.Or(id, nothing)
				w.examples[at] = e
			}
		}
	}
	return w
}

// betweenCell is one route about one case for one person, with what the rules say.
type betweenCell struct {
	cell
	of   *betweenCase
	want sight
}

// part is how seldom it is tried in a sampled run: whoever may see something, and those whose roles work with persons, more
// often than those who never do.
func (b betweenCell) part(dialect db.Dialect) uint64 {
	near := slices.Contains([]policy.Role{policy.Caseworker, policy.EmploymentOfficer, policy.Coordinator, policy.LogAuditor, policy.LocalAdmin, policy.Jobseeker}, b.who.role)
	n := uint64(200)
	switch {
	case b.want == whole:
		n = 10
	case b.want == head || b.want == refused:
		n = 3
	case near:
		n = 30
	}
	switch {
	case dialect == db.Postgres && n == 200 && sample.Full(): // who is refused for the role is refused without asking the database
		return 0
	case dialect == db.Postgres:
		n *= 5
	}
	return n
}

// wrong tells what is not as the rules say; empty when all is.
func (b betweenCell) wrong() string {
	v := b.w.visit(b.T, b.route.Pattern)
	if b.want == takes || b.want == whole && b.route.Method != http.MethodGet {
		return "" // would change the house; TestEveryRouteForEveryRole does those
	}
	have := b.ask(b.h, v.path)
	if have.Code == http.StatusTooManyRequests {
		return "an allowance is worn out: the test shows nothing"
	}
	tells := b.tells(have)
	switch {
	case b.want == absent:
		if one, none := b.seen(v, have), b.seen(v, b.ask(b.h, v.missing)); one != none {
			return "tells of the thing:\n" + difference(none, one)
		}
	case b.want == refused && have.Code != http.StatusNotFound && have.Code != http.StatusForbidden:
		return fmt.Sprintf("answers %d, and should refuse: %s", have.Code, body(have))
	case b.want == head && have.Code != http.StatusOK:
		return fmt.Sprintf("answers %d, and should tell that there is one: %s", have.Code, body(have))
	case b.want == whole:
		return b.wrongWhole(have, tells)
	}
	if tells != "" && !b.namesWhom() {
		return fmt.Sprintf("tells %q", tells)
	}
	return ""
}

// wrongWhole: whoever works with the person, and the person, sees the page, and who it is about stands on it.
func (b betweenCell) wrongWhole(have *httptest.ResponseRecorder, tells string) string {
	start, _ := betweenOf(b.route)
	switch page := b.route.Pattern == start && !b.route.API; {
	case strings.HasSuffix(b.route.Pattern, ".ics") && tells != "" && tells != b.of.place(): // where it is, and not with whom or why
		return fmt.Sprintf("a calendar file tells %q", tells)
	case page && have.Code != http.StatusOK:
		return fmt.Sprintf("answers %d to whoever may see it: %s", have.Code, body(have))
	case page && tells == "" && start != "/personer/{id}/mina-sidor" && start != "/mina-sidor/utfall/{id}" && !(start == "/mina-sidor/plan/{id}" && b.of.protected()): // no plan that both have accepted
		return "tells nothing of the person to whoever may know: " + body(have)
	case have.Code == http.StatusForbidden:
		return "is forbidden to whoever may see it: " + body(have)
	}
	return ""
}

// namesWhom tells of an emergency opening, whose reviewer sees whom it was about unless the identity is protected.
func (b betweenCell) namesWhom() bool {
	_, kind := betweenOf(b.route)
	return kind == accesslog.EmergencyKind && b.want == head && !b.of.protected()
}

// tells is the first of the case's words that an answer holds.
func (b betweenCell) tells(w *httptest.ResponseRecorder) string {
	said := w.Body.String() + strings.Join(w.Header().Values("Location"), " ")
	for _, word := range b.of.words() {
		if strings.Contains(said, word) {
			return word
		}
	}
	return ""
}

// The sweep reports a house that lets somebody see more than the rules say: whose protection has ended in the register alone,
// where somebody else is named in a matter, a request or a notice, and where a stranger is signed in as the person.
func TestTheSweepSeesAHouseThatTellsTooMuch(t *testing.T) {
	t.Parallel()
	s := theBetween(t)
	stranger := s.place.strangers[slices.IndexFunc(s.place.strangers, func(m member) bool {
		return m.place == owner && m.role == policy.Caseworker
	})]
	other := s.place.strangers[slices.IndexFunc(s.place.strangers, func(m member) bool {
		return m.place == foreign && m.role == policy.Jobseeker
	})]
	for name, loosened := range map[string]struct {
		text string
		args []any
		who  member
	}{
		"protected no longer":     {"UPDATE person SET protection = '', protected_from = NULL", nil, stranger},
		"named in the matter":     {"UPDATE matter_side SET account_id = $1 WHERE authority_id = $2", []any{stranger.account, stranger.authority}, stranger},
		"handles the request":     {"UPDATE request SET account_id = $1", []any{stranger.account}, stranger},
		"handles the notice":      {"UPDATE statutory_side SET account_id = $1 WHERE authority_id = $2", []any{stranger.account, stranger.authority}, stranger},
		"another's number":        {"UPDATE seeker_number SET seeker_id = $1", []any{other.account}, other},
		"another's working place": {"UPDATE handover_side SET authority_id = $1 WHERE side = 'receiver'", []any{s.authorityOf(foreign)}, s.at(foreign, policy.Caseworker)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := s.open(t, db.SQLite)
			if err := h.Trail.Do(t.Context(), maker(), func(tx *audit.Tx) error {
				tx.Note(policy.EditPerson, ref.To(person.PersonKind, nothing), nil)
				_, err := tx.Exec(t.Context(), loosened.text, loosened.args...)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			seen := s.sweep(t, h, sample.Seed(t), func(b betweenCell) uint64 {
				if b.who.account == loosened.who.account && b.route.Method == http.MethodGet && !b.route.API {
					return 1
				}
				return 0
			})
			if len(seen.wrong) == 0 {
				t.Errorf("nothing was reported of %v: the sweep cannot fail", seen.tally)
			}
		})
	}
}

// at is the stranger with a role at a place.
func (s *betweenScene) at(place string, role policy.Role) member {
	return s.place.strangers[slices.IndexFunc(s.place.strangers, func(m member) bool { return m.place == place && m.role == role })]
}

func (s *betweenScene) authorityOf(place string) string {
	return s.at(place, policy.Caseworker).authority
}

// Every route that names a thing that is about a person is in one of the two sweeps; whoever adds a room adds it to theirs.
func TestEveryRouteAboutAPersonIsSwept(t *testing.T) {
	t.Parallel()
	things := []ref.Kind{"enquiry", "enquiry-desk", "person", "person-ground", "person-task", "handover", "handover-desk", "matter", "matter-desk", "plan", "meeting", "outcome",
		"statutory-notice", "statutory-desk", "request", "reviewed-reading", "emergency-opening"}
	about := map[policy.Action]bool{}
	for _, l := range policy.Matrix() {
		about[l.Action] = slices.Contains(things, l.Over)
	}
	h := theWorld(t).copy(t)
	for _, route := range h.Routes() {
		if _, kind := betweenOf(route); !about[route.Action] || !strings.Contains(route.Pattern, "{") || kind != "" || namesSecret(route) || isAList(route) {
			continue
		}
		t.Errorf("%s is about a person and is swept by no test: name it in betweenRoutes", route)
	}
}

// isAList tells of a list, which names the thing that it is a list of: TestNothingTellsThatAnythingIsAsked.
func isAList(route web.Route) bool {
	return route.String() == "GET /api/v1/agreements/{id}/outcomes/{number}/enquiries"
}
