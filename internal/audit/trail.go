package audit

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Trail is the only way to write.
type Trail struct {
	writer *db.Writer
	keys   *seal.Keys
	mu     sync.Mutex
	broken error // entries have waited too long for their place
	failed error // the latest note could not be kept
	ailing error // the engine could not keep the latest act
}

// New takes the right to write and the keys, of which the current one signs the log's heads.
func New(w *db.Writer, keys *seal.Keys) *Trail {
	t := &Trail{writer: w, keys: keys}
	if w.DB().Dialect() == db.SQLite {
		w.BeforeCommit(func(ctx context.Context, tx *db.Tx, pending []any) error { return t.cannot(t.seal(ctx, tx, pending)) })
	}
	return t
}

// Keys are the installation's keys.
func (t *Trail) Keys() *seal.Keys { return t.keys }

// DB reads.
func (t *Trail) DB() *db.DB { return t.writer.DB() }

// ErrNothingNoted is the refusal of an act that left nothing in the trail. It is a fault of the program.
var ErrNothingNoted = errors.New("audit: nothing was noted, so nothing is written")

// Do runs fn as one act of actor, all or nothing, and returns when it and its notes are durable. fn may be run more
// than once, so it has no effects outside tx; it must not call Do. What cannot be noted does not happen.
func (t *Trail) Do(ctx context.Context, actor policy.Actor, fn func(tx *Tx) error) error {
	if err := t.Health(); err != nil {
		return err
	}
	return t.do(ctx, actor, fn)
}

func (t *Trail) do(ctx context.Context, actor policy.Actor, fn func(tx *Tx) error) error {
	if actor.IsPublic() {
		return errNobody
	}
	return t.kept(t.writer.Do(ctx, func(dtx *db.Tx) error { return t.act(ctx, actor, dtx, fn) }))
}

// act runs fn in a transaction of the writer, with what is done along with it, and keeps its notes.
func (t *Trail) act(ctx context.Context, actor policy.Actor, dtx *db.Tx, fn func(tx *Tx) error) error {
	tx := &Tx{Tx: dtx, ctx: ctx, actor: actor, keys: t.keys}
	if err := fn(tx); err != nil {
		return err
	}
	if len(tx.entries) == 0 {
		return ErrNothingNoted
	}
	if along, ok := ctx.Value(alongKey{}).(func(context.Context, *Tx) error); ok {
		if err := along(ctx, tx); err != nil {
			return err
		}
	}
	return t.keep(ctx, dtx, tx.entries)
}

// Together runs fn, in which many acts are done, as one durable commit with one signed head: each act under fn's context
// notes what it does, and is kept or undone, as it is alone. It is for loading a great deal; see db.Writer.Together. Other
// acts wait meanwhile on SQLite, so that a commit holds no more than a second or two of them.
func (t *Trail) Together(ctx context.Context, fn func(ctx context.Context) error) error {
	return t.TogetherAt(ctx, t.DB().Now, fn)
}

// TogetherAt is Together by another clock: the acts, and their notes, bear its instants.
func (t *Trail) TogetherAt(ctx context.Context, now func() time.Time, fn func(ctx context.Context) error) error {
	if err := t.Health(); err != nil {
		return err
	}
	if err := t.kept(t.writer.TogetherAt(ctx, now, fn)); err != nil {
		return err
	}
	return t.Sequence(ctx)
}

type alongKey struct{}

// Along lets something be written along with every act that is done under the context, in the act itself: both stand or
// neither. It is for what a request says of all its acts, such as the key by which they are done once.
func Along(ctx context.Context, write func(ctx context.Context, tx *Tx) error) context.Context {
	return context.WithValue(ctx, alongKey{}, write)
}

// Apart leaves out what Along added, for an act that is no part of what the request was for: that something was refused.
func Apart(ctx context.Context) context.Context {
	return context.WithValue(ctx, alongKey{}, nil)
}

// keep writes an act's entries: on PostgreSQL with the act's commit, for the sequencer to place; on SQLite when the shared
// commit is sealed, with their places.
func (t *Trail) keep(ctx context.Context, tx *db.Tx, entries []Entry) error {
	if tx.Dialect() == db.Postgres {
		rows := make([]waiting, len(entries))
		for i, e := range entries {
			rows[i] = t.wait(e)
		}
		return db.InsertLater(ctx, tx, "trail_entry", rows...)
	}
	for _, e := range entries {
		tx.Pend(e)
	}
	return nil
}

// Health is nil when what happens can be noted. While it is not, nothing is written and no personal data is shown.
func (t *Trail) Health() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	why := cmp.Or(t.failed, t.broken)
	if why == nil {
		return nil
	}
	return fault.Wrap(why, fault.Unavailable, language.T(
		"Loggen går inte att skriva. Därför sparas ingenting och inga personuppgifter visas. Driften är larmad.",
		"The log cannot be written. So nothing is saved and no personal data is shown. Operations have been alerted."))
}

// WriterHealth is the failure of the latest commit, or nil. When it was an act's that is noted, nothing but a note that is
// kept makes it nil again: where a little can still be written, a note may be what there is no room for.
func (t *Trail) WriterHealth() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return cmp.Or(t.writer.Health(), t.ailing)
}

func (t *Trail) setAiling(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ailing = err
}

func (t *Trail) setBroken(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.broken = err
}

// cannot passes on why notes could not be kept, and stops all writing for it, unless it is of the kind that passes or has
// a health of its own.
func (t *Trail) cannot(err error) error {
	if err == nil || db.Passes(err) {
		return err
	}
	t.setFailed(err)
	t.writer.Tell("the trail cannot be written", "error", err)
	return errors.Join(t.Health(), err)
}

func (t *Trail) setFailed(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed = err
}

// ActionResume is what the trail says first when it can be written again.
const ActionResume policy.Action = "trail.resume"

// TryAgain writes a note when the latest, or the latest act, could not be kept. When it is kept, others are again.
func (t *Trail) TryAgain(ctx context.Context) error {
	t.mu.Lock()
	failed := cmp.Or(t.failed, t.ailing)
	t.mu.Unlock()
	if failed == nil {
		return nil
	}
	err := t.do(ctx, policy.Process("samsyn trail"), func(tx *Tx) error { return tx.Note(ActionResume, ref.To("trail", "log"), nil) })
	if err == nil {
		t.setFailed(nil)
	}
	return err
}
