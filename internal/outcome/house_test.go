package outcome_test

import (
	"context"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/board"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

const number = "199201012383" // an official test number

var must, refused, named = dbtest.Must, dbtest.Refused, dbtest.Named

// house is the agency with Per and Eva, a board of Ludvika with Anna, one of Falun with Cia, and a matter of Anna's and
// Per's that has a plan.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                 *outcome.Service
	matters             *matter.Service
	plans               *plan.Service
	persons             *person.Service
	per, eva, anna, cia policy.Actor
	m                   matter.Matter
	told                []string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		must(t, directory.Seed(t.Context(), d.Trail))
		h := &house{t: t, Database: d, persons: person.New(d.Trail)}
		x := exchange.New(d.Trail)
		h.matters = matter.New(d.Trail, x, h.persons)
		h.plans = plan.New(d.Trail, x, h.matters)
		h.svc = outcome.New(d.Trail, x, h.matters, h.persons)
		h.svc.Tell = func(_ context.Context, _ *audit.Tx, n outcome.News) error {
			h.told = append(h.told, n.Accounts...)
			return nil
		}
		officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
		h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer, Cleared: true}
		h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
		h.anna = policy.Actor{ID: "anna", Authority: board.Of(t, d, "2085"), Roles: worker, Cleared: true}
		h.cia = policy.Actor{ID: "cia", Authority: board.Of(t, d, "2080"), Roles: worker}
		d.Hire(t, h.per, h.eva, h.anna, h.cia)
		h.begin()
		fn(h)
	})
}

// begin begins a matter with a plan that holds.
func (h *house) begin() {
	h.t.Helper()
	ctx := h.t.Context()
	must(h.t, h.Trail.DoRows(ctx, h.per, func(tx *audit.Tx) error {
		from, err := h.partner(tx, h.anna)
		if err != nil {
			return err
		}
		to, err := h.partner(tx, h.per)
		if err != nil {
			return err
		}
		h.m, err = h.matters.Begin(ctx, tx, matter.Opening{Municipality: "2085", From: from, To: to})
		return err
	}))
	k := matter.Key{ID: h.m.ID}
	day := calendar.DateOf(h.Now())
	_, err := h.plans.Propose(ctx, h.anna, k, 0, plan.Content{Goal: "Arbete", Follow: day.AddMonths(2), Items: []plan.Item{{Text: "Läsa", Responsible: plan.Person, Due: day.AddDays(20)}}}, consent())
	must(h.t, err)
	_, err = h.plans.Accept(ctx, h.per, k, 1, consent())
	must(h.t, err)
}

func (h *house) partner(tx *audit.Tx, a policy.Actor) (matter.Partner, error) {
	n, err := identity.ParsePersonal(number, calendar.DateOf(tx.Now()))
	if err != nil {
		return matter.Partner{}, err
	}
	p, err := h.persons.Take(h.t.Context(), tx, a.Authority, person.Identity{Number: n, Name: "Nora Testberg (Demo)"})
	return matter.Partner{Authority: a.Authority, Account: a.ID, Person: p}, err
}

func consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

func (h *house) close(why matter.Reason) {
	h.t.Helper()
	_, err := h.matters.CloseMatter(h.t.Context(), h.per, matter.Key{ID: h.m.ID}, why)
	must(h.t, err)
}

// at gives an authority's latest follow-up of a point.
func (h *house) at(a policy.Actor, p outcome.Point) outcome.Outcome {
	h.t.Helper()
	id, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM outcome WHERE authority_id = $1 AND point = $2 ORDER BY spell DESC`+db.Limit(1), a.Authority, p)
	must(h.t, err)
	o, err := db.One[outcome.Outcome](h.t.Context(), h.DB, `SELECT id, matter_id, authority_id, person_id, municipality_code, part, point, spell, due_on, state, told_on, noted_at, answers, counted, version FROM outcome WHERE id = $1`, id)
	must(h.t, err)
	return o
}

// work is an answer that somebody works since a day.
func work(since calendar.Date) outcome.Answer {
	return outcome.Answer{What: outcome.Work, Form: "permanent", Since: since, Source: outcome.OwnFile}
}

func (h *house) tend() {
	h.t.Helper()
	must(h.t, h.svc.Tend(h.t.Context()))
}

// facts gives the outcomes of the facts of K4.2.
func (h *house) facts() []string {
	h.t.Helper()
	list, err := db.All[string](h.t.Context(), h.DB, `SELECT outcome FROM fact WHERE metric = 'outcome-work-or-study' ORDER BY outcome`)
	must(h.t, err)
	return list
}

func (h *house) number(digits string) identity.PersonalNumber {
	h.t.Helper()
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	return n
}
