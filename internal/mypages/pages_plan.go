package mypages

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const planPath = Path + "/plan"

var titlePlan = language.T("Min plan", "My plan")

func planPage(id string) string { return planPath + "/" + id }

// planPart leads from the first page to the plans.
func (v *View) planPart(r *web.Request, o own) (templ.Component, error) {
	t := language.T
	plans, err := v.Plans.Own(r.Context(), v.Trail.DB(), r.Actor)
	if err != nil {
		return nil, err
	}
	unsigned, err := v.unsigned(r)
	if err != nil {
		return nil, err
	}
	var lines []templ.Component
	for _, p := range plans {
		words := o.say(t("Planen som kommunen och Arbetsförmedlingen gör med dig", "The plan that the municipality and the agency make with you"))
		when := o.say(t("Följs upp %s", "Followed up %s"), p.Follow)
		switch {
		case p.ID == unsigned:
			when = o.say(t("Väntar på att du läser och godkänner den", "Waits for you to read and approve it"))
		case p.State == plan.Closed:
			when = o.say(t("Avslutad", "Closed"))
		case p.Holds == 0:
			when = o.say(t("Är på väg: de är inte överens om den än", "On its way: they do not agree on it yet"))
		}
		lines = append(lines, ui.Stack(ui.A(planPage(p.ID), words), ui.Note(when)))
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return ui.SectionIntro("plan", o.say(titlePlan), "", ui.BulletsOf(lines...)), nil
}

// ownPlan is the page of a plan.
type ownPlan struct {
	own
	plan.Seen
	now    plan.Told // the version that holds
	failed *web.Failed
}

func (v *View) plan(r *web.Request) (web.Response, error) { return v.planAgain(r, nil) }

func (v *View) planAgain(r *web.Request, failed *web.Failed) (web.Response, error) {
	p, err := v.planOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = failed
	page := p.page(titlePlan, ui.Heading(p.say(titlePlan), ""), ui.LeadBlock(ui.Lead{Text: ui.Rich(p.lead())}), p.band(), p.goal(), p.steps(), v.planDeeds().Forms(r, p),
		p.parts(), without(p.reader))
	if failed != nil {
		page = page.Status(failed.Form.Status())
	}
	return page, nil
}

func (v *View) planOf(r *web.Request) (*ownPlan, error) {
	p := &ownPlan{}
	var err error
	if p.Seen, err = v.Plans.OwnPlan(r.Context(), r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	p.now, _ = p.Told(p.Holds)
	p.own, err = v.read(r)
	return p, err
}

func (p *ownPlan) lead() string {
	t := language.T
	switch {
	case p.Holds == 0:
		return p.say(t("*Kommunen och Arbetsförmedlingen håller på att göra en plan med dig.* Du läser den här när de är överens om ett förslag.", "*The municipality and the agency are making a plan with you.* You read it here when they agree on a proposal."))
	case p.State == plan.Closed:
		return p.say(t("Planen är *avslutad*.", "The plan is *closed*."))
	case p.unsigned():
		return p.say(t("*Läs planen, och godkänn den om du tycker att den stämmer.* Stämmer den inte, prata med din handläggare.", "*Read the plan, and approve it if you find it right.* If it is not right, talk with your caseworker."))
	}
	return p.say(t("*Planen gäller.* Ni följer upp den %s.", "*The plan holds.* You follow it up on %s."), p.Follow)
}

// unsigned tells whether the person can approve the version that holds.
func (p *ownPlan) unsigned() bool {
	return p.State == plan.Active && p.now.State == plan.Accepted && p.now.PersonPart != plan.Digital && p.now.PersonPart != plan.Paper
}

func (p *ownPlan) goal() templ.Component {
	if p.now.Content.Goal == "" {
		return nil
	}
	return ui.SectionIntro("mal", p.say(language.T("Målet", "The goal")), "", ui.Swedish(p.tongue.Lang, p.now.Content.Goal))
}

// steps are what is to be done, by whom and when.
func (p *ownPlan) steps() templ.Component {
	t := language.T
	if len(p.now.Steps) == 0 {
		return nil
	}
	table := ui.Table{Lang: p.tongue.Lang, ID: "planens-steg", Caption: p.say(t("Vad som ska göras", "What is to be done")), Columns: []ui.Column{{Label: p.say(t("Steg", "Step")), RowHeader: true, Wide: true}, {Label: p.say(t("Vem", "Who"))}, {Label: p.say(t("Senast", "By"))}, {Label: p.say(t("Läge", "State"))}}}
	for i, st := range p.now.Steps {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{p.stepText(i, st), ui.Text(p.who(st.Responsible)), ui.Text(st.Due.String()), ui.StatusChip(p.status(st))}})
	}
	return ui.SectionIntro("vad", p.say(t("Vad som ska göras", "What is to be done")), "", ui.TableOf(table))
}

func (p *ownPlan) text(i int) string {
	if i < len(p.now.Content.Items) {
		return p.now.Content.Items[i].Text
	}
	return p.say(language.T("texten är gallrad", "the text is destroyed"))
}

func (p *ownPlan) who(o plan.Owner) string {
	t := language.T
	switch o {
	case plan.Person:
		return p.say(t("du", "you"))
	case plan.Both:
		return p.say(t("kommunen och Arbetsförmedlingen", "the municipality and the agency"))
	}
	return p.say(o.Name())
}

func (p *ownPlan) status(st plan.Step) ui.Status {
	t := language.T
	switch {
	case st.State == plan.Done:
		return ui.Status{Level: ui.Good, Words: p.say(t("Klart", "Done"))}
	case st.State == plan.Dropped:
		return ui.Status{Level: ui.Neutral, Words: p.say(t("Görs inte", "Not done"))}
	case st.Late(calendar.DateOf(p.own.now)):
		return ui.Status{Level: ui.Bad, Words: p.say(t("Försenat", "Late"))}
	case st.State == plan.Begun:
		return ui.Status{Level: ui.Waiting, Words: p.say(t("Pågår", "Under way"))}
	}
	return ui.Status{Level: ui.Neutral, Words: p.say(t("Inte börjat", "Not begun"))}
}

// parts say who stands behind the plan.
func (p *ownPlan) parts() templ.Component {
	t := language.T
	if p.Holds == 0 {
		return nil
	}
	you := p.say(t("inte än", "not yet"))
	if p.now.PersonPart != plan.NotYet {
		you = p.say(p.now.PersonPart.Name())
	}
	facts := []ui.Fact{ui.F(p.say(t("Version", "Version")), strconv.FormatInt(p.now.No, 10)), ui.F(p.say(t("Kommunen och Arbetsförmedlingen godkände", "The municipality and the agency approved")), calendar.DateOf(p.now.AcceptedAt.Time).String()), ui.F(p.say(t("Du godkände", "You approved")), you)}
	if w, ok := p.Waiting(); ok && w.No != p.Holds {
		facts = append(facts, ui.F(p.say(t("Ändringar", "Changes")), p.say(t("Ett nytt förslag är på väg. Det gäller inte förrän båda har godkänt det.", "A new proposal is on its way. It does not hold until both have approved it."))))
	}
	return ui.SectionIntro("vilka", p.say(t("Vilka står bakom planen", "Who stands behind the plan")), "", ui.KeyValues(facts...))
}

// ownSteps are the person's own that are not over.
func (p *ownPlan) ownSteps() (out []int) {
	for i, st := range p.now.Steps {
		if st.Responsible == plan.Person && (st.State == plan.Planned || st.State == plan.Begun) {
			out = append(out, i)
		}
	}
	return out
}

// planDeeds are what the person can do with the plan.
func (v *View) planDeeds() web.Deeds[*ownPlan] {
	t := language.T
	return web.Deeds[*ownPlan]{All: []web.Deed[*ownPlan]{
		{Path: "godkann", May: policy.SignPlan, Name: t("Godkänn planen", "Approve the plan"), Says: t("Du säger att du har läst planen och vill följa den. Du kan ändra dig: prata med din handläggare.", "You say that you have read the plan and want to follow it. You can change your mind: talk with your caseworker."),
			When: (*ownPlan).unsigned, Fields: (*ownPlan).signFields, Do: v.sign, Done: t("Du har godkänt planen.", "You have approved the plan.")},
		{Path: "steg", May: policy.MoveOwnStep, Name: t("Säg hur det går", "Say how it goes"), Says: t("Gäller de steg som är dina.", "For the steps that are yours."),
			When: func(p *ownPlan) bool { return p.State == plan.Active && len(p.ownSteps()) > 0 }, Fields: (*ownPlan).stepFields, Do: v.moveStep, Done: t("Det är sparat. Handläggarna ser det.", "It is saved. The caseworkers see it.")},
	}, Load: v.toPlan, Show: v.planAgain, Address: func(p *ownPlan) string { return planPage(p.ID) }, Say: func(p *ownPlan, text language.Text) string { return p.say(text) },
		May: func(*ownPlan, policy.Action) bool { return true }, // the plan is the reader's own, or not there
		Page: func(p *ownPlan) web.DeedPage {
			page := web.DeedPage{Failed: p.failed}
			if p.unsigned() {
				page.Main = "godkann"
			}
			return page
		}}
}

func (v *View) toPlan(r *web.Request, act policy.Action) (*ownPlan, error) {
	p := &ownPlan{own: own{reader: readerOf(r)}}
	p.ID = r.Path("id")
	return p, policy.CheckRead(r.Context(), v.Trail.DB(), r.Actor, act, p.Ref())
}

func (p *ownPlan) signFields() []ui.Field {
	return []ui.Field{{Kind: ui.HiddenField, Name: "no", Value: strconv.FormatInt(p.Holds, 10)}}
}

func (v *View) sign(p *ownPlan, f *web.Form) error {
	no, _ := strconv.ParseInt(f.Value("no"), 10, 64) // what is no number is no version, which the service refuses
	return web.ErrorOf(v.Plans.Sign(p.Context(), p.Actor, p.ID, no))
}

func (p *ownPlan) stepFields() []ui.Field {
	t := language.T
	var steps, states []ui.Option
	for _, i := range p.ownSteps() {
		steps = append(steps, ui.Option{Value: p.now.Steps[i].ID, Label: p.text(i)})
	}
	for _, s := range ownMoves() {
		states = append(states, ui.Option{Value: string(s), Label: p.say(map[plan.StepState]language.Text{plan.Begun: t("Jag har börjat", "I have begun"), plan.Done: t("Det är klart", "It is done")}[s])})
	}
	return []ui.Field{{Kind: ui.RadiosField, Name: "step", Label: p.say(t("Vilket steg?", "Which step?")), Options: steps}, {Kind: ui.RadiosField, Name: "to", Label: p.say(t("Hur går det?", "How does it go?")), Options: states}}
}

func ownMoves() []plan.StepState { return []plan.StepState{plan.Begun, plan.Done} }

func (v *View) moveStep(p *ownPlan, f *web.Form) error {
	t := language.T
	id, to := f.Text("step", web.Max(60)), plan.StepState(f.Value("to"))
	if id == "" {
		f.Problem("step", t("Välj vilket steg det gäller.", "Choose which step it is."))
	}
	if !slices.Contains(ownMoves(), to) {
		f.Problem("to", t("Välj hur det går.", "Choose how it goes."))
	}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(v.Plans.MoveOwn(p.Context(), p.Actor, p.ID, id, to))
}

// stepText is what a step says, and how much it takes of the person's week.
func (p *ownPlan) stepText(i int, st plan.Step) templ.Component {
	text := ui.Swedish(p.tongue.Lang, p.text(i))
	if st.Hours == 0 {
		return text
	}
	return ui.Stack(text, ui.Note(p.say(language.T("%d timmar i veckan", "%d hours a week"), st.Hours)))
}
