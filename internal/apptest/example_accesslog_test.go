package apptest

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/policy"
)

// accessLogExamples are a log review of what an account of the owner's has read, with the reading that it is asked about, an
// emergency opening by the same account, and one that the owner watches out for.
func accessLogExamples(ctx context.Context, a *app.App, owner, account, question, person string) (map[string]example, error) {
	reader := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	auditor := policy.Actor{ID: "prov", Name: "Prova Granskare (Demo)", Authority: owner, Roles: []policy.Role{policy.LogAuditor}}
	if _, err := a.Enquiries.Open(ctx, reader, enquiry.Enquiry{ID: question}.ID); err != nil {
		return nil, err
	}
	if err := a.Persons.OpenInEmergency(ctx, reader, person, "Akut ärende, handläggaren är borta (Demo)"); err != nil {
		return nil, err
	}
	opening, err := db.One[string](ctx, a.DB, "SELECT id FROM accesslog_emergency WHERE person_id = $1", person)
	if err != nil {
		return nil, err
	}
	w, err := a.AccessLog.Begin(ctx, auditor, calendar.Period{From: calendar.NewDate(2026, 1, 1), To: calendar.DateOf(a.DB.Now())}, 10)
	if err != nil {
		return nil, err
	}
	line, err := db.One[string](ctx, a.DB, "SELECT id FROM accesslog_line WHERE review_id = $1 ORDER BY no LIMIT 1", w.ID)
	if err != nil {
		return nil, err
	}
	if _, err := a.AccessLog.Ask(ctx, auditor, line, 0); err != nil {
		return nil, err
	}
	watch, err := a.AccessLog.AddWatch(ctx, auditor, "199201012383", "Känd person (Demo)")
	review := example{kind: accesslog.ReviewKind, id: w.ID, missing: nothing}
	reading := example{kind: accesslog.LineKind, id: line, missing: nothing}
	emergency := example{kind: accesslog.EmergencyKind, id: opening, missing: nothing}
	watched := example{kind: accesslog.WatchKind, id: watch, missing: nothing}
	return map[string]example{
		"/loggkontroll/kontroll/{id}": review, "/log-reviews/{id}": review,
		"/loggkontroll/lasning/{id}": reading, "/loggkontroll/fraga/{id}": reading, "/reviewed-readings/{id}": reading,
		"/loggkontroll/nodoppning/{id}": emergency, "/api/v1/emergency-openings/{id}": emergency,
		"/loggkontroll/bevakning/{id}": watched, "/log-review-watches/{id}": watched,
	}, err
}
