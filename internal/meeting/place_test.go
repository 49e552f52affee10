package meeting_test

import (
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/extract"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/policy"
)

const elsewhere = "Storgatan 40, rum Älven"

// messages gives what an authority's own copies of the matter say, each by itself.
func (h *house) messages(authority string) (out []string) {
	h.t.Helper()
	x := exchange.New(h.Trail)
	thread, err := x.Thread(h.t.Context(), h.DB, h.m.Conversation, authority)
	must(h.t, err)
	for _, c := range thread {
		out = append(out, c.Body)
	}
	return out
}

// TestAnotherPlaceIsANewMessage: what each authority was told before stands as it was, in its own copy.
func TestAnotherPlaceIsANewMessage(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		sides := []string{h.anna.Authority, directory.PES}
		before := map[string][]string{}
		for _, a := range sides {
			before[a] = h.messages(a)
		}
		_, err := h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(5)}, Place: asking().Place})
		must(t, err) // the same place tells nothing, and asks for no ground
		_, err = h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(6)}, Place: elsewhere})
		named(t, "ground", err)
		_, err = h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(6)}, Place: elsewhere, Basis: consent()})
		must(t, err)
		for _, a := range sides {
			now := h.messages(a)
			if len(now) != len(before[a])+1 || strings.Join(now[:len(before[a])], "\x00") != strings.Join(before[a], "\x00") {
				t.Fatalf("%s had %q, and has %q", a, before[a], now)
			}
			if !strings.Contains(now[0], asking().Place) || !strings.Contains(now[len(now)-1], elsewhere) {
				t.Fatalf("%s has %q", a, now)
			}
		}
		for _, who := range []policy.Actor{h.anna, h.per} {
			o, err := h.svc.Open(ctx, who, m.ID)
			must(t, err)
			if o.Where != elsewhere {
				t.Errorf("%s reads %q", who.ID, o.Where)
			}
		}
	})
}

// destroy destroys an authority's file of the matter.
func (h *house) destroy(authority string) {
	h.t.Helper()
	h.Act(h.t, func(tx *audit.Tx) error {
		return exchange.New(h.Trail).Room().Erase(h.t.Context(), tx, exchange.FileRef(h.m.Conversation, authority).ID)
	})
}

// TestWhatAMeetingSaysIsDestroyedWithTheFile: nothing of it is left at the authority whose file it was; the other has its
// own, from which the person is told.
func TestWhatAMeetingSaysIsDestroyedWithTheFile(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		m := h.booked(asking())
		_, err := h.svc.Offer(ctx, h.per, id(m), meeting.Times{Spans: []meeting.Span{h.span(6)}, Place: elsewhere, Basis: consent()})
		must(t, err)
		for _, a := range []string{h.anna.Authority, directory.PES} {
			if got := extract.Of(t, h.Database, h.svc.Extractor(), a); !strings.Contains(got, elsewhere) || !strings.Contains(got, "Bestämma om praktik") {
				t.Fatalf("the extract of %s is %s", a, got)
			}
		}
		_, err = h.matters.CloseMatter(ctx, h.per, h.key(), matter.Reached)
		must(t, err)
		h.destroy(directory.PES)
		o, err := h.svc.Open(ctx, h.per, m.ID)
		must(t, err)
		if o.Where != "" || o.Called != (meeting.Called{}) {
			t.Errorf("destroyed, there is %q and %+v", o.Where, o.Called)
		}
		if got := extract.Of(t, h.Database, h.svc.Extractor(), directory.PES); strings.Contains(got, elsewhere) || strings.Contains(got, "praktik") {
			t.Errorf("destroyed, the extract is %s", got)
		}
		if got := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(got, elsewhere) {
			t.Errorf("the other's went too: %s", got)
		}
		own, err := h.svc.Own(ctx, h.nora)
		must(t, err)
		if len(own) != 1 || own[0].Where != elsewhere {
			t.Errorf("the person sees %+v", own)
		}
	})
}

// TestWhileThePersonWaitsNothingIsRepeated in the matter, however many days go by.
func TestWhileThePersonWaitsNothingIsRepeated(t *testing.T) {
	each(t, func(h *house) {
		in := asking()
		in.Times = []meeting.Span{h.span(3)}
		m := h.ask(h.anna, in)
		_, err := h.svc.WaitOwn(t.Context(), h.nora, id(m), true)
		must(t, err)
		lines := func() int64 {
			n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM matter_event`)
			must(t, err)
			return n
		}
		before, due := lines(), h.due("meeting-held")
		for range 5 {
			h.Clock.Set(calendar.NextWorkingDay(h.today()).At(9, 0))
			must(t, h.svc.Tend(t.Context()))
		}
		if lines() != before {
			t.Errorf("%d lines have become %d", before, lines())
		}
		if !h.due("meeting-held").After(due) {
			t.Error("what is due did not move meanwhile")
		}
	})
}
