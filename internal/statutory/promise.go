package statutory

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/law"
)

// Promise is within which time a notice is sent and acted on, and where that comes from.
type Promise struct {
	Agreement     string // empty when the two have none
	SendDays      int64
	ActDays       int64
	SendNo, ActNo string // "K16.1"; empty: nothing is agreed, and the type's own days hold
}

// sendMetric is the measure of how soon a type is sent; every type has one.
func sendMetric(t law.Notice) string {
	switch t.Group {
	case law.EducationNotices:
		return fact.EducationNotice
	case law.ActivityNotices:
		return fact.ActivityNotice
	}
	return ""
}

// actMetric is the measure of how soon a type is acted on; empty for one that no measure is of.
func actMetric(t law.Notice) string {
	switch {
	case t.ID == law.EducationInterrupted:
		return fact.InterruptionActed
	case t.Group == law.ActivityNotices:
		return fact.ActivityNoticeActed
	}
	return ""
}

// Promised gives what holds between two authorities in a municipality now for a type: the commitments in force that the
// one who owes it has made, else the days that the type has.
func Promised(ctx context.Context, q db.Reader, t law.Notice, sender, receiver, municipality string) (Promise, error) {
	p := Promise{SendDays: int64(t.SendDays), ActDays: int64(t.ActDays)}
	day := calendar.DateOf(q.Now())
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: municipality, On: day})
	if err != nil {
		return p, err
	}
	for _, a := range found {
		if !a.BindsOn(sender, day) || !a.BindsOn(receiver, day) {
			continue
		}
		held, err := commitment.InForce(ctx, q, a.ID, day)
		if err != nil {
			return p, err
		}
		p.Agreement = a.ID
		p.SendNo, p.SendDays = promised(held, sendMetric(t), sender, p.SendDays)
		p.ActNo, p.ActDays = promised(held, actMetric(t), receiver, p.ActDays)
		return p, nil
	}
	return p, nil
}

// promised finds what an authority's side has promised in a measure, in working days.
func promised(held []commitment.Held, metric, authority string, usual int64) (string, int64) {
	side := clause.Municipality
	if authority == directory.PES {
		side = clause.Agency
	}
	for _, h := range held {
		if metric == "" || h.Commitment.By != side && h.Commitment.By != clause.Both {
			continue
		}
		i := slices.IndexFunc(h.Commitment.Measures, func(m clause.Measure) bool { return m.Metric == metric })
		if i < 0 {
			continue
		}
		if m := h.Commitment.Measures[i]; m.LimitUnit == clause.WorkingDays {
			return h.Number, int64(m.Limit)
		}
		return h.Number, usual
	}
	return "", usual
}
