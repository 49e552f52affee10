package enquiry

import (
	"context"
	"maps"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
)

// leftFact is a fact that a question has left. A round leaves one in each measure; of calls back, one for each call.
type leftFact struct {
	Fact    string `db:"fact_id"`
	Enquiry string `db:"enquiry_id"`
	Metric  string `db:"metric"`
	Round   int64  `db:"round"`
	No      int64  `db:"no"` // of the call back; 0 for what is one for each round
}

// leftIn gives the facts that a question has left, but for those of calls back.
func leftIn(ctx context.Context, q db.Reader, id string) ([]leftFact, error) {
	return db.All[leftFact](ctx, q, "SELECT fact_id, enquiry_id, metric, round, no FROM enquiry_fact WHERE enquiry_id = $1 AND no = 0", id)
}

// leaveCall records a call back, of which a round may have many: the question may have passed through several hands, each
// of which counts its calls from one.
func leaveCall(ctx context.Context, tx *audit.Tx, e Enquiry, f fact.Fact) error {
	id, err := fact.Record(ctx, tx, f)
	if err != nil {
		return err
	}
	n, err := db.One[int64](ctx, tx, "SELECT COUNT(*) FROM enquiry_fact WHERE enquiry_id = $1 AND metric = $2 AND round = $3", e.ID, f.Metric, e.Round)
	if err != nil {
		return err
	}
	return db.Insert(ctx, tx, "enquiry_fact", leftFact{id, e.ID, f.Metric, e.Round, n + 1})
}

// The measures that a question is counted in.
const (
	firstResponse = fact.FirstResponse
	answerTime    = fact.AnswerTime
	sameDay       = fact.UrgentSameDay
	toldInTime    = fact.LateTold
	complete      = fact.CompleteFirst
	withGround    = fact.RefusalGround
	inSSBTEK      = fact.InSSBTEK
	callbacks     = fact.CallbackAttempts
	forwarded     = fact.ForwardedTwice
	taken         = fact.CallbackReceived
)

// waits is when a fact is due whose clock waits on somebody else: it is late on no day until the clock goes on.
func waits() time.Time { return calendar.NewDate(9999, time.December, 31).Start() }

// wanted gives the facts of the present round that its clock and its state amount to at an instant. It is the whole
// truth of them: an act records what differs from what it was before, and a test reckons them anew.
func wanted(e Enquiry, c clock.Clock, events []Event, now time.Time) map[string]fact.Fact {
	if len(c.Deadlines) == 0 || e.Municipality == "" || e.outside() {
		return nil
	}
	all := map[string]fact.Fact{}
	all[firstResponse] = firstFact(e, c)
	for _, metric := range timesOf(e) {
		all[metric] = answerFact(e, c, now)
	}
	if c.State == clock.Stopped {
		maps.Copy(all, endFacts(e, c, events))
	}
	return all
}

// timesOf says in which measure the answer's time counts: an urgent question in that of urgent ones alone.
func timesOf(e Enquiry) []string {
	switch {
	case !e.Personal:
		return nil
	case e.Urgent:
		return []string{sameDay}
	}
	return []string{answerTime}
}

func (e Enquiry) owed(c clock.Clock) fact.Fact {
	return fact.Fact{Agreement: e.Agreement, Municipality: e.Municipality, Authority: e.Receiver, Opened: db.At(c.Complete)}
}

func firstFact(e Enquiry, c clock.Clock) fact.Fact {
	f := e.owed(c)
	f.Metric, f.Clause = firstResponse, "K8.2"
	f.Due = db.At(firstDue(e, c))
	switch minutes, ok := c.ToFirst(); {
	case ok && !c.First.Before(c.Complete):
		f.Closed, f.Outcome, f.Minutes = db.At(c.First), "responded", int64(minutes)
	case ok: // a human being answered before the question was whole
		f.Closed, f.Outcome = f.Opened, "responded"
	case c.State == clock.Void:
		f.Closed, f.Outcome = db.At(c.Last), fact.Withdrawn
	}
	return f
}

// firstDue is when the first human response is due.
func firstDue(e Enquiry, c clock.Clock) time.Time {
	first, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: c.Complete, Holder: e.Receiver, Terms: clock.Office(int(e.FirstDays), language.Text{})}})
	if err != nil {
		return c.Original()
	}
	return first.Original()
}

// paused counts the working minutes in which the clock stood still.
func paused(c clock.Clock, now time.Time) (n int) {
	for _, p := range c.Pauses {
		to := p.To
		if to.IsZero() {
			to = now
		}
		n += calendar.OfficeHours().MinutesBetween(p.From, to)
	}
	return n
}

func answerFact(e Enquiry, c clock.Clock, now time.Time) fact.Fact {
	f := e.owed(c)
	f.Metric, f.Clause, f.Due = answerTime, e.Commitment, db.At(c.Due(now))
	if e.Urgent {
		f.Metric = sameDay
	}
	f.Paused, f.Relieved = int64(paused(c, now)), c.Excused(now)
	switch {
	case c.State == clock.Void:
		f.Closed, f.Outcome = db.At(c.Last), fact.Withdrawn
	case c.State == clock.Stopped:
		minutes, _ := c.ToAnswer()
		f.Closed, f.Outcome, f.Minutes = db.At(c.Stop), string(e.Outcome), int64(minutes)
	case c.State == clock.Waiting && c.Pauses[len(c.Pauses)-1].Moves:
		f.Due, f.Paused, f.Relieved = db.At(waits()), 0, false
	default:
		f.Paused = 0
	}
	return f
}

// endFacts are those that count when a question ends: each met a condition or not.
func endFacts(e Enquiry, c clock.Clock, events []Event) map[string]fact.Fact {
	all := map[string]fact.Fact{}
	put := func(metric, clause, authority string, met bool) {
		f := e.owed(c)
		f.Metric, f.Clause, f.Authority = metric, clause, authority
		f.Closed, f.Due, f.Outcome = db.At(c.Stop), db.At(c.Stop), "met"
		if !met {
			f.Outcome = fact.Missed
		}
		all[metric] = f
	}
	if c.Verdict(c.Stop) == clock.Missed && e.Personal {
		put(toldInTime, "K9.4", e.Receiver, c.Warned)
	}
	put(complete, "K9.5", e.Asker, !slices.ContainsFunc(c.Pauses, func(p clock.Pause) bool {
		return p.Category == clock.Clarification || p.Category == clock.ConsentWanted
	}))
	if info, ok := OutcomeOf(e.Outcome); ok && info.Refusal {
		put(withGround, "K9.6", e.Receiver, e.Refusal != "" || e.Outcome != RefusedSecrecy)
	}
	if e.Personal && e.Asker != directory.PES {
		put(inSSBTEK, "K9.7", e.Asker, e.SSBTEK)
	}
	put(forwarded, "K8.4", e.Receiver, e.Forwards > 1)
	if e.Callback && !c.Delivered.IsZero() {
		put(callbacks, "K8.3", e.Receiver, called(events))
	}
	return all
}

// called says whether the answer reached whoever asked at the first or second call back: not when a letter had to go in
// its place.
func called(events []Event) bool {
	i := slices.IndexFunc(events, func(ev Event) bool { return ev.Act == reached || ev.Act == posted })
	return i >= 0 && events[i].Act == reached && calls(events[:i+1]) <= 2
}

// calls counts the calls back within the hours in which the asker can be reached, the last one being that which reached.
func calls(events []Event) (n int) {
	for _, ev := range events {
		if (ev.Act == CallBack || ev.Act == missed) && ev.Within || ev.Act == reached {
			n++
		}
	}
	return n
}

// keepFacts records those facts that an act made different, and which question left them. had are those that it had left.
func keepFacts(ctx context.Context, tx *audit.Tx, e Enquiry, had []leftFact, before, after map[string]fact.Fact) error {
	changed := changedFacts(tx.Now(), before, after)
	if len(changed) == 0 {
		return nil
	}
	for i, f := range changed {
		if at := slices.IndexFunc(had, func(l leftFact) bool { return l.Round == e.Round && l.Metric == f.Metric }); at >= 0 {
			changed[i].ID = had[at].Fact
		}
	}
	ids, err := fact.RecordAll(ctx, tx, changed)
	if err != nil {
		return err
	}
	var left []leftFact
	for i, f := range changed {
		if f.ID == "" {
			left = append(left, leftFact{Fact: ids[i], Enquiry: e.ID, Metric: f.Metric, Round: e.Round})
		}
	}
	return db.InsertLater(ctx, tx, "enquiry_fact", left...)
}

// changedFacts gives what is to be recorded when the facts of a round were these and are those, by measure. What counts in
// another measure now is withdrawn from this one.
func changedFacts(now time.Time, before, after map[string]fact.Fact) (out []fact.Fact) {
	for _, metric := range slices.Sorted(maps.Keys(union(before, after))) {
		was, had := before[metric]
		f, has := after[metric]
		if had && has && was == f {
			continue
		}
		if !has {
			f = was
			f.Closed, f.Outcome = db.At(now), fact.Withdrawn
			if f.Closed.Before(f.Opened.Time) {
				f.Closed = f.Opened
			}
		}
		out = append(out, f)
	}
	return out
}

func union(a, b map[string]fact.Fact) map[string]fact.Fact {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]fact.Fact{}
	}
	maps.Copy(all, b)
	return all
}
