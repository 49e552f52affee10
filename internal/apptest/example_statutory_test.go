package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/statutory"
)

// statutoryExamples are a notice that an account of the owner's, which has adult education, has given the agency, and a type
// that is only proposed.
func statutoryExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	if err := a.Directory.SetAreas(ctx, maker(), owner, "", []directory.BranchArea{directory.AdultsEducation}, calendar.NewDate(2026, 1, 1)); err != nil {
		return nil, err
	}
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	n, err := a.Statutory.Send(ctx, actor, statutory.Input{Type: law.EducationInterrupted, Municipality: "2085", Happened: calendar.NewDate(2026, 3, 1), Number: "200401012398", Name: "Prova Testberg (Demo)",
		Certified: true, Facts: map[string]string{"education": "Kurs (Demo)"}})
	one := example{kind: statutory.Kind, id: n.ID, missing: nothing}
	kind := example{kind: statutory.SwitchKind, id: string(law.ActivityMayBeSubject), missing: "finns-inte"}
	return map[string]example{"/underrattelser/{id}": one, "/statutory-notices/{id}": one, "/underrattelser/slag/{slag}": kind, "/statutory-notice-types/{type}": kind}, err
}
