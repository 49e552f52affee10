package responsibility

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// named is a plan with the name of its municipality.
type named struct {
	Transition
	place string
	day   calendar.Date
}

// namedPlans gives plans with the names of their municipalities, those first whose tasks nobody holds.
func namedPlans(ctx context.Context, q db.Reader, code string, open bool) ([]named, error) {
	found, err := Plans(ctx, q, code, open)
	if err != nil {
		return nil, err
	}
	day := today(q)
	places, err := directory.All(ctx, q, day)
	name := map[string]string{}
	for _, m := range places {
		name[m.Code] = m.Name
	}
	out := make([]named, len(found))
	for i, t := range found {
		out[i] = named{t, name[t.Municipality], day}
	}
	return out, err
}

// openPage is every open plan of the country, and the reform steps that bring more.
func (s *Service) openPage(r *web.Request) (web.Response, error) {
	plans, err := namedPlans(r.Context(), s.Trail.DB(), "", true)
	if err != nil {
		return web.Response{}, err
	}
	list := planList(r, plans)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Tight = "omstallning", true
	t.Count = r.Say(language.Plural(len(plans), language.T("%d öppen plan", "%d open plan"), language.T("%d öppna planer", "%d open plans")))
	t.Sorted = r.Say(language.T("sorterade efter dag, tidigast först", "sorted by day, the earliest first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen omställning är öppen.", "No transition is open."))}
	title := language.T("Omställning i landet", "Transition across the country")
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(language.T("Vad som ändras i kommunerna, vem som tar över och vad som är öppet. Inga personer nämns.", "What changes in the municipalities, who takes over and what is open. No persons are named."))),
		ui.LeadBlock(countryLead(r, plans)), ui.TableOf(t), reformSection(r, today(s.Trail.DB()), plans))
	return web.Page(title, body).Frame(func(f *ui.Frame) { f.Canonical = "/omstallning" }), nil
}

// countryLead says how many tasks nobody will hold.
func countryLead(r *web.Request, plans []named) ui.Lead {
	orphans := 0
	for _, p := range plans {
		orphans += len(p.Orphans())
	}
	if orphans == 0 {
		return ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(language.T("I de öppna planerna har *varje uppgift någon som tar över*.", "In the open plans *every task has somebody who takes over*.")))}
	}
	first := plans[slices.IndexFunc(plans, func(p named) bool { return len(p.Orphans()) > 0 })]
	return ui.Lead{Level: ui.Bad, Button: &ui.Button{Label: r.Say(language.T("Öppna planen", "Open the plan")), Href: first.Path()}, Text: ui.Rich(r.Say(language.Plural(orphans, language.T("*%d uppgift tas inte över av någon* i de öppna planerna.", "*%d task is taken over by nobody* in the open plans."),
		language.T("*%d uppgifter tas inte över av någon* i de öppna planerna.", "*%d tasks are taken over by nobody* in the open plans."))))}
}

func planList(r *web.Request, plans []named) web.List[named] {
	return web.List[named]{Title: sayTransitions, File: "omstallning", Rows: web.Rows(plans), Columns: []web.Column[named]{
		{Heading: sayMunicipal, RowHeader: true, Value: func(p named) any { return p.place }, Cell: func(p named) templ.Component {
			return ui.A("/kommun/"+p.Municipality+"/omstallning", p.place)
		}},
		{Heading: sayPlan, Value: func(p named) any { return p.Title }, Cell: func(p named) templ.Component { return ui.A(p.Path(), p.Title) }},
		{Heading: sayCause, Value: func(p named) any { return p.Cause.Label() }},
		{Heading: sayWhen, Value: func(p named) any { return p.On }},
		{Heading: sayOrphans, Number: true, Value: func(p named) any { return len(p.Orphans()) }},
		{Heading: sayPoints, Number: true, Value: func(p named) any { return len(p.Open()) }},
		{Heading: sayLate, Number: true, Value: func(p named) any { return len(p.Late(p.day)) }},
		{Heading: sayState, Value: func(p named) any { return p.Stage().Label() }, Cell: func(p named) templ.Component { return ui.StatusChip(p.status(r.Lang)) }},
	}}
}

// status says first that somebody's task would fall, then how far the plan has come.
func (p named) status(l language.Lang) ui.Status {
	switch {
	case p.Stage() == Closed:
		return ui.Status{Level: ui.Good, Words: Closed.Label().In(l)}
	case len(p.Orphans()) > 0:
		return ui.Status{Level: ui.Bad, Words: sayHole.In(l)}
	case len(p.Late(p.day)) > 0:
		return ui.Status{Level: ui.Warn, Words: language.T("något är försenat", "something is overdue").In(l)}
	case p.Stage() == Agreed:
		return ui.Status{Level: ui.Good, Words: Agreed.Label().In(l)}
	}
	return ui.Status{Level: ui.Waiting, Words: Planning.Label().In(l)}
}

// reformSection are the steps of law with their days, how sure they are, and who has planned for them.
func reformSection(r *web.Request, day calendar.Date, plans []named) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayReforms), Tight: true, Columns: []ui.Column{{Label: r.Say(sayReform), RowHeader: true}, {Label: r.Say(sayWhen)}, {Label: r.Say(sayState)},
		{Label: r.Say(language.T("Öppna planer", "Open plans")), Number: true}, {Label: r.Say(saySource)}, {Label: r.Say(sayConfirmLaw)}}}
	for _, step := range law.Reforms() {
		n := 0
		for _, p := range plans {
			if p.Reform == step.ID {
				n++
			}
		}
		t.Rows = append(t.Rows, ui.Row{ID: string(step.ID), Cells: []templ.Component{ui.Stack(ui.Text(r.Say(step.Name)), ui.Text(r.Say(step.Says))),
			ui.Text(r.Say(dateText(step.Valid.From, language.T("ingen dag föreslagen", "no day proposed")))), ui.StatusChip(reformStatus(r.Lang, step, day)),
			ui.Text(language.Number(n)), ui.Swedish(r.Lang, step.Standing.Source), ui.Text(r.Say(confirmSaid(step)))}})
	}
	t.Columns[0].Wide = true
	return ui.SectionOf("reformsteg", r.Say(sayReforms), ui.Paragraph(r.Say(sayWhoChecks)), ui.TableOf(t))
}

// sayWhoChecks tells who checks what stands in the last column, and by when.
var sayWhoChecks = language.T("Samsyn läser inte lag åt er. Det som står under ”Kontrolleras före beslut” frågar ni er jurist om, senast innan parterna godkänner en plan som bygger på steget.",
	"Samsyn does not read the law for you. What stands under “Check before deciding” you ask your lawyer, at the latest before the parties agree to a plan that builds on the step.")

func reformStatus(l language.Lang, step law.Reform, day calendar.Date) ui.Status {
	switch {
	case step.InForce(day):
		return ui.Status{Level: ui.Good, Words: sayInForce.In(l)}
	case step.Status == law.Adopted:
		return ui.Status{Level: ui.Waiting, Words: step.Status.Name().In(l)}
	}
	return ui.Status{Level: ui.Info, Words: step.Status.Name().In(l)}
}

// confirmSaid is what a lawyer should be asked of a step.
func confirmSaid(step law.Reform) language.Text {
	switch {
	case !step.Standing.Ask.IsZero():
		return step.Standing.Ask
	case step.Standing.Confirm():
		return language.T("Gäller texten fortfarande? Den ändras just nu eller är läst i andra hand.", "Does the text still hold? It is changing now or was read at second hand.")
	}
	return language.T("inget: läst i källan", "nothing: read in the source")
}

// placePage is what changes in one municipality: its plans, and the tasks that nobody holds.
func (s *Service) placePage(r *web.Request) (web.Response, error) {
	ctx, q := r.Context(), s.Trail.DB()
	day := today(q)
	m, err := directory.ByCode(ctx, q, r.Path("code"), day)
	if err != nil {
		return web.Response{}, err
	}
	plans, err := namedPlans(ctx, q, m.Code, false)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return planList(r, plans).Export(r)
	}
	t, err := planList(r, plans).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Empty = "omstallning", ui.Empty{Text: r.Say(language.T("Ingen omställning är planerad.", "No transition is planned."))}
	open := slices.DeleteFunc(slices.Clone(plans), func(p named) bool { return p.Stage() == Closed })
	matrix, may, err := s.matrixOf(r, m.Code)
	if err != nil {
		return web.Response{}, err
	}
	lead := countryLead(r, open)
	if may {
		lead.Button = &ui.Button{Label: r.Say(sayNewPlan), Href: "/kommun/" + m.Code + "/omstallning/ny"}
	}
	title := language.T("Omställning i %s", "Transition in %s").With(m.Name)
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(lead), holesSection(r, matrix), endsSection(r, matrix), ui.TableOf(t), reformSection(r, day, open))
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: m.Name, Href: m.Path()}, {Label: r.Say(sayTransitions)}}
		f.Canonical = m.Path() + "/omstallning"
	}), nil
}

// matrixOf is the matrix of the agreement that is in force for a municipality, if parties have begun one, and whether the
// reader may begin a plan under that agreement.
func (s *Service) matrixOf(r *web.Request, code string) (m Matrix, may bool, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	id, err := inForce(ctx, q, code)
	if fault.Is(err, fault.Conflict) {
		return m, false, nil
	}
	if err != nil {
		return m, false, err
	}
	may = r.May(policy.AddTransition) && policy.Check(ctx, q, r.Actor, policy.AddTransition, ref.To(agreement.AgreementKind, id)) == nil
	lines, err := Lines(ctx, q, id)
	if len(lines) > 0 {
		m = MatrixOn(today(q), lines)
	}
	return m, may, err
}

// PanelOf shows on a municipality's page what changes there and which tasks nobody holds.
func (s *Service) PanelOf(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	plans, err := Plans(ctx, s.Trail.DB(), m.Code, true)
	if err != nil {
		return nil, err
	}
	matrix, _, err := s.matrixOf(r, m.Code)
	if err != nil {
		return nil, err
	}
	said := []string{r.Say(language.Plural(len(plans), language.T("%d omställningsplan är öppen.", "%d transition plan is open."), language.T("%d omställningsplaner är öppna.", "%d transition plans are open.")))}
	for _, p := range plans {
		for _, o := range p.Orphans() {
			said = append(said, r.Say(language.T("%s: ingen tar över", "%s: nobody takes over").With(o.Task)))
		}
	}
	for _, h := range matrix.Holes() {
		said = append(said, r.Say(language.T("%s: ingen", "%s: nobody").With(h.Name)))
	}
	return ui.SectionOf("omstallning", r.Say(sayTransitions), ui.Paragraphs(said...), ui.Links([]ui.Link{
		{Label: r.Say(language.T("Vad som ändras i %s", "What changes in %s").With(m.Name)), Href: m.Path() + "/omstallning"},
		{Label: r.Say(language.T("Omställning i landet", "Transition across the country")), Href: "/omstallning"}})), nil
}
