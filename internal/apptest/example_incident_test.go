package apptest

import (
	"context"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/directory"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
)

// incidentExamples are an incident that an account of the owner's has reported and that the agency is to be told of.
func incidentExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	i, err := a.Incidents.Report(ctx, actor, incident.Input{Sort: incident.Disclosed, Discovered: a.DB.Now().Add(-time.Hour), Text: "Ett brev hamnade hos fel mottagare (Demo).", Persons: 1,
		Categories: []incident.Category{incident.Seekers}, Concerned: []string{directory.PES}})
	one := example{kind: incident.Kind, id: i.ID, missing: nothing}
	return map[string]example{"/incidenter/{id}": one, "/incidents/{id}": one}, err
}
