package agreement

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/file"
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
			return sayEndsRenewed.With(a.day.DaysUntil(last), last.Long())
		}
		return sayEndsIn.With(a.day.DaysUntil(last), last.Long(), calendar.Max(a.day, last.AddDays(-signBefore)))
	case EndedEarly:
		return sayEndedEarly.With(last.Long())
	case IntentionStated:
		return sayAnnouncedIt
	case RefusalStated:
		return sayDeclinedIt
	}
	return sayHasExpired.With(last.Long())
}

// signBefore is how many days before the end the next agreement should be signed (K28.2).
const signBefore = 30

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

func (a shown) facts(r *web.Request) []ui.Fact {
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(a.StateOn(a.day).status(r.Lang))}}
	for _, p := range a.Parties {
		value := ui.A("/myndighet/"+p.Authority, a.parties[p.Authority].Title())
		if p.RegistryNumber != "" {
			value = ui.Stack(value, ui.Text(r.Say(language.T("diarienummer %s", "registry number %s").With(p.RegistryNumber))))
		}
		out = append(out, ui.Fact{Name: r.Say(language.T("Part", "Party")), Value: value})
	}
	for i, code := range a.Municipalities() {
		out = append(out, ui.Fact{Name: r.Say(sayMunicipality), Value: ui.A("/kommun/"+code, a.names[i])})
	}
	out = append(out, ui.F(r.Say(saySigned), r.Say(dateOr(a.Signed, sayNotKnown))), ui.F(r.Say(sayFrom), a.From.String()), ui.F(r.Say(sayTo), r.Say(lastSaid(a.To))))
	if !a.Terminated.IsZero() {
		out = append(out, ui.F(r.Say(sayTerminated), a.Terminated.String()))
	}
	return append(out, ui.F(r.Say(sayKind), r.Say(a.Kind.Label())), ui.Fact{Name: r.Say(saySource), Value: a.source(r)}, ui.Fact{Name: r.Say(sayScan), Value: a.scan(r)})
}

func (a shown) source(r *web.Request) templ.Component {
	switch {
	case a.Source == "":
		return ui.Text(r.Say(sayNotKnown))
	case isAddress(a.Source):
		return ui.A(a.Source, a.Source)
	}
	return ui.Text(a.Source)
}

func (a shown) scan(r *web.Request) templ.Component {
	switch {
	case a.mayScan:
		return ui.A(a.Path()+"/inskannad", r.Say(sayOpenScan))
	case a.Scan != "":
		return ui.Text(r.Say(sayScanThere))
	}
	return ui.Text(r.Say(sayScanNone))
}

func (a shown) otherSection(r *web.Request) templ.Component {
	if len(a.others) == 0 {
		return nil
	}
	return section("andra", r.Say(sayOthers), "", ui.TableOf(otherTable(r, a.others)))
}

// otherTable are agreements of one municipality beside each other in time, the latest first.
func otherTable(r *web.Request, all []listed) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayOthers), Tight: true, Columns: []ui.Column{
		{Label: r.Say(sayAgreement), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayFrom)}, {Label: r.Say(sayTo)}}}
	for _, l := range slices.Backward(all) {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(l.Path(), r.Say(l.Kind.Label())), ui.StatusChip(l.StateOn(l.day).status(r.Lang)),
			ui.Text(l.From.String()), ui.Text(r.Say(lastSaid(l.Last())))}})
	}
	return t
}

// events are how the agreement came and changed, as the trail says it, without who did it: the register is open, its
// keepers' names are not.
func (a shown) events(r *web.Request) []ui.Event {
	var out []ui.Event
	for _, l := range a.lines {
		var n noted
		act := policy.Action(l.Action)
		if !slices.Contains([]policy.Action{policy.ImportAgreements, policy.RegisterAgreement, policy.EditAgreement}, act) || json.Unmarshal([]byte(l.Change), &n) != nil {
			continue
		}
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(l.At.Time)), At: l.At.UTC().Format("2006-01-02T15:04:05Z"), Title: r.Say(n.said(act))})
	}
	return out
}

func (n noted) said(act policy.Action) language.Text {
	if len(n.Fields) == 0 {
		if act == policy.ImportAgreements {
			return sayTakenFile
		}
		return sayTaken
	}
	var fields []language.Text
	for _, f := range n.Fields {
		fields = append(fields, fieldName(f))
	}
	return sayCorrected.With(language.List(fields...))
}

// scanFile hands out the scanned copy, noted, to those who may.
func (s *Service) scanFile(r *web.Request) (web.Response, error) {
	id, err := s.Scan(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Trail.Keys(), id)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}

// Panel shows a municipality's agreement and those before it, on the municipality's page.
func (s *Service) Panel(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	all, err := s.listed(ctx, Filter{Municipality: m.Code, On: today(s.Trail.DB())})
	if err != nil {
		return nil, err
	}
	title := r.Say(sayAgreements)
	if len(all) == 0 {
		return section("overenskommelse", title, "", paragraph(r.Say(sayPanelNone))), nil
	}
	return section("overenskommelse", title, "", ui.TableOf(otherTable(r, all))), nil
}

// Lead is the sentence with which a municipality's page begins: whether it has an agreement, and until when.
func (s *Service) Lead(ctx context.Context, r *web.Request, m directory.Municipality) (*ui.Lead, error) {
	day, err := s.day(r)
	if err != nil {
		return nil, err
	}
	own, err := of(ctx, s.Trail.DB(), m.Code)
	if err != nil {
		return nil, err
	}
	c := cover(day, m, own)
	lead := &ui.Lead{Level: c.status(r.Lang).Level, Text: ui.Rich(r.Say(c.lead()))}
	if c.Agreement != "" {
		lead.Button = &ui.Button{Label: r.Say(sayReadIt), Href: "/overenskommelser/" + c.Agreement, Kind: ui.Secondary}
	}
	return lead, nil
}

// lead is a municipality's state as a sentence.
func (c Covered) lead() language.Text {
	switch {
	case c.HasAgreement() && c.Last.IsZero():
		return language.T("Överenskommelsen med Arbetsförmedlingen *gäller tills vidare*.", "The agreement with the employment agency is *in force until further notice*.")
	case c.HasAgreement():
		return language.T("Överenskommelsen med Arbetsförmedlingen *gäller till och med %s*.", "The agreement with the employment agency is *in force until %s*, that day included.").With(c.Last)
	case c.State == NotYet:
		return sayBegins.With(c.Next)
	case c.State == IntentionStated:
		return sayAnnouncedIt
	case c.State == RefusalStated:
		return sayDeclinedIt
	case !c.Since.IsZero():
		return sayPanelSince.With(c.Since)
	}
	return sayPanelLead
}
