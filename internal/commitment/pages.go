package commitment

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = "/ataganden/{agreement}/{number}"
	rt.Handle("GET /overenskommelser/{id}/ataganden", policy.ReadCommitments, s.listPage)
	rt.Handle("GET "+one, policy.ReadCommitments, s.onePage)
	rt.Handle("POST "+one+"/bestrid", policy.DisputeCommitment, s.disputePost)
	rt.Handle("POST "+one+"/svara", policy.DisputeCommitment, s.answerPost)
	rt.Handle("POST "+one+"/foresla", policy.DisputeCommitment, s.proposePost)
	rt.Handle("POST "+one+"/godta", policy.DisputeCommitment, s.acceptPost)
	rt.Handle("POST "+one+"/ta-tillbaka", policy.DisputeCommitment, s.takeBackPost)
	s.apiRoutes(rt)
}

// day is the day that a page is asked for: the one in its address, else today.
func (s *Service) day(r *web.Request) (calendar.Date, error) {
	f := r.ReadQuery()
	day := f.Date(directory.DayParam)
	if err := f.Err(); err != nil {
		return day, err
	}
	if day.IsZero() {
		day = calendar.DateOf(s.Trail.DB().Now())
	}
	return day, nil
}

// places are the official names of an agreement's municipalities.
func places(ctx context.Context, s *Service, a agreement.Agreement, day calendar.Date) (string, error) {
	found, err := directory.Named(ctx, s.Trail.DB(), a.Municipalities(), day)
	names := make([]string, len(found))
	for i, m := range found {
		names[i] = m.Name
	}
	return strings.Join(names, ", "), err
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	a, err := agreement.ByID(r.Context(), s.Trail.DB(), r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	day, err := s.day(r)
	if err != nil {
		return web.Response{}, err
	}
	all, err := Of(r.Context(), s.Trail.DB(), a, day)
	if err != nil {
		return web.Response{}, err
	}
	turns, err := s.turnouts(r, a, day)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return list(r, sayTitle, all, day, turns).Export(r)
	}
	name, err := places(r.Context(), s, a, day)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.Lead(r.Context(), r, a)
	if err != nil {
		return web.Response{}, err
	}
	body, err := listBody(r, a, all, lead, day, name, turns)
	return web.Page(sayTitle, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Överenskommelser", "Agreements")), Href: "/overenskommelser"}, {Label: name, Href: a.Path()}, {Label: r.Say(sayTitle)}}
	}), err
}

func listBody(r *web.Request, a agreement.Agreement, all []Held, lead *ui.Lead, day calendar.Date, name string, turns map[string]Turnout) (templ.Component, error) {
	holding := slices.DeleteFunc(slices.Clone(all), func(h Held) bool { return h.State == Ended })
	gone := slices.DeleteFunc(slices.Clone(all), func(h Held) bool { return h.State != Ended })
	t, err := list(r, sayAll, holding, day, turns).Table(r)
	if err != nil {
		return nil, err
	}
	t.ID, t.Tight = "ataganden", true
	t.Columns[1].Wide, t.Columns[1].Bare = true, true
	t.Count = r.Say(language.Plural(len(holding), language.T("%d åtagande", "%d commitment"), language.T("%d åtaganden", "%d commitments")))
	t.Empty = ui.Empty{Text: r.Say(sayNone)}
	parts := []templ.Component{ui.Heading(r.Say(language.T("Åtaganden mellan %s och Arbetsförmedlingen", "Commitments between %s and the employment agency").With(name)), r.Say(language.T("Gäller %s", "In force %s").With(a.Period()))),
		leadOr(r, lead, summary(holding)), ui.TableOf(t)}
	if len(gone) > 0 {
		old, err := list(r, sayEndedOnes, gone, day, nil).Table(r)
		if err != nil {
			return nil, err
		}
		old.Links, old.Tight, old.ShowCaption = nil, true, true
		parts = append(parts, ui.TableOf(old))
	}
	return ui.Parts(parts...), nil
}

// leadOr begins with what waits for the reader, and says then what there is; when nothing waits it begins with that.
func leadOr(r *web.Request, lead *ui.Lead, said language.Text) templ.Component {
	if lead == nil {
		return ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(said))})
	}
	return ui.Parts(ui.LeadBlock(*lead), ui.RichParagraph(r.Say(said)))
}

// summary says in a sentence what there is.
func summary(all []Held) language.Text {
	t := language.T
	var targets, rules, signals, disputed, review int
	for _, h := range all {
		switch h.Commitment.Kind {
		case clause.Rule:
			rules++
		case clause.Signal:
			signals++
		default:
			targets++
		}
		switch h.State {
		case Disputed:
			disputed++
		case Review:
			review++
		}
	}
	if len(all) == 0 {
		return sayNone
	}
	parts := []language.Text{language.Plural(targets, t("*%d* har ett mål", "*%d* has a target"), t("*%d* har ett mål", "*%d* have a target"))}
	if rules > 0 {
		parts = append(parts, language.Plural(rules, t("%d är en regel som alltid gäller", "%d is a rule that always holds"), t("%d är regler som alltid gäller", "%d are rules that always hold")))
	}
	if signals > 0 {
		parts = append(parts, language.Plural(signals, t("%d följs utan mål", "%d is followed without a target"), t("%d följs utan mål", "%d are followed without a target")))
	}
	said := t("Av %s: %s.", "Of %s: %s.").With(language.Plural(len(all), t("%d åtagande", "%d commitment"), t("%d åtaganden", "%d commitments")), language.List(parts...))
	if disputed+review == 0 {
		return said
	}
	return t("%s %s.", "%s %s.").With(said, stuck(disputed, review))
}

// stuck says what is disputed and what is under review.
func stuck(disputed, review int) language.Text {
	t := language.T
	var parts []language.Text
	if disputed > 0 {
		parts = append(parts, language.Plural(disputed, t("*%d är bestritt*", "*%d is disputed*"), t("*%d är bestridda*", "*%d are disputed*")))
	}
	if review > 0 {
		parts = append(parts, t("*%d ses över*", "*%d under review*").With(review))
	}
	return language.List(parts...)
}
