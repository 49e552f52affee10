package measure_test

import (
	"context"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
	"samsyn/internal/policy"
)

// house is Ludvika and Falun with a board each, and people there and at the agency.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                   *measure.Service
	accounts              *account.Service
	work, elsewhere       string
	anna, ali, johan, per policy.Actor // coordinator and caseworker of work, coordinator elsewhere, coordinator of the agency
	told                  []measure.News
}

var system = policy.Process("test")

func each(t *testing.T, fn func(t *testing.T, h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(t, furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	h := &house{t: t, Database: d, svc: measure.New(d.Trail), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n measure.News) error { h.told = append(h.told, n); return nil }
	h.must(directory.Seed(t.Context(), d.Trail))
	dir, err := directory.New(d.Trail)
	h.must(err)
	for code, id := range map[string]*string{"2085": &h.work, "2080": &h.elsewhere} {
		made, err := dir.AddAuthority(t.Context(), system, directory.Authority{Class: directory.Board, MunicipalityCode: code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Arbetsmarknadsnämnden (Demo)"}, Validity: directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		*id = made.ID
	}
	h.anna, h.ali = h.hire("anna", h.work, policy.Coordinator), h.hire("ali", h.work, policy.Caseworker)
	h.johan, h.per = h.hire("johan", h.elsewhere, policy.Coordinator), h.hire("per", directory.PES, policy.Coordinator)
	return h
}

func (h *house) hire(name, at string, role policy.Role) policy.Actor {
	h.t.Helper()
	a, err := h.accounts.Add(h.t.Context(), system, account.Input{Authority: at, UserName: name, Name: name + " (Demo)"})
	h.must(err)
	_, err = h.accounts.Grant(h.t.Context(), system, a.ID, account.DutyInput{Authority: at, Role: role, From: date("2024-01-01")})
	h.must(err)
	return policy.Actor{ID: a.ID, Name: a.Name, Authority: at, Roles: []policy.Role{role}}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) refused(err error, kind fault.Kind, field string) {
	h.t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		h.t.Errorf("%v, want %s", err, kind)
		return
	}
	if field == "" {
		return
	}
	for _, p := range fault.ProblemsOf(err) {
		if p.Field == field {
			return
		}
	}
	h.t.Errorf("%v names no %s", err, field)
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// draft is a measure of work training.
func draft(owner policy.Actor, name string) measure.Draft {
	return measure.Draft{Scheme: "municipal-placement", Name: name, Says: strings.Repeat("Man arbetar i verkstad. ", 6), Apply: "Genom er handläggare.", Site: "Verkstadsgatan 1", HoursFrom: 10, HoursTo: 30, Places: 2,
		From: date("2026-01-01"), Owner: owner.ID, Needs: []matter.Need{"practice"}, Groups: []measure.Group{measure.LongTerm}, Languages: []string{"sv"},
		Rules: measure.Rules{{Kind: measure.AgeFrom, Years: 18}, {Kind: measure.Other, Text: "körkort"}}}
}

func (h *house) add(who policy.Actor, d measure.Draft) measure.Measure {
	h.t.Helper()
	m, err := h.svc.Add(h.t.Context(), who, who.Authority, d)
	h.must(err)
	return m
}

func (h *house) names(f measure.Filter) string {
	h.t.Helper()
	found, err := measure.List(h.t.Context(), h.DB, f)
	h.must(err)
	n, err := measure.Total(h.t.Context(), h.DB, f)
	h.must(err)
	if int(n) != len(found) {
		h.t.Errorf("%+v: %d in the list, %d counted", f, len(found), n)
	}
	var out []string
	for _, m := range found {
		out = append(out, m.Name)
	}
	return strings.Join(out, ", ")
}

func (h *house) count(text string, args ...any) int {
	h.t.Helper()
	n, err := db.One[int](h.t.Context(), h.DB, text, args...)
	h.must(err)
	return n
}
