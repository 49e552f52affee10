package escalation

import (
	"context"
	"errors"
	"sync"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/ladder"
	"samsyn/internal/negotiation"
)

// LadderOf gives the ladder of an agreement as its text says on a day; of none, the one that holds in the whole country.
func LadderOf(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) (ladder.Ladder, error) {
	if agreementID == "" {
		return ladder.National(ladder.Nation), nil
	}
	t, known, err := negotiation.TextOn(ctx, q, agreementID, day)
	if err != nil || !known {
		return ladder.National(ladder.NoText), err
	}
	return ladder.Read(t.Doc), nil
}

// LadderBetween gives the ladder that holds between two authorities in a municipality on a day, and the agreement that it
// is of; empty when none is in force between them.
func LadderBetween(ctx context.Context, q db.Reader, a, b, municipality string, day calendar.Date) (agreementID string, l ladder.Ladder, err error) {
	if agreementID, err = between(ctx, q, a, b, municipality, day); err != nil {
		return "", l, err
	}
	l, err = LadderOf(ctx, q, agreementID, day)
	return agreementID, l, err
}

func between(ctx context.Context, q db.Reader, a, b, municipality string, day calendar.Date) (string, error) {
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: municipality, On: day})
	for _, g := range found {
		if g.BindsOn(a, day) && g.BindsOn(b, day) {
			return g.ID, err
		}
	}
	return "", err
}

// known keeps the ladders of texts that have been read. A text never changes once it is concluded, so neither does its
// ladder: what is kept is never old.
type known struct {
	mu  sync.Mutex
	all map[string]ladder.Ladder // by text
}

// mostKnown is how many ladders are kept; then it begins anew.
const mostKnown = 2000

// of is LadderOf without reading a text twice, for pages.
func (k *known) of(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) (ladder.Ladder, error) {
	if agreementID == "" {
		return ladder.National(ladder.Nation), nil
	}
	text, err := db.One[string](ctx, q, `SELECT d.id FROM negotiation_draft d WHERE d.concluded_id = $1 AND d.state = 'concluded' AND COALESCE(d.holds_from, $2) <= $3
		ORDER BY COALESCE(d.holds_from, $2) DESC, d.closed_at DESC, d.id DESC LIMIT 1`, agreementID, calendar.NewDate(1900, 1, 1), day)
	if errors.Is(err, db.ErrNone) {
		return ladder.National(ladder.NoText), nil
	}
	if err != nil {
		return ladder.Ladder{}, err
	}
	key := agreementID + " " + text
	k.mu.Lock()
	l, ok := k.all[key]
	k.mu.Unlock()
	if ok {
		return l, nil
	}
	if l, err = LadderOf(ctx, q, agreementID, day); err != nil {
		return l, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil || len(k.all) >= mostKnown {
		k.all = map[string]ladder.Ladder{}
	}
	k.all[key] = l
	return l, nil
}
