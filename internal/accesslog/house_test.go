package accesslog_test

import (
	"context"
	"testing"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	number  = "199201012383" // official test numbers
	another = "199201012391"
)

var matter = ref.To("enquiry", "e1")

// house is a board of Ludvika with Elin and Nora who handle matters, Ulla and Uno who review the log and Olle who answers for
// the accounts; and the agency with Maja, who handles matters, and Gunilla, who reviews its log.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                                        *accesslog.Service
	persons                                    *person.Service
	elin, nora, ulla, uno, olle, maja, gunilla policy.Actor
	news                                       []accesslog.News
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, persons: person.New(d.Trail)}
	h.svc = accesslog.New(d.Trail, h.persons)
	h.svc.Abouts = []accesslog.About{{Kind: person.PersonKind, Of: records, To: func(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
		all, err := records(ctx, q, ids)
		var own []accesslog.Thing
		for _, t := range all {
			if t.Authority == authority {
				own = append(own, t)
			}
		}
		return own, err
	}, Also: []policy.Action{policy.OpenPerson, policy.SeeReviewed}}}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n accesslog.News) error { h.news = append(h.news, n); return nil }
	h.persons.OpenedInEmergency = h.svc.Opened
	h.persons.Withdrawn = append(h.persons.Withdrawn, h.svc.Withdrawn)
	h.persons.Rejected = append(h.persons.Rejected, h.svc.Rejected)
	h.persons.Informed = append(h.persons.Informed, h.svc.Informed)
	var board string
	h.act(func(tx *audit.Tx) error {
		a, err := directory.BoardFor(t.Context(), tx, "2085")
		board = a.ID
		return err
	})
	for _, x := range []struct {
		at              *policy.Actor
		id, name, where string
		role            policy.Role
	}{{&h.elin, "elin", "Elin Wallin", board, policy.Caseworker}, {&h.nora, "nora", "Nora Vik", board, policy.Caseworker}, {&h.ulla, "ulla", "Ulla Berg", board, policy.LogAuditor},
		{&h.uno, "uno", "Uno Berg", board, policy.LogAuditor}, {&h.olle, "olle", "Olle Ek", board, policy.LocalAdmin},
		{&h.maja, "maja", "Maja Öberg", directory.PES, policy.EmploymentOfficer}, {&h.gunilla, "gunilla", "Gunilla Frisk", directory.PES, policy.LogAuditor}} {
		*x.at = policy.Actor{ID: x.id, Name: x.name, Authority: x.where, Roles: []policy.Role{x.role}}
		h.hire(*x.at)
	}
	return h
}

func records(ctx context.Context, q db.Reader, ids []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, "SELECT id, id AS person_id, authority_id FROM person WHERE id "+db.In(ids, &args), args...)
}

func (h *house) hire(a policy.Actor) {
	h.act(func(tx *audit.Tx) error {
		if _, err := tx.Exec(h.t.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
			VALUES ($1, 1, $2, '', $1, $3, '', '', 'sv', FALSE, '', TRUE)`, a.ID, a.Authority, a.Name); err != nil {
			return err
		}
		_, err := tx.Exec(h.t.Context(), `INSERT INTO account_duty (id, account_id, role, authority_id, unit_id, valid_from, granted_by) VALUES ($1, $2, $3, $4, '', $5, $2)`,
			tx.NewID(), a.ID, string(a.Roles[0]), a.Authority, calendar.NewDate(2026, 1, 1))
		return err
	})
}

// act does something as the test itself.
func (h *house) act(fn func(tx *audit.Tx) error) {
	h.t.Helper()
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test", ref.To("test", "test"), nil)
	}))
}

// known gives an authority's record of a number, with those named on it.
func (h *house) known(authority, digits, name string, named ...policy.Actor) (p person.Person) {
	h.t.Helper()
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	h.act(func(tx *audit.Tx) (err error) {
		if p, err = h.persons.Take(h.t.Context(), tx, authority, person.Identity{Number: n, Name: name, Reached: person.Reached{Address: "Provgatan 7"}}); err != nil {
			return err
		}
		for _, a := range named {
			if err := h.persons.Assign(h.t.Context(), tx, p, a.ID, matter); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

func (h *house) read(a policy.Actor, p person.Person) {
	h.t.Helper()
	_, err := h.persons.Open(h.t.Context(), a, p.ID, matter)
	must(h.t, err)
}

// begin draws a review of the first half of 2026 as Ulla.
func (h *house) begin(size int) accesslog.Whole {
	h.t.Helper()
	r, err := h.svc.Begin(h.t.Context(), h.ulla, halfYear(), size)
	must(h.t, err)
	return h.whole(r.ID)
}

func halfYear() calendar.Period {
	return calendar.Period{From: calendar.NewDate(2026, 1, 1), To: calendar.NewDate(2026, 6, 30)}
}

func (h *house) whole(id string) accesslog.Whole {
	h.t.Helper()
	w, err := h.svc.Get(h.t.Context(), h.DB, h.ulla, id)
	must(h.t, err)
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

func refused(t testing.TB, err error, k fault.Kind, field string) {
	t.Helper()
	if !fault.Is(err, k) {
		t.Fatalf("not refused as %v: %v %v", k, err, fault.ProblemsOf(err))
	}
	for _, p := range fault.ProblemsOf(err) {
		if p.Field == field {
			return
		}
	}
	if field != "" {
		t.Fatalf("no problem with %s: %v", field, fault.ProblemsOf(err))
	}
}
