package person

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/law"
)

// Basis is the ground on which one side tells the other something about the person: one that is there already, or a new
// one with what law asks of it.
type Basis struct {
	Existing string        `json:"existing,omitempty"` // id of a ground of the authority's own record
	Kind     law.GroundID  `json:"kind,omitempty"`
	Form     Form          `json:"form,omitempty"` // of a consent
	Until    calendar.Date `json:"until,omitzero"` // of a consent
	Evidence string        `json:"evidence,omitempty"`
	Citation string        `json:"citation,omitempty"`
	Motive   string        `json:"motive,omitempty"`
}

// IsZero tells whether nothing was said.
func (b Basis) IsZero() bool { return b == Basis{} }

// Telling is what a ground is wanted for: which side tells whom about what, and why.
type Telling struct {
	Side    law.Side // what law holds for the activity that tells
	To      string   // authority
	Purpose string
	Topics  []string
}

// Rest finds, in an act under way, the ground on which the record's authority may tell another: the one pointed to, a new
// one that is written down, or one that lives already. It covers every topic, and law lets that side use it today. While the processing is restricted
// there is none.
func (s *Service) Rest(ctx context.Context, tx *audit.Tx, p Person, b Basis, t Telling) (Ground, error) {
	if err := Unrestricted(ctx, tx, p.ID); err != nil {
		return Ground{}, err
	}
	if b.Kind != "" {
		return s.Write(ctx, tx, p, t.Side, NewGround{Kind: b.Kind, To: t.To, Purpose: t.Purpose, Topics: NewTopics(t.Topics...),
			Form: b.Form, Evidence: b.Evidence, Citation: b.Citation, Motive: b.Motive, Until: b.Until, Judged: true})
	}
	list, err := GroundsHeld(ctx, tx, p.ID)
	if err != nil {
		return Ground{}, err
	}
	if b.Existing != "" {
		list = slices.DeleteFunc(list, func(g Ground) bool { return g.ID != b.Existing })
	}
	var found Ground
	for _, topic := range t.Topics {
		g, ok := Live(list, Use{From: p.Authority, To: t.To, Topic: topic}, tx.Now())
		if !ok {
			says := noGround
			if strings.HasSuffix(topic, healthMark) {
				says = noHealthGround
			}
			return Ground{}, fault.New(fault.Invalid, says, fault.Field("ground", says))
		}
		found = g
	}
	return found, nil
}
