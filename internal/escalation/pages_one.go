package escalation

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is an escalation with all that its page says to one reader.
type one struct {
	View
	r     *web.Request
	now   time.Time
	names names
	sent  string // the form that was refused
	form  *web.Form
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, "", nil) }

// oneAgain shows the page; a form that was sent in and refused stands as it was filled in.
func (s *Service) oneAgain(r *web.Request, sent string, form *web.Form) (web.Response, error) {
	q := s.Trail.DB()
	v, err := s.Look(r.Context(), q, r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	p := &one{View: v, r: r, now: q.Now(), sent: sent, form: form}
	if p.names, err = namesOf(r.Context(), q, v.Escalation); err != nil {
		return web.Response{}, err
	}
	title := language.T("%s: %s i %s", "%s: %s in %s").With(v.Number(), v.About.Name(), p.names.place(v.Municipality))
	sub := language.T("%s ska svara %s", "%s is to answer %s").With(p.names.of(v.Owes), p.names.of(v.Asks))
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(sub)), ui.LeadBlock(p.lead()), ui.Split(ui.Parts(p.acts(), p.ways()), ui.Parts(p.facts(), p.ahead())))
	out := web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: listPath}, {Label: v.Number()}}
	})
	if form != nil {
		out = out.Status(form.Status())
	}
	return out, nil
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

// lead is the one sentence for this reader: who must do what by when, with the button that does it.
func (p *one) lead() ui.Lead {
	t := language.T
	if p.State == Ended {
		return ui.Lead{Level: ui.Good, Text: ui.Rich(p.say(t("Eskaleringen är avslutad: frågan är *%s* %s.", "The escalation is ended: the question is *%s* since %s.").With(p.Ending.Name(), calendar.LongDateTime(p.EndedAt.Time))))}
	}
	lead := ui.Lead{Level: ui.Warn, Text: ui.Rich(p.say(p.leadSaid()))}
	if p.Decides {
		lead.Button = &ui.Button{Label: p.say(t("Kom överens om en ny tid", "Agree on a new time")), Href: "#att-ny-tid"}
	}
	if p.Link != "" && p.r.Actor.Authority == p.Owes {
		lead.Button = &ui.Button{Label: p.say(t("Öppna frågan", "Open the question")), Href: p.Link}
	}
	return lead
}

func (p *one) leadSaid() language.Text {
	t := language.T
	who := t("%s ska svara", "%s is to answer").With(p.names.of(p.Owes))
	if p.r.Actor.Authority == p.Owes {
		who = t("Ni ska se till att frågan besvaras", "You are to see to it that the question is answered")
	}
	switch {
	case !p.Waits:
		return t("Frågan väntar på att kompletteras. *Den lyfts inte så länge.*", "The question waits to be completed. *It is not raised meanwhile.*")
	case !p.AgreedUntil.IsZero() && p.Level >= ladder.Heads:
		return t("%s *senast %s*, som %s har bestämt.", "%s *by %s*, as %s have decided.").With(who, calendar.LongDateTime(p.NextAt.Time), p.Level.Role())
	case p.NextAt.IsZero():
		return t("%s. Det ligger hos %s och *går inte högre*.", "%s. It is with %s and *rises no further*.").With(who, p.Level.Role())
	case !p.AgreedUntil.IsZero():
		return t("%s *senast %s*, som %s har kommit överens om. Annars går frågan till %s.", "%s *by %s*, as %s have agreed. Else the question goes to %s.").With(who, calendar.LongDateTime(p.NextAt.Time), p.Level.Role(), (p.Level + 1).Role())
	}
	return t("%s. Det ligger hos %s till *%s*. Är det inte löst då går frågan till %s.", "%s. It is with %s until *%s*. If it is not solved then it goes to %s.").
		With(who, p.Level.Role(), calendar.LongDateTime(p.NextAt.Time), (p.Level + 1).Role())
}

// facts are what everybody who gets it may know, and nothing else.
func (p *one) facts() templ.Component {
	t := language.T
	facts := []ui.Fact{
		{Name: p.say(t("Läge", "State")), Value: ui.StatusChip(levelStatus(p.Escalation, p.r.Lang))},
		ui.F(p.say(t("Kommun", "Municipality")), p.names.place(p.Municipality)), ui.F(p.say(t("Gäller", "Concerns")), p.say(p.About.Name())),
		ui.F(p.say(t("Ska svara", "Is to answer")), p.say(p.names.of(p.Owes))), ui.F(p.say(t("Väntar på svar", "Waits for the answer")), p.say(p.names.of(p.Asks))),
	}
	if !p.Due.IsZero() {
		facts = append(facts, ui.Fact{Name: p.say(t("Svar senast", "Answer due")), Value: ui.Stack(ui.Text(p.say(calendar.LongDateTime(p.Due.Time))), ui.Text(p.say(lateSaid(p.Escalation, p.now))))})
	}
	if p.Commitment != "" && p.Agreement != "" {
		facts = append(facts, ui.Fact{Name: p.say(t("Lovat i", "Promised in")), Value: ui.A("/ataganden/"+p.Agreement+"/"+p.Commitment, p.Commitment)})
	}
	facts = append(facts, ui.Fact{Name: p.say(t("Trappa", "Ladder")), Value: ladderLink(p.r, p.Escalation.Agreement, p.Ladder.Ladder)})
	if p.Link != "" {
		facts = append(facts, ui.Fact{Name: p.say(t("Fråga", "Question")), Value: ui.A(p.Link, p.say(t("Öppna frågan", "Open the question")))})
	}
	return ui.SectionIntro("uppgifter", p.say(t("Om eskaleringen", "About the escalation")), p.say(sayOnlyThis), ui.KeyValues(facts...))
}

// ladderLink names where the ladder comes from, with a way to it.
func ladderLink(r *web.Request, agreement string, l ladder.Ladder) templ.Component {
	if agreement == "" {
		return ui.Text(r.Say(capital(l.Why())))
	}
	return ui.A("/overenskommelser/"+agreement+"#eskalering", r.Say(capital(l.Why())))
}

// ahead is where it goes if nobody solves it.
func (p *one) ahead() templ.Component {
	if p.State == Ended {
		return nil
	}
	var lines []string
	for _, st := range p.Ladder.Ahead(p.stand()) {
		lines = append(lines, p.say(language.T("%s: %s", "%s: %s").With(shortDay(st.Since), st.Level.Name())))
	}
	if len(lines) == 0 {
		return nil
	}
	return ui.SectionIntro("framat", p.say(language.T("Om ingen löser det", "If nobody solves it")), "", ui.Bullets(lines...))
}

func shortDay(t time.Time) language.Text {
	return language.T("%s %s", "%s at %s").With(calendar.DateOf(t).DayMonth(), calendar.Clock(t))
}

// ways is what has happened, the latest first, with who was told.
func (p *one) ways() templ.Component {
	return ui.SectionIntro("logg", p.say(language.T("Vad som har hänt och vem som har fått veta", "What has happened and who was told")), p.say(sayOwnNames), ui.Timeline(events(p.r, p.View, p.names)))
}

// events are the steps for a reader, the latest first.
func events(r *web.Request, v View, n names) (out []ui.Event) {
	for _, st := range slices.Backward(v.Steps) {
		level := ui.Neutral
		switch st.Kind {
		case Raised:
			level = ui.Warn
		case Finished, Decided:
			level = ui.Good
		}
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(st.At.Time)), At: st.At.Format(time.RFC3339), Level: level, Title: r.Say(stepSaid(st, v.Escalation)), Body: stepBody(r, st, v, n)})
	}
	return out
}

// stepSaid is what happened in a step.
func stepSaid(st Step, e Escalation) language.Text {
	t := language.T
	switch st.Kind {
	case Raised:
		if st.Authority == "" {
			return t("Tiden gick ut: till %s", "The time was up: to %s").With(st.Level.Name())
		}
		return t("Lyft för hand: till %s", "Raised by hand: to %s").With(st.Level.Name())
	case Reminded:
		return t("Påminnelse till %s", "Reminder to %s").With(st.Level.Role())
	case Agreed:
		return t("Ny tid: %s", "New time: %s").With(calendar.LongDateTime(st.Until.Time))
	case Decided:
		return t("Avgjord", "Settled")
	case Moved:
		return t("Frågan skickades vidare till en annan myndighet", "The question was passed on to another authority")
	}
	return t("Avslutad: frågan är %s", "Ended: the question is %s").With(e.Ending.Name())
}

// stepBody says why, what was decided, by which side, and who was told.
func stepBody(r *web.Request, st Step, v View, n names) templ.Component {
	t := language.T
	var parts []templ.Component
	if st.Reason != "" {
		parts = append(parts, ui.Paragraph(r.Say(st.Reason.Name())+"."))
	}
	if st.Text != "" {
		parts = append(parts, ui.Swedish(r.Lang, st.Text))
	}
	if st.Authority != "" && (st.Kind == Raised || st.Kind == Agreed || st.Kind == Decided) {
		parts = append(parts, ui.Paragraph(r.Say(t("Av %s.", "By %s.").With(n.of(st.Authority)))))
	}
	return ui.Parts(append(parts, ui.Paragraph(r.Say(toldSaid(st, v.Escalation, r.Actor.Authority, n))))...)
}

// toldSaid names who was told at the reader's own side, and of the other side the part alone that the step went to.
func toldSaid(st Step, e Escalation, own string, n names) language.Text {
	t := language.T
	var who []language.Text
	var seen []string
	for _, told := range st.Told {
		switch {
		case told.Authority != own:
		case told.Account == "":
			who = append(who, t("%s (utan konto)", "%s (no account)").With(told.Name))
		case !slices.Contains(seen, told.Account):
			who, seen = append(who, language.Same(told.Name)), append(seen, told.Account)
		}
	}
	ours := t("Hos er: ingen.", "With you: nobody.")
	if len(who) > 0 {
		ours = t("Hos er: %s.", "With you: %s.").With(language.List(who...))
	}
	other := e.Owes
	if own == e.Owes {
		other = e.Asks
	}
	if st.Kind == Moved && own == e.Asks {
		return t("%s på den nivån hos %s har fått veta.", "%s on that level at %s were told.").With(capital(st.Level.Role()), n.of(other))
	}
	theirs := t("Hos %s: %s.", "At %s: %s.").With(n.of(other), st.Level.Role())
	if st.Kind == Agreed || st.Kind == Decided || st.Kind == Finished {
		theirs = t("Hos %s: de som har fått eskaleringen.", "At %s: those whom the escalation has gone to.").With(n.of(other))
	}
	return t("%s %s", "%s %s").With(ours, theirs)
}

// acts are the forms of what this reader's level can decide.
func (p *one) acts() templ.Component {
	if !p.Decides {
		return nil
	}
	t := language.T
	text := func(label language.Text) ui.Field {
		return ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: p.say(label), Hint: p.say(sayNobody), Rows: 3, MaxLength: longestText}
	}
	parts := []templ.Component{p.formOf("ny-tid", t("Kom överens om en ny tid", "Agree on a new time"), t("Den nya tiden gäller i stället för nivåns dagar. Båda parter ser vad ni har bestämt.", "The new time holds instead of the level’s days. Both parties see what you have decided."), ui.Primary,
		ui.Field{Kind: ui.DateField, Name: fieldUntil, Label: p.say(t("Svaret ska komma senast", "The answer is to come by")), Width: ui.Short, Hint: p.say(t("En arbetsdag. Svaret ska komma före kl. 16.30.", "A working day. The answer is to come before 16:30."))},
		text(t("Vad har ni bestämt?", "What have you decided?")))}
	if p.Level < ladder.Heads {
		parts = append(parts, p.formOf("lyft", t("Lyft till %s nu", "Raise to %s now").With((p.Level+1).Role()), t("Nästa nivå får veta det genast och får sina dagar från i dag.", "The next level is told at once and has its days from today."), ui.Secondary, reasonField(p.r)))
	}
	if p.Level >= ladder.Steering || p.r.Actor.Authority == p.Asks {
		parts = append(parts, p.formOf("avgor", t("Avgör utan svar", "Settle without an answer"), t("Eskaleringen avslutas. Frågan själv finns kvar tills den besvaras eller tas tillbaka.", "The escalation ends. The question itself stands until it is answered or taken back."), ui.Secondary, text(t("Vad har ni bestämt?", "What have you decided?"))))
	}
	return ui.Parts(parts...)
}

func (p *one) formOf(id string, title, intro language.Text, kind ui.ButtonKind, fields ...ui.Field) templ.Component {
	f := ui.Form{Lang: p.r.Lang, ID: id, Action: p.Path() + "/" + id, Submit: ui.Button{Label: p.say(title), Kind: kind},
		Fields: append(fields, ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(p.Version, 10)})}
	if id == p.sent {
		f = f.Fill(p.form.Values()).WithFault(p.form.Err())
	}
	if kind == ui.Primary || id == p.sent {
		return ui.SectionIntro("att-"+id, p.say(title), p.say(intro), ui.FormOf(f))
	}
	return ui.Fold(ui.FoldOf{Title: p.say(title), Body: ui.Parts(ui.Paragraph(p.say(intro)), ui.FormOf(f))})
}

// reasonField asks why something is raised. There are no words of one's own: they could be about somebody.
func reasonField(r *web.Request) ui.Field {
	f := ui.Field{Kind: ui.SelectField, Name: fieldReason, Label: r.Say(language.T("Varför lyfts det?", "Why is it raised?"))}
	for _, why := range Reasons() {
		f.Options = append(f.Options, ui.Option{Value: string(why), Label: r.Say(why.Name())})
	}
	return f
}

var (
	sayOnlyThis = language.T("Det här är allt som de som får eskaleringen ser. Vem och vad frågan gäller ser bara den som handlägger den.", "This is all that those who get the escalation see. Whom and what the question is about is seen by those alone who handle it.")
	sayOwnNames = language.T("Namn visas för den egna myndigheten.", "Names are shown for one’s own authority.")
	sayNobody   = language.T("Skriv inget om personen. Båda parters samverkansansvariga läser det.", "Write nothing about the person. The coordinators of both parties read it.")
)
