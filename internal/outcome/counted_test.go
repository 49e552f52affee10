package outcome_test

import (
	"fmt"
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/matter"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// counted is what the sums hold of the municipality's answers: each kind with how many, and none that is nothing.
func (h *house) counted() []string {
	h.t.Helper()
	type row struct {
		Kind string `db:"kind"`
		N    int64  `db:"n"`
	}
	list, err := db.All[row](h.t.Context(), h.DB, `SELECT kind, n FROM outcome_tally WHERE part = 'municipality' AND n <> 0 ORDER BY kind`)
	must(h.t, err)
	out := []string{}
	for _, r := range list {
		out = append(out, fmt.Sprint(r.Kind, " ", r.N))
	}
	return out
}

func (h *house) counts(when string, want ...string) {
	h.t.Helper()
	if got := h.counted(); !slices.Equal(got, want) {
		h.t.Errorf("%s the sums hold %v, want %v", when, got, want)
	}
}

func (h *house) version(id string) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, `SELECT version FROM person WHERE id = $1`, id)
	must(h.t, err)
	return n
}

// protect protects the authority's own record of the person from a day on.
func (h *house) protect(a policy.Actor, from calendar.Date) {
	h.t.Helper()
	id := h.at(a, outcome.Closing).Person
	must(h.t, h.persons.Protect(h.t.Context(), a, id, h.version(id), person.Marker, from, []string{a.ID}))
}

func (h *house) unprotect(a policy.Actor) {
	h.t.Helper()
	id := h.at(a, outcome.Closing).Person
	must(h.t, h.persons.Unprotect(h.t.Context(), a, id, h.version(id)))
}

// What was said leaves the sums in the act that protects the identity, follows no correction while it is protected, and
// comes back as it is when the protection ends.
func TestAProtectedPersonStandsInNoSum(t *testing.T) {
	each(t, func(h *house) {
		ctx, day := t.Context(), calendar.DateOf(h.Now())
		h.close(matter.Reached)
		id := h.at(h.anna, outcome.Closing).ID
		say := func(a outcome.Answer) {
			t.Helper()
			_, err := h.svc.Note(ctx, h.anna, id, 0, a)
			must(t, err)
		}
		say(work(day))
		h.counts("when it is noted", "work 1")
		h.protect(h.anna, day)
		h.counts("when the identity is protected")
		if rows, err := outcome.Sums(ctx, h.DB, matter.Municipality, outcome.Closing, day); err != nil || len(rows) != 0 {
			t.Errorf("a municipality with nobody else has the rows %+v, %v", rows, err)
		}
		say(outcome.Answer{What: outcome.Unknown})
		say(outcome.Answer{What: outcome.Study, Form: "sfi", Since: day, Source: outcome.ByLetter})
		h.counts("when it is put right meanwhile")
		h.unprotect(h.anna)
		h.counts("when the protection has ended", "study 1")
		say(work(day))
		h.counts("when it is put right after it", "work 1")
		h.tend()
		h.counts("by the clock", "work 1")
	})
}

// A protection that is said to begin later takes what was said out of the sums on its day, by the clock.
func TestAProtectionThatBeginsLaterTakesTheAnswerOutOnItsDay(t *testing.T) {
	each(t, func(h *house) {
		day := calendar.DateOf(h.Now())
		h.close(matter.Reached)
		_, err := h.svc.Note(t.Context(), h.anna, h.at(h.anna, outcome.Closing).ID, 0, work(day))
		must(t, err)
		h.protect(h.anna, day.AddDays(3))
		h.tend()
		h.counts("before its day", "work 1")
		h.Clock.Set(day.AddDays(3).At(6, 0))
		h.tend()
		h.tend()
		h.counts("on its day")
		h.unprotect(h.anna)
		h.tend()
		h.counts("when it has ended", "work 1")
	})
}

// The one side's protection is not told by the other's sums: each counts by its own record.
func TestEachSideCountsByItsOwnRecord(t *testing.T) {
	each(t, func(h *house) {
		day := calendar.DateOf(h.Now())
		h.close(matter.Reached)
		_, err := h.svc.Note(t.Context(), h.anna, h.at(h.anna, outcome.Closing).ID, 0, work(day))
		must(t, err)
		h.protect(h.per, day)
		h.tend()
		h.counts("when the agency protects its record", "work 1")
	})
}

// A plan that was judged is not counted while a side protects the person, and says no more than that.
func TestAPlanOfAProtectedPersonIsNotCounted(t *testing.T) {
	each(t, func(h *house) {
		made := calendar.DateOf(h.Now())
		h.close(matter.Alone)
		_, err := h.svc.Note(t.Context(), h.anna, h.at(h.anna, outcome.Closing).ID, 0, work(made.AddDays(0)))
		must(t, err)
		h.Clock.Set(made.AddMonths(12).AddDays(1).At(9, 0))
		h.tend()
		is := func(when, want string) {
			t.Helper()
			if got := h.facts(); !slices.Equal(got, []string{want}) {
				t.Errorf("%s it is %v, want %s", when, got, want)
			}
		}
		is("at twelve months", "work-or-study")
		h.protect(h.anna, calendar.DateOf(h.Now()))
		is("when the identity is protected", fact.Withdrawn)
		_, err = h.svc.Note(t.Context(), h.anna, h.at(h.anna, outcome.Months12).ID, 0, work(made.AddDays(1)))
		must(t, err)
		is("when more is said meanwhile", fact.Withdrawn)
		h.unprotect(h.anna)
		is("when the protection has ended", "work-or-study")
		found, err := fact.Verify(t.Context(), h.DB)
		must(t, err)
		if len(found) > 0 {
			t.Errorf("the sums differ: %v", found)
		}
	})
}
