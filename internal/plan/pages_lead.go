package plan

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// lead is the sentence for this reader with the one main button.
func (p *page) lead(acts web.Deeds[*page]) ui.Lead {
	t := language.T
	switch l := p.waits(acts); {
	case l != nil:
		return *l
	case p.o.State == matter.Closed && !p.There:
		return ui.Lead{Text: ui.Rich(p.say(t("Ärendet avslutades *utan en gemensam plan*.", "The matter was closed *without a joint plan*.")))}
	case p.o.State == matter.Closed || p.State == Closed:
		return ui.Lead{Text: ui.Rich(p.say(t("Planen är *avslutad* med ärendet. Var och en har kvar sitt exemplar.", "The plan is *closed* with the matter. Each keeps its own copy.")))}
	case !p.There:
		return ui.Lead{Text: ui.Rich(p.say(t("Det finns *ingen gemensam plan* än.", "There is *no joint plan* yet.")))}
	case p.Holds == 0:
		return ui.Lead{Text: ui.Rich(p.say(t("Ert förslag är skickat. *%s ska godkänna det* eller föreslå en ändring.", "Your proposal is sent. *%s is to accept it* or propose a change.").With(p.other())))}
	}
	return ui.Lead{Text: ui.Rich(p.say(t("Planen gäller, och *inget väntar på er* just nu. Ni följer upp den %s.", "The plan holds, and *nothing waits for you* right now. You follow it up on %s.").With(p.Follow.Long())))}
}

// waits is what waits for the reader's side in the plan; nil when nothing does. What the other side waits for comes first,
// then what is late, then the person's part.
func (p *page) waits(acts web.Deeds[*page]) *ui.Lead {
	t := language.T
	say := func(l ui.Level, text language.Text, button *ui.Button) *ui.Lead {
		return &ui.Lead{Level: l, Text: ui.Rich(p.say(text)), Button: button}
	}
	if !p.works() {
		return nil
	}
	w, waiting := p.Waiting()
	switch {
	case !p.There:
		return say(ui.Neutral, t("Det finns *ingen gemensam plan* än. Skriv mål och steg tillsammans med personen, och föreslå dem för %s.", "There is *no joint plan* yet. Write the goal and the steps with the person, and propose them to %s.").With(p.other()), p.proposeButton(sayPropose))
	case waiting && w.Authority != p.o.Desk.Authority && p.grounded():
		return say(ui.Warn, t("*%s föreslår version %d* av planen. Läs den och godkänn, eller föreslå en ändring.", "*%s proposes version %d* of the plan. Read it and accept, or propose a change.").With(p.other(), w.No), p.button(acts, deedAccept))
	case waiting && w.Authority != p.o.Desk.Authority:
		return say(ui.Warn, t("*%s föreslår version %d* av planen. Ange en grund för att lämna uppgifter och godkänn, eller föreslå en ändring.", "*%s proposes version %d* of the plan. Record a ground for telling and accept, or propose a change.").With(p.other(), w.No), p.button(acts, deedAccept))
	case p.State != Active:
		return nil
	}
	if st, text, ok := p.lateStep(); ok {
		return say(ui.Bad, t("Ni har ett försenat steg: *%s*. Det skulle ha gjorts %s.", "You have a late step: *%s*. It was to be done on %s.").With(language.Same(text), st.Due.DayMonth()), p.button(acts, deedStep))
	}
	now, _ := p.Now()
	switch day := p.today(); {
	case p.Follow.Before(day):
		return say(ui.Bad, t("*Uppföljningen är försenad.* Ni skulle ha följt upp planen %s.", "*The follow-up is late.* You were to follow the plan up on %s.").With(p.Follow.DayMonth()), p.button(acts, deedFollow))
	case !waiting && p.decided() > 0:
		n := p.decided()
		return say(ui.Warn, language.Plural(n, t("Ett möte har bestämt *%d steg som inte står i planen*. Föreslå en ändring, så följer det med.", "A meeting has decided *%d step that the plan does not have*. Propose a change, and it goes with it."),
			t("Möten har bestämt *%d steg som inte står i planen*. Föreslå en ändring, så följer de med.", "Meetings have decided *%d steps that the plan does not have*. Propose a change, and they go with it.")), p.proposeButton(sayChange))
	case now.PersonPart == NotYet:
		return say(ui.Neutral, t("Version %d gäller mellan er. *Personen har inte godkänt den än.* Skriv ut den, gå igenom den tillsammans och anteckna hur det blev.", "Version %d holds between you. *The person has not approved it yet.* Print it, go through it together and note how it turned out.").With(now.No), p.button(acts, deedPerson))
	case !p.Follow.After(calendar.AddWorkingDays(day, remindBefore)):
		return say(ui.Warn, t("*Planen ska följas upp* senast %s.", "*The plan is to be followed up* by %s.").With(p.Follow.DayMonth()), p.button(acts, deedFollow))
	}
	return nil
}

// decided is how many steps a meeting has decided that the latest version does not have.
func (p *page) decided() int {
	v, ok := p.Told(p.Last)
	i := slices.IndexFunc(p.o.Thread, func(c exchange.Copy) bool { return c.ID == v.Message })
	if !ok || i < 0 || p.s.Suggest == nil {
		return 0 // who proposed the version has seen what was decided before it
	}
	return len(p.s.Suggest(p.o.Thread[i+1:], p.today()))
}

// lateStep is the first of the own steps that is late, with what it says.
func (p *page) lateStep() (Step, string, bool) {
	now, ok := p.Now()
	if !ok || p.State != Active {
		return Step{}, "", false
	}
	for i, st := range now.Steps {
		if p.mine(st) && st.Late(p.today()) {
			return st, now.text(i), true
		}
	}
	return Step{}, "", false
}

// button leads to the form of an act, also from the matter's page.
func (p *page) button(acts web.Deeds[*page], path string) *ui.Button {
	b := acts.Button(p.r, p, path)
	if b != nil && b.Href != "" {
		b.Href = p.path() + b.Href
	}
	return b
}

func (p *page) proposeButton(label language.Text) *ui.Button {
	return &ui.Button{Label: p.say(label), Href: p.path() + "/foresla"}
}

// mainDeed is the act that the sentence on top leads to.
func (p *page) mainDeed() string {
	w, waiting := p.Waiting()
	now, _ := p.Now()
	_, _, late := p.lateStep()
	switch {
	case waiting && w.Authority != p.o.Desk.Authority:
		return deedAccept
	case late:
		return deedStep
	case p.State != Active:
		return ""
	case p.Follow.Before(p.today()):
		return deedFollow
	case now.PersonPart == NotYet:
		return deedPerson
	case !p.Follow.After(calendar.AddWorkingDays(p.today(), remindBefore)):
		return deedFollow
	}
	return ""
}

// Lead is what waits for the reader in the plan of a matter, for the matter's page.
func (s *Service) Lead(r *web.Request, o matter.Opened) (*ui.Lead, error) {
	p, err := s.shown(r, o)
	if err != nil {
		return nil, err
	}
	l := p.waits(s.acts())
	if l != nil && l.Button != nil && l.Button.Form != "" {
		l.Button = &ui.Button{Label: l.Button.Label, Href: p.path()} // the form is on the plan's page
	}
	return l, nil
}
