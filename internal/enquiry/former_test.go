package enquiry_test

import (
	"testing"
	"time"

	"samsyn/internal/enquiry"
	"samsyn/internal/law"
)

// TestWhoPassedItOnIsToldNoMore: an authority that has passed a question on sees it as it was then, in the view and in the
// list: neither what the next one answered nor that it did.
func TestWhoPassedItOnIsToldNoMore(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		e := h.send(h.question())
		_, err := h.svc.Forward(ctx, h.per, key(e), enquiry.Target{Authority: h.cia.Authority, Why: "Hon bor i Falun", Ground: law.NoHarm})
		must(h.t, err)
		shape := func() (v enquiry.View, i enquiry.Item) {
			v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
			must(h.t, err)
			list, err := h.svc.Inbox(ctx, h.DB, h.per, enquiry.Filter{Box: enquiry.Past})
			must(h.t, err)
			if len(list) != 1 {
				h.t.Fatalf("%d are over", len(list))
			}
			return v, list[0]
		}
		v, i := shape()
		h.Clock.Advance(time.Hour)
		_, err = h.svc.Take(ctx, h.cia, latest(e))
		must(h.t, err)
		_, err = h.svc.Answer(ctx, h.cia, latest(e), enquiry.Reply{Outcome: enquiry.NotDisclosable})
		must(h.t, err)
		later, after := shape()
		if later.State != v.State || later.Outcome != "" || !later.AnsweredAt.IsZero() || !later.DeliveredAt.IsZero() || later.Refusal != "" || len(later.Events) != len(v.Events) ||
			later.Clock.State != v.Clock.State || !later.Topics[0].AnsweredAt.IsZero() {
			h.t.Errorf("the view tells: %+v", later)
		}
		if after.State != i.State || after.Outcome != "" || !after.AnsweredAt.IsZero() || after.Mine || after.Turn != "" {
			h.t.Errorf("the list tells: %+v", after)
		}
	})
}
