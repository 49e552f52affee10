package matter

import (
	"samsyn/internal/accesslog"
	"samsyn/internal/exchange"
)

// Sides are the sides of matters, by which persons are told who has read them.
func Sides() accesslog.Sides {
	return accesslog.SidesIn(Kind, `SELECT s.matter_id AS thing_id, t.conversation_id, s.person_id, s.authority_id FROM matter_side s JOIN matter t ON t.id = s.matter_id`)
}

// Keeps is a condition on p, a record of a person, that holds while something of this room's is kept about the person.
func Keeps() string { return exchange.Keeps("matter", "matter_side", "matter_id") }
