package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
	"samsyn/internal/policy"
)

// measureExamples are a measure of the owner's, and a watched search that there is none of.
func measureExamples(ctx context.Context, a *app.App, owner string) (map[string]example, error) {
	who := coordinatorAt(ctx, a, owner)
	m, err := a.Measures.Add(ctx, who, owner, measure.Draft{Scheme: "municipal-placement", Name: "Verkstaden (Demo)", Says: "Man lagar cyklar i en liten grupp. (Demo)", Apply: "Genom er handläggare. (Demo)", Places: 4,
		HoursFrom: 10, HoursTo: 30, From: calendar.NewDate(2026, 1, 1), Owner: who.ID, Needs: []matter.Need{"practice"}, Rules: measure.Rules{{Kind: measure.AgeFrom, Years: 18}, {Kind: measure.Other, Text: "körkort"}}})
	if err != nil {
		return nil, err
	}
	one := example{kind: measure.Kind, id: m.ID, missing: nothing}
	return map[string]example{
		"/insatser/{id}":               one,
		"/measures/{id}":               one,
		"/api/v1/measure-watches/{id}": {kind: measure.WatchKind, id: nothing, missing: nothing},
	}, nil
}

// narrowMeasures are the routes of the toolbox that name a watched search that there is none of.
func narrowMeasures() map[string]narrow {
	nothingThere := narrow{"thing", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"POST /insatser/bevakningar/ta-bort":        nothingThere,
		"POST /api/v1/measure-watches/{id}/endings": nothingThere,
	}
}
