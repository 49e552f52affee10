package incident

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the list.
const (
	paramState = "lage"
	paramSort  = "slag"
	paramTold  = "meddelade"
	paramLate  = "over-tiden"
)

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{State: map[string]State{"": Open, "pagar": Open, "avslutade": Closed, "ingen-incident": Void, "alla": ""}[q.Value(paramState)], Sort: Sort(q.Text(paramSort, web.Max(40))),
		Told: q.Ticked(paramTold), Late: q.Ticked(paramLate)}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	n, err := s.names(r)
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
	late, err := s.Total(r.Context(), s.Trail.DB(), r.Actor, Filter{State: Open, Late: true})
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Registret över personuppgiftsincidenter och säkerhetsincidenter", "The register of personal data breaches and security incidents"))),
		ui.LeadBlock(listLead(r, late)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f)), ui.FormOf(filterForm(r, f)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), err
}

// listLead says what waits for this reader.
func listLead(r *web.Request, late int64) ui.Lead {
	t := language.T
	lead := ui.Lead{Button: newButton(r), Text: ui.Rich(r.Say(t("*Har något hänt med uppgifter om enskilda? Rapportera det nu.* Den andra parten ska få veta inom 24 timmar.", "*Has something happened to data about persons? Report it now.* The other party is told within 24 hours.")))}
	if late > 0 && r.May(policy.AssessIncident) {
		lead.Level = ui.Bad
		lead.Text = ui.Rich(r.Say(language.Plural(late, t("*%d incident är över tiden.*", "*%d incident is past its time.*"), t("*%d incidenter är över tiden.*", "*%d incidents are past their time.*"))))
		lead.Button = &ui.Button{Label: r.Say(t("Visa det som är över tiden", "Show what is past its time")), Href: Path + "?" + paramLate + "=ja"}
	}
	return lead
}

func newButton(r *web.Request) *ui.Button {
	if !r.May(policy.ReportIncident) || r.Actor.Authority == "" {
		return nil
	}
	return &ui.Button{Label: r.Say(sayNew), Href: Path + "/ny"}
}

func chips(r *web.Request, f Filter) []ui.Tab {
	t, chip := language.T, r.Chips(paramState, paramTold, paramLate)
	return []ui.Tab{
		chip(t("Pågår", "Going on"), -1, f.State == Open && !f.Told && !f.Late),
		chip(t("Över tiden", "Past their time"), -1, f.Late, paramLate, "ja"),
		chip(t("Från andra myndigheter", "From other authorities"), -1, f.Told, paramTold, "ja", paramState, "alla"),
		chip(t("Avslutade", "Closed"), -1, f.State == Closed, paramState, "avslutade"),
		chip(t("Var ingen incident", "Were none"), -1, f.State == Void, paramState, "ingen-incident"),
		chip(t("Hela registret", "The whole register"), -1, f.State == "" && !f.Told, paramState, "alla"),
	}
}

func filterForm(r *web.Request, f Filter) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: Path, Method: "get", Inline: true, Live: "incidenter", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	form.Fields = r.Kept(paramState, paramTold, paramLate)
	options := []ui.Option{{Label: r.Say(t("Alla slag", "Every sort"))}}
	for _, k := range Sorts() {
		options = append(options, ui.Option{Value: string(k), Label: r.Say(k.Name())})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramSort, Label: r.Say(saySort), Options: options, Value: string(f.Sort), Optional: true})
	return form
}

func (f Filter) sorted() language.Text {
	if f.State == Open {
		return language.T("sorterade efter tid kvar, kortast först", "sorted by time left, least first")
	}
	return language.T("den som avslutades senast först", "the latest closed first")
}

func (s *Service) list(r *web.Request, n names, f Filter) web.Listing[Incident] {
	t, d := language.T, s.Trail.DB()
	now := d.Now()
	return web.Listing[Incident]{ID: "incidenter", After: f.After, One: t("%d incident", "%d incident"), Many: t("%d incidenter", "%d incidents"), Sorted: f.sorted(),
		Empty: ui.Empty{Text: r.Say(t("Ingen incident stämmer med urvalet.", "No incident fits the selection."))},
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]Incident, error) {
			f.After, f.Limit = after, limit
			return s.List(ctx, d, r.Actor, f)
		},
		Total: func(ctx context.Context) (int64, error) { return s.Total(ctx, d, r.Actor, f) },
		Row:   func(i Incident) (string, ui.Level) { return "i" + i.ID, i.urgency(now) },
		List:  web.List[Incident]{Title: sayTitle, File: "incidenter", Columns: columnsOf(r, n, now)}}
}

func (i Incident) urgency(now time.Time) ui.Level {
	if i.Late(now) {
		return ui.Bad
	}
	return ui.Neutral
}

func columnsOf(r *web.Request, n names, now time.Time) []web.Column[Incident] {
	t := language.T
	return []web.Column[Incident]{
		{Heading: t("Tid kvar", "Time left"), Value: func(i Incident) any { return i.ticking(now, r.Lang).Words }, Cell: func(i Incident) templ.Component { return ui.ClockWords(i.ticking(now, r.Lang)) }},
		{Heading: saySort, RowHeader: true, Value: func(i Incident) any { return i.Sort.Name() }, Cell: func(i Incident) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Sort.Name())), ui.Text(i.Number()))
		}},
		{Heading: t("Nummer", "Number"), FileOnly: true, Value: func(i Incident) any { return i.Number() }},
		{Heading: sayRegistry, FileOnly: true, Value: func(i Incident) any { return i.Registry }},
		{Heading: t("Meddelad av", "Told by"), Value: func(i Incident) any { return n.authority(i.From) }},
		{Heading: sayFound, Value: func(i Incident) any { return i.DiscoveredAt.Time }, Cell: func(i Incident) templ.Component { return ui.Text(r.Say(calendar.DateTime(i.DiscoveredAt.Time))) }},
		{Heading: sayMany, Value: func(i Incident) any { return i.many() }},
		{Heading: sayState, Value: func(i Incident) any { return i.State.Name() }, Cell: func(i Incident) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: sayWhom, FileOnly: true, Value: func(i Incident) any { return i.who() }},
		{Heading: t("Skyddade personuppgifter kan beröras", "Protected identities may be touched"), FileOnly: true, Value: func(i Incident) any { return i.Protected }},
		{Heading: t("Anmäld till Integritetsskyddsmyndigheten", "The supervisory authority notified"), FileOnly: true, Value: func(i Incident) any { return timeOrNil(i.SupervisorAt) }},
		{Heading: t("Beslut om anmälan", "Decision on notifying"), FileOnly: true, Value: func(i Incident) any { return i.Supervisor.said() }},
		{Heading: t("De berörda informerade", "Persons told"), FileOnly: true, Value: func(i Incident) any { return i.Told.said() }},
		{Heading: t("Avslutad", "Closed"), FileOnly: true, Value: func(i Incident) any { return timeOrNil(i.EndedAt) }},
	}
}
