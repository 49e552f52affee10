package promise

import (
	"context"
	"fmt"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Turns tells how the commitments of an agreement turn out, for the tables that list them.
func (s *Service) Turns(r *web.Request, a agreement.Agreement, day calendar.Date) (map[string]commitment.Turnout, error) {
	all, err := Standings(r.Context(), s.Trail.DB(), a, day)
	if err != nil {
		return nil, err
	}
	small := s.small(r, a)
	out := make(map[string]commitment.Turnout, len(all))
	for _, st := range all {
		o, ok := st.Shown()
		if !ok || o.Verdict == NotYet || o.Verdict == Upheld {
			continue
		}
		out[st.Held.Number] = commitment.Turnout{Said: o.whose(o.shortly(small)), Path: o.FigurePath(), Status: o.status(r.Lang), Judged: o.Verdict == Kept || o.Verdict == AtRisk || o.Verdict == Broken}
	}
	return out, nil
}

// shortly is an outcome in a table of commitments: "februari 2026: 91,1 % inom 2 arbetsdagar av 214 frågor".
func (o Outcome) shortly(small bool) language.Text {
	if o.hides(small) {
		return WindowName(o.Of().Window, o.Window)
	}
	return o.short()
}

// whose puts before what is said of an outcome which party it is of, when each of them has its own.
func (o Outcome) whose(said language.Text) language.Text {
	if len(o.sides()) < 2 {
		return said
	}
	return language.T("%s, %s", "%s, %s").With(o.Side.Name(), said)
}

// short is an outcome without the verdict, which stands beside it.
func (o Outcome) short() language.Text {
	name := WindowName(o.Of().Window, o.Window)
	if !o.HasFigure {
		return name
	}
	return language.T("%s: %s", "%s: %s").With(name, o.measured(o.unit()))
}

// small tells whether the reader may see numbers too small for a verdict.
func (s *Service) small(r *web.Request, a agreement.Agreement) bool {
	return policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadSmallOutcomes, a.Ref()) == nil
}

// Panel says on an agreement's page whether what is promised is kept, and names what is not.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	all, err := Standings(ctx, s.Trail.DB(), a, day)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	said := summary(all)
	if said.IsZero() {
		return nil, nil
	}
	return ui.SectionIntro("utfall", r.Say(sayTitle), "", ui.Parts(ui.RichParagraph(r.Say(said)), judgedTable(r, all, s.small(r, a)))), nil
}

// MunicipalityPanel says the same on a municipality's page, of what happened in that municipality.
func (s *Service) MunicipalityPanel(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	found, err := agreement.List(ctx, s.Trail.DB(), agreement.Filter{State: agreement.InForce, On: day, Municipality: m.Code})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	all, err := Standings(ctx, s.Trail.DB(), found[0], day, m.Code)
	if err != nil {
		return nil, err
	}
	said := summary(all)
	if said.IsZero() {
		return nil, nil
	}
	more := ui.Links([]ui.Link{{Label: r.Say(language.T("Alla åtaganden", "All commitments")), Href: found[0].Path() + "/ataganden"}})
	return ui.SectionIntro("utfall", r.Say(sayTitle), "", ui.Parts(ui.RichParagraph(r.Say(said)), judgedTable(r, all, s.small(r, found[0])), more)), nil
}

// summary says how many of the promises that could be judged were kept; nothing when none could.
func summary(all []Standing) language.Text {
	t := language.T
	n := map[Verdict]int{}
	for _, st := range all {
		if o, ok := st.summed(); ok {
			n[o.Verdict]++
		}
	}
	judged := n[Kept] + n[Broken] + n[AtRisk]
	if judged == 0 {
		return language.Text{}
	}
	parts := []language.Text{t("*%d hålls*", "*%d are kept*").With(n[Kept])}
	if n[Broken] > 0 {
		parts = append(parts, t("*%d hålls inte*", "*%d are broken*").With(n[Broken]))
	}
	if n[AtRisk] > 0 {
		parts = append(parts, t("*%d är i fara*", "*%d are at risk*").With(n[AtRisk]))
	}
	said := t("Av %s med tillräckligt underlag: %s.", "Of %s with enough to judge by: %s.").With(language.Plural(judged, t("%d löfte", "%d promise"), t("%d löften", "%d promises")), language.List(parts...))
	if n[TooFew] > 0 {
		said = t("%s %s.", "%s %s.").With(said, language.Plural(n[TooFew], t("%d har för få fall för ett omdöme", "%d has too few cases for a verdict"), t("%d har för få fall för ett omdöme", "%d have too few cases for a verdict")))
	}
	if len(rowsOf(all)) != judged {
		said = t("%s Nedan står varje part, mått och period för sig.", "%s Below, each party, measure and period stands by itself.").With(said)
	}
	return said
}

// summed is what a promise counts as: the gravest of what the table says of it, else what is shown of it.
func (s Standing) summed() (Outcome, bool) {
	if o, ok := gravest(s.judged()); ok {
		return o, true
	}
	return s.Shown()
}

func rowsOf(all []Standing) (rows []Outcome) {
	for _, st := range all {
		rows = append(rows, st.judged()...)
	}
	return rows
}

// judgedTable lists what could be judged, of both parties: first what is broken, then what is at risk, then what is kept,
// and each of them in reading order. nil when there is nothing.
func judgedTable(r *web.Request, all []Standing, small bool) templ.Component {
	rows := rowsOf(all)
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b Outcome) int { return rank(a.Verdict) - rank(b.Verdict) })
	t := ui.Table{Lang: r.Lang, ID: "utfall-tabell", Caption: r.Say(sayTitle), Tight: true, Sorted: r.Say(language.T("det som inte hålls först", "what is broken first")),
		Columns: []ui.Column{{Label: r.Say(sayNumber), RowHeader: true}, {Label: r.Say(sayOutcome), Wide: true, Bare: true}, {Label: r.Say(sayPromise), Wide: true, Bare: true}, {Label: r.Say(sayVerdict), Bare: true}}}
	for _, o := range rows[:min(mostJudged, len(rows))] {
		t.Rows = append(t.Rows, ui.Row{ID: o.rowID(), Cells: []templ.Component{ui.Text(r.Say(language.T("§ %d, %s", "§ %d, %s").With(o.ClauseNo, o.Number))),
			ui.Stack(ui.A(o.FigurePath(), r.Say(o.shortly(small))), ui.Text(r.Say(o.fellShort(small)))), ui.Stack(ui.Text(r.Say(o.Commitment.Text)), ui.Text(r.Say(o.promised()))), o.read(r.Lang)}})
	}
	return ui.Parts(toClauses(r, rows), ui.TableOf(t))
}

// toClauses leads from a long table's head to where each clause stands in it, since on a phone the table is many screens.
func toClauses(r *web.Request, rows []Outcome) templ.Component {
	if len(rows) <= mostJudged/3 {
		return nil
	}
	rows = slices.SortedStableFunc(slices.Values(rows[:min(mostJudged, len(rows))]), func(a, b Outcome) int { return a.ClauseNo - b.ClauseNo })
	rows = slices.CompactFunc(rows, func(a, b Outcome) bool { return a.ClauseNo == b.ClauseNo })
	links := make([]ui.Link, len(rows))
	for i, o := range rows {
		links[i] = ui.Link{Label: r.Say(language.T("Till § %d", "To § %d").With(o.ClauseNo)), Href: "#" + o.rowID()}
	}
	return ui.Links(links)
}

// rowID is what links to the outcome's row lead to.
func (o Outcome) rowID() string { return fmt.Sprintf("%s-%s-%d", o.Number, o.Side, o.Measure) }

// mostJudged is how many outcomes a part of another page lists; the rest stand in the list of all commitments.
const mostJudged = 15

// judged are the outcomes with a verdict: of the windows that ended last what is broken and kept, and of those that run
// what is at risk, or kept so far where nothing was judged before.
func (s Standing) judged() []Outcome {
	out := append(s.Broke(), atRisk(s)...)
	for _, o := range slices.Concat(s.Ended, s.Running) {
		told := slices.ContainsFunc(out, func(x Outcome) bool { return x.Measure == o.Measure && x.Side == o.Side })
		if o.Verdict == Kept && !told {
			out = append(out, o)
		}
	}
	return out
}

func atRisk(s Standing) (out []Outcome) {
	for _, o := range s.Running {
		if o.Verdict == AtRisk || o.Verdict == Broken {
			out = append(out, o)
		}
	}
	return out
}

// fellShort says how many missed what was promised, beside a target that is told already.
func (o Outcome) fellShort(small bool) language.Text {
	if o.hides(small) {
		return sayFew
	}
	return o.shortfall()
}

// promised is who promised the measure, and its target.
func (o Outcome) promised() language.Text {
	return language.T("%s: %s", "%s: %s").With(upper(o.Side.Name()), o.Of().Goal())
}

// goal is the target of the measure in words.
func (o Outcome) goal() language.Text {
	return language.T("Mål: %s", "Target: %s").With(o.Of().Goal())
}

// metric is the measure in the catalogue.
func (o Outcome) metric() fact.Metric {
	m, _ := fact.Find(o.Of().Metric)
	return m
}

// unit is what is counted.
func (o Outcome) unit() language.Text {
	if m := o.metric(); !m.Unit.IsZero() {
		return m.Unit
	}
	return language.T("fall", "cases")
}

// CommitmentPanel shows on a commitment's page how it turned out, window by window, the latest first.
func (s *Service) CommitmentPanel(r *web.Request, h commitment.Held, a agreement.Agreement) (templ.Component, error) {
	if h.Commitment.Kind == clause.Rule {
		return nil, nil
	}
	all, err := Course(r.Context(), s.Trail.DB(), a, h.Number, windowsShown)
	if err != nil {
		return nil, err
	}
	small := s.small(r, a)
	t := ui.Table{Lang: r.Lang, ID: "utfall-perioder", Caption: r.Say(sayByPeriod), Tight: true, Columns: []ui.Column{{Label: r.Say(sayPeriod), RowHeader: true}, {Label: r.Say(saySide)},
		{Label: r.Say(sayOutcome)}, {Label: r.Say(sayCounted), Number: true}, {Label: r.Say(sayInTime), Number: true}, {Label: r.Say(sayRelieved), Number: true}, {Label: r.Say(sayVerdict)}},
		Empty: ui.Empty{Text: r.Say(sayNoPeriod)}}
	for _, o := range all {
		if o.Verdict == NotYet {
			return nil, nil // said under how it is measured
		}
		t.Rows = append(t.Rows, ui.Row{Cells: o.row(r, small)})
	}
	lead := ""
	if o, ok := latest(all); ok {
		lead = r.Say(language.T("%s, %s: %s", "%s, %s: %s").With(upper(WindowName(o.Of().Window, o.Window)), o.Side.Name(), o.sentenceFor(small)))
	}
	return ui.SectionIntro("utfall", r.Say(sayTitle), lead, ui.Parts(ui.TableOf(t), s.reading(r, h))), nil
}

// windowsShown is how many windows that have ended a commitment's page shows.
const windowsShown = 12

// latest is what says most of a commitment's windows, which stand with the latest first.
func latest(all []Outcome) (Outcome, bool) {
	var s Standing
	for _, o := range all {
		switch {
		case !o.Ended:
			s.Running = append(s.Running, o)
		case len(s.Ended) == 0 || s.Ended[0].Window == o.Window:
			s.Ended = append(s.Ended, o)
		}
	}
	return s.Shown()
}

func (o Outcome) row(r *web.Request, small bool) []templ.Component {
	period := WindowName(o.Of().Window, o.Window)
	if !o.Ended {
		period = language.T("%s (pågår)", "%s (runs)").With(period)
	}
	if !o.Of().Of.IsZero() {
		period = language.T("%s, %s", "%s, %s").With(period, o.Of().Of)
	}
	if o.hides(small) {
		few := r.Say(sayFew)
		return []templ.Component{ui.A(o.FigurePath(), r.Say(period)), ui.Text(r.Say(o.Side.Name())), ui.Text("–"), ui.Text(few), ui.Text("–"), ui.Text("–"), ui.StatusChip(o.status(r.Lang))}
	}
	n := func(v int64) templ.Component {
		if o.Of().Statistic == clause.Counts {
			return ui.Text("–")
		}
		return ui.Text(language.Number(v))
	}
	return []templ.Component{ui.A(o.FigurePath(), r.Say(period)), ui.Text(r.Say(o.Side.Name())), ui.Text(r.Say(o.FigureSaid())), n(o.Sum.N), n(o.Sum.Kept), n(o.Sum.Relieved), o.read(r.Lang)}
}

func (o Outcome) sentenceFor(small bool) language.Text {
	if o.hides(small) {
		return language.T("%s.", "%s.").With(o.judgement())
	}
	return o.Sentence(o.unit())
}

// reading explains how the table is to be read: what counts, what relief is, and that a disputed promise is judged by
// what it says until the parties have agreed otherwise.
func (s *Service) reading(r *web.Request, h commitment.Held) templ.Component {
	said := []language.Text{sayHowCounted}
	if h.Commitment.Relief {
		said = append(said, sayHowRelief)
	}
	switch h.State {
	case commitment.Disputed, commitment.Review:
		said = append(said, sayDisputed)
	case commitment.Adjusted:
		said = append(said, language.T("Parterna har kommit överens om att läsa åtagandet så här: ”%s” Utfallet visas efter målet som det är undertecknat, och bredvid efter det justerade målet om det finns ett. Båda läsningarna visas till dess att överenskommelsen ändras.",
			"The parties have agreed to read the commitment like this: “%s” The turnout is shown by the target as it was signed, and beside it by the adjusted target where there is one. Both readings are shown until the agreement is amended.").With(h.Adjustment))
	}
	parts := make([]templ.Component, len(said))
	for i, t := range said {
		parts[i] = ui.Paragraph(r.Say(t))
	}
	return ui.Folded(r.Say(sayHowRead), ui.Parts(parts...))
}
