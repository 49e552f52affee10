package deviation_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// house is an agreement between the agency and one board of Ludvika, in force since 2025-12-01, and people of both; another
// board of another municipality has nothing to do with it. It is Monday 2 March 2026, 09.00.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                          *deviation.Service
	accounts                     *account.Service
	agreement                    agreement.Agreement
	board, elsewhere             string
	anna, elin, per, maja, other policy.Actor // coordinator and caseworker of the board, coordinator and officer of the agency, coordinator elsewhere
	news                         []deviation.News
}

var system = policy.Process("test")

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	ctx := context.Background()
	h := &house{t: t, Database: d, svc: deviation.New(d.Trail), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n deviation.News) error {
		h.news = append(h.news, n)
		return nil
	}
	h.must(directory.Seed(ctx, d.Trail))
	dir, err := directory.New(d.Trail)
	h.must(err)
	for _, b := range []struct {
		code string
		id   *string
	}{{"2085", &h.board}, {"2080", &h.elsewhere}} {
		made, err := dir.AddAuthority(ctx, system, directory.Authority{Class: directory.Board, MunicipalityCode: b.code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Arbetsmarknadsnämnden (Demo)"}, Validity: directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		*b.id = made.ID
	}
	h.agreement, err = agreement.New(d.Trail).Register(ctx, system, agreement.Draft{Kind: agreement.Template2022, From: date("2025-12-01"), To: date("2028-11-30"),
		Bound: []agreement.Bound{{Municipality: "2085", Authority: h.board}}})
	h.must(err)
	h.anna, h.elin = h.hire("anna", h.board, policy.Coordinator), h.hire("elin", h.board, policy.Caseworker)
	h.per, h.maja = h.hire("per", directory.PES, policy.Coordinator), h.hire("maja", directory.PES, policy.EmploymentOfficer)
	h.other = h.hire("johan", h.elsewhere, policy.Coordinator)
	return h
}

func (h *house) hire(name, at string, role policy.Role) policy.Actor {
	h.t.Helper()
	a, err := h.accounts.Add(context.Background(), system, account.Input{Authority: at, UserName: name, Name: name + " (Demo)"})
	h.must(err)
	_, err = h.accounts.Grant(context.Background(), system, a.ID, account.DutyInput{Authority: at, Role: role, From: date("2024-01-01")})
	h.must(err)
	return policy.Actor{ID: a.ID, Name: a.Name, Authority: at, Roles: []policy.Role{role}}
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

func late() deviation.Input {
	return deviation.Input{Municipality: "2085", Type: deviation.AnswerLate, Happened: date("2026-02-27"), Expected: "Svar inom två arbetsdagar.", What: "Svaret kom efter sex arbetsdagar.",
		Effect: deviation.OnIndividual, EffectText: "Beslutet om försörjningsstöd fick vänta.", Proposal: "Ge besked samma dag om tiden inte räcker."}
}

func (h *house) report() deviation.Deviation {
	h.t.Helper()
	d, err := h.svc.Report(h.t.Context(), h.elin, late())
	h.must(err)
	return d
}

func (h *house) key(d deviation.Deviation) deviation.Key { return deviation.Key{ID: d.ID} }

// expect says where a deviation stands: state, level, round.
func (h *house) expect(d deviation.Deviation, err error, want string) deviation.Deviation {
	h.t.Helper()
	h.must(err)
	if got := fmt.Sprint(d.State, " ", d.Level, " ", d.Round); got != want {
		h.t.Errorf("it is %s, want %s", got, want)
	}
	return d
}

// facts are those of a measure as they stand: due, closed, outcome.
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
		if f.Relieved {
			s += " relieved"
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
