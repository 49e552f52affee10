package enquiry_test

import (
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/sdk"
)

// general lets a message without a topic come to the agency, and gives the question that it became, taken by Per.
func (h *house) general() enquiry.Enquiry {
	h.linked(directory.PES, agencyActor, agencyPlace)
	const id = "0b6f7f0e-5f7c-4f86-9d0f-5b9c58f0a001"
	h.comes(sdk.Message{ID: id, Conversation: id, Created: h.Now().Add(-3 * time.Hour).UTC(), Label: "Fråga", Sender: sdk.Party{Actor: "0203:regionen.se", Address: "reg"},
		Recipient: sdk.Party{Actor: agencyActor, Address: agencyPlace}, Documents: []sdk.Document{{ID: "1", Name: "Text", Index: "1", Texts: []string{written + " " + number}}}})
	e, err := h.svc.Take(h.t.Context(), h.per, key(h.inThread(id)))
	must(h.t, err)
	return e
}

// TestSortedByHand: what came without a topic gets one, the promise and the clock of it, and the person on a ground.
func TestSortedByHand(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		e := h.general()
		sorting := enquiry.Sorting{Topics: []contact.Topic{"Q-PLAN"}, Municipality: "2085"}
		_, err := h.svc.Sort(ctx, h.per, key(e), enquiry.Sorting{})
		refused(t, err, fault.Invalid, "topics")
		refused(t, err, fault.Invalid, "municipality")
		_, err = h.svc.Sort(ctx, h.per, key(e), enquiry.Sorting{Topics: []contact.Topic{"M-INCOME"}, Municipality: "2085"})
		refused(t, err, fault.Invalid, "topics")
		sorting.Number = "199201012384"
		_, err = h.svc.Sort(ctx, h.per, key(e), sorting)
		refused(t, err, fault.Invalid, "number")
		sorting.Number = number
		_, err = h.svc.Sort(ctx, h.per, key(e), sorting)
		refused(t, err, fault.Invalid, "ground")
		if _, err = h.svc.Sort(ctx, h.anna, key(e), sorting); !fault.Is(err, fault.NotFound) {
			t.Fatalf("a stranger sorts: %v", err)
		}
		sorting.Basis = noHarm()
		got, err := h.svc.Sort(ctx, h.per, key(e), sorting)
		must(t, err)
		if got.Topic != "Q-PLAN" || got.Municipality != "2085" || !got.Personal || got.Purpose == "" || got.State != enquiry.Open || got.Due.IsZero() {
			t.Fatalf("sorted: %+v", got)
		}
		v, err := h.svc.Get(ctx, h.DB, h.per, e.ID)
		must(t, err)
		if v.Desk.Person == "" || v.Needs() || v.Desk.Ground != law.NoHarm || len(v.Topics) != 1 || v.Topics[0].Code != "Q-PLAN" || !v.Clock.Due(h.Now()).Equal(got.Due.Time) {
			t.Fatalf("the desk %+v, topics %+v, due %s", v.Desk, v.Topics, v.Clock.Due(h.Now()))
		}
		_, err = h.svc.Sort(ctx, h.per, latest(e), sorting)
		refused(t, err, fault.Conflict, "")
		_, err = h.svc.Answer(ctx, h.per, latest(e), reply())
		must(t, err)
	})
}

// TestWhatWasSortedIsPassedOn: the new receiver reads the text and finds the person anew, on a ground of its own.
func TestWhatWasSortedIsPassedOn(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		e := h.general()
		_, err := h.svc.Sort(ctx, h.per, key(e), enquiry.Sorting{Topics: []contact.Topic{"Q-PLAN"}, Municipality: "2080", Number: number, Basis: noHarm()})
		must(t, err)
		_, err = h.svc.Forward(ctx, h.per, latest(e), enquiry.Target{Authority: h.cia.Authority, Why: "hör hemma hos er", Ground: law.NoHarm})
		must(t, err)
		_, err = h.svc.Take(ctx, h.cia, latest(e))
		must(t, err)
		th, err := h.svc.Open(ctx, h.cia, e.ID)
		must(t, err)
		if th.Personal || th.Desk.Person != "" || len(th.Parts) != 1 || th.Parts[0].Hidden {
			t.Fatalf("%+v %+v", th.Desk, th.Parts)
		}
	})
}

// TestTheTopicsPromiseHolds: the promise of the own contact path for the topic is what the clock goes by.
func TestTheTopicsPromiseHolds(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		e := h.general()
		before := e.Due
		path := h.reachedAt(directory.PES, agencyActor+" "+agencyPlace)
		got, err := h.svc.Sort(ctx, h.per, key(e), enquiry.Sorting{Topics: []contact.Topic{"Q-PLAN"}, Municipality: "2085"})
		must(t, err)
		if got.Path != path {
			t.Fatalf("it goes by %q", got.Path)
		}
		if want := calendar.NewDate(2026, 3, 5).At(16, 30); !got.Due.Equal(want) || got.Due.Equal(before.Time) {
			t.Fatalf("due %s, before %s, want %s", got.Due, before, want)
		}
	})
}
