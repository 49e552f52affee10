package meeting_test

import (
	"testing"
	"time"

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
	"samsyn/internal/meeting"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
)

const (
	number = "199201012383" // an official test number
	name   = "Nora Testberg (Demo)"
)

var must, refused, named = dbtest.Must, dbtest.Refused, dbtest.Named

// house is the agency with Per and Eva, a board of Ludvika with Anna, one of Falun with Cia, a matter of Anna's and Per's
// about Nora, and Nora herself.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                       *meeting.Service
	matters                   *matter.Service
	persons                   *person.Service
	per, eva, anna, cia, nora policy.Actor
	m                         matter.Matter
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		must(t, directory.Seed(t.Context(), d.Trail))
		h := &house{t: t, Database: d, persons: person.New(d.Trail)}
		x := exchange.New(d.Trail)
		h.matters = matter.New(d.Trail, x, h.persons)
		h.svc = meeting.New(d.Trail, x, h.matters, h.persons)
		officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
		h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
		h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
		h.anna = policy.Actor{ID: "anna", Authority: board.Of(t, d, "2085"), Roles: worker}
		h.cia = policy.Actor{ID: "cia", Authority: board.Of(t, d, "2080"), Roles: worker}
		d.Hire(t, h.per, h.eva, h.anna, h.cia)
		h.m = h.begin(h.anna, h.per)
		h.nora = seeker.Seeker{ID: "seeker:nora"}.Actor()
		d.Act(t, func(tx *audit.Tx) error {
			n, err := identity.ParsePersonal(number, h.today())
			if err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), "INSERT INTO seeker (id, number, lang, demo, created_at) VALUES ($1, $2, 'sv', TRUE, $3)", h.nora.ID, []byte("-"), db.At(tx.Now())); err != nil {
				return err
			}
			_, err = tx.Exec(t.Context(), "INSERT INTO seeker_number (digest, seeker_id) VALUES ($1, $2)", h.Keys.Digest("person.number", n.TwelveDigits()), h.nora.ID)
			return err
		})
		fn(h)
	})
}

// begin begins a matter, as accepting a hand-over does.
func (h *house) begin(from, to policy.Actor) (m matter.Matter) {
	h.t.Helper()
	must(h.t, h.Trail.DoRows(h.t.Context(), to, func(tx *audit.Tx) error {
		a, err := h.partner(tx, from)
		if err != nil {
			return err
		}
		b, err := h.partner(tx, to)
		if err != nil {
			return err
		}
		m, err = h.matters.Begin(h.t.Context(), tx, matter.Opening{Municipality: "2085", From: a, To: b})
		return err
	}))
	return m
}

func (h *house) partner(tx *audit.Tx, a policy.Actor) (matter.Partner, error) {
	n, err := identity.ParsePersonal(number, calendar.DateOf(tx.Now()))
	if err != nil {
		return matter.Partner{}, err
	}
	p, err := h.persons.Take(h.t.Context(), tx, a.Authority, person.Identity{Number: n, Name: name, Reached: person.Reached{Address: "Storgatan 12, 771 30 Ludvika"}})
	return matter.Partner{Authority: a.Authority, Account: a.ID, Person: p}, err
}

func consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

func (h *house) key() matter.Key { return matter.Key{ID: h.m.ID} }

func (h *house) today() calendar.Date { return calendar.DateOf(h.DB.Now()) }

// span is an hour so many days from now.
func (h *house) span(days int) meeting.Span {
	at := h.today().AddDays(days).At(10, 0)
	return meeting.Span{Starts: at, Ends: at.Add(time.Hour)}
}

func asking() meeting.Asking {
	return meeting.Asking{Sort: meeting.ThreeParty, Way: meeting.InPerson, Why: "Bestämma om praktik", Interpreter: meeting.Needed, Language: "arabiska", Place: "Engelbrektsgatan 3, rum Sjön",
		Accessible: true, Needs: "Hörselslinga", Along: "Sin syster", Basis: consent()}
}

func (h *house) ask(a policy.Actor, in meeting.Asking) meeting.Meeting {
	h.t.Helper()
	m, err := h.svc.Ask(h.t.Context(), a, h.key(), in)
	must(h.t, err)
	return m
}

func (h *house) offers(a policy.Actor, id string) []meeting.Offer {
	h.t.Helper()
	v, err := h.svc.Get(h.t.Context(), h.DB, a, id)
	must(h.t, err)
	return v.Offers
}

func id(m meeting.Meeting) meeting.Key { return meeting.Key{ID: m.ID} }

// booked is a meeting in three days that everybody can come to.
func (h *house) booked(in meeting.Asking) meeting.Meeting {
	h.t.Helper()
	in.Times = []meeting.Span{h.span(3), h.span(4)}
	m := h.ask(h.anna, in)
	slot := h.offers(h.per, m.ID)[0].ID
	_, err := h.svc.Suit(h.t.Context(), h.per, id(m), false, []string{slot})
	must(h.t, err)
	m, err = h.svc.Book(h.t.Context(), h.anna, id(m), slot, true)
	must(h.t, err)
	return m
}

func (h *house) outcomes(metric string) []string {
	h.t.Helper()
	list, err := db.All[string](h.t.Context(), h.DB, `SELECT outcome FROM fact WHERE metric = $1 ORDER BY outcome`, metric)
	must(h.t, err)
	return list
}

func (h *house) withdrawAll(a policy.Actor) {
	h.t.Helper()
	record, err := db.One[string](h.t.Context(), h.DB, `SELECT id FROM person WHERE authority_id = $1`, a.Authority)
	must(h.t, err)
	list, err := person.Grounds(h.t.Context(), h.DB, record)
	must(h.t, err)
	for _, g := range list {
		if g.State != person.Withdrawn {
			_, err := h.persons.Withdraw(h.t.Context(), a, g.ID, g.Version)
			must(h.t, err)
		}
	}
}
