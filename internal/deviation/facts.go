package deviation

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/fact"
)

// factKey names one of the facts that a deviation leaves. Level is 0 for those of the whole round.
type factKey struct {
	Metric string `db:"metric"`
	Round  int64  `db:"round"`
	Level  int64  `db:"level"`
}

// leftFact joins a deviation with a fact that it has left. The deviation's name here is no id that the fact knows.
type leftFact struct {
	Fact      string `db:"fact_id"`
	Deviation string `db:"deviation_id"`
	factKey
}

// leftBy gives the ids of the facts that a deviation has left.
func leftBy(ctx context.Context, q db.Reader, id string) (map[factKey]string, error) {
	rows, err := db.All[leftFact](ctx, q, "SELECT fact_id, deviation_id, metric, round, level FROM deviation_fact WHERE deviation_id = $1", id)
	out := make(map[factKey]string, len(rows))
	for _, r := range rows {
		out[r.factKey] = r.Fact
	}
	return out, err
}

// outcomes of the facts.
const (
	outcomeResponded = "responded"
	outcomeResolved  = "resolved"
	outcomeRaised    = "raised"
)

// never is when a fact is due whose clock waits on the reporter: it is late on no day until the clock goes on.
func never() db.Time { return db.At(calendar.NewDate(9999, time.December, 31).Start()) }

// wanted gives the facts of the present round that its events amount to. It is the whole truth of them: an act records
// what differs from what it was before, and a test reckons them anew.
func wanted(d Deviation, events []Event, now time.Time) (map[factKey]fact.Fact, error) {
	if len(events) == 0 {
		return nil, nil
	}
	all := map[factKey]fact.Fact{}
	ack, err := ackClock(events, d.AckDays)
	if err != nil {
		return nil, err
	}
	solve, err := solveClock(events, d.SolveDays)
	if err != nil {
		return nil, err
	}
	all[factKey{fact.DeviationAcknowledged, d.Round, 0}] = d.ackFact(ack, events)
	levels := stays(events, now)
	if levels[0].Level < joint {
		all[factKey{fact.DeviationResolvedLocally, d.Round, 0}] = d.solveFact(solve, levels, now)
	}
	for _, s := range levels {
		if !s.Due.IsZero() {
			all[factKey{fact.EscalatedWhenDue, d.Round, s.Level}] = d.riseFact(s)
		}
	}
	return all, nil
}

// owed is what every fact of a deviation has in common: the asked side owes it.
func (d Deviation) owed(metric, clause string, from time.Time) fact.Fact {
	return fact.Fact{Metric: metric, Clause: clause, Agreement: d.Agreement, Municipality: d.Municipality, Authority: d.Asked, Opened: db.At(from)}
}

// ackFact tells when a human being acknowledged it (K25.1).
func (d Deviation) ackFact(c clock.Clock, events []Event) fact.Fact {
	f := d.owed(fact.DeviationAcknowledged, "K25.1", c.Began)
	f.Due = db.At(c.Original())
	last := events[len(events)-1]
	switch minutes, ok := c.ToFirst(); {
	case ok:
		f.Closed, f.Outcome, f.Minutes = db.At(c.First), outcomeResponded, int64(minutes)
	case last.Act == Withdraw:
		f.Closed, f.Outcome = last.At, fact.Withdrawn
	}
	return f
}

// solveFact tells whether it was solved on level 1 or 2 in time (K25.2). What rose to the steering group is missed, and
// relieved when the reporter took it there before its time was up.
func (d Deviation) solveFact(c clock.Clock, levels []stay, now time.Time) fact.Fact {
	f := d.owed(fact.DeviationResolvedLocally, "K25.2", c.Began)
	low := levels
	if i := slices.IndexFunc(levels, func(s stay) bool { return s.Level >= joint }); i > 0 {
		low = levels[:i]
		rose := low[i-1].Left
		f.Due, f.Closed, f.Outcome = db.At(c.Due(rose.At.Time)), rose.At, fact.Missed
		f.Relieved = rose.Act == Raise && rose.Side == Reporter && rose.At.Before(low[i-1].Due)
		if c.State == clock.Void { // it was none, or the reporter took it back
			f.Closed, f.Outcome, f.Relieved = db.At(c.Last), fact.Withdrawn, false
		}
		return f
	}
	f.Due, f.Paused = db.At(c.Due(now)), pausedMinutes(c, now)
	switch c.State {
	case clock.Void:
		f.Closed, f.Outcome = db.At(c.Last), fact.Withdrawn
	case clock.Stopped:
		minutes, _ := c.ToAnswer()
		f.Closed, f.Outcome, f.Minutes = db.At(c.Stop), outcomeResolved, int64(minutes)
	case clock.Waiting:
		f.Due, f.Paused = never(), 0
	}
	return f
}

// riseFact tells whether it rose when the time of a level was up (K25.3). It is due by the end of that day, and does not
// count when it left the level before.
func (d Deviation) riseFact(s stay) fact.Fact {
	f := d.owed(fact.EscalatedWhenDue, "K25.3", s.Since)
	f.Due = db.At(calendar.DateOf(s.Due).End())
	switch at, over := s.over(); {
	case over && at.Before(s.Due):
		f.Closed, f.Outcome = db.At(at), fact.Withdrawn
	case over && (s.Left.Act == Rise || s.Left.Act == Raise):
		f.Closed, f.Outcome = db.At(at), outcomeRaised
	case over: // it ended on a level that it should have left
		f.Closed, f.Outcome = db.At(at), fact.Missed
	case s.Still:
		f.Due = never()
	}
	if !f.Closed.IsZero() && f.Closed.Before(f.Opened.Time) {
		f.Closed = f.Opened
	}
	return f
}

// pausedMinutes counts the working minutes in which the reporter was waited for.
func pausedMinutes(c clock.Clock, now time.Time) (n int64) {
	for _, p := range c.Pauses {
		to := p.To
		if to.IsZero() {
			to = now
		}
		n += int64(calendar.OfficeHours().MinutesBetween(p.From, to))
	}
	return n
}

// keepFacts records what differs from before in the same act.
func keepFacts(ctx context.Context, tx *audit.Tx, d Deviation, before, after map[factKey]fact.Fact) error {
	left, err := leftBy(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, key := range slices.SortedFunc(maps.Keys(after), factKey.compare) {
		f := after[key]
		if was, had := before[key]; had && was == f {
			continue
		}
		f.ID = left[key]
		id, err := fact.Record(ctx, tx, f)
		if err != nil {
			return err
		}
		if f.ID != "" {
			continue
		}
		if err := db.Insert(ctx, tx, "deviation_fact", leftFact{id, d.ID, key}); err != nil {
			return err
		}
	}
	return nil
}

func (k factKey) compare(o factKey) int {
	return cmp.Or(cmp.Compare(k.Metric, o.Metric), cmp.Compare(k.Round, o.Round), cmp.Compare(k.Level, o.Level))
}
