package matter_test

import (
	"slices"
	"strings"
	"testing"

	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

func TestNeitherSeesTheOtherBeforeBothHaveJudged(t *testing.T) {
	each(t, func(h *house) {
		h.give(h.anna, judged(matter.FromAgency, map[matter.Need]matter.Who{"language": matter.FromMunicipality}))
		if n := len(h.open(h.per).Thread); n != 0 {
			t.Fatalf("the agency has %d messages before it has judged", n)
		}
		o := h.open(h.per)
		if o.Both || !o.TheyGave || o.Theirs.Distance != 0 || len(o.Theirs.Answers) != 0 {
			t.Fatalf("the agency sees %+v before it has judged", o.Theirs)
		}
		_, err := h.svc.Give(t.Context(), h.anna, h.key(), judged(matter.FromBoth, nil), person.Basis{})
		refused(t, fault.Conflict, err) // what is given is frozen
		h.give(h.per, judged(matter.FromAgency, map[matter.Need]matter.Who{"search": matter.Unsure}))
		for _, a := range []policy.Actor{h.anna, h.per} {
			o := h.open(a)
			if !o.Both || len(o.Thread) != 2 || len(o.Talks) != 1 || o.Talks[0].Need != "language" {
				t.Fatalf("%s sees both: %v, %d messages, talks %v", a.ID, o.Both, len(o.Thread), o.Talks)
			}
			if c := o.Compared[0]; c.Agency.Who != matter.FromAgency || c.Municipality.Who != matter.FromMunicipality || c.View() != matter.Differ {
				t.Fatalf("%s sees language as %+v", a.ID, c)
			}
		}
		if got := strings.Join(h.outcomes(fact.Samsyn), " "); got != "agency-agency agency-agency agency-agency agency-agency agency-agency missed:agency-municipality" {
			t.Fatalf("samsyn's facts are %s", got)
		}
		if got := h.outcomes(fact.AssessmentCompleted); !slices.Equal(got, []string{"completed"}) {
			t.Fatalf("the assessment's fact is %v", got)
		}
		out, err := fact.Outcomes(t.Context(), h.DB, fact.Samsyn, fact.Filter{})
		must(t, err)
		if out["agency-municipality"] != 1 || out["agency-agency"] != 5 {
			t.Fatalf("the outcomes are %v", out)
		}
	})
}

func TestADifferenceIsTalkedAboutAndNotVotedOn(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.give(h.anna, judged(matter.FromAgency, nil))
		h.give(h.per, judged(matter.FromAgency, map[matter.Need]matter.Who{"practice": matter.FromMunicipality}))
		_, err := h.svc.Talked(ctx, h.per, h.key(), matter.TalkResult{Need: "language", Agreed: true, Said: "x"})
		refused(t, fault.Conflict, err) // they agree on it
		_, err = h.svc.Talked(ctx, h.per, h.key(), matter.TalkResult{Need: "practice", Said: "  "})
		named(t, "said", err)
		_, err = h.svc.Talked(ctx, h.per, h.key(), matter.TalkResult{Need: "practice", Said: "Kommunen söker plats till mars"})
		must(t, err)
		for _, a := range []policy.Actor{h.anna, h.per} {
			o := h.open(a)
			if !o.Talks[0].Done() || o.Talks[0].Agreed() || o.Talks[0].Said != "Kommunen söker plats till mars" {
				t.Fatalf("%s reads %+v", a.ID, o.Talks[0])
			}
		}
		m, err := h.svc.AskRound(ctx, h.anna, h.key())
		must(t, err)
		if m.Round != 2 || h.open(h.per).Both {
			t.Fatalf("a new round begins with %+v", m)
		}
	})
}

// TestAWithdrawnConsentStopsAMatter in the middle: one has judged, the consent is withdrawn, the other judges, and nothing
// leaves before there is a new ground.
func TestAWithdrawnConsentStopsAMatter(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.give(h.anna, judged(matter.FromAgency, nil))
		g := h.groundOf(h.anna.Authority)
		_, err := h.persons.Withdraw(ctx, h.anna, g.ID, g.Version)
		must(t, err)
		h.give(h.per, judged(matter.FromAgency, nil))
		if o := h.open(h.per); o.Both || len(o.Thread) != 0 {
			t.Fatalf("the judgement left on a withdrawn consent: %d messages", len(o.Thread))
		}
		_, err = h.svc.Write(ctx, h.anna, h.key(), "Hej", false)
		named(t, "ground", err)
		if got := h.open(h.anna); got.Desk.What != matter.ToGround || got.Desk.GroundID != "" {
			t.Fatalf("the municipality is to do %q", got.Desk.What)
		}
		_, err = h.svc.Renew(ctx, h.anna, h.key(), consent(), false)
		must(t, err)
		if o := h.open(h.per); !o.Both || len(o.Thread) != 2 || !o.StoppedAt.IsZero() {
			t.Fatalf("after a new ground: both %v, %d messages, stopped %v", o.Both, len(o.Thread), o.StoppedAt)
		}
	})
}

// TestHealthNeedsAGroundThatCoversIt: a consent that leaves health out lets nothing about health be told.
func TestHealthNeedsAGroundThatCoversIt(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.give(h.anna, judged(matter.FromAgency, nil))
		h.give(h.per, judged(matter.FromAgency, nil))
		_, err := h.svc.Write(ctx, h.anna, h.key(), "Läkaren säger halvtid", true)
		named(t, "ground", err)
		_, err = h.svc.AskRound(ctx, h.anna, h.key())
		must(t, err)
		health := ""
		for _, n := range matter.Needs() {
			if n.Health {
				health = string(n.Need)
				break
			}
		}
		told := judged(matter.FromAgency, nil)
		told.Answers = append(told.Answers, matter.Answer{Need: matter.Need(health), Who: matter.FromAgency})
		_, err = h.svc.Give(ctx, h.anna, h.key(), told, person.Basis{})
		named(t, "need-"+health, err) // at the need, where it can be left out
		_, err = h.svc.Renew(ctx, h.anna, h.key(), consent(), true)
		must(t, err)
		_, err = h.svc.Write(ctx, h.anna, h.key(), "Läkaren säger halvtid", true)
		must(t, err)
	})
}

func TestWhoSeesAMatter(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		_, err := h.svc.Get(ctx, h.DB, h.cia, h.m.ID)
		refused(t, fault.NotFound, err)
		o := h.open(h.bo) // a colleague sees that there is one
		if o.Reads || o.Person.Name != "" || len(o.Thread) != 0 {
			t.Fatalf("a colleague reads %+v", o)
		}
		_, err = h.svc.Write(ctx, h.bo, h.key(), "Hej", false)
		refused(t, fault.Denied, err)
		_, err = h.svc.Hand(ctx, h.bo, h.key(), "per")
		named(t, "account", err) // not of his authority
		_, err = h.svc.Hand(ctx, h.bo, h.key(), "bo")
		must(t, err)
		if !h.open(h.bo).Reads || h.open(h.anna).Reads {
			t.Fatal("who took over reads, and who had it no longer does")
		}
		_, err = h.svc.Hand(ctx, h.bo, h.key(), "anna")
		must(t, err)
		if h.open(h.bo).Reads {
			t.Fatal("who gave it away still reads")
		}
	})
}

func TestAMatterIsClosedAndReopened(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		_, err := h.svc.CloseMatter(ctx, h.per, h.key(), "")
		named(t, "reason", err)
		_, err = h.svc.CloseMatter(ctx, h.per, h.key(), matter.Declined)
		must(t, err)
		if got := h.outcomes(fact.AssessmentCompleted); !slices.Equal(got, []string{fact.Withdrawn}) {
			t.Fatalf("a matter that ended leaves %v", got)
		}
		_, err = h.svc.Write(ctx, h.per, h.key(), "Hej", false)
		refused(t, fault.Conflict, err)
		_, err = h.svc.Reopen(ctx, h.anna, h.key())
		must(t, err)
		_, err = h.svc.Reopen(ctx, h.anna, h.key())
		refused(t, fault.Conflict, err)
	})
}

// TestTheTwoHaveOneOpenMatterForAPerson however many hand-overs are accepted.
func TestTheTwoHaveOneOpenMatterForAPerson(t *testing.T) {
	each(t, func(h *house) {
		first := h.m.ID
		h.begin()
		if h.m.ID != first {
			t.Fatal("a second matter began")
		}
		_, err := h.svc.CloseMatter(t.Context(), h.per, h.key(), matter.Reached)
		must(t, err)
		if h.begin(); h.m.ID == first {
			t.Fatal("a closed matter was joined")
		}
	})
}
