package outcome

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// withinMonths is how old a plan is when it is judged whether it led to work or study (K4.2).
const withinMonths = 12

// judged is a plan that has become twelve months old.
type judged struct {
	Plan   string  `db:"plan_id"`
	Matter string  `db:"matter_id"`
	Person string  `db:"person_id"` // a record by which one person is told from another
	MadeAt db.Time `db:"made_at"`
	Said   string  `db:"said"` // the outcome of the fact: a code
}

// leftFact joins a plan with the fact that it has left.
type leftFact struct {
	Fact string `db:"fact_id"`
	Plan string `db:"plan_id"`
}

// old is when the plan became twelve months old.
func (j judged) old() db.Time {
	return db.At(calendar.DateOf(j.MadeAt.Time).AddMonths(withinMonths).At(12, 0))
}

const (
	led     = "work-or-study"
	skipped = "not-counted"
)

// judgePlans judges, once each, the plans that have become twelve months old.
func (s *Service) judgePlans(ctx context.Context) error {
	d := s.Trail.DB()
	list, err := db.All[judged](ctx, d, `SELECT p.id AS plan_id, p.matter_id, '' AS person_id, MIN(v.accepted_at) AS made_at, '' AS said FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.accepted_at IS NOT NULL
		WHERE NOT EXISTS (SELECT 1 FROM outcome_plan WHERE outcome_plan.plan_id = p.id) GROUP BY p.id, p.matter_id HAVING MIN(v.accepted_at) <= $1 ORDER BY MIN(v.accepted_at), p.id`+db.Limit(tendAtOnce),
		db.At(today(d).AddMonths(-withinMonths).End()))
	if err != nil {
		return err
	}
	for _, j := range list {
		err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error { return s.judge(ctx, tx, j) })
		if err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

// judge records whether a plan led to work or study. Of one person one plan counts in twelve months; whoever is protected
// stands in no count.
func (s *Service) judge(ctx context.Context, tx *audit.Tx, j judged) error {
	m, err := matter.ByID(ctx, tx, j.Matter)
	if err != nil {
		return err
	}
	desks, err := matter.Desks(ctx, tx, j.Matter)
	if err != nil {
		return err
	}
	j.Person = ownerOf(desks).Person
	if j.Said, err = s.came(ctx, tx, m, j, nil); err != nil {
		return err
	}
	skip, err := countedBefore(ctx, tx, j, desks)
	if err != nil {
		return err
	}
	if skip {
		j.Said = skipped
	}
	if j.Said != skipped {
		if err := s.count(ctx, tx, m, desks, j); err != nil {
			return err
		}
	}
	if err := db.InsertLater(ctx, tx, "outcome_plan", j); err != nil {
		return err
	}
	return tx.Note(policy.TendOutcomes, matter.ThingOf(m.ID), noted{})
}

// ownerOf is the side under which what the two do together stands: the agency's, if it takes part.
func ownerOf(desks []matter.Desk) matter.Desk {
	for _, d := range desks {
		if d.Authority == directory.PES {
			return d
		}
	}
	return desks[0]
}

func countedBefore(ctx context.Context, tx *audit.Tx, j judged, desks []matter.Desk) (bool, error) {
	if hide, err := guarded(ctx, tx, desks, person.Person{}); hide || err != nil {
		return true, err
	}
	since := db.At(calendar.DateOf(j.MadeAt.Time).AddMonths(-withinMonths).Start())
	n, err := db.One[int64](ctx, tx, `SELECT COUNT(*) FROM outcome_plan WHERE person_id = $1 AND said <> $2 AND made_at > $3`, j.Person, skipped, since)
	return n > 0, err
}

// came says what a plan came to by what any of the two has said last of each time they were asked; now is what is said in
// the act under way, by follow-up.
func (s *Service) came(ctx context.Context, q db.Reader, m matter.Matter, j judged, now map[string]Answer) (string, error) {
	list, err := ofMatter(ctx, q, m.ID, "")
	if err != nil {
		return "", err
	}
	out := fact.Missed
	if m.CloseReason == matter.Moved {
		out = skipped
	}
	made := calendar.DateOf(j.MadeAt.Time)
	for _, o := range list {
		if a, ok := now[o.ID]; ok {
			out = a.weigh(out, made)
			continue
		}
		said, err := answers(ctx, q, s.keys(), o.ID)
		if err != nil {
			return "", err
		}
		if n := len(said); n > 0 {
			out = said[n-1].weigh(out, made)
		}
	}
	return out, nil
}

// weigh is what the plan came to when one more answer is known: work or study in time counts whatever else is said.
func (a Answer) weigh(out string, made calendar.Date) string {
	switch {
	case a.What.counts() && !a.Since.Before(made) && !a.Since.After(made.AddMonths(withinMonths)):
		return led
	case out != led && (a.Form == formMoved || a.Form == formDied):
		return skipped
	}
	return out
}

func (s *Service) count(ctx context.Context, tx *audit.Tx, m matter.Matter, desks []matter.Desk, j judged) error {
	owner := ownerOf(desks)
	debt := commitment.Debt{Metric: fact.OutcomeWorkOrStudy, By: owner.Authority, Municipality: m.Municipality}
	for _, d := range desks {
		if d.Authority != owner.Authority {
			debt.To = d.Authority
		}
	}
	owed, err := commitment.OwedNow(ctx, tx, debt)
	if err != nil {
		return err
	}
	at := j.old()
	id, err := fact.Record(ctx, tx, fact.Fact{Metric: fact.OutcomeWorkOrStudy, Clause: owed.Number, Agreement: owed.Agreement, Municipality: m.Municipality, Authority: owner.Authority, Opened: at, Due: at, Closed: at, Outcome: j.Said})
	if err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "outcome_fact", leftFact{id, j.Plan})
}

// judgeAgain judges the plan of a matter anew when somebody says more after it became twelve months old, or when the
// identity becomes protected or no longer is. a and p are what is said and changed in this act, which is not read back.
func (s *Service) judgeAgain(ctx context.Context, tx *audit.Tx, o Outcome, a Answer, p person.Person) error {
	list, err := db.All[judged](ctx, tx, `SELECT plan_id, matter_id, person_id, made_at, said FROM outcome_plan WHERE matter_id = $1 AND said <> $2 ORDER BY plan_id`, o.Matter, skipped)
	if err != nil {
		return err
	}
	for _, j := range list {
		if err := s.correct(ctx, tx, o, a, p, j); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) correct(ctx context.Context, tx *audit.Tx, o Outcome, a Answer, p person.Person, j judged) error {
	m, err := matter.ByID(ctx, tx, j.Matter)
	if err != nil {
		return err
	}
	code, err := s.came(ctx, tx, m, j, map[string]Answer{o.ID: a})
	if err != nil {
		return err
	}
	desks, err := matter.Desks(ctx, tx, j.Matter)
	if err != nil {
		return err
	}
	hide, err := guarded(ctx, tx, desks, p)
	if hide || code == skipped {
		code = fact.Withdrawn
	}
	if err != nil || code == j.Said {
		return err
	}
	ids, err := db.All[string](ctx, tx, `SELECT fact_id FROM outcome_fact WHERE plan_id = $1 ORDER BY fact_id`, j.Plan)
	if err != nil {
		return err
	}
	if err := fact.Reopen(ctx, tx, fact.OutcomeWorkOrStudy, ids...); err != nil {
		return err
	}
	if err := fact.Close(ctx, tx, fact.OutcomeWorkOrStudy, fact.Closing{At: j.old(), Outcome: code}, ids...); err != nil {
		return err
	}
	return tx.Later(ctx, `UPDATE outcome_plan SET said = $2 WHERE plan_id = $1`, j.Plan, code)
}
