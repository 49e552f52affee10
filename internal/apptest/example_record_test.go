package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// recordExamples are a rule of the owner's plan, a disposal that waits for its decision, a file on hold and an address in
// SDK. No file of SDK was refused.
func recordExamples(ctx context.Context, a *app.App, owner, question string) (map[string]example, error) {
	conversation, err := db.One[string](ctx, a.DB, "SELECT conversation_id FROM enquiry WHERE id = $1", question)
	if err != nil {
		return nil, err
	}
	rule, err := a.Records.AddRule(ctx, maker(), record.Rule{Authority: owner, DocType: exchange.PersonThread, Months: 12, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
	if err != nil {
		return nil, err
	}
	thing := exchange.FileRef(conversation, owner)
	d, err := a.Records.Propose(ctx, maker(), owner, false, []record.Candidate{{Thing: thing, DocType: exchange.PersonThread, Start: calendar.NewDate(2020, 1, 1)}})
	if err != nil {
		return nil, err
	}
	admin := policy.Actor{ID: "prov", Authority: owner, Roles: []policy.Role{policy.LocalAdmin}}
	if err := a.Records.Hold(ctx, admin, owner, thing, "Granskning (Demo)"); err != nil {
		return nil, err
	}
	holds, err := record.HoldsOf(ctx, a.DB, owner)
	if err != nil {
		return nil, err
	}
	if err := a.Exchange.AddAddress(ctx, maker(), exchange.Address{Authority: owner, Actor: "0203:ludvika.se", Function: "prov", Label: "Provenheten (Demo)"}); err != nil {
		return nil, err
	}
	addresses, err := exchange.AddressesOf(ctx, a.DB, owner)
	if err != nil {
		return nil, err
	}
	one := func(kind ref.Kind, id string) example { return example{kind: kind, id: id, missing: nothing} }
	return map[string]example{
		"/admin/gallring/{disposal}":   one(record.KindDisposal, d.ID),
		"/disposals/{disposal}":        one(record.KindDisposal, d.ID),
		"/admin/gallring-plan/{rule}":  one("retention", rule.ID),
		"/admin/gallring-stopp/{hold}": one("record-hold", holds[0].ID),
		"/admin/sdk/{address}":         one("sdk-address", addresses[0].ID),
		"/sdk-addresses/{address}":     one("sdk-address", addresses[0].ID),
		"/admin/sdk-filer/{file}":      one("sdk-refusal", nothing),
		"/sdk-refusals/{file}":         one("sdk-refusal", nothing),
	}, nil
}

// narrowRecords are the routes that name a file of SDK that there is none of.
func narrowRecords() map[string]narrow {
	nothingThere := narrow{"thing", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"GET /admin/sdk-filer/{file}":               nothingThere,
		"POST /admin/sdk-filer/{file}/igen":         nothingThere,
		"POST /api/v1/sdk-refusals/{file}/retries":  nothingThere,
		"GET /personer/{id}/grund/{grund}/underlag": nothingThere, // the ground has no paper
	}
}
