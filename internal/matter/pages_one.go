package matter

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a matter with all that its page says to one reader.
type one struct {
	Opened
	s      *Service
	r      *web.Request
	n      Names
	staff  map[string]string // names of those who work with the person, by account
	side   law.Side
	failed *web.Failed
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = f
	panels, err := s.panels(r, p.Opened, s.Panels)
	if err != nil {
		return web.Response{}, err
	}
	asides, err := s.panels(r, p.Opened, s.Asides)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := p.leadOf()
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("Ärende %s", "Matter %s").With(p.Number)
	body := ui.Parts(ui.Heading(p.say(p.title()), p.say(p.sub())), ui.LeadBlock(lead), p.band(), p.stopped(), p.waiting(), p.comparison(),
		ui.Split(ui.Parts(ui.Parts(panels...), p.messages(), s.acts().Forms(r, p)), ui.Parts(p.who(), ui.Parts(asides...), p.personPart(), p.history())))
	out := web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: p.Number}}
	})
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) panels(r *web.Request, o Opened, all []Panel) (out []templ.Component, err error) {
	if !o.Reads {
		return nil, nil
	}
	for _, panel := range all {
		c, err := panel(r, o)
		if err != nil {
			return nil, err
		}
		if c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (p *one, err error) {
	o, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	return s.shown(r, o)
}

// shown is an opened matter with the names that its page says.
func (s *Service) shown(r *web.Request, o Opened) (p *one, err error) {
	p = &one{s: s, r: r, Opened: o}
	if p.n, err = NamesOn(r, s.book, s.Trail.DB()); err != nil {
		return nil, err
	}
	q := s.Trail.DB()
	if p.side, err = directory.SideOf(r.Context(), q, p.Desk.Authority, p.Desk.Unit, calendar.DateOf(q.Now())); err != nil {
		return nil, err
	}
	ids := []string{p.Desk.Account, p.Seen.Other.Account}
	for _, a := range p.Account {
		ids = append(ids, a)
	}
	for _, e := range p.Events {
		ids = append(ids, e.Account)
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
	p.staff, err = account.NamesOf(r.Context(), q, ids)
	return p, err
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

// title names the person to whoever works with them, and the matter's number to others.
func (p *one) title() language.Text {
	if p.Reads && p.Person.Name != "" {
		return language.T("Gemensam planering för %s", "Joint planning for %s").With(p.Person.Name)
	}
	return language.T("Ärende %s", "Matter %s").With(p.Number)
}

func (p *one) sub() language.Text {
	return language.T("%s och %s · sedan %s · %s", "%s and %s · since %s · %s").With(p.n.Of(p.Desk.Authority), p.n.Of(p.Seen.Other.Authority), calendar.DateOf(p.BegunAt.Time).String(), p.n.Place(p.Municipality))
}

func (p *one) other() string { return p.n.Of(p.Seen.Other.Authority) }

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	t := language.T
	judge := &ui.Button{Label: p.say(t("Bedöm", "Judge")), Href: p.Page() + "/bedom"}
	switch {
	case p.State == Closed:
		return ui.Lead{Text: ui.Rich(p.say(t("Ärendet är *avslutat*: %s.", "The matter is *closed*: %s.").With(p.CloseReason.Name())))}
	case p.Desk.Account == "":
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(t("*Ingen hos er arbetar med personen.* Ta ärendet eller ge det till en kollega.", "*Nobody at yours works with the person.* Take the matter or give it to a colleague."))), Button: &ui.Button{Label: p.say(sayTake), Href: "#gor-handlaggare"}}
	case !p.Reads:
		return ui.Lead{Text: ui.Rich(p.say(t("*%s* arbetar med personen hos er. Du ser att ärendet finns, men inte vem det gäller.", "*%s* works with the person at yours. You see that there is a matter, but not whom it concerns.").With(p.staff[p.Desk.Account])))}
	case p.Desk.What == ToGround:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(t("*Ni saknar en grund* för att lämna något mer. Ange en ny, eller avsluta ärendet.", "*You lack a ground* for telling anything more. Record a new one, or close the matter."))), Button: &ui.Button{Label: p.say(t("Ange en ny grund", "Record a new ground")), Href: "#gor-grund"}}
	case !p.Given:
		return p.toJudge(judge)
	case !p.Both:
		return ui.Lead{Text: ui.Rich(p.say(t("Ni har bedömt. *%s ska också bedöma*; sedan ser ni varandras svar.", "You have judged. *%s is to judge too*; then you see each other's answers.").With(p.other())))}
	}
	if n := p.toTalk(); n > 0 {
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(language.Plural(int64(n), t("Ni ser olika på *%d behov*. Tala om det och skriv vad ni kom fram till.", "You see *%d need* differently. Talk about it and write what you came to."), t("Ni ser olika på *%d behov*. Tala om dem och skriv vad ni kom fram till.", "You see *%d needs* differently. Talk about them and write what you came to.")))),
			Button: &ui.Button{Label: p.say(t("Skriv vad ni kom fram till", "Write what you came to")), Href: "#gor-samtal"}}
	}
	return ui.Lead{Text: ui.Rich(p.say(t("Båda har bedömt, och *inget väntar på er* just nu.", "Both have judged, and *nothing waits for you* right now.")))}
}

func (p *one) toJudge(button *ui.Button) ui.Lead {
	t := language.T
	level, words := Ticking(p.Desk.Due, p.s.Trail.DB().Now())
	lead := ui.Lead{Button: button, Text: ui.Rich(p.say(t("Bedöm vad personen behöver och från vem, *på egen hand*. %s.", "Judge what the person needs and from whom, *on your own*. %s.").With(words)))}
	if level == ui.Bad {
		lead.Level = ui.Bad
	}
	return lead
}

func (p *one) toTalk() (n int) {
	for _, talk := range p.Talks {
		if !talk.Done() {
			n++
		}
	}
	return n
}

// band says on what ground the page is open, to whom and until when.
func (p *one) band() templ.Component {
	if !p.Reads {
		return nil
	}
	t := language.T
	who := t("dig", "you")
	if p.Desk.Account != p.r.Actor.ID {
		who = t("%s och dig som ersättare", "%s and you as a stand-in").With(p.staff[p.Desk.Account])
	}
	if name := p.staff[p.Seen.Other.Account]; name != "" {
		who = t("%s, och %s på %s, var sitt exemplar", "%s, and %s at %s, each their own copy").With(who, name, p.other())
	}
	b := ui.Band{Facts: []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(who))}, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))}
	if len(p.Grounds) == 0 {
		none := t("ingen än", "none yet")
		if !p.Desk.StoppedAt.IsZero() {
			none = t("ingen: samtycket är återkallat", "none: the consent is withdrawn")
		}
		b.Facts = append(b.Facts, ui.F(p.say(t("Er grund för att lämna uppgifter", "Your ground for telling")), p.say(none)))
		return ui.SecrecyBand(b)
	}
	g := p.Grounds[0]
	if info, ok := law.GroundOf(g.Kind); ok {
		b.Facts = append(b.Facts, ui.F(p.say(t("Er grund för att lämna uppgifter", "Your ground for telling")), p.say(info.Name)))
	}
	if !g.EndsAt.IsZero() {
		b.Facts = append(b.Facts, ui.F(p.say(t("Gäller till", "Holds until")), calendar.DateOf(g.EndsAt.Add(-1)).String()))
	}
	if !g.Topics.Covers(TopicHealth) {
		b.Facts = append(b.Facts, ui.F(p.say(t("Omfattar inte", "Does not cover")), p.say(t("hälsa", "health"))))
	}
	return ui.SecrecyBand(b)
}

// stopped says what both sides do when a consent was withdrawn.
func (p *one) stopped() templ.Component {
	if p.StoppedAt.IsZero() || p.State == Closed {
		return nil
	}
	t := language.T
	if p.Desk.StoppedAt.IsZero() {
		return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: p.say(t("Samtycket till att %s berättar är återkallat", "The consent to %s telling is withdrawn").With(p.other())),
			Text: p.say(t("Det återkallades %s. Er egen grund gäller, men inget nytt kan lämnas i ärendet förrän motparten har angett en ny.", "It was withdrawn %s. Your own ground holds, but nothing new can be told in the matter until the counterpart has recorded a new one.").With(calendar.LongDateTime(p.StoppedAt.Time)))})
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: p.say(t("Samtycket till att ni berättar är återkallat", "The consent to your telling is withdrawn")),
		Text: p.say(t("Det återkallades %s. Lämna inget mer med stöd av det. Det som redan lämnats står kvar hos er var och en.", "It was withdrawn %s. Tell nothing more on it. What was told before stays with each of you.").With(calendar.LongDateTime(p.StoppedAt.Time)))})
}

// waiting says what both wait for.
func (p *one) waiting() templ.Component {
	if p.WaitsWhy == "" || p.State == Closed || !p.Reads {
		return nil
	}
	t := language.T
	return ui.Alert(ui.AlertBox{Title: p.say(p.WaitsWhy.Name()), Text: p.say(t("Ni väntar till och med %s. Tiden står still för er båda.", "You wait until %s. Time stands still for both of you.").With(p.WaitsUntil.Long()))})
}

// who says who works with the person where, since when.
func (p *one) who() templ.Component {
	t := language.T
	half := func(d Desk) ui.Fact {
		name := p.staff[d.Account]
		if name == "" {
			name = p.say(t("ingen just nu", "nobody right now"))
		}
		since := p.say(t("sedan %s", "since %s").With(p.since(d).String()))
		return ui.Fact{Name: p.n.Of(d.Authority), Value: ui.Stack(ui.Text(name), ui.Muted(since))}
	}
	return ui.SectionIntro("vilka", p.say(t("Vem arbetar med personen?", "Who works with the person?")), "", ui.KeyValues(half(p.Desk), half(p.Seen.Other)))
}

// since is from when whoever works with the person on a side does so.
func (p *one) since(d Desk) calendar.Date {
	at := d.JoinedAt
	for _, e := range p.Events {
		if e.Act == Take && e.Authority == d.Authority {
			at = e.At
		}
	}
	return calendar.DateOf(at.Time)
}

// personPart says who the person is, to whoever works with them.
func (p *one) personPart() templ.Component {
	t := language.T
	title := p.say(t("Personen", "The person"))
	if !p.Reads {
		return ui.SectionIntro("personen", title, p.say(t("Visas för den som arbetar med personen.", "Shown to whoever works with the person.")), nil)
	}
	facts := []ui.Fact{ui.F(p.say(t("Personnummer", "Personal number")), p.Person.Number.Disclose())}
	if p.Person.Phone != "" {
		facts = append(facts, ui.F(p.say(t("Telefon", "Telephone")), p.Person.Phone))
	}
	return ui.SectionIntro("personen", title, "", ui.Parts(ui.KeyValues(facts...), ui.Links([]ui.Link{{Label: p.say(t("Samtycken och andra uppgifter hos er", "Consents and other data at yours")), Href: "/personer/" + p.Desk.Person}})))
}

// history is what has happened, the latest first.
func (p *one) history() templ.Component {
	var out []ui.Event
	events := slices.Clone(p.Events)
	slices.SortStableFunc(events, func(a, b Event) int { return a.At.Compare(b.At.Time) })
	events = slices.DeleteFunc(events, func(e Event) bool { return e.Act == AskRound && begins(p.Events, e) })
	for _, e := range slices.Backward(events) {
		who := p.n.Of(e.Authority)
		if name := p.staff[e.Account]; name != "" && e.Authority == p.Desk.Authority {
			who = name
		}
		out = append(out, ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format("2006-01-02T15:04:05Z"), Title: p.say(e.Act.happened(who))})
	}
	return ui.Fold(ui.FoldOf{ID: "historik", Title: p.say(language.T("Vad har hänt?", "What has happened?")), Body: ui.Timeline(out)})
}

// begins tells whether a round is the first, which nobody has asked for: it comes with the matter.
func begins(all []Event, round Event) bool {
	return slices.ContainsFunc(all, func(e Event) bool { return (e.Act == Begin || e.Act == Reopen) && e.Seq == round.Seq-1 })
}

// read leaves out the code that stands in brackets in a letter, for whoever has another system.
func read(c exchange.Copy) string {
	before, rest, ok := strings.Cut(c.Body, " [")
	if _, after, ends := strings.Cut(rest, "]"); c.Kind == msgTalk && ok && ends {
		return before + after
	}
	return c.Body
}

// messages are what the two have written to each other.
func (p *one) messages() templ.Component {
	var out []ui.Event
	for _, c := range slices.Backward(p.Thread) {
		if c.Kind != msgNote && c.Kind != msgTalk {
			continue
		}
		out = append(out, ui.Event{When: p.say(calendar.DateTime(c.SentAt.Time)), At: c.SentAt.UTC().Format("2006-01-02T15:04:05Z"), Title: p.n.Of(c.From), Body: ui.Lines(read(c))})
	}
	if len(out) == 0 {
		return nil
	}
	return ui.SectionIntro("meddelanden", p.say(language.T("Meddelanden", "Messages")), "", ui.Timeline(out))
}

// may tells whether the reader may do something in the matter.
func (p *one) may(a policy.Action) bool { return p.Can.May(a) }
