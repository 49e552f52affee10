package app

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/sample"
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

// In worlds where three authorities ask, open, hand over, plan, tell by statute, read, stand in, open in emergencies, protect, fetch and dispose as it comes,
// what a person is shown of who has read is the lines of the trail that are readings of that person, always: none is
// missing, none is too many, none is of another person, in whatever pages they are asked for.
func TestWhatAPersonIsShownIsTheTrail(t *testing.T) {
	reached, kinds := map[policy.Reach]int{}, map[ref.Kind]int{}
	for n := range sample.Of(1, 10) { // worlds, not a longer life of one: what is compared grows with all that has happened
		dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
			w := newWorld(t, d, rand.New(rand.NewPCG(sample.Seed(t), uint64(25+n))))
			w.reached, w.kinds = reached, kinds
			for i := range 700 {
				w.anything()
				if i%70 == 69 {
					w.compare()
				}
			}
			w.endAll()
			w.compare()
			if w.shown < 100 {
				t.Errorf("hardly anything was read: %d lines", w.shown)
			}
		})
	}
	if sample.Full() && (len(reached) < 5 || len(kinds) < 10) || len(reached) < 3 || len(kinds) < 7 { // one world does not hold everything
		t.Errorf("hardly anything was read: %v, %v", reached, kinds)
	}
	t.Logf("%v, %v", reached, kinds)
}

// world is the house with what the test itself has seen of who is concerned by what, beside the database.
type world struct {
	t *testing.T
	*dbtest.Database
	chance    *rand.Rand
	log       *accesslog.Service
	persons   *person.Service
	enquiries *enquiry.Service
	staff     []policy.Actor
	boards    []string
	numbers   []string
	between
	exchange  *exchange.Service
	asked     []enquiry.Enquiry
	concerned map[[2]string]string // authority and question, or thread, or file: the number
	shown     int
	reached   map[policy.Reach]int
	kinds     map[ref.Kind]int
}

func newWorld(t *testing.T, d *dbtest.Database, chance *rand.Rand) *world {
	w := &world{t: t, Database: d, chance: chance, persons: person.New(d.Trail), concerned: map[[2]string]string{},
		numbers: []string{"199201012383", "199201012391", "198502862397"}}
	w.log = accesslog.New(d.Trail, w.persons)
	w.log.Abouts = abouts()
	w.exchange = exchange.New(d.Trail)
	w.enquiries = enquiry.New(d.Trail, w.exchange, w.persons)
	w.must(directory.Seed(t.Context(), d.Trail))
	w.act(func(tx *audit.Tx) error {
		for _, code := range []string{"2085", "2080"} {
			a, err := directory.BoardFor(t.Context(), tx, code)
			if err != nil {
				return err
			}
			w.boards = append(w.boards, a.ID)
		}
		return nil
	})
	for _, of := range []struct {
		id, authority string
		role          policy.Role
		cleared       bool
	}{{"per", directory.PES, policy.EmploymentOfficer, false}, {"eva", directory.PES, policy.EmploymentOfficer, true}, {"anna", w.boards[0], policy.Caseworker, false},
		{"bo", w.boards[0], policy.Caseworker, true}, {"cia", w.boards[1], policy.Caseworker, false}} {
		w.staff = append(w.staff, policy.Actor{ID: of.id, Name: of.id, Authority: of.authority, Roles: []policy.Role{of.role}, Cleared: of.cleared})
	}
	d.Hire(t, w.staff...)
	w.furnish(w.exchange)
	return w
}

func (w *world) act(fn func(tx *audit.Tx) error) {
	w.t.Helper()
	w.must(w.Trail.Do(w.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test", ref.To("test", "test"), nil)
	}))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

// may lets an act be refused, but not fail.
func (w *world) may(err error) bool {
	w.t.Helper()
	if err != nil && (fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Unavailable)) {
		w.t.Fatal(err)
	}
	return err == nil
}

func pick[T any](w *world, list []T) T { return list[w.chance.IntN(len(list))] }

// anything does one act of whoever it comes to.
func (w *world) anything() {
	ctx := w.t.Context()
	w.Clock.Advance(time.Duration(w.chance.IntN(90)) * time.Minute)
	a := pick(w, w.staff)
	switch {
	case len(w.asked) == 0 || w.chance.IntN(24) == 0:
		w.ask(a)
		return
	case w.chance.IntN(2) == 0:
		w.together(a)
		return
	}
	e := pick(w, w.asked)
	k := enquiry.Key{ID: e.ID}
	switch w.chance.IntN(14) {
	case 0, 1:
		w.open(a, e)
	case 2, 3, 4:
		_, err := w.enquiries.Open(ctx, a, e.ID)
		w.may(err)
	case 5, 6:
		_, err := w.persons.Open(ctx, a, w.record(a.Authority), e.Ref())
		w.may(err)
	case 7:
		w.may(w.persons.OpenInEmergency(ctx, a, w.record(a.Authority), "akut, handläggaren är sjuk"))
	case 8:
		_, err := w.enquiries.Assign(ctx, a, k, pick(w, w.staff).ID)
		w.may(err)
	case 9:
		w.cover(a)
	case 10:
		_, err := w.enquiries.Answer(ctx, a, k, enquiry.Reply{Outcome: enquiry.Answered, Text: "planen", Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "planen"}})
		w.may(err)
	case 11:
		_, err := w.enquiries.AskMore(ctx, a, k, clock.Clarification, "mer")
		w.may(err)
		_, err = w.enquiries.GiveMore(ctx, pick(w, w.staff), k, enquiry.More{Text: "mer", Certified: true})
		w.may(err)
	case 12:
		_, err := w.enquiries.Forward(ctx, a, k, enquiry.Target{Authority: pick(w, append(w.boards, directory.PES)), Why: "fel mottagare", Ground: law.NoHarm})
		w.may(err)
	default:
		w.seldom()
	}
}

// seldom is what clears away: lines of the trail disposed of, documents fetched for the archive, an authority's file destroyed.
func (w *world) seldom() {
	ctx, conversation := w.t.Context(), w.anyThread()
	by := pick(w, w.staff)
	authority := by.Authority
	switch w.chance.IntN(4) {
	case 3:
		a := pick(w, w.staff)
		w.may(w.persons.Protect(ctx, a, w.record(a.Authority), 1, person.Marker, calendar.DateOf(w.Now()), []string{pick(w, w.staff).ID}))
	case 0:
		w.must(w.Trail.Sequence(ctx))
		lines, err := db.All[string](ctx, w.DB, "SELECT id FROM trail_entry WHERE seq IS NOT NULL AND action <> $1 ORDER BY id", audit.DisposalAction)
		w.must(err)
		w.must(w.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error { return tx.Dispose(tx.NewID(), []string{pick(w, lines)}) }))
	case 1:
		w.must(w.Trail.Do(ctx, by, func(tx *audit.Tx) error {
			return tx.Note(policy.FetchRecord, exchange.FileRef(conversation, authority), nil)
		}))
	default:
		w.act(func(tx *audit.Tx) error {
			for _, erased := range w.exchange.Erased {
				if err := erased(ctx, tx, exchange.Erasure{Conversation: conversation, Authority: authority}); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// anyThread is one of all conversations.
func (w *world) anyThread() string {
	var all []string
	for _, e := range w.asked {
		all = append(all, e.Conversation)
	}
	for _, h := range w.sent {
		all = append(all, h.Conversation)
	}
	for _, m := range w.begun {
		all = append(all, m.Conversation)
	}
	for _, n := range w.told {
		all = append(all, n.Conversation)
	}
	return pick(w, all)
}

func (w *world) ask(a policy.Actor) {
	number := pick(w, w.numbers)
	to := pick(w, append(w.boards, directory.PES))
	q := enquiry.Question{Receiver: to, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: w.chance.IntN(6) > 0, Number: number, Name: "Nora Testberg (Demo)",
		Text: "Vad säger planen?", Purpose: "planering", Certified: true,
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}}
	if !q.Personal {
		q.Number, q.Name, q.Basis = "", "", enquiry.Basis{}
	}
	e, err := w.enquiries.Send(w.t.Context(), a, enquiry.Key{}, q)
	if !w.may(err) {
		return
	}
	w.asked = append(w.asked, e)
	if q.Personal {
		w.concerns(a.Authority, e.ID, e.Conversation, number)
	}
}

// open is the receiver's opening, after which the question is about its own record of whoever the asker asked about.
func (w *world) open(a policy.Actor, e enquiry.Enquiry) {
	_, err := w.enquiries.OpenPerson(w.t.Context(), a, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "behövs"})
	if w.may(err) {
		w.concerns(a.Authority, e.ID, e.Conversation, w.concerned[[2]string{e.Asker, e.ID}])
	}
}

func (w *world) cover(absent policy.Actor) {
	ctx, now, substitute := w.t.Context(), w.Now(), pick(w, w.staff)
	w.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO contact_cover (authority_id, absent_id, substitute_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
			absent.Authority, absent.ID, substitute.ID, db.At(now), db.At(now.Add(48*time.Hour)))
		return err
	})
}

// record is an authority's record of one of the persons, or none.
func (w *world) record(authority string) string { return w.recordOf(authority, pick(w, w.numbers)) }

func (w *world) recordOf(authority, number string) string {
	n, err := identity.ParsePersonal(number, calendar.DateOf(w.Now()))
	w.must(err)
	found, err := w.persons.Find(w.t.Context(), w.DB, n, authority)
	w.must(err)
	return found[authority].ID
}

// expected are the lines that are readings of a person at some authorities, newest first, as the test itself reckons them
// from the whole trail and what it has seen.
func (w *world) expected(number string, authorities []string) (ids []string) {
	all, err := audit.Lines(w.t.Context(), w.DB, audit.Filter{}, 1<<20)
	w.must(err)
	reading := []string{"person.read", "person.open", "enquiry.read", "enquiry.text", "enquiry.open", "record.fetch", "handover.text", "matter.text", "statutory.text", "plan.own", "meeting.text", "meeting.own", "outcome.text", "outcome.own", "person.stopped"}
	for _, l := range all {
		by := []string{l.Authority}
		if l.Authority == "" { // the person's own: of what any of them has
			by = authorities
		}
		if !slices.Contains(authorities, by[0]) {
			continue
		}
		var said struct{ Ground, Act string }
		_ = json.Unmarshal([]byte(l.Change), &said)
		counts := slices.Contains(reading, l.Action) && said.Act != "receive" || l.Action == "exchange.post" && said.Ground != ""
		about := slices.ContainsFunc(by, func(a string) bool { return w.concerned[[2]string{a, l.Thing}] == number })
		if l.Kind == "person" {
			about = l.Thing == w.recordOf(l.Authority, number)
		}
		if counts && about {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

func (w *world) compare() {
	w.t.Helper()
	everywhere := append([]string{directory.PES}, w.boards...)
	for _, number := range w.numbers {
		for _, authorities := range [][]string{everywhere, everywhere[:1], everywhere[1:2], everywhere[2:]} {
			var records []string
			for _, a := range authorities {
				if id := w.recordOf(a, number); id != "" {
					records = append(records, id)
				}
			}
			w.same(w.pages(records), w.expected(number, authorities), fmt.Sprint(number, authorities))
		}
	}
}

// pages reads all that is shown of some records, in pages of some length.
func (w *world) pages(records []string) (ids []string) {
	limit, before := 1+w.chance.IntN(30), ""
	for {
		list, err := w.log.Of(context.WithoutCancel(w.t.Context()), w.DB, records, before, limit)
		w.must(err)
		for _, r := range list {
			ids, before = append(ids, r.ID), r.ID
			w.sound(r, records)
		}
		if len(list) < limit {
			return ids
		}
	}
}

// sound asks that a reading says who, and how they came to be allowed.
func (w *world) sound(r accesslog.Reading, records []string) {
	w.shown++
	w.reached[r.Ground.Reach]++
	w.kinds[r.Thing.Kind]++
	if r.Own {
		return
	}
	if r.Name == "" || r.AuthorityName == "" || r.Role == "" || !slices.Contains(records, r.Person) {
		w.t.Fatalf("a reading does not say who, or of whom: %+v", r)
	}
	if _, reads := map[policy.Action]bool{policy.ReadPerson: true, policy.ReadEnquiryText: true, policy.ReadEnquiry: true, policy.ReadHandoverText: true, policy.ReadMatterText: true, policy.ReadStatutoryText: true}[r.Action]; reads && r.Ground.Reach == "" {
		w.t.Fatalf("a reading does not say how it was allowed: %+v", r)
	}
}

func (w *world) same(got, want []string, of string) {
	w.t.Helper()
	if !slices.Equal(got, want) {
		for _, id := range append(without(want, got), without(got, want)...) {
			all, err := audit.Lines(w.t.Context(), w.DB, audit.Filter{}, 1<<20)
			w.must(err)
			for _, l := range all {
				if l.ID == id {
					w.t.Logf("%s by %s of %s: %s %s, %s", l.Action, l.ActorID, l.Authority, l.Kind, l.Thing, l.Change)
				}
			}
		}
		w.t.Fatalf("%s: shown %d lines, the trail has %d\nmissing %v\ntoo many %v", of, len(got), len(want), without(want, got), without(got, want))
	}
}

func without(list, other []string) (out []string) {
	for _, id := range list {
		if !slices.Contains(other, id) {
			out = append(out, id)
		}
	}
	return out
}
