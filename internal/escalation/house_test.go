package escalation_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/steering"
)

const number = "199201012383" // an official test number

// house is the agency with the officers Per and Vera (cleared) and the coordinators Kaj and Rut (cleared), a board of Ludvika
// with the officer Anna and the coordinator Bo, and one of Falun with the coordinator Cia. Ludvika's agreement has a steering
// group with Stig of the board, Sten of the agency and Siri, who has no account.
type house struct {
	t *testing.T
	*dbtest.Database
	svc                                            *escalation.Service
	questions                                      *enquiry.Service
	persons                                        *person.Service
	per, vera, kaj, rut, anna, bo, cia, stig, sten policy.Actor
	agreement                                      string
	news                                           []escalation.News
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, persons: person.New(d.Trail)}
	h.questions = enquiry.New(d.Trail, exchange.New(d.Trail), h.persons)
	h.svc = escalation.New(d.Trail, h.questions)
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, n escalation.News) error {
		h.news = append(h.news, n)
		return nil
	}
	ludvika, falun := h.board("2085"), h.board("2080")
	role := func(r ...policy.Role) []policy.Role { return r }
	h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: role(policy.EmploymentOfficer)}
	h.vera = policy.Actor{ID: "vera", Authority: directory.PES, Roles: role(policy.EmploymentOfficer), Cleared: true}
	h.kaj = policy.Actor{ID: "kaj", Authority: directory.PES, Roles: role(policy.Coordinator)}
	h.rut = policy.Actor{ID: "rut", Authority: directory.PES, Roles: role(policy.Coordinator), Cleared: true}
	h.anna = policy.Actor{ID: "anna", Authority: ludvika, Roles: role(policy.Caseworker)}
	h.bo = policy.Actor{ID: "bo", Authority: ludvika, Roles: role(policy.Coordinator)}
	h.cia = policy.Actor{ID: "cia", Authority: falun, Roles: role(policy.Coordinator)}
	h.stig = policy.Actor{ID: "stig", Authority: ludvika, Roles: role(policy.Signatory)}
	h.sten = policy.Actor{ID: "sten", Authority: directory.PES, Roles: role(policy.Signatory)}
	h.act(func(tx *audit.Tx) error {
		for _, a := range []policy.Actor{h.per, h.vera, h.kaj, h.rut, h.anna, h.bo, h.cia, h.stig, h.sten} {
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
	h.agree()
	return h
}

// agree concludes Ludvika's agreement, whose text is not known here, and gives it a steering group.
func (h *house) agree() {
	h.act(func(tx *audit.Tx) error {
		a, err := agreement.New(h.Trail).Conclude(h.t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: h.bo.Authority, Municipality: "2085"}},
			From: calendar.NewDate(2026, 1, 1), To: calendar.NewDate(2028, 12, 31), Signed: calendar.NewDate(2025, 12, 1)})
		h.agreement = a.ID
		return err
	})
	svc := steering.New(h.Trail)
	from := calendar.NewDate(2026, 3, 2)
	g, err := svc.AddGroup(h.t.Context(), h.bo, h.agreement, steering.GroupInput{Kind: steering.Steering, Name: "Styrgruppen", Task: "Besluta", From: from})
	must(h.t, err)
	add := func(by policy.Actor, in steering.MemberInput) {
		in.From = from
		_, err := svc.AddMember(h.t.Context(), by, g.ID, in)
		must(h.t, err)
	}
	add(h.bo, steering.MemberInput{Authority: h.bo.Authority, Account: "stig", Name: "stig", Part: steering.Chair})
	add(h.bo, steering.MemberInput{Authority: h.bo.Authority, Name: "Siri Berg (Demo)", Function: "nämndordförande", Part: steering.Ordinary})
	add(h.kaj, steering.MemberInput{Authority: directory.PES, Account: "sten", Name: "sten", Part: steering.Ordinary})
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

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

// send sends Anna's question about a person in Ludvika to the agency; it is due two working days later.
func (h *house) send() enquiry.Enquiry {
	h.t.Helper()
	e, err := h.questions.Send(h.t.Context(), h.anna, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-DISABILITY"}, Personal: true,
		Number: number, Name: "Nora Testberg (Demo)", Text: "Hon har berättat om sin ryggskada", Purpose: "planering", Certified: true,
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}})
	must(h.t, err)
	return e
}

func latest(e enquiry.Enquiry) enquiry.Key { return enquiry.Key{ID: e.ID} }

func (h *house) answer(by policy.Actor, e enquiry.Enquiry) error {
	h.t.Helper()
	if _, err := h.questions.OpenPerson(h.t.Context(), by, latest(e), noHarm()); err != nil {
		return err
	}
	_, err := h.questions.Answer(h.t.Context(), by, latest(e), enquiry.Reply{Outcome: enquiry.Answered, Text: "Ja", Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "koden"}})
	return err
}

func noHarm() enquiry.Basis {
	return enquiry.Basis{Kind: law.NoHarm, Motive: "behövs för planeringen"}
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15.04", s, calendar.Stockholm())
	if err != nil {
		panic(err)
	}
	return t
}

// tend lets the clock do its work at an instant.
func (h *house) tend(s string) {
	h.t.Helper()
	h.Clock.Set(at(s))
	h.news = nil
	must(h.t, h.svc.Tend(h.t.Context()))
}

// list gives what an actor sees in the list.
func (h *house) list(a policy.Actor) []escalation.Escalation {
	h.t.Helper()
	all, err := h.svc.List(h.t.Context(), h.DB, a, escalation.Filter{Limit: 50})
	must(h.t, err)
	return all
}

// told gives the accounts that were told since the clock last worked, in order.
func (h *house) told() (ids []string) {
	for _, n := range h.news {
		ids = append(ids, n.Accounts...)
	}
	slices.Sort(ids)
	return ids
}

func (h *house) expectTold(ids ...string) {
	h.t.Helper()
	if got := h.told(); !slices.Equal(got, ids) {
		h.t.Errorf("told %v, want %v", got, ids)
	}
}

// hidden asserts that an actor sees nothing of an escalation, in the very words of an id that is nobody's.
func (h *house) hidden(a policy.Actor, id string) {
	h.t.Helper()
	_, err := h.svc.Look(h.t.Context(), h.DB, a, id)
	_, other := h.svc.Look(h.t.Context(), h.DB, a, "nobodys")
	if err == nil || err.Error() != other.Error() || !fault.Is(err, fault.NotFound) {
		h.t.Errorf("%s is told %v, of nothing %v", a.ID, err, other)
	}
	if all := h.list(a); len(all) > 0 {
		h.t.Errorf("%s lists %d", a.ID, len(all))
	}
	for _, d := range []escalation.Decision{{Until: calendar.NewDate(2026, 3, 20), Text: "Vi tar det."}, {Next: true, Reason: escalation.CannotWait}} {
		_, err := h.svc.Decide(h.t.Context(), a, escalation.Key{ID: id}, d)
		_, other := h.svc.Decide(h.t.Context(), a, escalation.Key{ID: "nobodys"}, d)
		if err == nil || err.Error() != other.Error() {
			h.t.Errorf("%s deciding is told %v, of nothing %v", a.ID, err, other)
		}
	}
}

func count(h *house, text string, args ...any) int {
	h.t.Helper()
	n, err := db.One[int](h.t.Context(), h.DB, text, args...)
	must(h.t, err)
	return n
}
