package apptest

import (
	"context"
	"errors"

	"samsyn/internal/app"
	"samsyn/internal/contact"
	"samsyn/internal/policy"
)

// contactExamples are the path of the owner's that the public may see, and turns and absences that there are none of.
func contactExamples(ctx context.Context, a *app.App, owner string) (map[string]example, error) {
	all, err := contact.Of(ctx, a.DB, owner)
	if err == nil && (len(all) == 0 || !all[0].Open) {
		err = errors.New("apptest: the owner has no open contact path")
	}
	if err != nil {
		return nil, err
	}
	path := example{kind: contact.Kind, id: all[0].ID, missing: nothing}
	return map[string]example{
		"/kontaktvagar/{id}":    path,
		"/contact-paths/{id}":   path,
		"/rota/{turn}":          {kind: "contact-turn", id: nothing, missing: nothing},
		"/api/v1/absences/{id}": {kind: "contact-absence", id: nothing, missing: nothing},
	}, nil
}

// narrowContacts are the routes of contact paths whose form names a turn or an absence that there is none of.
func narrowContacts() map[string]narrow {
	nothingThere := narrow{"thing", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"POST /franvaro/tillbaka":            nothingThere,
		"POST /api/v1/absences/{id}/endings": nothingThere,
	}
}
