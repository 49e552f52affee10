package statutory

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a notice with all that its page says to one reader.
type one struct {
	Thread
	s          *Service
	r          *web.Request
	n          names
	registry   string            // number of the reader's file
	staff      map[string]string // names of the reader's own colleagues
	colleagues []ui.Option
	units      []ui.Option
	failed     *web.Failed
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = f
	body := ui.Parts(ui.Heading(r.Say(p.Name()), r.Say(p.sub())), ui.LeadBlock(p.lead()), p.receipts(),
		ui.Split(ui.Parts(p.text(), s.acts().Forms(r, p), p.history()), p.aside()))
	out := web.Page(p.Name(), body).Frame(crumbs(r, p.Name()))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (*one, error) {
	ctx, q := r.Context(), s.Trail.DB()
	p := &one{s: s, r: r}
	var err error
	if p.Thread, err = s.Look(ctx, r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	if p.n, err = s.names(r); err != nil {
		return nil, err
	}
	parties, err := exchange.Parties(ctx, q, p.Conversation)
	if err != nil {
		return nil, err
	}
	for _, party := range parties {
		if party.Authority == r.Actor.Authority {
			p.registry = party.Registry
		}
	}
	return p, p.people()
}

// people finds the names of the reader's colleagues who have done something, and whom the notice can be given to.
func (p *one) people() (err error) {
	ctx, q := p.r.Context(), p.s.Trail.DB()
	own := p.r.Actor.Authority
	ids := []string{p.Desk.Account}
	for _, e := range p.Events {
		if e.Authority == own {
			ids = append(ids, e.Account)
		}
	}
	slices.Sort(ids)
	if p.staff, err = account.NamesOf(ctx, q, slices.Compact(ids)); err != nil || !slices.Contains(p.Acts, Take) {
		return err
	}
	holders, err := account.HoldersOf(ctx, q, roleAt(own), []string{own}, today(q))
	if err != nil {
		return err
	}
	called, err := account.NamesOf(ctx, q, holders)
	if err != nil {
		return err
	}
	p.colleagues = []ui.Option{{Label: p.say(language.T("Välj kollega", "Choose a colleague"))}}
	for _, id := range holders {
		if id != p.Desk.Account && called[id] != "" && len(p.colleagues) <= mostColleagues {
			p.colleagues = append(p.colleagues, ui.Option{Value: id, Label: called[id]})
		}
	}
	all, err := directory.Units(ctx, q, own, today(q))
	p.units = []ui.Option{{Label: p.say(language.T("Välj enhet", "Choose a unit"))}}
	for _, u := range all {
		if u.ID != p.Desk.Unit && len(p.units) <= mostColleagues {
			p.units = append(p.units, ui.Option{Value: u.ID, Label: u.Name})
		}
	}
	return err
}

// mostColleagues is how many are offered in a list.
const mostColleagues = 500

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) sub() language.Text {
	return language.T("Från %s till %s · %s", "From %s to %s · %s").With(p.n.of(p.r, p.Sender), p.n.of(p.r, p.Receiver), p.n.place(p.Municipality))
}

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	level, _, _ := p.ticking(p.s.now())
	return ui.Lead{Level: level, Text: ui.Rich(p.say(p.sentence())), Button: p.s.acts().Button(p.r, p, p.main())}
}

func (p *one) sentence() language.Text {
	t, mine := language.T, p.State.turn() == p.Desk.Side
	due := calendar.LongDateTime(p.Due.Time)
	other := p.n.of(p.r, p.Other(p.r.Actor.Authority))
	switch {
	case p.State == Sent && mine:
		return t("*Ingen hos er har tagit emot underrättelsen.* Den ska vara återkopplad senast %s.", "*Nobody at yours has received the notice.* It is to be acted on by %s.").With(due)
	case p.State == Sent:
		return t("Underrättelsen är *skickad %s* och inte mottagen än. %s ska återkoppla senast %s.", "The notice is *sent %s* and not received yet. %s is to act on it by %s.").With(p.sentSaid(), other, due)
	case p.State == Received && mine:
		return t("*Bedöm underrättelsen och återkoppla* senast %s.", "*Judge the notice and say what you have done* by %s.").With(due)
	case p.State == Received:
		return t("%s har *tagit emot* underrättelsen och ska återkoppla senast %s.", "%s has *received* the notice and is to act on it by %s.").With(other, due)
	case p.State == Paused && mine:
		return t("*Ni behöver komplettera.* %s har frågat om mer, och dess tid står stilla tills ni svarar.", "*You need to give more.* %s has asked for more, and its time stands still until you answer.").With(other)
	case p.State == Paused:
		return t("*Tiden står stilla* tills %s har kompletterat.", "*Time stands still* until %s has given more.").With(other)
	case p.State == Returned && mine:
		return t("*Underrättelsen var inte för %s.* Läs varför, lämna en ny till rätt mottagare om det behövs, och avsluta den här.", "*The notice was not for %s.* Read why, give a new one to the right receiver if needed, and finish this one.").With(other)
	case p.State == Acted:
		return t("Underrättelsen är *återkopplad*: %s.", "The notice is *acted on*: %s.").With(lower(p.Outcome.Name()))
	}
	return t("Underrättelsen är *%s*.", "The notice is *%s*.").With(p.State.Name())
}

// receipts are the three receipts, each with its own time.
func (p *one) receipts() templ.Component {
	t := language.T
	last := t("Återkopplad", "Acted on")
	switch p.State {
	case Returned, Withdrawn, Closed:
		last = capital(p.State.Name())
	}
	step := func(name language.Text, at time.Time) ui.Step {
		if at.IsZero() {
			return ui.Step{Label: p.say(name)}
		}
		return ui.Step{Label: p.say(t("%s %s", "%s %s").With(name, calendar.DateTime(at))), Done: true}
	}
	steps := []ui.Step{step(t("Skickad", "Sent"), p.SentAt.Time), step(t("Mottagen", "Received"), p.ReceivedAt.Time), step(last, p.EndedAt.Time)}
	if p.State.Waits() {
		i := 2
		if p.State == Sent {
			i = 1
		}
		steps[i].Current = true
	}
	return ui.Steps(p.say(t("Kvitton", "Receipts")), steps)
}

// text is what was written, to whoever handles the notice.
func (p *one) text() templ.Component {
	t := language.T
	title := p.say(t("Det som har skickats", "What has been sent"))
	if !p.Reads {
		return ui.SectionIntro("text", title, p.say(t("Vem det gäller och vad som står visas bara för den som handlägger underrättelsen hos er.", "Whom it concerns and what it says is shown only to whoever handles the notice at yours.")), nil)
	}
	var events []ui.Event
	for _, part := range slices.Backward(p.Parts) {
		e := ui.Event{When: p.say(calendar.LongDateTime(part.SentAt.Time)), At: part.SentAt.UTC().Format(time.RFC3339), Title: p.say(t("%s: %s", "%s: %s").With(p.n.of(p.r, p.at(part)), messageName(part.Kind)))}
		body := ui.Lines(part.Body)
		if len(part.Lines) > 1 {
			var facts []ui.Fact
			for _, l := range part.Lines {
				facts = append(facts, ui.Fact{Name: l.Label, Value: ui.Text(l.Value)})
			}
			body = ui.KeyValues(facts...)
		}
		receipt := t("Kopia %d · kom till er %s", "Copy %d · came to you %s").With(part.Seq, calendar.DateTime(part.Copy.ReceivedAt.Time))
		if !part.ReadAt.IsZero() {
			receipt = t("%s · läst hos er %s", "%s · read at yours %s").With(receipt, calendar.DateTime(part.ReadAt.Time))
		}
		e.Body = ui.Parts(body, ui.Note(p.say(receipt)))
		events = append(events, e)
	}
	return ui.SectionIntro("text", title, p.say(t("Varje meddelande är en fryst kopia. Ingen av parterna kan ändra det.", "Every message is a frozen copy. Neither party can change it.")), ui.Timeline(events))
}

// at is the authority that a message is from: of one from outside, the one that the directory says.
func (p *one) at(part Part) string {
	if part.Own {
		return p.r.Actor.Authority
	}
	return p.Other(p.r.Actor.Authority)
}

func messageName(k exchange.Kind) language.Text {
	t := language.T
	switch k {
	case msgNotice:
		return t("underrättelse", "notice")
	case msgMore:
		return t("begäran om komplettering", "request for more")
	case msgGiven:
		return t("komplettering", "more given")
	case msgActed:
		return t("återkoppling", "feedback")
	case msgReturned:
		return t("återlämnad", "returned")
	case msgWithdrawn:
		return t("återtagen", "taken back")
	case msgReceived:
		return t("mottagen", "received")
	}
	return t("meddelande", "message")
}

// aside says on which law it rests and how its time is reckoned.
func (p *one) aside() templ.Component {
	t := language.T
	facts := []ui.Fact{{Name: p.say(sayState), Value: ui.StatusChip(p.status(p.r.Lang))}, ui.F(p.say(t("Lagrum", "Law")), p.Citation), ui.F(p.say(t("Ändamål", "Purpose")), p.say(capital(p.purpose()))),
		ui.F(p.say(sayEvent), p.Happened.String()), ui.F(p.say(t("Skickad", "Sent")), p.say(p.sentSaid()))}
	if name := p.staff[p.Desk.Account]; name != "" {
		facts = append(facts, ui.F(p.say(sayHandler), name))
	}
	if p.Outcome != "" {
		facts = append(facts, ui.F(p.say(t("Utfall", "Outcome")), p.say(p.Outcome.Name())))
	}
	number := p.registry
	if number == "" {
		number = p.say(t("registreras inom kort", "registered shortly"))
	}
	facts = append(facts, ui.F(p.say(t("Diarienummer", "Registry number")), number))
	for _, c := range []string{p.SendPromise, p.ActPromise} {
		if c != "" {
			facts = append(facts, ui.Fact{Name: p.say(t("Åtagande", "Commitment")), Value: ui.A("/ataganden/"+p.Agreement+"/"+c, c)})
		}
	}
	return ui.Parts(ui.SectionIntro("grund", p.say(t("Grunden är lagen", "The ground is the law")), "", ui.KeyValues(facts...)), p.despite(), p.reckoned())
}

// reckoned says how the deadlines were computed.
func (p *one) reckoned() templ.Component {
	lines := []string{}
	for _, l := range p.explained() {
		lines = append(lines, p.say(l))
	}
	return ui.Folded(p.say(sayReckoned), ui.Bullets(lines...))
}

// explained says in sentences how both deadlines were computed.
func (v View) explained() []language.Text {
	t := language.T
	lines := []language.Text{
		t("Det hände %s och ska skickas inom %s, alltså senast %s. Den skickades %s, %s.", "It happened on %s and is to be sent within %s, that is by %s. It was sent %s, %s.").
			With(v.Happened.Long(), calendar.CountWorkingDays(int(v.SendDays)), calendar.DateOf(v.SendDue.Add(-1)).Long(), calendar.LongDateTime(v.SentAt.Time), v.sentSaid()),
		daysFrom(v.SendPromise), daysCount,
	}
	if v.ActDays == 0 {
		return lines
	}
	since := t("Den togs emot %s.", "It was received %s.").With(calendar.LongDateTime(v.ReceivedAt.Time))
	if v.ReceivedAt.IsZero() || v.ReceivedAt.After(unread(v.SentAt.Time)) {
		since = t("Det som ingen har öppnat räknas som mottaget när nästa arbetsdag börjar, här %s.", "What nobody has opened counts as received when the next working day begins, here %s.").With(calendar.LongDateTime(unread(v.SentAt.Time)))
	}
	c, err := v.actClock(v.Events)
	if err != nil {
		return append(lines, since)
	}
	lines = append(lines, since, t("Därifrån ska den återkopplas inom %s, från början senast %s.", "From then it is to be acted on within %s, at first by %s.").With(calendar.CountWorkingDays(int(v.ActDays)), calendar.LongDateTime(c.Original())))
	if v.ActPromise != v.SendPromise {
		lines = append(lines, daysFrom(v.ActPromise))
	}
	for _, pause := range c.Pauses {
		if pause.To.IsZero() {
			lines = append(lines, t("Tiden står stilla sedan %s.", "Time stands still since %s.").With(calendar.LongDateTime(pause.From)))
			continue
		}
		lines = append(lines, t("Tiden stod stilla från %s till %s.", "Time stood still from %s to %s.").With(calendar.LongDateTime(pause.From), calendar.LongDateTime(pause.To)))
	}
	if !v.Due.IsZero() && !v.Due.Equal(c.Original()) {
		lines = append(lines, t("Nu är sista tiden %s.", "Now the last time is %s.").With(calendar.LongDateTime(v.Due.Time)))
	}
	return lines
}

// history is what has happened, the latest first. Names are of the reader's own colleagues only.
func (p *one) history() templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(p.Events) {
		who := p.n.of(p.r, p.Sender)
		if e.Side == Receiver {
			who = p.n.of(p.r, p.Receiver)
		}
		if name := p.staff[e.Account]; name != "" && e.Authority == p.r.Actor.Authority {
			who = name + ", " + who
		}
		out = append(out, ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format(time.RFC3339), Level: e.Act.tone(), Title: p.say(e.Act.happened(who))})
	}
	return ui.SectionIntro("historik", p.say(language.T("Vad har hänt?", "What has happened?")), "", ui.Timeline(out))
}

// tone colours an event.
func (a Act) tone() ui.Level {
	switch a {
	case Receive, Take:
		return ui.Info
	case Feedback, Close:
		return ui.Good
	case AskMore:
		return ui.Paused
	case Return, refused:
		return ui.Warn
	}
	return ui.Neutral
}

// happened is what an event says to a reader.
func (a Act) happened(who string) language.Text {
	t := language.T
	said := map[Act]language.Text{
		Send: t("%s skickade underrättelsen", "%s sent the notice"), Receive: t("%s tog emot underrättelsen", "%s received the notice"), Take: t("%s bestämde vem som handlägger", "%s decided who handles it"),
		Move: t("%s gav den till en annan enhet", "%s gave it to another unit"), AskMore: t("%s bad om komplettering; tiden står stilla", "%s asked for more; time stands still"),
		GiveMore: t("%s kompletterade; tiden går igen", "%s gave what was asked for; time goes on"), Feedback: t("%s återkopplade", "%s said what was done"),
		Return: t("%s lämnade tillbaka den", "%s returned it"), Withdraw: t("%s tog tillbaka den", "%s took it back"), Close: t("%s avslutade den", "%s finished it"),
		Remind: t("Samsyn påminde %s", "Samsyn reminded %s"), refused: t("Ett meddelande till %s togs inte emot", "A message to %s was not taken in"),
	}
	if text, ok := said[a]; ok {
		return text.With(who)
	}
	return language.Same(string(a))
}
