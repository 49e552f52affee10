package steering_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/steering"
)

var ctx = context.Background()

// The life of a meeting: planned, held, written, adjusted by both sides, published, its decision followed up.
func TestTheLifeOfAMeeting(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		h.svc.Open = []steering.Open{func(context.Context, db.Reader, string) ([]steering.Item, error) {
			return []steering.Item{{Thing: ref.To("commitment", "c1"), Source: source, Text: source, Due: date("2026-03-10")}}, nil
		}}
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		if m.State != steering.Held || m.MinutesDue() != date("2026-03-12") || h.facts(fact.SteeringMeetings) != "2085:closed" || h.facts(fact.MinutesPublished) != "2085:open" {
			t.Fatalf("held: %+v, facts %q and %q", m, h.facts(fact.SteeringMeetings), h.facts(fact.MinutesPublished))
		}
		if n := h.count("SELECT count(*) FROM steering_point WHERE meeting_id = $1", m.ID); n != 1 {
			t.Errorf("%d points were kept of what was open, want 1", n)
		}
		d, err := h.svc.Decide(ctx, h.anna, m.ID, steering.DecisionInput{Text: "Ta fram en rutin", Owner: h.board, Due: date("2026-03-20")})
		h.must(err)
		m, err = h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "## Läget\n\nAllt väl.")
		h.must(err)
		m, err = h.svc.Adjust(ctx, h.per, m.ID, per.ID, m.TextNo)
		h.must(err)
		if !m.Published.IsZero() {
			t.Fatal("one adjustment published the minutes")
		}
		m, err = h.svc.Adjust(ctx, h.karin, m.ID, karin.ID, m.TextNo)
		h.must(err)
		if m.Published.IsZero() || m.MinutesLate(date("2026-03-02")) || h.facts(fact.MinutesPublished) != "2085:closed" {
			t.Errorf("published: %+v, facts %q", m, h.facts(fact.MinutesPublished))
		}
		_, err = h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "Ändrat")
		h.refused(err, fault.Conflict, "published minutes were changed")
		if h.facts(fact.DecisionsFollowedUp) != "2085:open" {
			t.Errorf("the open decision's facts: %q", h.facts(fact.DecisionsFollowedUp))
		}
		d, err = h.svc.CloseDecision(ctx, h.per, m.ID, d.ID, d.Version, steering.FollowedUp, "Rutinen är klar")
		h.must(err)
		if d.State != steering.FollowedUp || h.facts(fact.DecisionsFollowedUp) != "2085:closed" {
			t.Errorf("followed up: %+v, facts %q", d, h.facts(fact.DecisionsFollowedUp))
		}
		_, err = h.svc.CloseDecision(ctx, h.per, m.ID, d.ID, d.Version, steering.DroppedDecision, "igen")
		h.refused(err, fault.Conflict, "a decision was closed twice")
	})
}

var source = steering.Kinds()[0].Label()

// facts says of each fact of a measure in which municipality it is and whether it is closed.
func (h *house) facts(metric string) string {
	h.t.Helper()
	all, err := db.All[fact.Fact](ctx, h.DB, "SELECT municipality, closed FROM fact WHERE metric = $1 ORDER BY municipality", metric)
	h.must(err)
	var out []string
	for _, f := range all {
		state := "open"
		if !f.Closed.IsZero() {
			state = "closed"
		}
		out = append(out, f.Municipality+":"+state)
	}
	return strings.Join(out, " ")
}

func TestOnlyThePartiesDoAnything(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		caseworker := policy.Actor{ID: "x", Authority: h.board, Roles: []policy.Role{policy.Caseworker}}
		for who, a := range map[string]policy.Actor{"another board's coordinator": h.ux, "a caseworker": caseworker} {
			hidden := fault.NotFound // to another board the groups are not there
			if a.ID == caseworker.ID {
				hidden = fault.Denied
			}
			_, err := h.svc.AddGroup(ctx, a, h.agreement.ID, steering.GroupInput{Kind: steering.Other, Name: "a", Task: "b", From: date("2026-01-01")})
			h.refused(err, fault.Denied, who+" added a group")
			_, err = h.svc.PlanMeetings(ctx, a, g.ID, []steering.When{when("2026-04-14")})
			h.refused(err, hidden, who+" planned a meeting")
			_, err = h.svc.WriteMinutes(ctx, a, m.ID, m.Version, "text")
			h.refused(err, hidden, who+" wrote minutes")
			_, err = h.svc.Decide(ctx, a, m.ID, steering.DecisionInput{Text: "a", Owner: h.board, Due: date("2026-04-01")})
			h.refused(err, hidden, who+" decided")
			_, err = h.svc.Review(ctx, a, h.agreement.ID, steering.ReviewInput{})
			h.refused(err, fault.Denied, who+" reviewed")
		}
		_, err := h.svc.AddMember(ctx, h.anna, g.ID, steering.MemberInput{Account: h.per.ID, Part: steering.Ordinary, From: date("2026-01-01")})
		h.refused(err, fault.Invalid, "a party named the other's member")
		h.refused(h.svc.EndMember(ctx, h.anna, g.ID, per.ID, 1, date("2026-03-01")), fault.Denied, "a party ended the other's member")
	})
}

func TestWhoAdjusts(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, paper := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, paper)
		m, err := h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "Text")
		h.must(err)
		_, err = h.svc.Adjust(ctx, h.anna, m.ID, per.ID, m.TextNo)
		h.refused(err, fault.Denied, "somebody adjusted for another who has an account")
		_, err = h.svc.Adjust(ctx, h.karin, m.ID, karin.ID, m.TextNo)
		h.refused(err, fault.Denied, "somebody adjusted who was not there")
		_, err = h.svc.Adjust(ctx, h.per, m.ID, paper.ID, m.TextNo)
		h.refused(err, fault.Denied, "the other party entered an adjustment on paper")
		_, err = h.svc.Adjust(ctx, h.anna, m.ID, paper.ID, m.TextNo)
		h.must(err)
		m, err = h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "Ny text")
		h.must(err)
		_, err = h.svc.Adjust(ctx, h.per, m.ID, per.ID, m.TextNo-1)
		h.refused(err, fault.Conflict, "an older text was adjusted")
		m, err = h.svc.Adjust(ctx, h.per, m.ID, per.ID, m.TextNo)
		h.must(err)
		if !m.Published.IsZero() {
			t.Error("an adjustment of an older text counted")
		}
		m, err = h.svc.Adjust(ctx, h.anna, m.ID, paper.ID, m.TextNo)
		h.must(err)
		if m.Published.IsZero() {
			t.Error("both sides adjusted and nothing is published")
		}
	})
}

func TestPlansRefuse(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		for what, day := range map[string]string{"a Saturday": "2026-04-11", "Good Friday": "2026-04-03", "before the group": "2025-11-28"} {
			_, err := h.svc.PlanMeetings(ctx, h.anna, g.ID, []steering.When{when(day)})
			h.refused(err, fault.Invalid, what)
		}
		made, err := h.svc.PlanMeetings(ctx, h.anna, g.ID, []steering.When{when("2026-04-14"), when("2026-10-13")})
		h.must(err)
		_, err = h.svc.PlanMeetings(ctx, h.per, g.ID, []steering.When{when("2026-11-10"), when("2026-04-14")})
		h.refused(err, fault.Invalid, "the same day again")
		if n := h.count("SELECT count(*) FROM steering_meeting"); n != 2 {
			t.Errorf("%d meetings, want the first two alone", n)
		}
		_, err = h.svc.Hold(ctx, h.anna, made[0].ID, 1, steering.HoldInput{Present: []string{per.ID, karin.ID}, Chair: per.ID})
		h.refused(err, fault.Invalid, "a meeting to come was held")
		past := h.plan(g, "2026-02-25")
		_, err = h.svc.Hold(ctx, h.anna, past.ID, 1, steering.HoldInput{Present: []string{karin.ID}, Chair: karin.ID})
		h.refused(err, fault.Invalid, "one side met alone")
		_, err = h.svc.Hold(ctx, h.anna, past.ID, 1, steering.HoldInput{Present: []string{per.ID, karin.ID}, Chair: "nobody"})
		h.refused(err, fault.Invalid, "nobody led it")
		_, err = h.svc.Cancel(ctx, h.anna, past.ID, 1, "")
		h.refused(err, fault.Invalid, "cancelled without a reason")
		_, err = h.svc.Cancel(ctx, h.anna, past.ID, 1, "Sjukdom")
		h.must(err)
		_, err = h.svc.Hold(ctx, h.anna, past.ID, 2, steering.HoldInput{Present: []string{per.ID, karin.ID}, Chair: per.ID})
		h.refused(err, fault.Conflict, "a cancelled meeting was held")
	})
}

func (h *house) plan(g steering.Group, day string) steering.Meeting {
	h.t.Helper()
	made, err := h.svc.PlanMeetings(ctx, h.anna, g.ID, []steering.When{when(day)})
	h.must(err)
	return made[0]
}

// What is open stands on the agenda of the group's next meeting, and comes to the one after it when that was held.
func TestWhatIsOpenStandsOnTheNextMeeting(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		h.svc.Open = []steering.Open{func(context.Context, db.Reader, string) ([]steering.Item, error) {
			return []steering.Item{{Thing: ref.To("commitment", "c1"), Source: source, Text: source}}, nil
		}}
		forgotten, next, later := h.plan(g, "2026-02-20"), h.plan(g, "2026-03-02"), h.plan(g, "2026-06-01")
		points := func(m steering.Meeting) int {
			all, err := h.svc.Agenda(ctx, h.anna, m.ID)
			h.must(err)
			return len(all)
		}
		if a, b, c := points(forgotten), points(next), points(later); a != 1 || b != 1 || c != 0 {
			t.Errorf("%d points before today, %d on the next meeting, %d on the one after it; want 1, 1 and 0", a, b, c)
		}
		_, err := h.svc.Hold(ctx, h.anna, next.ID, next.Version, steering.HoldInput{Chair: per.ID, Present: []string{per.ID, karin.ID}})
		h.must(err)
		if n := points(later); n != 1 {
			t.Errorf("%d points on the meeting that is the next now, want 1", n)
		}
	})
}

// A decision is to be followed up at the group's next meeting, wherever that moves.
func TestADecisionFollowsTheNextMeeting(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		d, err := h.svc.Decide(ctx, h.anna, m.ID, steering.DecisionInput{Text: "Bjud in skolan", Owner: "af", Due: date("2026-03-20")})
		h.must(err)
		by := func() string {
			h.t.Helper()
			day, err := db.One[string](ctx, h.DB, "SELECT CAST(follow_by AS TEXT) FROM steering_decision WHERE id = $1", d.ID)
			h.must(err)
			return day[:10]
		}
		if by() != "2026-03-20" {
			t.Errorf("without a next meeting it is followed up by %s", by())
		}
		next := h.plan(g, "2026-04-14")
		h.plan(g, "2026-03-10") // before its last day, so it waits for the one after
		if by() != "2026-04-14" {
			t.Errorf("with a next meeting it is followed up by %s", by())
		}
		_, err = h.svc.Move(ctx, h.per, next.ID, 1, when("2026-04-21"))
		h.must(err)
		if by() != "2026-04-21" {
			t.Errorf("the meeting moved and it is followed up by %s", by())
		}
		_, err = h.svc.Cancel(ctx, h.per, next.ID, 2, "Val")
		h.must(err)
		if by() != "2026-03-20" {
			t.Errorf("the meeting fell away and it is followed up by %s", by())
		}
	})
}

func TestAnAgendaIsMadeOfWhatIsOpen(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		_, err := h.svc.Decide(ctx, h.anna, m.ID, steering.DecisionInput{Text: "Bjud in skolan", Owner: "af", Due: date("2026-03-20")})
		h.must(err)
		next := h.plan(g, "2026-04-14")
		_, err = h.svc.AddPoint(ctx, h.per, next.ID, "Sommarjobben", "")
		h.must(err)
		_, err = h.svc.AddPoint(ctx, h.ux, next.ID, "Inte era", "")
		h.refused(err, fault.NotFound, "another board raised a point")
		points, err := h.svc.Agenda(ctx, h.karin, next.ID)
		h.must(err)
		if len(points) != 2 || points[0].TitleSv != "Bjud in skolan" || points[1].TitleSv != "Sommarjobben" || !points[1].Own || points[1].Authority != "af" {
			t.Errorf("the agenda is %+v", points)
		}
		_, err = h.svc.AddPoint(ctx, h.per, m.ID, "För sent", "")
		h.refused(err, fault.Conflict, "a point was raised after the meeting")
	})
}

// Two acts on the same meeting: one truth, and a clear word.
func TestRaces(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.plan(g, "2026-02-26")
		var wg sync.WaitGroup
		errs := make([]error, 2)
		wg.Go(func() { _, errs[0] = h.svc.Cancel(ctx, h.anna, m.ID, m.Version, "Sjukdom") })
		wg.Go(func() {
			_, errs[1] = h.svc.Hold(ctx, h.per, m.ID, m.Version, steering.HoldInput{Present: []string{per.ID, karin.ID}, Chair: per.ID})
		})
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("cancelled and held at once: %v and %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil {
				h.refused(err, fault.Conflict, "the later of two")
			}
		}
		_, err := h.svc.EditGroup(ctx, h.anna, g.ID, g.Version, steering.GroupInput{Kind: g.Kind, Name: "Ny", Task: g.Task, From: g.From})
		h.must(err)
		_, err = h.svc.EditGroup(ctx, h.per, g.ID, g.Version, steering.GroupInput{Kind: g.Kind, Name: "Nyare", Task: g.Task, From: g.From})
		h.refused(err, fault.Conflict, "an old version was changed")
	})
}

func TestReviews(t *testing.T) {
	each(t, func(h *house) {
		in := steering.ReviewInput{Kind: steering.AnnualReview, Day: date("2026-03-02"), Conclusion: steering.KeepAsIs, Result: "Samverkan fungerar.", Next: date("2027-02-26")}
		for _, q := range steering.Questions(steering.AnnualReview) {
			in.Answers = append(in.Answers, steering.Answer{Code: q.Code, Verdict: steering.VerdictGood})
		}
		v, err := h.svc.Review(ctx, h.per, h.agreement.ID, in)
		h.must(err)
		if v.Due != date("2026-11-30") || h.facts(fact.AnnualReview) != "2085:closed" || h.facts(fact.TargetGroupReviews) != "2085:closed" {
			t.Errorf("due %s, facts %q and %q", v.Due, h.facts(fact.AnnualReview), h.facts(fact.TargetGroupReviews))
		}
		_, err = h.svc.Review(ctx, h.anna, h.agreement.ID, in)
		h.refused(err, fault.Conflict, "the same review twice")
		in.Kind = steering.TargetReview // the same day again counts once
		_, err = h.svc.Review(ctx, h.anna, h.agreement.ID, in)
		h.must(err)
		if h.facts(fact.TargetGroupReviews) != "2085:closed" {
			t.Errorf("reviews of the target groups: %q", h.facts(fact.TargetGroupReviews))
		}
		late := in
		late.Day, late.Kind = date("2025-11-30"), steering.TargetReview
		_, err = h.svc.Review(ctx, h.anna, h.agreement.ID, late)
		h.refused(err, fault.Invalid, "a review before the agreement")
		late = in
		late.Answers = nil
		late.Day = date("2026-02-27")
		_, err = h.svc.Review(ctx, h.anna, h.agreement.ID, late)
		h.refused(err, fault.Invalid, "a review without answers")
	})
}
