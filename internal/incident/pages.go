package incident

import (
	"bytes"
	"io"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The texts that several pages have.
var (
	sayTitle    = language.T("Incidenter", "Incidents")
	sayNew      = language.T("Rapportera en incident", "Report an incident")
	saySort     = language.T("Slag av incident", "Sort of incident")
	sayState    = language.T("Läge", "State")
	sayFound    = language.T("Upptäckt", "Discovered")
	sayWhom     = language.T("Vilka som berörs", "Who is concerned")
	sayRegistry = language.T("Diarienummer", "Registry number")
	sayMany     = language.T("Ungefär hur många", "Roughly how many")
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = Path + "/{id}"
	rt.Handle("GET "+Path, policy.ListIncidents, s.listPage)
	rt.Handle("GET "+Path+"/ny", policy.ReportIncident, s.newPage)
	rt.Handle("POST "+Path+"/ny", policy.ReportIncident, s.newPost)
	rt.Handle("GET "+one, policy.ReadIncident, s.onePage)
	rt.Handle("GET "+one+"/incident.pdf", policy.ReadIncident, s.onePDF)
	s.acts().Handle(rt, one)
	s.apiRoutes(rt)
}

// names are what ids are called on a day.
type names struct {
	*directory.Edition
	staff map[string]string
}

func (s *Service) names(r *web.Request, accounts ...string) (n names, err error) {
	d := s.Trail.DB()
	if n.Edition, err = s.book.On(r.Context(), d, today(d)); err != nil {
		return n, err
	}
	n.staff, err = account.NamesOf(r.Context(), d, accounts)
	return n, err
}

// authority is what an authority is called, with its municipality.
func (n names) authority(id string) string {
	if id == "" {
		return ""
	}
	return n.Authorities[id].Title()
}

// others are the authorities that there are today, but for some, to choose from.
func (n names) others(r *web.Request, day calendar.Date, but ...string) (out []ui.Option) {
	for id, a := range n.Authorities {
		if a.On(day) && !slices.Contains(but, id) {
			out = append(out, ui.Option{Value: id, Label: a.Title()})
		}
	}
	slices.SortFunc(out, func(a, b ui.Option) int {
		return bytes.Compare([]byte(language.SortKey(a.Label)+a.Value), []byte(language.SortKey(b.Label)+b.Value))
	})
	return append([]ui.Option{{Label: r.Say(language.T("Välj myndighet", "Choose an authority"))}}, out...)
}

func crumbs(r *web.Request, here language.Text) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(here)}}
	}
}

// clockOf says how long is left until something is due, in hours around the clock, or that it is late.
func clockOf(due, now time.Time, l language.Lang) ui.Clock {
	t := language.T
	c := ui.Clock{Level: ui.Waiting, When: calendar.LongDateTime(due).In(l), At: due.UTC().Format(time.RFC3339)}
	left := due.Sub(now)
	switch hours := int(left / time.Hour); {
	case left <= 0:
		c.Level, c.Words = ui.Bad, t("över tiden", "past its time").In(l)
	case hours < 1:
		c.Level, c.Words = ui.Warn, t("mindre än en timme kvar", "less than an hour left").In(l)
	default:
		if left <= beforeParty {
			c.Level = ui.Warn
		}
		c.Words = language.Plural(hours, t("%d timme kvar", "%d hour left"), t("%d timmar kvar", "%d hours left")).In(l)
	}
	return c
}

// ticking is what an incident is due for first.
func (i Incident) ticking(now time.Time, l language.Lang) ui.Clock {
	t := language.T
	switch {
	case i.State != Open:
		return ui.Clock{Level: ui.Neutral, Words: i.State.Name().Capital().In(l), When: calendar.LongDateTime(i.EndedAt.Time).In(l)}
	case i.Due.IsZero():
		return ui.Clock{Level: ui.Good, Words: t("Alla tider är hållna eller beslutade", "All times are kept or decided").In(l)}
	}
	return clockOf(i.Due.Time, now, l)
}

func (i Incident) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Open: ui.Info, Closed: ui.Good, Void: ui.Neutral}[i.State]
	words := i.State.Name()
	if i.State == Open && i.Origin == ToldOf && i.ReceivedAt.IsZero() {
		level, words = ui.Waiting, language.T("att kvittera", "to be acknowledged")
	}
	return ui.Status{Level: level, Words: words.In(l)}
}

// who says which categories of persons are concerned.
func (i Incident) who() language.Text {
	var list []language.Text
	for _, c := range i.Of() {
		list = append(list, c.Name())
	}
	if len(list) == 0 {
		return language.T("inga personer", "no persons")
	}
	return language.List(list...)
}

// many says roughly how many persons are concerned.
func (i Incident) many() language.Text {
	switch {
	case i.Persons == 0 && !i.Breach():
		return language.Same("0")
	case i.Persons == 0:
		return language.T("inte känt än", "not known yet")
	}
	return language.Same(language.Number(i.Persons))
}

func download(name, kind string, content []byte) web.Response {
	return web.Download(name, kind, int64(len(content)), io.NopCloser(bytes.NewReader(content)))
}
