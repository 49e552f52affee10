package apptest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/disk"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// plainQuestion is one that an officer of the board asks the agency.
func plainQuestion(text string) enquiry.Question {
	return enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: true, Number: "199201012383", Name: "Nora Testberg (Demo)",
		Text: text, Purpose: "planering", Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 5, 1)}, Certified: true}
}

func (h *Samsyn) actor(t testing.TB, userName string) policy.Actor {
	t.Helper()
	a, err := h.Accounts.ByUserName(t.Context(), userName)
	must(err)
	actor, err := h.Accounts.Authenticate(t.Context(), a.ID, a.Authority)
	must(err)
	return actor
}

// whole says what is not as it should be in the trail, the sums and the facts.
func (h *Samsyn) whole(t testing.TB) {
	t.Helper()
	must(h.Trail.Sequence(t.Context()))
	r, err := audit.Verify(t.Context(), h.DB, h.Keys.Verifiers(), nil, nil)
	must(err)
	differ, err := fact.Verify(t.Context(), h.DB)
	must(err)
	changed, err := fact.Changed(t.Context(), h.DB, h.Keys)
	must(err)
	if !r.Sound() || len(differ)+len(changed.Findings) > 0 {
		t.Errorf("the trail says %v, the sums %v, the facts %v", r.Findings, differ, changed.Findings)
	}
}

// The clock goes back an hour while a question is under way, and forward a day: every act is taken at either time, no time
// promised moves, sessions end by how long they were unused and never by the jump back, what the clock does is done once
// for each of its turns, and the trail, the sums and the facts are sound.
func TestTheClockJumps(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := House(t, dialect)
			h.Log.Expect("jumped") // nothing else may be logged as a fault
			ctx, sara, per := t.Context(), h.actor(t, cast.Sara), h.actor(t, cast.Maja)
			browser := h.As(cast.Sara)
			tick := func() { h.turn(t) }
			tick()
			e, err := h.Enquiries.Send(ctx, sara, enquiry.Key{}, plainQuestion("Vad är nästa steg?"))
			must(err)
			other, err := h.Enquiries.Send(ctx, sara, enquiry.Key{}, plainQuestion("Och sedan?"))
			must(err)
			h.Clock.Advance(-time.Hour)
			tick()
			browser.Get("/konto").Must(See("Sara"))
			back, err := h.Enquiries.Acknowledge(ctx, per, enquiry.Key{ID: e.ID})
			must(err)
			if !back.Due.Equal(e.Due.Time) {
				t.Errorf("due %s, and after the clock went back %s", e.Due, back.Due)
			}
			_, err = h.Enquiries.OpenPerson(ctx, per, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "behövs för planeringen"})
			must(err)
			done, err := h.Enquiries.Answer(ctx, per, enquiry.Key{ID: e.ID}, enquiry.Reply{Outcome: enquiry.Answered, Text: "Planen är klar.", Certified: true,
				Test: enquiry.Test{Ground: law.NoHarm, Given: "planen"}})
			must(err)
			if done.State != enquiry.Done {
				t.Errorf("answered as %s", done.State)
			}
			_, err = h.Enquiries.Withdraw(ctx, sara, enquiry.Key{ID: other.ID}, "")
			must(err)
			h.whole(t)
			h.Clock.Advance(25 * time.Hour)
			tick()
			if w := browser.Answer(http.MethodGet, "/konto", nil); !leadsToSignIn(w) {
				t.Errorf("a session unused for a day is answered %d", w.Code)
			}
			h.As(cast.Sara).Get("/konto").Must(See("Sara"))
			_, err = h.Enquiries.Helped(ctx, sara, enquiry.Key{ID: e.ID}, "yes")
			must(err)
			h.whole(t)
			double, err := db.All[string](ctx, h.DB, "SELECT kind FROM job WHERE done_at IS NULL OR attempt <> 1 GROUP BY kind")
			must(err)
			hours, err := db.One[int64](ctx, h.DB, "SELECT count(*) FROM job WHERE kind = 'job.sweep'")
			must(err)
			if len(double) > 0 || hours != 3 {
				t.Errorf("not done, or not at the first try: %v; the hourly job was done %d times, want once before each jump and once after", double, hours)
			}
		})
	}
}

// turn writes what the clock makes due and does all of it.
func (h *Samsyn) turn(t testing.TB) {
	t.Helper()
	must(h.Queue.EnqueuePeriodic(t.Context()))
	for {
		did, err := h.Queue.Once(t.Context())
		must(err)
		if !did {
			return
		}
	}
}

// The power goes while four ask, on a disk that keeps what was synced. After each cut every question that was acknowledged
// is there with its facts and its place in the trail, and nothing is there by half.
func TestAPowerCutLosesNoQuestion(t *testing.T) {
	t.Parallel()
	acked, chance := 0, sample.Rand(t) // one for all cuts: each is another
	for range sample.Of(3, 60) {
		acked += powerCut(t, chance)
	}
	if t.Logf("%d questions acknowledged", acked); acked < 10 {
		t.Error("hardly anything was asked: the test shows nothing")
	}
}

func powerCut(t *testing.T, chance *rand.Rand) int {
	w, under := theWorld(t), disk.New(t)
	h := w.copy(t, func(o *app.Options) { o.DB.Disk = under.Name })
	h.Log.Expect("commit failed")
	sara := h.actor(t, cast.Sara)
	var n atomic.Int64
	var ids sync.Map
	cut := int64(4 + chance.IntN(27))
	var asking sync.WaitGroup
	for who := range 4 {
		asking.Go(func() {
			for i := 0; ; i++ {
				e, err := h.Enquiries.Send(context.Background(), sara, enquiry.Key{}, plainQuestion(fmt.Sprintf("Fråga %d-%d", who, i)))
				if err != nil {
					if !fault.Is(err, fault.Unavailable) {
						t.Errorf("asked without power: %v", err)
					}
					return
				}
				if ids.Store(e.ID, true); n.Add(1) == cut {
					under.Cut(chance)
				}
			}
		})
	}
	asking.Wait()
	after := open(t, under.After(t), w.keys, nil)
	after.whole(t)
	found := 0
	for id := range ids.Range {
		have, err := db.One[int64](t.Context(), after.DB, `SELECT count(*) FROM enquiry e JOIN enquiry_fact l ON l.enquiry_id = e.id JOIN fact f ON f.id = l.fact_id
			WHERE e.id = $1 AND e.state = 'open' AND EXISTS (SELECT 1 FROM trail_entry t WHERE t.thing_id = e.id)
			AND EXISTS (SELECT 1 FROM exchange_message m WHERE m.conversation_id = e.conversation_id)`, id)
		must(err)
		if found++; have == 0 {
			t.Errorf("question %s was acknowledged and is lost", id)
		}
	}
	if half, err := db.All[string](t.Context(), after.DB, "SELECT id FROM enquiry e WHERE NOT EXISTS (SELECT 1 FROM exchange_message m WHERE m.conversation_id = e.conversation_id) AND state <> 'draft'"); err != nil || len(half) > 0 {
		t.Errorf("by half: %s %v", strings.Join(half, ", "), err)
	}
	return found
}
