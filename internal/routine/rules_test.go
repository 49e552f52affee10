package routine

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
)

func steps(words ...string) (out []Step) {
	for _, w := range words {
		out = append(out, Step{Who: "Handläggaren", What: w})
	}
	return out
}

func TestContentIsTidiedAndChecked(t *testing.T) {
	c := Content{Title: " Frågor ", Purpose: "Så frågar vi.", Steps: append(steps("a"), Step{Who: " "}), Clauses: []string{"K9.1", "§ 9", "9", "k8.2"}, Topics: []Topic{"questions", "contact", "contact"}}.tidied()
	if c.Title != "Frågor" || len(c.Steps) != 1 || !slices.Equal(c.Clauses, []string{"K8.2", "9", "K9.1"}) || !slices.Equal(c.Topics, []Topic{"contact", "questions"}) {
		t.Fatalf("tidied to %+v", c)
	}
	if p := c.check(); len(p) != 0 {
		t.Errorf("found %v", p)
	}
	if got := c.within(); !slices.Equal(got, []string{"8", "9", "K8.2", "K9.1"}) {
		t.Errorf("found under %v", got)
	}
	for field, wrong := range map[string]Content{
		fieldTitle: c.with(TitlePart, Content{}), fieldPurpose: c.with(PurposePart, Content{}), fieldSteps: c.with(StepsPart, Content{Steps: []Step{{What: "a"}}}),
		fieldClauses: c.with(ClausesPart, Content{Clauses: []string{"30"}}), fieldTopics: c.with(TopicsPart, Content{Topics: []Topic{"gossip"}}),
	} {
		if p := wrong.check(); len(p) != 1 || p[0].Field != field {
			t.Errorf("%s: %v", field, p)
		}
	}
}

func TestClauseIds(t *testing.T) {
	for id, want := range map[string]bool{"1": true, "29": true, "K9.1": true, "K28.3": true, "0": false, "30": false, "K30.1": false, "K9": false, "K9.10": false, "9.1": false, "": false, "K9.0": false} {
		if isClause(id) != want {
			t.Errorf("%q: %v", id, !want)
		}
	}
}

func TestMerge(t *testing.T) {
	base := Content{Title: "A", Purpose: "p", Steps: steps("1", "2", "3"), Clauses: []string{"9"}}
	local, origin := base, base
	local.Purpose, origin.Title, local.Clauses, origin.Clauses = "p lokalt", "B", []string{"10"}, []string{"11"}
	local.Steps, origin.Steps = steps("0", "1", "2", "3"), steps("1", "2", "3b")
	m := Merge(base, local, origin)
	want := map[Part]Situation{TitlePart: OriginAlone, PurposePart: LocalAlone, StepsPart: BothTogether, ClausesPart: BothUnalike, TopicsPart: Untouched}
	for p, s := range want {
		if m.Situations[p] != s {
			t.Errorf("%s: %s, want %s", p, m.Situations[p], s)
		}
	}
	if m.Content.Title != "B" || m.Content.Purpose != "p lokalt" || !slices.Equal(m.Content.Steps, steps("0", "1", "2", "3b")) || m.Content.Clauses[0] != "10" {
		t.Errorf("merged to %+v", m.Content)
	}
	if got := Merge(base, local, origin, ClausesPart).Content; got.Clauses[0] != "11" {
		t.Errorf("the origin's clauses were chosen, got %v", got.Clauses)
	}
	local.Steps = steps("1", "2", "3c")
	if m := Merge(base, local, origin); m.Situations[StepsPart] != BothUnalike || !slices.Equal(m.Content.Steps, local.Steps) {
		t.Errorf("both changed step 3: %s %v", m.Situations[StepsPart], m.Content.Steps)
	}
}

func anyContent(t *rapid.T, name string) Content {
	word := rapid.SampledFrom([]string{"a", "b", "c"})
	return Content{Title: word.Draw(t, name+" title"), Purpose: word.Draw(t, name+" purpose"), Steps: steps(rapid.SliceOfN(word, 1, 5).Draw(t, name+" steps")...),
		Clauses: []string{rapid.SampledFrom([]string{"1", "2"}).Draw(t, name+" clause")}}
}

// A copy that was not changed becomes the origin; an origin that was not changed changes nothing; and a part that the
// copy alone, or both unalike, changed is never lost.
func TestMergeLosesNothingLocal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, local, origin := anyContent(t, "base"), anyContent(t, "local"), anyContent(t, "origin")
		if got := Merge(base, base, origin).Content; all(got) != all(origin) {
			t.Errorf("an untouched copy became %+v, want %+v", got, origin)
		}
		if got := Merge(base, local, base).Content; all(got) != all(local) {
			t.Errorf("an untouched origin made %+v of %+v", got, local)
		}
		m := Merge(base, local, origin)
		for _, p := range Parts() {
			if s := m.Situations[p]; (s == LocalAlone || s == BothUnalike || s == BothAlike) && part(m.Content, p) != part(local, p) {
				t.Errorf("%s (%s): local %s became %s", p, s, part(local, p), part(m.Content, p))
			}
		}
		if m.Situations[StepsPart] == BothTogether {
			for _, s := range local.Steps {
				if !slices.Contains(base.Steps, s) && !slices.Contains(m.Content.Steps, s) {
					t.Errorf("the local step %v is lost in %v", s, m.Content.Steps)
				}
			}
		}
	})
}

func TestWhoConsentsToSharing(t *testing.T) {
	const work, social = "work", "social"
	for _, c := range []struct {
		owner, by, answers string
		may                bool
	}{
		{work, work, directory.PES, true}, {work, work, social, false}, {work, work, work, false},
		{work, social, work, true}, {work, social, directory.PES, true},
		{work, directory.PES, work, true}, {work, directory.PES, social, true}, {work, directory.PES, directory.PES, false},
	} {
		r := Routine{State: InForce, Sharing: Own, Owner: c.owner, Current: 1, Latest: 1}
		r, err := r.propose(c.by)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.answer(c.answers, true)
		if (err == nil) != c.may || c.may != (got.Sharing == Shared) {
			t.Errorf("%+v: %v %s", c, err, got.Sharing)
		}
	}
	if _, err := (Routine{State: Draft, Sharing: Own}).propose(work); !fault.Is(err, fault.Conflict) {
		t.Errorf("a draft was proposed: %v", err)
	}
}

func TestReviewLiesAhead(t *testing.T) {
	day := calendar.NewDate(2026, 3, 2)
	for _, c := range []struct {
		on calendar.Date
		ok bool
	}{{day, false}, {day.AddDays(1), true}, {day.AddMonths(24), true}, {day.AddMonths(24).AddDays(1), false}, {calendar.Date{}, false}} {
		if got := len(checkReview(c.on, day)) == 0; got != c.ok {
			t.Errorf("%s: %v", c.on, got)
		}
	}
	if len(checkFirst(Routine{}, day.AddDays(-1), day)) > 0 || len(checkFirst(Routine{Current: 1}, day.AddDays(-1), day)) == 0 || len(checkFirst(Routine{}, day.AddMonths(-25), day)) == 0 {
		t.Error("only a routine entered for the first time may be overdue from the beginning, and not by more than two years")
	}
	r := Routine{State: InForce, ReviewOn: day}
	if r.Overdue(day) || !r.Overdue(day.AddDays(1)) {
		t.Error("the day of review itself is in time, the day after is not")
	}
}
