package apptest

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/negotiation"
)

// draftExamples are the drafts of the cast of which the owner is a party: one that lies before the parties, and places
// in it.
func draftExamples(ctx context.Context, a *app.App, owner string) (map[string]example, error) {
	id, err := db.One[string](ctx, a.DB, "SELECT d.id FROM negotiation_draft d JOIN negotiation_party p ON p.draft_id = d.id WHERE d.state = 'proposed' AND p.authority_id = $1", owner)
	if err != nil {
		return nil, fmt.Errorf("an example of a draft: %w", err)
	}
	draft := example{negotiation.DraftKind, id, nothing}
	return map[string]example{
		"/utkast/{id}":                     draft,
		"/drafts/{id}":                     draft,
		"/utkast/{id}/version/{no}":        {"draft-version", "2", "99"},
		"/drafts/{id}/versions/{no}":       {"draft-version", "2", "99"},
		"/utkast/{id}/falt/{field}":        {"draft-field", "commitment:K9.1", "commitment:K99.9"},
		"/utkast/{id}/dokument/{document}": {"draft-document", nothing, nothing},
	}, nil
}
