package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/identity"
	"samsyn/internal/policy"
	"samsyn/internal/request"
)

// requestExamples are an extract that somebody has asked the owner for by telephone, and that an account of the owner's
// handles.
func requestExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	number, err := identity.ParsePersonal("200401012398", calendar.NewDate(2026, 3, 2))
	if err != nil {
		return nil, err
	}
	r, err := a.Requests.Ask(ctx, actor, request.Asking{Type: request.Extract, Channel: request.Phone, By: request.Person, Checked: request.ByKnown, Number: number, Name: "Prova Testberg (Demo)",
		Text: "Jag vill se vad ni har om mig (Demo).", Wish: request.Phone, Phone: "0240-000 00", Take: true})
	one := example{kind: request.Kind, id: r.ID, missing: nothing}
	return map[string]example{"/begaran/{id}": one, "/requests/{id}": one}, err
}
