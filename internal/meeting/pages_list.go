package meeting

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayTitle = language.T("Möten", "Meetings")

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = Path + "/{id}"
	rt.Handle("GET "+Path, policy.ListPersonMeetings, s.listPage)
	rt.Handle("GET "+one, policy.ReadPersonMeeting, s.onePage)
	rt.Handle("GET "+one+"/mote.ics", policy.ReadPersonMeeting, s.calendarFile)
	rt.Handle("GET "+one+"/kallelse.pdf", policy.ReadPersonMeetingText, s.letterPDF)
	s.acts().Handle(rt, one)
	rt.Handle("GET "+matter.Path+"/{id}/mote", policy.WorkMatter, s.askPage)
	rt.Handle("POST "+matter.Path+"/{id}/mote", policy.WorkMatter, s.askPost)
	s.ownRoutes(rt)
	s.presenceRoutes(rt)
	s.apiRoutes(rt)
}

// Names of the filters in the address of the list.
const (
	paramOver   = "avslutade"
	paramMine   = "mina"
	paramWaits  = "vantar"
	paramBooked = "bokade"
	paramWeek   = "vecka"
)

func (s *Service) filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Over: q.Ticked(paramOver), Mine: q.Ticked(paramMine), Waits: q.Ticked(paramWaits), Booked: q.Ticked(paramBooked), Week: q.Date(paramWeek)}
	if err := q.Err(); err != nil {
		return f, err
	}
	if !f.Week.IsZero() { // any day of a week stands for its Monday
		f.Week = f.Week.AddDays(-(int(f.Week.Weekday()) + 6) % 7)
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (f Filter) plain() bool {
	return !f.Over && !f.Mine && !f.Waits && !f.Booked && f.Week.IsZero()
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := s.filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	n, err := matter.NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	list := s.list(r, n, f)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	counts, err := s.Count(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Trepartsmöten och SIP. Vem mötet är med visas för den som arbetar med personen", "Three-party meetings and SIP. Whom a meeting is with is shown to whoever works with the person"))),
		ui.LeadBlock(listLead(r, counts)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f, counts)), s.weeks(r, f), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), nil
}

// listLead says what waits for this reader.
func listLead(r *web.Request, n Counts) ui.Lead {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Inget möte väntar på er. Ett möte begärs från *ärendet* om personen.", "No meeting waits for you. A meeting is asked for from the *matter* about the person."))), Button: &ui.Button{Label: r.Say(t("Välj ärende", "Choose a matter")), Href: matter.Path}}
	if n.Waits > 0 {
		lead.Level = ui.Warn
		lead.Text = ui.Rich(r.Say(language.Plural(n.Waits, t("*%d möte väntar på er.*", "*%d meeting waits for you.*"), t("*%d möten väntar på er.*", "*%d meetings wait for you.*"))))
		lead.Button = &ui.Button{Label: r.Say(t("Visa dem", "Show them")), Href: Path + "?" + paramWaits + "=ja"}
	}
	return lead
}

func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t, chip := language.T, r.Chips(paramOver, paramMine, paramWaits, paramBooked, paramWeek)
	live := !f.Over && !f.Waits && !f.Booked
	return []ui.Tab{
		chip(t("Kommande", "To come"), n.Live, live && !f.Mine), chip(t("Mina", "Mine"), n.Mine, live && f.Mine, paramMine, "ja"), chip(t("Bokade", "Booked"), n.Booked, f.Booked, paramBooked, "ja"),
		chip(t("Väntar på er", "Waits for you"), n.Waits, f.Waits, paramWaits, "ja"), chip(t("Hållna och avbokade", "Held and cancelled"), -1, f.Over, paramOver, "ja"),
	}
}

// weeks leads from week to week.
func (s *Service) weeks(r *web.Request, f Filter) templ.Component {
	t := language.T
	monday := func(d calendar.Date) calendar.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }
	at := f.Week
	if at.IsZero() {
		at = monday(today(s.Trail.DB()))
	}
	to := func(d calendar.Date) ui.Link {
		return ui.Link{Label: r.Say(d.Week()), Href: r.Link(paramWeek, d.String(), web.AfterParam, "")}
	}
	links := []ui.Link{to(at.AddDays(-7)), to(at), to(at.AddDays(7))}
	if !f.Week.IsZero() {
		links = append(links, ui.Link{Label: r.Say(t("Alla veckor", "Every week")), Href: r.Link(paramWeek, "", web.AfterParam, "")})
	}
	links = append(links, ui.Link{Label: r.Say(sayPresence), Href: presencePath})
	return ui.Links(links)
}

func (f Filter) sorted() language.Text {
	t := language.T
	switch {
	case !f.Week.IsZero():
		return t("%s, %s", "%s, %s").With(f.Week.Week(), t("sorterade efter tid", "sorted by time"))
	case f.Over:
		return t("sorterade efter tid, senast först", "sorted by time, the latest first")
	}
	return t("sorterade efter tid, det som kommer först överst", "sorted by time, what comes first on top")
}

func (f Filter) empty(r *web.Request) ui.Empty {
	t := language.T
	if f.plain() {
		return ui.Empty{Text: r.Say(t("Här kommer de möten som begärs i era ärenden.", "Meetings that are asked for in your matters come here."))}
	}
	return ui.Empty{Text: r.Say(t("Inget möte stämmer med urvalet.", "No meeting fits the selection.")), Button: &ui.Button{Label: r.Say(t("Visa alla kommande", "Show all to come")), Href: Path}}
}

func (s *Service) list(r *web.Request, n matter.Names, f Filter) web.Listing[Item] {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	return web.Listing[Item]{ID: "moten", After: f.After, One: t("%d möte", "%d meeting"), Many: t("%d möten", "%d meetings"), Sorted: f.sorted(), Empty: f.empty(r),
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Item, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Item) (string, ui.Level) { return "m" + i.ID, i.urgency(now) },
		List:  web.List[Item]{Title: sayTitle, File: "moten", Columns: columnsOf(r, n, now)}}
}

// urgency marks a meeting whose time has passed without a word of whether it was held.
func (i Item) urgency(now time.Time) ui.Level {
	if i.Passed(now) {
		return ui.Warn
	}
	return ui.Neutral
}

func columnsOf(r *web.Request, n matter.Names, now time.Time) []web.Column[Item] {
	t, part := language.T, PartOf(r.Actor.Authority)
	return []web.Column[Item]{
		{Heading: t("Tid", "Time"), RowHeader: true, Value: func(i Item) any { return i.whenSaid() }, Cell: func(i Item) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.whenSaid())), ui.Text(r.Say(i.Sort.Name())))
		}},
		{Heading: t("Hur", "How"), Value: func(i Item) any { return i.Way.Name() }},
		{Heading: t("Läge", "State"), Value: func(i Item) any { return i.State.Name() }, Cell: func(i Item) templ.Component { return ui.StatusChip(i.status(r.Lang, now)) }},
		{Heading: t("Att göra hos er", "To do with you"), Value: func(i Item) any {
			if text, ok := i.ToDo(part, now); ok {
				return text
			}
			return t("inget just nu", "nothing right now")
		}},
		{Heading: t("Tillsammans med", "Together with"), Value: func(i Item) any { return n.Of(i.Other) }},
		{Heading: t("Ärende", "Matter"), Value: func(i Item) any { return i.Number }, Cell: func(i Item) templ.Component { return ui.A(matter.Path+"/"+i.Matter, i.Number) }},
		{Heading: t("Tolk", "Interpreter"), Value: func(i Item) any {
			if i.Interpreter {
				return t("behövs", "needed")
			}
			return t("behövs inte", "not needed")
		}},
	}
}

// whenSaid is when it is, or that there is no time yet.
func (m Meeting) whenSaid() language.Text {
	t := language.T
	switch {
	case !m.Starts.IsZero():
		return spanSaid(m.Starts.Time, m.Ends.Time)
	case m.State == Offered:
		return t("tider erbjudna, tidigast %s", "times offered, from %s").With(dayOf(m.Order.Time).String())
	case m.State == Cancelled:
		return t("avbokat %s", "cancelled %s").With(dayOf(m.OverAt.Time).String())
	}
	return t("ingen tid än, begärt %s", "no time yet, asked for %s").With(dayOf(m.AskedAt.Time).String())
}
