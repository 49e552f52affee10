package responsibility

import (
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Awaiting is a plan for going over in which something waits for a reader's side.
type Awaiting struct {
	Transition
	Text language.Text
	Late bool // the day has passed
}

// Waiting gives the plans of a municipal party in which a point of its own is open or its side has not agreed, for a
// coordinator's own first page: the one with the nearest day first.
func Waiting(ctx context.Context, q db.Reader, a policy.Actor) (out []Awaiting, err error) {
	if a.Authority == "" || !policy.May(a, policy.EditTransition) {
		return nil, nil
	}
	day := today(q)
	plans, err := withParts(ctx, q, `SELECT `+transitionColumns+` FROM responsibility_transition WHERE closed_on IS NULL
		AND agreement_id IN (SELECT agreement_id FROM agreement_party WHERE authority_id = $1 AND municipality_code <> '') ORDER BY effective_on, sort_key, id`, a.Authority)
	for _, p := range plans {
		own := ownPoints(p, a.Authority)
		switch {
		case len(own) > 0 && own[0].Due.Before(day):
			out = append(out, Awaiting{p, language.T("%s: *”%s” skulle ha varit klart %s*.", "%s: *“%s” was due on %s*.").With(p.Title, own[0].Text, own[0].Due), true})
		case len(own) > 0:
			out = append(out, Awaiting{p, language.T("%s: *”%s” ska vara klart %s*.", "%s: *“%s” is due on %s*.").With(p.Title, own[0].Text, own[0].Due), false})
		case p.BoardOn.IsZero() && len(p.Moves) > 0:
			out = append(out, Awaiting{p, language.T("%s: er sida har *inte godkänt planen*.", "%s: your side has *not agreed to the plan*.").With(p.Title), p.On.Before(day)})
		}
	}
	return out, err
}

// ownPoints are the open points of an authority, the nearest first.
func ownPoints(p Transition, authority string) (out []Point) {
	for _, x := range p.Open() {
		if x.Authority == authority {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b Point) int { return a.Due.Compare(b.Due) })
	return out
}
