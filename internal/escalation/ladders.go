package escalation

import (
	"context"
	"time"

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

// known remembers, for pages, which agreement is in force between two and what ladder its text has on a day: what acts of this
// process change is seen at once, what another node changes within a minute.
type known struct {
	ladders db.Kept[onDay, ladder.Ladder]
	between db.Kept[pair, string]
}

type onDay struct {
	agreement string
	day       calendar.Date
}

type pair struct {
	asks, owes, municipality string
	day                      calendar.Date
}

func newKnown() *known {
	return &known{ladders: db.Kept[onDay, ladder.Ladder]{Tables: []string{"negotiation_"}, Age: time.Minute},
		between: db.Kept[pair, string]{Tables: []string{"agreement"}, Age: time.Minute}}
}

// of is LadderOf.
func (k *known) of(ctx context.Context, d *db.DB, agreementID string, day calendar.Date) (ladder.Ladder, error) {
	return k.ladders.Get(d, onDay{agreementID, day}, func() (ladder.Ladder, error) { return LadderOf(ctx, d, agreementID, day) })
}

// agreementOf is between.
func (k *known) agreementOf(ctx context.Context, d *db.DB, asks, owes, municipality string, day calendar.Date) (string, error) {
	return k.between.Get(d, pair{asks, owes, municipality, day}, func() (string, error) { return between(ctx, d, asks, owes, municipality, day) })
}
