package deviation

import (
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/steering"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The texts that several pages have.
var (
	sayTitle    = language.T("Avvikelser", "Deviations")
	sayNew      = language.T("Rapportera en avvikelse", "Report a deviation")
	sayAnalyses = language.T("Orsaksanalyser", "Analyses of causes")
	sayType     = language.T("Vad det gäller", "What it is about")
	sayPlace    = language.T("Kommun", "Municipality")
	sayState    = language.T("Läge", "State")
	sayLevel    = language.T("Nivå", "Level")
	sayNoPerson = language.T("Skriv inga namn, personnummer eller annat om enskilda. Skriv vad som hände, inte vem som gjorde det.", "Write no names, personal numbers or anything else about individuals. Write what happened, not who did it.")
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = listPath + "/{id}"
	rt.Handle("GET "+listPath, policy.ListDeviations, s.withoutPersons(s.listPage))
	rt.Handle("GET "+listPath+"/ny", policy.ReportDeviation, s.newPage)
	rt.Handle("POST "+listPath+"/ny", policy.ReportDeviation, s.newPost)
	rt.Handle("GET "+analysesPath, policy.ReadAnalyses, s.analysesPage)
	rt.Handle("GET "+analysesPath+"/{id}", policy.ReadAnalyses, s.analysisPage)
	rt.Handle("POST "+analysesPath+"/{id}/skriv", policy.EditAnalysis, s.noteAnalysisPost)
	rt.Handle("POST "+analysesPath+"/{id}/genomford", policy.EditAnalysis, s.finishAnalysisPost)
	rt.Handle("GET "+one, policy.ReadDeviation, s.onePage)
	rt.Handle("POST "+one+"/"+registryPath, policy.RegisterDeviation, s.registryPost)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

// names are what ids are called on a day.
type names struct{ *directory.Edition }

func (s *Service) names(r *web.Request) (names, error) {
	d := s.Trail.DB()
	e, err := s.book.On(r.Context(), d, calendar.DateOf(d.Now()))
	return names{e}, err
}

func (n names) of(authority string) string {
	if a, ok := n.Authorities[authority]; ok {
		return a.Title()
	}
	return authority
}

func (n names) place(code string) string {
	if name := n.Places[code]; name != "" {
		return name
	}
	return code
}

// aboutParams name in an address what a deviation is reported from.
func aboutParams() map[string]ref.Kind {
	return map[string]ref.Kind{"fraga": enquiry.Kind, "kontaktvag": contact.Kind, "atagande": commitment.Kind, "mote": steering.MeetingThing, "overenskommelse": agreement.AgreementKind}
}

// NewPath is where a deviation is reported from a thing.
func NewPath(thing ref.Ref) string {
	for name, kind := range aboutParams() {
		if kind == thing.Kind {
			return listPath + "/ny?" + name + "=" + thing.ID
		}
	}
	return listPath + "/ny"
}

func crumbs(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: listPath}, {Label: r.Say(here)}}
	}
}

// ticking is what a deviation is due for next, in words.
func (d Deviation) ticking(now time.Time) (ui.Level, language.Text, time.Time) {
	t, due := language.T, d.Due()
	switch {
	case d.State == Resolved:
		return ui.Good, t("Löst, väntar på om det hjälpte", "Resolved, waits for whether it helped"), d.EndedAt.Time
	case !d.State.Live():
		return ui.Neutral, d.State.Name(), d.EndedAt.Time
	case d.Waiting && due.IsZero():
		return ui.Paused, t("Tiden står still", "Time stands still"), time.Time{}
	case due.IsZero():
		return ui.Warn, t("Högsta nivån", "The highest level"), time.Time{}
	}
	days := calendar.WorkingDaysBetween(calendar.DateOf(now), calendar.DateOf(due))
	what := t("%s till nästa nivå", "%s to the next level")
	if !d.AckDue.IsZero() && due.Equal(d.AckDue.Time) {
		what = t("%s att bekräfta", "%s to acknowledge")
	}
	switch {
	case !now.Before(due) && days == 0:
		return ui.Bad, t("Försenad", "Late"), due
	case !now.Before(due):
		return ui.Bad, t("Försenad %s", "%s late").With(calendar.CountWorkingDays(-days)), due
	case days == 0:
		return ui.Warn, what.With(t("I dag", "Today")), due
	}
	return ui.Waiting, what.With(calendar.CountWorkingDays(days)), due
}

func (d Deviation) clock(now time.Time, l language.Lang) ui.Clock {
	level, words, at := d.ticking(now)
	c := ui.Clock{Level: level, Words: words.In(l)}
	if !at.IsZero() {
		c.When, c.At = calendar.LongDateTime(at).In(l), at.UTC().Format(time.RFC3339)
	}
	return c
}

func (d Deviation) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Reported: ui.Waiting, Acknowledged: ui.Waiting, Analysed: ui.Info, Decided: ui.Info, Disputed: ui.Warn, Resolved: ui.Good, Closed: ui.Good}[d.State]
	return ui.Status{Level: level, Words: d.State.Name().In(l)}
}
