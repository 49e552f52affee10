package statutory

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The texts that several pages have.
var (
	sayTitle   = language.T("Underrättelser", "Statutory notices")
	sayNew     = language.T("Lämna en underrättelse", "Give a statutory notice")
	sayTypes   = language.T("Vilka underrättelser finns?", "Which notices are there?")
	sayType    = language.T("Underrättelse", "Notice")
	sayPlace   = language.T("Kommun", "Municipality")
	sayOther   = language.T("Motpart", "Other side")
	sayState   = language.T("Läge", "State")
	sayEvent   = language.T("Händelsedag", "Day of the event")
	sayHandler = language.T("Handläggare hos er", "Handled at yours by")
	sayLeft    = language.T("Tid kvar", "Time left")
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = listPath + "/{id}"
	rt.Handle("GET "+listPath, policy.ListStatutory, s.listPage)
	rt.Handle("GET "+listPath+"/ny", policy.SendStatutory, s.newPage)
	rt.Handle("POST "+listPath+"/ny", policy.SendStatutory, s.newPost)
	rt.Handle("GET "+typesPath, policy.ReadStatutoryTypes, s.typesPage)
	rt.Handle("POST "+typesPath+"/{slag}/dag", policy.SwitchStatutory, s.switchPost)
	rt.Handle("GET "+one, policy.ReadStatutory, s.onePage)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

// typesPath is the address of the types, with their law.
const typesPath = listPath + "/slag"

// names are what ids are called on a day.
type names struct{ *directory.Edition }

func (s *Service) names(r *web.Request) (names, error) {
	d := s.Trail.DB()
	e, err := s.book.On(r.Context(), d, calendar.DateOf(d.Now()))
	return names{e}, err
}

func (n names) of(r *web.Request, authority string) string {
	if a, ok := n.Authorities[authority]; ok {
		return a.Title()
	}
	return r.Say(language.T("någon utanför katalogen", "somebody outside the directory"))
}

func (n names) place(code string) string {
	if name := n.Places[code]; name != "" {
		return name
	}
	return code
}

func crumbs(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: listPath}, {Label: r.Say(here)}}
	}
}

// ticking is what a notice waits for, in words.
func (n Notice) ticking(now time.Time) (ui.Level, language.Text, time.Time) {
	t := language.T
	switch n.State {
	case Paused:
		return ui.Paused, t("Tiden står stilla", "Time stands still"), time.Time{}
	case Returned:
		return ui.Warn, t("Återlämnad", "Returned"), n.EndedAt.Time
	case Acted:
		return ui.Good, t("Återkopplad", "Acted on"), n.EndedAt.Time
	case Withdrawn, Closed:
		return ui.Neutral, capital(n.State.Name()), n.EndedAt.Time
	}
	if n.Due.IsZero() {
		return ui.Waiting, t("Ingen tid satt", "No time set"), time.Time{}
	}
	due := n.Due.Time
	days := calendar.WorkingDaysBetween(calendar.DateOf(now), calendar.DateOf(due))
	switch {
	case n.Late(now) && days == 0:
		return ui.Bad, t("Försenad", "Late"), due
	case n.Late(now):
		return ui.Bad, t("Försenad %s", "%s late").With(calendar.CountWorkingDays(-days)), due
	case days == 0:
		return ui.Warn, t("I dag", "Today"), due
	}
	return ui.Waiting, t("%s kvar", "%s left").With(calendar.CountWorkingDays(days)), due
}

func (n Notice) clock(now time.Time, l language.Lang) ui.Clock {
	level, words, at := n.ticking(now)
	c := ui.Clock{Level: level, Words: words.In(l)}
	if !at.IsZero() {
		c.When, c.At = calendar.LongDateTime(at).In(l), at.UTC().Format(time.RFC3339)
	}
	return c
}

func (n Notice) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Sent: ui.Waiting, Received: ui.Info, Paused: ui.Paused, Acted: ui.Good, Returned: ui.Warn}[n.State]
	return ui.Status{Level: level, Words: capital(n.State.Name()).In(l)}
}

// sentSaid says whether it was sent in time.
func (n Notice) sentSaid() language.Text {
	if n.SentLate() {
		return language.T("för sent", "too late")
	}
	return language.T("i tid", "in time")
}

// newButton leads to the form for who may give a notice; nil for others.
func newButton(r *web.Request) *ui.Button {
	if !r.May(policy.SendStatutory) {
		return nil
	}
	return &ui.Button{Label: r.Say(sayNew), Href: listPath + "/ny"}
}
