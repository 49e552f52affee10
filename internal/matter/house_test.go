package matter_test

import (
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
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

const (
	number = "199201012383" // an official test number
	name   = "Nora Testberg (Demo)"
)

var must, refused, named = dbtest.Must, dbtest.Refused, dbtest.Named

// house is the agency with Per and Eva, a board of Ludvika with Anna and Bo, one of Falun with Cia, and a matter of Anna's
// and Per's.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                     *matter.Service
	persons                 *person.Service
	per, eva, anna, bo, cia policy.Actor
	m                       matter.Matter
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		must(t, directory.Seed(t.Context(), d.Trail))
		h := &house{t: t, Database: d, persons: person.New(d.Trail)}
		h.svc = matter.New(d.Trail, exchange.New(d.Trail), h.persons)
		officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
		ludvika := board.Of(t, d, "2085")
		h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
		h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
		h.anna = policy.Actor{ID: "anna", Authority: ludvika, Roles: worker}
		h.bo = policy.Actor{ID: "bo", Authority: ludvika, Roles: worker}
		h.cia = policy.Actor{ID: "cia", Authority: board.Of(t, d, "2080"), Roles: worker}
		d.Hire(t, h.per, h.eva, h.anna, h.bo, h.cia)
		h.begin()
		fn(h)
	})
}

// begin begins the matter, as accepting a hand-over does.
func (h *house) begin() {
	h.t.Helper()
	must(h.t, h.Trail.DoRows(h.t.Context(), h.per, func(tx *audit.Tx) error {
		from, err := h.partner(tx, h.anna)
		if err != nil {
			return err
		}
		to, err := h.partner(tx, h.per)
		if err != nil {
			return err
		}
		h.m, err = h.svc.Begin(h.t.Context(), tx, matter.Opening{Municipality: "2085", From: from, To: to})
		return err
	}))
}

func (h *house) partner(tx *audit.Tx, a policy.Actor) (matter.Partner, error) {
	n, err := identity.ParsePersonal(number, calendar.DateOf(tx.Now()))
	if err != nil {
		return matter.Partner{}, err
	}
	p, err := h.persons.Take(h.t.Context(), tx, a.Authority, person.Identity{Number: n, Name: name})
	return matter.Partner{Authority: a.Authority, Account: a.ID, Person: p}, err
}

func consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

// judged is a whole judgement, in which support comes from one side for all but the needs that are said.
func judged(who matter.Who, but map[matter.Need]matter.Who) matter.Judgement {
	j := matter.Judgement{Distance: 3, TookPart: "yes"}
	for _, n := range matter.Needs() {
		if n.Health {
			continue
		}
		a := matter.Answer{Need: n.Need, Who: who, Note: "om " + string(n.Need)}
		if other, ok := but[n.Need]; ok {
			a.Who = other
		}
		j.Answers = append(j.Answers, a)
	}
	return j
}

func (h *house) key() matter.Key { return matter.Key{ID: h.m.ID} }

func (h *house) give(a policy.Actor, j matter.Judgement) {
	h.t.Helper()
	_, err := h.svc.Give(h.t.Context(), a, h.key(), j, consent())
	must(h.t, err)
}

func (h *house) open(a policy.Actor) matter.Opened {
	h.t.Helper()
	o, err := h.svc.Open(h.t.Context(), a, h.m.ID)
	must(h.t, err)
	return o
}

// groundOf gives the latest ground of an authority's record.
func (h *house) groundOf(authority string) person.Ground {
	h.t.Helper()
	id, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM person WHERE authority_id = $1`, authority)
	must(h.t, err)
	list, err := person.Grounds(h.t.Context(), h.DB, id)
	must(h.t, err)
	return list[0]
}

// outcomes gives the outcomes of the facts of a measure.
func (h *house) outcomes(metric string) []string {
	h.t.Helper()
	list, err := db.All[string](h.t.Context(), h.DB, `SELECT outcome FROM fact WHERE metric = $1 ORDER BY outcome`, metric)
	must(h.t, err)
	return list
}
