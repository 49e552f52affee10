package matter

import "samsyn/internal/accesslog"

// Sides are the sides of matters, by which persons are told who has read them.
func Sides() accesslog.Sides {
	return accesslog.SidesIn(Kind, `SELECT s.matter_id AS thing_id, t.conversation_id, s.person_id, s.authority_id FROM matter_side s JOIN matter t ON t.id = s.matter_id`)
}
