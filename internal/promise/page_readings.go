package promise

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// readings are the ways in which the same figure is read, when there is more than one: as it was signed, without relief, as
// the parties have agreed to read it since, and what one of them holds against it. None takes another's place.
func (f figure) readings(r *web.Request) templ.Component {
	t := language.T
	var out []ui.Fact
	add := func(name language.Text, value, sub templ.Component) {
		out = append(out, ui.Fact{Name: r.Say(name), Value: ui.Stack(value, sub)})
	}
	if f.Relieved() {
		add(t("Utan lättnad", "Without relief"), ui.StatusChip(f.as(f.Bare, r.Lang)), ui.Text(r.Say(t("Om de missar räknades som den andra parten hade del i.", "If the misses counted that the other party had a part in."))))
	}
	if f.Read.Target != nil {
		m := f.Of()
		m.Target = f.Read.Target
		add(t("Som parterna läser det", "As the parties read it"), ui.StatusChip(f.as(f.Read.Verdict, r.Lang)),
			ui.Text(r.Say(t("Mål: %s, från %s. %s", "Target: %s, from %s. %s").With(m.Goal(), f.Reading.On, f.adjustedBy()))))
	}
	if f.Adjustment != "" {
		add(t("Vad de är överens om", "What they agree on"), ui.Swedish(r.Lang, f.Adjustment), ui.Text(r.Say(f.since())))
	}
	if p := f.held.Disputed; p.Authority != "" {
		why := templ.Component(ui.Text(""))
		if p.Text != "" {
			why = ui.Swedish(r.Lang, p.Text)
		}
		add(t("Bestritt", "Disputed"), ui.Text(r.Say(t("av %s, %s", "by %s, %s").With(f.who[p.Authority].Title(), calendar.DateTime(p.At.Time)))), why)
	}
	if len(out) == 0 {
		return nil
	}
	signed := ui.Fact{Name: r.Say(t("Som det är undertecknat", "As it was signed")), Value: ui.Stack(ui.StatusChip(f.status(r.Lang)), ui.Text(r.Say(f.goal())))}
	return ui.SectionIntro("lasningar", r.Say(sayReadings), r.Say(sayReadingsSub), ui.KeyValues(append([]ui.Fact{signed}, out...)...))
}

// adjustedBy says who proposed and who accepted an adjustment.
func (f figure) adjustedBy() language.Text {
	if f.held.Accepted.Authority == "" {
		return language.Text{}
	}
	return language.T("Föreslaget av %s, godtaget av %s.", "Proposed by %s, accepted by %s.").With(f.who[f.held.Proposed.Authority].Title(), f.who[f.held.Accepted.Authority].Title())
}

// since says when the parties agreed, and who they were when no target says it.
func (f figure) since() language.Text {
	at := language.T("Överenskommet %s.", "Agreed %s.").With(calendar.DateTime(f.held.Accepted.At.Time))
	if f.Read.Target != nil {
		return at
	}
	return language.T("%s %s", "%s %s").With(at, f.adjustedBy())
}

// as is the chip of a verdict on the same figure by another reading.
func (o Outcome) as(v Verdict, l language.Lang) ui.Status {
	o.Verdict = v
	return o.status(l)
}

// read is a verdict with the reading that the parties have agreed on beside it, for a table.
func (o Outcome) read(l language.Lang) templ.Component {
	signed := ui.StatusChip(o.status(l))
	switch {
	case o.Read.Target != nil:
		m := clause.Measure{Statistic: o.Of().Statistic, Comparator: o.Of().Comparator, LimitUnit: o.Of().LimitUnit, Target: o.Read.Target}
		return ui.Stack(signed, ui.Text(language.T("läst efter %s: %s", "read by %s: %s").With(target(m), o.Read.Verdict.Name()).In(l)))
	case o.State == commitment.Disputed || o.State == commitment.Review:
		return ui.Stack(signed, ui.Text(o.State.Name().In(l)))
	}
	return signed
}
