package record

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// DueNow lists what an authority may destroy today by its own plan: not what is on hold, excepted, or in a disposal under
// way already. Of each document type there are at most as many as one protocol may hold, those due first.
func (r *Records) DueNow(ctx context.Context, q db.Reader, a policy.Actor, authority string) ([]Item, error) {
	if err := r.mayRead(ctx, q, a, authority); err != nil {
		return nil, err
	}
	return r.dueNow(ctx, q, authority, "")
}

// mayRead asks whether an actor may see an authority's records; who may not learns nothing of them.
func (r *Records) mayRead(ctx context.Context, q db.Reader, a policy.Actor, authority string) error {
	return policy.CheckRead(ctx, q, a, policy.ReadRecords, ref.To("authority", authority))
}

// dueNow is DueNow of one document type, or of all when it is empty.
func (r *Records) dueNow(ctx context.Context, q db.Reader, authority, docType string) (out []Item, err error) {
	rules, err := RulesOf(ctx, q, authority)
	if err != nil {
		return nil, err
	}
	skip, err := bound(ctx, q, authority)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(q.Now())
	for _, rule := range rules {
		if rule.Keep || !rule.HoldsOn(today) || docType != "" && rule.DocType != docType {
			continue
		}
		items, err := r.dueBy(ctx, q, rule, skip, today)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// dueBy asks every room for what a rule lets go.
func (r *Records) dueBy(ctx context.Context, q db.Reader, rule Rule, skip map[ref.Ref]bool, today calendar.Date) (out []Item, err error) {
	for _, kind := range r.kinds() {
		room := r.Rooms[kind]
		if room.Closed == nil {
			continue
		}
		found, err := room.Closed(ctx, q, rule.Authority, rule.DocType, today.AddMonths(-int(rule.Months)), MostItems+len(skip))
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if item, err := judge([]Rule{rule}, c, skip[c.Thing], today); err == nil && len(out) < MostItems {
				out = append(out, item)
			}
		}
	}
	return out, nil
}

// kinds are the kinds that may be destroyed, in order.
func (r *Records) kinds() (out []ref.Kind) {
	for kind := range r.Rooms {
		out = append(out, kind)
	}
	slices.Sort(out)
	return out
}

// ProposeDue opens a disposal of what is due today of one document type.
func (r *Records) ProposeDue(ctx context.Context, a policy.Actor, authority, docType string, mustExport bool) (Disposal, error) {
	q := r.Trail.DB()
	if err := r.guard(ctx, q, a, policy.ProposeDisposal, authority); err != nil {
		return Disposal{}, err
	}
	items, err := r.dueNow(ctx, q, authority, docType)
	if err != nil {
		return Disposal{}, err
	}
	cs := make([]Candidate, len(items))
	for i, item := range items {
		cs[i] = Candidate{Thing: item.Thing(), DocType: item.DocType, Start: item.Start}
	}
	return r.Propose(ctx, a, authority, mustExport, cs)
}

// Read gives a disposal and what it destroys to somebody who may see the authority's records.
func (r *Records) Read(ctx context.Context, q db.Reader, a policy.Actor, id string) (Disposal, []Item, error) {
	d, err := DisposalByID(ctx, q, id)
	if err != nil {
		return d, nil, err
	}
	if err := r.mayRead(ctx, q, a, d.Authority); err != nil {
		return Disposal{}, nil, err
	}
	items, err := ItemsOf(ctx, q, id)
	return d, items, err
}
