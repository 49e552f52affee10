package enquiry_test

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	number  = "199201012383" // official test numbers
	another = "199201012391"
	name    = "Nora Testberg (Demo)"
	written = "Hon har berättat om sin ryggskada för oss"
	needed  = "planering av arbetsträning"
	told    = "Planen säger arbetsträning fyra timmar om dagen"
)

// house is the agency with Per, Eva and Vera (cleared), a board of Ludvika with Anna and Bo, and one of Falun with Cia.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                           *enquiry.Service
	persons                       *person.Service
	per, eva, vera, anna, bo, cia policy.Actor
	news                          []enquiry.News
	hooks                         []string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, persons: person.New(d.Trail)}
	h.svc = enquiry.New(d.Trail, exchange.New(d.Trail), h.persons)
	officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
	ludvika, falun := h.board("2085"), h.board("2080")
	h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
	h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
	h.vera = policy.Actor{ID: "vera", Authority: directory.PES, Roles: officer, Cleared: true}
	h.anna = policy.Actor{ID: "anna", Authority: ludvika, Roles: worker}
	h.bo = policy.Actor{ID: "bo", Authority: ludvika, Roles: worker}
	h.cia = policy.Actor{ID: "cia", Authority: falun, Roles: worker}
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
	h.svc.Tell = h.tell
	h.svc.Hook = h.hook
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
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note(policy.MakePerson, ref.To(person.PersonKind, "test"), nil)
	}))
}

func (h *house) number(digits string) identity.PersonalNumber {
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	return n
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

// consent is a basis that anybody may use today.
func consent() enquiry.Basis {
	return enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

// question is a whole question about a person from Ludvika to the agency.
func (h *house) question() enquiry.Question {
	return enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: true, Number: number, Name: name,
		Text: written, Purpose: needed, Basis: consent(), Certified: true}
}

func (h *house) send(q enquiry.Question) enquiry.Enquiry {
	h.t.Helper()
	e, err := h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, q)
	must(h.t, err)
	return e
}

func key(e enquiry.Enquiry) enquiry.Key { return enquiry.Key{ID: e.ID, Version: e.Version} }

func latest(e enquiry.Enquiry) enquiry.Key { return enquiry.Key{ID: e.ID} }

func noHarm() enquiry.Basis {
	return enquiry.Basis{Kind: law.NoHarm, Motive: "behövs för planeringen"}
}

// open opens the person as an officer of the agency.
func (h *house) open(a policy.Actor, e enquiry.Enquiry) enquiry.Enquiry {
	h.t.Helper()
	e, err := h.svc.OpenPerson(h.t.Context(), a, key(e), noHarm())
	must(h.t, err)
	return e
}

func reply() enquiry.Reply {
	return enquiry.Reply{Outcome: enquiry.Answered, Text: told, Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "planen"}}
}

func (h *house) at(day calendar.Date, hour, minute int) { h.Clock.Set(day.At(hour, minute)) }

// hidden asserts that an actor is told that there is no such question, in the very words of an id that is nobody's.
func (h *house) hidden(a policy.Actor, e enquiry.Enquiry) {
	h.t.Helper()
	_, err := h.svc.Get(h.t.Context(), h.DB, a, e.ID)
	_, none := h.svc.Get(h.t.Context(), h.DB, a, "nobody")
	if err == nil || none == nil || err.Error() != none.Error() || !fault.Is(err, fault.NotFound) {
		h.t.Fatalf("%s: %v, and of nobody's %v", a.ID, err, none)
	}
	if _, err := h.svc.Open(h.t.Context(), a, e.ID); !fault.Is(err, fault.NotFound) {
		h.t.Fatalf("%s opens: %v", a.ID, err)
	}
	list, err := h.svc.Inbox(h.t.Context(), h.DB, a, enquiry.Filter{})
	must(h.t, err)
	counts, err := h.svc.Count(h.t.Context(), a)
	must(h.t, err)
	if len(list) != 0 || counts != (enquiry.Counts{}) {
		h.t.Fatalf("%s: the inbox tells: %d rows, %+v", a.ID, len(list), counts)
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

func openSQLite(t *testing.T) *dbtest.Database { return dbtest.Open(t, db.SQLite) }
