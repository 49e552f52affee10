package job_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/job"
)

// An outbox of a hundred thousand messages that nobody takes keeps nothing else waiting: what the clock wants is done next,
// and a message costs the same number of statements as when there are ten, none of which goes through all that is there. What is given up stands as stuck, with why, and
// when the receiver is back everything leaves, each once.
func TestAFloodOfUndeliverableMessagesKeepsNothingWaiting(t *testing.T) {
	var asked atomic.Int64
	var texts sync.Map
	ran := func(text string) { asked.Add(1); texts.LoadOrStore(text, true) }
	dbtest.EachWith(t, db.Options{Ran: ran}, func(t *testing.T, d *dbtest.Database) {
		many := sample.Of(2_000, 100_000)
		q := newQueue(d)
		texts.Clear()
		var ticks atomic.Int64
		var down error
		sent := &sync.Map{}
		q.Clockwork(job.Every("tick", time.Hour), func(context.Context, job.Job) error { ticks.Add(1); return nil })
		q.Deliver(d.Keys, map[job.Channel]job.Sender{job.Mail: func(_ context.Context, m job.Delivery) (string, error) {
			if down != nil {
				return "", down
			}
			if _, twice := sent.LoadOrStore(m.ID, true); twice {
				t.Errorf("%s was sent twice", m.ID)
			}
			return "r", nil
		}})
		cost := func() int64 { before := asked.Load(); once(t, q); return asked.Load() - before }
		down = errors.New("the mail server cannot be reached")
		flood(t, d, 10)
		few := cost()
		flood(t, d, many-10)
		if n := cost(); n != few {
			t.Errorf("a try costs %d statements with %d messages, %d with ten", n, many, few)
		}
		must(t, q.GiveUp(t.Context()))
		mayNotGoThroughAll(t, d, &texts)
		for hour := range int64(3) {
			must(t, q.EnqueuePeriodic(t.Context()))
			if once(t, q); ticks.Load() != hour+1 {
				t.Fatalf("after %d hours the clock's job was done %d times", hour+1, ticks.Load())
			}
			d.Clock.Advance(time.Hour)
		}
		down = errors.Join(errors.New("the mail server refused the message (550)"), job.ErrGiveUp)
		for range 5 {
			once(t, q)
		}
		stuck, err := db.All[string](t.Context(), d, "SELECT id FROM job WHERE stuck_at IS NOT NULL AND last_error LIKE '%550%'")
		must(t, err)
		if len(stuck) != 5 {
			t.Fatalf("%d stand as stuck, want the five that were given up", len(stuck))
		}
		down = nil
		for _, id := range stuck {
			must(t, q.Retry(t.Context(), id))
		}
		d.Clock.Advance(time.Hour)
		drain(t, q)
		n := 0
		sent.Range(func(any, any) bool { n++; return true })
		left, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM delivery WHERE sent_at IS NULL")
		must(t, err)
		if n != many || left != 0 {
			t.Errorf("%d of %d left the house, %d are still there", n, many, left)
		}
	})
}

// flood puts messages in the outbox.
func flood(t *testing.T, d *dbtest.Database, n int) {
	for n > 0 {
		must(t, d.Trail.House(t.Context(), func(tx *audit.HouseTx) error {
			for i := range min(n, 1000) {
				if _, err := job.Send(t.Context(), tx, d.Keys, job.Mail, job.Message{To: fmt.Sprintf("p%d@kommun.example", i), Text: "Hej"}); err != nil {
					return err
				}
			}
			return nil
		}))
		n -= 1000
	}
	if d.Dialect() == db.Postgres { // as the server does by itself within a minute
		must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), "ANALYZE job"); return err }))
	}
}

// mayNotGoThroughAll looks how the engine finds the next of all jobs that are due, and those whose last try never ended: by an index, since each that
// is claimed would otherwise cost a reading or a sorting of those that wait.
func mayNotGoThroughAll(t *testing.T, d *dbtest.Database, texts *sync.Map) {
	t.Helper()
	found := 0
	for text := range texts.Range {
		text := text.(string)
		index, ofClock := "job_ready", strings.Contains(text, "unique_key")
		if !strings.HasPrefix(text, "SELECT") || !strings.Contains(text, "FROM job WHERE done_at IS NULL") || ofClock && !strings.HasPrefix(text, "SELECT 1") {
			continue
		}
		switch found++; {
		case ofClock:
			index = "job_unique"
		case strings.Contains(text, "attempt >= most"):
			index = "job_last_try"
		}
		must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
			plan, err := planOf(t.Context(), tx, text, ofClock)
			if how := strings.ToLower(plan); strings.Contains(how, "sort") || strings.Contains(how, "temp b-tree") || !strings.Contains(how, index) {
				t.Errorf("the next job is found by going through all:\n%s\n%s", text, plan)
			}
			return err
		}))
	}
	if found != 4 {
		t.Errorf("%d statements look for what the clock wants, look for the next of all jobs, claim it and look for what to give up, want four", found)
	}
}

// planOf is how the engine does a statement that has one value, a time, and when it is about the clock's a day.
func planOf(ctx context.Context, tx *db.Tx, text string, ofClock bool) (string, error) {
	types, values, args := "TIMESTAMPTZ", "now()", []any{db.At(tx.Now())}
	if ofClock {
		types, values, args = types+", TEXT", values+", '2026-03-01'", append(args, "2026-03-01")
	}
	if tx.Dialect() == db.SQLite {
		type step struct {
			ID      int64  `db:"id"`
			Parent  int64  `db:"parent"`
			Notused int64  `db:"notused"`
			Detail  string `db:"detail"`
		}
		steps, err := db.All[step](ctx, tx, "EXPLAIN QUERY PLAN "+text, args...)
		var lines []string
		for _, s := range steps {
			lines = append(lines, s.Detail)
		}
		return strings.Join(lines, "\n"), err
	}
	if _, err := tx.Exec(ctx, "PREPARE claim ("+types+") AS "+text); err != nil {
		return "", err
	}
	lines, err := db.All[string](ctx, tx, "EXPLAIN (COSTS OFF) EXECUTE claim ("+values+")")
	_, gone := tx.Exec(ctx, "DEALLOCATE claim")
	return strings.Join(lines, "\n"), errors.Join(err, gone)
}

// drain does what is due, as sixteen workers on several nodes do it.
func drain(t *testing.T, q *job.Queue) {
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for {
				if did, err := q.Once(t.Context()); err != nil || !did {
					if err != nil {
						t.Error(err)
					}
					return
				}
			}
		})
	}
	all.Wait()
}
