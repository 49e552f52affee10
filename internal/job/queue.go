package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// Handler does one job. It may be called again for the same job, also when it went well but the node died before that
// was written, so what it does must bear being done twice. A returned error is kept for operations and must hold no
// personal data.
type Handler func(ctx context.Context, j Job) error

// ErrGiveUp in the chain of a handler's error says that trying again cannot help.
var ErrGiveUp = errors.New("job: trying again cannot help")

// Queue claims and does jobs on this node.
type Queue struct {
	trail    *audit.Trail
	log      *slog.Logger
	handlers map[string]Handler
	periodic []Periodic
	lease    time.Duration
	pause    time.Duration
	workers  int
}

// Periodic is a kind of job that is due at every turn of the clock: when Slot's answer changes, one job is written,
// whichever node is first.
type Periodic struct {
	Kind string
	Slot func(now time.Time) string
}

// Every is due once in each whole period of the clock.
func Every(kind string, period time.Duration) Periodic {
	return Periodic{Kind: kind, Slot: func(now time.Time) string { return now.UTC().Truncate(period).Format(time.RFC3339) }}
}

// NewQueue makes a queue with no handlers.
func NewQueue(t *audit.Trail, log *slog.Logger) *Queue {
	return &Queue{trail: t, log: log, handlers: map[string]Handler{}, lease: time.Minute, pause: 500 * time.Millisecond, workers: 2}
}

// Handle says who does a kind of job. It is called before Run.
func (q *Queue) Handle(kind string, h Handler) { q.handlers[kind] = h }

// Clockwork adds a kind of job that comes by the clock, and who does it. It is called before Run.
func (q *Queue) Clockwork(p Periodic, h Handler) {
	q.Handle(p.Kind, h)
	q.periodic = append(q.periodic, p)
}

// Run does jobs until ctx ends. A job under way is then told to stop, and is tried again by whichever node is next.
func (q *Queue) Run(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { q.tick(ctx) })
	for range q.workers {
		wg.Go(func() { q.work(ctx) })
	}
	wg.Wait()
}

func (q *Queue) work(ctx context.Context) {
	for ctx.Err() == nil {
		did, err := q.Once(ctx)
		if err != nil && ctx.Err() == nil {
			q.log.Error("jobs cannot be claimed", "error", err)
		}
		if !did {
			sleep(ctx, q.pause)
		}
	}
}

func (q *Queue) tick(ctx context.Context) {
	for ctx.Err() == nil {
		if err := errors.Join(q.EnqueuePeriodic(ctx), q.GiveUp(ctx)); err != nil && ctx.Err() == nil {
			q.log.Error("periodic jobs cannot be written", "error", err)
		}
		sleep(ctx, 10*time.Second)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// CatchUp does what the clock has made due, and all else that waits, before it returns.
func (q *Queue) CatchUp(ctx context.Context) error {
	if err := q.EnqueuePeriodic(ctx); err != nil {
		return err
	}
	for {
		if did, err := q.Once(ctx); err != nil || !did {
			return err
		}
	}
}

// EnqueuePeriodic writes the jobs that the clock makes due.
func (q *Queue) EnqueuePeriodic(ctx context.Context) error {
	for _, p := range q.periodic {
		slot := p.Slot(q.trail.DB().Now())
		_, err := db.One[int64](ctx, q.trail.DB(), "SELECT 1 FROM job WHERE kind = $1 AND unique_key = $2", p.Kind, slot)
		if err == nil {
			continue
		}
		if !errors.Is(err, db.ErrNone) {
			return err
		}
		err = q.trail.House(ctx, func(tx *audit.HouseTx) error {
			_, err := Enqueue(ctx, tx, New{Kind: p.Kind, Key: slot, Args: struct{}{}})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// GiveUp lets a job stand as stuck that has used up its tries without any of them ending: it takes its node with it.
func (q *Queue) GiveUp(ctx context.Context) error {
	now := db.At(q.trail.DB().Now())
	const lost = "done_at IS NULL AND stuck_at IS NULL AND attempt >= most AND leased_until < $1"
	if _, err := db.One[int64](ctx, q.trail.DB(), "SELECT 1 FROM job WHERE "+lost+" LIMIT 1", now); err != nil {
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		return err
	}
	return q.write(ctx, "UPDATE job SET stuck_at = $1, last_error = 'no try of it ended' WHERE "+lost, now)
}

// Once claims one job that is due and does it; did tells whether there was one.
func (q *Queue) Once(ctx context.Context) (did bool, err error) {
	j, err := q.claim(ctx)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, q.settle(context.WithoutCancel(ctx), j, q.do(ctx, j))
}

// claim takes the job that has waited longest, and before it any that the clock wants: what leaves the house can be a
// hundred thousand messages that nobody takes, and must not keep the clock waiting.
func (q *Queue) claim(ctx context.Context) (Job, error) {
	if len(q.periodic) > 0 {
		if j, err := q.claimOf(ctx, q.clockwork); !errors.Is(err, db.ErrNone) {
			return j, err
		}
	}
	return q.claimOf(ctx, func([]any) (string, []any) { return "", nil })
}

// clockwork chooses the kinds that come by the clock, of the last days; what is left of them from before waits with the rest.
// The kinds stand in the text, and not beside it, for PostgreSQL to see that few are of these kinds, however many wait.
func (q *Queue) clockwork(args []any) (string, []any) {
	kinds := make([]string, len(q.periodic))
	for i, p := range q.periodic {
		kinds[i] = "'" + strings.ReplaceAll(p.Kind, "'", "''") + "'"
	}
	args = append(args, q.trail.DB().Now().AddDate(0, 0, -2).UTC().Format(time.DateOnly))
	return fmt.Sprintf(" AND unique_key >= $%d AND kind IN (%s)", len(args), strings.Join(kinds, ", ")), args[1:]
}

// claimOf claims one of the jobs that are due and that which chooses. The look before is a plain read, so that an idle node
// writes nothing. What the clock wants is found by its key; any other job in the order of the index, in the look too, else
// PostgreSQL reads all that was ever done to find one that is not. Of jobs that are due at the same moment any may come
// first: to order them too would be to sort all that an act, or a receiver who is back, has made due at once, for each that
// is claimed.
func (q *Queue) claimOf(ctx context.Context, which func(args []any) (string, []any)) (Job, error) {
	now := db.At(q.trail.DB().Now())
	and, args := which([]any{now})
	due := "done_at IS NULL AND stuck_at IS NULL AND attempt < most AND run_at <= $1 AND leased_until < $1" + and
	order := ""
	if and == "" {
		order = " ORDER BY run_at"
	}
	if _, err := db.One[int64](ctx, q.trail.DB(), "SELECT 1 FROM job WHERE "+due+order+" LIMIT 1", append([]any{now}, args...)...); err != nil {
		return Job{}, err
	}
	var j Job
	err := q.trail.House(ctx, func(tx *audit.HouseTx) (err error) {
		now := db.At(tx.Now())
		j, err = db.One[Job](ctx, tx, "SELECT id, kind, args, attempt + 1 AS attempt, most, created_at FROM job WHERE "+due+
			" ORDER BY run_at LIMIT 1"+tx.Dialect().SkipLocked(), append([]any{now}, args...)...)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "UPDATE job SET leased_until = $2, attempt = $3 WHERE id = $1", j.ID, db.At(tx.Now().Add(q.lease)), j.Attempt)
		return err
	})
	j.queue = q
	return j, err
}

// do runs the handler, keeping the lease while it works, and turns a panic into an error.
func (q *Queue) do(ctx context.Context, j Job) (err error) {
	h, ok := q.handlers[j.Kind]
	if !ok {
		return fmt.Errorf("nobody does jobs of kind %s: %w", j.Kind, ErrGiveUp)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go q.keepLease(ctx, cancel, j)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			q.log.Error("a job panicked", "job", j.ID, "kind", j.Kind, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	return h(ctx, j)
}

// keepLease renews the lease until the job is done, and stops the work when another node has taken it over.
func (q *Queue) keepLease(ctx context.Context, stop func(), j Job) {
	for {
		sleep(ctx, q.lease/3)
		if ctx.Err() != nil {
			return
		}
		var kept int64
		err := q.trail.House(ctx, func(tx *audit.HouseTx) (err error) {
			kept, err = tx.Exec(ctx, "UPDATE job SET leased_until = $3 WHERE id = $1 AND attempt = $2 AND done_at IS NULL",
				j.ID, j.Attempt, db.At(tx.Now().Add(q.lease)))
			return err
		})
		if err == nil && kept == 0 {
			stop()
			return
		}
	}
}
