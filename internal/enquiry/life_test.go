package enquiry_test

import (
	"context"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/enquiry"
	"samsyn/internal/ref"
)

func (h *house) tell(_ context.Context, _ *audit.Tx, n enquiry.News) error {
	h.news = append(h.news, n)
	return nil
}

func (h *house) hook(_ context.Context, _ *audit.Tx, authorities []string, kind string, _ ref.Ref) error {
	for _, authority := range authorities {
		h.hooks = append(h.hooks, authority+" "+kind)
	}
	return nil
}

// TestAskedAndAnswered tells the life of a question: written, sent, found, opened, acknowledged, paused, answered, read,
// closed and reopened.
func TestAskedAndAnswered(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		draft, err := h.svc.Save(ctx, h.anna, enquiry.Key{}, h.question())
		must(h.t, err)
		h.hidden(h.per, draft)
		q, _, err := h.svc.Draft(ctx, h.anna, draft.ID)
		must(h.t, err)
		if q.Number != number || q.Text != written {
			h.t.Fatalf("the draft came back as %+v", q)
		}
		e, err := h.svc.Send(ctx, h.anna, key(draft), q)
		must(h.t, err)
		if want := calendar.NewDate(2026, 3, 4).At(16, 30); e.State != enquiry.Open || !e.Due.Equal(want) || e.Turn != clock.Holder {
			h.t.Fatalf("sent as %+v", e)
		}
		h.hidden(h.cia, e)

		list, err := h.svc.Inbox(ctx, h.DB, h.per, enquiry.Filter{})
		must(h.t, err)
		if len(list) != 1 || list[0].ID != e.ID || !list[0].Needs || !list[0].Mine {
			h.t.Fatalf("inbox %+v", list)
		}
		v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
		must(h.t, err)
		if !v.Needs() || v.Reads {
			h.t.Fatalf("seen before opening: %+v", v)
		}
		e = h.open(h.per, e)
		th, err := h.svc.Open(ctx, h.per, e.ID)
		must(h.t, err)
		if len(th.Parts) != 1 || th.Parts[0].Number != number || th.Parts[0].Name != name || th.Parts[0].Text != written {
			h.t.Fatalf("opened as %+v", th.Parts)
		}
		e, err = h.svc.Acknowledge(ctx, h.per, key(e))
		must(h.t, err)
		h.at(calendar.NewDate(2026, 3, 3), 9, 0)
		e, err = h.svc.AskMore(ctx, h.per, key(e), clock.Clarification, "Vilken period gäller frågan?")
		must(h.t, err)
		if e.Turn != clock.Asker {
			h.t.Fatalf("waits for %s", e.Turn)
		}
		h.at(calendar.NewDate(2026, 3, 4), 9, 0)
		e, err = h.svc.GiveMore(ctx, h.anna, key(e), enquiry.More{Text: "Den i mars.", Certified: true})
		must(h.t, err)
		if want := calendar.NewDate(2026, 3, 5).At(16, 30); !e.Due.Equal(want) {
			h.t.Fatalf("due %s after a day's pause", e.Due)
		}
		e, err = h.svc.Answer(ctx, h.per, key(e), reply())
		must(h.t, err)
		if e.State != enquiry.Done || e.Outcome != enquiry.Answered {
			h.t.Fatalf("answered as %+v", e)
		}
		th, err = h.svc.Open(ctx, h.anna, e.ID)
		must(h.t, err)
		if th.DeliveredAt.IsZero() || len(th.Parts) != 4 || th.Parts[3].Text != told {
			h.t.Fatalf("the asker reads %+v", th.Parts)
		}
		e, err = h.svc.Reopen(ctx, h.anna, enquiry.Key{ID: e.ID}, enquiry.More{Text: "Och i april?", Certified: true})
		must(h.t, err)
		if e.Round != 2 || e.State != enquiry.Open || !e.AnsweredAt.IsZero() || e.FirstDue.Equal(e.Due.Time) {
			h.t.Fatalf("reopened as %+v", e)
		}
		e, err = h.svc.Answer(ctx, h.per, key(e), reply())
		must(h.t, err)
		e, err = h.svc.Helped(ctx, h.anna, key(e), "yes")
		must(h.t, err)
		if e.State != enquiry.Closed || e.Helped != "yes" {
			h.t.Fatalf("closed as %+v", e)
		}
	})
}
