package incident_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
)

// house is a board of Ludvika with Elin, who handles, and Gun, who reviews the log; the agency with Maja and Ann, who
// reviews its log; a board of Falun with Ture. It is Monday 2 March 2026, 09.00.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                        *incident.Service
	exchange                   *exchange.Service
	accounts                   *account.Service
	board, elsewhere           string
	elin, gun, maja, ann, ture policy.Actor
	notices                    []incident.Notice
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	ctx := context.Background()
	x := exchange.New(d.Trail)
	h := &house{t: t, Database: d, exchange: x, svc: incident.New(d.Trail, x), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n incident.Notice) error {
		h.notices = append(h.notices, n)
		return nil
	}
	h.must(directory.Seed(ctx, d.Trail))
	dir, err := directory.New(d.Trail)
	h.must(err)
	for _, b := range []struct {
		code string
		id   *string
	}{{"2085", &h.board}, {"2080", &h.elsewhere}} {
		made, err := dir.AddAuthority(ctx, policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: b.code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Socialnämnden (Demo)"}, Validity: directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		*b.id = made.ID
	}
	h.elin, h.gun = h.hire("elin", h.board, policy.Caseworker), h.hire("gun", h.board, policy.LogAuditor)
	h.maja, h.ann = h.hire("maja", directory.PES, policy.EmploymentOfficer), h.hire("ann", directory.PES, policy.LogAuditor)
	h.ture = h.hire("ture", h.elsewhere, policy.LogAuditor)
	return h
}

func (h *house) hire(name, at string, role policy.Role) policy.Actor {
	h.t.Helper()
	a, err := h.accounts.Add(context.Background(), policy.Process("test"), account.Input{Authority: at, UserName: name, Name: name + " (Demo)"})
	h.must(err)
	_, err = h.accounts.Grant(context.Background(), policy.Process("test"), a.ID, account.DutyInput{Authority: at, Role: role, From: date("2024-01-01")})
	h.must(err)
	return policy.Actor{ID: a.ID, Name: a.Name, Authority: at, Roles: []policy.Role{role}}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("%v %v", err, fault.ProblemsOf(err))
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

// letter is an incident that was discovered an hour ago.
func (h *house) letter(concerned ...string) incident.Input {
	return incident.Input{Sort: incident.Disclosed, Discovered: h.Clock.Now().Add(-time.Hour), Text: "Ett brev hamnade hos fel mottagare.", Persons: 2, Categories: []incident.Category{incident.Seekers}, Concerned: concerned}
}

// report is reported by Elin.
func (h *house) report(concerned ...string) incident.Incident {
	h.t.Helper()
	i, err := h.svc.Report(h.t.Context(), h.elin, h.letter(concerned...))
	h.must(err)
	return i
}

// key is the incident as it is now.
func key(i incident.Incident) incident.Key { return incident.Key{ID: i.ID} }
