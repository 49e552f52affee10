package responsibility

import (
	"samsyn/internal/agreement"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func reformName(id law.ReformID) language.Text {
	step, _ := law.ReformOf(id)
	return step.Name
}

// planForm asks for what a plan is about.
func planForm(r *web.Request, action, back string, t Transition) ui.Form {
	var causes []ui.Option
	for _, c := range Causes() {
		causes = append(causes, ui.Option{Value: string(c), Label: r.Say(c.Label())})
	}
	reforms := []ui.Option{{Label: r.Say(language.T("inget reformsteg", "no reform step"))}}
	for _, step := range law.Reforms() {
		reforms = append(reforms, ui.Option{Value: string(step.ID), Label: r.Say(step.Name) + ", " + r.Say(dateText(step.Valid.From, language.T("ingen dag", "no day")))})
	}
	return ui.Form{Lang: r.Lang, ID: "plan", Action: action, Submit: ui.Button{Label: r.Say(saySave)}, Other: []ui.Button{{Label: r.Say(sayCancel), Href: back, Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: fieldCause, Label: r.Say(language.T("Varför byter uppgifter ansvarig?", "Why do tasks change hands?")), Value: string(t.Cause), Options: causes},
			{Kind: ui.SelectField, Name: fieldReform, Label: r.Say(sayReform), Value: string(t.Reform), Options: reforms, Optional: true},
			{Kind: ui.TextField, Name: fieldTitle, Label: r.Say(language.T("Namn", "Name")), Value: t.Title, Optional: true, MaxLength: longName, Hint: r.Say(language.T("Lämna tomt för att använda reformstegets namn.", "Leave empty to use the name of the reform step."))},
			{Kind: ui.TextareaField, Name: fieldChanges, Label: r.Say(sayWhat), Value: t.Changes, Rows: 4, MaxLength: longChanges, Hint: r.Say(language.T("Skriv inga namn på personer.", "Write no names of persons."))},
			{Kind: ui.DateField, Name: fieldOn, Label: r.Say(sayWhen), Value: t.On.String(), Width: ui.Short},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(t.Version)},
		}}
}

func planInput(f *web.Form) PlanInput {
	return PlanInput{Cause: Cause(f.Value(fieldCause)), Reform: law.ReformID(f.Value(fieldReform)), Title: f.Text(fieldTitle), Changes: f.Long(fieldChanges), On: f.Date(fieldOn)}
}

// beginning asks whether the actor may begin a plan in the municipality of the address.
func (s *Service) beginning(r *web.Request) (directory.Municipality, error) {
	ctx, q := r.Context(), s.Trail.DB()
	m, err := directory.ByCode(ctx, q, r.Path("code"), today(q))
	if err != nil {
		return m, err
	}
	id, err := inForce(ctx, q, m.Code)
	if err != nil {
		return m, err
	}
	return m, policy.Check(ctx, q, r.Actor, policy.AddTransition, ref.To(agreement.AgreementKind, id))
}

func (s *Service) beginPage(r *web.Request) (web.Response, error) {
	m, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	path := m.Path() + "/omstallning"
	return formPage(r, sayNewPlan, m.Name, []ui.Link{{Label: m.Name, Href: m.Path()}, {Label: r.Say(sayTransitions), Href: path}}, planForm(r, path+"/ny", path, Transition{Cause: ByReform})), nil
}

func (s *Service) beginPost(r *web.Request) (web.Response, error) {
	m, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := planInput(f)
	if f.OK() {
		t, err := s.Begin(r.Context(), r.Actor, m.Code, in)
		if err == nil {
			return web.Redirect(t.Path()).Message(ui.Good, language.T("Planen är påbörjad. Lägg till vem som tar över vad.", "The plan is begun. Add who takes over what.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	path := m.Path() + "/omstallning"
	return formPage(r, sayNewPlan, m.Name, []ui.Link{{Label: m.Name, Href: m.Path()}, {Label: r.Say(sayTransitions), Href: path}}, planForm(r, path+"/ny", path, Transition{}).Fill(f.Values()).WithFault(f.Err())), nil
}

// changing reads the plan of the address for somebody who may change it.
func (s *Service) changing(r *web.Request) (shownPlan, error) {
	p, err := s.shownPlan(r)
	if err == nil && !p.mayEdit {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditTransition, p.Transition.Ref())
	}
	return p, err
}

func (s *Service) editPlanPage(r *web.Request) (web.Response, error) {
	p, err := s.changing(r)
	if err != nil {
		return web.Response{}, err
	}
	return p.editPage(r, planForm(r, p.Transition.Path()+"/andra", p.Transition.Path(), p.Transition)), nil
}

func (p shownPlan) editPage(r *web.Request, form ui.Form) web.Response {
	return formPage(r, language.T("Ändra planen", "Change the plan"), r.Say(language.T("När planen ändras behöver båda sidor godkänna den på nytt.", "When the plan is changed both sides need to agree to it anew.")),
		[]ui.Link{{Label: p.named.place, Href: "/kommun/" + p.Municipality + "/omstallning"}, {Label: p.Title, Href: p.Transition.Path()}}, form)
}

func (s *Service) editPlanPost(r *web.Request) (web.Response, error) {
	p, err := s.changing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := planInput(f)
	if f.OK() {
		_, err := s.EditPlan(r.Context(), r.Actor, p.ID, versionOf(f), in)
		if err == nil {
			return web.Redirect(p.Transition.Path()).Message(ui.Good, saySaved), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.editPage(r, planForm(r, p.Transition.Path()+"/andra", p.Transition.Path(), p.Transition).Fill(f.Values()).WithFault(f.Err())), nil
}

// options are the parties to choose among, and nobody where that can be said.
func (p shownPlan) options(r *web.Request, nobody bool) (out []ui.Option) {
	for _, x := range p.parties {
		out = append(out, ui.Option{Value: x.Authority, Label: p.around.named[x.Authority].Title()})
	}
	if nobody {
		out = append(out, ui.Option{Value: string(Nobody), Label: r.Say(sayNobody)})
	}
	return out
}

func (p shownPlan) moveForm(r *web.Request) ui.Form {
	var tasks []ui.Option
	for _, t := range Tasks() {
		tasks = append(tasks, ui.Option{Value: r.Say(t.Name), Label: r.Say(t.Name)})
	}
	return ui.Form{Lang: r.Lang, ID: "uppgift", Action: p.Transition.Path() + "/uppgift", Submit: ui.Button{Label: r.Say(language.T("Lägg till uppgiften", "Add the task")), Kind: ui.Secondary},
		Fields: []ui.Field{
			{Kind: ui.SuggestField, Name: fieldTask, Label: r.Say(sayTask), Options: tasks, MaxLength: longName},
			{Kind: ui.SelectField, Name: fieldBefore, Label: r.Say(sayBefore), Options: p.options(r, true)},
			{Kind: ui.SelectField, Name: fieldAfter, Label: r.Say(sayAfter), Options: p.options(r, true), Value: string(Nobody)},
			{Kind: ui.DateField, Name: fieldOn, Label: r.Say(sayWhen), Value: p.On.String(), Width: ui.Short}, p.version()}}
}

func (p shownPlan) pointForm(r *web.Request) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "punkt", Action: p.Transition.Path() + "/punkt", Submit: ui.Button{Label: r.Say(language.T("Lägg till punkten", "Add the point")), Kind: ui.Secondary},
		Fields: []ui.Field{
			{Kind: ui.TextField, Name: fieldText, Label: r.Say(language.T("Vad är öppet?", "What is open?")), MaxLength: longNote},
			{Kind: ui.SelectField, Name: fieldOwner, Label: r.Say(saySeesTo), Options: p.options(r, false)},
			{Kind: ui.DateField, Name: fieldDue, Label: r.Say(sayDue), Width: ui.Short}, p.version()}}
}

func (s *Service) movePost(r *web.Request) (web.Response, error) {
	p, err := s.changing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := MoveInput{Task: f.Text(fieldTask), Before: f.Value(fieldBefore), After: f.Value(fieldAfter), On: f.Date(fieldOn)}
	if f.OK() {
		_, err := s.AddMove(r.Context(), r.Actor, p.ID, versionOf(f), in)
		if err == nil {
			return web.Redirect(p.Transition.Path()).Message(ui.Good, saySaved), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.page(r, p.moveForm(r).Fill(f.Values()).WithFault(f.Err()), p.pointForm(r)), nil
}

func (s *Service) pointPost(r *web.Request) (web.Response, error) {
	p, err := s.changing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := PointInput{Text: f.Text(fieldText), Authority: f.Value(fieldOwner), Due: f.Date(fieldDue)}
	if f.OK() {
		_, err := s.AddPoint(r.Context(), r.Actor, p.ID, versionOf(f), in)
		if err == nil {
			return web.Redirect(p.Transition.Path()).Message(ui.Good, saySaved), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.page(r, p.moveForm(r), p.pointForm(r).Fill(f.Values()).WithFault(f.Err())), nil
}

// stepPost does what a button of the plan wants.
func (s *Service) stepPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	ctx, id, version, thing := r.Context(), r.Path("id"), versionOf(f), f.Value(stepThing)
	var t Transition
	switch f.Value(stepField) {
	case stepAgree:
		t, err = s.Agree(ctx, r.Actor, id, version)
	case stepClose:
		t, err = s.Close(ctx, r.Actor, id, version)
	case stepRemove:
		t, err = s.RemoveMove(ctx, r.Actor, id, version, thing)
	default:
		t, err = s.SettlePoint(ctx, r.Actor, id, version, thing)
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(t.Path()).Message(ui.Good, saySaved), nil
}
