package seeker_test

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seeker"
	"samsyn/internal/web"
)

// numbers are official test numbers.
var numbers = []string{"199201012383", "199201012391", "199201022390", "200401012380", "198502862397"}

// house is the rooms with the agency and the boards of two municipalities.
type house struct {
	t *testing.T
	*dbtest.Database
	svc         *seeker.Service
	persons     *person.Service
	authorities []string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, svc: seeker.New(d.Trail), persons: person.New(d.Trail), authorities: []string{directory.PES}}
	h.act(func(tx *audit.Tx) error {
		for _, code := range []string{"2085", "2080"} {
			a, err := directory.BoardFor(t.Context(), tx, code)
			if err != nil {
				return err
			}
			h.authorities = append(h.authorities, a.ID)
		}
		return nil
	})
	return h
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

func (h *house) number(digits string) identity.PersonalNumber {
	h.t.Helper()
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	return n
}

// known gives an authority's record of a number.
func (h *house) known(authority, digits string) (p person.Person) {
	h.t.Helper()
	h.act(func(tx *audit.Tx) (err error) {
		p, err = h.persons.Take(h.t.Context(), tx, authority, person.Identity{Number: h.number(digits), Name: "Nora Testberg (Demo)"})
		return err
	})
	return p
}

// enters signs somebody in by a number that they have shown.
func (h *house) enters(digits string) seeker.Seeker {
	h.t.Helper()
	who, err := h.svc.Enter(h.t.Context(), h.number(digits), seeker.ByIdentification)
	must(h.t, err)
	return who
}

// session is one that was used just now.
func (h *house) session(who seeker.Seeker) web.Session {
	s := web.Session{Account: who.ID}
	s.Seen.Time = h.Now()
	return s
}

func (h *house) own(a policy.Actor) (ids []string) {
	h.t.Helper()
	records, err := person.Own(h.t.Context(), h.DB, a)
	must(h.t, err)
	for _, p := range records {
		ids = append(ids, p.ID)
	}
	return ids
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}
