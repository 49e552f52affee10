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
	h.everyFactIsOfAQuestion()
}

// everyFactIsOfAQuestion holds what questions left against the table of facts, and the sums against the facts.
func (h *house) everyFactIsOfAQuestion() {
	h.t.Helper()
	if n := h.number64(`SELECT COUNT(*) FROM fact WHERE metric IN ('first-response-time', 'answer-time', 'urgent-same-day', 'callback-received') AND NOT EXISTS (SELECT 1 FROM enquiry_fact WHERE fact_id = fact.id)`); n != 0 {
		h.t.Errorf("%d facts that no question says it left", n)
	}
	if n := h.number64(`SELECT COUNT(*) FROM enquiry_fact WHERE NOT EXISTS (SELECT 1 FROM fact WHERE fact.id = enquiry_fact.fact_id)`); n != 0 {
		h.t.Errorf("%d facts that questions left and that are not there", n)
	}
	differs, err := fact.Verify(h.t.Context(), h.DB)
	must(h.t, err)
	for _, d := range differs {
		h.t.Error(d.Text.En)
	}
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
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Assign(ctx, a, k, h.eva.ID) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Assign(ctx, a, k, a.ID) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.PassOn(ctx, a, k, "") },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) { return h.svc.Join(ctx, a, k, other) },
		func(a policy.Actor, k enquiry.Key) (enquiry.Enquiry, error) {
			return h.svc.NewGround(ctx, a, k, consent(), false)
		},
	}
}

// fails is a test, alone or one of many that are drawn.
type fails interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// agrees compares what is kept with the clock read anew.
func (h *house) agrees(t fails, id string) {
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
	metric := fact.AnswerTime
	if v.Urgent {
		metric = fact.UrgentSameDay
	}
	f := h.factOf(t, v.Enquiry, metric)
	if f.Authority != v.Receiver || f.Municipality != v.Municipality || f.Outcome == fact.Withdrawn != (v.State == enquiry.Withdrawn || v.State == enquiry.Joined) {
		t.Fatalf("the fact of a question that is %s at %s says %+v", v.State, v.Receiver, f)
	}
	if got := verdict(f.Due.Time, f.Closed.Time, f.Outcome, now); got != v.Clock.Verdict(now) {
		t.Fatalf("the fact says %s (due %s, closed %s, %s), the clock %s due %s", got, f.Due, f.Closed, f.Outcome, v.Clock.Verdict(now), v.Clock.Due(now))
	}
}

// kept is what a test reads of a fact.
type kept struct {
	Metric       string  `db:"metric"`
	Round        int64   `db:"round"`
	Authority    string  `db:"authority_id"`
	Municipality string  `db:"municipality"`
	Due          db.Time `db:"due"`
	Closed       db.Time `db:"closed"`
	Outcome      string  `db:"outcome"`
}

// factOf gives the one fact of a measure that counts in the present round. Of every measure and round there is one at
// most, what it is of is what the question says that it is of, and of the two measures of an answer's time one counts.
func (h *house) factOf(t fails, e enquiry.Enquiry, metric string) (found kept) {
	all, err := db.All[kept](h.t.Context(), h.DB, `SELECT f.metric, l.round, f.authority_id, f.municipality, f.due, f.closed, f.outcome
		FROM enquiry_fact l JOIN fact f ON f.id = l.fact_id AND f.metric = l.metric WHERE l.enquiry_id = $1`, e.ID)
	if err != nil || int64(len(all)) != h.number64(itsFacts, e.ID) {
		t.Fatalf("%d of %d facts are of the measure that the question says: %v", len(all), h.number64(itsFacts, e.ID), err)
	}
	type one struct {
		metric string
		round  int64
	}
	seen, times := map[one]int{}, 0
	for _, f := range all {
		if seen[one{f.Metric, f.Round}]++; seen[one{f.Metric, f.Round}] > 1 && f.Metric != fact.CallbackReceived {
			t.Fatalf("two facts of %s in round %d", f.Metric, f.Round)
		}
		if f.Round > e.Round {
			t.Fatalf("a fact of round %d in round %d", f.Round, e.Round)
		}
		if answers := f.Metric == fact.AnswerTime || f.Metric == fact.UrgentSameDay; answers && f.Round == e.Round {
			if f.Outcome != fact.Withdrawn {
				times++
			}
			if f.Metric == metric {
				found = f
			}
		}
	}
	if found.Metric == "" || times > 1 {
		t.Fatalf("no fact of %s, or the answer's time counts %d times: %+v", metric, times, all)
	}
	return found
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
