package deviation_test

import (
	"fmt"
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// figure is what fell due in the first half of the year, owed by whoever.
func figure(metric string) enquiry.Figure {
	return enquiry.Figure{Metric: metric, Period: calendar.Period{From: date("2026-01-01"), To: date("2026-06-30")}, Municipalities: []string{"2085"}}
}

// behind reads what is behind a figure in pages of so many, and looks at each of them: none is too large, none but the
// last too small, and nothing stands twice or out of its order.
func (h *house) behind(who policy.Actor, f enquiry.Figure, limit int) []deviation.Behind {
	h.t.Helper()
	var all []deviation.Behind
	var after []string
	for {
		page, err := deviation.BehindFigure(h.t.Context(), h.DB, who, f, after, limit)
		h.must(err)
		all = append(all, page...)
		if len(page) > limit || len(all) > 100 {
			h.t.Fatalf("a page of %d, %d in all", len(page), len(all))
		}
		if len(page) < limit {
			break
		}
		after = page[len(page)-1].Place()
	}
	seen := map[string]bool{}
	for i, b := range all {
		place := fmt.Sprint(b.Place())
		if seen[place] || i > 0 && b.Due.Before(all[i-1].Due.Time) {
			h.t.Errorf("%s stands twice, or out of its order", place)
		}
		seen[place] = true
	}
	return all
}

// equalsFigure holds what both parties see, in pages of every size, against the facts that the figure counts.
func (h *house) equalsFigure(metric string, want int) []deviation.Behind {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, "SELECT COUNT(*) FROM fact WHERE metric = $1 AND outcome <> $2 AND (closed IS NOT NULL OR due < $3)", metric, fact.Withdrawn, db.At(h.DB.Now()))
	if h.must(err); n != int64(want) {
		h.t.Fatalf("%d facts of %s, want %d", n, metric, want)
	}
	whole := h.behind(h.anna, figure(metric), 100)
	if len(whole) != want {
		h.t.Errorf("%d behind %s, want %d", len(whole), metric, want)
	}
	for _, who := range []policy.Actor{h.anna, h.per} {
		for _, limit := range []int{1, 2, max(want, 1), want + 1} {
			if got := h.behind(who, figure(metric), limit); !slices.Equal(got, whole) {
				h.t.Errorf("%s, in pages of %d: %s reads\n%+v, not\n%+v", metric, limit, who.Name, got, whole)
			}
		}
	}
	return whole
}

// TestWhatIsBehindAFigure is what the figure counts: all that fell due together and what followed, page by page, the same
// for both parties; another authority sees nothing of it.
func TestWhatIsBehindAFigure(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		var ids []string
		for range 4 { // due at the same times: their place is told by their id
			ids = append(ids, h.report().ID)
		}
		slices.Sort(ids)
		if got := h.behind(h.anna, figure(fact.DeviationAcknowledged), 2); len(got) != 0 {
			t.Errorf("not yet due, and counted: %+v", got)
		}
		h.to("2026-03-03 09.00")
		h.expect2(h.svc.Acknowledge(ctx, h.per, deviation.Key{ID: ids[0]}))("acknowledged 1 1")
		for _, at := range []string{"2026-03-09 16.30", "2026-03-16 17.00", "2026-04-08 16.31"} {
			h.to(at)
			h.must(h.svc.Tend(ctx))
		}
		whole := h.equalsFigure(fact.DeviationAcknowledged, 4)
		for i, b := range whole {
			if inTime := !b.Closed.IsZero() && !b.Closed.After(b.Due.Time); inTime != (b.ID == ids[0]) || b.ID != ids[i] {
				t.Errorf("%d: %s came out as %q, closed %v", i, b.ID, b.Outcome, b.Closed)
			}
			if b.Analysis || b.Level != 0 || b.Page() != "/avvikelser/"+b.ID || b.Title() != deviation.AnswerLate.Name() {
				t.Errorf("%+v", b)
			}
		}
		h.equalsFigure(fact.DeviationResolvedLocally, 4)
		levels := map[int64]int{}
		for _, b := range h.equalsFigure(fact.EscalatedWhenDue, 12) { // each left three levels
			levels[b.Level]++
		}
		if fmt.Sprint(levels) != "map[1:4 2:4 3:4]" {
			t.Errorf("levels that were left: %v", levels)
		}
		h.equalsFigure(fact.RecurringAnalysed, 0)
		h.to("2026-07-01 09.00") // the day of the analysis has gone by
		if analysis := h.equalsFigure(fact.RecurringAnalysed, 1); !analysis[0].Analysis || analysis[0].Page() != "/avvikelser/analyser/"+analysis[0].ID {
			t.Errorf("%+v", analysis)
		}
		for _, metric := range []string{fact.DeviationAcknowledged, fact.DeviationResolvedLocally, fact.EscalatedWhenDue, fact.RecurringAnalysed} {
			if !deviation.Leaves(metric) {
				t.Errorf("%s is not left by deviations", metric)
			}
			for _, who := range []policy.Actor{h.other, {}} {
				if got := h.behind(who, figure(metric), 2); len(got) != 0 {
					t.Errorf("%q sees of %s: %+v", who.Name, metric, got)
				}
			}
		}
	})
}

// TestAFigureHasItsBounds of period, municipality and who owed it; and a place that cannot be read is refused.
func TestAFigureHasItsBounds(t *testing.T) {
	each(t, func(h *house) {
		h.report()
		h.report()
		h.report()
		h.to("2026-07-01 09.00")
		h.must(h.svc.Tend(h.t.Context()))
		for _, metric := range []string{fact.DeviationAcknowledged, fact.EscalatedWhenDue, fact.RecurringAnalysed} {
			if len(h.behind(h.anna, figure(metric), 2)) == 0 {
				t.Errorf("nothing is behind %s", metric)
			}
			for what, narrow := range map[string]func(f *enquiry.Figure){
				"before it fell due": func(f *enquiry.Figure) { f.Period.To = date("2026-02-28") },
				"after it fell due":  func(f *enquiry.Figure) { f.Period = calendar.Period{From: date("2026-07-01"), To: date("2026-12-31")} },
				"elsewhere":          func(f *enquiry.Figure) { f.Municipalities = []string{"2080"} },
				"owed by others":     func(f *enquiry.Figure) { f.Authorities = []string{h.elsewhere} },
			} {
				f := figure(metric)
				narrow(&f)
				if got := h.behind(h.anna, f, 2); len(got) != 0 {
					t.Errorf("%s, %s: %+v", metric, what, got)
				}
			}
			for _, after := range [][]string{{"x"}, {"x", "y", "1", "0"}, {"2026-03-09T15:30:00Z", "y", "one", "0"}} {
				_, err := deviation.BehindFigure(h.t.Context(), h.DB, h.anna, figure(metric), after, 2)
				h.refused(err, fault.Invalid, "a place that cannot be read")
			}
		}
		f := figure(fact.DeviationAcknowledged)
		f.Authorities = []string{directory.PES}
		if n := len(h.behind(h.anna, f, 2)); n != 3 {
			t.Errorf("%d were owed by the agency, want 3", n)
		}
	})
}
