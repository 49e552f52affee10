package statutory

import (
	"samsyn/internal/accesslog"
	"samsyn/internal/exchange"
)

// Sides are the sides of notices, by which persons are told who has read them: also those whose file is destroyed.
func Sides() accesslog.Sides {
	return accesslog.SidesIn(Kind, `SELECT s.notice_id AS thing_id, n.conversation_id, s.person_id, s.authority_id FROM statutory_side s JOIN statutory_notice n ON n.id = s.notice_id
		UNION ALL SELECT g.notice_id, n.conversation_id, g.person_id, g.authority_id FROM statutory_erased g JOIN statutory_notice n ON n.id = g.notice_id`)
}

// Keeps is a condition on p, a record of a person, that holds while something of this room's is kept about the person.
func Keeps() string { return exchange.Keeps("statutory_notice", "statutory_side", "notice_id") }
