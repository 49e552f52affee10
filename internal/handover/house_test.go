package handover_test

import (
	"context"
	"errors"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/board"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/handover"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

const (
	number  = "199201012383" // an official test number
	name    = "Nora Testberg (Demo)"
	written = "Hon har berättat om sin ryggskada för oss"
	public  = "Vill gärna ha svar före jul"
)

// house is the agency with Per, Eva and Vera (cleared), a board of Ludvika with Anna and Bo, and one of Falun with Cia.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                           *handover.Service
	matters                       *matter.Service
	persons                       *person.Service
	per, eva, vera, anna, bo, cia policy.Actor
	news                          []string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	x := exchange.New(d.Trail)
	h := &house{t: t, Database: d, persons: person.New(d.Trail)}
	h.matters = matter.New(d.Trail, x, h.persons)
	h.svc = handover.New(d.Trail, x, h.persons, h.matters)
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n handover.News) error {
		h.news = append(h.news, string(n.Kind))
		return nil
	}
	officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
	ludvika, falun := board.Of(t, d, "2085"), board.Of(t, d, "2080")
	h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
	h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
	h.vera = policy.Actor{ID: "vera", Authority: directory.PES, Roles: officer, Cleared: true}
	h.anna = policy.Actor{ID: "anna", Authority: ludvika, Roles: worker, Cleared: true}
	h.bo = policy.Actor{ID: "bo", Authority: ludvika, Roles: worker}
	h.cia = policy.Actor{ID: "cia", Authority: falun, Roles: worker}
	d.Hire(t, h.per, h.eva, h.vera, h.anna, h.bo, h.cia)
	return h
}

var must, refused, named = dbtest.Must, dbtest.Refused, dbtest.Named

// consent is a basis that anybody may use today.
func consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

// draft is a whole hand-over from Ludvika to the agency.
func (h *house) draft() handover.Draft {
	return handover.Draft{Receiver: directory.PES, Municipality: "2085", Aim: handover.Joint, Needs: []matter.Need{"language", "practice"}, Age: handover.Adult, Interpreter: true,
		Public: public, Number: number, Name: name, Text: written, Purpose: "planering mot arbete", Basis: consent(), Certified: true}
}

func (h *house) send(d handover.Draft) handover.Handover {
	h.t.Helper()
	out, err := h.svc.Send(h.t.Context(), h.anna, d)
	must(h.t, err)
	return out
}

func (h *house) accept(o handover.Handover) handover.Handover {
	h.t.Helper()
	out, err := h.svc.Accept(h.t.Context(), h.per, key(o), handover.Acceptance{Basis: consent()})
	must(h.t, err)
	return out
}

func key(o handover.Handover) handover.Key { return handover.Key{ID: o.ID, Version: o.Version} }

// groundOf gives the latest ground of an authority's record of the person of a hand-over.
func (h *house) groundOf(authority string) person.Ground {
	h.t.Helper()
	id, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM person WHERE authority_id = $1`, authority)
	must(h.t, err)
	list, err := person.Grounds(h.t.Context(), h.DB, id)
	must(h.t, err)
	if len(list) == 0 {
		h.t.Fatal(errors.New("no ground"))
	}
	return list[0]
}
