package fact

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// hold is a fact that stands still, as it was when it began to.
type hold struct {
	Fact  string  `db:"fact_id"`
	Since db.Time `db:"since"`
	Due   db.Time `db:"due"`
}

// Hold lets open facts of one measure stand still: they are late on no day until they are released, or closed. One that is
// closed, or stands still already, is left as it is.
func Hold(ctx context.Context, tx *audit.Tx, metric string, ids ...string) error {
	var fresh []hold
	var open []string
	for part := range slices.Chunk(ids, takenAtOnce) {
		var args []any
		found, err := db.All[string](ctx, tx, "SELECT id FROM fact WHERE closed IS NULL AND id "+db.In(part, &args)+" AND id NOT IN (SELECT fact_id FROM fact_hold) ORDER BY id", args...)
		if err != nil {
			return err
		}
		open = append(open, found...)
	}
	err := change(ctx, tx, metric, open, func(f Fact) (Fact, error) {
		fresh = append(fresh, hold{f.ID, db.At(tx.Now()), f.Due})
		f.Due = Never()
		return f, nil
	})
	if err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "fact_hold", fresh...)
}

// Release lets facts of one measure that stand still go on: they are due later by the working time that they stood, which is
// pause. One that does not stand still is left as it is.
func Release(ctx context.Context, tx *audit.Tx, metric string, ids ...string) error {
	standing, err := holds(ctx, tx, ids)
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := standing[id]; return !ok })
	if err := change(ctx, tx, metric, ids, func(f Fact) (Fact, error) { return standing[f.ID].release(f, tx.Now()), nil }); err != nil {
		return err
	}
	return forgetHolds(ctx, tx, ids)
}

// Never is when a fact is due that stands still: it is late on no day.
func Never() db.Time { return db.At(calendar.NewDate(9999, time.December, 31).Start()) }

// release gives a fact as it goes on at an instant. What was due by the end of a day still is.
func (h hold) release(f Fact, at time.Time) Fact {
	minutes := calendar.OfficeHours().MinutesBetween(h.Since.Time, at)
	f.Due, f.Paused = h.Due, f.Paused+int64(minutes)
	if minutes == 0 {
		return f
	}
	on := calendar.DateOf(h.Due.Add(-time.Nanosecond)) // the day that it is due on
	later, _ := calendar.OfficeHours().AddMinutes(h.Due.Time, minutes)
	if f.Due = db.At(later); h.Due.Equal(on.End()) {
		f.Due = db.At(calendar.DateOf(later).End())
	}
	return f
}

// holds gives those of some facts that stand still, by id.
func holds(ctx context.Context, q db.Reader, ids []string) (map[string]hold, error) {
	out := map[string]hold{}
	for part := range slices.Chunk(ids, takenAtOnce) {
		var args []any
		err := db.Each(ctx, q, func(h hold) error {
			out[h.Fact] = h
			return nil
		}, "SELECT fact_id, since, due FROM fact_hold WHERE fact_id "+db.In(part, &args), args...)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func forgetHolds(ctx context.Context, tx *audit.Tx, ids []string) error {
	for part := range slices.Chunk(ids, takenAtOnce) {
		var args []any
		if err := tx.Later(ctx, "DELETE FROM fact_hold WHERE fact_id "+db.In(part, &args), args...); err != nil {
			return err
		}
	}
	return nil
}
