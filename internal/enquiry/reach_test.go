package enquiry_test

import (
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
)

// TestAPathLearnsFromItsQuestions: what is asked by a path, how soon a human being responded, and how many questions are
// under way through it.
func TestAPathLearnsFromItsQuestions(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		path := h.path(h.per, contact.Samsyn, "", "Q-PLAN")
		q := h.question()
		q.Path = path
		first, late, again := h.send(q), h.send(q), h.send(q)
		h.path(h.anna, contact.Phone, "0240-860 00", "M-INCOME")
		h.under(path, 3)
		h.reach(path, contact.Reach{Asked: 3})
		h.Clock.Advance(90 * time.Minute)
		_, err := h.svc.Acknowledge(t.Context(), h.per, latest(first))
		must(t, err)
		h.reach(path, contact.Reach{Asked: 3, Answered: 1, Minutes: 90})
		h.at(calendar.NewDate(2026, 3, 4), 9, 0)
		late = h.open(h.per, late)
		_, err = h.svc.Answer(t.Context(), h.per, latest(late), reply())
		must(t, err)
		first = h.open(h.per, h.now(first.ID))
		_, err = h.svc.Answer(t.Context(), h.per, latest(first), reply())
		must(t, err)
		h.under(path, 1)
		h.reach(path, contact.Reach{Asked: 3, Answered: 1, Late: 1, Missed: 1, Minutes: 90 + 2*510})
		for range 2 { // the third has had no response, and its time is out: that counts once
			must(t, h.svc.Tend(t.Context()))
			h.reach(path, contact.Reach{Asked: 3, Answered: 1, Late: 1, Missed: 2, Minutes: 90 + 2*510})
		}
		_, err = h.svc.Reopen(t.Context(), h.anna, latest(first), enquiry.More{Text: "Och i april?", Certified: true})
		must(t, err)
		h.reach(path, contact.Reach{Asked: 4, Answered: 1, Late: 1, Missed: 2, Minutes: 90 + 2*510})
		_, err = h.svc.Acknowledge(t.Context(), h.per, latest(again))
		must(t, err)
		h.reach(path, contact.Reach{Asked: 4, Answered: 1, Late: 2, Missed: 2, Minutes: 90 + 4*510})
		must(t, h.svc.Tend(t.Context()))
		again = h.now(again.ID)
		_, err = h.svc.Withdraw(t.Context(), h.anna, latest(again), "")
		must(t, err)
		h.under(path, 1)
	})
}

// TestAPathKeepsItsCallsBack: a call back that was asked for is kept when the first or second call reaches, and broken when
// a letter goes in its place.
func TestAPathKeepsItsCallsBack(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		path := h.path(h.per, contact.Samsyn, "", "Q-PLAN")
		q := h.question()
		q.Path, q.Callback, q.Phone = path, true, "0240-860 00"
		for i, took := range [][]bool{{true}, {false, true}, {false, false}} {
			e := h.open(h.per, h.send(q))
			_, err := h.svc.Answer(t.Context(), h.per, latest(e), reply())
			must(t, err)
			for _, got := range took {
				h.Clock.Advance(10 * time.Minute)
				_, err := h.svc.Call(t.Context(), h.per, latest(e), got, "")
				must(t, err)
			}
			if i == 2 {
				_, err := h.svc.Letter(t.Context(), h.per, latest(e))
				must(t, err)
			}
		}
		got, err := contact.Reachability(t.Context(), h.DB, path)
		must(t, err)
		if got.Calls() != (contact.Share{Kept: 2, Of: 3}) || got.InTime() != (contact.Share{Kept: 3, Of: 3}) {
			t.Errorf("%+v", got)
		}
		kept, err := db.One[int64](t.Context(), h.DB, "SELECT count(*) FROM fact WHERE metric = $1 AND outcome = 'met'", fact.CallbackAttempts)
		must(t, err)
		broken, err := db.One[int64](t.Context(), h.DB, "SELECT count(*) FROM fact WHERE metric = $1 AND outcome = $2", fact.CallbackAttempts, fact.Missed)
		must(t, err)
		if kept != 2 || broken != 1 { // K8.3 says what the path's figure says
			t.Errorf("K8.3: %d kept and %d not", kept, broken)
		}
	})
}

// TestASwitchboardLearnsFromCallsBack: a call back within the asker's hours is one to the asker's own telephone path.
func TestASwitchboardLearnsFromCallsBack(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		switchboard := h.path(h.anna, contact.Phone, "0240-860 00", "M-INCOME")
		q := h.question()
		q.Callback, q.Phone = true, "0240-860 00"
		e := h.send(q)
		for _, took := range []bool{false, true} {
			h.Clock.Advance(time.Hour)
			_, err := h.svc.Call(t.Context(), h.per, latest(e), took, "")
			must(t, err)
		}
		h.reach(switchboard, contact.Reach{Reached: 1, NoAnswer: 1})
		h.at(calendar.NewDate(2026, 3, 2), 20, 0)
		_, err := h.svc.Call(t.Context(), h.per, latest(e), false, "")
		must(t, err)
		h.reach(switchboard, contact.Reach{Reached: 1, NoAnswer: 1})
	})
}

// path adds a contact path of somebody's authority.
func (h *house) path(owner policy.Actor, c contact.Channel, address string, topics ...contact.Topic) string {
	h.t.Helper()
	keeper := policy.Actor{ID: "keeper", Authority: owner.Authority, Roles: []policy.Role{policy.Coordinator}}
	d := contact.Draft{Name: "Vägen (Demo)", Channel: c, Address: address, Personal: true, FirstDays: 1, AnswerDays: 2, Owner: owner.ID, From: calendar.NewDate(2026, 1, 1), Topics: topics, Languages: "svenska"}
	if c == contact.Phone {
		d.Hours = calendar.OfficeHours()
	}
	p, err := contact.New(h.Trail).Add(h.t.Context(), keeper, owner.Authority, d)
	must(h.t, err)
	return p.ID
}

func (h *house) reach(path string, want contact.Reach) {
	h.t.Helper()
	got, err := contact.Reachability(h.t.Context(), h.DB, path)
	must(h.t, err)
	if got != want {
		h.t.Errorf("%+v, want %+v", got, want)
	}
}

func (h *house) under(path string, want int) {
	h.t.Helper()
	if n, err := enquiry.Under(h.t.Context(), h.DB, path); err != nil || n != want {
		h.t.Errorf("%d under way, %v", n, err)
	}
}
