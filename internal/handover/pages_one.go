package handover

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a hand-over with all that its page says to one reader.
type one struct {
	Opened
	s      *Service
	r      *web.Request
	n      matter.Names
	staff  map[string]string
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
	title := p.Aim.Name()
	body := ui.Parts(ui.Heading(p.say(p.title()), p.say(p.sub())), ui.LeadBlock(p.lead()), p.stopped(),
		ui.Split(ui.Parts(p.preview(), p.letter(), s.acts().Forms(r, p)), ui.Parts(p.facts(), p.reckoned(), p.history())))
	out := web.Page(title, body).Frame(crumb(r, title))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (p *one, err error) {
	p = &one{s: s, r: r}
	if p.Opened, err = s.Read(r.Context(), r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	q := s.Trail.DB()
	if p.n, err = matter.NamesOn(r, s.book, q); err != nil {
		return nil, err
	}
	if p.side, err = directory.SideOf(r.Context(), q, p.Desk.Authority, p.Desk.Unit, calendar.DateOf(q.Now())); err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range p.Events {
		if e.Authority == p.Desk.Authority && e.Account != "" {
			ids = append(ids, e.Account)
		}
	}
	if p.Desk.Account != "" {
		ids = append(ids, p.Desk.Account)
	}
	slices.Sort(ids)
	p.staff, err = account.NamesOf(r.Context(), q, slices.Compact(ids))
	return p, err
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) other() string { return p.n.Of(p.Handover.Other(p.Desk.Authority)) }

func (p *one) title() language.Text {
	if p.Reads && p.Person.Name != "" {
		return language.T("%s för %s", "%s for %s").With(p.Aim.Name(), p.Person.Name)
	}
	return p.Aim.Name()
}

func (p *one) sub() language.Text {
	return language.T("Från %s till %s · %s · skickad %s", "From %s to %s · %s · sent %s").With(p.n.Of(p.Sender), p.n.Of(p.Receiver), p.n.Place(p.Municipality), calendar.DateOf(p.SentAt.Time).String())
}

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	t := language.T
	now := p.s.Trail.DB().Now()
	level, words := p.ticking(p.Desk.Due, now)
	due := calendar.LongDateTime(p.Due.Time)
	lead := ui.Lead{}
	if level == ui.Bad {
		lead.Level = ui.Bad
	}
	mine := p.Desk.Side == Receiver
	switch {
	case p.State == Open && mine:
		lead.Text = ui.Rich(p.say(t("%s ber er ta emot en person. Lämna besked *senast %s*.", "%s asks you to receive a person. Reply *by %s*.").With(p.other(), due)))
		lead.Button = p.button("ta-emot")
	case p.State == Open:
		lead.Text = ui.Rich(p.say(t("Väntar på besked från %s *senast %s*. Personen är er till dess.", "Waits for a reply from %s *by %s*. The person is yours until then.").With(p.other(), due)))
	case p.State == Paused && mine:
		lead.Text = ui.Rich(p.say(t("Ni väntar på komplettering. *Tiden står still.*", "You wait for more. *Time stands still.*")))
	case p.State == Paused:
		lead.Level, lead.Text = ui.Warn, ui.Rich(p.say(t("*%s behöver veta mer.* Tiden står still tills ni har svarat.", "*%s needs to know more.* Time stands still until you have answered.").With(p.other())))
		lead.Button = p.button("komplettera")
	case p.State == Returned:
		lead.Text = ui.Rich(p.say(t("*Återlämnad*: %s. Personen är fortfarande er om ni skickade den.", "*Returned*: %s. The person is still yours if you sent it.").With(p.Reason.Name())))
	case p.State == Withdrawn:
		lead.Text = ui.Rich(p.say(t("*Återtagen* av avsändaren.", "*Taken back* by the sender.")))
	case p.ContactAt.IsZero() && mine:
		lead.Text = ui.Rich(p.say(t("Mottagen. Ta den första kontakten med personen *senast %s* (%s).", "Accepted. Make the first contact with the person *by %s* (%s).").With(calendar.LongDateTime(p.ContactDue.Time), words.Small())))
		lead.Button = p.button("kontakt")
	case p.ContactAt.IsZero():
		lead.Text = ui.Rich(p.say(t("*Mottagen.* Första kontakten ska tas senast %s.", "*Accepted.* The first contact is to be made by %s.").With(calendar.LongDateTime(p.ContactDue.Time))))
		lead.Button = p.matterButton()
	default:
		lead.Text = ui.Rich(p.say(t("*Mottagen*, och den första kontakten togs %s.", "*Accepted*, and the first contact was made %s.").With(calendar.DateOf(p.ContactAt.Time).String())))
		lead.Button = p.matterButton()
	}
	return lead
}

func (p *one) button(path string) *ui.Button { return p.s.acts().Button(p.r, p, path) }

// matterButton leads to the matter that has begun, for whoever works with the person.
func (p *one) matterButton() *ui.Button {
	if p.Matter == "" || !p.Reads {
		return nil
	}
	return &ui.Button{Label: p.say(language.T("Öppna ärendet", "Open the matter")), Href: matter.Path + "/" + p.Matter}
}

func (p *one) stopped() templ.Component {
	if p.StoppedAt.IsZero() || !p.State.Live() {
		return nil
	}
	t := language.T
	next := t("Ange en ny grund, eller ta tillbaka överlämningen.", "Record a new ground, or take the hand-over back.")
	if p.Desk.Side == Receiver {
		next = t("Den kan inte tas emot förrän avsändaren har en ny grund. Den kan återlämnas.", "It cannot be accepted until the sender has a new ground. It can be returned.")
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: p.say(t("Samtycket är återkallat", "The consent is withdrawn")), Text: p.say(next)})
}

// preview is what both see: what is asked for, and what the two wrote on the way.
func (p *one) preview() templ.Component {
	t := language.T
	var events []ui.Event
	for _, c := range p.Open {
		events = append(events, ui.Event{When: p.say(calendar.DateTime(c.SentAt.Time)), At: c.SentAt.UTC().Format(time.RFC3339), Title: p.n.Of(c.From), Body: ui.Lines(c.Body)})
	}
	return ui.SectionIntro("vad", p.say(t("Vad som efterfrågas", "What is asked for")), p.say(t("Det här ser båda sidor. Det säger inte vem personen är.", "Both sides see this. It does not say who the person is.")), ui.Timeline(events))
}

// letter is what the receiver gets when it accepts, to whoever works with the person.
func (p *one) letter() templ.Component {
	t := language.T
	title := p.say(t("Om personen", "About the person"))
	if !p.Reads {
		intro := t("Visas för den som tar emot, i samma stund som överlämningen tas emot.", "Shown to whoever accepts, in the moment when the hand-over is accepted.")
		if p.Desk.Account != "" {
			intro = t("Visas för %s, som arbetar med personen hos er.", "Shown to %s, who works with the person at yours.").With(p.staff[p.Desk.Account])
		}
		return ui.SectionIntro("brev", title, p.say(intro), nil)
	}
	intro := ""
	if p.Desk.Side == Sender && p.State != Accepted {
		intro = p.say(t("Ligger kvar hos er. Lämnas när mottagaren tar emot.", "Stays with you. Given when the receiver accepts."))
	}
	band := ui.Band{Facts: []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(t("dig", "you")))}, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))}
	if g, ok := law.GroundOf(p.Desk.Ground); ok {
		band.Facts = append(band.Facts, ui.F(p.say(t("Er grund", "Your ground")), p.say(g.Name)))
	}
	if p.Letter == "" {
		return ui.SectionIntro("brev", title, p.say(t("Texten är gallrad hos er.", "The text is destroyed at yours.")), nil)
	}
	return ui.SectionIntro("brev", title, intro, ui.Parts(ui.SecrecyBand(band), ui.Lines(p.Letter)))
}

func (p *one) facts() templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: p.say(t("Läge", "State")), Value: ui.StatusChip(p.status(p.r.Lang))}, ui.F(p.say(t("Behov", "Needs")), p.say(needsSaid(p.Needs).Capital())), ui.F(p.say(t("Ålder", "Age")), p.say(p.Age.Name())),
		ui.F(p.say(t("Tolk", "Interpreter")), p.say(map[bool]language.Text{true: t("behövs", "needed"), false: t("behövs inte", "not needed")}[p.Interpreter]))}
	if name := p.staff[p.Desk.Account]; name != "" {
		facts = append(facts, ui.F(p.say(t("Handläggs hos er av", "Handled at yours by")), name))
	}
	if p.Matter != "" && p.Reads {
		facts = append(facts, ui.Fact{Name: p.say(t("Ärende", "Matter")), Value: ui.A(matter.Path+"/"+p.Matter, p.say(t("Öppna ärendet", "Open the matter")))})
	}
	if !p.SightUntil.IsZero() {
		facts = append(facts, ui.F(p.say(t("Avsändarens insyn till", "The sender's sight until")), p.SightUntil.String()))
	}
	return ui.SectionIntro("uppgifter", p.say(t("Uppgifter", "Details")), "", ui.KeyValues(facts...))
}

// reckoned says how the deadline was computed.
func (p *one) reckoned() templ.Component {
	var lines []string
	for _, l := range p.Clock.Explain(p.s.Trail.DB().Now(), func(a string) language.Text { return language.Same(p.n.Of(a)) }) {
		lines = append(lines, p.say(l))
	}
	if !p.ContactDue.IsZero() {
		lines = append(lines, p.say(language.T("Första kontakt: %s efter mottagandet, alltså senast %s.", "First contact: %s after the acceptance, that is by %s.").With(calendar.CountWorkingDays(int(p.ContactDays)), calendar.LongDateTime(p.ContactDue.Time))))
	}
	return ui.Folded(p.say(language.T("Hur räknades detta?", "How was this computed?")), ui.Bullets(lines...))
}

func (p *one) history() templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(p.Events) {
		who := p.n.Of(e.Authority)
		if name := p.staff[e.Account]; name != "" {
			who = name
		}
		out = append(out, ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format(time.RFC3339), Title: p.say(e.Act.happened(who))})
	}
	return ui.Fold(ui.FoldOf{ID: "historik", Title: p.say(language.T("Vad har hänt?", "What has happened?")), Body: ui.Timeline(out)})
}
