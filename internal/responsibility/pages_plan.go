package responsibility

import (
	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shownPlan is a plan with all that its page says.
type shownPlan struct {
	named
	around
	mayEdit bool
}

func (s *Service) shownPlan(r *web.Request) (p shownPlan, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	t, err := PlanOf(ctx, q, r.Path("id"))
	if err != nil {
		return p, err
	}
	if p.around, err = lookAround(ctx, q, r.Lang, t.Agreement); err != nil {
		return p, err
	}
	m, err := directory.ByCode(ctx, q, t.Municipality, p.around.day)
	if err != nil {
		return p, err
	}
	p.named = named{t, m.Name, p.around.day}
	p.mayEdit = r.May(policy.EditTransition) && policy.Check(ctx, q, r.Actor, policy.EditTransition, t.Ref()) == nil
	return p, nil
}

func (s *Service) planPage(r *web.Request) (web.Response, error) {
	p, err := s.shownPlan(r)
	if err != nil {
		return web.Response{}, err
	}
	return p.page(r, p.moveForm(r), p.pointForm(r)), nil
}

// page is the plan with its two forms, which come back with what was wrong in them.
func (p shownPlan) page(r *web.Request, move, point ui.Form) web.Response {
	status := 200
	if move.Error != "" || point.Error != "" {
		status = 422
	}
	title := language.Same(p.Title)
	body := ui.Parts(ui.Heading(p.Title, r.Say(language.T("Omställningsplan för %s · %s", "Transition plan for %s · %s").With(p.named.place, p.Cause.Label()))),
		ui.LeadBlock(p.lead(r)), p.acts(r),
		ui.SectionOf("andras", r.Say(sayWhat), ui.Paragraphs(p.Changes), ui.KeyValues(p.facts(r)...)),
		ui.SectionOf("tar-over", r.Say(sayTakesOver), ui.TableOf(p.moves(r)), p.form(r, language.T("Lägg till en uppgift", "Add a task"), move)),
		ui.SectionOf("oppet", r.Say(sayOpen), ui.TableOf(p.points(r)), p.form(r, language.T("Lägg till en öppen punkt", "Add an open point"), point)))
	return web.Page(title, body).Status(status).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTransitions), Href: "/omstallning"}, {Label: p.named.place, Href: "/kommun/" + p.Municipality + "/omstallning"}, {Label: p.Title}}
		f.Canonical = p.Transition.Path()
	})
}

// form is shown to those who may, under a heading of its own.
func (p shownPlan) form(r *web.Request, title language.Text, f ui.Form) templ.Component {
	if !p.mayEdit || p.Stage() == Closed {
		return nil
	}
	return ui.Fold(ui.FoldOf{ID: f.ID + "-del", Title: r.Say(title), Open: f.Error != "", Body: ui.FormOf(f)})
}

// lead says what stands in the way, for this reader.
func (p shownPlan) lead(r *web.Request) ui.Lead {
	t := language.T
	say := func(level ui.Level, text language.Text) ui.Lead {
		return ui.Lead{Level: level, Text: ui.Rich(r.Say(text))}
	}
	orphans, late := p.Orphans(), p.Late(p.named.day)
	switch {
	case p.Stage() == Closed:
		return say(ui.Good, t("Planen är *avslutad* %s: varje uppgift har någon och inget är öppet.", "The plan was *closed* on %s: every task has somebody and nothing is open.").With(p.ClosedOn))
	case len(orphans) > 0:
		if orphans[0].On.Before(p.named.day) {
			return say(ui.Bad, t("*Ingen har tagit över ”%s”.* Det skulle ha varit bestämt %s. Bestäm vem nu.", "*Nobody has taken over “%s”.* It should have been decided by %s. Decide who now.").With(orphans[0].Task, orphans[0].On.Long()))
		}
		return say(ui.Bad, t("*Ingen tar över ”%s”.* Bestäm vem senast %s.", "*Nobody takes over “%s”.* Decide who by %s.").With(orphans[0].Task, orphans[0].On.Long()))
	case len(p.Moves) == 0:
		return say(ui.Waiting, t("Planen säger inte än *vem som tar över vad*.", "The plan does not say yet *who takes over what*."))
	case len(late) > 0:
		return say(ui.Bad, t("*”%s” skulle ha varit klart %s.*", "*“%s” was due on %s.*").With(late[0].Text, late[0].Due.Long()))
	case p.mayEdit && p.waitsFor(r.Actor.Authority):
		return say(ui.Waiting, t("Er sida har *inte godkänt planen* som den står nu.", "Your side has *not agreed to the plan* as it stands."))
	case p.Stage() == Agreed:
		return say(ui.Good, t("Båda sidor är *överens*. Ändringen gäller från %s.", "Both sides *agree*. The change holds from %s.").With(p.On.Long()))
	}
	return say(ui.Waiting, t("Planen är *under arbete*: båda sidor har inte godkänt den än.", "The plan is *in progress*: both sides have not agreed to it yet."))
}

// waitsFor tells whether the side of an authority has not agreed.
func (p shownPlan) waitsFor(authority string) bool {
	if authority == directory.PES {
		return p.AgencyOn.IsZero()
	}
	return p.BoardOn.IsZero()
}

// What the buttons of a plan want.
const (
	stepField  = "step"
	stepThing  = "thing"
	stepAgree  = "agree"
	stepClose  = "close"
	stepRemove = "remove"
	stepSettle = "settle"
)

func (p shownPlan) acts(r *web.Request) templ.Component {
	if !p.mayEdit || p.Stage() == Closed {
		return nil
	}
	t := language.T
	var parts []templ.Component
	if p.waitsFor(r.Actor.Authority) && len(p.Moves) > 0 {
		parts = append(parts, p.step(r, "godkann", stepAgree, "", t("Godkänn planen för vår sida", "Agree to the plan for our side"), ui.Primary))
	}
	if p.Stage() == Agreed && len(p.Orphans()) == 0 && len(p.Open()) == 0 {
		parts = append(parts, p.step(r, "avsluta", stepClose, "", t("Avsluta planen", "Close the plan"), ui.Secondary))
	}
	edit := ui.ButtonOf(ui.Button{Label: r.Say(t("Ändra planen", "Change the plan")), Href: p.Transition.Path() + "/andra", Kind: ui.Secondary})
	return ui.Acts(append(parts, edit)...)
}

// step is a button that does one thing with the plan.
func (p shownPlan) step(r *web.Request, id, want, thing string, label language.Text, kind ui.ButtonKind) templ.Component {
	return button(r, id, p.Transition.Path()+"/steg", label, kind, p.version(), ui.Field{Kind: ui.HiddenField, Name: stepField, Value: want}, ui.Field{Kind: ui.HiddenField, Name: stepThing, Value: thing})
}

func (p shownPlan) version() ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(p.Version)}
}

func (p shownPlan) facts(r *web.Request) []ui.Fact {
	notYet := language.T("har inte godkänt", "has not agreed")
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(p.status(r.Lang))}, ui.F(r.Say(sayWhen), p.On.String()),
		ui.F(r.Say(Agency.Label()), r.Say(agreedOn(dateText(p.AgencyOn, notYet), !p.AgencyOn.IsZero()))), ui.F(r.Say(language.T("Kommunen", "The municipality")), r.Say(agreedOn(dateText(p.BoardOn, notYet), !p.BoardOn.IsZero()))),
		{Name: r.Say(language.T("Överenskommelse", "Agreement")), Value: ui.A("/overenskommelser/"+p.Agreement, p.around.place)}}
	if p.Reform != "" {
		out = append(out, ui.Fact{Name: r.Say(sayReform), Value: ui.A("/omstallning#"+string(p.Reform), r.Say(reformName(p.Reform)))})
	}
	return out
}

func agreedOn(day language.Text, yes bool) language.Text {
	if !yes {
		return day
	}
	return language.T("godkände %s", "agreed on %s").With(day)
}

func (p shownPlan) moves(r *web.Request) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayTakesOver), Tight: true, Columns: []ui.Column{{Label: r.Say(sayTask), RowHeader: true}, {Label: r.Say(sayBefore)}, {Label: r.Say(sayAfter)}, {Label: r.Say(sayWhen)}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen uppgift står i planen än.", "No task is in the plan yet."))}}
	edit := p.mayEdit && p.Stage() != Closed
	if edit {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(language.T("Ta bort", "Remove")), Hidden: true})
	}
	for _, m := range p.Moves {
		after := ui.Text(p.name(r.Lang, m.After))
		row := ui.Row{}
		if m.After == string(Nobody) {
			after, row.Level = ui.StatusChip(ui.Status{Level: ui.Bad, Words: r.Say(sayNobody)}), ui.Bad
		}
		row.Cells = []templ.Component{ui.Text(m.Task), ui.Text(p.name(r.Lang, m.Before)), after, p.dayOf(r, m)}
		if edit {
			row.Cells = append(row.Cells, p.step(r, "ta-bort-"+m.ID, stepRemove, m.ID, language.T("Ta bort", "Remove"), ui.Quiet))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// dayOf is when a task changes hands. A day that has passed while the plan is under way says so.
func (p shownPlan) dayOf(r *web.Request, m Move) templ.Component {
	if p.Stage() == Closed || !m.On.Before(p.named.day) {
		return ui.Text(m.On.String())
	}
	level, words := ui.Waiting, language.T("dagen har passerat", "the day has passed")
	if m.After == string(Nobody) || p.Stage() != Agreed {
		level = ui.Bad
	}
	return ui.Stack(ui.Text(m.On.String()), ui.StatusChip(ui.Status{Level: level, Words: r.Say(words)}))
}

func (p shownPlan) points(r *web.Request) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayOpen), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Punkt", "Point")), RowHeader: true}, {Label: r.Say(saySeesTo)}, {Label: r.Say(sayDue)}, {Label: r.Say(sayState)}},
		Empty: ui.Empty{Text: r.Say(language.T("Inget är öppet.", "Nothing is open."))}}
	edit := p.mayEdit && p.Stage() != Closed
	if edit {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(language.T("Klar", "Settled")), Hidden: true})
	}
	for _, x := range p.Points {
		status := ui.Status{Level: ui.Waiting, Words: r.Say(x.Due.DueIn(p.named.day))}
		switch {
		case !x.SettledOn.IsZero():
			status = ui.Status{Level: ui.Good, Words: r.Say(language.T("klar %s", "settled on %s").With(x.SettledOn))}
		case x.Due.Before(p.named.day):
			status = ui.Status{Level: ui.Bad, Words: r.Say(language.T("skulle ha varit klart", "was due, and is not settled"))}
		}
		cells := []templ.Component{ui.Text(x.Text), ui.Text(p.name(r.Lang, x.Authority)), ui.Text(x.Due.String()), ui.StatusChip(status)}
		if edit && x.SettledOn.IsZero() {
			cells = append(cells, p.step(r, "klar-"+x.ID, stepSettle, x.ID, language.T("Klar", "Settled"), ui.Quiet))
		} else if edit {
			cells = append(cells, ui.Text(""))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return t
}
