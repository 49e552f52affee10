package incident

import (
	"iter"

	"github.com/a-h/templ"

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
	if r.Format() != "" {
		return s.export(r, f)
	}
	ctx, q := r.Context(), s.Trail.DB()
	f.Limit = PageSize + 1
	found, err := s.List(ctx, q, r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	items, next := web.Cut(found, PageSize, func(i Incident) web.Cursor { return i.Place() })
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	t, err := s.list(r, n, web.Rows(items)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	total, err := s.Total(ctx, q, r.Actor, f)
	if err != nil {
		return web.Response{}, err
	}
	s.finish(r, &t, f, items, next, total)
	late, err := s.Total(ctx, q, r.Actor, Filter{State: Open, Late: true})
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Registret över personuppgiftsincidenter och säkerhetsincidenter", "The register of personal data breaches and security incidents"))),
		ui.LeadBlock(listLead(r, late)), ui.Chips(r.Say(language.T("Visas nu", "Shown now")), chips(r, f)), ui.FormOf(filterForm(r, f)), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)), err
}

// export gives the whole of what a filter finds as a file.
func (s *Service) export(r *web.Request, f Filter) (web.Response, error) {
	n, err := s.names(r)
	if err != nil {
		return web.Response{}, err
	}
	rows := web.Stretches(func(after web.Cursor, limit int) ([]Incident, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func(i Incident) web.Cursor { return i.Place() })
	return s.list(r, n, rows).Export(r)
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
	t := language.T
	chip := func(name language.Text, current bool, pairs ...string) ui.Tab {
		return ui.Tab{Label: r.Say(name), Href: r.Link(append([]string{paramState, "", paramTold, "", paramLate, ""}, pairs...)...), Current: current}
	}
	return []ui.Tab{
		chip(t("Pågår", "Going on"), f.State == Open && !f.Told && !f.Late),
		chip(t("Över tiden", "Past their time"), f.Late, paramLate, "ja"),
		chip(t("Från andra myndigheter", "From other authorities"), f.Told, paramTold, "ja", paramState, "alla"),
		chip(t("Avslutade", "Closed"), f.State == Closed, paramState, "avslutade"),
		chip(t("Var ingen incident", "Were none"), f.State == Void, paramState, "ingen-incident"),
		chip(t("Hela registret", "The whole register"), f.State == "" && !f.Told, paramState, "alla"),
	}
}

func filterForm(r *web.Request, f Filter) ui.Form {
	t, q := language.T, r.URL.Query()
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: Path, Method: "get", Inline: true, Live: "incidenter", Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	for _, name := range []string{paramState, paramTold, paramLate} {
		if v := q.Get(name); v != "" {
			form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: name, Value: v})
		}
	}
	options := []ui.Option{{Label: r.Say(t("Alla slag", "Every sort"))}}
	for _, k := range Sorts() {
		options = append(options, ui.Option{Value: string(k), Label: r.Say(k.Name())})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramSort, Label: r.Say(saySort), Options: options, Value: string(f.Sort), Optional: true})
	return form
}

func (s *Service) finish(r *web.Request, t *ui.Table, f Filter, items []Incident, next web.Cursor, total int64) {
	t.ID, t.Keys = "incidenter", true
	t.Count = r.Say(language.Plural(total, language.T("%d incident", "%d incident"), language.T("%d incidenter", "%d incidents")))
	t.Sorted = r.Say(language.T("den som avslutades senast först", "the latest closed first"))
	if f.State == Open {
		t.Sorted = r.Say(language.T("sorterade efter tid kvar, kortast först", "sorted by time left, least first"))
	}
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen incident stämmer med urvalet.", "No incident fits the selection."))}
	now := s.Trail.DB().Now()
	for n := range t.Rows {
		t.Rows[n].ID = "i" + items[n].ID
		if items[n].Late(now) {
			t.Rows[n].Level = ui.Bad
		}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
}

func (s *Service) list(r *web.Request, n names, rows iter.Seq2[Incident, error]) web.List[Incident] {
	now, t := s.Trail.DB().Now(), language.T
	return web.List[Incident]{Title: sayTitle, File: "incidenter", Rows: rows, Columns: []web.Column[Incident]{
		{Heading: t("Tid kvar", "Time left"), PageOnly: true, Value: func(i Incident) any { return i.ticking(now, r.Lang).Words }, Cell: func(i Incident) templ.Component { return ui.ClockWords(i.ticking(now, r.Lang)) }},
		{Heading: saySort, RowHeader: true, Value: func(i Incident) any { return i.Sort.Name() }, Cell: func(i Incident) templ.Component {
			return ui.Stack(ui.A(i.Page(), r.Say(i.Sort.Name())), ui.Text(i.Number()))
		}},
		{Heading: t("Nummer", "Number"), FileOnly: true, Value: func(i Incident) any { return i.Number() }},
		{Heading: t("Meddelad av", "Told by"), Value: func(i Incident) any { return n.authority(i.From) }},
		{Heading: sayFound, Value: func(i Incident) any { return i.DiscoveredAt.Time }},
		{Heading: sayMany, Value: func(i Incident) any { return i.many() }},
		{Heading: sayState, Value: func(i Incident) any { return i.State.Name() }, Cell: func(i Incident) templ.Component { return ui.StatusChip(i.status(r.Lang)) }},
		{Heading: sayWhom, FileOnly: true, Value: func(i Incident) any { return i.who() }},
		{Heading: t("Skyddade personuppgifter kan beröras", "Protected identities may be touched"), FileOnly: true, Value: func(i Incident) any { return i.Protected }},
		{Heading: t("Anmäld till Integritetsskyddsmyndigheten", "The supervisory authority notified"), FileOnly: true, Value: func(i Incident) any { return timeOrNil(i.SupervisorAt) }},
		{Heading: t("Beslut om anmälan", "Decision on notifying"), FileOnly: true, Value: func(i Incident) any { return i.Supervisor.said() }},
		{Heading: t("De berörda informerade", "Persons told"), FileOnly: true, Value: func(i Incident) any { return i.Told.said() }},
		{Heading: t("Avslutad", "Closed"), FileOnly: true, Value: func(i Incident) any { return timeOrNil(i.EndedAt) }},
	}}
}
