package admin

import (
	"context"
	"fmt"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Texts of the running.
var (
	sayRunning  = language.T("Driften", "The running")
	sayHealth   = language.T("Hälsa", "Health")
	sayWorks    = language.T("fungerar", "works")
	sayHides    = language.T("fungerar, men servern visar inte hur den bevarar det som sparas: läs /healthz", "works, but the server does not show how it keeps what is saved: read /healthz")
	sayFails    = language.T("fungerar inte", "does not work")
	sayAllWell  = language.T("*Allt fungerar.* Inget har fastnat.", "*Everything works.* Nothing is stuck.")
	sayIll      = language.T("*Något fungerar inte.* Tjänstens logg säger varför.", "*Something does not work.* The service’s log says why.")
	sayStuckN   = language.T("*%d jobb har fastnat.* Läs varför, rätta orsaken och kör om.", "*%d jobs are stuck.* Read why, mend the cause and run them again.")
	sayStuckOne = language.T("*%d jobb har fastnat.* Läs varför, rätta orsaken och kör om.", "*%d job is stuck.* Read why, mend the cause and run it again.")
	sayStuck    = language.T("Jobb som har fastnat", "Jobs that are stuck")
	sayNoStuck  = language.T("Inga jobb har fastnat.", "No jobs are stuck.")
	sayJob      = language.T("Jobb", "Job")
	sayTries    = language.T("Försök", "Tries")
	sayStopped  = language.T("Gavs upp", "Given up")
	sayWhy      = language.T("Varför", "Why")
	sayAgain    = language.T("Kör om", "Run again")
	sayRunAgain = language.T("Jobbet körs igen.", "The job runs again.")
	sayFacts    = language.T("Uppgifter om installationen", "Facts about the installation")
	sayVersion  = language.T("Version", "Version")
	sayEngine   = language.T("Databas", "Database")
	sayDue      = language.T("Jobb som väntar på sin tur", "Jobs that wait for their turn")
	sayStuckNo  = language.T("Jobb som har fastnat", "Jobs that are stuck")
	sayTrail    = language.T("Rader i loggen", "Lines in the log")
	sayRoot     = language.T("Loggens huvud", "The head of the log")
	sayAgreemts = language.T("Överenskommelser i registret", "Agreements in the register")
	sayClock    = language.T("Klockan är", "The time is")
	sayMore     = language.T("Mer", "More")
)

// stuckShown is how many stuck jobs the page lists.
const stuckShown = 100

// checkTime is how long one check of the health may take.
const checkTime = 3 * time.Second

func (a *Admin) runningPage(r *web.Request) (web.Response, error) {
	q := a.Trail.DB()
	due, stuck, err := job.Backlog(r.Context(), q)
	if err != nil {
		return web.Response{}, err
	}
	list, err := job.Stuck(r.Context(), q, stuckShown)
	if err != nil {
		return web.Response{}, err
	}
	facts, err := a.facts(r, due, stuck)
	if err != nil {
		return web.Response{}, err
	}
	health, well := a.checked(r)
	return page(r, sayRunning, stack(ui.Heading(r.Say(sayRunning), ""), ui.LeadBlock(state(r, well, stuck)),
		section("halsa", r.Say(sayHealth), ui.KeyValues(health...)),
		section("fastnat", r.Say(sayStuck), ui.TableOf(stuckTable(r, list))),
		section("uppgifter", r.Say(sayFacts), ui.KeyValues(facts...)),
		section("mer", r.Say(sayMore), ui.Links([]ui.Link{{Label: "/healthz", Href: "/healthz"}, {Label: "/readyz", Href: "/readyz"}, {Label: "/metrics", Href: "/metrics"}})))), nil
}

// state is the sentence that the page begins with.
func state(r *web.Request, well bool, stuck int64) ui.Lead {
	switch {
	case !well:
		return ui.Lead{Level: ui.Bad, Text: ui.Rich(r.Say(sayIll))}
	case stuck > 0:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(stuck, sayStuckOne, sayStuckN)))}
	}
	return ui.Lead{Text: ui.Rich(r.Say(sayAllWell))}
}

// checked asks how each part of the house is. Why something fails stands in the service's own log.
func (a *Admin) checked(r *web.Request) (facts []ui.Fact, well bool) {
	well = true
	for _, c := range a.Health {
		ctx, cancel := context.WithTimeout(r.Context(), checkTime)
		status := ui.Status{Level: ui.Good, Words: r.Say(sayWorks)}
		if c.Unknown != nil && c.Unknown() != "" {
			status = ui.Status{Level: ui.Warn, Words: r.Say(sayHides)}
		}
		if err := c.Fn(ctx); err != nil {
			status, well = ui.Status{Level: ui.Bad, Words: r.Say(sayFails)}, false
		}
		cancel()
		facts = append(facts, ui.Fact{Name: capital(r.Say(wordOfCheck(c.Name))), Value: ui.StatusChip(status)})
	}
	return facts, well
}

func wordOfCheck(name string) language.Text {
	switch name {
	case "database":
		return language.T("databasen", "the database")
	case "trail":
		return language.T("loggen över vad som görs", "the log of what is done")
	case "commit":
		return language.T("skrivningen till disk", "writing to disk")
	}
	return language.Same(name)
}

func (a *Admin) facts(r *web.Request, due, stuck int64) ([]ui.Fact, error) {
	q := a.Trail.DB()
	head, err := audit.CurrentHead(r.Context(), q, a.Trail.Keys().Verifiers())
	if err != nil {
		return nil, err
	}
	agreements, err := agreement.Total(r.Context(), q, agreement.Filter{On: calendar.DateOf(q.Now())})
	if err != nil {
		return nil, err
	}
	engine := "SQLite"
	if q.Dialect() == db.Postgres {
		engine = "PostgreSQL"
	}
	facts := []ui.Fact{ui.F(r.Say(sayEngine), engine), ui.F(r.Say(sayClock), r.Say(calendar.DateTime(q.Now()))),
		ui.F(r.Say(sayDue), language.Number(due)), ui.F(r.Say(sayStuckNo), language.Number(stuck)),
		ui.F(r.Say(sayAgreemts), language.Number(agreements)), ui.F(r.Say(sayTrail), language.Number(head.Size)),
		{Name: r.Say(sayRoot), Value: code(head.Root.String())}}
	if a.Version != "" {
		facts = append([]ui.Fact{ui.F(r.Say(sayVersion), "Samsyn "+a.Version)}, facts...)
	}
	return facts, nil
}

func stuckTable(r *web.Request, stuck []job.State) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "jobb", Caption: r.Say(sayStuck), Empty: ui.Empty{Text: r.Say(sayNoStuck)}, Columns: []ui.Column{
		{Label: r.Say(sayJob), RowHeader: true}, {Label: r.Say(sayTries), Number: true}, {Label: r.Say(sayStopped)}, {Label: r.Say(sayWhy)}, {Label: r.Say(sayAgain), Hidden: true, Bare: true}}}
	for _, s := range stuck {
		var again templ.Component = ui.Text("")
		if r.May(policy.RetryJob) {
			again = retryForm(runningPath+"/kor-om/"+s.ID, r.Say(sayAgain))
		}
		t.Rows = append(t.Rows, ui.Row{ID: "j" + s.ID, Level: ui.Bad, Cells: []templ.Component{code(s.Kind), ui.Text(fmt.Sprint(s.Attempt)),
			ui.Text(r.Say(calendar.DateTime(s.StuckAt.Time))), ui.Text(s.LastError), again}})
	}
	return t
}

// retry notes who ran a stuck job again, and runs it.
func (a *Admin) retry(r *web.Request) (web.Response, error) {
	id := r.Path("id")
	if _, err := job.Look(r.Context(), a.Trail.DB(), id); err != nil {
		return web.Response{}, err
	}
	err := a.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error { return tx.Note(policy.RetryJob, ref.To("job", id), nil) })
	if err != nil {
		return web.Response{}, err
	}
	if err := a.Queue.Retry(r.Context(), id); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(runningPath).Message(ui.Good, sayRunAgain), nil
}
