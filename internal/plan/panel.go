package plan

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Panel shows the plan on the matter's page: its steps, who has accepted it, and when it is followed up.
func (s *Service) Panel(r *web.Request, o matter.Opened) (templ.Component, error) {
	p, err := s.shown(r, o)
	if err != nil {
		return nil, err
	}
	t := language.T
	now, ok := p.Now()
	if !ok {
		if !p.works() {
			return nil, nil
		}
		intro := p.say(t("Det finns ingen gemensam plan än. Skriv mål och steg tillsammans med personen.", "There is no joint plan yet. Write the goal and the steps with the person."))
		button := *p.proposeButton(sayPropose)
		button.Kind = ui.Secondary
		return ui.SectionIntro("plan", p.say(sayPlan), intro, ui.Buttons(button)), nil
	}
	facts := append([]ui.Fact{ui.F(p.say(t("Mål", "Goal")), now.Content.Goal)}, p.accepted(now)...)
	if p.Holds > 0 && p.State == Active {
		facts = append(facts, ui.F(p.say(t("Nästa uppföljning", "Next follow-up")), p.followSaid(p.Follow)))
	}
	return ui.SectionIntro("plan", p.say(t("Planens steg", "The steps of the plan")), p.say(p.standing(now)), ui.Parts(p.steps(now, "planens-steg"), ui.KeyValues(facts...), ui.Links(p.ways(now)))), nil
}

// standing says which version is shown and how it holds, and that another waits.
func (p *page) standing(now Told) language.Text {
	t := language.T
	said := t("Version %d: %s.", "Version %d: %s.").With(now.No, now.Standing())
	if w, ok := p.Waiting(); ok && w.No != now.No {
		return t("%s Ett förslag till version %d väntar på svar.", "%s A proposal of version %d waits for an answer.").With(said, w.No)
	}
	return said
}

// ways lead from the panel to the plan's page.
func (p *page) ways(now Told) []ui.Link {
	t := language.T
	all := []ui.Link{{Label: p.say(t("Öppna planen", "Open the plan")), Href: p.path()}}
	if w, ok := p.Waiting(); ok && w.No != now.No {
		all = append(all, ui.Link{Label: p.say(t("Jämför med version %d", "Compare with version %d").With(w.No)), Href: p.path() + "#forslag"})
	} else if now.No > 1 {
		all = append(all, ui.Link{Label: p.say(t("Jämför med version %d", "Compare with version %d").With(now.No - 1)), Href: p.path() + "#version-" + strconv.FormatInt(now.No-1, 10)})
	}
	if p.works() {
		all = append(all, ui.Link{Label: p.say(sayChange), Href: p.path() + "/foresla"})
	}
	return all
}
