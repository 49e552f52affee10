package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/policy"
)

// deviationExamples are a deviation that an account of the owner's has reported, and the analysis that two more of its kind
// have opened.
func deviationExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	var d deviation.Deviation
	for range 3 {
		var err error
		if d, err = a.Deviations.Report(ctx, actor, deviation.Input{Municipality: "2085", Type: deviation.MeetingNot, Happened: calendar.NewDate(2026, 2, 20), Expected: "Mötet skulle hållas (Demo).",
			What: "Det ställdes in samma dag (Demo).", Effect: deviation.OnWork, EffectText: "Vi fick boka om (Demo)."}); err != nil {
			return nil, err
		}
	}
	analysis, err := db.One[string](ctx, a.DB, "SELECT id FROM deviation_analysis WHERE agreement_id = $1 AND kind = $2", d.Agreement, d.Type)
	one, other := example{kind: deviation.Kind, id: d.ID, missing: nothing}, example{kind: deviation.AnalysisKind, id: analysis, missing: nothing}
	return map[string]example{"/avvikelser/{id}": one, "/deviations/{id}": one, "/avvikelser/analyser/{id}": other, "/deviation-analyses/{id}": other}, err
}
