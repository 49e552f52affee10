package deviation

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatCanBeDone(t *testing.T) {
	at := func(s State) Standing { return Standing{State: s, Level: 1, Round: 1} }
	dispute := func(by Side, answered bool) Standing {
		return Standing{State: Disputed, Was: Analysed, Level: 2, Round: 1, DisputedBy: by, Answered: answered}
	}
	for _, c := range []struct {
		name string
		s    Standing
		by   Side
		want []Act
	}{
		{"the asked side sees a new one", at(Reported), Asked, []Act{Acknowledge, Resolve, Analyse, AskMore, Raise, Dispute}},
		{"the reporter waits", at(Reported), Reporter, []Act{Raise, Dispute, Withdraw}},
		{"the reporter is asked for more", Standing{State: Acknowledged, Level: 1, Round: 1, Waiting: true}, Reporter, []Act{GiveMore, Raise, Dispute, Withdraw}},
		{"and is not asked twice", Standing{State: Acknowledged, Level: 1, Round: 1, Waiting: true}, Asked, []Act{Resolve, Analyse, Raise, Dispute}},
		{"a cause is said", at(Analysed), Asked, []Act{Resolve, Decide, AskMore, Raise, Dispute}},
		{"in the steering group both say what was decided", Standing{State: Analysed, Level: 3, Round: 1}, Reporter, []Act{Resolve, Decide, Raise, Dispute, Withdraw}},
		{"there is nothing above level 4", Standing{State: Decided, Level: 4, Round: 1}, Asked, []Act{Resolve, AskMore, Dispute}},
		{"who disputes waits for an answer", dispute(Asked, false), Asked, []Act{TakeBack, Raise}},
		{"the other side answers", dispute(Asked, false), Reporter, []Act{Answer, Agree, Raise, Withdraw}},
		{"with both readings there, it can be decided all the same", dispute(Reporter, true), Asked, []Act{Decide, Agree, Raise}},
		{"the reporter says whether it helped", at(Resolved), Reporter, []Act{Confirm, Reopen}},
		{"and only once more", Standing{State: Resolved, Level: 2, Round: 2}, Reporter, []Act{Confirm}},
		{"what is closed can be reopened once", at(Closed), Reporter, []Act{Reopen}},
		{"another party reads along", Standing{State: Analysed, Level: 3, Round: 1}, Group, nil},
		{"the clock raises", at(Decided), Clock, []Act{Rise}},
		{"but not while the reporter is waited for", Standing{State: Decided, Level: 1, Round: 1, Waiting: true}, Clock, nil},
		{"struck off is over", at(Struck), Reporter, nil},
	} {
		if got := c.s.Can(c.by); !slices.Equal(got, c.want) {
			t.Errorf("%s: %s can %v, want %v", c.name, c.by, got, c.want)
		}
	}
}

func TestWhatFollows(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Standing
		by   Side
		a    Act
		want Standing
	}{
		{"whoever asks for more has seen it", Standing{State: Reported, Level: 1, Round: 1}, Asked, AskMore, Standing{State: Acknowledged, Level: 1, Round: 1, Waiting: true}},
		{"a dispute keeps where it stood", Standing{State: Decided, Level: 2, Round: 1}, Reporter, Dispute, Standing{State: Disputed, Was: Decided, Level: 2, Round: 1, DisputedBy: Reporter}},
		{"taken back, it is as it was", Standing{State: Disputed, Was: Decided, Level: 2, Round: 1, DisputedBy: Reporter, Answered: true}, Reporter, TakeBack, Standing{State: Decided, Level: 2, Round: 1}},
		{"both find that it was none", Standing{State: Disputed, Was: Analysed, Level: 2, Round: 1, DisputedBy: Asked}, Reporter, Agree, Standing{State: Struck, Level: 2, Round: 1}},
		{"what the reporter disputes is looked at anew", Standing{State: Disputed, Was: Decided, Level: 2, Round: 1, DisputedBy: Reporter}, Asked, Agree, Standing{State: Acknowledged, Level: 2, Round: 1}},
		{"it did not help: level 1 has had its try", Standing{State: Resolved, Level: 1, Round: 1}, Reporter, Reopen, Standing{State: Reported, Level: 2, Round: 2}},
		{"what is over waits for nobody", Standing{State: Acknowledged, Level: 1, Round: 1, Waiting: true}, Reporter, Withdraw, Standing{State: Withdrawn, Level: 1, Round: 1}},
	} {
		if !c.s.May(c.by, c.a) {
			t.Errorf("%s: it cannot be done", c.name)
		}
		if got := c.s.After(c.by, c.a); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestEveryLifeIsSound goes any way through the states: nothing is lost on the way, and what is owed is owed by somebody.
func TestEveryLifeIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Standing{State: Reported, Level: 1, Round: 1}
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			type move struct {
				by Side
				a  Act
			}
			var moves []move
			for _, by := range []Side{Reporter, Asked, Group, Clock} {
				for _, a := range s.Can(by) {
					moves = append(moves, move{by, a})
				}
			}
			if len(moves) == 0 {
				if s.State.Live() {
					t.Fatalf("%+v: owed, and nobody can do anything", s)
				}
				return
			}
			m := rapid.SampledFrom(moves).Draw(t, "move")
			next := s.After(m.by, m.a)
			switch {
			case next.Level < s.Level || next.Level > Highest:
				t.Fatalf("%s: level %d after %d", m.a, next.Level, s.Level)
			case next.Level > s.Level && !slices.Contains([]Act{Raise, Rise, Reopen}, m.a):
				t.Fatalf("%s raises it", m.a)
			case next.Round < s.Round || next.Round > mostRounds:
				t.Fatalf("%s: round %d after %d", m.a, next.Round, s.Round)
			case (next.State == Disputed) != (next.DisputedBy != "") || (next.State == Disputed) != (next.Was != ""):
				t.Fatalf("%s: %+v is half disputed", m.a, next)
			case next.State.Live() == (next.Turn() == "") && next.State != Resolved:
				t.Fatalf("%s: %+v waits for %q", m.a, next, next.Turn())
			case next.Turn() == Group || next.Turn() == Clock:
				t.Fatalf("%s: %+v waits for %q", m.a, next, next.Turn())
			case next.Waiting && !next.State.Live():
				t.Fatalf("%s: %+v is over and waits", m.a, next)
			}
			if turn := next.Turn(); turn != "" && len(next.Can(turn)) == 0 {
				t.Fatalf("%s: %+v waits for %s, who can do nothing", m.a, next, turn)
			}
			s = next
		}
	})
}
