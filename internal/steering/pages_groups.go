package steering

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// work is all that the groups of one agreement do.
type work struct {
	groups    []Group
	meetings  []Meeting
	decisions []Decision
	reviews   []Review
}

func workOf(ctx context.Context, q db.Reader, agreement string) (w work, err error) {
	if w.groups, err = groupsOf(ctx, q, agreement); err != nil {
		return w, err
	}
	if w.meetings, err = meetingsUnder(ctx, q, agreement); err != nil {
		return w, err
	}
	if w.decisions, err = decisionsOf(ctx, q, agreement); err != nil {
		return w, err
	}
	w.reviews, err = reviewsOf(ctx, q, agreement)
	return w, err
}

func (w work) group(id string) Group {
	i := slices.IndexFunc(w.groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}
	}
	return w.groups[i]
}

// of gives the meetings of one group.
func (w work) of(group string) (out []Meeting) {
	for _, m := range w.meetings {
		if m.Group == group {
			out = append(out, m)
		}
	}
	return out
}

// next is the first planned meeting that has not been, or nil.
func next(all []Meeting, day calendar.Date) *Meeting {
	for i, m := range all {
		if m.State == Planned && !m.Day.Before(day) {
			return &all[i]
		}
	}
	return nil
}

// heldIn counts the meetings held in a year.
func heldIn(all []Meeting, year int) (n int) {
	for _, m := range all {
		if m.State == Held && m.Day.Year == year {
			n++
		}
	}
	return n
}

// may asks the table about one thing, where "may not" reads as "not found" for what is only shown.
func (s *Service) may(r *web.Request, act policy.Action, thing ref.Ref) error {
	switch {
	case thing.Kind == GroupThing || thing.Kind == MeetingThing:
		return may(r.Context(), s.Trail.DB(), r.Actor, act, thing)
	case act == policy.ReadGroups:
		return policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, act, thing)
	}
	return policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing)
}

// can tells whether a button is shown.
func (s *Service) can(r *web.Request, act policy.Action, thing ref.Ref) bool {
	return r.May(act) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing) == nil
}

func (s *Service) groupsPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReadGroups)
	if err != nil {
		return web.Response{}, err
	}
	w, err := workOf(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	list := groupList(r, p, w)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Count = "grupper", r.Say(language.Plural(len(w.groups), language.T("%d grupp", "%d group"), language.T("%d grupper", "%d groups")))
	t.Empty = ui.Empty{Text: r.Say(language.T("Överenskommelsen har inga grupper ännu. Börja med styrgruppen och den operativa gruppen (bilaga 2).", "The agreement has no groups yet. Begin with the steering group and the operational group (annex 2)."))}
	lead := p.lead(r, w)
	if s.can(r, policy.AddGroup, p.Ref()) {
		lead.Button = orButton(lead.Button, ui.Button{Label: r.Say(sayNewGroup), Href: p.Path() + "/grupper/ny"})
	}
	body := ui.Parts(ui.Heading(r.Say(sayGroupsHeading), r.Say(sayBetween.With(p.of()))), ui.LeadBlock(lead), p.tabs(r, "/grupper"), ui.TableOf(t))
	if lead.Button != nil && lead.Button.Href != p.Path()+"/grupper/ny" && s.can(r, policy.AddGroup, p.Ref()) {
		body = ui.Parts(body, ui.Buttons(ui.Button{Label: r.Say(sayNewGroup), Href: p.Path() + "/grupper/ny", Kind: ui.Secondary}))
	}
	return p.show(r, sayGroupsHeading, body), nil
}

var (
	sayGroupsHeading = language.T("Grupper under överenskommelsen", "Groups under the agreement")
	sayBetween       = language.T("Samverkan mellan %s och Arbetsförmedlingen", "Collaboration between %s and the employment agency")
)

// show is a page under an agreement.
func (p place) show(r *web.Request, title language.Text, body templ.Component, more ...ui.Link) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) { f.Crumbs = p.crumbs(r, more...) })
}

func orButton(have *ui.Button, other ui.Button) *ui.Button {
	if have != nil {
		return have
	}
	return &other
}

// overduePath is where the decision that has waited longest is followed up.
func (w work) overduePath(p place) string {
	var first Decision
	for _, d := range w.decisions {
		if d.Overdue(p.day) && (first.ID == "" || d.Due.Before(first.Due)) {
			first = d
		}
	}
	return "/moten/" + first.Meeting + "#beslut"
}

// lead says what waits: minutes that are late, decisions past their day, a review, then the next meeting.
func (p place) lead(r *web.Request, w work) ui.Lead {
	say := func(level ui.Level, t language.Text, path string, button language.Text) ui.Lead {
		l := ui.Lead{Level: level, Text: ui.Rich(r.Say(t))}
		if path != "" {
			l.Button = &ui.Button{Label: r.Say(button), Href: path}
		}
		return l
	}
	for _, m := range w.meetings {
		if m.MinutesWait() && m.MinutesLate(p.day) {
			return say(ui.Bad, language.T("Protokollet från mötet %s i %s är *inte publicerat*: %s.", "The minutes of the meeting on %s of %s are *not published*: %s.").
				With(m.Day, w.group(m.Group).Name, m.MinutesDue().DueIn(p.day)), m.Path(), language.T("Öppna mötet", "Open the meeting"))
		}
	}
	if n := overdue(w.decisions, p.day); n > 0 {
		return say(ui.Bad, language.Plural(n, language.T("*%d beslut* har passerat sin sista dag utan att följas upp.", "*%d decision* has passed its last day without being followed up."),
			language.T("*%d beslut* har passerat sin sista dag utan att följas upp.", "*%d decisions* have passed their last day without being followed up.")), w.overduePath(p), language.T("Följ upp beslutet", "Follow up the decision"))
	}
	if due := ReviewDue(p.From, p.Last(), w.reviews); p.InForce(p.day) && !due.IsZero() && due.Before(p.day.AddDays(60)) {
		level := ui.Neutral
		if due.Before(p.day) {
			level = ui.Bad
		}
		return say(level, language.T("Den årliga översynen ska vara gjord *senast %s*: %s.", "The annual review is to be made *by %s*: %s.").With(due.Long(), due.DueIn(p.day)), p.Path()+"/oversyn", language.T("Till översynen", "To the review"))
	}
	if m := next(w.meetings, p.day); m != nil {
		return say(ui.Neutral, language.T("Nästa möte är *%s*, i %s.", "The next meeting is *%s*, of %s.").With(m.Day.Long(), w.group(m.Group).Name), m.Path(), language.T("Öppna mötet", "Open the meeting"))
	}
	if len(w.groups) == 0 {
		return say(ui.Neutral, language.T("Ni behöver *tillsätta grupperna* som ska hålla överenskommelsen levande.", "You need to *set up the groups* that keep the agreement alive."), "", language.Text{})
	}
	return say(ui.Warn, language.T("Inget möte är planerat. *Planera året* för varje grupp.", "No meeting is planned. *Plan the year* for each group."), w.groups[0].Path(), language.T("Öppna gruppen", "Open the group"))
}

func overdue(all []Decision, day calendar.Date) (n int) {
	for _, d := range all {
		if d.Overdue(day) {
			n++
		}
	}
	return n
}

func groupList(r *web.Request, p place, w work) web.List[Group] {
	return web.List[Group]{Title: sayGroups, File: "grupper", Rows: web.Rows(w.groups), Columns: []web.Column[Group]{
		{Heading: sayGroup, RowHeader: true, Value: func(g Group) any { return g.Name }, Cell: func(g Group) templ.Component { return ui.A(g.Path(), g.Name) }},
		{Heading: sayKind, Value: func(g Group) any { return g.Kind.Label() }},
		{Heading: sayHeldYear, Value: func(g Group) any { return held(heldIn(w.of(g.ID), p.day.Year), g.Kind) }},
		{Heading: sayNext, Value: func(g Group) any {
			if m := next(w.of(g.ID), p.day); m != nil {
				return m.Day
			}
			return sayNone
		}},
		{Heading: sayPeriod, Value: func(g Group) any { return r.Say(language.T("%s", "%s").With(g.Period())) }},
		{Heading: sayTask, FileOnly: true, Value: func(g Group) any { return g.Task }},
	}}
}

// held says how many meetings of the year have been, beside how many the clause library asks for.
func held(n int, k Kind) language.Text {
	if k.Least() == 0 {
		return language.Plural(n, language.T("%d genomfört", "%d held"), language.T("%d genomförda", "%d held"))
	}
	return language.T("%d av minst %d", "%d of at least %d").With(n, k.Least())
}

func (s *Service) newGroupPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.AddGroup)
	if err != nil {
		return web.Response{}, err
	}
	return p.groupForm(r, p.Path()+"/grupper/ny", p.Path()+"/grupper", Group{Kind: Steering, Name: "Styrgruppen", From: calendar.Max(p.From, p.day), To: p.Last()}, sayNewGroup).page(r, nil), nil
}

func (s *Service) newGroupPost(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.AddGroup)
	if err != nil {
		return web.Response{}, err
	}
	var in GroupInput
	return p.groupForm(r, p.Path()+"/grupper/ny", p.Path()+"/grupper", Group{}, sayNewGroup).take(r, language.T("Gruppen är tillsatt. Lägg till ledamöter och planera året.", "The group is set up. Add members and plan the year."),
		func(f *web.Form) { in = readGroup(f) }, func() (string, error) {
			g, err := s.AddGroup(r.Context(), r.Actor, p.ID, in)
			return g.Path(), err
		})
}

func (p place) groupForm(r *web.Request, action, back string, g Group, title language.Text) form {
	t := language.T
	var kinds []ui.Option
	for _, k := range Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	fields := []ui.Field{
		{Kind: ui.RadiosField, Name: fieldKind, Label: r.Say(sayKind), Options: kinds, Value: string(g.Kind)},
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(sayName), Value: g.Name, Width: ui.Medium, MaxLength: 200},
		{Kind: ui.TextareaField, Name: fieldTask, Label: r.Say(sayTask), Value: g.Task, Rows: 4, Hint: r.Say(t("Vad gruppen ska göra och vad den får besluta om. Texten blir bilaga 2.", "What the group is to do and what it may decide. The text becomes annex 2."))},
		{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Value: g.From.String(), Width: ui.Short},
		{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Value: g.To.String(), Width: ui.Short, Optional: true, Hint: r.Say(t("Lämna tomt om gruppen finns tills vidare.", "Leave empty if the group stands until further notice."))},
	}
	if g.Version > 0 {
		fields = append(fields, versionField(g.Version))
	}
	return form{title: title, crumbs: p.crumbs(r), Form: ui.Form{ID: "grupp", Action: action, Submit: ui.Button{Label: r.Say(saySave)}, Other: cancelTo(r, back), Fields: fields}}
}

func readGroup(f *web.Form) GroupInput {
	var kinds []string
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
	}
	return GroupInput{Kind: Kind(f.Choice(fieldKind, kinds, web.Required)), Name: f.Text(fieldName, web.Required, web.Max(200)), Task: f.Long(fieldTask, web.Required, web.Max(4000)),
		From: f.Date(fieldFrom, web.Required), To: f.Date(fieldTo)}
}
