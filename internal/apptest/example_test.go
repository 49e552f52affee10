package apptest

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/file"
	"samsyn/internal/measure"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
	"samsyn/internal/steering"
	"samsyn/internal/template"
	"samsyn/internal/webhook"
)

// example is a thing of Ludvika's work board that stands in for a parameter of a path.
type example struct {
	kind    ref.Kind
	id      string
	missing string // an id of the same form that nothing has
}

// nothing is an id that nothing has.
const nothing = "01900000-0000-7000-8000-000000000000"

// examples gives a thing for every parameter, by the part of the pattern up to the parameter. Whoever adds a route with
// a new parameter adds an example of Ludvika's here.
func examples(ctx context.Context, a *app.App, owner string) (out map[string]example, err error) {
	out = map[string]example{
		"/kommun/{code}":                     {directory.MunicipalityKind, "2085", "9999"},
		"/admin/katalog/kommun/{code}":       {directory.MunicipalityKind, "2085", "9999"},
		"/api/v1/municipalities/{code}":      {directory.MunicipalityKind, "2085", "9999"},
		"/myndighet/{id}":                    {directory.AuthorityKind, owner, nothing},
		"/admin/katalog/myndighet/{id}":      {directory.AuthorityKind, owner, nothing},
		"/api/v1/authorities/{id}":           {directory.AuthorityKind, owner, nothing},
		"/assets/{name}":                     {"asset", "finns-inte.css", "finns-inte.css"},
		"/admin/drift/kor-om/{id}":           {kind: "job", missing: nothing},
		"/notiser/av/{token}":                {"token", "", "fel"},
		"/admin/katalog/enhet/{id}":          {kind: directory.UnitKind, missing: nothing},
		"/admin/katalog/kontor/{id}":         {kind: directory.OfficeKind, missing: nothing},
		"/overenskommelser/{id}":             {kind: agreement.AgreementKind, missing: nothing},
		"/api/v1/agreements/{id}":            {kind: agreement.AgreementKind, missing: nothing},
		"/ataganden/{agreement}":             {kind: agreement.AgreementKind, missing: nothing},
		"/ataganden/{agreement}/{number}":    {kind: commitment.Kind, id: "K1.1", missing: "K99.9"},
		"/sag-upp/{notice}":                  {kind: "agreement-notice", id: nothing, missing: nothing},
		"/lamna-over/{handover}":             {kind: agreement.HandoverKind, id: nothing, missing: nothing},
		"/rutiner/{id}":                      {kind: routine.Kind, missing: nothing},
		"/api/v1/routines/{id}":              {kind: routine.Kind, missing: nothing},
		"/omstallning/{id}":                  {kind: responsibility.TransitionKind, missing: nothing},
		"/grupper/{group}":                   {kind: steering.GroupThing, missing: nothing},
		"/ledamoter/{member}":                {kind: memberExample, missing: nothing},
		"/moten/{meeting}":                   {kind: steering.MeetingThing, missing: nothing},
		"/group-meetings/{meeting}":          {kind: steering.MeetingThing, missing: nothing},
		"/beslut/{decision}":                 {kind: decisionExample, missing: nothing},
		waitingExample:                       {kind: waitingExample, missing: nothing},
		plannedExample:                       {kind: plannedExample, missing: nothing},
		"/oversyn/{review}":                  {kind: steering.ReviewThing, missing: nothing},
		"/oversikt/texter/mall/{no}/{id}":    {kind: agreement.AgreementKind, missing: nothing},
		"/oversikt/texter/paragraf/{clause}": {"clause", "9", "999"},
		"/oversikt/ataganden/{metric}":       {"metric", "boards-joined", "finns-inte"},
		"/inlasning/{import}":                {kind: agreement.ImportKind, missing: nothing},
		"/admin/konton/{id}":                 {kind: account.Kind, missing: nothing},
		"/inloggningar/{session}":            {kind: "session", missing: nothing},
		"/admin/api-nycklar/{client}":        {kind: "api-client", missing: nothing},
		"/admin/webhookar/{webhook}":         {kind: webhook.ThingKind, missing: nothing},
		"/webhooks/{webhook}":                {kind: webhook.ThingKind, missing: nothing},
		"/webhook-sandningar/{delivery}":     {kind: webhookDelivery, missing: nothing},
		"/webhook-deliveries/{delivery}":     {kind: webhookDelivery, missing: nothing},
		"/inloggning/nyckel/{means}":         {"means", nothing, nothing},
	}
	made, err := things(ctx, a, owner)
	if err != nil {
		return out, err
	}
	drafts, err := draftExamples(ctx, a, owner)
	if err != nil {
		return out, err
	}
	maps.Copy(out, drafts)
	paths, err := contactExamples(ctx, a, owner)
	if err != nil {
		return out, err
	}
	maps.Copy(out, paths)
	measures, err := measureExamples(ctx, a, owner)
	if err != nil {
		return out, err
	}
	maps.Copy(out, measures)
	questions, err := enquiryExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of a question: %w", err)
	}
	maps.Copy(out, questions)
	deviations, err := deviationExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of a deviation: %w", err)
	}
	maps.Copy(out, deviations)
	requests, err := requestExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of a request: %w", err)
	}
	maps.Copy(out, requests)
	notices, err := statutoryExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of a statutory notice: %w", err)
	}
	maps.Copy(out, notices)
	matters, err := matterExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of a matter: %w", err)
	}
	maps.Copy(out, matters)
	reviews, err := accessLogExamples(ctx, a, owner, made[account.Kind], questions["/fragor/{id}"].id, questions["/personer/{id}"].id)
	if err != nil {
		return out, fmt.Errorf("an example of a log review: %w", err)
	}
	maps.Copy(out, reviews)
	incidents, err := incidentExamples(ctx, a, owner, made[account.Kind])
	if err != nil {
		return out, fmt.Errorf("an example of an incident: %w", err)
	}
	maps.Copy(out, incidents)
	records, err := recordExamples(ctx, a, owner, questions["/fragor/{id}"].id)
	if err != nil {
		return out, fmt.Errorf("examples of records: %w", err)
	}
	maps.Copy(out, records)
	more, err := templateExamples(ctx, a)
	maps.Copy(out, more)
	maps.Copy(out, apiExamples(out))
	for at, e := range out {
		if e.id == "" {
			e.id = made[e.kind]
			out[at] = e
		}
	}
	return out, err
}

// things makes one thing of each kind that the house does not have from the beginning.
func things(ctx context.Context, a *app.App, owner string) (made map[ref.Kind]string, err error) {
	made = map[ref.Kind]string{}
	for kind, make := range map[ref.Kind]func() (string, error){
		directory.UnitKind: func() (string, error) {
			u, err := a.Directory.AddUnit(ctx, maker(), directory.Unit{Authority: owner, UnitDetails: directory.UnitDetails{Name: "Provenheten (Demo)"}, Validity: directory.Validity{From: calendar.NewDate(2024, 1, 1)}})
			return u.ID, err
		},
		directory.OfficeKind: func() (string, error) {
			return db.One[string](ctx, a.DB, "SELECT id FROM directory_office WHERE authority_id = $1", owner)
		},
		agreement.AgreementKind: func() (string, error) { return exampleAgreement(ctx, a, owner) },
		agreement.ImportKind: func() (string, error) {
			st, _, err := a.Agreements.Stage(ctx, maker(), agreement.Input{Name: "prov.csv", From: calendar.NewDate(2016, 1, 1)}, []byte("code,name,status\n0114,Upplands Väsby,agreement\n"))
			return st.ID, err
		},
		account.Kind:                  func() (string, error) { return exampleAccount(ctx, a, owner) },
		routine.Kind:                  func() (string, error) { return exampleRoutine(ctx, a, owner) },
		responsibility.TransitionKind: func() (string, error) { return exampleTransition(ctx, a, owner) },
		"job":                         func() (string, error) { return stuckJob(ctx, a) },
		"api-client": func() (string, error) {
			c, _, err := a.Accounts.AddClient(ctx, maker(), owner, account.ClientInput{Name: "Provsystemet (Demo)"})
			return c.ID, err
		},
	} {
		if made[kind], err = make(); err != nil {
			return nil, fmt.Errorf("an example of %s: %w", kind, err)
		}
	}
	for _, kind := range []ref.Kind{steering.GroupThing, steering.MeetingThing, memberExample, decisionExample, waitingExample, plannedExample} {
		if made[kind], err = groupExample(ctx, a, owner, string(kind)); err != nil {
			return nil, fmt.Errorf("an example of %s: %w", kind, err)
		}
	}
	if made[steering.ReviewThing], err = exampleReview(ctx, a, owner); err != nil {
		return nil, fmt.Errorf("an example of a review: %w", err)
	}
	if made[webhook.ThingKind], made[webhookDelivery], err = exampleWebhook(ctx, a, owner, made["api-client"]); err != nil {
		return nil, fmt.Errorf("an example of a webhook: %w", err)
	}
	made["token"] = a.Notices.OffToken(made[account.Kind], "agreement.ends")
	return made, nil
}

// exampleName is the account that the tests of routes are about. Nobody of another authority may learn of it.
const exampleName, exampleUser = "Provia Exempelsson", "provia.exempelsson"

func exampleAccount(ctx context.Context, a *app.App, owner string) (string, error) {
	made, err := a.Accounts.Add(ctx, maker(), account.Input{Authority: owner, UserName: exampleUser, Name: exampleName + " (Demo)"})
	if err != nil {
		return "", err
	}
	_, err = a.Accounts.Grant(ctx, maker(), made.ID, account.DutyInput{Authority: owner, Role: policy.Caseworker, From: calendar.NewDate(2024, 1, 1)})
	return made.ID, err
}

// stuckJob is one that was tried as often as it may be.
func stuckJob(ctx context.Context, a *app.App) (string, error) {
	const id = "01900000-0000-7000-8000-00000000beef"
	return id, a.Trail.House(ctx, func(tx *audit.HouseTx) error {
		now := db.At(tx.Now())
		_, err := tx.Exec(ctx, "INSERT INTO job (id, kind, args, created_at, run_at, leased_until, attempt, most, stuck_at, last_error, progress, total, result) VALUES ($1, 'web.sweep', '{}', $2, $2, $2, 3, 3, $2, 'timeout', 0, 0, '')", id, now)
		return err
	})
}

// exampleAgreement is the one in force, with a scanned copy.
func exampleAgreement(ctx context.Context, a *app.App, owner string) (string, error) {
	type row struct {
		ID      string `db:"id"`
		Version int64  `db:"version"`
	}
	have, err := db.One[row](ctx, a.DB, "SELECT id, version FROM agreement WHERE valid_from = '2025-12-01' AND id IN (SELECT agreement_id FROM agreement_party WHERE authority_id = $1)", owner)
	if err != nil {
		return "", err
	}
	pdf := []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
	scan, err := file.Check(file.Input{Name: "kopia.pdf", Content: bytes.NewReader(pdf), Size: int64(len(pdf)), Owner: owner, Accept: []file.Type{file.PDF}})
	if err != nil {
		return "", err
	}
	_, err = a.Agreements.AttachScan(ctx, maker(), have.ID, have.Version, scan)
	return have.ID, err
}

// asks are what addresses must ask for.
func asks() map[string]string {
	return map[string]string{"/api/v1/drafts/{id}/difference": "from=1&to=2", "/api/v1/templates/{no}/difference": "from=1",
		"/api/v1/agreements/{id}/copy": "version=1&name=kopia.pdf", "/api/v1/templates/next/text": "row=1",
		"/api/v1/contact-routes":           "topic=Q-PLAN&municipality=2085",
		"/api/v1/signatures/{slot}/papers": "name=Prov+(Demo)&function=chef&on=2026-03-02"}
}

// bodies are what programs say, where the least would be turned away before anybody looks at the thing. {authority} and
// {account} stand for those of whoever calls.
func bodies() map[string]string {
	return map[string]string{"POST /api/v1/drafts/{id}/approvals": `{"no":2,"digest":"x"}`, "POST /api/v1/drafts/{id}/comments": `{"field":"clause:9","text":"Prov."}`,
		"POST /api/v1/agreements":                      `{"kind":"other","validFrom":"2026-01-01","parties":[]}`,
		"POST /api/v1/measures":                        `{"scheme":"municipal-placement","name":"Ny (Demo)","says":"Man arbetar. (Demo)","validFrom":"2026-03-02","needs":["practice"]}`,
		"POST /api/v1/measures/{id}/changes":           `{"row":1,"scheme":"municipal-placement","name":"Ny (Demo)","says":"Man arbetar. (Demo)","validFrom":"2026-03-02","needs":["practice"]}`,
		"POST /api/v1/measure-watches":                 `{"name":"Ludvika (Demo)","search":"kommun=2085"}`,
		"POST /api/v1/contact-paths":                   `{"authority":"{authority}","name":"Prov (Demo)","channel":"samsyn","firstDays":1,"answerDays":2,"owner":"{account}","validFrom":"2026-03-02","topics":["Q-PLAN"]}`,
		"POST /api/v1/absences":                        `{"account":"{account}","from":"2026-03-02","to":"2026-03-06"}`,
		"POST /api/v1/persons/{id}/emergency-openings": `{"reason":"Fara för liv (Demo)"}`,
		"POST /api/v1/enquiries/{id}/rounds":           `{"version":1,"text":"Prov."}`,
		"POST /api/v1/enquiries/{id}/grounds":          `{"version":1,"basis":{"kind":"no-harm","motive":"Prov."}}`,
		"POST /api/v1/enquiries/{id}/sortings":         `{"version":1,"topics":["Q-PLAN"],"municipality":"2085"}`,
		"POST /api/v1/enquiries/{id}/urgencies":        `{"version":1,"why":"Prov."}`,
		"POST /api/v1/enquiries/{id}/times":            `{"version":1,"until":"2026-03-09T15:00:00+01:00"}`,
		"POST /api/v1/enquiries/{id}/closings":         `{"version":1,"helped":"yes"}`,
		"POST /api/v1/enquiries/{id}/answers":          `{"version":1,"outcome":"not-disclosable"}`,
	}
}

// exampleFor finds the example of a pattern's parameter: the entry that ends where the parameter does, the longest
// first.
func exampleFor(all map[string]example, upTo string) (e example, ok bool) {
	best := ""
	for at := range all {
		if strings.HasSuffix(upTo, at) && len(at) > len(best) {
			best = at
		}
	}
	return all[best], best != ""
}

// owner is whose the examples are, foreign who has nothing to do with them.
const owner, foreign = cast.LudvikaWork, cast.FalunWork

// isOpen tells whether anybody can see on the open pages that the thing exists, so that "may not" need not be hidden.
func (v visit) isOpen() bool {
	for kind := range v.things {
		switch ref.Kind(kind) {
		case directory.MunicipalityKind, directory.AuthorityKind, directory.UnitKind, directory.OfficeKind, agreement.AgreementKind, commitment.Kind, "agreement-notice",
			routine.Kind, responsibility.TransitionKind, template.Kind, contact.Kind, "contact-turn", measure.Kind: // the example of a routine is shared
		default:
			return false
		}
	}
	return true
}

// narrower are the routes whose handler asks for more than the route's own action: what it asks for, and how it refuses.
func narrower() map[string]narrow {
	all := narrowAPI()
	maps.Copy(all, narrowPages())
	maps.Copy(all, narrowContacts())
	maps.Copy(all, narrowMeasures())
	maps.Copy(all, narrowEnquiries())
	maps.Copy(all, narrowRecords())
	return all
}

func narrowPages() map[string]narrow {
	signedIn := narrow{"role", func(_ cell, _ visit, a policy.Actor) bool { return !a.IsPublic() }}
	link := narrow{"link", func(cell, visit, policy.Actor) bool { return false }}
	return map[string]narrow{
		"GET /fortsatt":       signedIn, // forms kept for their writer
		"POST /fortsatt":      signedIn,
		"GET /nytt-losenord":  link, // a link with a secret, which the tests of accounts try
		"POST /nytt-losenord": link,
		"POST /overenskommelser/{id}/sag-upp/{notice}/ta-tillbaka": {"thing", func(cell, visit, policy.Actor) bool { return false }}, // nobody has given notice
		"POST /logga-in/demo":            link, // names the account to sign in as
		"POST /mina-sidor/logga-in/demo": link,
		"POST /konto/inloggningar/{session}/avsluta": {"thing", func(c cell, v visit, a policy.Actor) bool {
			return a.ID == c.w.examples["/admin/konton/{id}"].id // one's own alone; an administrator has a page for others'
		}},
		// A plan is begun under the agreement in force.
		"GET /kommun/{code}/omstallning/ny":  beginsPlan(),
		"POST /kommun/{code}/omstallning/ny": beginsPlan(),
		// The part of the directory that one keeps.
		"GET /admin/katalog/myndighet/{id}": {"thing", func(c cell, v visit, a policy.Actor) bool {
			at := ref.To(directory.AuthorityKind, v.things["authority"])
			return c.may(a, policy.EditAuthority, at) || c.may(a, policy.AddUnit, at)
		}},
	}
}

// narrow is a demand of a handler's own, and how it answers those who do not meet it: as a role that may not, as a
// thing that is not there, or as a link that does not hold.
type narrow struct {
	refusal string
	may     func(c cell, v visit, a policy.Actor) bool
}
