package job

import (
	"context"
	"errors"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// longestError bounds what is kept of an error, in bytes.
const longestError = 1000

// pauseAfter is how long to wait after a failed try: 5 s, 10 s, 20 s … at most six hours.
func pauseAfter(attempt int64) time.Duration {
	const most = 6 * time.Hour
	if attempt > 12 {
		return most
	}
	return min(5*time.Second<<(attempt-1), most)
}

// settle writes how a try ended. A node whose lease ran out changes nothing: another has the job now.
func (q *Queue) settle(ctx context.Context, j Job, failed error) error {
	if failed == nil {
		return q.write(ctx, "UPDATE job SET done_at = $3, last_error = '' WHERE id = $1 AND attempt = $2", j.ID, j.Attempt, db.At(q.trail.DB().Now()))
	}
	text := storable(failed.Error())
	now := q.trail.DB().Now()
	if errors.Is(failed, ErrGiveUp) || j.Attempt >= j.Most {
		q.log.Error("a job is stuck", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", text)
		return q.write(ctx, "UPDATE job SET stuck_at = $3, last_error = $4 WHERE id = $1 AND attempt = $2", j.ID, j.Attempt, db.At(now), text)
	}
	q.log.Warn("a job failed and will be tried again", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", text)
	return q.write(ctx, "UPDATE job SET run_at = $3, leased_until = $4, last_error = $5 WHERE id = $1 AND attempt = $2",
		j.ID, j.Attempt, db.At(now.Add(pauseAfter(j.Attempt))), db.At(time.Unix(0, 0)), text)
}

// storable gives an error's text as a column takes it: not too long, and whole characters only, since PostgreSQL refuses
// any other and the job would never be settled.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text[:min(len(text), longestError)], ""), "\x00", "")
}

func (q *Queue) write(ctx context.Context, text string, args ...any) error {
	return q.trail.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, text, args...)
		return err
	})
}

// Progress tells those who wait how far a long job has come, in pieces of its own choosing.
func (j Job) Progress(ctx context.Context, done, of int64) error {
	return j.queue.write(ctx, "UPDATE job SET progress = $3, total = $4 WHERE id = $1 AND attempt = $2", j.ID, j.Attempt, done, of)
}

// Finish keeps what came out of a long job, for those who wait. It holds no personal data.
func (j Job) Finish(ctx context.Context, result string) error {
	return j.queue.write(ctx, "UPDATE job SET result = $3 WHERE id = $1 AND attempt = $2", j.ID, j.Attempt, result)
}

// State is how a job stands, for a page that shows its progress and for operations.
type State struct {
	ID        string  `db:"id"`
	Kind      string  `db:"kind"`
	Attempt   int64   `db:"attempt"`
	RunAt     db.Time `db:"run_at"`
	DoneAt    db.Time `db:"done_at"`
	StuckAt   db.Time `db:"stuck_at"`
	LastError string  `db:"last_error"`
	Progress  int64   `db:"progress"`
	Total     int64   `db:"total"`
	Result    string  `db:"result"`
}

const stateColumns = "id, kind, attempt, run_at, done_at, stuck_at, last_error, progress, total, result"

// Look gives how a job stands.
func Look(ctx context.Context, q db.Reader, id string) (State, error) {
	s, err := db.One[State](ctx, q, "SELECT "+stateColumns+" FROM job WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return s, fault.NotFoundThing()
	}
	return s, err
}

// Stuck gives the jobs that are given up, oldest first.
func Stuck(ctx context.Context, q db.Reader, limit int) ([]State, error) {
	return db.All[State](ctx, q, "SELECT "+stateColumns+" FROM job WHERE stuck_at IS NOT NULL ORDER BY stuck_at, id"+db.Limit(limit))
}

// Retry lets a stuck job be tried again from the beginning.
func (q *Queue) Retry(ctx context.Context, id string) error {
	return q.trail.House(ctx, func(tx *audit.HouseTx) error {
		n, err := tx.Exec(ctx, "UPDATE job SET stuck_at = NULL, attempt = 0, run_at = $2, leased_until = $3 WHERE id = $1 AND stuck_at IS NOT NULL",
			id, db.At(tx.Now()), db.At(time.Unix(0, 0)))
		if err == nil && n == 0 {
			return fault.New(fault.Conflict, language.T("Jobbet har inte fastnat.", "The job is not stuck."))
		}
		return err
	})
}

// Backlog counts jobs that are due and not done, and those that are stuck, for the metrics.
func Backlog(ctx context.Context, q db.Reader) (due, stuck int64, err error) {
	due, err = db.One[int64](ctx, q, "SELECT count(*) FROM job WHERE done_at IS NULL AND stuck_at IS NULL AND run_at <= $1", db.At(q.Now()))
	if err != nil {
		return 0, 0, err
	}
	stuck, err = db.One[int64](ctx, q, "SELECT count(*) FROM job WHERE stuck_at IS NOT NULL")
	return due, stuck, err
}

// keepDone is how long a done job is kept, so that its key keeps a second one away and its result can be read, and how
// long what was sent is kept, so that it can be seen that it left.
const keepDone = 14 * 24 * time.Hour

// Sweep is the handler that takes away jobs done long ago, and what was sent as long ago, since it holds addresses.
func (q *Queue) Sweep(ctx context.Context, _ Job) error {
	before := db.At(q.trail.DB().Now().Add(-keepDone))
	return errors.Join(
		q.write(ctx, "DELETE FROM job WHERE done_at < $1", before),
		q.write(ctx, "DELETE FROM delivery WHERE sent_at < $1", before))
}
