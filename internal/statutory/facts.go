package statutory

import (
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

// leftFact joins a notice with a fact that it has left; it leaves one in each measure.
type leftFact struct {
	Fact   string `db:"fact_id"`
	Notice string `db:"notice_id"`
	Metric string `db:"metric"`
}

// outcomeSent is the outcome of a notice that was sent, in its fact.
const outcomeSent = "sent"

// Leaves tells whether notices leave facts of a measure.
func Leaves(metric string) bool {
	return slices.Contains([]string{fact.EducationNotice, fact.InterruptionActed, fact.ActivityNotice, fact.ActivityNoticeActed}, metric)
}

// wanted gives the facts that a notice and its events amount to. It is the whole truth of them: an act records what differs
// from what it was before, and a test reckons them anew. Of a type that is not known here, and of one whose other side is in
// no directory, there are none.
func wanted(n Notice, events []Event, now time.Time) (map[string]fact.Fact, error) {
	t := n.Kind()
	if t.ID == "" || n.Sender == outside || n.Receiver == outside || n.Municipality == "" || len(events) == 0 {
		return nil, nil
	}
	all := map[string]fact.Fact{}
	if metric := sendMetric(t); metric != "" {
		all[metric] = n.sendFact(metric)
	}
	metric := actMetric(t)
	if metric == "" {
		return all, nil
	}
	c, err := n.actClock(events)
	if err != nil {
		return nil, err
	}
	all[metric] = n.actFact(metric, c, now)
	return all, nil
}

// sendFact tells when it was sent, from the day of the event (K16.1, K17.1). The minutes are those of the working days after
// that day, which is the one that does not count.
func (n Notice) sendFact(metric string) fact.Fact {
	f := fact.Fact{Metric: metric, Clause: n.SendPromise, Agreement: n.Agreement, Municipality: n.Municipality, Authority: n.Sender, Opened: db.At(n.Happened.Start()),
		Due: n.SendDue, Closed: n.SentAt, Outcome: outcomeSent, Minutes: int64(calendar.OfficeHours().MinutesBetween(n.Happened.End(), n.SentAt.Time))}
	if n.State == Withdrawn {
		f.Outcome, f.Minutes = fact.Withdrawn, 0
	}
	return f
}

// actFact tells when the receiver had judged it and told so, from when it received it (K16.2, K17.2). What was not for the
// receiver does not count.
func (n Notice) actFact(metric string, c clock.Clock, now time.Time) fact.Fact {
	f := fact.Fact{Metric: metric, Clause: n.ActPromise, Agreement: n.Agreement, Municipality: n.Municipality, Authority: n.Receiver, Opened: db.At(c.Began)}
	f.Due, f.Paused = db.At(c.Due(now)), pausedMinutes(c, now)
	switch c.State {
	case clock.Void:
		f.Closed, f.Outcome, f.Paused = db.At(c.Last), fact.Withdrawn, 0
	case clock.Stopped:
		minutes, _ := c.ToAnswer()
		f.Closed, f.Outcome, f.Minutes = db.At(c.Stop), string(n.Outcome), int64(minutes)
	case clock.Waiting:
		f.Paused = 0
		if c.Pauses[len(c.Pauses)-1].Moves {
			f.Due = db.At(never())
		}
	default:
		f.Paused = 0
	}
	return f
}

// keepFacts records what differs from before in the same act.
func keepFacts(ctx context.Context, tx *audit.Tx, n Notice, before, after map[string]fact.Fact) error {
	rows, err := db.All[leftFact](ctx, tx, `SELECT fact_id, notice_id, metric FROM statutory_fact WHERE notice_id = $1`, n.ID)
	if err != nil {
		return err
	}
	left := map[string]string{}
	for _, r := range rows {
		left[r.Metric] = r.Fact
	}
	for _, metric := range slices.Sorted(maps.Keys(after)) {
		f := after[metric]
		if was, had := before[metric]; had && was == f {
			continue
		}
		f.ID = left[metric]
		id, err := fact.Record(ctx, tx, f)
		if err != nil {
			return err
		}
		if f.ID != "" {
			continue
		}
		if err := db.Insert(ctx, tx, "statutory_fact", leftFact{id, n.ID, metric}); err != nil {
			return err
		}
	}
	return nil
}
