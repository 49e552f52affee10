package plan

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// proposal is the version that waits for an answer, and how it differs from the one that holds.
func (p *page) proposal() templ.Component {
	w, ok := p.Waiting()
	if !ok {
		return nil
	}
	t := language.T
	title := p.say(t("Förslag till version %d", "Proposal of version %d").With(w.No))
	by := p.say(t("%s föreslog den %s.", "%s proposed it on %s.").With(p.around.Names.Of(w.Authority), calendar.DateOf(w.ProposedAt.Time).Long()))
	if was, holds := p.Told(p.Holds); holds {
		return ui.SectionIntro("forslag", title, by+" "+p.say(changed(was.Content, w.Content)), p.difference(was, w))
	}
	return ui.SectionIntro("forslag", title, by, p.whole(w, "forslagets-steg"))
}

// holding is the version that holds.
func (p *page) holding() templ.Component {
	v, ok := p.Told(p.Holds)
	if !ok {
		return nil
	}
	return ui.SectionIntro("planen", p.say(language.T("Planen som gäller", "The plan that holds")), "", p.whole(v, "planens-steg"))
}

// whole is all that a version says.
func (p *page) whole(v Told, id string) templ.Component {
	t := language.T
	c := v.Content
	facts := []ui.Fact{}
	add := func(name language.Text, value string) {
		if value != "" {
			facts = append(facts, ui.F(p.say(name), value))
		}
	}
	add(t("Mål", "Goal"), c.Goal)
	follow := v.Follow
	if v.No == p.Holds {
		follow = p.Follow
	}
	add(t("Nästa uppföljning", "Next follow-up"), p.followSaid(follow))
	add(t("Arbetsförmedlingens handlingsplan", "The agency's own action plan"), c.AgencyPlan)
	add(t("Kommunens genomförandeplan", "The municipality's own implementation plan"), c.MunicipalityPlan)
	return ui.Parts(ui.KeyValues(facts...), p.tooMuch(v), p.steps(v, id))
}

// tooMuch warns when measures of both parties take more than full time of the person together (K17.3).
func (p *page) tooMuch(v Told) templ.Component {
	if !parallel(v.Steps) {
		return nil
	}
	t := language.T
	agency, municipality, together := hoursOf(v.Steps)
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: p.say(t("Insatserna tar %d timmar i veckan av personen", "The measures take %d hours a week of the person").With(together)),
		Text: p.say(t("Arbetsförmedlingens steg tar %d timmar och kommunens %d. Tillsammans är det mer än heltid, %d timmar. Gå igenom vad som kan vänta eller ersätta något annat.",
			"The agency's steps take %d hours and the municipality's %d. Together that is more than full time, %d hours. Go through what can wait or stand in for something else.").With(agency, municipality, int64(fullTime)))})
}

// followSaid is when the plan is followed up, with the time left or lost.
func (p *page) followSaid(d calendar.Date) string {
	return p.say(language.T("%s (%s)", "%s (%s)").With(d.Long(), d.DueIn(p.today())))
}

// parties says who has accepted which version, and the person's part.
func (p *page) parties() templ.Component {
	v, ok := p.Now()
	if !ok {
		return nil
	}
	title := language.T("Vem har godkänt version %d?", "Who has accepted version %d?").With(v.No)
	return ui.SectionIntro("godkant", p.say(title), "", ui.KeyValues(p.accepted(v)...))
}

// accepted are the parties of a version and the person, with where each stands.
func (p *page) accepted(v Told) (facts []ui.Fact) {
	t := language.T
	for _, d := range []string{p.o.Desk.Authority, p.o.Seen.Other.Authority} {
		level, words := ui.Waiting, t("har inte svarat än", "has not answered yet")
		switch {
		case d == v.Authority:
			level, words = ui.Good, t("föreslog den %s", "proposed it %s").With(calendar.DateOf(v.ProposedAt.Time).String())
		case !v.AcceptedAt.IsZero():
			level, words = ui.Good, t("godkände den %s", "accepted it %s").With(calendar.DateOf(v.AcceptedAt.Time).String())
		case v.State == Replaced:
			level, words = ui.Neutral, t("godkände den inte", "did not accept it")
		}
		facts = append(facts, ui.Fact{Name: p.around.Names.Of(d), Value: ui.StatusChip(ui.Status{Level: level, Words: p.say(words.Capital())})})
	}
	level, words := v.person()
	value := ui.StatusChip(ui.Status{Level: level, Words: p.say(words.Capital())})
	if said := p.personSaid(v); said != "" {
		value = ui.Stack(value, ui.Muted(said))
	}
	return append(facts, ui.Fact{Name: firstName(p.o.Person.Name, p.say(Person.Name().Capital())), Value: value})
}

// person is where the person stands.
func (v Version) person() (ui.Level, language.Text) {
	switch v.PersonPart {
	case Digital, Paper:
		return ui.Good, v.PersonPart.Name()
	case Declined:
		return ui.Warn, v.PersonPart.Name()
	case Unable:
		return ui.Paused, v.PersonPart.Name()
	}
	return ui.Waiting, v.PersonPart.Name()
}

// personSaid is when, by whom and where the person's part was noted, and why.
func (p *page) personSaid(v Told) string {
	if v.PersonPart == NotYet {
		return ""
	}
	t := language.T
	out := v.PersonOn.String()
	if v.PersonBy == Guardian || v.PersonBy == Representative {
		out = p.say(t("%s, av %s", "%s, by %s").With(language.Same(out), v.PersonBy.Name()))
	}
	if v.PersonAuthority != "" {
		out = p.say(t("%s, hos %s", "%s, at %s").With(language.Same(out), language.Same(p.around.Names.Of(v.PersonAuthority))))
	}
	if why := reasonOf(v.Why); why != "" {
		out += ": " + why
	}
	return out
}

// links lead to what can be done with the plan besides its acts.
func (p *page) links() templ.Component {
	t := language.T
	var all []ui.Link
	if p.There && p.works() {
		all = append(all, ui.Link{Label: p.say(sayChange), Href: p.path() + "/foresla"})
	}
	if _, ok := p.Now(); ok {
		all = append(all, ui.Link{Label: p.say(sayPaper) + " (PDF)", Href: p.path() + "/plan.pdf"})
	}
	if now, ok := p.Now(); ok && now.Evidence != "" && now.PersonAuthority == p.o.Desk.Authority {
		all = append(all, ui.Link{Label: p.say(t("Det underskrivna pappret", "The signed paper")), Href: p.path() + "/papper"})
	}
	title := t("Planen på papper och mer", "The plan on paper and more")
	if len(all) == 0 {
		title = t("Vidare", "Onward")
	}
	all = append(all, ui.Link{Label: p.say(t("Till ärendet", "To the matter")), Href: p.o.Page()})
	return ui.SectionIntro("mer", p.say(title), "", ui.Links(all))
}

// followUps are those that were made, the latest first.
func (p *page) followUps() templ.Component {
	if len(p.Followed) == 0 {
		return nil
	}
	var out []ui.Event
	for _, c := range slices.Backward(p.Followed) {
		out = append(out, ui.Event{When: p.say(calendar.DateTime(c.SentAt.Time)), At: c.SentAt.UTC().Format("2006-01-02T15:04:05Z"), Title: p.around.Names.Of(c.From), Body: ui.Lines(reasonOf(c.Body))})
	}
	return ui.SectionIntro("uppfoljningar", p.say(language.T("Uppföljningar", "Follow-ups")), "", ui.Timeline(out))
}

// earlier are the versions that no longer hold, each with what it said.
func (p *page) earlier() templ.Component {
	t := language.T
	var all []templ.Component
	for _, v := range slices.Backward(p.Versions) {
		if v.State != Replaced {
			continue
		}
		id := "version-" + strconv.FormatInt(v.No, 10)
		said := p.say(t("%s föreslog den %s.", "%s proposed it on %s.").With(p.around.Names.Of(v.Authority), calendar.DateOf(v.ProposedAt.Time).Long()))
		body := []templ.Component{ui.Paragraph(said), ui.Bullets(p.lines(v)...)}
		if now, ok := p.Now(); ok && now.No > v.No {
			body = append(body, ui.Folded(p.say(t("Jämför med version %d", "Compare with version %d").With(now.No)), p.difference(v, now)))
		}
		all = append(all, ui.Fold(ui.FoldOf{ID: id, Title: p.say(t("Version %d", "Version %d").With(v.No)), Body: ui.Parts(body...)}))
	}
	if len(all) == 0 {
		return nil
	}
	return ui.SectionIntro("tidigare", p.say(t("Tidigare versioner", "Earlier versions")), "", ui.Parts(all...))
}
