package plan_test

import (
	"bytes"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/board"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/pdf"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

const number = "199201012383" // an official test number

var must, refused, named = dbtest.Must, dbtest.Refused, dbtest.Named

// house is the agency with Per and Eva, a board of Ludvika with Anna, one of Falun with Cia, and a matter of Anna's and Per's.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                       *plan.Service
	matters                   *matter.Service
	persons                   *person.Service
	per, eva, vera, anna, cia policy.Actor // Vera may handle protected identities
	m                         matter.Matter
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		must(t, directory.Seed(t.Context(), d.Trail))
		h := &house{t: t, Database: d, persons: person.New(d.Trail)}
		x := exchange.New(d.Trail)
		h.matters = matter.New(d.Trail, x, h.persons)
		h.svc = plan.New(d.Trail, x, h.matters)
		officer, worker := []policy.Role{policy.EmploymentOfficer}, []policy.Role{policy.Caseworker}
		h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer}
		h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
		h.vera = policy.Actor{ID: "vera", Authority: directory.PES, Roles: officer, Cleared: true}
		h.anna = policy.Actor{ID: "anna", Authority: board.Of(t, d, "2085"), Roles: worker}
		h.cia = policy.Actor{ID: "cia", Authority: board.Of(t, d, "2080"), Roles: worker}
		d.Hire(t, h.per, h.eva, h.vera, h.anna, h.cia)
		h.m = h.begin(h.anna, h.per)
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
	p, err := h.persons.Take(h.t.Context(), tx, a.Authority, person.Identity{Number: n, Name: "Nora Testberg (Demo)"})
	return matter.Partner{Authority: a.Authority, Account: a.ID, Person: p}, err
}

func consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

func (h *house) key() matter.Key { return matter.Key{ID: h.m.ID} }

func (h *house) today() calendar.Date { return calendar.DateOf(h.DB.Now()) }

// content is a whole plan: a step for each who can be responsible.
func (h *house) content() plan.Content {
	day := h.today()
	return plan.Content{Goal: "Arbete som undersköterska", Follow: day.AddMonths(2), AgencyPlan: "2026-02-01", Items: []plan.Item{
		{Text: "Fortsätta SFI (kurs C)", Responsible: plan.Person, Due: day.AddDays(60)},
		{Text: "Ordna praktikplats med språkstöd", Responsible: plan.Municipality, Due: day.AddDays(30)},
		{Text: "Besluta om praktiken", Responsible: plan.Agency, Due: day.AddDays(20), Meeting: true},
		{Text: "Följa upp tillsammans", Responsible: plan.Both, Due: day.AddDays(70)}}}
}

// propose sends the next version, on a consent of the own side.
func (h *house) propose(a policy.Actor, c plan.Content) plan.Plan {
	h.t.Helper()
	p, err := h.svc.Propose(h.t.Context(), a, h.key(), h.plan().Last, c, consent())
	must(h.t, err)
	return p
}

// accept accepts the latest version. The side has recorded the ground on which it tells.
func (h *house) accept(a policy.Actor) plan.Plan {
	h.t.Helper()
	h.ground(a)
	p, err := h.svc.Accept(h.t.Context(), a, h.key(), h.plan().Last, person.Basis{})
	must(h.t, err)
	return p
}

func (h *house) ground(a policy.Actor) {
	h.t.Helper()
	_, err := h.matters.Renew(h.t.Context(), a, h.key(), consent(), false)
	must(h.t, err)
}

func (h *house) plan() plan.Plan {
	h.t.Helper()
	p, _, err := plan.OfMatter(h.t.Context(), h.DB, h.m.ID)
	must(h.t, err)
	return p
}

// seen reads the plan as somebody's authority has it.
func (h *house) seen(a policy.Actor) plan.Seen {
	h.t.Helper()
	o, err := h.matters.Open(h.t.Context(), a, h.m.ID)
	must(h.t, err)
	v, err := h.svc.Of(h.t.Context(), h.DB, h.m.ID, o.Thread)
	must(h.t, err)
	return v
}

// inForce makes a plan that both have accepted.
func (h *house) inForce() plan.Seen {
	h.t.Helper()
	h.propose(h.anna, h.content())
	h.accept(h.per)
	return h.seen(h.anna)
}

func (h *house) paper() *file.Checked {
	h.t.Helper()
	content, err := pdf.Render(pdf.Document{Title: "Plan", Author: "Prov", Lang: language.Swedish, Made: dbtest.Monday(), Blocks: []pdf.Block{pdf.H(1, "Plan"), pdf.P("Underskrift")}})
	must(h.t, err)
	c, err := file.Check(file.Input{Name: "plan.pdf", Content: bytes.NewReader(content), Size: int64(len(content)), Owner: h.anna.Authority, Accept: person.EvidenceTypes()})
	must(h.t, err)
	return &c
}

// holding is how many facts of a measure hold now.
func (h *house) holding(metric string) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM fact WHERE metric = $1 AND closed IS NULL`, metric)
	must(h.t, err)
	return n
}

func (h *house) outcomes(metric string) []string {
	h.t.Helper()
	list, err := db.All[string](h.t.Context(), h.DB, `SELECT outcome FROM fact WHERE metric = $1 ORDER BY outcome`, metric)
	must(h.t, err)
	return list
}

// withdrawAll withdraws every consent that a record has.
func (h *house) withdrawAll(id string) {
	h.t.Helper()
	list, err := person.Grounds(h.t.Context(), h.DB, id)
	must(h.t, err)
	for _, g := range list {
		if g.State == person.Withdrawn {
			continue
		}
		_, err := h.persons.Withdraw(h.t.Context(), h.anna, g.ID, g.Version)
		must(h.t, err)
	}
}

// judge gives one side's judgement of what the person needs; when both have, the time to a plan begins.
func (h *house) judge(a policy.Actor) {
	h.t.Helper()
	j := matter.Judgement{Distance: 3, TookPart: "yes"}
	for _, n := range matter.Needs() {
		if !n.Health {
			j.Answers = append(j.Answers, matter.Answer{Need: n.Need, Who: matter.FromAgency})
		}
	}
	_, err := h.matters.Give(h.t.Context(), a, h.key(), j, consent())
	must(h.t, err)
}
