package deviation

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostShown is how many deviations a part of another page lists.
const mostShown = 5

// Panel shows on an agreement's page, to its parties, the deviations that are open under it, what recurs, and who reports.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	if a.Standing != agreement.Concluded || !a.BindsOn(r.Actor.Authority, s.today()) || !r.May(policy.ListDeviations) {
		return nil, nil
	}
	q := s.Trail.DB()
	items, err := s.List(ctx, q, r.Actor, Filter{Agreement: a.ID, Limit: mostShown})
	if err != nil {
		return nil, err
	}
	open, err := s.total(ctx, q, r.Actor, Filter{Agreement: a.ID})
	if err != nil {
		return nil, err
	}
	analyses, err := s.CountAnalyses(ctx, q, r.Actor, AnalysisFilter{Agreement: a.ID})
	if err != nil {
		return nil, err
	}
	said, err := s.panelSaid(r, a, open, analyses.Waiting)
	if err != nil {
		return nil, err
	}
	links := []ui.Link{{Label: r.Say(language.T("Alla avvikelser", "All deviations")), Href: listPath + "?" + paramAgreement + "=" + a.ID}, {Label: r.Say(sayAnalyses), Href: analysesPath + "?" + paramAgreement + "=" + a.ID}}
	if r.May(policy.ReportDeviation) {
		links = append(links, ui.Link{Label: r.Say(sayNew), Href: NewPath(a.Ref())})
	}
	return ui.SectionIntro("avvikelser", r.Say(sayTitle), "", ui.Parts(ui.RichParagraph(r.Say(said)), s.few(r, items), ui.Links(links))), nil
}

// panelSaid says how many are open, and beside it who reported how many in a year: who reports most is not who does worst.
func (s *Service) panelSaid(r *web.Request, a agreement.Agreement, open, analyses int64) (language.Text, error) {
	t := language.T
	said := language.Plural(open, t("*%d avvikelse är öppen.*", "*%d deviation is open.*"), t("*%d avvikelser är öppna.*", "*%d deviations are open.*"))
	if open == 0 {
		said = t("Ingen avvikelse är öppen.", "No deviation is open.")
	}
	if analyses > 0 {
		said = t("%s %s.", "%s %s.").With(said, language.Plural(analyses, t("%d orsaksanalys är inte klar", "%d analysis of causes is not finished"), t("%d orsaksanalyser är inte klara", "%d analyses of causes are not finished")))
	}
	shares, err := Shares(r.Context(), s.Trail.DB(), a.ID, s.today().AddMonths(-12))
	if err != nil || len(shares) == 0 {
		return said, err
	}
	n, err := s.names(r)
	if err != nil {
		return said, err
	}
	var parts []language.Text
	for _, sh := range shares {
		parts = append(parts, t("%s %d", "%s %d").With(n.of(sh.Authority), sh.N))
	}
	return t("%s Rapporterade på tolv månader: %s. Många rapporter betyder att någon säger till, inte att det går sämre.", "%s Reported in twelve months: %s. Many reports mean that somebody speaks up, not that things are worse.").With(said, language.List(parts...)), nil
}

func (s *Service) few(r *web.Request, items []Item) templ.Component {
	if len(items) == 0 {
		return nil
	}
	now := s.Trail.DB().Now()
	t := ui.Table{Lang: r.Lang, ID: "avvikelser-tabell", Caption: r.Say(sayTitle), Tight: true, Columns: []ui.Column{{Label: r.Say(sayType), RowHeader: true}, {Label: r.Say(sayLevel)}, {Label: r.Say(sayState)}, {Label: r.Say(language.T("Tid kvar", "Time left"))}}}
	for _, i := range items {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Stack(ui.A(i.Page(), r.Say(i.Type.Name())), ui.Text(i.Number())), ui.Text(r.Say(levelShort(i.Level))), ui.StatusChip(i.status(r.Lang)), ui.ClockWords(i.clock(now, r.Lang))}})
	}
	return ui.TableOf(t)
}

// Aside shows on a question's page the deviations reported from it, and the way to report one. A question that is still
// written, or that has nobody on the other side here, has none.
func (s *Service) Aside(r *web.Request, v enquiry.View) (templ.Component, error) {
	if v.State == enquiry.Draft || v.Noted || !r.May(policy.ListDeviations) {
		return nil, nil
	}
	items, err := s.List(r.Context(), s.Trail.DB(), r.Actor, Filter{Box: AnyBox, About: v.Ref(), Limit: mostShown})
	if err != nil {
		return nil, err
	}
	var parts []templ.Component
	for _, i := range items {
		parts = append(parts, ui.Join(ui.A(i.Page(), r.Say(i.Type.Name())), ui.Text(r.Say(i.State.Name()))))
	}
	var body []templ.Component
	if len(parts) > 0 {
		body = append(body, ui.BulletsOf(parts...))
	}
	if r.May(policy.ReportDeviation) {
		body = append(body, ui.Links([]ui.Link{{Label: r.Say(sayNew), Href: NewPath(v.Ref())}}))
	}
	if len(body) == 0 {
		return nil, nil
	}
	return ui.SectionIntro("avvikelser", r.Say(language.T("Gick något inte som det skulle?", "Did something not go as it should?")), "", ui.Parts(body...)), nil
}

// CommitmentPanel is the way to report on a commitment's page that it was not kept once.
func (s *Service) CommitmentPanel(r *web.Request, h commitment.Held, a agreement.Agreement) (templ.Component, error) {
	if !a.BindsOn(r.Actor.Authority, s.today()) || !r.May(policy.ReportDeviation) || !h.Holds(s.today()) {
		return nil, nil
	}
	return ui.Links([]ui.Link{{Label: r.Say(language.T("Rapportera en avvikelse från åtagandet", "Report a deviation from the commitment")), Href: NewPath(h.Ref())}}), nil
}

// Awaiting is a deviation or an analysis that waits for the reader.
type Awaiting struct {
	Text, Button language.Text
	Href         string
	By           calendar.Date
	Late         bool
}

// unitOf is the unit whose deviations somebody of the agency finds on their own first page; empty for all.
func unitOf(actor policy.Actor) string {
	if actor.Authority == directory.PES {
		return actor.Unit
	}
	return ""
}

// Awaiting gives what waits for the actor's authority, for their own first page, and no more than limit of each.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor, limit int) (out []Awaiting, err error) {
	if actor.Authority == "" || !policy.May(actor, policy.TreatDeviation) {
		return nil, nil
	}
	q := s.Trail.DB()
	now := q.Now()
	t := language.T
	for _, box := range []Box{Live, Solved} {
		items, err := s.List(ctx, q, actor, Filter{Box: box, Turn: true, Unit: unitOf(actor), Limit: limit})
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			a := Awaiting{Href: i.Page(), Late: i.Late(now), Button: t("Öppna avvikelsen", "Open the deviation"), Text: t("*En avvikelse väntar på er*: %s.", "*A deviation waits for you*: %s.").With(lower(i.Type.Name()))}
			switch {
			case box == Solved:
				a.Text = t("En avvikelse är löst: %s. *Säg om det hjälpte.*", "A deviation is resolved: %s. *Say whether it helped.*").With(lower(i.Type.Name()))
			case !i.Due().IsZero():
				a.By = calendar.DateOf(i.Due())
				a.Text = t("*En avvikelse väntar på er* till %s: %s.", "*A deviation waits for you* until %s: %s.").With(calendar.LongDateTime(i.Due()), lower(i.Type.Name()))
			}
			out = append(out, a)
		}
	}
	if !policy.May(actor, policy.EditAnalysis) {
		return out, nil
	}
	analyses, err := s.Analyses(ctx, q, actor, AnalysisFilter{Waiting: true, Limit: limit})
	for _, a := range analyses {
		if a.Owner == actor.Authority {
			out = append(out, Awaiting{Href: a.Page(), By: a.NextDue(), Late: a.Late(s.today()), Button: t("Öppna analysen", "Open the analysis"), Text: t("Orsaksanalys: %s, *%s*.", "Analysis of causes: %s, *%s*.").With(lower(a.Type.Name()), a.State.Name())})
		}
	}
	return out, err
}
