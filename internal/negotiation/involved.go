package negotiation

import (
	"context"

	"samsyn/internal/db"
)

// Involved gives the accounts that have written, commented or approved in a draft for an authority: who is told there of
// the next step, in an authority with a coordinator for every part of the country.
func Involved(ctx context.Context, q db.Reader, draft, authority string) ([]string, error) {
	return db.All[string](ctx, q, `SELECT account_id FROM negotiation_text WHERE draft_id = $1 AND authority_id = $2 AND account_id <> ''
		UNION SELECT account_id FROM negotiation_comment WHERE draft_id = $1 AND authority_id = $2 AND account_id <> ''
		UNION SELECT account_id FROM negotiation_approval WHERE draft_id = $1 AND authority_id = $2 AND account_id <> '' ORDER BY account_id`, draft, authority)
}

// InvolvedIn gives the accounts that have worked for an authority in the drafts that became an agreement or change it.
func InvolvedIn(ctx context.Context, q db.Reader, agreement, authority string) ([]string, error) {
	const drafts = ` IN (SELECT id FROM negotiation_draft WHERE concluded_id = $1 OR agreement_id = $1) AND authority_id = $2 AND account_id <> '' `
	return db.All[string](ctx, q, `SELECT account_id FROM negotiation_text WHERE draft_id`+drafts+
		`UNION SELECT account_id FROM negotiation_comment WHERE draft_id`+drafts+
		`UNION SELECT account_id FROM negotiation_approval WHERE draft_id`+drafts+`ORDER BY account_id`, agreement, authority)
}
