package agreement

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shown is an agreement with all that its page says.
type shown struct {
	listed
	others  []listed // of the same municipalities
	lines   []audit.Line
	mayEdit bool
	mayScan bool
}

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	title := sayBetween.With(language.List(language.Names(a.names...)...))
	body := stack(
		ui.Heading(r.Say(title), r.Say(language.T("%s · mall: %s", "%s · template: %s").With(a.Period(), a.Kind.Label()))),
		ui.LeadBlock(ui.Lead{Level: a.StateOn(a.day).status(r.Lang).Level, Text: ui.Rich(r.Say(a.sentence()))}),
		a.buttons(r),
		section("uppgifter", r.Say(sayFacts), "", ui.KeyValues(a.facts(r)...)),
		a.otherSection(r),
		section("historik", r.Say(sayWhatHappened), "", ui.Timeline(a.events(r))))
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: strings.Join(a.names, ", ")}}
		f.Canonical = a.Path()
	}), nil
}

func (s *Service) shown(r *web.Request) (out shown, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := get(ctx, q, r.Path("id"))
	if err != nil {
		return out, err
	}
	if out.listed, err = s.named(ctx, a); err != nil {
		return out, err
	}
	for _, code := range a.Municipalities() {
		all, err := s.listed(ctx, Filter{Municipality: code, On: today(q)})
		if err != nil {
			return out, err
		}
		for _, l := range all {
			if l.ID != a.ID && !slices.ContainsFunc(out.others, func(o listed) bool { return o.ID == l.ID }) {
				out.others = append(out.others, l)
			}
		}
	}
	out.mayEdit = r.May(policy.EditAgreement) && policy.Check(ctx, q, r.Actor, policy.EditAgreement, a.Ref()) == nil
	out.mayScan = a.Scan != "" && r.May(policy.ReadScan) && policy.Check(ctx, q, r.Actor, policy.ReadScan, a.Ref()) == nil
	out.lines, err = audit.Lines(ctx, q, audit.Filter{Thing: a.Ref()}, 100)
	return out, err
}

// named gives one agreement with its names, as of today.
func (s *Service) named(ctx context.Context, a Agreement) (listed, error) {
	day := today(s.Trail.DB())
	names, err := namesOf(ctx, s.Trail.DB(), day)
	if err != nil {
		return listed{}, err
	}
	parties, err := s.authorities(ctx, day, a)
	l := listed{Agreement: a, day: day, parties: parties}
	for _, code := range a.Municipalities() {
		l.names = append(l.names, names[code])
	}
	return l, err
}

// sentence says how it stands and what is next, for this reader.
func (a shown) sentence() language.Text {
	last := a.Last()
	switch a.StateOn(a.day) {
	case NotYet:
		return sayBegins.With(a.From.Long())
	case InForce:
		if last.IsZero() {
			return sayHoldsOpen.With(a.From)
		}
		return sayHoldsTo.With(last.Long())
	case Ending:
		if a.renewed() {
			return sayEndsRenewed.With(last.Relative(a.day), last.Long())
		}
		return sayEndsIn.With(last.Relative(a.day), last.Long(), calendar.Max(a.day, last.AddDays(-SignDays)))
	case EndedEarly:
		return sayEndedEarly.With(last.Long())
	case IntentionStated:
		return sayAnnouncedIt
	case RefusalStated:
		return sayDeclinedIt
	}
	return sayHasExpired.With(last.Long())
}

// renewed tells whether another agreement takes over for every municipality.
func (a shown) renewed() bool {
	for _, code := range a.Municipalities() {
		if !slices.ContainsFunc(a.others, func(o listed) bool {
			return o.InForce(a.Last().AddDays(1)) && slices.Contains(o.Municipalities(), code)
		}) {
			return false
		}
	}
	return true
}

func (a shown) buttons(r *web.Request) templ.Component {
	if !a.mayEdit {
		return nil
	}
	buttons := []ui.Button{{Label: r.Say(sayEdit), Href: a.Path() + "/ratta", Kind: ui.Secondary}, {Label: r.Say(sayAttach), Href: a.Path() + "/kopia", Kind: ui.Secondary}}
	if a.Standing == Concluded {
		buttons = append(buttons, ui.Button{Label: r.Say(sayEnd), Href: a.Path() + "/avsluta", Kind: ui.Quiet})
	}
	return ui.Buttons(buttons...)
}
