package enquiry

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a question with all that its page says to one reader.
type one struct {
	Thread
	s        *Service
	r        *web.Request
	now      time.Time
	names    names
	accounts map[string]string // names of colleagues who have done something in it
	called   map[string]string // names of those in the notes
	side     law.Side          // the reader's
	notes    []Note            // those that the reader reads
	failed   *failed
	replies  []Standard
	standard string // text of the standard reply that the address names
}

// failed is an act that could not be done: its form is shown again as it was filled in.
type failed struct {
	path string
	form *web.Form
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if p.State == Draft {
		return web.Redirect(inboxPath + "/ny?" + paramDraft + "=" + p.ID), nil
	}
	p.failed = f
	if err := p.standardReplies(); err != nil {
		return web.Response{}, err
	}
	return p.page()
}

func (p *one) page() (web.Response, error) {
	acts, err := p.acts()
	if err != nil {
		return web.Response{}, err
	}
	notes := p.notesPart()
	title := p.topic().Asks
	main := ui.Parts(p.stopped(), p.reckoned(), acts, p.thread(), notes, p.history())
	if p.told() { // the answer is what one comes for
		main = ui.Parts(p.stopped(), p.thread(), acts, p.reckoned(), notes, p.history())
	}
	beside, err := p.beside()
	if err != nil {
		return web.Response{}, err
	}
	aside := ui.Parts(p.personPart(), p.attempts(), p.whyHere(), beside, p.facts())
	body := ui.Parts(ui.Heading(p.r.Say(title), p.r.Say(p.subtitle())), ui.LeadBlock(p.lead()), p.band(), ui.Split(main, aside))
	out := web.Page(title, body).Frame(crumb(p.r, p.topic().Name))
	if p.failed != nil {
		out = out.Status(p.failed.form.Status())
	}
	return out, nil
}

// asides are what other rooms' parts of the page ask of the reader's rights, beside what the page's own acts do.
func asides() []policy.Action { return []policy.Action{policy.RaiseEnquiry} }

// oneOf reads the question. Who handles it gets what was written, which is noted; a colleague gets the rest, and the notes
// that mention them.
func (s *Service) oneOf(r *web.Request) (*one, error) {
	ctx, q := r.Context(), s.Trail.DB()
	acts := append(asides(), policy.OpenEnquiry, policy.TakeEnquiry, policy.TalkEnquiry, policy.AnswerEnquiry, policy.FollowEnquiry, policy.NoteEnquiry)
	p := &one{s: s, r: r, now: q.Now()}
	var err error
	if p.Thread, err = s.open(ctx, r.Actor, r.Path("id"), policy.ReadEnquiry, acts...); err != nil || p.State == Draft {
		return p, err
	}
	if p.notes = p.Notes; !p.Reads {
		if p.notes, err = s.Mentions(ctx, r.Actor, p.ID); err != nil {
			return nil, err
		}
	}
	if p.names, err = s.names(ctx); err != nil {
		return nil, err
	}
	outside, err := outsideOf(ctx, q, &p.Enquiry)
	if err != nil {
		return nil, err
	}
	p.names.outside = outside[p.Conversation]
	if p.accounts, p.called, err = p.ownNames(); err != nil {
		return nil, err
	}
	p.side, err = directory.SideOf(ctx, q, p.Desk.Authority, p.Desk.Unit, calendar.DateOf(p.now))
	return p, err
}

// ownNames are the names of the reader's own colleagues who have done something in the question, and of those in the notes.
func (p *one) ownNames() (did, noted map[string]string, err error) {
	ids := []string{p.Desk.Account, p.Desk.OpenedBy}
	for _, e := range p.Events {
		if e.Authority == p.Desk.Authority {
			ids = append(ids, e.Account)
		}
	}
	var inNotes []string
	for _, n := range p.notes {
		inNotes = append(append(inNotes, n.Account), n.Named...)
	}
	all, err := account.NamesOf(p.r.Context(), p.s.Trail.DB(), tidy(append(slices.Clone(ids), inNotes...)))
	pick := func(ids []string) map[string]string {
		out := map[string]string{}
		for _, id := range tidy(ids) {
			if name, ok := all[id]; ok {
				out[id] = name
			}
		}
		return out
	}
	return pick(ids), pick(inNotes), err
}

// told says whether there is an answer on the page.
func (p *one) told() bool { return p.Reads && (p.State == Done || p.State == Closed) }

func (p *one) say(t language.Text) string { return p.r.Say(t) }

// other names the authority on the other side.
func (p *one) other() language.Text { return p.names.of(p.Enquiry.Other(p.Desk.Authority)) }

func (p *one) can(a Act) bool { return slices.Contains(p.Acts, a) }

func (p *one) subtitle() language.Text {
	t := language.T
	text := t("%s · fråga från %s till %s om %s · skickad %s", "%s · question from %s to %s about %s · sent %s").
		With(p.Number(), p.names.of(p.Asker), p.names.of(p.Receiver), p.names.place(p.Municipality), calendar.DateTime(p.SentAt.Time))
	if p.Urgent {
		text = t("%s · brådskande", "%s · urgent").With(text)
	}
	if p.Noted {
		text = t("%s · antecknad efter telefonsamtal", "%s · noted after a call").With(text)
	}
	return text
}

// band says on what ground the page is open, to whom and until when. A question about nobody has none.
func (p *one) band() templ.Component {
	if !p.Personal || !p.Reads || p.Needs() {
		return nil
	}
	t := language.T
	who := t("dig", "you")
	if p.Desk.Account != p.r.Actor.ID {
		who = t("%s och dig som ersättare", "%s and you as a stand-in").With(p.accounts[p.Desk.Account])
	}
	b := ui.Band{Facts: []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(who))}, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))}
	if g, ok := law.GroundOf(p.Desk.Ground); ok {
		b.Facts = append(b.Facts, ui.F(p.say(t("Grund", "Ground")), p.say(g.Name)))
	}
	if end, is := p.groundEnds(); is {
		b.Facts = append(b.Facts, end)
	}
	if p.Purpose != "" && len(p.Parts) > 0 { // it goes with the own file
		b.Facts = append(b.Facts, ui.F(p.say(t("Ändamål", "Purpose")), p.Purpose))
	}
	return ui.SecrecyBand(b)
}

// stopped says what both sides do when a consent was withdrawn.
func (p *one) stopped() templ.Component {
	if p.StoppedAt.IsZero() {
		return nil
	}
	t := language.T
	next := t("Ange en ny grund för att gå vidare, eller avsluta frågan.", "Record a new ground to go on, or end the question.")
	if p.Desk.Side == Receiver {
		next = t("%s anger en ny grund eller avslutar frågan.", "%s records a new ground or ends the question.").With(p.other())
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: p.say(t("Samtycket är återkallat", "The consent is withdrawn")),
		Text: p.say(t("Det återkallades %s. Lämna inget mer med stöd av det. Det som redan lämnats står kvar hos er var och en. %s", "It was withdrawn %s. Tell nothing more on it. What was told before stays with each of you. %s").With(calendar.LongDateTime(p.StoppedAt.Time), next))})
}

// personPart says who the question is about, to whoever may know.
func (p *one) personPart() templ.Component {
	if !p.Personal {
		return nil
	}
	t := language.T
	title := p.say(t("Personen", "The person"))
	if !p.Reads || p.Needs() {
		return ui.SectionIntro("personen", title, p.say(t("Visas när en grund är angiven, för den som handlägger frågan.", "Shown once a ground is recorded, to whoever handles the question.")), p.emergency())
	}
	var facts []ui.Fact
	for _, part := range p.Parts {
		if part.Kind == msgQuestion && part.Number != "" {
			facts = append(facts, ui.F(p.say(t("Namn", "Name")), orDash(part.Name)), ui.F(p.say(t("Personnummer", "Personal number")), part.Number))
			if part.Phone != "" {
				facts = append(facts, ui.F(p.say(t("Ring upp", "Call back")), part.Phone))
			}
			break
		}
	}
	var page templ.Component
	if p.Desk.Person != "" {
		page = ui.A("/personer/"+p.Desk.Person, p.say(t("Grunder och hur personen nås", "Grounds and how the person is reached")))
	}
	return ui.SectionOf("personen", title, ui.KeyValues(facts...), page)
}

// emergency leads a colleague who does not handle the question, but must act now, to the opening that is reviewed
// afterwards. Whoever handles it, or has yet to record a ground, has the ordinary way.
func (p *one) emergency() templ.Component {
	if p.Reads || p.Desk.Person == "" || !p.Desk.LeftAt.IsZero() || !p.r.May(policy.OpenPerson) {
		return nil
	}
	return ui.A("/personer/"+p.Desk.Person+"/nodoppna", p.say(language.T("Nödöppna uppgifterna om personen", "Open the person's record in an emergency")))
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// facts are what else both sides know.
func (p *one) facts() templ.Component {
	t := language.T
	facts := []ui.Fact{ui.F(p.say(t("Läge", "State")), p.say(capital(p.stateName())))}
	if info, ok := OutcomeOf(p.Outcome); ok {
		facts = append(facts, ui.F(p.say(t("Utfall", "Outcome")), p.say(info.Name)))
	}
	handler := p.accounts[p.Desk.Account]
	if handler == "" {
		handler = p.say(t("Ingen än", "Nobody yet"))
	}
	facts = append(facts, ui.F(p.say(t("Handläggs hos er av", "Handled at yours by")), handler))
	for _, topic := range p.Topics {
		info, _ := contact.TopicOf(topic.Code)
		state := t("obesvarat", "not answered")
		if !topic.AnsweredAt.IsZero() {
			state = t("besvarat", "answered")
		}
		facts = append(facts, ui.F(p.say(info.Name), p.say(state)))
	}
	if g, ok := law.GroundOf(p.Ground); ok && p.Personal { // so that the receiver does not choose its own blind
		facts = append(facts, ui.F(p.say(t("Grund som den som frågar har angett", "Ground that whoever asks has given")), p.say(capital(g.Name))))
	}
	if p.SSBTEK {
		facts = append(facts, ui.F("SSBTEK", p.say(t("svaret fanns i SSBTEK", "the answer was in SSBTEK"))))
	}
	return ui.SectionIntro("uppgifter", p.say(t("Om frågan", "About the question")), "", ui.KeyValues(facts...))
}
