package enquiry

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// thread is what was sent, the latest first, to whoever handles the question and has opened it.
func (p *one) thread() templ.Component {
	t := language.T
	title := p.say(t("Det som har skickats", "What has been sent"))
	if !p.Reads {
		return ui.SectionIntro("trad", title, p.say(t("Texten visas för den som handlägger frågan hos er. Ta frågan för att läsa den.", "The text is shown to whoever handles the question at yours. Take the question to read it.")), nil)
	}
	var events []ui.Event
	for _, part := range slices.Backward(p.Parts) {
		events = append(events, p.message(part))
	}
	return ui.SectionIntro("trad", title, p.say(t("Varje meddelande är en fryst kopia. Ingen av parterna kan ändra det.", "Every message is a frozen copy. Neither party can change it.")), ui.Timeline(events))
}

func (p *one) message(part Part) ui.Event {
	t := language.T
	e := ui.Event{When: p.say(calendar.LongDateTime(part.SentAt.Time)), At: part.SentAt.UTC().Format(time.RFC3339),
		Title: p.say(t("%s: %s", "%s: %s").With(p.names.of(part.From), messageName(part.Kind)))}
	if part.Hidden {
		e.Body = ui.Note(p.say(t("Visas när ni har angett en grund.", "Shown once you have recorded a ground.")))
		return e
	}
	text := part.Text
	if text == "" && part.Kind == msgQuestion { // the topic's own question is all that was asked
		text = p.say(p.topic().Asks)
	}
	body := []templ.Component{ui.Lines(text)}
	if part.Own && part.Kind == msgAnswer && p.Desk.Side == Receiver && p.Desk.LeftAt.IsZero() {
		body = append(body, ui.A(p.letterPath(part.ID), p.say(sayPrint)))
	}
	for _, f := range part.Files {
		body = append(body, ui.A(p.Page()+"/bilaga/"+f.ID, f.Name))
	}
	receipt := t("Kopia %d · mottagen %s", "Copy %d · received %s").With(part.Seq, calendar.DateTime(part.ReceivedAt.Time))
	if !part.ReadAt.IsZero() {
		receipt = t("%s · läst hos er %s", "%s · read at yours %s").With(receipt, calendar.DateTime(part.ReadAt.Time))
	}
	e.Body = ui.Parts(append(body, ui.Note(p.say(receipt)))...)
	return e
}

func messageName(k exchange.Kind) language.Text {
	t := language.T
	switch k {
	case msgQuestion:
		return t("fråga", "question")
	case msgMore:
		return t("begäran om komplettering", "request for more")
	case msgGiven:
		return t("komplettering", "more given")
	case msgTime:
		return t("besked om ny tid", "news of a later time")
	case msgAnswer:
		return t("svar", "answer")
	case msgNoted:
		return t("anteckning efter samtal", "note of a call")
	case msgSeen:
		return t("bekräftelse", "acknowledgement")
	case msgResumed:
		return t("besked om att klockan går igen", "news that time goes on")
	case msgCalled:
		return t("besked om ett samtal utan svar", "news of a call that nobody took")
	case msgUrged:
		return t("besked om att frågan är brådskande", "news that the question is urgent")
	case msgCalmed:
		return t("besked om att frågan inte är brådskande", "news that the question is not urgent")
	case msgWithdrawn:
		return t("besked om att frågan är återtagen", "news that the question is taken back")
	case exchange.General:
		return t("meddelande", "message")
	}
	return language.Same(string(k))
}

// attachment hands out a file of the reader's own copy, noted.
func (s *Service) attachment(r *web.Request) (web.Response, error) {
	t, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	for _, part := range t.Parts {
		if !slices.ContainsFunc(part.Files, func(f file.File) bool { return f.ID == r.Path("fil") }) {
			continue
		}
		f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Trail.Keys(), r.Path("fil"))
		if err != nil {
			return web.Response{}, err
		}
		out := web.Download(f.Name, string(f.Type), f.Size, content)
		for name, value := range f.Headers() {
			out = out.Header(name, value)
		}
		return out, nil
	}
	return web.Response{}, fault.NotFoundThing()
}

// history is what happened, on both sides. Names are of the reader's own colleagues only.
func (p *one) history() templ.Component {
	t := language.T
	var events []ui.Event
	for _, e := range slices.Backward(p.Events) {
		who := p.names.of(e.Authority)
		if name := p.accounts[e.Account]; name != "" {
			who = language.Same(name)
		}
		ev := ui.Event{When: p.say(calendar.LongDateTime(e.At)), At: e.At.UTC().Format(time.RFC3339), Title: p.say(t("%s: %s", "%s: %s").With(who, happening(e.Act)))}
		if e.Category != "" {
			ev.Body = ui.Text(p.say(e.Category.Name()))
		}
		if !e.Until.IsZero() {
			ev.Body = ui.Text(p.say(t("Ny tid: %s", "New time: %s").With(calendar.LongDateTime(e.Until))))
		}
		events = append(events, ev)
	}
	return ui.SectionIntro("historik", p.say(t("Vad som har hänt", "What has happened")), "", ui.Timeline(events))
}

// happening says in the past what an act was.
func happening(a Act) language.Text {
	t := language.T
	if text, ok := map[Act]language.Text{
		Send: t("skickade frågan", "sent the question"), SendPart: t("skickade frågan utan allt som behövs", "sent the question without all that is needed"), Complete: t("kompletterade frågan", "completed the question"),
		Acknowledge: t("bekräftade frågan", "acknowledged the question"), AskMore: t("pausade klockan och bad om mer", "paused the clock and asked for more"), GiveMore: t("startade klockan igen", "started the clock again"),
		SetTime: t("gav besked om en ny tid", "gave news of a later time"), CallBack: t("ringde utan svar", "called without reaching anybody"), AnswerPart: t("besvarade en del", "answered a part"), Answer: t("svarade", "answered"),
		Refuse: t("avböjde", "declined"), Receive: t("tog emot svaret", "received the answer"), Forward: t("skickade frågan vidare", "passed the question on"), Urge: t("gjorde frågan brådskande", "made the question urgent"),
		Withdraw: t("tog tillbaka frågan", "took the question back"), Join: t("förde ihop frågan med en annan", "joined the question to another"), Close: t("avslutade frågan", "closed the question"), Reopen: t("öppnade frågan igen", "reopened the question"),
		Opened: t("angav en grund och öppnade frågan", "recorded a ground and opened the question"), Taken: t("bytte handläggare", "changed who handles it"), Stopped: t("samtycket återkallades", "the consent was withdrawn"),
		reached: t("nådde den som frågade per telefon", "reached whoever asked by telephone"), posted: t("skickade svaret som brev", "sent the answer as a letter"), missed: t("ringde med svaret utan att nå fram", "called with the answer without reaching anybody"), back: t("brevet kom tillbaka", "the letter came back"),
		Sort: t("angav vad frågan gäller", "said what the question is about"),
		Calm: t("tog bort markeringen brådskande", "took the mark of urgency off"), Came: t("skickade ett meddelande", "sent a message"), turnedAway: t("tog inte emot ett meddelande", "did not take in a message"),
	}[a]; ok {
		return text
	}
	return language.Same(string(a))
}

// attempts are the calls and letters with the answer.
func (p *one) attempts() templ.Component {
	t := language.T
	if !p.Callback && len(p.Attempts) == 0 {
		return nil
	}
	var rows []ui.Row
	for _, a := range p.Attempts {
		level := ui.Good
		if a.Outcome == exchange.NoAnswer || a.Outcome == exchange.Returned || a.Outcome == exchange.Rejected {
			level = ui.Warn
		}
		rows = append(rows, ui.Row{Cells: []templ.Component{ui.Text(p.say(shortTime(a.At.Time, p.now))), p.attemptCell(a, level)}})
	}
	table := ui.TableOf(ui.Table{Lang: p.r.Lang, ID: "forsok", Caption: p.say(t("Försök", "Attempts")), Keep: true, Rows: rows,
		Columns: []ui.Column{{Label: p.say(t("Försök", "Attempt")), RowHeader: true}, {Label: p.say(t("Resultat", "Result"))}}, Empty: ui.Empty{Text: p.say(t("Inget försök än.", "No attempt yet."))}})
	intro := t("Ring via växeln. Efter %d försök skickas brev.", "Call through the switchboard. After %d attempts a letter is sent.").With(exchange.CallsBeforeLetter)
	return ui.SectionIntro("aterupprigning", p.say(t("Återuppringning", "Call back")), p.say(intro), table)
}

// attemptCell says how an attempt went, and what one's own side wrote of it.
func (p *one) attemptCell(a exchange.Attempt, level ui.Level) templ.Component {
	chip := ui.StatusChip(ui.Status{Level: level, Words: p.say(capital(a.Outcome.Name()))})
	if note := p.CallNotes[a.ID]; note != "" {
		return ui.Stack(chip, ui.Text(note))
	}
	return chip
}

// whyHere says why the question came to this reader's authority.
func (p *one) whyHere() templ.Component {
	if p.Desk.Side != Receiver {
		return nil
	}
	t := language.T
	text := t("Ämnet ”%s” och orten %s går till %s.", "The topic “%s” and the place %s go to %s.").With(p.topic().Name, p.names.place(p.Municipality), p.names.of(p.Desk.Authority))
	if p.Forwards > 0 {
		text = t("%s %s", "%s %s").With(text, language.Plural(p.Forwards, t("Den har skickats vidare %d gång.", "It has been passed on %d time."), t("Den har skickats vidare %d gånger.", "It has been passed on %d times.")))
	}
	return ui.SectionIntro("varfor", p.say(t("Varför hos er?", "Why with you?")), p.say(text), nil)
}

// groundEnds says when the ground that the page is open on was withdrawn, or its last day; false until further notice.
func (p *one) groundEnds() (ui.Fact, bool) {
	list, err := person.Grounds(p.r.Context(), p.s.Trail.DB(), p.Desk.Person)
	i := slices.IndexFunc(list, func(g person.Ground) bool { return g.ID == p.Desk.GroundID })
	t := language.T
	switch {
	case err != nil || i < 0:
		return ui.Fact{}, false
	case !list[i].Stopped.IsZero():
		return ui.F(p.say(t("Återkallat", "Withdrawn")), calendar.DateOf(list[i].Stopped.Time).String()), true
	case !list[i].EndsAt.IsZero():
		return ui.F(p.say(t("Gäller till", "Holds until")), calendar.DateOf(list[i].EndsAt.Add(-time.Second)).String()), true
	}
	return ui.Fact{}, false
}
