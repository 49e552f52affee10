package statutory_test

import (
	"context"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/statutory"
)

const (
	number  = "199201012383" // official test numbers
	another = "199201012391"
	name    = "Nora Testberg (Demo)"
	course  = "Svenska som andraspråk, delkurs 2"
)

// house is the agency with Per, Eva and Vera (cleared); a board of Ludvika that has adult education and income support,
// with Anna and Bo; one of Falun that has neither, with Cia; and Ingrid, who runs the installation.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                                   *statutory.Service
	persons                               *person.Service
	dir                                   *directory.Service
	per, eva, vera, anna, bo, cia, ingrid policy.Actor
	news                                  []statutory.News
	hooks                                 []string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	dir, err := directory.New(d.Trail)
	must(t, err)
	h := &house{t: t, Database: d, persons: person.New(d.Trail), dir: dir}
	h.svc = statutory.New(d.Trail, exchange.New(d.Trail), h.persons)
	officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
	ludvika, falun := h.board("2085"), h.board("2080")
	must(t, dir.SetAreas(t.Context(), policy.Process("test"), ludvika, "", []directory.BranchArea{directory.IncomeSupport, directory.AdultsEducation}, calendar.NewDate(2024, 1, 1)))
	h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
	h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
	h.vera = policy.Actor{ID: "vera", Authority: directory.PES, Roles: officer, Cleared: true}
	h.anna = policy.Actor{ID: "anna", Authority: ludvika, Roles: worker}
	h.bo = policy.Actor{ID: "bo", Authority: ludvika, Roles: worker}
	h.cia = policy.Actor{ID: "cia", Authority: falun, Roles: worker}
	h.ingrid = policy.Actor{ID: "ingrid", Authority: directory.PES, Roles: []policy.Role{policy.InstallationAdmin}}
	h.act(func(tx *audit.Tx) error {
		for _, a := range []policy.Actor{h.per, h.eva, h.vera, h.anna, h.bo, h.cia} {
			if _, err := tx.Exec(t.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
				VALUES ($1, 1, $2, '', $1, $1, '', '', 'sv', $3, '', TRUE)`, a.ID, a.Authority, a.Cleared); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `INSERT INTO account_duty (id, account_id, role, authority_id, unit_id, valid_from, granted_by) VALUES ($1, $2, $3, $4, '', $5, $2)`,
				tx.NewID(), a.ID, string(a.Roles[0]), a.Authority, calendar.NewDate(2026, 1, 1)); err != nil {
				return err
			}
		}
		return nil
	})
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n statutory.News) error { h.news = append(h.news, n); return nil }
	h.svc.Hook = func(_ context.Context, _ *audit.Tx, authorities []string, kind string, _ ref.Ref) error {
		for _, a := range authorities {
			h.hooks = append(h.hooks, kind+" "+a)
		}
		return nil
	}
	return h
}

func (h *house) board(code string) (id string) {
	h.act(func(tx *audit.Tx) error {
		a, err := directory.BoardFor(h.t.Context(), tx, code)
		id = a.ID
		return err
	})
	return id
}

// act does something as the test itself.
func (h *house) act(fn func(tx *audit.Tx) error) {
	h.t.Helper()
	must(h.t, h.Trail.DoRows(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note(policy.MakePerson, ref.To(person.PersonKind, "test"), nil)
	}))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

func (h *house) at(day calendar.Date, hour int) { h.Clock.Set(day.At(hour, 0)) }

func day(month, d int) calendar.Date {
	return calendar.NewDate(2026, 3, 1).AddMonths(month - 3).AddDays(d - 1)
}

// interruption is a whole notice from Ludvika to the agency of an interruption on Sunday 1 March.
func (h *house) interruption() statutory.Input {
	return statutory.Input{Type: law.EducationInterrupted, Municipality: "2085", Happened: day(3, 1), Number: number, Name: name, Certified: true, Facts: map[string]string{"education": course}}
}

func (h *house) send() statutory.Notice {
	h.t.Helper()
	n, err := h.svc.Send(h.t.Context(), h.anna, h.interruption())
	must(h.t, err)
	return n
}

func (h *house) take(a policy.Actor, n statutory.Notice) statutory.Notice {
	h.t.Helper()
	n, err := h.svc.Take(h.t.Context(), a, key(n))
	must(h.t, err)
	return n
}

func key(n statutory.Notice) statutory.Key { return statutory.Key{ID: n.ID, Version: n.Version} }

func (h *house) record(authority, digits string) (p person.Person) {
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	h.act(func(tx *audit.Tx) (err error) {
		p, err = h.persons.Take(h.t.Context(), tx, authority, person.Identity{Number: n})
		return err
	})
	return p
}

// protect makes an authority's own record of the number protected, with one named for it.
func (h *house) protect(authority, digits string, named ...string) person.Person {
	p := h.record(authority, digits)
	h.act(func(tx *audit.Tx) error {
		if _, err := tx.Exec(h.t.Context(), `UPDATE person SET protection = $2, protected_from = $3 WHERE id = $1`, p.ID, string(person.Marker), calendar.NewDate(2026, 1, 1)); err != nil {
			return err
		}
		for _, account := range named {
			if _, err := tx.Exec(h.t.Context(), `INSERT INTO person_clearance (id, person_id, authority_id, account_id, valid_from) VALUES ($1, $2, $3, $4, $5)`,
				tx.NewID(), p.ID, authority, account, calendar.NewDate(2026, 1, 1)); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

// hidden asserts that an actor is told that there is no such notice, in the words of an id that is nobody's, whatever is
// asked, and that no list, count or act tells otherwise.
func (h *house) hidden(a policy.Actor, n statutory.Notice) {
	h.t.Helper()
	ctx := h.t.Context()
	_, err := h.svc.Get(ctx, h.DB, a, n.ID)
	_, none := h.svc.Get(ctx, h.DB, a, "nobody")
	if err == nil || none == nil || err.Error() != none.Error() || !fault.Is(err, fault.NotFound) {
		h.t.Fatalf("%s: %v, and of nobody's %v", a.ID, err, none)
	}
	k := statutory.Key{ID: n.ID}
	for what, do := range map[string]func() error{
		"open":     func() error { _, err := h.svc.Open(ctx, a, n.ID); return err },
		"look":     func() error { _, err := h.svc.Look(ctx, a, n.ID); return err },
		"take":     func() error { _, err := h.svc.Take(ctx, a, k); return err },
		"act":      func() error { _, err := h.svc.Act(ctx, a, k, statutory.NothingToDo, ""); return err },
		"return":   func() error { _, err := h.svc.Return(ctx, a, k, "fel"); return err },
		"ask":      func() error { _, err := h.svc.AskMore(ctx, a, k, "mer"); return err },
		"give":     func() error { _, err := h.svc.GiveMore(ctx, a, k, "mer"); return err },
		"withdraw": func() error { _, err := h.svc.Withdraw(ctx, a, k, "fel"); return err },
		"close":    func() error { _, err := h.svc.Close(ctx, a, k); return err },
		"move":     func() error { _, err := h.svc.Move(ctx, a, k, "x"); return err },
	} {
		if err := do(); !fault.Is(err, fault.NotFound) {
			h.t.Fatalf("%s may %s: %v", a.ID, what, err)
		}
	}
	for _, box := range []statutory.Box{statutory.Live, statutory.Over} {
		list, err := h.svc.List(ctx, h.DB, a, statutory.Filter{Box: box})
		must(h.t, err)
		if len(list) != 0 {
			h.t.Fatalf("%s: the list tells: %+v", a.ID, list)
		}
	}
	counts, err := h.svc.Count(ctx, h.DB, a)
	must(h.t, err)
	if counts != (statutory.Counts{}) {
		h.t.Fatalf("%s: the counts tell: %+v", a.ID, counts)
	}
}

func denied(t testing.TB, err error, k fault.Kind, field string) {
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

// stored gives the facts that there are.
func (h *house) stored() []struct {
	Metric    string  `db:"metric"`
	Authority string  `db:"authority_id"`
	Outcome   string  `db:"outcome"`
	Opened    db.Time `db:"opened"`
	Due       db.Time `db:"due"`
	Closed    db.Time `db:"closed"`
} {
	h.t.Helper()
	rows, err := db.All[struct {
		Metric    string  `db:"metric"`
		Authority string  `db:"authority_id"`
		Outcome   string  `db:"outcome"`
		Opened    db.Time `db:"opened"`
		Due       db.Time `db:"due"`
		Closed    db.Time `db:"closed"`
	}](h.t.Context(), h.DB, `SELECT metric, authority_id, outcome, opened, due, closed FROM fact WHERE metric <> 'contact-path-check' ORDER BY metric`)
	must(h.t, err)
	return rows
}

// employ enters one more account.
func (h *house) employ(a policy.Actor) {
	h.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(h.t.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
			VALUES ($1, 1, $2, '', $1, $1, '', '', 'sv', $3, '', TRUE)`, a.ID, a.Authority, a.Cleared)
		if err == nil {
			_, err = tx.Exec(h.t.Context(), `INSERT INTO account_duty (id, account_id, role, authority_id, unit_id, valid_from, granted_by) VALUES ($1, $2, $3, $4, '', $5, $2)`,
				tx.NewID(), a.ID, string(a.Roles[0]), a.Authority, calendar.NewDate(2026, 1, 1))
		}
		return err
	})
}
