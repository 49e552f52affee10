package meeting

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	presencePath  = "/narvarodagar"
	paramMonth    = "manad"
	paramPlace    = "kommun"
	fieldPremises = "premises"
)

var sayPresence = language.T("Närvarodagar", "Days of presence")

func (s *Service) presenceRoutes(rt *web.Router) {
	rt.Handle("GET "+presencePath, policy.ListPresence, s.presencePage)
	rt.Handle("POST "+presencePath, policy.PlanPresence, s.planPost)
	rt.Handle("GET "+presencePath+"/{dag}", policy.NotePresence, s.dayPage)
	rt.Handle("POST "+presencePath+"/{dag}", policy.NotePresence, s.dayPost)
}

func (s *Service) presencePage(r *web.Request) (web.Response, error) { return s.presenceAgain(r, nil) }

func (s *Service) presenceAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	q := r.ReadQuery()
	f := DayFilter{Month: q.Date(paramMonth), Municipality: q.Text(paramPlace, web.Max(4))}
	if err := q.Err(); err != nil {
		return web.Response{}, err
	}
	if f.Month.IsZero() {
		f.Month = today(s.Trail.DB())
	}
	n, err := matter.NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	f.After, err = r.After(2)
	if err != nil {
		return web.Response{}, err
	}
	counts, err := s.CountDays(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	list := s.days(r, n, f, counts)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(sayPresence), r.Say(language.T("När Arbetsförmedlingen finns på plats i kommunen, %s", "When the agency is present in the municipality, %s").With(f.Month.MonthYear()))),
		ui.LeadBlock(presenceLead(r, counts)), monthLinks(r, f.Month), ui.TableOf(t)}
	if r.May(policy.PlanPresence) {
		parts = append(parts, ui.SectionIntro("planera-en-dag", r.Say(language.T("Planera en dag", "Plan a day")), r.Say(language.T("Dagar som är planerade när månaden börjar räknas. Dagar som läggs till senare visas, men räknas inte.", "Days that are planned when the month begins count. Days added later are shown, but do not count.")), s.planForm(r, n, sent)))
	}
	out := web.Page(sayPresence, ui.Parts(parts...)).Part(t.ID, ui.TableOf(t)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(sayPresence)}}
	})
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func presenceLead(r *web.Request, n DayCounts) ui.Lead {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*%d dagar* är planerade, %d är genomförda och %d blev inte av.", "*%d days* are planned, %d are kept and %d were not.").With(n.All, n.Kept, n.Missed)))}
	if n.All == 0 {
		lead.Text = ui.Rich(r.Say(t("*Ingen dag är planerad* den här månaden.", "*No day is planned* this month.")))
	}
	if n.Waits > 0 && r.Actor.Authority == directory.PES {
		lead.Level = ui.Warn
		lead.Text = ui.Rich(r.Say(language.Plural(n.Waits, t("*%d dag har varit.* Anteckna hur det blev.", "*%d day has been.* Note what came of it."), t("*%d dagar har varit.* Anteckna hur det blev.", "*%d days have been.* Note what came of them."))))
	}
	return lead
}

func monthLinks(r *web.Request, month calendar.Date) templ.Component {
	first := month.StartOfMonth()
	var links []ui.Link
	for _, m := range []calendar.Date{first.AddMonths(-1), first, first.AddMonths(1)} {
		links = append(links, ui.Link{Label: r.Say(m.MonthYear().Capital()), Href: r.Link(paramMonth, m.String())})
	}
	return ui.Links(append(links, ui.Link{Label: r.Say(language.T("Så räknas närvarodagar", "How days of presence are counted")), Href: fact.DefinitionPath(fact.PresenceDays)}))
}

func (s *Service) days(r *web.Request, n matter.Names, f DayFilter, counts DayCounts) web.Listing[Day] {
	t, d := language.T, s.Trail.DB()
	return web.Listing[Day]{ID: "dagar", After: f.After, One: t("%d dag", "%d day"), Many: t("%d dagar", "%d days"), Sorted: t("sorterade efter dag", "sorted by day"),
		Empty: ui.Empty{Text: r.Say(t("Ingen dag är planerad i %s.", "No day is planned in %s.").With(f.Month.MonthYear()))},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Day, error) {
			f.After, f.Limit = after, limit
			return s.Days(ctx, d, r.Actor, f)
		},
		Total: func(context.Context) (int64, error) { return counts.All, nil },
		Row:   func(d Day) (string, ui.Level) { return "d" + d.ID, ui.Neutral },
		List:  web.List[Day]{Title: sayPresence, File: "narvarodagar", Columns: s.dayColumns(r, n)}}
}

func (s *Service) dayColumns(r *web.Request, n matter.Names) []web.Column[Day] {
	t := language.T
	plans := func(d Day) bool { return r.May(policy.NotePresence) && d.Authority == r.Actor.Authority }
	return []web.Column[Day]{
		{Heading: t("Dag", "Day"), RowHeader: true, Value: func(d Day) any { return d.Day }, Cell: func(d Day) templ.Component {
			words := r.Say(t("%s %s", "%s %s").With(calendar.WeekdayName(d.Day.Weekday()), d.Day.String()).Capital())
			if plans(d) && d.State == PlannedDay {
				return ui.A(presencePath+"/"+d.ID, words)
			}
			return ui.Text(words)
		}},
		{Heading: t("Tid", "Hours"), Value: func(d Day) any { return d.Opens + "–" + d.Closes }},
		{Heading: t("Kommun", "Municipality"), Value: func(d Day) any { return n.Place(d.Municipality) }},
		{Heading: t("Lokal", "Premises"), Value: func(d Day) any { return d.Premises }, Cell: func(d Day) templ.Component { return ui.Swedish(r.Lang, d.Premises) }},
		{Heading: t("Läge", "State"), Value: func(d Day) any { return r.Say(d.said()) }, Cell: func(d Day) templ.Component {
			return ui.StatusChip(ui.Status{Level: d.level(today(s.Trail.DB())), Words: r.Say(d.said())})
		}},
	}
}

func (d Day) said() language.Text {
	t := language.T
	switch {
	case d.State == KeptDay:
		return t("genomförd", "kept")
	case d.State == MissedDay:
		return t("blev inte av: %s", "was not kept: %s").With(d.Reason.Name())
	case !d.MovedFrom.IsZero():
		return t("planerad, flyttad från %s", "planned, moved from %s").With(d.MovedFrom.String())
	}
	return t("planerad", "planned")
}

func (d Day) level(today calendar.Date) ui.Level {
	switch {
	case d.State == KeptDay:
		return ui.Good
	case d.State == MissedDay:
		return ui.Bad
	case d.waits(today):
		return ui.Warn
	}
	return ui.Info
}

func (s *Service) planForm(r *web.Request, n matter.Names, sent *web.Form) templ.Component {
	t := language.T
	places := []ui.Option{{Label: r.Say(t("Välj", "Choose"))}}
	for _, m := range n.Municipalities {
		places = append(places, ui.Option{Value: m.Code, Label: m.Name})
	}
	form := ui.Form{Lang: r.Lang, ID: "planera", Action: presencePath, Submit: ui.Button{Label: r.Say(t("Planera dagen", "Plan the day"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: "municipality", Label: r.Say(t("Kommun", "Municipality")), Options: places, Width: ui.Medium},
		{Kind: ui.TextField, Name: fieldPremises, Label: r.Say(t("Lokal", "Premises")), Hint: r.Say(t("Adress och rum.", "Address and room.")), Width: ui.Medium, MaxLength: mostPlace, Swedish: true},
		{Kind: ui.DateField, Name: "day", Label: r.Say(t("Dag", "Day")), Width: ui.Short},
		{Kind: ui.TextField, Name: "opens", Label: r.Say(t("Från", "From")), Hint: r.Say(t("Till exempel 09.00", "For example 09:00")), Width: ui.Short},
		{Kind: ui.TextField, Name: "closes", Label: r.Say(t("Till", "To")), Hint: r.Say(t("Till exempel 15.00", "For example 15:00")), Width: ui.Short}}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	return ui.FormOf(form)
}

func (s *Service) planPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Planned{Municipality: f.Text("municipality", web.Max(4)), Premises: f.Text(fieldPremises), Day: f.Date("day"), Opens: f.Text("opens"), Closes: f.Text("closes")}
	if f.OK() {
		d, err := s.PlanDay(r.Context(), r.Actor, in)
		if err == nil {
			return web.Redirect(presencePath+"?"+paramMonth+"="+d.Day.StartOfMonth().String()).Message(ui.Good, language.T("Dagen är planerad.", "The day is planned.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.presenceAgain(r, f)
}

func (s *Service) dayPage(r *web.Request) (web.Response, error) { return s.dayAgain(r, nil) }

// dayAgain is where one notes what came of a day, or moves it.
func (s *Service) dayAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.NotePresence, Day{ID: r.Path("dag")}.Ref()); err != nil {
		return web.Response{}, err
	}
	d, err := s.day(r.Context(), r.Path("dag"))
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	n, err := matter.NamesOn(r, s.book, s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	title := t("Närvarodag %s", "Day of presence %s").With(d.Day.String())
	parts := []templ.Component{ui.Heading(r.Say(title), r.Say(t("%s, %s, kl. %s–%s", "%s, %s, %s–%s").With(n.Place(d.Municipality), d.Premises, d.Opens, d.Closes))), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(t("Dagen är *%s*.", "The day is *%s*.").With(d.said())))})}
	if d.State == PlannedDay {
		form := s.dayForm(r, d)
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		parts = append(parts, ui.FormOf(form))
	}
	out := web.Page(title, ui.Parts(parts...)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(sayPresence), Href: presencePath + "?" + paramMonth + "=" + d.Day.StartOfMonth().String()}, {Label: d.Day.String()}}
	})
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (s *Service) dayForm(r *web.Request, d Day) ui.Form {
	t := language.T
	reasons := []ui.Option{}
	for _, x := range Reasons() {
		reasons = append(reasons, ui.Option{Value: string(x), Label: r.Say(x.Name().Capital())})
	}
	given := func(state PresenceState, legend language.Text) *ui.Given {
		return &ui.Given{Field: "state", Values: []string{string(state)}, Legend: r.Say(legend)}
	}
	return ui.Form{Lang: r.Lang, ID: "dag", Action: presencePath + "/" + d.ID, Submit: ui.Button{Label: r.Say(t("Spara", "Save"))}, Fields: []ui.Field{
		{Kind: ui.RadiosField, Name: "state", Label: r.Say(t("Hur blev det?", "How did it turn out?")), Options: []ui.Option{{Value: string(KeptDay), Label: r.Say(t("Vi var på plats hela tiden", "We were there all the time"))}, {Value: string(MissedDay), Label: r.Say(t("Dagen blev inte av", "The day was not kept"))}, {Value: string(PlannedDay), Label: r.Say(t("Dagen flyttas i samråd med kommunen", "The day is moved by agreement with the municipality"))}}},
		{Kind: ui.RadiosField, Name: "reason", Label: r.Say(t("Varför blev den inte av?", "Why was it not kept?")), Options: reasons, Given: given(MissedDay, t("Om dagen inte blev av", "If the day was not kept"))},
		{Kind: ui.DateField, Name: "to", Label: r.Say(t("Till vilken dag i samma månad?", "To which day of the same month?")), Width: ui.Short, Given: given(PlannedDay, t("Om dagen flyttas", "If the day is moved"))},
		{Kind: ui.HiddenField, Name: web.FieldVersion, Value: language.Number(d.Version)}}}
}

func (s *Service) dayPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := DayNote{State: PresenceState(f.Text("state")), Reason: Reason(f.Text("reason")), To: f.Date("to")}
	if f.OK() {
		d, err := s.NoteDay(r.Context(), r.Actor, Key{ID: r.Path("dag"), Version: f.Version()}, in)
		if err == nil {
			return web.Redirect(presencePath+"?"+paramMonth+"="+d.Day.StartOfMonth().String()).Message(ui.Good, language.T("Det är antecknat.", "It is noted.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.dayAgain(r, f)
}
