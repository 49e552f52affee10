package commitment

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// lead is the sentence for this reader: what is promised, or what waits for whom.
func (h shown) lead(r *web.Request) ui.Lead {
	text, button, href := h.sentence()
	lead := ui.Lead{Level: h.status(h.day, r.Lang).Level, Text: ui.Rich(r.Say(text))}
	if href != "" {
		lead.Button = &ui.Button{Label: r.Say(button), Href: href}
	}
	return lead
}

// sentence gives the sentence and, for who should do something, the button and the part of the page that it leads to.
func (h shown) sentence() (text, button language.Text, href string) {
	t, c := language.T, h.Commitment
	mine := h.DisputedBy != "" && sameSide(h.actor, h.DisputedBy)
	who := h.parties[h.DisputedBy].Title()
	switch {
	case h.State == Ended:
		return t("Åtagandet *gällde till och med %s*.", "The commitment *was in force until %s*, that day included.").With(h.To), button, ""
	case h.State == Disputed && h.mayAct && !mine:
		return t("*Ni behöver svara.* %s har bestritt åtagandet.", "*You need to answer.* %s has disputed the commitment.").With(who), t("Svara", "Answer"), "#svara"
	case h.State == Disputed && h.mayAct:
		return t("Ni har *bestritt* åtagandet. Den andra parten ska svara.", "You have *disputed* the commitment. The other party should answer."), button, ""
	case h.State == Disputed:
		return t("Åtagandet är *bestritt*. Parterna har ansvar för att lösa det.", "The commitment is *disputed*. The parties are responsible for solving it."), button, ""
	case h.State == Review && h.mayAct && h.Proposal.Outcome != "" && !sameSide(h.actor, h.Proposal.By):
		return t("*Ni behöver ta ställning* till ett förslag från %s: %s.", "*You need to decide* on a proposal from %s: %s.").With(h.parties[h.Proposal.By].Title(), h.Proposal.Outcome.Name()), t("Se förslaget", "See the proposal"), "#godta"
	case h.State == Review && h.mayAct && h.Proposal.Outcome == "":
		return t("Åtagandet *ses över*. Föreslå hur det ska läsas, eller att det står kvar.", "The commitment is *under review*. Propose how it should be read, or that it stands."), t("Föreslå en lösning", "Propose a solution"), "#foresla"
	case h.State == Review:
		return t("Åtagandet *ses över* av parterna.", "The commitment is *under review* by the parties."), button, ""
	case c.Kind == clause.Rule:
		return t("Det här är en *regel som alltid gäller*. Systemet ser till den, så den har inget mål i procent.", "This is a *rule that always holds*. The system upholds it, so it has no target in per cent."), button, ""
	case c.Kind == clause.Signal:
		return t("Det här *följs utan mål* sedan %s.", "This is *followed without a target* since %s.").With(h.Since), button, ""
	case h.From.After(h.day):
		return t("%s lovar det här *från %s*: %s.", "%s promises this *from %s*: %s.").With(h.promisers(), h.From, c.Goals()), button, ""
	}
	if h.Since.After(h.First) {
		return t("%s lovar det här *sedan %s: %s*. Åtagandet har funnits sedan %s, i en annan lydelse.", "%s promises this *since %s: %s*. The commitment has been there since %s, in another wording.").With(h.promisers(), h.Since, c.Goals(), h.First), button, ""
	}
	return t("%s lovar det här sedan %s: *%s*.", "%s promises this since %s: *%s*.").With(h.promisers(), h.Since, c.Goals()), button, ""
}

// howMeasured says in words how each figure is made, and whether this program records it.
func (h shown) howMeasured(r *web.Request) templ.Component {
	t := language.T
	if h.Commitment.Kind == clause.Rule {
		return ui.SectionIntro("matt", r.Say(sayHow), r.Say(t("Regeln mäts inte i procent. Ett test i programmet visar att den inte kan brytas.", "The rule is not measured in per cent. A test of the program shows that it cannot be broken.")), ui.Parts())
	}
	var parts []templ.Component
	for _, m := range h.Commitment.Measures {
		metric, known := fact.Find(m.Metric)
		facts := []ui.Fact{ui.F(r.Say(sayMetrics), r.Say(metricName(m.Metric))), {Name: r.Say(sayMeasured), Value: ui.StatusChip(measureStatus(m, h.Held, r.Lang))}}
		if known {
			facts = append(facts, ui.F(r.Say(t("Så räknas det", "How it is counted")), r.Say(metric.Definition)), ui.F(r.Say(t("Enhet", "Unit")), r.Say(metric.Unit)))
		}
		parts = append(parts, ui.KeyValues(append(facts, ui.F(r.Say(sayTarget), r.Say(goalOf(h.Commitment, m))), ui.F(r.Say(t("Period", "Period")), r.Say(m.Window.Name())))...))
	}
	return ui.SectionIntro("matt", r.Say(sayHow), "", ui.Parts(parts...))
}

// goalOf is a measure's target; a signal has none.
func goalOf(c clause.Commitment, m clause.Measure) language.Text {
	if c.Kind == clause.Signal {
		return c.Goals()
	}
	return m.Goal()
}

// events are the history, the latest first.
func (h shown) events(r *web.Request) []ui.Event {
	var out []ui.Event
	for i := len(h.steps) - 1; i >= 0; i-- {
		st := h.steps[i]
		who := h.parties[st.Authority].Title()
		if who == "" {
			who = r.Say(language.T("Systemet", "The system"))
		}
		e := ui.Event{When: r.Say(calendar.DateTime(st.At.Time)), At: st.At.UTC().Format("2006-01-02T15:04:05Z"), Level: st.Kind.level(), Title: r.Say(st.Kind.happened(who))}
		if st.Said != "" {
			e.Body = ui.Swedish(r.Lang, st.Said)
		}
		out = append(out, e)
	}
	return out
}
