package measure

import (
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a measure with all that its page says to one reader.
type one struct {
	shown
	s      *Service
	r      *web.Request
	now    time.Time
	failed *web.Failed
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) day() calendar.Date { return calendar.DateOf(p.now) }

func (p *one) may(act policy.Action) bool { return p.s.mayOver(p.r, act, p.Ref()) }

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, failed *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = failed
	body := ui.Parts(ui.Heading(p.Name, p.say(p.by())), ui.LeadBlock(p.lead()), ui.Split(ui.Parts(p.what(), p.conditions(), s.deeds().Forms(r, p)), ui.Parts(p.facts(), p.ways(), p.lacks())))
	out := web.Page(language.Same(p.Name), body).Frame(func(f *ui.Frame) { f.Crumbs = []ui.Link{{Label: p.say(sayTitle), Href: Path}, {Label: p.Name}} })
	if failed != nil {
		out = out.Status(failed.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (*one, error) {
	m, err := Get(r.Context(), s.Trail.DB(), r.Path("id"))
	if err != nil {
		return nil, err
	}
	named, err := s.named(r.Context(), []Measure{m})
	if err != nil {
		return nil, err
	}
	return &one{shown: named[0], s: s, r: r, now: s.Trail.DB().Now()}, nil
}

// lead says how the measure stands to this reader, and the one thing to do about it.
func (p *one) lead() ui.Lead {
	t := language.T
	switch state := p.On(p.day()); {
	case state == Ended:
		return ui.Lead{Text: ui.Rich(p.say(t("Insatsen har *upphört*.", "The measure has *ended*.")))}
	case p.Stale(p.now) && p.may(policy.ConfirmMeasure):
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(t("*Bekräfta att uppgifterna stämmer.* Ingen har gjort det sedan %s.", "*Confirm that the entry is right.* Nobody has since %s.").With(p.checkedOn()))), Button: p.s.deeds().Button(p.r, p, "bekrafta")}
	case state == Paused:
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(p.say(t("Insatsen *tar inte emot någon* just nu.", "The measure *takes nobody in* at present.")))}
	case p.Stale(p.now):
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(t("Uppgifterna bekräftades senast %s. *De kan vara inaktuella.*", "The entry was last confirmed on %s. *It may be out of date.*").With(p.checkedOn())))}
	case p.From.After(p.day()):
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(p.say(t("Insatsen erbjuds *från och med %s*.", "The measure is offered *from %s*.").With(p.From.Long())))}
	case p.Full():
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(p.say(t("*Alla %d platser är upptagna.*", "*All %d places are taken.*").With(p.Places)))}
	}
	return ui.Lead{Level: ui.Good, Text: ui.Rich(p.say(t("Insatsen *erbjuds* för %s.", "The measure is *offered* for %s.").With(p.where())))}
}

func (m Measure) checkedOn() calendar.Date { return calendar.DateOf(m.CheckedAt.Time) }

// ways are where the reader can go from the entry.
func (p *one) ways() templ.Component {
	if p.State == Ended || !p.may(policy.EditMeasure) {
		return nil
	}
	return ui.Links([]ui.Link{{Label: p.say(language.T("Ändra uppgifterna", "Change the entry")), Href: p.Page() + "/andra"}})
}

func (p *one) what() templ.Component {
	parts := []templ.Component{ui.Swedish(p.r.Lang, p.Says)}
	if p.Apply != "" {
		parts = append(parts, ui.KeyValues(ui.Fact{Name: p.say(sayApply), Value: ui.Swedish(p.r.Lang, p.Apply)}))
	}
	return ui.SectionIntro("vad", p.say(language.T("Vad gör man där?", "What does one do there?")), "", ui.Parts(parts...))
}

// conditions are who may have it, and who decides.
func (p *one) conditions() templ.Component {
	t := language.T
	var items []string
	for _, r := range p.Rules {
		items = append(items, p.say(r.Say().Capital()))
	}
	who := p.say(t("Den är för alla.", "It is for anybody."))
	if len(items) > 0 {
		who = p.say(t("Den är för alla som uppfyller villkoren:", "It is for anybody who meets the conditions:"))
	}
	if len(p.Groups) > 0 {
		who = p.say(t("Den riktar sig i första hand till %s.", "It is meant in the first place for %s.").With(groupNames(p.Measure)))
	}
	parts := []templ.Component{ui.Paragraph(who)}
	if len(items) > 0 {
		parts = append(parts, ui.Bullets(items...))
	}
	parts = append(parts, ui.Paragraph(p.say(decided(p.Sort()))))
	return ui.SectionIntro("villkor", p.say(t("Vem kan få den?", "Who can have it?")), "", ui.Parts(parts...))
}

// decided says who decides that somebody gets the measure.
func decided(s law.Scheme) language.Text {
	return language.T("Beslutas av %s.", "Decided by %s.").With(s.Decider.Name())
}

func (p *one) facts() templ.Component {
	var facts []ui.Fact
	add := func(name, value language.Text) {
		if !value.IsZero() {
			facts = append(facts, ui.F(p.say(name), p.say(value)))
		}
	}
	facts = append(facts, ui.Fact{Name: p.say(sayState), Value: ui.StatusChip(p.status(p.day(), p.r.Lang))})
	add(sayScheme, p.Sort().Name)
	add(sayNeeds, needNames(p.Measure).Capital())
	add(sayWhere, p.where())
	add(saySite, language.Same(p.Site))
	if p.Remote {
		add(sayRemote, language.T("ja", "yes"))
	}
	add(sayPlaces, p.seats())
	add(sayStarts, p.begins(p.day()))
	add(saySpell, p.spell())
	add(sayLanguages, tongueNames(p.Measure))
	add(language.T("Erbjuds", "Offered"), language.T(calendar.Period{From: p.From, To: p.To}.In(language.Swedish), calendar.Period{From: p.From, To: p.To}.In(language.English)))
	add(sayChecked, language.Same(p.checkedOn().String()))
	if p.r.Actor.Authority == p.Authority { // a colleague, whom others are never shown
		add(language.T("Bekräftas av", "Confirmed by"), language.Same(account.UserNameByID(p.r.Context(), p.s.Trail.DB(), p.Owner)))
	}
	return ui.SectionIntro("kort", p.say(language.T("I korthet", "In short")), "", ui.KeyValues(facts...))
}

// lacks says to those who keep the entry what would make it more useful.
func (p *one) lacks() templ.Component {
	if p.State == Ended || !p.may(policy.EditMeasure) {
		return nil
	}
	t := language.T
	score, all := p.Score(p.now)
	if len(all) == 0 {
		return ui.SectionIntro("kvalitet", p.say(t("Hur användbar är uppgiften?", "How useful is the entry?")), "", ui.Paragraph(p.say(t("Den säger allt som den som letar behöver veta.", "It says all that whoever looks for it needs to know."))))
	}
	items := make([]string, len(all))
	for i, l := range all {
		items[i] = p.say(l.Text)
	}
	return ui.SectionIntro("kvalitet", p.say(t("Hur användbar är uppgiften?", "How useful is the entry?")), "", ui.Parts(ui.Paragraph(p.say(t("%d av %d. Det här skulle göra den bättre:", "%d of %d. This would make it better:").With(score, Whole))), ui.Bullets(items...)))
}

// deeds are the acts of the page.
func (s *Service) deeds() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(p *one, a policy.Action) bool { return p.may(a) && p.State != Ended }, Show: s.oneAgain,
		Load: func(r *web.Request, act policy.Action) (*one, error) {
			p, err := s.oneOf(r)
			if err == nil {
				err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, p.Ref())
			}
			return p, err
		},
		Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
			on := web.DeedPage{Version: p.Version, Failed: p.failed}
			if p.Stale(p.now) {
				on.Main = "bekrafta"
			}
			return on
		}}
}

func deeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "bekrafta", May: policy.ConfirmMeasure, Name: t("Bekräfta att uppgifterna stämmer", "Confirm that the entry is right"), Says: t("Görs minst en gång i månaden (K14.1). En ändring räknas som en bekräftelse.", "Done at least once a month (K14.1). A change counts as a confirmation."),
			Done: t("Uppgifterna är bekräftade.", "The entry is confirmed."), Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Confirm(p.r.Context(), p.r.Actor, p.ID, f.Version()))
			}},
		{Path: "pausa", May: policy.EditMeasure, When: func(p *one) bool { return p.State == Offered }, Name: t("Ta en paus", "Pause"), Says: t("Ingen ny tas emot. De som deltar är kvar.", "Nobody new is taken in. Those who take part stay."), Done: t("Insatsen tar en paus.", "The measure is paused."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Pause(p.r.Context(), p.r.Actor, p.ID, f.Version()))
			}},
		{Path: "fortsatt", May: policy.EditMeasure, When: func(p *one) bool { return p.State == Paused }, Name: t("Ta emot igen", "Take people in again"), Says: t("Insatsen erbjuds på nytt.", "The measure is offered again."), Done: t("Insatsen tar emot igen.", "The measure takes people in again."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GoOn(p.r.Context(), p.r.Actor, p.ID, f.Version()))
			}},
		{Path: "avsluta", May: policy.EditMeasure, Danger: true, Name: t("Avsluta insatsen", "End the measure"), Says: t("Den visas sedan bara i historiken. Det går inte att ångra.", "It is shown in history only from then on. It cannot be undone."), Done: t("Insatsen är avslutad från dagen du angav.", "The measure ends on the day that you gave."),
			Fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.DateField, Name: fieldTo, Label: p.say(t("Sista dag", "Last day")), Value: p.To.String()}}
			}, Do: func(p *one, f *web.Form) error {
				last := f.Date(fieldTo, web.Required)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.End(p.r.Context(), p.r.Actor, p.ID, f.Version(), last))
			}},
	}
}
