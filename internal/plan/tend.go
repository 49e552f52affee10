package plan

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// tendAtOnce is how many plans are tended in one go.
const tendAtOnce = 200

// Tend reminds of steps that are late, and of follow-ups that are due soon or late: once each. It is run by the clock; to
// run it again changes nothing.
func (s *Service) Tend(ctx context.Context) error {
	d := s.Trail.DB()
	day := today(d)
	ids, err := db.All[string](ctx, d, `SELECT plan.matter_id FROM plan WHERE plan.state = 'active' AND ((plan.follow_on <= $1 AND (plan.reminded_on IS NULL OR (plan.follow_on < $2 AND plan.reminded_on <= plan.follow_on)))
		OR EXISTS (SELECT 1 FROM plan_step WHERE plan_step.plan_id = plan.id AND plan_step.no = plan.holds_no AND plan_step.state IN ('planned', 'begun') AND plan_step.due_on < $2 AND plan_step.reminded_on IS NULL))
		ORDER BY plan.id`+db.Limit(tendAtOnce), calendar.AddWorkingDays(day, remindBefore), day)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error { return s.tend(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tend(ctx context.Context, tx *audit.Tx, id string) error {
	mw, err := s.Matters.Load(ctx, tx, id, policy.TendPlans)
	if err != nil {
		return err
	}
	w, err := s.load(mw)
	if err != nil || w.p.State != Active {
		return err
	}
	if err := w.remindSteps(); err != nil {
		return err
	}
	if err := w.remindFollow(); err != nil {
		return err
	}
	w.Occur(matter.PlanRemind, "")
	return w.Save()
}

// remindSteps tells whoever is responsible of the steps that are late. The person's steps are for both.
func (w *work) remindSteps() error {
	told := map[string]bool{}
	for _, st := range w.steps {
		if st.No != w.p.Holds || !st.Late(today(w.Tx)) || !st.Reminded.IsZero() {
			continue
		}
		for _, d := range w.Desks {
			if st.Responsible.movable(d.Authority) && !told[d.Authority] {
				told[d.Authority] = true
				w.News(d, matter.NewsDue, lateText)
			}
		}
		st.Reminded = today(w.Tx)
		if err := updateStep(w.Ctx, w.Tx, st); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) remindFollow() error {
	day := today(w.Tx)
	late := w.p.Follow.Before(day)
	var text language.Text
	switch {
	case late && (w.p.Reminded.IsZero() || !w.p.Reminded.After(w.p.Follow)):
		text = followLate
	case !late && w.p.Reminded.IsZero() && !w.p.Follow.After(calendar.AddWorkingDays(day, remindBefore)):
		text = followSoon
	default:
		return nil
	}
	w.p.Reminded = day
	for _, d := range w.Desks {
		w.News(d, matter.NewsDue, text)
	}
	return update(w.Ctx, w.Tx, &w.p)
}
