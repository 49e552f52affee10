package steering

import (
	"context"
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shown is a group with all that its page says.
type shown struct {
	place
	Group
	members  []Member
	meetings []Meeting
	mayEdit  bool
}

// group reads the group of the address and asks whether the actor may do the action to it.
func (s *Service) group(r *web.Request, act policy.Action) (out shown, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if out.Group, err = getGroup(ctx, q, r.Path("group")); err != nil {
		return out, err
	}
	if err := s.may(r, act, out.Group.Ref()); err != nil {
		return out, err
	}
	if out.place, err = s.placeOf(ctx, out.Group.Agreement); err != nil {
		return out, err
	}
	if out.members, err = membersOf(ctx, q, out.Group.ID); err != nil {
		return out, err
	}
	out.mayEdit = s.can(r, policy.EditGroup, out.Group.Ref())
	out.meetings, err = meetingsOf(ctx, q, out.Group.ID)
	return out, err
}

func (s *Service) placeOf(ctx context.Context, agreementID string) (place, error) {
	a, err := agreement.ByID(ctx, s.Trail.DB(), agreementID)
	if err != nil {
		return place{}, err
	}
	return s.place(ctx, a)
}

func (s *Service) groupPage(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.ReadGroup)
	if err != nil {
		return web.Response{}, err
	}
	list := meetingList(r, g)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID, t.Count = "moten", r.Say(language.Plural(len(g.meetings), language.T("%d möte", "%d meeting"), language.T("%d möten", "%d meetings")))
	t.Sorted = r.Say(language.T("sorterade efter dag", "sorted by day"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inga möten är planerade.", "No meetings are planned."))}
	title := language.Same(g.Group.Name)
	body := ui.Parts(ui.Heading(g.Group.Name, r.Say(language.T("%s · %s", "%s · %s").With(g.Kind.Label(), sayBetween.With(g.of())))),
		ui.LeadBlock(g.lead(r)), g.buttons(r),
		ui.SectionOf("uppgifter", r.Say(language.T("Uppgift", "Task")), ui.KeyValues(g.facts(r)...)),
		ui.SectionOf("ledamoter", r.Say(sayMembers), ui.TableOf(g.memberTable(r)), g.addButton(r)),
		ui.SectionOf("moten-rubrik", r.Say(sayMeetings), ui.TableOf(t)))
	return g.show(r, title, body, ui.Link{Label: g.Group.Name}), nil
}

func (g shown) lead(r *web.Request) ui.Lead {
	lead := ui.Lead{}
	m := next(g.meetings, g.day)
	switch {
	case m != nil:
		lead.Text = ui.Rich(r.Say(language.T("Nästa möte är *%s*, %s.", "The next meeting is *%s*, %s.").With(m.Day.Long(), m.Day.Relative(g.day))))
		lead.Button = &ui.Button{Label: r.Say(language.T("Öppna mötet", "Open the meeting")), Href: m.Path()}
	case g.mayEdit && len(membersOn(g.members, g.day)) == 0:
		lead.Text = ui.Rich(r.Say(language.T("Gruppen har *inga ledamöter* i dag. Varje part lägger till sina.", "The group has *no members* today. Each party adds its own.")))
		lead.Button = &ui.Button{Label: r.Say(sayAddMember), Href: g.Group.Path() + "/ledamoter/ny"}
	default:
		lead.Level = ui.Warn
		lead.Text = ui.Rich(r.Say(language.T("Gruppen har *inget planerat möte*.", "The group has *no planned meeting*.")))
		if g.mayEdit {
			lead.Button = &ui.Button{Label: r.Say(sayPlanYear), Href: g.Group.Path() + "/planera"}
		}
	}
	return lead
}

func (g shown) buttons(r *web.Request) templ.Component {
	if !g.mayEdit {
		return nil
	}
	return ui.Buttons(ui.Button{Label: r.Say(sayPlanYear), Href: g.Group.Path() + "/planera", Kind: ui.Secondary},
		ui.Button{Label: r.Say(sayEditGroup), Href: g.Group.Path() + "/ratta", Kind: ui.Secondary})
}

func (g shown) facts(r *web.Request) []ui.Fact {
	return []ui.Fact{ui.F(r.Say(sayKind), r.Say(g.Kind.Label())), ui.F(r.Say(sayTask), g.Task), ui.F(r.Say(sayPeriod), g.Group.Period().In(r.Lang)),
		ui.F(r.Say(sayHeldYear), r.Say(held(heldIn(g.meetings, g.day.Year), g.Kind)))}
}

func (g shown) addButton(r *web.Request) templ.Component {
	if !g.mayEdit {
		return nil
	}
	return ui.Buttons(ui.Button{Label: r.Say(sayAddMember), Href: g.Group.Path() + "/ledamoter/ny", Kind: ui.Secondary})
}

func (g shown) memberTable(r *web.Request) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayMembers), Tight: true, Columns: []ui.Column{{Label: r.Say(sayName), RowHeader: true}, {Label: r.Say(sayPart)}, {Label: r.Say(sayParty)}, {Label: r.Say(sayPeriod)}},
		Empty: ui.Empty{Text: r.Say(language.T("Gruppen har inga ledamöter ännu.", "The group has no members yet."))}}
	if g.mayEdit {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(language.T("Åtgärd", "Action")), Hidden: true, Bare: true})
	}
	for _, m := range g.members {
		row := ui.Cells(m.Name, r.Say(m.Part.Label()), g.party(m.Authority), m.Period().In(r.Lang))
		if m.Function != "" {
			row[1] = ui.Stack(row[1], ui.Text(m.Function))
		}
		if g.mayEdit {
			row = append(row, g.endLink(r, m))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: row})
	}
	return t
}

func (g shown) endLink(r *web.Request, m Member) templ.Component {
	if m.Authority != r.Actor.Authority || !m.Period().Contains(g.day) && !m.From.After(g.day) {
		return ui.Text("")
	}
	return ui.AFor(g.Group.Path()+"/ledamoter/"+m.ID+"/avsluta", r.Say(language.T("Avsluta", "End")), m.Name)
}

func meetingList(r *web.Request, g shown) web.List[Meeting] {
	return web.List[Meeting]{Title: sayMeetings, File: "moten", Rows: web.Rows(g.meetings), Columns: []web.Column[Meeting]{
		{Heading: sayDay, RowHeader: true, Value: func(m Meeting) any { return m.Day }, Cell: func(m Meeting) templ.Component { return ui.A(m.Path(), r.Say(m.Day.Long())) }},
		{Heading: sayTime, Value: func(m Meeting) any { return m.hours(r.Lang) }},
		{Heading: sayPlace, Value: func(m Meeting) any { return m.Place }},
		{Heading: sayState, Value: func(m Meeting) any { return m.State.label() }, Cell: func(m Meeting) templ.Component { return ui.StatusChip(m.status(r.Lang, g.day)) }},
		{Heading: sayMinutes, Value: func(m Meeting) any { return m.minutesSaid(g.day) }},
	}}
}

// hours are when a meeting begins and ends.
func (m Meeting) hours(l language.Lang) string {
	return fmt.Sprintf("%s–%s", timeIn(m.Starts, l), timeIn(m.Ends, l))
}

func (s *Service) editGroupPage(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	return g.groupForm(r, g.Group.Path()+"/ratta", g.Group.Path(), g.Group, sayEditGroup).page(r, nil), nil
}

func (s *Service) editGroupPost(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	var in GroupInput
	var version int64
	return g.groupForm(r, g.Group.Path()+"/ratta", g.Group.Path(), g.Group, sayEditGroup).take(r, language.T("Ändringen är sparad.", "The change is saved."),
		func(f *web.Form) { in, version = readGroup(f), numberOf(f, fieldVersion) }, func() (string, error) {
			_, err := s.EditGroup(r.Context(), r.Actor, g.Group.ID, version, in)
			return g.Group.Path(), err
		})
}

// memberRoles are the roles whose holders can be chosen as members.
func memberRoles() []policy.Role {
	return []policy.Role{policy.Coordinator, policy.Signatory, policy.Caseworker, policy.EmploymentOfficer, policy.Controller}
}

// mostColleagues is how many accounts are offered; a larger authority writes the name and function instead.
const mostColleagues = 200

func (s *Service) memberForm(r *web.Request, g shown) (form, error) {
	people, err := account.Colleagues(r.Context(), s.Trail.DB(), r.Actor.Authority, memberRoles(), g.day, mostColleagues)
	t := language.T
	accounts := []ui.Option{{Label: r.Say(t("Ingen av dem – skriv namnet nedan", "None of them – write the name below"))}}
	for _, p := range people {
		accounts = append(accounts, ui.Option{Value: p.ID, Label: p.Name})
	}
	var parts []ui.Option
	for _, p := range Parts() {
		parts = append(parts, ui.Option{Value: string(p), Label: r.Say(p.Label())})
	}
	return form{title: sayAddMember, crumbs: g.crumbs(r, ui.Link{Label: g.Group.Name, Href: g.Group.Path()}),
		over: ui.Paragraph(r.Say(t("Ni lägger till era egna ledamöter. Den andra parten lägger till sina.", "You add your own members. The other party adds theirs."))),
		Form: ui.Form{ID: "ledamot", Action: g.Group.Path() + "/ledamoter/ny", Submit: ui.Button{Label: r.Say(sayAddMember)}, Other: cancelTo(r, g.Group.Path()), Fields: []ui.Field{
			{Kind: ui.SelectField, Name: fieldAccount, Label: r.Say(t("Konto i Samsyn", "Account in Samsyn")), Options: accounts, Optional: true, Hint: r.Say(t("Den som har konto justerar själv protokollet och får påminnelser.", "Who has an account adjusts the minutes in person and is reminded."))},
			{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn, för den som saknar konto", "Name, for who has no account")), Width: ui.Medium, Optional: true, MaxLength: 200},
			{Kind: ui.TextField, Name: fieldFunction, Label: r.Say(sayFunction), Width: ui.Medium, Optional: true, MaxLength: 200, Hint: r.Say(t("Till exempel förvaltningschef. Behövs för den som saknar konto.", "Such as head of administration. Needed for who has no account."))},
			{Kind: ui.RadiosField, Name: fieldPart, Label: r.Say(sayPart), Options: parts, Value: string(Ordinary)},
			{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Value: g.day.String(), Width: ui.Short},
			{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Width: ui.Short, Optional: true},
		}}}, err
}

func (s *Service) newMemberPage(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	f, err := s.memberForm(r, g)
	return f.page(r, nil), err
}

func (s *Service) newMemberPost(r *web.Request) (web.Response, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return web.Response{}, err
	}
	p, err := s.memberForm(r, g)
	if err != nil {
		return web.Response{}, err
	}
	var in MemberInput
	return p.take(r, language.T("Ledamoten är tillagd.", "The member is added."), func(f *web.Form) {
		in = MemberInput{Account: f.Text(fieldAccount), Name: f.Text(fieldName, web.Max(200)), Function: f.Text(fieldFunction, web.Max(200)),
			Part: Part(f.Choice(fieldPart, []string{string(Chair), string(Substitute), string(Ordinary)}, web.Required)), From: f.Date(fieldFrom, web.Required), To: f.Date(fieldTo)}
	}, func() (string, error) {
		_, err := s.AddMember(r.Context(), r.Actor, g.Group.ID, in)
		return g.Group.Path(), err
	})
}

func (g shown) endForm(r *web.Request, m Member) form {
	return form{title: sayEndMember, crumbs: g.crumbs(r, ui.Link{Label: g.Group.Name, Href: g.Group.Path()}),
		over: ui.Paragraph(r.Say(language.T("%s lämnar gruppen efter den dag ni anger. Namnet står kvar i protokoll från tiden före.", "%s leaves the group after the day you give. The name stays in minutes from before.").With(m.Name))),
		Form: ui.Form{ID: "avsluta", Action: g.Group.Path() + "/ledamoter/" + m.ID + "/avsluta", Submit: ui.Button{Label: r.Say(sayEndMember), Kind: ui.Danger}, Other: cancelTo(r, g.Group.Path()), Fields: []ui.Field{
			{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Value: g.day.String(), Width: ui.Short}, versionField(m.Version)}}}
}

// ending reads the group and the member whose part is to end.
func (s *Service) ending(r *web.Request) (shown, Member, error) {
	g, err := s.group(r, policy.EditGroup)
	if err != nil {
		return g, Member{}, err
	}
	m, ok := find(g.members, r.Path("member"))
	if !ok {
		return g, m, fault.NotFoundThing()
	}
	return g, m, nil
}

func (s *Service) endMemberPage(r *web.Request) (web.Response, error) {
	g, m, err := s.ending(r)
	if err != nil {
		return web.Response{}, err
	}
	return g.endForm(r, m).page(r, nil), nil
}

func (s *Service) endMemberPost(r *web.Request) (web.Response, error) {
	g, m, err := s.ending(r)
	if err != nil {
		return web.Response{}, err
	}
	var in Member
	return g.endForm(r, m).take(r, language.T("Uppdraget är avslutat.", "The part is ended."), func(f *web.Form) {
		in.To, in.Version = f.Date(fieldTo, web.Required), numberOf(f, fieldVersion)
	}, func() (string, error) {
		return g.Group.Path(), s.EndMember(r.Context(), r.Actor, g.Group.ID, m.ID, in.Version, in.To)
	})
}
