package enquiry_test

import (
	"slices"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// behind gives the ids of the questions behind the figure of March that somebody sees, read so many at a time.
func (h *house) behind(a policy.Actor, f enquiry.Figure, size int) (ids []string) {
	h.t.Helper()
	for after := []string(nil); ; {
		rows, err := enquiry.BehindFigure(h.t.Context(), h.DB, a, f, after, size)
		must(h.t, err)
		for _, b := range rows {
			ids = append(ids, b.ID)
			after = b.Place()
		}
		if len(rows) < size {
			return ids
		}
	}
}

func march() enquiry.Figure {
	return enquiry.Figure{Metric: fact.AnswerTime, Period: calendar.Period{From: calendar.NewDate(2026, 3, 1), To: calendar.NewDate(2026, 3, 31)},
		Municipalities: []string{"2085"}, Authorities: []string{directory.PES}}
}

// TestTheQuestionsBehindAFigure are all that the figure counts, each seen by those who may see it in the inbox, and by
// nobody else: not by a role without an inbox, not by another municipality, and not by who has passed one on.
func TestTheQuestionsBehindAFigure(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		var all []string
		for range 3 {
			all = append(all, h.send(h.question()).ID)
			h.Clock.Advance(24 * time.Hour)
		}
		taken := h.send(h.question())
		_, err := h.svc.Withdraw(ctx, h.anna, latest(taken), "")
		must(t, err)
		answered := h.open(h.per, enquiry.Enquiry{ID: all[0]})
		_, err = h.svc.Answer(ctx, h.per, latest(answered), reply())
		must(t, err)
		if got := h.behind(h.per, march(), 10); !slices.Equal(got, all[:1]) {
			t.Fatalf("before the others are due: %v of %v", got, all)
		}
		h.Clock.Set(calendar.NewDate(2026, 3, 20).At(9, 0))
		for _, size := range []int{1, 2, 10} {
			for _, a := range []policy.Actor{h.per, h.eva, h.anna} {
				if got := h.behind(a, march(), size); !slices.Equal(got, all) {
					t.Errorf("%s sees %v by %d, want %v", a.ID, got, size, all)
				}
			}
		}
		cells, err := fact.Due(ctx, h.DB, fact.AnswerTime, fact.Filter{Municipalities: []string{"2085"}, Authority: directory.PES})
		must(t, err)
		if len(cells) != 1 || cells[0].N != int64(len(all)) {
			t.Errorf("the figure counts %+v, and %d questions are behind it", cells, len(all))
		}
		leader := policy.Actor{ID: "lena", Authority: h.anna.Authority, Roles: []policy.Role{policy.Coordinator}}
		for _, a := range []policy.Actor{h.cia, leader, {}} {
			if got := h.behind(a, march(), 10); len(got) != 0 {
				t.Errorf("%q sees %v", a.ID, got)
			}
		}
		_, err = h.svc.Forward(ctx, h.eva, latest(enquiry.Enquiry{ID: all[1]}), enquiry.Target{Authority: h.cia.Authority, Why: "fel mottagare", Ground: law.NoHarm})
		must(t, err)
		if got := h.behind(h.per, march(), 10); !slices.Equal(got, []string{all[0], all[2]}) {
			t.Errorf("when one is passed on %v are left", got)
		}
		if _, err := enquiry.BehindFigure(ctx, h.DB, h.per, march(), []string{"2026", "x"}, 10); !fault.Is(err, fault.Invalid) {
			t.Errorf("a place that cannot be read: %v", err)
		}
	})
}
