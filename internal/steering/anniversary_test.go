package steering_test

import (
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/steering"
)

// due says how the annual reviews that fell due are counted, by month.
func (h *house) due() string {
	h.t.Helper()
	cells, err := fact.Due(ctx, h.DB, fact.AnnualReview, fact.Filter{})
	h.must(err)
	var out []string
	for _, c := range cells {
		out = append(out, fmt.Sprintf("%s %d of %d", c.Month.String()[:7], c.Kept, c.N))
	}
	found, err := fact.Verify(ctx, h.DB)
	h.must(err)
	for _, f := range found {
		h.t.Error(f.Text.Sv)
	}
	return strings.Join(out, ", ")
}

// follow lets a day come and the clock run, twice.
func (h *house) follow(day string) string {
	h.t.Helper()
	h.Clock.Set(date(day).At(3, 0))
	h.must(h.svc.FollowYears(ctx))
	before := h.count("SELECT count(*) FROM trail_entry")
	h.must(h.svc.FollowYears(ctx))
	if h.count("SELECT count(*) FROM trail_entry") != before {
		h.t.Error("the second time noted something")
	}
	return h.due()
}

func (h *house) reviewed(day string) {
	h.t.Helper()
	in := steering.ReviewInput{Kind: steering.AnnualReview, Day: date(day), Conclusion: steering.KeepAsIs, Result: "Bra.", Next: date(day).AddMonths(6)}
	for _, q := range steering.Questions(steering.AnnualReview) {
		in.Answers = append(in.Answers, steering.Answer{Code: q.Code, Verdict: steering.VerdictGood})
	}
	_, err := h.svc.Review(ctx, h.per, h.agreement.ID, in)
	h.must(err)
}

// An anniversary without a review is missed by itself, and a review noted late for a day before it mends that.
func TestAMissedAnniversaryLeavesAFact(t *testing.T) {
	each(t, func(h *house) {
		if got := h.follow("2026-03-02"); got != "" || h.facts(fact.AnnualReview) != "2085:open" {
			t.Errorf("in the first year: %q, %s", got, h.facts(fact.AnnualReview))
		}
		if got := h.follow("2026-11-30"); got != "" {
			t.Errorf("on the last day: %q", got)
		}
		if got := h.follow("2026-12-01"); got != "2026-11 0 of 1" || h.facts(fact.AnnualReview) != "2085:closed 2085:open" {
			t.Errorf("the day after: %q, %s", got, h.facts(fact.AnnualReview))
		}
		h.reviewed("2026-11-20")
		if got := h.due(); got != "2026-11 1 of 1" {
			t.Errorf("noted late: %q", got)
		}
		h.reviewed("2026-12-01")
		h.follow("2027-12-05")
		if got := h.follow("2028-12-20"); got != "2026-11 1 of 1, 2027-11 1 of 1, 2028-11 0 of 1" {
			t.Errorf("after the agreement had ended: %q", got)
		}
	})
}

func TestAnAnniversaryThatNeverComesIsNotMissed(t *testing.T) {
	each(t, func(h *house) {
		h.follow("2026-03-02")
		h.must(h.Writer.DoRows(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE agreement SET terminated_on = '2026-06-30' WHERE id = $1", h.agreement.ID)
			return err
		}))
		if got := h.follow("2026-12-20"); got != "" {
			t.Errorf("terminated in June: %q", got)
		}
	})
}

// A decision that comes to adjusted minutes corrects them: they are adjusted anew, and the log says so.
func TestADecisionCorrectsAdjustedMinutes(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		in := steering.DecisionInput{Text: "Ta fram en rutin", Owner: h.board, Due: date("2026-03-20")}
		_, err := h.svc.Decide(ctx, h.anna, m.ID, in)
		h.must(err)
		m, err = h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "Text")
		h.must(err)
		m, err = h.svc.Adjust(ctx, h.per, m.ID, per.ID, m.TextNo)
		h.must(err)
		_, err = h.svc.Decide(ctx, h.anna, m.ID, in)
		h.must(err)
		_, err = h.svc.Adjust(ctx, h.karin, m.ID, karin.ID, m.TextNo)
		h.refused(err, fault.Conflict, "minutes were adjusted in which a decision was not seen")
		m, err = h.svc.Meeting(ctx, h.karin, m.ID)
		h.must(err)
		m, err = h.svc.Adjust(ctx, h.karin, m.ID, karin.ID, m.TextNo)
		h.must(err)
		if !m.Published.IsZero() {
			t.Error("the chair's adjustment of the minutes without the decision counted")
		}
		m, err = h.svc.Adjust(ctx, h.per, m.ID, per.ID, m.TextNo)
		h.must(err)
		if m.Published.IsZero() {
			t.Error("both adjusted, and nothing is published")
		}
		if n := h.count("SELECT count(*) FROM trail_entry WHERE change LIKE '%corrected%'"); n != 1 {
			t.Errorf("the log tells of %d corrections, want 1", n)
		}
	})
}

// Who has left the group reads no draft, and the own coordinator enters the adjustment that is theirs.
func TestAFormerMemberReadsNoDraft(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin)
		m, err := h.svc.WriteMinutes(ctx, h.anna, m.ID, m.Version, "Hemligt än")
		h.must(err)
		text := func() string {
			h.t.Helper()
			m, err := h.svc.Meeting(ctx, h.karin, m.ID)
			h.must(err)
			return m.Text
		}
		if text() == "" {
			t.Error("a member does not read the draft")
		}
		h.must(h.svc.EndMember(ctx, h.anna, g.ID, karin.ID, karin.Version, date("2026-03-02")))
		if text() == "" {
			t.Error("a member does not read the draft on the last day")
		}
		h.Clock.Set(date("2026-03-03").At(9, 0))
		if text() != "" {
			t.Error("a former member reads the draft")
		}
		_, err = h.svc.Adjust(ctx, h.karin, m.ID, karin.ID, m.TextNo)
		h.refused(err, fault.Denied, "a former member adjusted")
		_, err = h.svc.Adjust(ctx, h.per, m.ID, karin.ID, m.TextNo)
		h.refused(err, fault.Denied, "the other party adjusted for a former member")
		_, err = h.svc.Adjust(ctx, h.anna, m.ID, karin.ID, m.TextNo)
		h.must(err)
	})
}
