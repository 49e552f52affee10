package seeker_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seeker"
)

const born = "19920101"

// desk is a caseworker who is named for the person of a record, and the record.
func (h *house) desk() (policy.Actor, person.Person) {
	h.t.Helper()
	p := h.known(h.authorities[1], numbers[0])
	elin := policy.Actor{ID: "elin", Authority: h.authorities[1], Roles: []policy.Role{policy.Caseworker}}
	h.act(func(tx *audit.Tx) error {
		return h.persons.Assign(h.t.Context(), tx, p, elin.ID, ref.To("enquiry", "e1"))
	})
	return elin, p
}

func (h *house) code() string {
	h.t.Helper()
	elin, p := h.desk()
	_, code, err := h.svc.MakeCode(h.t.Context(), elin, p.ID, seeker.Passport)
	must(h.t, err)
	return code
}

// refused is the answer to what does not let anybody in: always the same.
func (h *house) refused(born, code string) {
	h.t.Helper()
	_, err := h.svc.EnterByCode(h.t.Context(), born, code)
	_, none := h.svc.EnterByCode(h.t.Context(), "19000101", "0000-0000-0000-0000")
	if err == nil || none == nil || err.Error() != none.Error() || !fault.Is(err, fault.Invalid) {
		h.t.Fatalf("%q and %q: %v; for a code that never was: %v", born, code, err, none)
	}
}

// A code lets its person in once, however it is typed, and shows no other's data.
func TestACodeSignsInOnce(t *testing.T) {
	each(t, func(h *house) {
		code := h.code()
		if len(code) != 16 {
			h.t.Fatalf("a code of %d letters", len(code))
		}
		h.known(h.authorities[0], numbers[1])
		typed := " " + strings.ToLower(seeker.Grouped(code)) + " "
		typed = strings.ReplaceAll(strings.ReplaceAll(typed, "0", "o"), "1", "l")
		who, err := h.svc.EnterByCode(h.t.Context(), "1992-01-01", typed)
		must(h.t, err)
		if who.ID != h.enters(numbers[0]).ID || len(h.own(who.Actor())) != 1 {
			h.t.Fatalf("%+v owns %v", who, h.own(who.Actor()))
		}
		h.refused(born, code)
	})
}

// Of two who use a code at once, one gets in.
func TestTwoWhoUseACodeAtOnce(t *testing.T) {
	each(t, func(h *house) {
		code := h.code()
		var wait sync.WaitGroup
		got := make([]error, 8)
		for i := range got {
			wait.Go(func() { _, got[i] = h.svc.EnterByCode(h.t.Context(), born, code) })
		}
		wait.Wait()
		in := 0
		for _, err := range got {
			if err == nil {
				in++
			} else if !fault.Is(err, fault.Invalid) {
				h.t.Error(err)
			}
		}
		if in != 1 {
			h.t.Fatalf("%d got in", in)
		}
	})
}

// After five wrong dates of birth a code is closed, also to who knows the right one; after four it is not.
func TestACodeIsClosedAfterWrongDates(t *testing.T) {
	for wrong, closed := range map[int]bool{4: false, 5: true} {
		each(t, func(h *house) {
			code := h.code()
			for range wrong {
				h.refused("19920102", code)
			}
			if _, err := h.svc.EnterByCode(h.t.Context(), born, code); (err != nil) != closed {
				h.t.Fatalf("after %d wrong dates: %v", wrong, err)
			}
		})
	}
}

// A code holds for fourteen days.
func TestACodeEnds(t *testing.T) {
	for past, over := range map[time.Duration]bool{14*24*time.Hour - time.Second: false, 14 * 24 * time.Hour: true} {
		each(t, func(h *house) {
			code := h.code()
			h.Clock.Advance(past)
			if _, err := h.svc.EnterByCode(h.t.Context(), born, code); (err != nil) != over {
				h.t.Fatalf("after %s: %v", past, err)
			}
		})
	}
}

// A code that is ended, followed by a new one, or whose record has another number since lets nobody in.
func TestACodeThatNoLongerHolds(t *testing.T) {
	each(t, func(h *house) {
		elin, p := h.desk()
		first := h.code()
		second := h.code()
		h.refused(born, first)
		must(h.t, h.svc.EndCodes(h.t.Context(), elin, p.ID))
		h.refused(born, second)
		if err := h.svc.EndCodes(h.t.Context(), elin, p.ID); !fault.Is(err, fault.Conflict) {
			h.t.Fatalf("ended again: %v", err)
		}
		third := h.code()
		must(h.t, h.persons.Renumber(h.t.Context(), elin, p.ID, p.Version, h.number(numbers[2])))
		h.refused(born, third)
		h.refused("19920102", third)
	})
}

// A coordination number's own eight figures do, and so does the date of birth that it is made of.
func TestDatesOfBirthOfCoordinationNumbers(t *testing.T) {
	for _, typed := range []string{numbers[4][:8], "19850226"} {
		each(t, func(h *house) {
			p := h.known(h.authorities[0], numbers[4])
			per := policy.Actor{ID: "per", Authority: h.authorities[0], Roles: []policy.Role{policy.EmploymentOfficer}}
			h.act(func(tx *audit.Tx) error {
				return h.persons.Assign(h.t.Context(), tx, p, per.ID, ref.To("enquiry", "e1"))
			})
			_, code, err := h.svc.MakeCode(h.t.Context(), per, p.ID, seeker.Certified)
			must(h.t, err)
			if _, err := h.svc.EnterByCode(h.t.Context(), typed, code); err != nil {
				h.t.Fatalf("%s: %v", typed, err)
			}
		})
	}
}

// Only who is named for the person makes, sees or ends a code; how the identity was checked must be said.
func TestWhoMakesCodes(t *testing.T) {
	each(t, func(h *house) {
		elin, p := h.desk()
		ctx := h.t.Context()
		if _, _, err := h.svc.MakeCode(ctx, elin, p.ID, ""); !fault.Is(err, fault.Invalid) {
			h.t.Errorf("unchecked: %v", err)
		}
		who := h.enters(numbers[0]).Actor()
		colleague := elin
		colleague.ID = "eva"
		other := policy.Actor{ID: "elin", Authority: h.authorities[2], Roles: elin.Roles}
		for _, a := range []policy.Actor{who, colleague, other} {
			if _, _, err := h.svc.MakeCode(ctx, a, p.ID, seeker.IDCard); !fault.Is(err, fault.Denied) {
				h.t.Errorf("%s makes one: %v", a.ID, err)
			}
			if err := h.svc.EndCodes(ctx, a, p.ID); !fault.Is(err, fault.Denied) {
				h.t.Errorf("%s ends one: %v", a.ID, err)
			}
			if _, err := h.svc.Codes(ctx, a, p.ID); !fault.Is(err, fault.NotFound) {
				h.t.Errorf("%s sees them: %v", a.ID, err)
			}
		}
	})
}

// Neither the code nor the number stands in the database, and each failed attempt is noted as nobody's.
func TestNothingOfACodeIsKept(t *testing.T) {
	each(t, func(h *house) {
		code := h.code()
		h.refused("19920102", code)
		kept, err := db.Content(h.t.Context(), h.DB)
		must(h.t, err)
		all := fmt.Sprint(kept)
		if strings.Contains(all, code) || strings.Contains(all, seeker.Grouped(code)) || strings.Contains(all, numbers[0]) {
			h.t.Error("the code or the number is kept")
		}
		noted, err := db.All[string](h.t.Context(), h.DB, "SELECT thing_id FROM trail_entry WHERE action = $1", string(seeker.ActionSignInFailed))
		must(h.t, err)
		if len(noted) != 2 || noted[0] != "unknown" || noted[1] != "unknown" {
			h.t.Errorf("noted %v", noted)
		}
	})
}

// The letter has the code, in parts, and its last day; it is tagged, and names nobody.
func TestTheLetter(t *testing.T) {
	l := seeker.Letter{Text: "7K2M9QWX3RTV5YZ8", From: "Socialnämnden, Ludvika", Base: "https://samsyn.example"}
	l.Code.MadeAt, l.Code.EndsAt = db.At(calendar.NewDate(2026, 3, 2).Start()), db.At(calendar.NewDate(2026, 3, 16).Start())
	content, err := l.Render()
	must(t, err)
	if !bytes.HasPrefix(content, []byte("%PDF-")) || !bytes.Contains(content, []byte("/StructTreeRoot")) || !bytes.Contains(content, []byte("/Lang")) {
		t.Error("it is no tagged PDF")
	}
}
