package routine

import (
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// freeSteps is how many empty steps a form offers besides those that are there, and leastSteps how many at the least.
const (
	freeSteps  = 3
	leastSteps = 6
)

func (s *Service) newPage(r *web.Request) (web.Response, error) {
	id, a, err := s.agreementOf(r)
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddRoutine, ref.To(agreement.AgreementKind, id))
	}
	if err != nil {
		return web.Response{}, err
	}
	x := Routine{Agreement: id, Owner: r.Actor.Authority, OwnerAccount: r.Actor.ID}
	form, err := s.form(r, a, x, Content{}, "/overenskommelser/"+id+"/rutiner/ny")
	return formPage(r, sayNew, a.way(r, id), form), err
}

// way leads to the routines of an agreement.
func (a around) way(r *web.Request, id string) []ui.Link {
	return Routine{Agreement: id}.crumbs(r, a)[:3]
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	id, a, err := s.agreementOf(r)
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddRoutine, ref.To(agreement.AgreementKind, id))
	}
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := inputOf(f)
	if f.OK() {
		x, err := s.Write(r.Context(), r.Actor, id, in)
		if err == nil {
			return web.Redirect(x.Path()).Message(ui.Good, language.T("Rutinen är sparad som utkast.", "The routine is saved as a draft.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	form, err := s.form(r, a, Routine{Agreement: id}, in.Content, "/overenskommelser/"+id+"/rutiner/ny")
	return formPage(r, sayNew, a.way(r, id), form.Fill(f.Values()).WithFault(f.Err())), err
}

// editing reads the routine that a form changes, and asks whether the actor may.
func (s *Service) editing(r *web.Request) (Routine, around, error) {
	ctx, q := r.Context(), s.Trail.DB()
	x, err := get(ctx, q, r.Path("id"))
	if err == nil {
		err = may(ctx, q, r.Actor, policy.EditRoutine, x)
	}
	if err != nil {
		return x, around{}, err
	}
	a, err := lookAround(ctx, q, r.Lang, x.Agreement)
	return x, a, err
}

func (s *Service) editPage(r *web.Request) (web.Response, error) {
	x, a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	e, err := edition(r.Context(), s.Trail.DB(), x.ID, x.Latest)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.form(r, a, x, e.Content, x.Path()+"/andra")
	return formPage(r, sayEdit, x.crumbs(r, a), form), err
}

func (s *Service) editPost(r *web.Request) (web.Response, error) {
	x, a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := inputOf(f)
	if f.OK() {
		_, err := s.Edit(r.Context(), r.Actor, x.ID, versionOf(f, fieldVersion), in)
		if err == nil {
			return web.Redirect(x.Path()).Message(ui.Good, saySaved), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	form, err := s.form(r, a, x, in.Content, x.Path()+"/andra")
	return formPage(r, sayEdit, x.crumbs(r, a), form.Fill(f.Values()).WithFault(f.Err())), err
}

// inputOf reads the form.
func inputOf(f *web.Form) Input {
	in := Input{Owner: f.Text(fieldOwner), OwnerRole: f.Text(fieldRole), OwnerAccount: f.Text(fieldAccount),
		Content: Content{Title: f.Text(fieldTitle), Purpose: f.Long(fieldPurpose)}}
	for i := range mostSteps {
		if !f.Has(stepField("what", i)) {
			break
		}
		in.Steps = append(in.Steps, Step{Who: f.Text(stepField("who", i)), What: f.Text(stepField("what", i), web.Max(longWhat)), Within: f.Text(stepField("within", i))})
	}
	in.Clauses = strings.FieldsFunc(f.Text(fieldClauses), func(c rune) bool { return c == ',' || c == ';' })
	for _, t := range f.Values()[fieldTopics] {
		in.Topics = append(in.Topics, Topic(t))
	}
	return in
}

func stepField(part string, i int) string { return fmt.Sprintf("step_%s_%d", part, i+1) }

// form asks for all that is kept of a routine.
func (s *Service) form(r *web.Request, a around, x Routine, c Content, action string) (ui.Form, error) {
	t := language.T
	people, err := s.people(r, x)
	if err != nil {
		return ui.Form{}, err
	}
	var owners, topics []ui.Option
	for _, p := range a.parties[x.Agreement] {
		owners = append(owners, ui.Option{Value: p.Authority, Label: a.named[p.Authority].Title()})
	}
	var chosen []string
	for _, k := range Topics() {
		topics = append(topics, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	for _, k := range c.Topics {
		chosen = append(chosen, string(k))
	}
	fields := []ui.Field{
		{Kind: ui.TextField, Name: fieldTitle, Label: r.Say(sayName), Value: c.Title, MaxLength: longTitle},
		{Kind: ui.TextareaField, Name: fieldPurpose, Label: r.Say(sayPurpose), Value: c.Purpose, Rows: 3, MaxLength: longPurpose,
			Hint: r.Say(t("Vad rutinen är till för. Skriv inga namn på personer.", "What the routine is for. Write no names of persons."))},
	}
	fields = append(fields, stepFields(r, c.Steps)...)
	fields = append(fields,
		ui.Field{Kind: ui.TextField, Name: fieldClauses, Label: r.Say(sayClauses), Value: strings.Join(c.Clauses, ", "), Optional: true,
			Hint: r.Say(t("Vilka paragrafer i överenskommelsen rutinen hör till, med komma emellan: 9, K9.1.", "Which clauses of the agreement the routine belongs to, with commas between: 9, K9.1."))},
		ui.Field{Kind: ui.CheckboxesField, Name: fieldTopics, Label: r.Say(sayTopics), Values: chosen, Options: topics, Optional: true},
		ui.Field{Kind: ui.RadiosField, Name: fieldOwner, Label: r.Say(sayOwner), Value: x.Owner, Options: owners},
		ui.Field{Kind: ui.TextField, Name: fieldRole, Label: r.Say(sayRole), Value: x.OwnerRole, Width: ui.Medium, MaxLength: longWho,
			Hint: r.Say(t("Till exempel samverkansansvarig.", "For example coordinator."))},
		ui.Field{Kind: ui.SelectField, Name: fieldAccount, Label: r.Say(t("Vem hos ägaren?", "Who at the owner?")), Value: x.OwnerAccount, Options: people, Optional: true,
			Hint: r.Say(t("Den som påminns när rutinen ska ses över. Varje part utser sina egna.", "Who is reminded when the routine is to be reviewed. Each party names its own."))},
		ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(x.Version)})
	back := "/overenskommelser/" + x.Agreement + "/rutiner"
	return ui.Form{Lang: r.Lang, ID: "rutin", Action: action, Fields: fields, Submit: ui.Button{Label: r.Say(saySave)},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: back, Kind: ui.Quiet}}}, nil
}

func stepFields(r *web.Request, steps []Step) (out []ui.Field) {
	t := language.T
	n := min(max(leastSteps, len(steps)+freeSteps), mostSteps)
	for i := range n {
		s := Step{}
		if i < len(steps) {
			s = steps[i]
		}
		out = append(out,
			ui.Field{Kind: ui.TextField, Name: stepField("who", i), Label: r.Say(t("Steg %d: vem", "Step %d: who").With(i + 1)), Value: s.Who, Optional: i > 0, Width: ui.Medium, MaxLength: longWho},
			ui.Field{Kind: ui.TextField, Name: stepField("what", i), Label: r.Say(t("Steg %d: vad", "Step %d: what").With(i + 1)), Value: s.What, Optional: i > 0, MaxLength: longWhat},
			ui.Field{Kind: ui.TextField, Name: stepField("within", i), Label: r.Say(t("Steg %d: inom", "Step %d: within").With(i + 1)), Value: s.Within, Optional: true, Width: ui.Short, MaxLength: longWithin})
	}
	return out
}

// mostPeople is how many coordinators a form lists; an authority with more, as the agency, names oneself.
const mostPeople = 30

// people are whom the actor can name: nobody, oneself, the coordinators of one's own authority, and who is named already.
func (s *Service) people(r *web.Request, x Routine) ([]ui.Option, error) {
	ctx, q := r.Context(), s.Trail.DB()
	ids, err := account.HoldersOf(ctx, q, policy.Coordinator, []string{r.Actor.Authority}, today(q))
	if err != nil {
		return nil, err
	}
	if len(ids) > mostPeople {
		ids = nil
	}
	for _, id := range []string{r.Actor.ID, x.OwnerAccount} {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	options := []ui.Option{{Label: r.Say(sayNobody)}}
	for _, id := range ids {
		a, err := account.ByID(ctx, q, id)
		if err != nil {
			return nil, err
		}
		options = append(options, ui.Option{Value: id, Label: a.Name})
	}
	return options, nil
}
