package incident

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// rules says what law and agreement ask for as it held on the day of the discovery, since when, and what a lawyer is to
// confirm before it is relied on.
func (p *one) rules() templ.Component {
	t := language.T
	var parts []templ.Component
	for _, act := range []Act{Tell, Supervise, Inform} {
		rule := ruleOf(act, dateOf(p.DiscoveredAt))
		if rule.ID == "" || !p.Breach() && act != Tell {
			continue
		}
		facts := []ui.Fact{{Name: p.say(t("Regel", "Rule")), Value: ui.Swedish(p.r.Lang, language.Same(rule.Citation).Capital().Sv)}, ui.F(p.say(t("Vad den säger", "What it says")), p.say(rule.Says)),
			ui.F(p.say(t("Gäller sedan", "In force since")), p.say(rule.Valid.From.Long()))}
		if !rule.Valid.To.IsZero() {
			facts = append(facts, ui.F(p.say(t("Gäller till och med", "In force until")), p.say(rule.Valid.To.Long())))
		}
		if rule.Standing.Confirm() {
			facts = append(facts, ui.F(p.say(t("Ska bekräftas av en jurist", "To be confirmed by a lawyer")), p.say(rule.Standing.Ask)))
		}
		parts = append(parts, ui.KeyValues(facts...))
	}
	return ui.Folded(p.say(t("Vad säger reglerna?", "What do the rules say?")), ui.Parts(parts...))
}
