package handover

import (
	"samsyn/internal/accesslog"
	"samsyn/internal/exchange"
)

// Sides are the sides of hand-overs, by which persons are told who has read them.
func Sides() accesslog.Sides {
	return accesslog.SidesIn(Kind, `SELECT s.handover_id AS thing_id, t.conversation_id, s.person_id, s.authority_id FROM handover_side s JOIN handover t ON t.id = s.handover_id`)
}

// Keeps is a condition on p, a record of a person, that holds while something of this room's is kept about the person.
func Keeps() string { return exchange.Keeps("handover", "handover_side", "handover_id") }
