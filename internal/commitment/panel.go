package commitment

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// most is how many commitments stand on the agreement's own page; the rest are one click away.
const most = 12

// Panel shows on an agreement's page what is promised: first what the parties do not agree on, then what is measured,
// then the rest in reading order.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	all, err := Of(ctx, s.Trail.DB(), a, day)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	holding := slices.DeleteFunc(all, func(h Held) bool { return h.State == Ended })
	if len(holding) == 0 {
		return ui.SectionIntro("ataganden", r.Say(sayAll), "", ui.A(a.Path()+"/ataganden", r.Say(sayEndedOnes))), nil
	}
	turns, err := s.turnouts(r, a, day)
	if err != nil {
		return nil, err
	}
	said := summary(holding)
	slices.SortStableFunc(holding, func(x, y Held) int { return weight(y) - weight(x) })
	t := ui.Table{Lang: r.Lang, ID: "ataganden-tabell", Caption: r.Say(sayAll), Tight: true, Columns: []ui.Column{{Label: r.Say(sayNumber), RowHeader: true}, {Label: r.Say(sayPromise), Wide: true, Bare: true},
		{Label: r.Say(sayBy)}, {Label: r.Say(sayTurnout)}, {Label: r.Say(sayState)}}}
	for _, h := range holding[:min(most, len(holding))] {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(h.Path(), h.Number), h.promise(r), ui.Text(r.Say(h.Commitment.By.Name())), h.turnoutOrSince(r, turns), ui.StatusChip(h.status(day, r.Lang))}})
	}
	return ui.SectionIntro("ataganden", r.Say(sayAll), "", ui.Parts(ui.RichParagraph(r.Say(said)), listed(r, len(holding), ui.TableOf(t), len(turns) > 0), ui.Links(links(r, a, len(holding))))), nil
}

// listed is the table on the agreement's page, folded when what matters of it was told above: how the promises turn out.
func listed(r *web.Request, n int, table templ.Component, told bool) templ.Component {
	if !told {
		return ui.Parts(some(r, n), table)
	}
	title := language.T("Läs de %d åtagandena", "Read the %d commitments").With(n)
	if n > most {
		title = language.T("Läs %d av de %d åtagandena", "Read %d of the %d commitments").With(most, n)
	}
	return ui.Fold(ui.FoldOf{ID: "ataganden-lasa", Title: r.Say(title), Body: ui.Parts(some(r, n), table)})
}

// turnoutOrSince is how a commitment turns out, or since when it is promised when nobody says how.
func (h Held) turnoutOrSince(r *web.Request, turns map[string]Turnout) templ.Component {
	if t := turns[h.Number]; !t.Said.IsZero() {
		return t.Cell(r)
	}
	return h.sinceWhen(r)
}

// some says which commitments the page picks, when it does not show them all.
func some(r *web.Request, n int) templ.Component {
	if n <= most {
		return nil
	}
	return ui.Note(r.Say(language.T("%d av %d visas: först de som är bestridda eller ses över, sedan de som mäts.", "%d of %d are shown: first those disputed or under review, then those that are measured.").With(most, n)))
}

func links(r *web.Request, a agreement.Agreement, n int) []ui.Link {
	path := a.Path() + "/ataganden"
	return []ui.Link{{Label: r.Say(language.T("Alla %d", "All %d").With(n)), Href: path}, {Label: "CSV", Href: path + "?format=csv"}, {Label: "XLSX", Href: path + "?format=xlsx"}}
}

// weight is how early a commitment stands on the agreement's page.
func weight(h Held) int {
	recorded, _ := h.Measured()
	switch {
	case h.State == Disputed || h.State == Review:
		return 4
	case h.Commitment.Kind == clause.Rule:
		return 0
	case recorded > 0:
		return 3
	case h.Commitment.Kind == clause.Target:
		return 2
	}
	return 1
}

// Lead is the sentence on an agreement's page for a party that a dispute waits for; nil when none does.
func (s *Service) Lead(ctx context.Context, r *web.Request, a agreement.Agreement) (*ui.Lead, error) {
	day := calendar.DateOf(s.Trail.DB().Now())
	if !r.May(policy.DisputeCommitment) || !a.BindsOn(r.Actor.Authority, day) {
		return nil, nil
	}
	all, err := Of(ctx, s.Trail.DB(), a, day)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if !h.waitsFor(r.Actor.Authority) {
			continue
		}
		if may, err := mayDo(ctx, s.Trail.DB(), r.Actor, policy.DisputeCommitment, h); err != nil || !may {
			return nil, err
		}
		return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(h.asks())), Button: &ui.Button{Label: r.Say(sayOpenIt), Href: h.Path()}}, nil
	}
	return nil, nil
}

// asks is what a commitment that waits asks of the side whose step is next.
func (h Held) asks() language.Text {
	if h.State == Review {
		return language.T("*Ni behöver ta ställning* till ett förslag om åtagandet %s.", "*You need to decide* on a proposal about commitment %s.").With(h.Number)
	}
	return language.T("*Ni behöver svara* om åtagandet %s, som den andra parten har bestritt.", "*You need to answer* about commitment %s, which the other party has disputed.").With(h.Number)
}

// waitsFor tells whether the next step is the authority's.
func (h Held) waitsFor(authority string) bool {
	return waits(h.State, h.DisputedBy, h.Proposal.Outcome, h.Proposal.By, authority)
}

func waits(state State, disputedBy string, proposal Outcome, by, authority string) bool {
	return state == Disputed && !sameSide(authority, disputedBy) || state == Review && proposal != "" && !sameSide(authority, by)
}
