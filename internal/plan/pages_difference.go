package plan

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// changed says in words how a later version differs from an earlier.
func changed(was, is Content) language.Text {
	t := language.T
	var parts []language.Text
	add := func(n int, one, many language.Text) {
		if n > 0 {
			parts = append(parts, language.Plural(int64(n), one, many))
		}
	}
	counts := map[ui.ClauseState]int{}
	for _, c := range ui.Compare(was.clauses(inSwedish, Owner.said), is.clauses(inSwedish, Owner.said)) {
		if strings.HasPrefix(c.Clause.ID, stepClause) {
			counts[c.State]++
		}
	}
	add(counts[ui.New], t("%d nytt steg", "%d new step"), t("%d nya steg", "%d new steps"))
	add(counts[ui.Changed], t("%d ändrat steg", "%d changed step"), t("%d ändrade steg", "%d changed steps"))
	add(counts[ui.Gone], t("%d borttaget steg", "%d step taken away"), t("%d borttagna steg", "%d steps taken away"))
	if was.Goal != is.Goal {
		parts = append(parts, t("nytt mål", "a new goal"))
	}
	if was.Follow != is.Follow {
		parts = append(parts, t("ny dag för uppföljning", "a new day for the follow-up"))
	}
	if len(parts) == 0 {
		return t("Den säger samma sak som den som gäller.", "It says the same as the one that holds.")
	}
	return t("Jämfört med den som gäller: %s.", "Compared with the one that holds: %s.").With(language.List(parts...))
}

const stepClause = "step-"

func (o Owner) said() string { return o.Name().Sv }

func inSwedish(t language.Text) string { return t.Sv }

// hoursSaid says how much a step takes of the person.
func hoursSaid(hours int64) language.Text {
	return language.Plural(hours, language.T("%d timme i veckan", "%d hour a week"), language.T("%d timmar i veckan", "%d hours a week"))
}

// clauses are a version's parts to compare with another's.
func (c Content) clauses(say func(language.Text) string, owner func(Owner) string) (out []ui.Clause) {
	t := language.T
	add := func(id string, heading language.Text, text string) {
		if text != "" {
			out = append(out, ui.Clause{ID: id, Heading: say(heading), Text: text})
		}
	}
	add("goal", t("Mål:", "Goal:"), c.Goal)
	for _, item := range c.Items {
		says := t("%s. Ansvarig: %s. Senast %s.", "%s. Responsible: %s. By %s.")
		if item.Meeting {
			says = t("%s. Ansvarig: %s. Senast %s. Tas upp på möte.", "%s. Responsible: %s. By %s. Taken up at a meeting.")
		}
		text := say(says.With(language.Same(item.Text), language.Same(owner(item.Responsible)), item.Due.String()))
		if item.Hours > 0 {
			text += " " + say(hoursSaid(item.Hours).Capital()) + "."
		}
		add(stepClause+item.Key, t("Steg:", "Step:"), text)
	}
	add("follow", t("Uppföljning:", "Follow-up:"), c.Follow.String())
	add("agency", t("Arbetsförmedlingens handlingsplan:", "The agency's action plan:"), c.AgencyPlan)
	add("municipality", t("Kommunens genomförandeplan:", "The municipality's implementation plan:"), c.MunicipalityPlan)
	return out
}

// difference shows how a later version differs from an earlier: what is taken away struck through, what is new underlined.
func (p *page) difference(was, is Told) templ.Component {
	return ui.DifferenceOf(ui.Difference{Lang: p.r.Lang, Changes: ui.Compare(was.Content.clauses(p.say, p.owner), is.Content.clauses(p.say, p.owner))})
}

// lines are what a version says, briefly.
func (p *page) lines(v Told) (out []string) {
	for _, c := range v.Content.clauses(p.say, p.owner) {
		out = append(out, c.Heading+" "+c.Text)
	}
	return out
}
