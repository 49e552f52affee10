package apptest

import (
	"context"
	"strings"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/template"
)

// Kinds that the trail does not name, of parts of the template's next version.
const (
	clauseExample   = "template-clause"
	variableExample = "template-variable"
	promiseExample  = "template-commitment"
	annexExample    = "template-annex"
)

// templateExamples are the parameters of the template's paths. The next version is begun, so that its parts are there.
func templateExamples(ctx context.Context, a *app.App) (map[string]example, error) {
	if _, err := a.Templates.Begin(ctx, maker()); err != nil && !fault.Is(err, fault.Conflict) {
		return nil, err
	}
	first, err := template.First()
	if err != nil {
		return nil, err
	}
	asked, err := exampleHelp(ctx, a)
	return map[string]example{
		"/mall/{no}":                        {template.Kind, "1", "99"},
		"/templates/{no}":                   {template.Kind, "1", "99"},
		"/mall/nasta/paragraf/{clause}":     {clauseExample, first.Clauses[len(first.Clauses)-1].ID, "999"},
		"/mall/nasta/variabel/{variable}":   {variableExample, first.Variables[0].ID, "finns_inte"},
		"/mall/nasta/atagande/{commitment}": {promiseExample, first.Commitments[0].ID, "K99.9"},
		"/mall/nasta/bilaga/{annex}":        {annexExample, "1", "99"},
		"/stod/{help}":                      {template.HelpKind, asked, nothing},
	}, err
}

// exampleHelp is a request for help that Anna makes, the coordinator of the owner.
func exampleHelp(ctx context.Context, a *app.App) (string, error) {
	found, err := a.Accounts.ByUserName(ctx, cast.Anna)
	if err != nil {
		return "", err
	}
	anna, err := a.Accounts.Authenticate(ctx, found.ID, found.Authority)
	if err != nil {
		return "", err
	}
	h, err := a.Templates.Ask(ctx, anna, template.Question{To: directory.SKR, Clause: "9", Subject: "Påhittad fråga", Question: "Påhittat (Demo)"})
	return h.ID, err
}

// templateFile is the first version as a file, with one heading changed.
func templateFile() string {
	first, err := template.First()
	if err != nil {
		return err.Error()
	}
	first.Clauses[0].Heading.Sv += " (Demo)"
	var b strings.Builder
	if err := template.WriteFile(&b, first); err != nil {
		return err.Error()
	}
	return b.String()
}
