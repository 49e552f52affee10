package handover

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/matter"
)

// What holds for somebody below 25 where the two have agreed nothing else, from when the hand-over is accepted (K18.1): a
// first contact within so many working days, and a joint plan within so many calendar days.
const (
	usualYouthContact = 5
	usualYouthPlan    = 30
	clauseYouth       = "K18.1"
)

// Youth is how the waiting for a joint plan for somebody below 25 ended.
type Youth string

// The ends.
const (
	YouthWaits     Youth = ""
	YouthMade      Youth = "made"
	YouthWithdrawn Youth = "withdrawn" // the matter was closed without one
)

// promiseYouth says by when somebody below 25 is to be contacted and to have a plan. One that the two have already counts
// as made.
func (w *work) promiseYouth() error {
	if w.h.Age != Under25 {
		return nil
	}
	contact, err := w.owedYouth(fact.YouthContact, usualYouthContact)
	if err != nil {
		return err
	}
	c, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: w.tx.Now(), Holder: w.h.Receiver, Terms: contact.Terms()}})
	if err != nil {
		return err
	}
	plan, err := w.owedYouth(fact.YouthPlan, 0)
	if err != nil {
		return err
	}
	days := int64(usualYouthPlan)
	if plan.Calendar > 0 {
		days = plan.Calendar
	}
	w.h.YouthContactDue, w.h.YouthPlanDue = db.At(c.Original()), db.At(today(w.tx).AddDays(int(days)).End())
	if w.HasPlan == nil {
		return nil
	}
	if has, err := w.HasPlan(w.ctx, w.tx, w.h.Matter); err != nil || !has {
		return err
	}
	w.h.YouthPlan, w.h.YouthPlanEnd = YouthMade, db.At(w.tx.Now())
	return nil
}

func (w *work) owedYouth(metric string, usual int64) (commitment.Owed, error) {
	return commitment.OwedNow(w.ctx, w.tx, commitment.Debt{Metric: metric, By: w.h.Receiver, To: w.h.Sender, Municipality: w.h.Municipality, Usual: usual})
}

// youthFacts are what an accepted hand-over of somebody below 25 amounts to.
func (h Handover) youthFacts(base fact.Fact) []fact.Fact {
	if h.YouthContactDue.IsZero() {
		return nil
	}
	contact := h.contactFact(base)
	contact.Metric, contact.Clause, contact.Due = fact.YouthContact, clauseYouth, h.YouthContactDue
	plan := base
	plan.Metric, plan.Clause, plan.Opened, plan.Due = fact.YouthPlan, clauseYouth, h.DecidedAt, h.YouthPlanDue
	switch h.YouthPlan {
	case YouthMade:
		plan.Closed, plan.Outcome = h.YouthPlanEnd, string(YouthMade)
		plan.Minutes = int64(calendar.OfficeHours().MinutesBetween(h.DecidedAt.Time, h.YouthPlanEnd.Time))
	case YouthWithdrawn:
		plan.Closed, plan.Outcome = h.YouthPlanEnd, fact.Withdrawn
	}
	if h.YouthPlan == YouthWithdrawn && h.ContactAt.IsZero() {
		contact.Closed, contact.Outcome = h.YouthPlanEnd, fact.Withdrawn
	}
	return []fact.Fact{contact, plan}
}

// Planned ends, in the act that lets a joint plan hold, the waiting for it of those below 25 in the matter.
func (s *Service) Planned(ctx context.Context, tx *audit.Tx, matterID string) error {
	return s.endYouth(ctx, tx, matterID, YouthMade)
}

// closing takes back, in the act that closes a matter, the waiting of those below 25 for a plan that was not made: none was
// needed, and nobody was late. The conversations of the hand-overs that led to the matter end with it: until then neither
// authority may destroy its file of them, and from then on their time runs.
func (s *Service) closing(ctx context.Context, tx *audit.Tx, m matter.Matter) error {
	if err := s.endYouth(ctx, tx, m.ID, YouthWithdrawn); err != nil {
		return err
	}
	return eachThread(ctx, tx, m, s.Exchange.Close)
}

// reopening lets them go on with the matter.
func (s *Service) reopening(ctx context.Context, tx *audit.Tx, m matter.Matter) error {
	return eachThread(ctx, tx, m, s.Exchange.Reopen)
}

func eachThread(ctx context.Context, tx *audit.Tx, m matter.Matter, fn func(context.Context, *audit.Tx, string) error) error {
	ids, err := db.All[string](ctx, tx, `SELECT conversation_id FROM handover WHERE matter_id = $1 ORDER BY id`, m.ID)
	for _, id := range ids {
		if err := fn(ctx, tx, id); err != nil {
			return err
		}
	}
	return err
}

func (s *Service) endYouth(ctx context.Context, tx *audit.Tx, matterID string, how Youth) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM handover WHERE matter_id = $1 AND youth_plan_due IS NOT NULL AND youth_plan = '' ORDER BY id`, matterID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		h, err := held(ctx, tx, id)
		if err != nil || h.YouthPlan != YouthWaits {
			return err
		}
		h.YouthPlan, h.YouthPlanEnd = how, db.At(tx.Now())
		left, err := leftBy(ctx, tx, id)
		if err != nil {
			return err
		}
		facts := h.youthFacts(fact.Fact{Agreement: h.Agreement, Municipality: h.Municipality, Authority: h.Receiver})
		for i := range facts {
			facts[i].ID = left[facts[i].Metric]
		}
		if _, err := fact.RecordAll(ctx, tx, facts); err != nil {
			return err
		}
		if err := update(ctx, tx, &h); err != nil {
			return err
		}
	}
	return nil
}
