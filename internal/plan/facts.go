package plan

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/matter"
)

// What holds where the two have agreed nothing else: a plan within so many working days of the assessment, and a follow-up
// within so many calendar months (domain facts 14.3, § 12).
const (
	usualPlan    = 20
	usualMonths  = 3
	remindBefore = 5 // working days before a follow-up
)

// leftFact joins a matter with a fact that its plan has left. The matter's name here is no id that the fact knows.
type leftFact struct {
	Fact   string  `db:"fact_id"`
	Matter string  `db:"matter_id"`
	Metric string  `db:"metric"`
	Since  db.Time `db:"since"`
	Ended  bool    `db:"ended"`
}

// opened gives the facts of a matter's plan that are still open, of one measure or of all.
func opened(ctx context.Context, q db.Reader, id, metric string) ([]leftFact, error) {
	return db.All[leftFact](ctx, q, `SELECT fact_id, matter_id, metric, since, ended FROM plan_fact WHERE matter_id = $1 AND NOT ended AND ($2 = '' OR metric = $2) ORDER BY fact_id`, id, metric)
}

// debtor is who facts of what the two do together stand under, and to whom.
func debtor(mw *matter.Work) (by, to string) {
	by = mw.Desks[0].Authority
	if mw.Desk(directory.PES) != nil {
		by = directory.PES
	}
	for _, d := range mw.Desks {
		if d.Authority != by {
			to = d.Authority
		}
	}
	return by, to
}

// debt gives what is owed in a measure, as a fact that begins now.
func debt(mw *matter.Work, metric string, usual int64) (fact.Fact, commitment.Owed, error) {
	by, to := debtor(mw)
	owed, err := commitment.OwedNow(mw.Ctx, mw.Tx, commitment.Debt{Metric: metric, By: by, To: to, Municipality: mw.Matter.Municipality, Usual: usual})
	return fact.Fact{Metric: metric, Clause: owed.Number, Agreement: owed.Agreement, Municipality: mw.Matter.Municipality, Authority: by, Opened: db.At(mw.Tx.Now())}, owed, err
}

func leave(mw *matter.Work, f fact.Fact) error {
	id, err := fact.Record(mw.Ctx, mw.Tx, f)
	if err != nil {
		return err
	}
	return db.InsertLater(mw.Ctx, mw.Tx, "plan_fact", leftFact{id, mw.Matter.ID, f.Metric, f.Opened, !f.Closed.IsZero()})
}

// assessed begins to count the time to a plan when both have judged, unless there is one or the time is counted already.
func (s *Service) assessed(mw *matter.Work) error {
	p, _, err := OfMatter(mw.Ctx, mw.Tx, mw.Matter.ID)
	if err != nil || p.State == Active {
		return err
	}
	open, err := opened(mw.Ctx, mw.Tx, mw.Matter.ID, fact.PlanMade)
	if err != nil || len(open) > 0 {
		return err
	}
	f, owed, err := debt(mw, fact.PlanMade, usualPlan)
	if err != nil {
		return err
	}
	c, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: mw.Tx.Now(), Holder: f.Authority, Terms: owed.Terms()}})
	if err != nil {
		return err
	}
	f.Opened, f.Due = db.At(c.Complete), db.At(c.Original())
	return leave(mw, f)
}

// count ends the time to a plan, begins that to the first follow-up, and counts the steps with an owner and a date.
func (w *work) count(v Version, first bool) error {
	w.EndWait()
	if err := end(w.Ctx, w.Tx, w.Matter.ID, fact.PlanMade, "made"); err != nil {
		return err
	}
	if first {
		if err := w.nextFollow(); err != nil {
			return err
		}
	}
	return w.countSteps(v)
}

func (w *work) countSteps(v Version) error {
	n := int64(0)
	for _, st := range w.steps {
		if st.No == v.No {
			n++
		}
	}
	if err := end(w.Ctx, w.Tx, w.Matter.ID, fact.PlanStepsOwned, ""); err != nil {
		return err
	}
	f, _, err := debt(w.Work, fact.PlanStepsOwned, 0)
	if err != nil {
		return err
	}
	f.Part, f.Whole = n, n
	if err := leave(w.Work, f); err != nil {
		return err
	}
	return w.countHours()
}

// Hours are how many hours a week the steps of a version that are not over take of the person: of the agency's, of the
// municipality's, and together. What both are responsible for is of both.
func hoursOf(steps []Step) (agency, municipality, together int64) {
	for _, st := range steps {
		if st.State.over() || st.Hours == 0 {
			continue
		}
		switch st.Responsible {
		case Agency:
			agency += st.Hours
		case Municipality:
			municipality += st.Hours
		case Both:
			agency, municipality = agency+st.Hours, municipality+st.Hours
			together -= st.Hours // counted once
		default:
			continue
		}
	}
	return agency, municipality, together + agency + municipality
}

// parallel tells whether measures of both parties together take more than full time.
func parallel(steps []Step) bool {
	agency, municipality, together := hoursOf(steps)
	return agency > 0 && municipality > 0 && together > fullTime
}

// countHours keeps whether measures of both take more than full time of the person, as it stands in the version that holds.
func (w *work) countHours() error {
	var steps []Step
	for _, st := range w.steps {
		if st.No == w.p.Holds {
			steps = append(steps, st)
		}
	}
	open, err := opened(w.Ctx, w.Tx, w.Matter.ID, fact.ParallelHours)
	if err != nil {
		return err
	}
	switch now := w.p.State == Active && parallel(steps); {
	case now && len(open) == 0:
		f, _, err := debt(w.Work, fact.ParallelHours, 0)
		if err != nil {
			return err
		}
		return leave(w.Work, f)
	case !now && len(open) > 0:
		return end(w.Ctx, w.Tx, w.Matter.ID, fact.ParallelHours, "")
	}
	return nil
}

// standing tells of a measure of how things stand, not of what was promised once.
func standing(metric string) bool {
	return metric == fact.PlanStepsOwned || metric == fact.ParallelHours
}

func (w *work) nextFollow() error {
	f, owed, err := debt(w.Work, fact.PlanFollowUp, 0)
	if err != nil {
		return err
	}
	months := int64(usualMonths)
	if owed.Months > 0 {
		months = owed.Months
	}
	f.Due = db.At(today(w.Tx).AddMonths(int(months)).End())
	return leave(w.Work, f)
}

// followed ends the time to a follow-up and begins that to the next.
func (w *work) followed() error {
	w.EndWait()
	if err := end(w.Ctx, w.Tx, w.Matter.ID, fact.PlanFollowUp, "followed"); err != nil {
		return err
	}
	return w.nextFollow()
}

// end closes what is open of a measure.
func end(ctx context.Context, tx *audit.Tx, id, metric, outcome string) error {
	list, err := opened(ctx, tx, id, metric)
	if err != nil {
		return err
	}
	for _, l := range list {
		c := fact.Closing{At: db.At(tx.Now())}
		if !standing(l.Metric) {
			c.Outcome, c.Minutes = outcome, int64(calendar.OfficeHours().MinutesBetween(l.Since.Time, tx.Now()))
		}
		if err := fact.Close(ctx, tx, l.Metric, c, l.Fact); err != nil {
			return err
		}
		if err := tx.Later(ctx, `UPDATE plan_fact SET ended = $2 WHERE fact_id = $1`, l.Fact, true); err != nil {
			return err
		}
	}
	return nil
}

// stand lets the times to a plan and to a follow-up stand still, or go on, as the matter does.
func (s *Service) stand(mw *matter.Work) error {
	for _, metric := range []string{fact.PlanMade, fact.PlanFollowUp} {
		list, err := opened(mw.Ctx, mw.Tx, mw.Matter.ID, metric)
		if err != nil {
			return err
		}
		for _, l := range list {
			if err := mw.Still(metric, l.Fact); err != nil {
				return err
			}
		}
	}
	return nil
}

// endAll takes back what is counted of a plan whose matter is closed: nobody was late.
func endAll(ctx context.Context, tx *audit.Tx, id string) error {
	return end(ctx, tx, id, "", fact.Withdrawn)
}
