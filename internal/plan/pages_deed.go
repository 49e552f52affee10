package plan

import (
	"strconv"

	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The acts of the page, as they stand in its addresses.
const (
	deedAccept = "godkann"
	deedPerson = "person"
	deedStep   = "steg"
	deedFollow = "uppfoljning"
)

const (
	fieldHealth = "health"
	fieldNo     = "no"
	fieldStep   = "step"
	fieldState  = "state"
	fieldPart   = "part"
	fieldBy     = "by"
	fieldOn     = "on"
	fieldWhy    = "why"
	fieldSaid   = "said"
	fieldNext   = "next"
)

// healthField asks whether a text is about the person's health, which the ground must cover.
func (p *page) healthField() ui.Field {
	return ui.Field{Kind: ui.CheckboxField, Name: fieldHealth, Label: p.say(language.T("Texten handlar om personens hälsa", "The text is about the person's health")), Optional: true}
}

func hidden(name, value string) ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: name, Value: value}
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*page] {
	return web.Deeds[*page]{All: deeds(), Load: s.toAct, Show: s.again, Address: (*page).path,
		May: func(p *page, act policy.Action) bool { return p.o.Can.May(act) },
		Page: func(p *page) web.DeedPage {
			return web.DeedPage{Version: p.o.Version, Main: p.mainDeed(), Failed: p.failed}
		}}
}

// toAct reads the matter for an act that somebody has sent.
func (s *Service) toAct(r *web.Request, act policy.Action) (*page, error) {
	v, err := s.Matters.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	return &page{s: s, r: r, o: matter.Opened{Seen: v}}, v.Can.Check(act)
}

func (p *page) key(f *web.Form) matter.Key { return matter.Key{ID: p.o.ID, Version: f.Version()} }

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*page] {
	t := language.T
	return []web.Deed[*page]{
		{Path: deedAccept, May: policy.WorkMatter, Name: t("Godkänn planen", "Accept the plan"), Says: t("Versionen gäller då mellan er, i stället för den som gäller nu. Var och en har sitt exemplar.", "The version then holds between you, in the place of the one that holds now. Each has its own copy."),
			When: (*page).toAccept, Fields: (*page).acceptFields, Do: (*page).accept, Done: t("Planen är godkänd av er båda.", "The plan is accepted by both of you.")},
		{Path: deedStep, May: policy.WorkMatter, Name: t("Flytta ett steg", "Move a step"), Says: t("Den som ansvarar för steget flyttar det. Personens steg kan ni båda flytta. Motparten får veta det.", "Who is responsible for a step moves it. Either of you can move the person's. The counterpart is told."),
			When: func(p *page) bool { return p.active() && len(p.movable()) > 0 }, Fields: (*page).stepFields, Do: (*page).move, Done: t("Steget är flyttat.", "The step is moved.")},
		{Path: deedPerson, May: policy.WorkMatter, Name: t("Anteckna personens del", "Note the person's part"), Says: t("Gå igenom planen tillsammans. Personen kan skriva under på papper, själv eller genom någon som företräder. Säger personen nej skriver ni varför, och planen gäller ändå mellan er.", "Go through the plan together. The person can sign on paper, alone or through somebody who represents. If the person says no, write why, and the plan still holds between you."),
			When: (*page).toSign, Fields: (*page).personFields, Do: (*page).notePerson, Done: t("Personens del är antecknad.", "The person's part is noted.")},
		{Path: deedFollow, May: policy.WorkMatter, Name: t("Anteckna en uppföljning", "Note a follow-up"), Says: t("Skriv kort vad uppföljningen gav. Motparten läser samma ord.", "Write briefly what came of the follow-up. The counterpart reads the same words."),
			When: (*page).active, Fields: (*page).followFields, Do: (*page).followUp, Done: t("Uppföljningen är antecknad.", "The follow-up is noted.")},
	}
}

// active tells whether a version holds and the own side may go on in it.
func (p *page) active() bool { return p.works() && p.State == Active && p.grounded() }

func (p *page) toAccept() bool {
	w, ok := p.Waiting()
	return ok && p.works() && w.Authority != p.o.Desk.Authority
}

func (p *page) toSign() bool {
	now, ok := p.Told(p.Holds)
	return ok && p.active() && now.PersonPart != Paper && now.PersonPart != Digital
}

func (p *page) acceptFields() []ui.Field {
	w, _ := p.Waiting()
	fields := []ui.Field{hidden(fieldNo, strconv.FormatInt(w.No, 10))}
	if p.grounded() {
		return fields
	}
	t := language.T
	return append(fields, p.basis(t("Er grund för att lämna uppgifter", "Your ground for telling"), t("På vilken grund svarar ni?", "On which ground do you answer?"))...)
}

func (p *page) accept(f *web.Form) error {
	no, b := f.Int(fieldNo, 1, 1_000_000, web.Required), person.Basis{}
	if f.Has(person.FieldGround) {
		b = person.BasisOf(f)
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.Accept(p.r.Context(), p.r.Actor, p.key(f), int64(no), b))
}

// movable are the steps that the reader's side moves now.
func (p *page) movable() (out []ui.Option) {
	now, ok := p.Told(p.Holds)
	if !ok {
		return nil
	}
	for i, st := range now.Steps {
		if st.State.over() || !st.Responsible.movable(p.o.Desk.Authority) {
			continue
		}
		label := language.T("%d. %s (%s, senast %s)", "%d. %s (%s, by %s)").With(st.Place, language.Same(now.text(i)), language.Same(p.owner(st.Responsible)), st.Due.String())
		out = append(out, ui.Option{Value: st.ID, Label: p.say(label)})
	}
	return out
}

func (p *page) stepFields() []ui.Field {
	t := language.T
	chosen, states := "", []ui.Option{}
	if st, _, ok := p.lateStep(); ok {
		chosen = st.ID
	}
	for _, to := range Moves() {
		states = append(states, ui.Option{Value: string(to), Label: p.say(to.Name().Capital())})
	}
	steps := append([]ui.Option{{Label: p.say(t("Välj ett steg", "Choose a step"))}}, p.movable()...)
	return []ui.Field{
		{Kind: ui.SelectField, Name: fieldStep, Label: p.say(t("Vilket steg?", "Which step?")), Options: steps, Value: chosen},
		{Kind: ui.RadiosField, Name: fieldState, Label: p.say(t("Hur långt har det kommit?", "How far has it come?")), Options: states},
		{Kind: ui.TextField, Name: fieldWhy, Label: p.say(t("Kort om hur det gick", "Briefly how it went")), Hint: p.say(t("Behövs när steget utgår.", "Needed when the step is dropped.")), Optional: true, MaxLength: mostText},
		p.healthField(),
	}
}

func (p *page) move(f *web.Form) error {
	id, in := f.Text(fieldStep), Move{To: StepState(f.Text(fieldState)), Why: f.Text(fieldWhy, web.Max(mostText)), Health: f.Ticked(fieldHealth)}
	if id == "" {
		f.Problem(fieldStep, language.T("Välj ett steg.", "Choose a step."))
	}
	if in.To == "" {
		f.Problem(fieldState, language.T("Välj hur långt steget har kommit.", "Choose how far the step has come."))
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.MoveStep(p.r.Context(), p.r.Actor, p.key(f), id, in))
}

func (p *page) personFields() []ui.Field {
	t := language.T
	parts, by := []ui.Option{}, []ui.Option{}
	for _, part := range Parts() {
		parts = append(parts, ui.Option{Value: string(part), Label: p.say(part.asked())})
	}
	for _, who := range Signers() {
		by = append(by, ui.Option{Value: string(who), Label: p.say(who.Name().Capital())})
	}
	signed := &ui.Given{Field: fieldPart, Values: []string{string(Paper)}, Legend: p.say(t("Om planen är underskriven", "If the plan is signed"))}
	not := &ui.Given{Field: fieldPart, Values: []string{string(Declined), string(Unable)}, Legend: p.say(t("Om planen inte är underskriven", "If the plan is not signed"))}
	health := p.healthField()
	health.Given = not
	return []ui.Field{hidden(fieldNo, strconv.FormatInt(p.Holds, 10)),
		{Kind: ui.RadiosField, Name: fieldPart, Label: p.say(t("Hur blev det?", "How did it turn out?")), Options: parts},
		{Kind: ui.DateField, Name: fieldOn, Label: p.say(t("Vilken dag?", "On which day?")), Value: p.today().String(), Width: ui.Short},
		{Kind: ui.SelectField, Name: fieldBy, Label: p.say(t("Vem skrev under?", "Who signed?")), Options: by, Value: string(Self), Width: ui.Medium, Given: signed},
		{Kind: ui.FileField, Name: file.Field, Label: p.say(t("Det underskrivna pappret", "The signed paper")), Accept: file.Accept(person.EvidenceTypes()...), Given: signed,
			Hint: p.say(t("PDF eller bild, högst 20 MB. Det sparas krypterat hos er, och motparten får det inte.", "PDF or picture, at most 20 MB. It is kept encrypted with you, and the counterpart does not get it."))},
		{Kind: ui.TextareaField, Name: fieldWhy, Label: p.say(t("Varför? Skriv med personens egna ord.", "Why? Write in the person's own words.")), Rows: 3, Given: not}, health,
	}
}

// asked is a part as a choice.
func (p Part) asked() language.Text {
	t := language.T
	switch p {
	case Declined:
		return t("Personen vill inte godkänna planen", "The person declines to approve the plan")
	case Unable:
		return t("Personen kan inte godkänna nu", "The person cannot approve now")
	}
	return t("Planen är underskriven på papper", "The plan is signed on paper")
}

func (p *page) notePerson(f *web.Form) error {
	in := Answer{No: int64(f.Int(fieldNo, 1, 1_000_000, web.Required)), Part: Part(f.Text(fieldPart)), By: By(f.Text(fieldBy)), On: f.Date(fieldOn), Why: f.Long(fieldWhy), Health: f.Ticked(fieldHealth)}
	if in.Part == Paper {
		paper, err := sentPaper(p.r, f)
		if err != nil {
			return err
		}
		in.Paper = paper
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.NotePerson(p.r.Context(), p.r.Actor, p.key(f), in))
}

// sentPaper reads and checks the paper of a form; nil when none was sent.
func sentPaper(r *web.Request, f *web.Form) (*file.Checked, error) {
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize})
	if !ok {
		return nil, nil
	}
	content, err := up.Open()
	if err != nil {
		return nil, err
	}
	c, err := file.Check(file.Input{Name: up.Name, Content: content, Size: up.Size, Owner: r.Actor.Authority, Accept: person.EvidenceTypes()})
	return &c, err
}

func (p *page) followFields() []ui.Field {
	t := language.T
	return []ui.Field{
		{Kind: ui.TextareaField, Name: fieldSaid, Label: p.say(t("Vad gav uppföljningen?", "What came of the follow-up?")), Rows: 3},
		p.healthField(),
		{Kind: ui.DateField, Name: fieldNext, Label: p.say(t("När följer ni upp planen nästa gång?", "When do you follow the plan up next?")), Value: p.today().AddMonths(usualMonths).String(), Width: ui.Short},
	}
}

func (p *page) followUp(f *web.Form) error {
	in := Follow{Said: f.Long(fieldSaid), Next: f.Date(fieldNext), Health: f.Ticked(fieldHealth)}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.FollowUp(p.r.Context(), p.r.Actor, p.key(f), in))
}
