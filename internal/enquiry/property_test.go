package enquiry_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// TestAnySequenceOfActs gives one clock, one fact of each measure, and the verdict that the clock gives when it is read
// anew: whatever the two do, in whatever order, and however often they are refused.
func TestAnySequenceOfActs(t *testing.T) {
	h := furnish(t, openSQLite(t))
	ctx := t.Context()
	start := h.Now()
	rapid.Check(t, func(rt *rapid.T) {
		h.Clock.Set(start)
		q := h.question()
		q.Part = rapid.Bool().Draw(rt, "in part")
		e, err := h.svc.Send(ctx, h.anna, enquiry.Key{}, q)
		must(t, err)
		other, err := h.svc.Send(ctx, h.anna, enquiry.Key{}, h.question())
		must(t, err)
		acts := h.acts(other.ID)
		for range rapid.IntRange(1, 8).Draw(rt, "acts") {
			h.Clock.Advance(time.Duration(rapid.SampledFrom([]int{1, 45, 600, 3000}).Draw(rt, "later")) * time.Minute)
			who := rapid.SampledFrom([]policy.Actor{h.anna, h.per, h.cia}).Draw(rt, "who")
			i := rapid.IntRange(0, len(acts)-1).Draw(rt, "act")
			if _, err := acts[i](who, enquiry.Key{ID: e.ID}); err != nil && fault.KindOf(err) == fault.Internal {
				rt.Fatalf("act %d of %s: %v", i, who.ID, err)
			}
			h.agrees(rt, e.ID)
		}
	})
}

func (h *house) acts(other string) []func(policy.Actor, enquiry.Key) (enquiry.Enquiry, error) {
	ctx := h.t.Context()
	return []func(policy.Actor, enquiry.Key) (enquiry.Enquiry, error){
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.OpenPerson(ctx, a, k, noHarm())
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Take(ctx, a, k) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Acknowledge(ctx, a, k) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.AskMore(ctx, a, k, clock.Clarification, "mer")
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.GiveMore(ctx, a, k, enquiry.More{Text: "mer", Certified: true})
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.SetTime(ctx, a, k, h.Now().Add(100*time.Hour), "")
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Urge(ctx, a, k, "akut") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Call(ctx, a, k, false, "") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Call(ctx, a, k, true, "") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Answer(ctx, a, k, reply()) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Answer(ctx, a, k, enquiry.Reply{Outcome: enquiry.NotDisclosable})
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Letter(ctx, a, k) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Helped(ctx, a, k, "no") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Reopen(ctx, a, k, enquiry.More{Text: "mer", Certified: true})
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Withdraw(ctx, a, k, "") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Calm(ctx, a, k, "inte akut")
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Complete(ctx, a, k, h.question())
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Forward(ctx, a, k, enquiry.Target{Authority: h.cia.Authority, Why: "fel mottagare", Ground: law.NoHarm})
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.Forward(ctx, a, k, enquiry.Target{Authority: h.per.Authority, Why: "tillbaka", Ground: law.NoHarm})
		},
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Join(ctx, a, k, other) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.NewGround(ctx, a, k, consent())
		},
	}
}

// agrees compares what is kept with the clock read anew.
func (h *house) agrees(t *rapid.T, id string) {
	v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, id)
	if err != nil {
		t.Fatal(err)
	}
	now := h.Now()
	if v.Turn != v.Clock.Turn() || v.State.Live() != (v.Clock.State == clock.Running || v.Clock.State == clock.Waiting || v.Clock.State == clock.Incomplete) {
		t.Fatalf("%s waits for %s; its clock is %s and waits for %s", v.State, v.Turn, v.Clock.State, v.Clock.Turn())
	}
	if v.Clock.Complete.IsZero() { // nothing is promised of what is not whole yet
		return
	}
	key := "answer-time"
	if v.Urgent {
		key = "urgent-same-day"
	}
	metric := key
	if v.Round > 1 {
		key += "#" + string(rune('0'+v.Round))
	}
	n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM fact WHERE id = $1 AND metric = $2`, v.Facts[key], metric)
	if err != nil || n != 1 {
		t.Fatalf("%d facts of %s of %v: %v", n, key, v.Facts, err)
	}
	type kept struct {
		Due     db.Time `db:"due"`
		Closed  db.Time `db:"closed"`
		Outcome string  `db:"outcome"`
	}
	f, err := db.One[kept](h.t.Context(), h.DB, `SELECT due, closed, outcome FROM fact WHERE id = $1`, v.Facts[key])
	if err != nil {
		t.Fatal(err)
	}
	if got := verdict(f.Due.Time, f.Closed.Time, f.Outcome, now); got != v.Clock.Verdict(now) {
		t.Fatalf("the fact says %s (due %s, closed %s, %s), the clock %s due %s", got, f.Due, f.Closed, f.Outcome, v.Clock.Verdict(now), v.Clock.Due(now))
	}
}

// verdict is what a fact amounts to.
func verdict(due, closed time.Time, outcome string, now time.Time) clock.Verdict {
	switch {
	case outcome == fact.Withdrawn:
		return clock.Excluded
	case !closed.IsZero() && closed.After(due) || closed.IsZero() && now.After(due):
		return clock.Missed
	case !closed.IsZero():
		return clock.Kept
	}
	return clock.Pending
}

// TestWhoSeesWhat is the matrix: for each state of the asker's ground, each protection, each reader, what the page, the
// text, the list and the count tell. What is not told is told in the very words of an id that is nobody's.
func TestWhoSeesWhat(t *testing.T) {
	type reader struct {
		who       func(h *house) policy.Actor
		sees      bool // that there is a question
		seesGuard bool // when the receiver's register has the person as protected
	}
	readers := map[string]reader{
		"asker's own":     {func(h *house) policy.Actor { return h.anna }, true, true},
		"colleague":       {func(h *house) policy.Actor { return h.bo }, true, true},
		"other board":     {func(h *house) policy.Actor { return h.cia }, false, false},
		"agency":          {func(h *house) policy.Actor { return h.per }, true, false},
		"agency, cleared": {func(h *house) policy.Actor { return h.vera }, true, true},
		"stranger":        {func(h *house) policy.Actor { return policy.Actor{ID: "x", Authority: "x", Roles: h.anna.Roles} }, false, false},
		"no role":         {func(h *house) policy.Actor { return policy.Actor{ID: "y", Authority: h.anna.Authority} }, false, false},
	}
	for _, ground := range []string{"none", "live", "expired", "withdrawn"} {
		for _, guarded := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, guarded %v", ground, guarded), func(t *testing.T) {
				each(t, func(h *house) {
					t := h.t
					if guarded {
						h.protect(number, h.vera, h.vera)
					}
					q := h.question()
					q.Part = ground == "none"
					e := h.send(q)
					h.turn(ground, e)
					for name, r := range readers {
						sees := r.sees
						if guarded {
							sees = r.seesGuard
						}
						if who := r.who(h); !sees {
							h.hidden(who, e)
						} else if _, err := h.svc.Get(t.Context(), h.DB, who, e.ID); err != nil {
							t.Errorf("%s, guarded %v, %s: %v", ground, guarded, name, err)
						} else if _, err := h.svc.Open(t.Context(), who, e.ID); (err == nil) != (who.ID == "anna") {
							t.Errorf("%s, guarded %v, %s reads the text: %v", ground, guarded, name, err)
						}
					}
				})
			})
		}
	}
}

// turn makes the asker's ground expire or be withdrawn.
func (h *house) turn(state string, e enquiry.Enquiry) {
	switch state {
	case "expired":
		h.at(calendar.NewDate(2027, 2, 1), 9, 0)
	case "withdrawn":
		id, err := db.One[string](h.t.Context(), h.DB, `SELECT ground_id FROM enquiry_side WHERE enquiry_id = $1 AND side = 'asker'`, e.ID)
		must(h.t, err)
		_, err = h.persons.Withdraw(h.t.Context(), h.anna, id, 1)
		must(h.t, err)
	}
}
