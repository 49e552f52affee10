package apptest

import (
	"context"
	"net/url"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// enquiryExamples are a question that an account of the owner's has sent to the agency and raised, the owner's own record of the
// person with its ground, and parts of them that there are none of.
func enquiryExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	e, err := a.Enquiries.Send(ctx, actor, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: true, Number: "200401012398",
		Name: "Prova Testberg (Demo)", Text: "Vad är nästa steg? (Demo)", Purpose: "planering (Demo)", Certified: true,
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}})
	if err != nil {
		return nil, err
	}
	who, err := db.One[string](ctx, a.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND authority_id = $2", e.ID, owner)
	if err != nil {
		return nil, err
	}
	ground, err := db.One[string](ctx, a.DB, "SELECT id FROM person_ground WHERE person_id = $1", who)
	if err != nil {
		return nil, err
	}
	risen, err := a.Escalations.Raise(ctx, actor, enquiry.Key{ID: e.ID}, escalation.CannotWait)
	return map[string]example{
		"/fragor/{id}":                {kind: enquiry.Kind, id: e.ID, missing: nothing},
		"/enquiries/{id}":             {kind: enquiry.Kind, id: e.ID, missing: nothing},
		"/eskaleringar/{id}":          {kind: escalation.Kind, id: risen.ID, missing: nothing},
		"/escalations/{id}":           {kind: escalation.Kind, id: risen.ID, missing: nothing},
		"/bilaga/{fil}":               {kind: "file", id: nothing, missing: nothing},
		"/fragor/filter/{filter}":     {kind: enquiry.FilterKind, id: nothing, missing: nothing},
		"/fragor/standardsvar/{svar}": {kind: enquiry.ReplyKind, id: nothing, missing: nothing},
		"/enquiry-filters/{filter}":   {kind: enquiry.FilterKind, id: nothing, missing: nothing},
		"/standard-replies/{reply}":   {kind: enquiry.ReplyKind, id: nothing, missing: nothing},
		"/personer/{id}":              {kind: person.PersonKind, id: who, missing: nothing},
		"/persons/{id}":               {kind: person.PersonKind, id: who, missing: nothing},
		"/grund/{grund}":              {kind: person.GroundKind, id: ground, missing: nothing},
		"/samtycken/{grund}":          {kind: person.GroundKind, id: ground, missing: nothing},
		"/uppgift/{uppgift}":          {kind: person.TaskRef, id: nothing, missing: nothing},
	}, err
}

// narrowEnquiries are the routes of questions whose form names something that there is none of.
func narrowEnquiries() map[string]narrow {
	nothingThere := narrow{"thing", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"POST /fragor/filter/{filter}/ta-bort":           nothingThere, // one's own filters alone
		"POST /api/v1/enquiry-filters/{filter}/removals": nothingThere,
		"GET /fragor/{id}/brev.pdf":                      nothingThere, // the question is not answered
	}
}

// wholeForms are what people write on the pages of a question where an empty form would be given back before anybody
// looks at who writes.
func wholeForms() map[string]url.Values {
	return map[string]url.Values{
		"POST /fragor/{id}/anteckna":                 {"text": {"Prov."}},
		"POST /fragor/{id}/hjalpte":                  {"helped": {"yes"}},
		"POST /fragor/{id}/komplettera":              {"ground": {"no-harm"}, "motive": {"Prov."}},
		"POST /fragor/{id}/oppna-igen":               {"text": {"Prov."}},
		"POST /fragor/{id}/skynda":                   {"why": {"Prov."}},
		"POST /fragor/{id}/eskalera":                 {"reason": {"cannot-wait"}},
		"POST /eskaleringar/{id}/lyft":               {"reason": {"cannot-wait"}},
		"POST /eskaleringar/{id}/avgor":              {"text": {"Prov."}},
		"POST /eskaleringar/{id}/ny-tid":             {"until": {"2026-03-20"}, "text": {"Prov."}},
		"POST /fragor/{id}/svara":                    {"outcome": {"not-disclosable"}, "gor": {"skicka"}},
		"POST /personer/{id}/uppgift/{uppgift}/klar": {"note": {"Prov."}},
		"POST /personer/{id}/nodoppna":               {"reason": {"Fara för liv (Demo)"}},
	}
}
