package enquiry_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// meeting lets one act begin while another is under way: the second begins when the first has written what it writes, and
// the first is kept when the second waits for it or is done.
type meeting struct {
	*house
	second func() error
	result chan error
}

// meet does the first act with the second beside it, and gives how each went.
func (h *house) meet(first, second func() error) (one, two error) {
	h.t.Helper()
	m := &meeting{house: h, second: second, result: make(chan error, 1)}
	usual := h.svc.Hook
	var once sync.Once
	h.svc.Hook = func(ctx context.Context, tx *audit.Tx, _ []string, _ string, _ ref.Ref) error {
		once.Do(func() { m.begin(ctx, tx) })
		return nil
	}
	defer func() { h.svc.Hook = usual }()
	one = first()
	once.Do(func() { go func() { m.result <- second() }() }) // the first was refused before it wrote anything
	return one, <-m.result
}

func (m *meeting) begin(ctx context.Context, tx *audit.Tx) {
	over := make(chan struct{})
	go func() {
		defer close(over)
		m.result <- m.second()
	}()
	if tx.Dialect() == db.SQLite {
		return // it waits in the queue until this act is done
	}
	for {
		waits, err := db.One[int64](ctx, m.DB, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
		if err != nil || waits > 0 {
			return
		}
		select {
		case <-over:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// sound holds everything that was kept against what it follows from.
func (h *house) sound(ids ...string) {
	h.t.Helper()
	for says, query := range map[string]string{
		"conversations count other messages than there are":   `SELECT count(*) FROM exchange_conversation c WHERE messages <> (SELECT count(*) FROM exchange_message m WHERE m.conversation_id = c.id)`,
		"conversations have holes among their messages":       `SELECT count(*) FROM exchange_conversation c WHERE messages <> (SELECT COALESCE(max(seq), 0) FROM exchange_message m WHERE m.conversation_id = c.id)`,
		"messages lack a party's copy":                        `SELECT count(*) FROM exchange_message m JOIN exchange_party p ON p.conversation_id = m.conversation_id WHERE p.left_at IS NULL AND NOT p.outside AND NOT EXISTS (SELECT 1 FROM exchange_copy c WHERE c.message_id = m.id AND c.authority_id = p.authority_id)`,
		"rounds have holes among their events":                `SELECT count(*) FROM (SELECT enquiry_id FROM enquiry_event GROUP BY enquiry_id, round HAVING max(seq) <> count(*)) x`,
		"measures were recorded twice":                        `SELECT count(*) FROM (SELECT enquiry_id FROM enquiry_fact WHERE no = 0 GROUP BY enquiry_id, round, metric HAVING count(*) > 1) x`,
		"persons have two records":                            `SELECT count(*) FROM (SELECT authority_id FROM person GROUP BY authority_id, number_digest HAVING count(*) > 1) x`,
		"places stand in another box than the question":       `SELECT count(*) FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id WHERE s.left_at IS NULL AND (s.box = 'live') <> (e.state IN ('incomplete', 'open', 'paused'))`,
		"joined questions go on in one that was joined to it": `SELECT count(*) FROM enquiry a JOIN enquiry b ON b.id = a.joined_to WHERE b.joined_to = a.id`,
	} {
		if n := h.number64(query); n != 0 {
			h.t.Errorf("%d %s", n, says)
		}
	}
	for _, id := range ids {
		h.agrees(h.t, id)
	}
	h.everyFactIsOfAQuestion()
}

// settledAs is what an act that came second may be told.
func settledAs(t testing.TB, err error, kinds ...fault.Kind) {
	t.Helper()
	for _, k := range kinds {
		if fault.Is(err, k) {
			return
		}
	}
	t.Fatalf("the second act: %v, want one of %v", err, kinds)
}

// Of two answers at once one is the answer, and the other is told to look again; there is one message of it.
func TestTwoAnswersAtOnce(t *testing.T) {
	each(t, func(h *house) {
		e := h.open(h.per, h.send(h.question()))
		answer := func() error { _, err := h.svc.Answer(h.t.Context(), h.per, latest(e), reply()); return err }
		one, two := h.meet(answer, answer)
		must(h.t, one)
		settledAs(h.t, two, fault.Conflict)
		if n := h.number64(`SELECT count(*) FROM exchange_message WHERE conversation_id = $1 AND kind = 'answer'`, e.Conversation); n != 1 {
			h.t.Errorf("%d answers", n)
		}
		h.sound(e.ID)
	})
}

// Beside an answer come a passing on, a taking back, a mark of urgency, a joining: each sees what the answer made of the
// question, and the answer what each of them made of it.
func TestAnAnswerBesideAnotherAct(t *testing.T) {
	others := map[string]func(h *house, e, other enquiry.Enquiry) error{
		"forward": func(h *house, e, _ enquiry.Enquiry) error {
			_, err := h.svc.Forward(h.t.Context(), h.per, latest(e), enquiry.Target{Authority: h.cia.Authority, Why: "fel mottagare", Ground: law.NoHarm})
			return err
		},
		"withdraw": func(h *house, e, _ enquiry.Enquiry) error {
			_, err := h.svc.Withdraw(h.t.Context(), h.anna, latest(e), "")
			return err
		},
		"urge": func(h *house, e, _ enquiry.Enquiry) error {
			_, err := h.svc.Urge(h.t.Context(), h.anna, latest(e), "akut")
			return err
		},
		"join": func(h *house, e, other enquiry.Enquiry) error {
			_, err := h.svc.Join(h.t.Context(), h.anna, latest(e), other.ID)
			return err
		},
		"join to it": func(h *house, e, other enquiry.Enquiry) error {
			_, err := h.svc.Join(h.t.Context(), h.anna, latest(other), e.ID)
			return err
		},
	}
	each(t, func(h *house) {
		for name, act := range others {
			for _, answerFirst := range []bool{true, false} {
				e, other := h.open(h.per, h.send(h.question())), h.send(h.question())
				answer := func() error { _, err := h.svc.Answer(h.t.Context(), h.per, latest(e), reply()); return err }
				beside := func() error { return act(h, e, other) }
				var one, two error
				if answerFirst {
					one, two = h.meet(answer, beside)
				} else {
					one, two = h.meet(beside, answer)
				}
				must(h.t, one)
				switch { // what does not end a question, or does not touch it, lets it be answered
				case !answerFirst && (name == "urge" || name == "join to it"):
					must(h.t, two)
				case name == "join to it": // what is answered takes no other question in
					settledAs(h.t, two, fault.Invalid)
				default:
					settledAs(h.t, two, fault.Conflict, fault.Denied, fault.NotFound)
				}
				h.sound(e.ID, other.ID)
			}
		}
	})
}

// Two questions that are joined to each other at once: one is.
func TestJoinedToEachOtherAtOnce(t *testing.T) {
	each(t, func(h *house) {
		a, b := h.send(h.question()), h.send(h.question())
		join := func(from, into enquiry.Enquiry) func() error {
			return func() error { _, err := h.svc.Join(h.t.Context(), h.anna, latest(from), into.ID); return err }
		}
		one, two := h.meet(join(a, b), join(b, a))
		must(h.t, one)
		settledAs(h.t, two, fault.Conflict, fault.Invalid)
		h.sound(a.ID, b.ID)
	})
}

// A right that is taken away while its holder acts is gone when the act comes to its turn.
func TestARightTakenAwayMeanwhile(t *testing.T) {
	each(t, func(h *house) {
		e := h.open(h.per, h.send(h.question()))
		one, two := h.meet(
			func() error { _, err := h.svc.Assign(h.t.Context(), h.per, latest(e), h.eva.ID); return err },
			func() error { _, err := h.svc.Answer(h.t.Context(), h.per, latest(e), reply()); return err })
		must(h.t, one)
		settledAs(h.t, two, fault.Denied)

		e = h.send(h.question())
		one, two = h.meet(
			func() error {
				_, err := h.svc.Forward(h.t.Context(), h.per, latest(e), enquiry.Target{Authority: h.cia.Authority, Why: "fel", Ground: law.NoHarm})
				return err
			},
			func() error { _, err := h.svc.OpenPerson(h.t.Context(), h.eva, latest(e), noHarm()); return err })
		must(h.t, one)
		settledAs(h.t, two, fault.Denied, fault.NotFound)
		h.sound(e.ID)
	})
}

// Two questions that would make the same person's record at once share the one that was made first, also under two keys.
func TestOneRecordOfAPersonAskedAboutTwiceAtOnce(t *testing.T) {
	each(t, func(h *house) {
		var first, second enquiry.Enquiry
		ask := func(a policy.Actor, into *enquiry.Enquiry) func() error {
			return func() (err error) {
				*into, err = h.svc.Send(h.t.Context(), a, enquiry.Key{}, h.question())
				return err
			}
		}
		one, two := h.meet(ask(h.anna, &first), ask(h.bo, &second))
		must(h.t, one)
		must(h.t, two)
		if n := h.number64(`SELECT count(*) FROM person`); n != 1 {
			h.t.Errorf("%d records", n)
		}
		if n := h.number64(`SELECT count(DISTINCT person_id) FROM enquiry_side WHERE side = 'asker'`); n != 1 {
			h.t.Errorf("the questions are about %d persons", n)
		}
		h.sound(first.ID, second.ID)
	})
}

// withdraw withdraws the consent that a question rests on.
func (h *house) withdraw(e enquiry.Enquiry) error {
	v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, e.ID)
	must(h.t, err)
	_, err = h.persons.Withdraw(h.t.Context(), h.anna, v.Desk.GroundID, 1)
	return err
}

// What rests on a consent that is withdrawn at the same time is stopped, whichever comes first: a text that is opened, an
// answer on it, a new question on it.
func TestAConsentWithdrawnMeanwhile(t *testing.T) {
	each(t, func(h *house) {
		stopped := func(e enquiry.Enquiry) {
			h.t.Helper()
			if v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, e.ID); err != nil || v.StoppedAt.IsZero() {
				h.t.Errorf("it goes on: %v", err)
			}
			if n := h.number64(`SELECT count(*) FROM exchange_conversation WHERE id = $1 AND stopped_at IS NOT NULL`, e.Conversation); n != 1 {
				h.t.Error("its thread goes on")
			}
		}
		for _, withdrawnFirst := range []bool{true, false} {
			e := h.send(h.question())
			open := func() error { _, err := h.svc.OpenPerson(h.t.Context(), h.per, latest(e), noHarm()); return err }
			away := func() error { return h.withdraw(e) }
			one, two := h.pair(withdrawnFirst, away, open)
			must(h.t, one)
			must(h.t, two)
			stopped(e)

			e = h.send(h.question())
			v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, e.ID)
			must(h.t, err)
			q := h.question()
			q.Basis = enquiry.Basis{Existing: v.Desk.GroundID}
			var resting enquiry.Enquiry
			ask := func() (err error) {
				resting, err = h.svc.Send(h.t.Context(), h.anna, enquiry.Key{}, q)
				return err
			}
			one, two = h.pair(withdrawnFirst, away, ask)
			must(h.t, one)
			if withdrawnFirst {
				settledAs(h.t, two, fault.Invalid)
			} else {
				must(h.t, two)
				stopped(resting)
			}
			stopped(e)
		}
		h.sound()
	})
}

// pair is meet with the first of two acts first, or the second.
func (h *house) pair(inOrder bool, a, b func() error) (one, two error) {
	h.t.Helper()
	if inOrder {
		return h.meet(a, b)
	}
	return h.meet(b, a)
}

// Sixteen who do whatever comes to their mind to a few questions at once, of which two are joined and two rest on one
// ground, leave one clock, one fact of each measure and one verdict in each.
func TestManyAtOnce(t *testing.T) {
	each(t, func(h *house) {
		h.svc.Tell = func(context.Context, *audit.Tx, enquiry.News) error { return nil }
		h.svc.Hook = func(context.Context, *audit.Tx, []string, string, ref.Ref) error { return nil }
		var open []enquiry.Enquiry
		for range 5 {
			open = append(open, h.send(h.question()))
		}
		left := sample.Of(25, 400) // acts of each
		var all sync.WaitGroup
		for client := range 16 {
			chance := rand.New(rand.NewPCG(sample.Seed(h.t), uint64(client)))
			all.Go(func() { h.doAny(chance, open, left) })
		}
		all.Wait()
		var ids []string
		for _, e := range open {
			ids = append(ids, e.ID)
		}
		h.sound(ids...)
	})
}

func (h *house) doAny(chance *rand.Rand, open []enquiry.Enquiry, left int) {
	ctx := h.t.Context()
	for range left {
		e, other := open[chance.IntN(len(open))], open[chance.IntN(len(open))]
		who := []policy.Actor{h.anna, h.per, h.eva, h.per, h.cia}[chance.IntN(5)]
		var err error
		switch acts := h.acts(other.ID); chance.IntN(8) {
		case 0:
			_, err = h.svc.Open(ctx, who, e.ID)
		case 1:
			err = h.svc.Note(ctx, who, e.ID, "att tänka på", nil)
		case 2:
			err = h.withdrawAny(ctx, e)
		default:
			_, err = acts[chance.IntN(len(acts))](who, latest(e))
		}
		if k := fault.KindOf(err); err != nil && (k == fault.Internal || k == fault.Unavailable) {
			h.t.Errorf("an act: %v", err)
		}
	}
}

// withdrawAny withdraws the consent that a question rests on now, if it does.
func (h *house) withdrawAny(ctx context.Context, e enquiry.Enquiry) error {
	v, err := h.svc.Get(ctx, h.DB, h.anna, e.ID)
	if err != nil || v.Desk.GroundID == "" {
		return err
	}
	list, err := person.Grounds(ctx, h.DB, v.Desk.Person)
	for _, g := range list {
		if g.ID == v.Desk.GroundID && g.State == person.Accepted {
			_, err = h.persons.Withdraw(ctx, h.anna, g.ID, g.Version)
		}
	}
	return err
}

// A thread whose file is destroyed while somebody asks on in it: it is destroyed before, or it lives and is not.
func TestAThreadAskedOnInWhileItsFileIsDestroyed(t *testing.T) {
	each(t, func(h *house) {
		e := h.open(h.per, h.send(h.question()))
		_, err := h.svc.Answer(h.t.Context(), h.per, latest(e), reply())
		must(h.t, err)
		_, err = h.svc.Helped(h.t.Context(), h.anna, latest(e), "yes")
		must(h.t, err)
		h.at(calendar.NewDate(2026, 3, 3), 9, 0)
		one, two := h.meet(
			func() error {
				_, err := h.svc.Reopen(h.t.Context(), h.anna, latest(e), enquiry.More{Text: "mer", Certified: true})
				return err
			},
			func() error { return h.destroy(e, h.per.Authority) })
		must(h.t, one)
		settledAs(h.t, two, fault.Conflict)
		if n := h.number64(`SELECT count(*) FROM exchange_copy c JOIN exchange_message m ON m.id = c.message_id WHERE m.conversation_id = $1 AND c.authority_id = $2`, e.Conversation, h.per.Authority); n != 3 {
			h.t.Errorf("%d copies are left of a thread that goes on", n)
		}
		h.sound(e.ID)
	})
}
