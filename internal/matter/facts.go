package matter

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// What holds in the whole country where the two have agreed nothing else, in working days (domain facts 14.3, § 11).
const (
	usualStart    = 10
	usualComplete = 30
)

// leftFact joins a matter with a fact that it has left. The matter's name here is no id that the fact knows.
type leftFact struct {
	Fact   string `db:"fact_id"`
	Matter string `db:"matter_id"`
	Metric string `db:"metric"`
	Round  int64  `db:"round"`
	Part   string `db:"part"`
}

func leftIn(ctx context.Context, q db.Reader, id string) ([]leftFact, error) {
	return db.All[leftFact](ctx, q, `SELECT fact_id, matter_id, metric, round, part FROM matter_fact WHERE matter_id = $1`, id)
}

// owes is who facts of what the two do together stand under.
func (w *Work) owes() string {
	if w.Desk(directory.PES) != nil {
		return directory.PES
	}
	return w.Desks[0].Authority
}

// openRound begins to count the time of a round of judging: to when it is begun, and to when both have judged.
func (w *Work) openRound() error {
	for _, m := range []struct {
		metric string
		usual  int64
	}{{fact.AssessmentStarted, usualStart}, {fact.AssessmentCompleted, usualComplete}} {
		by := w.owes()
		owed, err := commitment.OwedNow(w.Ctx, w.Tx, commitment.Debt{Metric: m.metric, By: by, To: w.across(w.Desk(by)).Authority, Municipality: w.Matter.Municipality, Usual: m.usual})
		if err != nil {
			return err
		}
		c, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: w.Tx.Now(), Holder: by, Terms: owed.Terms()}})
		if err != nil {
			return err
		}
		f := fact.Fact{Metric: m.metric, Clause: owed.Number, Agreement: owed.Agreement, Municipality: w.Matter.Municipality, Authority: by, Opened: db.At(c.Complete), Due: db.At(c.Original())}
		if err := w.leave(f, ""); err != nil {
			return err
		}
	}
	return nil
}

// leave records a fact and keeps its id.
func (w *Work) leave(f fact.Fact, part string) error {
	id, err := fact.Record(w.Ctx, w.Tx, f)
	if err != nil {
		return err
	}
	return db.InsertLater(w.Ctx, w.Tx, "matter_fact", leftFact{id, w.Matter.ID, f.Metric, w.Matter.Round, part})
}

// end closes the fact of the present round in a measure.
func (w *Work) end(metric, outcome string) error {
	left, err := leftIn(w.Ctx, w.Tx, w.Matter.ID)
	if err != nil {
		return err
	}
	minutes := calendar.OfficeHours().MinutesBetween(w.asked().Time, w.Tx.Now())
	for _, l := range left {
		if l.Metric == metric && l.Round == w.Matter.Round {
			return fact.Close(w.Ctx, w.Tx, metric, fact.Closing{At: db.At(w.Tx.Now()), Outcome: outcome, Minutes: int64(minutes)}, l.Fact)
		}
	}
	return nil
}

// asked is when the present round was asked for.
func (w *Work) asked() (at db.Time) {
	for _, e := range w.events {
		if e.Round == w.Matter.Round && (e.Act == AskRound || e.Act == Begin) {
			at = e.At
		}
	}
	return at
}

// started ends the time to the beginning of a round, when the first of the two begins.
func (w *Work) started() error {
	n := 0
	for _, a := range w.rows {
		if a.Round == w.Matter.Round {
			n++
		}
	}
	if n > 1 {
		return nil
	}
	return w.end(fact.AssessmentStarted, "started")
}

// completed ends the time of a round, and counts whether the person took part and what the two saw the same way.
func (w *Work) completed(list []Compared, judged map[Part]Judgement) error {
	if err := w.end(fact.AssessmentCompleted, "completed"); err != nil {
		return err
	}
	outcome := "met"
	if judged[Agency].TookPart != "yes" && judged[Municipality].TookPart != "yes" {
		outcome = fact.Missed
	}
	if err := w.leave(w.now(fact.AssessmentWithPerson, outcome), ""); err != nil {
		return err
	}
	for _, c := range list {
		code := string(c.Agency.Who) + "-" + string(c.Municipality.Who)
		switch c.View() {
		case Lacking:
			continue
		case Differ:
			code = fact.MissedAs(code)
		}
		if err := w.leave(w.now(fact.Samsyn, code), string(c.Need)); err != nil {
			return err
		}
	}
	return nil
}

// now is a fact of something that is so at this instant.
func (w *Work) now(metric, outcome string) fact.Fact {
	at := db.At(w.Tx.Now())
	return fact.Fact{Metric: metric, Agreement: w.Matter.Agreement, Municipality: w.Matter.Municipality, Authority: w.owes(), Opened: at, Due: at, Closed: at, Outcome: outcome}
}

// dropRound takes back what is counted of a round that will not be completed, when the matter is closed: nobody was late.
func (w *Work) dropRound() error {
	if w.released() {
		return nil
	}
	if w.mine(w.Desks[0].Authority) == nil && w.mine(w.Desks[1].Authority) == nil {
		if err := w.end(fact.AssessmentStarted, fact.Withdrawn); err != nil {
			return err
		}
	}
	return w.end(fact.AssessmentCompleted, fact.Withdrawn)
}
