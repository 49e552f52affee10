package agreement

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
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
	life    life
	mayEdit bool
	mayScan bool
}

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.leadOf(r, a)
	if err != nil {
		return web.Response{}, err
	}
	wide, err := panels(r, a.Agreement, s.Wides)
	if err != nil {
		return web.Response{}, err
	}
	columns, err := s.columns(r, a)
	if err != nil {
		return web.Response{}, err
	}
	title := sayBetween.With(language.List(language.Names(a.names...)...))
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(a.subtitle())), ui.LeadBlock(*lead), ui.Parts(wide...), columns)
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: strings.Join(a.names, ", ")}}
		f.Canonical = a.Path()
	}), nil
}

// subtitle says when the agreement holds and by which template.
func (a shown) subtitle() language.Text {
	return language.T("Gäller %s · mall: %s", "In force %s · template: %s").With(a.termSaid(a.day), a.Kind.Label())
}

// leadOf is the sentence for this reader: another room's when one has something to say, else how the agreement stands.
func (s *Service) leadOf(r *web.Request, a shown) (*ui.Lead, error) {
	for _, ask := range s.Leads {
		lead, err := ask(r.Context(), r, a.Agreement)
		if err != nil {
			return nil, err
		}
		if lead != nil {
			return a.noticeFirst(r, lead), nil
		}
	}
	if lead := s.lifeLead(r, a); lead != nil {
		return a.noticeFirst(r, lead), nil
	}
	if n := s.noticeLead(r, a); n != nil {
		return n, nil
	}
	return &ui.Lead{Button: s.renewButton(r, a), Level: a.StateOn(a.day).status(r.Lang).Level, Text: ui.Rich(r.Say(a.sentence()))}, nil
}

// columns are what the page says under the promises: the text and what has happened, beside what is kept of it.
func (s *Service) columns(r *web.Request, a shown) (templ.Component, error) {
	main, err := panels(r, a.Agreement, s.Panels)
	if err != nil {
		return nil, err
	}
	side, err := panels(r, a.Agreement, s.Asides)
	if err != nil {
		return nil, err
	}
	main = append(main, a.otherSection(r), ui.SectionIntro("historik", r.Say(sayWhatHappened), "", ui.Timeline(a.events(r))))
	side = append([]templ.Component{a.waits(r)}, side...)
	side = append(side, a.partiesPart(r), ui.SectionIntro("uppgifter", r.Say(sayFacts), "", ui.KeyValues(a.facts(r)...)), a.keeping(r))
	return ui.Split(ui.Parts(main...), ui.Parts(side...)), nil
}

// panels asks the other rooms for their parts of the page.
func panels(r *web.Request, a Agreement, ask []PagePanel) ([]templ.Component, error) {
	var out []templ.Component
	for _, show := range ask {
		part, err := show(r.Context(), r, a)
		if err != nil {
			return nil, err
		}
		out = append(out, part)
	}
	return out, nil
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
	if out.others, err = s.others(ctx, out.listed); err != nil {
		return out, err
	}
	if out.mayEdit, err = s.may(r, policy.EditAgreement, a); err != nil {
		return out, err
	}
	if out.mayScan, err = s.may(r, policy.ReadScan, a); err != nil {
		return out, err
	}
	out.mayScan = out.mayScan && a.Scan != ""
	if out.life, err = s.life(r, a); err != nil {
		return out, err
	}
	out.lines, err = audit.Lines(ctx, q, audit.Filter{Thing: a.Ref()}, 100)
	return out, err
}

// may asks whether the reader may do something with the agreement. A database that cannot answer is an error, not a no.
func (s *Service) may(r *web.Request, act policy.Action, a Agreement) (bool, error) {
	if !r.May(act) {
		return false, nil
	}
	err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, a.Ref())
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		return false, nil
	}
	return err == nil, err
}

// others gives the other agreements of the same municipalities, however many those are, in two questions.
func (s *Service) others(ctx context.Context, l listed) ([]listed, error) {
	codes := l.Municipalities()
	if len(codes) == 0 {
		return nil, nil
	}
	var args []any
	args = append(args, l.ID)
	found, err := withParties(ctx, s.Trail.DB(), `SELECT `+columns+` FROM agreement a WHERE a.id <> $1 AND EXISTS (SELECT 1 FROM agreement_party p
		WHERE p.agreement_id = a.id AND p.municipality_code `+db.In(codes, &args)+`) ORDER BY a.sort_key, a.id`, args...)
	out := make([]listed, len(found))
	for i, a := range found {
		out[i] = listed{Agreement: a, day: l.day}
	}
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
	if a.Coming(a.day) && a.InForce(a.day) {
		return a.renewalSaid(a.day)
	}
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

// keeping are the ways to what this reader may do with the register's facts and with the agreement's life.
func (a shown) keeping(r *web.Request) templ.Component {
	var links []ui.Link
	add := func(may bool, t language.Text, path string) {
		if may {
			links = append(links, ui.Link{Label: r.Say(t), Href: a.Path() + path})
		}
	}
	holds := a.Standing == Concluded && (a.Last().IsZero() || !a.Last().Before(a.day))
	add(a.mayEdit, sayEdit, "/ratta")
	add(a.mayEdit, sayAttach, "/kopia")
	add(a.life.mayHand && holds, sayHandOver, "/lamna-over")
	add(a.life.mayNotice && holds && !a.givenUp(r.Actor.Authority), sayTerminate, "/sag-upp")
	add(a.mayEdit && a.Standing == Concluded, sayEnd, "/avsluta")
	if len(links) == 0 {
		return nil
	}
	return ui.Folded(r.Say(language.T("Rätta, lämna över eller säg upp", "Correct, hand over or give notice")), ui.Links(links))
}

// renewButton leads a party to the proposal of a renewal when the agreement ends soon and nothing follows it.
func (s *Service) renewButton(r *web.Request, a shown) *ui.Button {
	if s.Renew == nil || a.StateOn(a.day) != Ending || a.renewed() || !a.BindsOn(r.Actor.Authority, a.day) {
		return nil
	}
	href := s.Renew(r, a.Agreement)
	if href == "" {
		return nil
	}
	return &ui.Button{Label: r.Say(language.T("Föreslå en förnyelse", "Propose a renewal")), Href: href}
}
