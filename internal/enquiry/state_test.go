package enquiry

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/language"
)

// TestTheStateFollowsTheClock: whatever the two sides do, an act that the state allows is one that the clock takes, and
// the two never say different things.
func TestTheStateFollowsTheClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := calendar.NewDate(2026, 3, 2).At(9, 0)
		state, c, holder := Draft, clock.Clock{}, 0
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			by := rapid.SampledFrom([]Side{Asker, Receiver}).Draw(t, "by")
			can := state.Acts(by)
			if len(can) == 0 {
				continue
			}
			act := rapid.SampledFrom(can).Draw(t, "act")
			next, kind := state.After(act)
			if act == Receive && !c.Delivered.IsZero() {
				continue // it was received already: the service says so
			}
			if act == Reopen {
				c = clock.Clock{}
			}
			if kind != "" {
				at = at.Add(rapid.SampledFrom([]interval{1, 60, 3000}).Draw(t, "later").minutes())
				holder++
				event := clock.Event{Kind: kind, At: at, Holder: string(rune('a' + holder%20)), Category: clock.Clarification,
					Until: at.Add(interval(60).minutes()), Terms: clock.Office(2, language.Text{})}
				var err error
				if c, err = c.Next(event); err != nil {
					t.Fatalf("%s may %s when %s, but the clock (%s) refuses", by, act, state, c.State)
				}
			}
			state = next
			if state.Live() != (c.State == clock.Running || c.State == clock.Waiting || c.State == clock.Incomplete) {
				t.Fatalf("after %s the question is %s and the clock %s", act, state, c.State)
			}
			if (state == Paused) != (c.State == clock.Waiting) {
				t.Fatalf("after %s the question is %s and the clock %s", act, state, c.State)
			}
		}
	})
}

func TestOnlyTheRightSide(t *testing.T) {
	for _, x := range []struct {
		state State
		by    Side
		act   Act
		want  bool
	}{
		{Open, Asker, Answer, false}, {Open, Receiver, Answer, true}, {Open, Receiver, Withdraw, false},
		{Done, Receiver, Reopen, false}, {Done, Asker, Reopen, true}, {Withdrawn, Asker, Reopen, false},
		{Draft, Receiver, Send, false}, {Incomplete, Receiver, Answer, false}, {Paused, Asker, GiveMore, true},
		{Joined, Receiver, Answer, false}, {Closed, Asker, Withdraw, false},
	} {
		if got := x.state.May(x.by, x.act); got != x.want {
			t.Errorf("%s may %s when %s: %v", x.by, x.act, x.state, got)
		}
	}
}

func TestEveryOutcomeHasWords(t *testing.T) {
	seen := map[Outcome]bool{}
	for _, o := range Outcomes() {
		if seen[o.Outcome] || o.Name.Sv == "" || o.Name.En == "" || o.Says.Sv == "" || o.Says.En == "" {
			t.Errorf("%+v", o)
		}
		seen[o.Outcome] = true
	}
	if len(seen) != 9 {
		t.Errorf("%d outcomes", len(seen))
	}
	if _, ok := OutcomeOf("nothing"); ok {
		t.Error("an unknown outcome is known")
	}
}

type interval int

func (m interval) minutes() time.Duration { return time.Duration(m) * time.Minute }
