package seeker_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seeker"
)

// A number is one job seeker, however often and from wherever they sign in; another number is another.
func TestANumberIsOneJobSeeker(t *testing.T) {
	each(t, func(h *house) {
		var wait sync.WaitGroup
		ids := make([]string, 6)
		for i := range ids {
			wait.Go(func() {
				who, err := h.svc.Enter(h.t.Context(), h.number(numbers[0]), seeker.ByIdentification)
				if err != nil {
					h.t.Error(err)
				}
				ids[i] = who.ID
			})
		}
		wait.Wait()
		if len(slices.Compact(slices.Clone(ids))) != 1 || !seeker.Is(ids[0]) {
			h.t.Fatalf("one number is %v", ids)
		}
		if other := h.enters(numbers[1]); other.ID == ids[0] {
			h.t.Fatal("two numbers are one person")
		}
		rows, err := db.One[int64](h.t.Context(), h.DB, "SELECT COUNT(*) FROM seeker")
		must(h.t, err)
		if rows != 2 {
			h.t.Fatalf("%d rows", rows)
		}
	})
}

// Nothing of the number stands in the clear, and the trail says who signed in by an id alone.
func TestTheNumberIsSealed(t *testing.T) {
	each(t, func(h *house) {
		who := h.enters(numbers[0])
		kept, err := db.Content(h.t.Context(), h.DB)
		must(h.t, err)
		all := fmt.Sprint(kept)
		if strings.Contains(all, numbers[0]) || strings.Contains(all, numbers[0][2:]) || !strings.Contains(all, who.ID) {
			h.t.Error("the number stands in the clear, or nothing was kept")
		}
	})
}

// In random worlds of records, a job seeker reaches their own in every authority's register and nobody else's; nothing that
// staff may do is theirs, and nothing of theirs is anybody else's.
func TestAJobSeekerReachesOwnRecordsAlone(t *testing.T) {
	each(t, func(h *house) {
		records := map[string]string{} // id of a record: the number that it is of
		rapid.Check(h.t, func(rt *rapid.T) {
			authority, digits := rapid.SampledFrom(h.authorities).Draw(rt, "authority"), rapid.SampledFrom(numbers).Draw(rt, "number")
			records[h.known(authority, digits).ID] = digits
			if rapid.Bool().Draw(rt, "protected") {
				h.protect(authority, digits)
			}
			for _, me := range numbers {
				h.reaches(rt, me, records)
			}
		})
	})
}

// protect marks an authority's record as protected, with nobody named for it.
func (h *house) protect(authority, digits string) {
	p := h.known(authority, digits)
	h.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(h.t.Context(), "UPDATE person SET protection = 'marker', protected_from = $2 WHERE id = $1", p.ID, "2020-01-01")
		return err
	})
}

func (h *house) reaches(rt *rapid.T, me string, records map[string]string) {
	who := h.enters(me)
	a, ctx := who.Actor(), h.t.Context()
	own := h.own(a)
	for id, of := range records {
		if slices.Contains(own, id) != (of == me) {
			rt.Fatalf("the record of %s is listed for %s: %v", of, me, slices.Contains(own, id))
		}
		if err := policy.CheckRead(ctx, h.DB, a, policy.ReadOwnRecord, ref.To(person.PersonKind, id)); (err == nil) != (of == me) {
			rt.Fatalf("the record of %s is read by %s: %v", of, me, err)
		}
		for _, line := range policy.Matrix() {
			if line.Over == person.PersonKind && !line.May(policy.Jobseeker) && !line.Reason && policy.Check(ctx, h.DB, a, line.Action, ref.To(person.PersonKind, id)) == nil {
				rt.Fatalf("a job seeker may %s", line.Action)
			}
		}
	}
	if len(own) != len(h.recordsOf(me)) {
		rt.Fatalf("%d records of %d", len(own), len(h.recordsOf(me)))
	}
}

func (h *house) recordsOf(digits string) []person.Person {
	found, err := h.persons.Find(h.t.Context(), h.DB, h.number(digits), h.authorities...)
	must(h.t, err)
	var list []person.Person
	for _, p := range found {
		list = append(list, p)
	}
	return list
}

// Whatever else an actor was given, who signs in as the person whom the data is about holds no role of staff; and staff, in
// all roles at once and even with the id of a job seeker, reach none of my pages.
func TestStaffAndJobSeekersNeverMeet(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(h.authorities[0], numbers[0])
		who := h.enters(numbers[0])
		var staff []policy.Role
		for _, info := range policy.Roles() {
			if info.Assignable() {
				staff = append(staff, info.Role)
			}
		}
		both := policy.Actor{ID: who.ID, Authority: h.authorities[0], Roles: append(slices.Clone(staff), policy.Jobseeker), Cleared: true}
		working := policy.Actor{ID: who.ID, Authority: h.authorities[0], Roles: staff, Cleared: true}
		for _, line := range policy.Matrix() {
			if open := len(line.Reach[policy.Anyone]) > 0; !open && policy.May(both, line.Action) != (len(line.Reach[policy.Jobseeker]) > 0) {
				h.t.Errorf("who is both may %s", line.Action)
			}
			if strings.HasPrefix(string(line.Action), "mine.") && policy.May(working, line.Action) {
				h.t.Errorf("staff may %s", line.Action)
			}
		}
		if got := h.own(working); len(got) != 0 {
			h.t.Errorf("staff own %v", got)
		}
		if got := h.own(policy.Public()); len(got) != 0 || len(h.own(both)) != 1 || h.own(both)[0] != p.ID {
			h.t.Errorf("the public owns %v, the person %v", got, h.own(both))
		}
	})
}

// An earlier number finds nothing: what was once written down by mistake may be another person's number.
func TestAnEarlierNumberIsNotEnough(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(h.authorities[0], numbers[4])
		caseworker := policy.Actor{ID: "per", Authority: h.authorities[0], Roles: []policy.Role{policy.EmploymentOfficer}}
		h.act(func(tx *audit.Tx) error {
			return h.persons.Assign(h.t.Context(), tx, p, caseworker.ID, ref.To("enquiry", "e1"))
		})
		must(h.t, h.persons.Renumber(h.t.Context(), caseworker, p.ID, p.Version, h.number(numbers[0])))
		if was, is := h.own(h.enters(numbers[4]).Actor()), h.own(h.enters(numbers[0]).Actor()); len(was) != 0 || len(is) != 1 {
			h.t.Fatalf("by the earlier number %v, by the present %v", was, is)
		}
	})
}

// A session ends when nobody has been there for half an hour, and when there is no such person.
func TestSessionsOfJobSeekers(t *testing.T) {
	each(t, func(h *house) {
		who := h.enters(numbers[0])
		session := h.session(who)
		a, err := h.svc.Authenticate(h.t.Context(), session)
		must(h.t, err)
		if a.ID != who.ID || a.Authority != "" || !slices.Equal(a.Roles, []policy.Role{policy.Jobseeker}) {
			h.t.Fatalf("%+v", a)
		}
		h.Clock.Advance(29 * time.Minute)
		_, err = h.svc.Authenticate(h.t.Context(), session)
		must(h.t, err)
		h.Clock.Advance(time.Minute)
		for _, s := range []seeker.Seeker{who, {ID: "seeker:nobody"}} {
			session.Account = s.ID
			if _, err := h.svc.Authenticate(h.t.Context(), session); !fault.Is(err, fault.Unauthenticated) {
				h.t.Errorf("%s: %v", s.ID, err)
			}
			session = h.session(seeker.Seeker{ID: "seeker:nobody"})
		}
	})
}

// While the keys turn, records under either key are found: a session from before signs in again, and then finds all.
func TestRecordsAreFoundWhileKeysTurn(t *testing.T) {
	each(t, func(h *house) {
		old := h.known(h.authorities[0], numbers[0])
		session := h.session(h.enters(numbers[0]))
		keys := h.Trail.Keys()
		id, err := keys.Add(strings.NewReader(strings.Repeat("another key for the ring, long enough ", 20)))
		must(h.t, err)
		must(h.t, keys.Use(id))
		fresh := h.known(h.authorities[1], numbers[0])
		if _, err := h.svc.Authenticate(h.t.Context(), session); !fault.Is(err, fault.Unauthenticated) {
			h.t.Fatalf("the session goes on: %v", err)
		}
		got := h.own(h.enters(numbers[0]).Actor())
		if len(got) != 2 || !slices.Contains(got, old.ID) || !slices.Contains(got, fresh.ID) {
			h.t.Fatalf("%v, want %s and %s", got, old.ID, fresh.ID)
		}
	})
}

// The invented person may be signed in as in demo mode alone, and nobody else then.
func TestTheInventedPerson(t *testing.T) {
	each(t, func(h *house) {
		real := h.enters(numbers[1])
		must(h.t, h.svc.Invented(h.t.Context(), h.number(numbers[0])))
		invented := h.enters(numbers[0])
		for _, c := range []struct {
			demo bool
			id   string
			in   bool
		}{{false, invented.ID, false}, {true, invented.ID, true}, {true, real.ID, false}, {true, "seeker:nobody", false}} {
			h.svc.Demo = c.demo
			_, err := h.svc.EnterDemo(h.t.Context(), c.id)
			if (err == nil) != c.in || err != nil && !fault.Is(err, fault.NotFound) {
				h.t.Errorf("%s with demo %v: %v", c.id, c.demo, err)
			}
		}
	})
}
