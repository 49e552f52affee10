package person

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// status is how a ground stands now, in words.
func (g Ground) status(now time.Time, l language.Lang) ui.Status {
	t := language.T
	switch {
	case g.State == Withdrawn:
		return ui.Status{Level: ui.Bad, Words: t("Återkallad %s", "Withdrawn %s").With(calendar.DateOf(g.Stopped.Time)).In(l)}
	case g.State == Rejected && g.Informed.IsZero():
		return ui.Status{Level: ui.Warn, Words: t("Avslagen, personen ska få veta det", "Rejected, the person is to be told").In(l)}
	case g.State == Rejected:
		return ui.Status{Level: ui.Neutral, Words: t("Avslagen, personen fick veta det %s", "Rejected, the person was told %s").With(calendar.DateOf(g.Informed.Time)).In(l)}
	case g.State == Submitted:
		return ui.Status{Level: ui.Waiting, Words: t("Väntar på prövning", "Waits to be judged").In(l)}
	case g.Live(now) && g.EndsAt.IsZero():
		return ui.Status{Level: ui.Good, Words: t("Gäller tills vidare", "Holds until further notice").In(l)}
	case g.Live(now):
		return ui.Status{Level: ui.Good, Words: t("Gäller till och med %s", "Holds until %s").With(calendar.DateOf(g.EndsAt.Add(-time.Second))).In(l)}
	case now.Before(g.StartsAt.Time):
		return ui.Status{Level: ui.Waiting, Words: t("Börjar gälla %s", "Holds from %s").With(calendar.DateOf(g.StartsAt.Time)).In(l)}
	}
	return ui.Status{Level: ui.Neutral, Words: t("Har upphört", "Has ended").In(l)}
}

func (p *shown) groundsPart() templ.Component {
	t := language.T
	var folds []templ.Component
	for _, g := range p.grounds {
		info, _ := law.GroundOf(g.Kind)
		title := p.say(t("%s, till %s", "%s, to %s").With(info.Name, p.authority(g.To)))
		folds = append(folds, ui.Fold(ui.FoldOf{Title: title, Count: g.status(p.now, p.r.Lang).Words, Open: g.State == Submitted, Body: ui.Parts(p.groundFacts(g), p.evidencePart(g), p.groundActs(g))}))
	}
	if len(folds) == 0 {
		folds = append(folds, ui.Paragraph(p.say(t("Ingen grund är antecknad än. Registrera ett samtycke nedan när personen har lämnat ett.", "No ground is noted yet. Register a consent below when the person has given one."))))
	}
	return ui.SectionIntro("grunder", p.say(t("Grunder för att lämna uppgifter", "Grounds for telling")), "", ui.Parts(folds...))
}

func (p *shown) authority(id string) language.Text {
	if a, ok := p.names[id]; ok {
		return language.Same(a.Title())
	}
	return language.T("en annan myndighet", "another authority")
}

func (p *shown) groundFacts(g Ground) templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: p.say(t("Läge", "State")), Value: ui.StatusChip(g.status(p.now, p.r.Lang))}, ui.F(p.say(t("Ändamål", "Purpose")), orDash(g.Purpose))}
	if !g.Form.Name().IsZero() {
		facts = append(facts, ui.F(p.say(t("Lämnades", "Given")), p.say(g.Form.Name())))
	}
	if g.Kind == law.Consent {
		facts = append(facts, ui.F(p.say(t("Personens hälsa", "The person's health")), p.say(g.Topics.healthSaid())))
	}
	if g.Citation != "" {
		facts = append(facts, ui.F(p.say(t("Bestämmelse", "Provision")), g.Citation))
	}
	return ui.KeyValues(append(facts, ui.F(p.say(t("Antecknad", "Noted")), p.say(calendar.DateTime(g.StartsAt.Time))))...)
}

// healthSaid says whether what is about health is covered.
func (t Topics) healthSaid() language.Text {
	if t.Health() {
		return language.T("ingår", "is included")
	}
	return language.T("ingår inte", "is not included")
}

// groundActs are what can be done with a ground: judged while it waits, withdrawn while it holds.
func (p *shown) groundActs(g Ground) templ.Component {
	t := language.T
	if !p.may[policy.AddGround] {
		return nil
	}
	path := "/grund/" + g.ID
	var parts []templ.Component
	if g.State == Submitted {
		parts = append(parts, ui.Press(p.Page()+path+"/godta", ui.Button{Label: p.say(t("Godta samtycket", "Accept the consent"))}, ui.Hidden{Name: fieldVersion, Value: strconv.FormatInt(g.Version, 10)}),
			p.form("avsla-"+g.ID, path+"/avsla", t("Avslå och berätta för personen", "Reject and tell the person"), g.Version,
				ui.Field{Kind: ui.TextareaField, Name: "reason", Label: p.say(t("Varför räcker det inte?", "Why is it not enough?")), Rows: 2, Hint: p.say(t("Personen får veta det. En uppgift påminner tills det är gjort.", "The person gets to know it. A task reminds until it is done."))}))
	}
	if g.Kind == law.Consent && (g.State == Accepted || g.State == Submitted) {
		parts = append(parts, ui.ConfirmBox(ui.Confirm{ID: "aterkalla-" + g.ID, Open: p.say(t("Samtycket är återkallat", "The consent is withdrawn")), Title: p.say(t("Är samtycket återkallat?", "Is the consent withdrawn?")),
			Text:   p.say(t("Utlämnandet stoppas genast hos er och hos motparten, och båda får veta vad de ska göra. Det går inte att ångra; ett nytt samtycke kan registreras.", "Disclosure stops at once with you and the counterpart, and both learn what to do. It cannot be undone; a new consent can be registered.")),
			Action: p.Page() + path + "/aterkalla", Button: p.say(t("Ja, stoppa utlämnandet", "Yes, stop disclosure")), Cancel: p.say(t("Avbryt", "Cancel")), Fields: []ui.Hidden{{Name: fieldVersion, Value: strconv.FormatInt(g.Version, 10)}}}))
	}
	return ui.Parts(parts...)
}

// newGround registers what the person said or gave on paper.
func (p *shown) newGround() templ.Component {
	if !p.may[policy.AddGround] {
		return nil
	}
	t := language.T
	var kinds, forms, to []ui.Option
	for _, g := range Choices(p.side, p.day()) {
		kinds = append(kinds, ui.Option{Value: string(g.ID), Label: p.say(g.Name)})
	}
	for _, f := range Forms() {
		forms = append(forms, ui.Option{Value: string(f), Label: p.say(f.Name())})
	}
	for _, id := range p.receivers() {
		to = append(to, ui.Option{Value: id, Label: p.say(p.authority(id))})
	}
	body := p.form("grund", "/grund", t("Registrera", "Register"), p.Version,
		ui.Field{Kind: ui.SelectField, Name: "ground", Label: p.say(t("Grund", "Ground")), Options: kinds, Value: string(law.Consent), Width: ui.Medium},
		ui.Field{Kind: ui.SelectField, Name: "to", Label: p.say(t("Vem får ta emot uppgifterna?", "Who may receive the information?")), Options: to, Width: ui.Medium},
		ui.Field{Kind: ui.SelectField, Name: "form", Label: p.say(t("Hur lämnades samtycket?", "How was the consent given?")), Options: forms, Optional: true, Width: ui.Medium},
		ui.Field{Kind: ui.CheckboxField, Name: "health", Label: p.say(t("Samtycket omfattar också personens hälsa", "The consent covers the person's health too")), Optional: true, Hint: p.say(t("Kryssa bara i det om personen har sagt det.", "Tick it only if the person has said so."))},
		p.evidenceField(),
		ui.Field{Kind: ui.TextField, Name: "purpose", Label: p.say(t("Vad behövs uppgifterna till?", "What is the information needed for?"))},
		ui.Field{Kind: ui.DateField, Name: "until", Label: p.say(t("Gäller till och med", "Holds until")), Optional: true, Width: ui.Short, Hint: p.say(t("Behövs för ett samtycke, högst ett år.", "Needed for a consent, at most a year."))},
		ui.Field{Kind: ui.TextField, Name: "citation", Label: p.say(t("Lag och paragraf, vid uppgiftsskyldighet", "Act and section, with a duty to tell")), Optional: true},
		ui.Field{Kind: ui.TextField, Name: "motive", Label: p.say(t("Varför grunden gäller", "Why the ground holds")), Optional: true},
		ui.Field{Kind: ui.CheckboxField, Name: "judged", Label: p.say(t("Jag har prövat att det räcker", "I have judged that it is enough")), Optional: true, Hint: p.say(t("Utan det väntar grunden på prövning.", "Without it the ground waits to be judged."))})
	return ui.Fold(ui.FoldOf{ID: "ny-grund", Title: p.say(t("Registrera ett samtycke eller en annan grund", "Register a consent or another ground")), Open: p.failed == "grund", Body: body})
}

// receivers are whom the record's authority mostly tells: the agency, or those it has told before.
func (p *shown) receivers() []string {
	ids := []string{}
	if p.Authority != directory.PES {
		ids = append(ids, directory.PES)
	}
	for _, g := range p.grounds {
		if !slices.Contains(ids, g.To) && g.To != p.Authority {
			ids = append(ids, g.To)
		}
	}
	return ids
}

func (p *shown) testsPart() templ.Component {
	t := language.T
	table := ui.Table{Lang: p.r.Lang, ID: "provningar", Caption: p.say(t("Sekretessprövningar", "Secrecy tests")), Empty: ui.Empty{Text: p.say(t("Ingen prövning är gjord än.", "No test has been made yet."))},
		Columns: []ui.Column{{Label: p.say(t("När", "When")), RowHeader: true}, {Label: p.say(t("Resultat", "Result"))}, {Label: p.say(t("Grund", "Ground"))}}}
	for _, row := range p.tests {
		info, _ := law.GroundOf(row.Ground)
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.A("/fragor/"+row.Thing, p.say(calendar.DateTime(row.At.Time))), ui.Text(p.say(row.Result.name())), ui.Text(p.say(info.Name))}})
	}
	return ui.SectionIntro("sekretessprovningar", p.say(t("Sekretessprövningar", "Secrecy tests")), "", ui.TableOf(table))
}

func (r Result) name() language.Text {
	switch r {
	case Disclose:
		return language.T("uppgifterna lämnades", "disclosed")
	case DisclosePart:
		return language.T("en del lämnades", "disclosed in part")
	}
	return language.T("inget lämnades", "not disclosed")
}
