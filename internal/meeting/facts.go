package meeting

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// leftFact joins a meeting with a fact that it has left, and with what was promised when it was asked for.
type leftFact struct {
	Fact      string `db:"fact_id"`
	Meeting   string `db:"meeting_id"`
	Metric    string `db:"metric"`
	Authority string `db:"authority_id"` // that owes it
	Agreement string `db:"agreement_id"`
	Clause    string `db:"clause"`
	Days      int64  `db:"days"`
}

// spans are the measures of time of a meeting, each with who owes it: what the two do together stands under the agency; the
// reply to a call to SIP is owed by whoever is called.
func (w *work) spans() map[string]string {
	joint := w.joint()
	out := map[string]string{fact.MeetingOffered: joint, fact.MeetingHeld: joint}
	if w.m.Sort == SIP {
		out[fact.SIPReply] = w.authority(other(w.m.By))
	}
	if w.m.Way == InPerson {
		out[fact.PhysicalMeetingOffered] = joint
	}
	return out
}

func (w *work) joint() string {
	if w.Desk(directory.PES) != nil {
		return directory.PES
	}
	return w.Desks[0].Authority
}

// authority gives whose part it is.
func (w *work) authority(p Part) string {
	if i := slices.IndexFunc(w.Desks, func(d *matter.Desk) bool { return PartOf(d.Authority) == p }); i >= 0 {
		return w.Desks[i].Authority
	}
	return w.Desks[0].Authority
}

func (w *work) otherThan(authority string) string {
	for _, d := range w.Desks {
		if d.Authority != authority {
			return d.Authority
		}
	}
	return authority
}

// owed gives what holds between the two in a measure.
func (w *work) owed(metric, by string) (leftFact, error) {
	o, err := commitment.OwedNow(w.Ctx, w.Tx, commitment.Debt{Metric: metric, By: by, To: w.otherThan(by), Municipality: w.m.Municipality, Usual: usualOf(metric)})
	return leftFact{Meeting: w.m.ID, Metric: metric, Authority: by, Agreement: o.Agreement, Clause: o.Number, Days: o.Days}, err
}

// openFacts begins to count the times of a meeting that was asked for.
func (w *work) openFacts() error {
	spans := w.spans()
	for _, metric := range []string{fact.MeetingOffered, fact.MeetingHeld, fact.SIPReply, fact.PhysicalMeetingOffered} {
		by, ok := spans[metric]
		if !ok {
			continue
		}
		l, err := w.owed(metric, by)
		if err != nil {
			return err
		}
		f, err := w.spanFact(l)
		if err != nil {
			return err
		}
		if l.Fact, err = fact.Record(w.Ctx, w.Tx, f); err != nil {
			return err
		}
		if err := db.Insert(w.Ctx, w.Tx, "meeting_fact", l); err != nil {
			return err
		}
	}
	return nil
}

// spanFact is a span as the events make it now.
func (w *work) spanFact(l leftFact) (fact.Fact, error) {
	r, err := reckon(l.Metric, w.events, w.owes(l), l.Days, w.Tx.Now())
	return fact.Fact{ID: l.Fact, Metric: l.Metric, Clause: l.Clause, Agreement: l.Agreement, Municipality: w.m.Municipality, Authority: l.Authority, Opened: r.Opened, Due: r.Due, Closed: r.Closed, Outcome: r.Outcome, Minutes: r.Minutes, Paused: r.Paused}, err
}

// owes is the part that a span is held against when it cancels: whoever was asked.
func (w *work) owes(l leftFact) Part { return other(w.m.By) }

// leftIn gives the spans that a meeting has left.
func leftIn(ctx context.Context, q db.Reader, id string) ([]leftFact, error) {
	return db.All[leftFact](ctx, q, `SELECT fact_id, meeting_id, metric, authority_id, agreement_id, clause, days FROM meeting_fact WHERE meeting_id = $1 AND days >= 0 ORDER BY metric`, id)
}

// keepFacts records the spans as they are now.
func (w *work) keepFacts() error {
	left, err := leftIn(w.Ctx, w.Tx, w.m.ID)
	if err != nil {
		return err
	}
	for _, l := range left {
		f, err := w.spanFact(l)
		if err != nil {
			return err
		}
		if _, err := fact.Record(w.Ctx, w.Tx, f); err != nil {
			return err
		}
	}
	return nil
}

// count leaves a fact of something that is so at this instant.
func (w *work) count(metric, by, outcome string) error {
	l, err := w.owed(metric, by)
	if err != nil {
		return err
	}
	at := db.At(w.Tx.Now())
	if l.Fact, err = fact.Record(w.Ctx, w.Tx, fact.Fact{Metric: metric, Clause: l.Clause, Agreement: l.Agreement, Municipality: w.m.Municipality, Authority: by, Opened: at, Due: at, Closed: at, Outcome: outcome}); err != nil {
		return err
	}
	l.Days = -1 // no span
	return db.InsertLater(w.Ctx, w.Tx, "meeting_fact", l)
}

// countAttendance counts what the latest event says of each party of a booked meeting (K13.2: the share that was absent).
func (w *work) countAttendance() error {
	e := w.events[len(w.events)-1]
	for _, d := range w.Desks {
		counts, absent := attended(e, w.m.Starts.Time, PartOf(d.Authority))
		if !counts {
			continue
		}
		outcome := fact.MissedAs("came")
		if absent {
			outcome = "absent"
		}
		if err := w.count(fact.MeetingPartyAbsent, d.Authority, outcome); err != nil {
			return err
		}
	}
	return nil
}

// statedFact counts that a booked meeting says whether an interpreter is needed: none can be booked without.
func (w *work) statedFact() error {
	return w.count(fact.InterpreterStated, w.joint(), "stated")
}

// interpretedFact counts whether the interpreter that was needed took part.
func (w *work) interpretedFact() error {
	if !w.m.Interpreter {
		return nil
	}
	outcome := "present"
	switch {
	case w.m.State != Held:
		outcome = fact.MissedAs("not-held")
	case w.m.Interpreted != string(Needed):
		outcome = fact.Missed
	}
	return w.count(fact.InterpreterPresent, w.joint(), outcome)
}

// closing cancels the meetings of a matter that is closed, in the same act. Nobody is late, and nobody was absent.
func (s *Service) closing(ctx context.Context, tx *audit.Tx, m matter.Matter) error {
	list, err := OfMatter(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	for _, x := range list {
		if x.State.Over() {
			continue
		}
		mw, err := s.Matters.Load(ctx, tx, m.ID, policy.WorkMatter)
		if err != nil {
			return err
		}
		w, err := s.load(mw, Key{ID: x.ID}, House)
		if err != nil {
			return err
		}
		if err := w.cancel(); err != nil {
			return err
		}
		if err := w.keep(); err != nil {
			return err
		}
	}
	return nil
}
