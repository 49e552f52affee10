package request

import (
	"context"
	"maps"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
)

// leftFact joins a request with a fact that it has left. The request's name here is no id that the fact knows.
type leftFact struct {
	Fact    string `db:"fact_id"`
	Request string `db:"request_id"`
	Metric  string `db:"metric"`
	Round   int64  `db:"round"`
}

// outcomeTold is the outcome of what the person has been told.
const outcomeTold = "told"

// never is when something is due whose clock waits on the person: it is late on no day until the clock goes on.
func never() db.Time { return db.At(calendar.NewDate(9999, time.December, 31).Start()) }

// metricsOf are the measures that a request counts in: as a whole, and by the channel by which it came. What is no question
// and no wish for a meeting counts in none.
func metricsOf(r Request) []string {
	by := map[Type]map[Channel]string{
		Question: {MyPages: fact.SeekerQuestionMyPages, Phone: fact.SeekerQuestionPhone, InPerson: fact.SeekerQuestionInPerson, Letter: fact.SeekerQuestionLetter},
		Meeting:  {MyPages: fact.SeekerMeetingMyPages, Phone: fact.SeekerMeetingPhone, InPerson: fact.SeekerMeetingInPerson, Letter: fact.SeekerMeetingLetter},
	}
	switch r.Type {
	case Question:
		return []string{fact.SeekerQuestion, by[Question][r.Channel]}
	case Meeting:
		return []string{fact.SeekerMeeting, by[Meeting][r.Channel]}
	}
	return nil
}

// wanted gives the facts that the events of the present round amount to. It is the whole truth of them: an act records what
// differs from before, and a test reckons them anew. Nothing in them is about a person.
func wanted(r Request, events []Event, now time.Time) (map[string]fact.Fact, error) {
	if len(events) == 0 {
		return nil, nil
	}
	k, err := reckon(events, now)
	if err != nil {
		return nil, err
	}
	all := map[string]fact.Fact{}
	for _, metric := range metricsOf(r) {
		f := fact.Fact{Metric: metric, Municipality: r.Municipality, Authority: r.Authority, Opened: db.At(k.began), Due: db.At(k.due), Paused: k.paused}
		if k.still {
			f.Due, f.Paused = never(), 0
		}
		switch e, over := last(events, Tell, Withdraw); {
		case over && e.Act == Tell:
			f.Closed, f.Outcome, f.Minutes = db.At(later(e.At.Time, k.began)), outcomeTold, k.minutes
		case over:
			f.Closed, f.Outcome = db.At(later(e.At.Time, k.began)), fact.Withdrawn
		}
		all[metric] = f
	}
	return all, nil
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// keepFacts records what differs from before in the same act.
func keepFacts(ctx context.Context, tx *audit.Tx, r Request, before, after map[string]fact.Fact) error {
	if len(after) == 0 {
		return nil
	}
	rows, err := db.All[leftFact](ctx, tx, "SELECT fact_id, request_id, metric, round FROM request_fact WHERE request_id = $1 AND round = $2", r.ID, r.Round)
	if err != nil {
		return err
	}
	for _, metric := range slices.Sorted(maps.Keys(after)) {
		f := after[metric]
		if was, had := before[metric]; had && was == f {
			continue
		}
		for _, row := range rows {
			if row.Metric == metric {
				f.ID = row.Fact
			}
		}
		id, err := fact.Record(ctx, tx, f)
		if err != nil {
			return err
		}
		if f.ID != "" {
			continue
		}
		if err := db.Insert(ctx, tx, "request_fact", leftFact{id, r.ID, metric, r.Round}); err != nil {
			return err
		}
	}
	return nil
}
