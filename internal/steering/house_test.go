package steering_test

import (
	"context"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/steering"
)

// house is an agreement between the agency and one board of Ludvika, in force since 2025-12-01, and the people of both.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                  *steering.Service
	agreement            agreement.Agreement
	board, elsewhere     string
	anna, karin, per, ux policy.Actor // coordinator and signatory of the board, coordinator of the agency, of another board
	accounts             *account.Service
}

var system = policy.Process("test")

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	ctx := context.Background()
	h := &house{t: t, Database: d, svc: steering.New(d.Trail), accounts: &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher()}}
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
	h.anna, h.karin = h.hire("anna", h.board, policy.Coordinator), h.hire("karin", h.board, policy.Signatory)
	h.per, h.ux = h.hire("per", directory.PES, policy.Coordinator), h.hire("johan", h.elsewhere, policy.Coordinator)
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

func (h *house) count(text string, args ...any) int {
	h.t.Helper()
	n, err := db.One[int](context.Background(), h.DB, text, args...)
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

// steeringGroup is the group that most tests are about: the agency's coordinator chairs it.
func (h *house) steeringGroup() (g steering.Group, per, karin, paper steering.Member) {
	h.t.Helper()
	ctx := context.Background()
	g, err := h.svc.AddGroup(ctx, h.anna, h.agreement.ID, steering.GroupInput{Kind: steering.Steering, Name: "Styrgruppen", Task: "Leder samverkan", From: date("2025-12-01")})
	h.must(err)
	add := func(a policy.Actor, in steering.MemberInput) steering.Member {
		in.From = date("2025-12-01")
		m, err := h.svc.AddMember(ctx, a, g.ID, in)
		h.must(err)
		return m
	}
	per = add(h.per, steering.MemberInput{Account: h.per.ID, Part: steering.Chair})
	karin = add(h.anna, steering.MemberInput{Account: h.karin.ID, Part: steering.Substitute})
	paper = add(h.anna, steering.MemberInput{Name: "Olle Utan (Demo)", Function: "förvaltningschef", Part: steering.Ordinary})
	return g, per, karin, paper
}

func when(day string) steering.When {
	return steering.When{Day: date(day), Starts: calendar.TimeAt(9, 0), Ends: calendar.TimeAt(11, 0), Place: "Demotorget 1"}
}

// heldMeeting is a meeting of the group that was held on a day, by everybody.
func (h *house) heldMeeting(g steering.Group, day string, chair steering.Member, present ...steering.Member) steering.Meeting {
	h.t.Helper()
	made, err := h.svc.PlanMeetings(context.Background(), h.anna, g.ID, []steering.When{when(day)})
	h.must(err)
	in := steering.HoldInput{Chair: chair.ID}
	for _, m := range append(present, chair) {
		in.Present = append(in.Present, m.ID)
	}
	m, err := h.svc.Hold(context.Background(), h.anna, made[0].ID, made[0].Version, in)
	h.must(err)
	return m
}
