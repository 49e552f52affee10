package contact_test

import (
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// house is Ludvika with two boards, Falun with one, and people at each and at the agency.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                         *contact.Service
	accounts                    *account.Service
	dir                         *directory.Service
	work, social, elsewhere     string
	anna, ali, birgit, per, ola policy.Actor // coordinator and caseworker of work, coordinator of social, coordinator and officer of the agency
	johan                       policy.Actor // coordinator elsewhere
}

var system = policy.Process("test")

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	ctx := t.Context()
	h := &house{t: t, Database: d, svc: contact.New(d.Trail), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
	h.must(directory.Seed(ctx, d.Trail))
	var err error
	h.dir, err = directory.New(d.Trail)
	h.must(err)
	for _, b := range []struct {
		code, name string
		id         *string
		areas      []directory.BranchArea
	}{
		{"2085", "Arbetsmarknadsnämnden (Demo)", &h.work, []directory.BranchArea{directory.Employment, directory.YouthDuty}},
		{"2085", "Socialnämnden (Demo)", &h.social, []directory.BranchArea{directory.IncomeSupport, directory.SocialServices}},
		{"2080", "Nämnden (Demo)", &h.elsewhere, nil},
	} {
		made, err := h.dir.AddAuthority(ctx, system, directory.Authority{Class: directory.Board, MunicipalityCode: b.code,
			AuthorityDetails: directory.AuthorityDetails{Name: b.name}, Validity: directory.Validity{From: date("2020-01-01")}})
		h.must(err)
		*b.id = made.ID
		h.must(h.dir.SetAreas(ctx, system, made.ID, "", b.areas, date("2020-01-01")))
	}
	h.anna, h.ali = h.hire("anna", h.work, policy.Coordinator), h.hire("ali", h.work, policy.Caseworker)
	h.birgit, h.johan = h.hire("birgit", h.social, policy.Coordinator), h.hire("johan", h.elsewhere, policy.Coordinator)
	h.per, h.ola = h.hire("per", directory.PES, policy.Coordinator), h.hire("ola", directory.PES, policy.EmploymentOfficer)
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

func (h *house) refused(err error, kind fault.Kind, what string) {
	h.t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		h.t.Errorf("%s: %v, want %s", what, err, kind)
	}
}

func (h *house) count(text string, args ...any) int {
	h.t.Helper()
	n, err := db.One[int](h.t.Context(), h.DB, text, args...)
	h.must(err)
	return n
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// phone is a path by telephone of the agency or a board.
func phone(owner policy.Actor, name string, topics ...contact.Topic) contact.Draft {
	return contact.Draft{Name: name, Channel: contact.Phone, Address: "010-000 00 00", Hours: calendar.OfficeHours(), Personal: true, Protected: true, FirstDays: 1, AnswerDays: 2,
		Owner: owner.ID, From: date("2026-01-01"), Topics: topics, Languages: "svenska"}
}

func samsyn(owner policy.Actor, name string, topics ...contact.Topic) contact.Draft {
	d := phone(owner, name, topics...)
	d.Channel, d.Address, d.Protected, d.Open = contact.Samsyn, "", false, true
	return d
}

func (h *house) add(who policy.Actor, d contact.Draft) contact.Path {
	h.t.Helper()
	p, err := h.svc.Add(h.t.Context(), who, who.Authority, d)
	h.must(err)
	return p
}

// now is the instant of the test clock.
func (h *house) now() time.Time { return h.Clock.Now() }
