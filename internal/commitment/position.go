package commitment

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Position is what one side holds of a commitment that is disputed, under review or adjusted: who, when and why.
type Position struct {
	Authority string
	At        db.Time
	Text      string
}

// Positions are those behind how a commitment is read now. Why one was disputed is the parties' own, and empty to others.
type Positions struct {
	Disputed Position // the last time, while it is disputed or under review
	Proposed Position // the adjustment that holds
	Accepted Position
}

// PositionsOn gives what the parties hold of a commitment, as far as the reader may read what they have said.
func PositionsOn(ctx context.Context, q db.Reader, actor policy.Actor, h Held) (p Positions, err error) {
	if h.State != Disputed && h.State != Review && h.Adjustment == "" {
		return p, nil
	}
	all, err := steps(ctx, q, h.ID)
	if err != nil {
		return p, err
	}
	for _, s := range slices.Backward(all) {
		switch at := (Position{s.Authority, s.At, s.Said}); {
		case s.Kind == stepDisputed && p.Disputed.Authority == "" && (h.State == Disputed || h.State == Review):
			p.Disputed = at
		case s.Kind == stepAdjusted && p.Accepted.Authority == "" && h.Adjustment != "":
			p.Accepted = at
		case s.Kind == stepProposed && p.Accepted.Authority != "" && p.Proposed.Authority == "":
			p.Proposed = at
		}
	}
	err = policy.CheckRead(ctx, q, actor, policy.ReadCommitmentHistory, agreement.Agreement{ID: h.Agreement}.Ref())
	if err == nil {
		return p, nil
	}
	p.Disputed.Text, p.Proposed.Text, p.Accepted.Text = "", "", ""
	if denied(err) {
		err = nil
	}
	return p, err
}
