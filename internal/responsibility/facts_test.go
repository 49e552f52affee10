package responsibility_test

import (
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
	"samsyn/internal/template"
)

// months says how K2.1 of a municipality is summed, month by month; all is written for the number of tasks.
func (h *house) months(code string, all int) string {
	h.t.Helper()
	cells, err := fact.Cells(h.t.Context(), h.DB, fact.ResponsibilityFilled, fact.Filter{Municipalities: []string{code}})
	must(h.t, err)
	var out []string
	for _, c := range cells {
		out = append(out, fmt.Sprintf("%s %d of %d", c.Month.String()[:7], c.Kept, c.N))
	}
	found, err := fact.Verify(h.t.Context(), h.DB)
	must(h.t, err)
	for _, f := range found {
		h.t.Error(f.Text.Sv)
	}
	return strings.NewReplacer(fmt.Sprintf(" %d of %d", all, all), " all", fmt.Sprintf(" %d of %d", all-1, all), " all but one", fmt.Sprintf(" 0 of %d", all), " none").Replace(strings.Join(out, ", "))
}

// clock lets a day come and what runs by the clock run, twice.
func (h *house) clock(day string) {
	h.t.Helper()
	h.Clock.Set(date(day).At(3, 0))
	must(h.t, fact.Reach(h.t.Context(), h.Trail))
	must(h.t, h.svc.CountAll(h.t.Context()))
	before := h.entries()
	must(h.t, h.svc.CountAll(h.t.Context()))
	if h.entries() != before {
		h.t.Error("the second count of a day noted something")
	}
}

func (h *house) entries() int {
	n, err := db.One[int](h.t.Context(), h.DB, "SELECT (SELECT count(*) FROM trail_entry) + (SELECT count(*) FROM responsibility_fact)")
	must(h.t, err)
	return n
}

func TestWhatIsSettledIsCountedOnChangeAndByTheClock(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		_, all := h.counted()
		h.clock("2026-03-02")
		if got := h.months("2085", all); got != "" {
			t.Errorf("before anybody began a matrix: %s", got)
		}
		_, err := h.svc.Propose(ctx, h.anna, h.ludvika)
		must(t, err)
		if got := h.months("2085", all); got != "2026-03 none" {
			t.Errorf("proposed: %s", got)
		}
		_, err = h.svc.Confirm(ctx, h.per, h.ludvika)
		must(t, err)
		if got := h.months("2085", all); got != "2026-03 all" {
			t.Errorf("confirmed the same day: %s", got)
		}
		lines, err := responsibility.Lines(ctx, h.DB, h.ludvika)
		must(t, err)
		l := lines[0]
		_, err = h.svc.Change(ctx, h.anna, h.ludvika, l.ID, l.Version, responsibility.Input{Holder: l.Holder, Authority: l.Authority, Ground: l.Ground, From: l.From, To: date("2026-04-20")})
		must(t, err)
		h.clock("2026-06-10") // nobody ran the clock for months, and the day on which the line ended is found nevertheless
		if got := h.months("2085", all); got != "2026-03 all, 2026-04 all but one, 2026-05 all but one, 2026-06 all but one" {
			t.Errorf("a line ended: %s", got)
		}
		since, err := db.One[calendar.Date](ctx, h.DB, "SELECT since FROM responsibility_fact WHERE until IS NULL")
		must(t, err)
		if since != date("2026-04-21") {
			t.Errorf("it is so since %s", since)
		}
		_, err = h.svc.Add(ctx, h.anna, h.ludvika, responsibility.Input{Task: l.Task, Holder: l.Holder, Authority: l.Authority, Ground: l.Ground, From: date("2026-04-21")})
		must(t, err)
		if got := h.months("2085", all); got != "2026-03 all, 2026-04 all but one, 2026-05 all but one, 2026-06 all" {
			t.Errorf("mended in June for days gone by: %s", got)
		}
	})
}

func TestTheCountEndsWithTheAgreement(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		a, err := agreement.New(h.Trail).Register(ctx, policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: date("2024-01-01"), To: date("2026-04-29"),
			Bound: []agreement.Bound{{Municipality: "2080", Authority: h.johan.Authority}}})
		must(t, err)
		_, err = h.svc.Propose(ctx, h.johan, a.ID)
		must(t, err)
		_, all := h.counted()
		h.clock("2026-06-03")
		if got := h.months("2080", all); got != "2026-03 none" {
			t.Errorf("ended on 29 April: %s", got)
		}
	})
}

// Who promised the matrix and never began one has settled nothing, rather than not being counted.
func TestAPromisedMatrixThatIsNotBegunCounts(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		doc, err := template.First()
		must(t, err)
		promises := commitment.New(h.Trail)
		must(t, h.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
			return promises.Enter(ctx, tx, h.ludvika, doc, date("2026-01-01"), date("2028-12-31"))
		}))
		_, all := h.counted()
		h.clock("2026-03-03")
		if got := h.months("2085", all); got != "2026-03 none" {
			t.Errorf("promised and not begun: %s", got)
		}
	})
}
