package commitment

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shown is a commitment with all that its page says to this reader.
type shown struct {
	Held
	a       agreement.Agreement
	day     calendar.Date
	name    string // of the municipalities
	steps   []step // only what this reader may see
	terms   []Held // its wordings, the earliest first
	parties map[string]directory.Authority
	mayRead bool // what the parties have said
	mayAct  bool
	actor   string // authority acted for
	panels  []templ.Component
}

func (s *Service) shown(r *web.Request) (out shown, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if out.day, err = s.day(r); err != nil {
		return out, err
	}
	if out.Held, out.a, err = one(ctx, q, r.Path("agreement"), r.Path("number"), out.day); err != nil {
		return out, err
	}
	if out.name, err = places(ctx, s, out.a, out.day); err != nil {
		return out, err
	}
	if out.terms, err = wordings(r, s, out.Held, out.a); err != nil {
		return out, err
	}
	if out.mayRead, err = mayDo(ctx, q, r.Actor, policy.ReadCommitmentHistory, out.Held); err != nil {
		return out, err
	}
	if out.mayAct, err = mayDo(ctx, q, r.Actor, policy.DisputeCommitment, out.Held); err != nil {
		return out, err
	}
	out.actor = r.Actor.Authority
	for _, panel := range s.Panels {
		part, err := panel(r, out.Held, out.a)
		if err != nil {
			return out, err
		}
		out.panels = append(out.panels, part)
	}
	return out, s.history(r, &out)
}

// wordings are what the commitment has said in each of its terms.
func wordings(r *web.Request, s *Service, h Held, a agreement.Agreement) ([]Held, error) {
	all, err := keptOf(r.Context(), s.Trail.DB(), a.ID, h.Number)
	if err != nil {
		return nil, err
	}
	k := all[h.Number]
	run := k.wordings()
	out := make([]Held, len(run))
	for i, t := range run {
		if out[i], err = k.in(t, a, t.From); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// history reads the steps. What the parties have said to each other is theirs, and of a party that has left, until the
// day it left; that a text began or changed is open.
func (s *Service) history(r *web.Request, out *shown) error {
	all, err := steps(r.Context(), s.Trail.DB(), out.ID)
	if err != nil {
		return err
	}
	ids, until := []string{directory.PES}, leftOn(out.a, r.Actor.Authority)
	for _, st := range all {
		open := slices.Contains([]stepKind{stepEntered, stepRenewed, stepAmended, stepLeftOut}, st.Kind)
		if open || out.mayRead && (until.IsZero() || !calendar.DateOf(st.At.Time).After(until)) {
			out.steps = append(out.steps, st)
		}
		ids = append(ids, st.Authority)
	}
	for _, p := range out.a.Parties {
		ids = append(ids, p.Authority)
	}
	slices.Sort(ids)
	out.parties, err = directory.Authorities(r.Context(), s.Trail.DB(), slices.Compact(ids), out.day)
	return err
}

// leftOn is the day on which an authority left the agreement; zero while it is a party, and for those who never were.
func leftOn(a agreement.Agreement, authority string) calendar.Date {
	for _, p := range a.Parties {
		if p.Authority == authority {
			return p.Left
		}
	}
	return calendar.Date{}
}

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	h, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	return h.page(r, "", nil, nil), nil
}

// page shows the commitment; a form that was sent in and refused stands as it was filled in.
func (h shown) page(r *web.Request, sent string, values map[string][]string, problem error) web.Response {
	title := language.T("%s %s", "%s %s").With(h.Number, headed(h.Commitment.Text))
	sub := language.T("%s · %s och Arbetsförmedlingen", "%s · %s and the employment agency").With(h.clauseSaid(), h.name)
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(sub)), ui.LeadBlock(h.lead(r)),
		ui.SectionIntro("lofte", r.Say(sayAll), "", ui.KeyValues(h.facts(r)...)), ui.Parts(h.panels...), h.howMeasured(r), h.actions(r, sent, values, problem),
		ui.SectionIntro("historik", r.Say(sayHistory), "", ui.Timeline(h.events(r))), h.earlier(r))
	status := 200
	if problem != nil {
		status = faultStatus(problem)
	}
	return web.Page(title, body).Status(status).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Överenskommelser", "Agreements")), Href: "/overenskommelser"}, {Label: h.name, Href: h.a.Path()},
			{Label: r.Say(sayTitle), Href: h.a.Path() + "/ataganden"}, {Label: h.Number}}
	})
}

// headed is a promise as a heading: without the full stop.
func headed(t language.Text) language.Text {
	return language.T(strings.TrimSuffix(t.Sv, "."), strings.TrimSuffix(t.En, "."))
}

// faultStatus is the status of a page that shows a form again.
func faultStatus(err error) int {
	if fault.Is(err, fault.Conflict) {
		return 409
	}
	return 422
}

func (h shown) facts(r *web.Request) []ui.Fact {
	t, c := language.T, h.Commitment
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(h.status(h.day, r.Lang))}, ui.F(r.Say(sayPromise), r.Say(c.Text)),
		ui.F(r.Say(sayBy), r.Say(h.promisers())), ui.F(r.Say(sayTarget), r.Say(c.Goals()))}
	out = append(out, ui.F(r.Say(t("Gäller", "In force")), r.Say(h.daysSaid())))
	if h.Since.After(h.First) {
		out = append(out, ui.F(r.Say(t("Lovat i någon lydelse", "Promised in some wording")), r.Say(t("sedan %s", "since %s").With(h.First))))
	}
	if h.Adjustment != "" {
		out = append(out, ui.Fact{Name: r.Say(sayAdjustment), Value: ui.Stack(ui.Swedish(r.Lang, h.Adjustment), ui.Text(r.Say(h.readingSaid())))})
	}
	for _, d := range h.Deviations {
		out = append(out, ui.Fact{Name: r.Say(sayDeviation), Value: ui.Stack(ui.Text(r.Say(d.Kind.Name())+". "+d.Text), ui.Text(r.Say(t("Skäl: %s", "Reason: %s").With(d.Reason))))})
	}
	if c.Mirrors != "" {
		out = append(out, ui.Fact{Name: r.Say(sayMirrors), Value: ui.Join(ui.A("/ataganden/"+h.Agreement+"/"+c.Mirrors, c.Mirrors), ui.Text(r.Say(t("är den andra partens löfte om samma sak", "is the other party’s promise of the same"))))})
	}
	if c.Kind == clause.Target {
		out = append(out, ui.F(r.Say(sayRelief), r.Say(h.reliefSaid())))
	}
	if c.Reason != "" {
		out = append(out, ui.Fact{Name: r.Say(sayReason), Value: ui.Swedish(r.Lang, c.Reason)})
	}
	return out
}

// readingSaid is the target that goes with an adjustment, and from when.
func (h Held) readingSaid() language.Text {
	switch {
	case h.Reading.Target != nil && h.Adjustable():
		m := h.Commitment.Measures[0]
		m.Target = h.Reading.Target
		return language.T("Läses efter målet %s, från %s. Det undertecknade målet står kvar: %s.", "Read by the target %s, from %s. The signed target stands: %s.").With(m.Goal(), h.Reading.On, h.Commitment.Goals())
	case !h.Reading.On.IsZero():
		return language.T("Från %s.", "From %s.").With(h.Reading.On)
	}
	return language.Text{}
}

// daysSaid is when the wording shown holds.
func (h shown) daysSaid() language.Text {
	if h.Since.After(h.day) {
		return language.T("från %s, till %s", "from %s, until %s").With(h.Since, ended(h.To))
	}
	return language.T("sedan %s, till %s", "since %s, until %s").With(h.Since, ended(h.To))
}

// promisers are the parties that promise, by name.
func (h shown) promisers() language.Text {
	var names []string
	for _, p := range h.a.PartiesOn(h.day) {
		if h.Commitment.By == clause.Both || sideOf(p.Authority) == h.Commitment.By {
			names = append(names, h.parties[p.Authority].Title())
		}
	}
	said := language.List(language.Names(names...)...)
	if h.Commitment.By == clause.Both {
		return language.T("%s, var och en för sin del", "%s, each for its own part").With(said)
	}
	return said
}

// earlier are the wordings before and after the one shown.
func (h shown) earlier(r *web.Request) templ.Component {
	if len(h.terms) < 2 {
		return nil
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayEarlier), Tight: true, Columns: []ui.Column{{Label: r.Say(sayFrom), RowHeader: true}, {Label: r.Say(sayTo)}, {Label: r.Say(sayWording)}, {Label: r.Say(sayTarget)}}}
	for _, w := range slices.Backward(h.terms) {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(w.From.String(), r.Say(ended(w.To)), r.Say(w.Commitment.Text), r.Say(w.Commitment.Goals()))})
	}
	return ui.SectionIntro("lydelser", r.Say(sayEarlier), "", ui.TableOf(t))
}
