package request_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
)

// house is a board of Ludvika with Elin and Nora who handle, and Anna who answers for it; the agency with Maja; and a board
// of Falun with Ture. It is Monday 2 March 2026, 09.00.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                          *request.Service
	persons                      *person.Service
	accounts                     *account.Service
	board, elsewhere             string
	elin, nora, anna, maja, ture policy.Actor
	news                         []request.News
	hooked                       []string
}

const (
	number  = "199201012383" // official test numbers
	another = "199201012391"
	third   = "199201022390"
)

var system = policy.Process("test")

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	ctx := context.Background()
	persons := person.New(d.Trail)
	h := &house{t: t, Database: d, persons: persons, svc: request.New(d.Trail, persons), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n request.News) error { h.news = append(h.news, n); return nil }
	h.svc.Hook = func(_ context.Context, _ *audit.Tx, authority, event string, _ ref.Ref) error {
		h.hooked = append(h.hooked, event)
		return nil
	}
	persons.Extractors = append(persons.Extractors, h.svc.Extractor())
	h.must(directory.Seed(ctx, d.Trail))
	dir, err := directory.New(d.Trail)
	h.must(err)
	for _, b := range []struct {
		code string
		id   *string
	}{{"2085", &h.board}, {"2080", &h.elsewhere}} {
		made, err := dir.AddAuthority(ctx, system, directory.Authority{Class: directory.Board, MunicipalityCode: b.code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Socialnämnden (Demo)"}, Validity: directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		*b.id = made.ID
	}
	h.elin, h.nora = h.hire("elin", h.board, policy.Caseworker, false), h.hire("nora", h.board, policy.Caseworker, true)
	h.anna = h.hire("anna", h.board, policy.Coordinator, false)
	h.maja, h.ture = h.hire("maja", directory.PES, policy.EmploymentOfficer, false), h.hire("ture", h.elsewhere, policy.Caseworker, false)
	return h
}

func (h *house) hire(name, at string, role policy.Role, cleared bool) policy.Actor {
	h.t.Helper()
	a, err := h.accounts.Add(context.Background(), system, account.Input{Authority: at, UserName: name, Name: name + " (Demo)", Cleared: cleared})
	h.must(err)
	_, err = h.accounts.Grant(context.Background(), system, a.ID, account.DutyInput{Authority: at, Role: role, From: date("2024-01-01")})
	h.must(err)
	return policy.Actor{ID: a.ID, Name: a.Name, Authority: at, Roles: []policy.Role{role}, Cleared: cleared}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) refused(err error, kind fault.Kind, what string) {
	h.t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		h.t.Errorf("%s: %v, want %s", what, err, kind)
	}
}

// fields are those that a refusal names.
func fields(err error) string {
	var names []string
	for _, p := range fault.ProblemsOf(err) {
		names = append(names, p.Field)
	}
	return strings.Join(names, " ")
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// to moves the clock to a time in Stockholm: "2026-03-03 10.00".
func (h *house) to(s string) {
	h.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15.04", s, calendar.Stockholm())
	h.must(err)
	h.Clock.Set(at)
}

func digits(s string) identity.PersonalNumber {
	n, err := identity.ParsePersonal(s, date("2026-03-02"))
	if err != nil {
		panic(err)
	}
	return n
}

// asking is a question by telephone that wants its answer by telephone, with what is special about a type.
func asking(t request.Type) request.Asking {
	in := request.Asking{Type: t, Channel: request.Phone, By: request.Person, Checked: request.ByQuestions, Number: digits(number), Name: "Nora Testberg (Demo)",
		Text: "När kommer beslutet? (Demo)", Wish: request.Phone, Phone: "0240-000 00"}
	if t == request.Meeting {
		in.Meeting = request.MeetingWish{Form: request.FormInPerson, Language: "arabiska", Accessible: true, When: "förmiddagar"}
	}
	return in
}

// ask is a request that Elin writes down and handles.
func (h *house) ask(t request.Type) request.Request { return h.asked(h.elin, asking(t), true) }

func (h *house) asked(by policy.Actor, in request.Asking, take bool) request.Request {
	h.t.Helper()
	in.Take = take
	r, err := h.svc.Ask(h.t.Context(), by, in)
	h.must(err)
	return r
}

func key(r request.Request) request.Key { return request.Key{ID: r.ID} }

// expect says where a request stands: state, box, way, round.
func (h *house) expect(r request.Request, err error, want string) request.Request {
	h.t.Helper()
	h.must(err)
	if got := fmt.Sprint(r.State, " ", r.Box, " ", r.Way, " ", r.Round); got != want {
		h.t.Errorf("it is %s, want %s", got, want)
	}
	return r
}

// due says when a request is due, in Stockholm.
func (h *house) due(r request.Request, want string) {
	h.t.Helper()
	got := ""
	if !r.Due.IsZero() {
		got = r.Due.In(calendar.Stockholm()).Format("2006-01-02 15.04")
	}
	if got != want {
		h.t.Errorf("it is due %q, want %q", got, want)
	}
}

// facts are those of a measure as they stand: opened, due, closed, outcome.
func (h *house) facts(metric string, want ...string) {
	h.t.Helper()
	all, err := db.All[fact.Fact](h.t.Context(), h.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed FROM fact WHERE metric = $1 ORDER BY opened, due", metric)
	h.must(err)
	var got []string
	for _, f := range all {
		s := f.Due.In(calendar.Stockholm()).Format("2006-01-02 15.04")
		if !f.Closed.IsZero() {
			s += " " + f.Closed.In(calendar.Stockholm()).Format("2006-01-02 15.04") + " " + f.Outcome
		}
		got = append(got, s)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		h.t.Errorf("%s:\n got %q\nwant %q", metric, got, want)
	}
}

func (h *house) sums() {
	h.t.Helper()
	found, err := fact.Verify(h.t.Context(), h.DB)
	if h.must(err); len(found) > 0 {
		h.t.Errorf("the sums are not of the facts: %v", found)
	}
}

// told gives who was told of the latest news of a kind, by name.
func (h *house) told(kind request.NewsKind) []string {
	for i := len(h.news) - 1; i >= 0; i-- {
		if h.news[i].Kind == kind {
			return h.news[i].Accounts
		}
	}
	return nil
}

// paper is a power of attorney as it was scanned.
func (h *house) paper() *file.Checked {
	h.t.Helper()
	const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
	r := strings.NewReader(png)
	c, err := file.Check(file.Input{Name: "fullmakt.png", Content: r, Size: int64(len(png)), Owner: h.board, Accept: person.EvidenceTypes()})
	h.must(err)
	return &c
}

// record gives Elin's authority's record of a number, with Elin named on it.
func (h *house) record(digitsOf string, who ...policy.Actor) (p person.Person) {
	h.t.Helper()
	h.must(h.Trail.DoRows(h.t.Context(), system, func(tx *audit.Tx) (err error) {
		if p, err = h.persons.Take(h.t.Context(), tx, h.board, person.Identity{Number: digits(digitsOf), Name: "Nora Testberg (Demo)", Reached: person.Reached{Phone: "0240-111 11", Address: "Provgatan 7"}}); err != nil {
			return err
		}
		for _, a := range who {
			if err := h.persons.Assign(h.t.Context(), tx, p, a.ID, ref.To("enquiry", "e1")); err != nil {
				return err
			}
		}
		return tx.Note(policy.MakePerson, p.Ref(), nil)
	}))
	return p
}
