package request

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// one is a request with all that its page says to one reader.
type one struct {
	View
	s      *Service
	r      *web.Request
	n      names
	failed *web.Failed

	handles bool        // whether the reader handles requests there, and not only sees to it that they are handled
	pick    []ui.Option // colleagues to whom it can be given
}

func (s *Service) onePage(r *web.Request) (web.Response, error) { return s.oneAgain(r, nil) }

func (s *Service) oneAgain(r *web.Request, f *web.Failed) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = f
	name := p.Type.Name()
	body := ui.Parts(ui.Heading(r.Say(name), r.Say(p.sub())), ui.LeadBlock(p.lead()), p.steps(), p.band(), ui.Split(ui.Parts(p.asked(), s.acts().Forms(r, p), p.history()), p.aside()))
	out := web.Page(name, body).Frame(crumbs(r, name))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (s *Service) oneOf(r *web.Request) (*one, error) {
	p := &one{s: s, r: r}
	var err error
	if p.View, err = s.Open(r.Context(), r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range p.Events {
		ids = append(ids, e.Account)
	}
	ids = append(ids, p.Account, p.EnteredBy)
	slices.Sort(ids)
	if p.n, err = s.names(r, slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })...); err != nil {
		return nil, err
	}
	if !p.Can.May(policy.TakeRequest) || !p.Standing().May(Staff, Give) {
		return p, nil
	}
	return p, p.choose()
}

// choose finds out to whom the request can be given, and whether the reader is one of them.
func (p *one) choose() error {
	ctx, q := p.r.Context(), p.s.Trail.DB()
	holders, err := account.HoldersOf(ctx, q, role(p.Authority), []string{p.Authority}, today(q))
	if err != nil {
		return err
	}
	p.handles = slices.Contains(holders, p.r.Actor.ID)
	all, err := p.s.colleagues(ctx, q, p.Authority)
	p.pick = []ui.Option{{Label: p.say(language.T("Välj kollega", "Choose a colleague"))}}
	for _, a := range all {
		if a.ID != p.Account {
			p.pick = append(p.pick, ui.Option{Value: a.ID, Label: a.Name})
		}
	}
	return err
}

func (p *one) say(t language.Text) string { return p.r.Say(t) }

func (p *one) sub() language.Text {
	return language.T("%s · kom %s %s", "%s · came %s %s").With(p.Number(), p.Channel.Name(), calendar.DateTime(p.AskedAt.Time))
}

// lead is the sentence for this reader with the one main button.
func (p *one) lead() ui.Lead {
	level, _, _ := p.ticking(p.s.Trail.DB().Now())
	text, act := p.sentence()
	return ui.Lead{Level: level, Text: ui.Rich(p.say(text)), Button: p.s.acts().Button(p.r, p, pathOf(act))}
}

func (p *one) booked() bool { _, ok := p.Booked(); return ok }

// sentence says what waits for whom, and the act that would answer it when that is the reader's.
func (p *one) sentence() (language.Text, Act) {
	t := language.T
	due := moment(p.Due.Time)
	decision := p.Type.decisions()[0]
	switch {
	case p.State == Withdrawn:
		return t("Personen har *tagit tillbaka* sin begäran.", "The person has *taken the request back*."), ""
	case p.booked():
		e, _ := p.Booked()
		return t("Personen har tagit tiden: *ni ses %s.*", "The person has taken the time: *you meet on %s.*").With(calendar.LongDateTime(e.Starts.Time)), ""
	case p.State == Closed && p.Helped == HelpedSilent:
		return t("Begäran är *avslutad*: ingen sa något mer inom %d arbetsdagar.", "The request is *closed*: nobody said anything more within %d working days.").With(silence), ""
	case p.State == Closed:
		return t("Begäran är *avslutad*: det hjälpte.", "The request is *closed*: it helped."), ""
	case p.Box == Told && p.State == Offered:
		return t("Personen har fått en tid. *Säg om personen tar den.* Annars stängs begäran %s.", "The person has been given a time. *Say whether the person takes it.* Otherwise the request closes on %s.").With(p.Closes().Long()), Accept
	case p.Box == Told:
		return t("Personen har fått svaret. *Hjälpte det inte öppnas begäran igen.* Hör ingen av sig stängs den %s.", "The person has been told. *If it did not help, the request is opened again.* If nobody is heard from it closes on %s.").With(p.Closes().Long()), ""
	case p.State == Received && !p.handles:
		return t("*Ge begäran till en kollega* som handlägger den. Personen ska ha svaret senast %s.", "*Give the request to a colleague* who handles it. The person is to be told by %s.").With(due), Give
	case p.State == Received:
		return t("*Ta begäran*, så ser du vem som begär vad. Personen ska ha svaret senast %s.", "*Take the request*, and you see who asks what. The person is to be told by %s.").With(due), Take
	case !p.Reads:
		return t("En kollega handlägger begäran. Personen ska ha svaret senast %s.", "A colleague handles the request. The person is to be told by %s.").With(p.dueWords()), ""
	case p.State.Decided() && p.Way == Phone:
		return t("*Ring personen och berätta svaret.* Tog ingen: anteckna det. Efter två samtal skrivs ett brev i stället.", "*Call the person and tell the answer.* If nobody took it, note that. After two calls a letter is written instead."), Tell
	case p.State.Decided() && p.Way == Letter:
		return t("*Skriv ut brevet och lägg det på posten* senast %s. Säg sedan att det är gjort.", "*Print the letter and post it* by %s. Then say that it is done.").With(p.dueWords()), Tell
	case p.State.Decided():
		return t("*Berätta svaret för personen %s* senast %s.", "*Tell the person %s* by %s.").With(p.Way.Name(), p.dueWords()), Tell
	case p.Waiting && !p.Type.Right():
		return t("Du väntar på att personen kompletterar. *Tiden står still.* Hör personen av sig: skriv in svaret.", "You wait for the person to give more. *Time stands still.* When you hear from the person: write the answer down."), GiveMore
	case p.Waiting:
		return t("Du väntar på att personen kompletterar. *Månaden går ändå*, till %s.", "You wait for the person to give more. *The month runs all the same*, until %s.").With(due), GiveMore
	}
	return t("*%s* senast %s.", "*%s* by %s.").With(doWords(decision, p.Type), due), decision
}

func (p *one) dueWords() language.Text {
	if p.Due.IsZero() {
		return language.T("så snart tiden går igen", "as soon as time goes on")
	}
	return moment(p.Due.Time)
}

// doWords is the main decision, as one is told to make it.
func doWords(a Act, t Type) language.Text {
	switch a {
	case Offer:
		return language.T("Erbjud en tid", "Offer a time")
	case Grant:
		if t == Extract {
			return language.T("Ta fram utdraget och lämna det", "Take out the extract and give it")
		}
		return language.T("Besluta om begäran", "Decide on the request")
	}
	return language.T("Svara personen", "Answer the person")
}

// steps are how far it has come.
func (p *one) steps() templ.Component {
	t := language.T
	at := 0
	switch {
	case p.Box == Over:
		at = 4
	case p.Box == Told:
		at = 3
	case p.State.Decided():
		at = 2
	case p.State == Taken:
		at = 1
	}
	var out []ui.Step
	for i, label := range []language.Text{t("Inkommen", "Received"), t("Handläggs", "Being handled"), t("Beslutad", "Decided"), t("Berättad", "Told")} {
		out = append(out, ui.Step{Label: p.say(label), Current: i == at, Done: i < at})
	}
	return ui.Steps(p.say(t("Hur långt begäran har kommit", "How far the request has come")), out)
}

// band says why this reader sees who it is, and that it is noted.
func (p *one) band() templ.Component {
	if !p.Reads {
		return nil
	}
	t := language.T
	facts := []ui.Fact{ui.F(p.say(t("Öppen för", "Open to")), p.say(t("dig, som handlägger begäran", "you, who handle the request")))}
	if p.Restricted {
		facts = append(facts, ui.F(p.say(t("Begränsad", "Restricted")), p.say(t("inget nytt lämnas om personen", "nothing new is told about the person"))))
	}
	return ui.SecrecyBand(ui.Band{Facts: facts, Words: p.say(t("Den här sidvisningen loggas.", "This viewing is logged."))})
}

// asked is what the person asks, for who handles it.
func (p *one) asked() templ.Component {
	if !p.Reads {
		return nil
	}
	t := language.T
	info, _ := p.Type.Info()
	var facts []ui.Fact
	if p.Content.Text != "" {
		facts = append(facts, ui.Fact{Name: p.say(info.Asks), Value: ui.Swedish(p.r.Lang, p.Content.Text)})
	}
	if p.Type == Meeting {
		facts = append(facts, p.Content.Meeting.facts(p.r)...)
	}
	if e, ok := p.Reply(); ok && e.Act != AskMore {
		name := t("Det personen får veta", "What the person is told")
		if !e.Starts.IsZero() {
			facts = append(facts, ui.F(p.say(t("Erbjuden tid", "Time offered")), p.say(calendar.LongDateTime(e.Starts.Time))))
		}
		facts = append(facts, ui.Fact{Name: p.say(name), Value: ui.Swedish(p.r.Lang, e.Said)})
		if fields := e.Fields(); len(fields) > 0 {
			facts = append(facts, ui.F(p.say(t("Ändrat i era uppgifter om personen", "Changed in your record of the person")), p.say(fieldsSaid(fields))))
		}
	}
	if len(facts) == 0 {
		facts = append(facts, ui.F(p.say(info.Asks), p.say(t("nej", "no"))))
	}
	return ui.SectionIntro("vad", p.say(t("Vad begärs?", "What is asked for?")), "", ui.Parts(ui.KeyValues(facts...), p.papers()))
}

func fieldsSaid(fields []string) language.Text {
	words := map[string]language.Text{"name": language.T("namn", "name"), "phone": language.T("telefon", "telephone"), "email": language.T("e-post", "e-mail"), "address": language.T("adress", "address"), "restricted": language.T("behandlingen begränsad", "processing restricted"), "lifted": language.T("begränsningen hävd", "restriction lifted")}
	var out []language.Text
	for _, f := range fields {
		out = append(out, words[f])
	}
	return language.List(out...)
}

// papers are what can be fetched: the extract, the letter, the power of attorney.
func (p *one) papers() templ.Component {
	t := language.T
	var links []ui.Link
	if p.Type == Extract && p.Can.May(policy.TakeOutRequest) && p.Box != Over {
		links = append(links, ui.Link{Label: p.say(t("Registerutdraget (PDF)", "The extract (PDF)")), Href: p.Page() + "/utdrag.pdf"}, ui.Link{Label: p.say(t("Registerutdraget (JSON)", "The extract (JSON)")), Href: p.Page() + "/utdrag.json"})
	}
	if _, ok := p.Reply(); ok && !p.guarded(p.s) {
		links = append(links, ui.Link{Label: p.say(t("Skriv ut som brev (PDF)", "Print as a letter (PDF)")), Href: p.Page() + "/brev.pdf"})
	}
	if p.Evidence != "" {
		links = append(links, ui.Link{Label: p.say(t("Fullmakten", "The power of attorney")), Href: p.Page() + "/fullmakt"})
	}
	if len(links) == 0 {
		return nil
	}
	return ui.Links(links)
}

// aside says who it is, where it belongs and how its time is reckoned.
func (p *one) aside() templ.Component {
	t := language.T
	var who templ.Component
	if p.Reads {
		who = ui.SectionIntro("vem", p.say(t("Vem", "Who")), "", ui.KeyValues(p.whoFacts()...))
	}
	facts := []ui.Fact{{Name: p.say(sayState), Value: ui.StatusChip(p.status(p.r.Lang))}, ui.F(p.say(sayHandler), p.say(p.n.handler(p.Request))), ui.F(p.say(sayPlace), p.n.place(p.Municipality)),
		ui.F(p.say(sayRegistry), p.say(p.registrySaid()))}
	return ui.Parts(who, ui.SectionIntro("var", p.say(t("Var den hör hemma", "Where it belongs")), "", ui.Parts(ui.KeyValues(facts...), p.registryForm())), p.reckoned())
}

func (p *one) registrySaid() language.Text {
	if p.Registry == "" {
		return language.T("får sitt nummer inom någon minut", "gets its number within a minute")
	}
	return language.Same(p.Registry)
}

func (p *one) registryForm() templ.Component {
	if !p.Can.May(policy.RegisterRequest) {
		return nil
	}
	t := language.T
	const id = "diarienummer"
	form := ui.Form{Lang: p.r.Lang, ID: id, Action: p.Page() + "/" + id, Submit: ui.Button{Label: p.say(t("Spara numret", "Save the number")), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.TextField, Name: fieldRegistry, Label: p.say(t("Nummer i er egen diarieföring", "Number in your own registry")), Width: ui.Medium, MaxLength: 100}}}
	open := p.failed != nil && p.failed.Path == id
	if open {
		form = form.Fill(p.failed.Form.Values()).WithFault(p.failed.Form.Err())
	}
	return ui.Fold(ui.FoldOf{Title: p.say(t("Ange ett annat diarienummer", "Give another registry number")), Open: open, Body: ui.FormOf(form)})
}

func (p *one) whoFacts() []ui.Fact {
	t := language.T
	dash := func(s string) string {
		if s == "" {
			return "–"
		}
		return s
	}
	facts := []ui.Fact{{Name: p.say(t("Namn", "Name")), Value: ui.A(p.Who.Page(), dash(p.Who.Name))}, ui.F(p.say(t("Personnummer", "Personal number")), p.Who.Number.TwelveDigits()),
		ui.F(p.say(t("Frågade", "Asked")), p.say(capital(p.By.Name())))}
	if p.Box == Over && p.Type != Restriction {
		facts[0].Value = ui.Text(dash(p.Who.Name)) // who handled it is named on the person no longer
	}
	if p.Content.ByName != "" {
		facts = append(facts, ui.F(p.say(t("Namn på den som frågade", "Name of who asked")), p.Content.ByName))
	}
	facts = append(facts, p.powerFacts()...)
	facts = append(facts, ui.F(p.say(t("Kontrollerat", "Checked")), p.say(capital(p.Checked.Name()))), ui.F(p.say(t("Vill få svaret", "Wishes to be told")), p.say(capital(p.Wish.Name()))))
	if p.Way != p.Wish {
		facts = append(facts, ui.F(p.say(t("Får svaret", "Is told")), p.say(capital(p.Way.Name()))))
	}
	if p.Content.Phone != "" {
		facts = append(facts, ui.F(p.say(t("Telefon", "Telephone")), p.Content.Phone))
	}
	if p.Content.Address != "" && !p.guarded(p.s) {
		label := t("Adress", "Address")
		if !p.Content.answersWhoAsked(p.s.day()) {
			label = t("Ombudets adress", "The representative's address")
		}
		facts = append(facts, ui.F(p.say(label), p.Content.Address))
	}
	if p.Way == Letter && !p.Content.answersWhoAsked(p.s.day()) && !p.guarded(p.s) {
		own := p.Who.Address
		if own == "" {
			own = p.say(t("saknas. Skriv in den på personens sida innan du skriver ut brevet.", "is lacking. Write it on the person's page before you print the letter."))
		}
		facts = append(facts, ui.F(p.say(t("Personens adress", "The person's address")), own))
	}
	if name := p.n.staff[p.EnteredBy]; name != "" {
		facts = append(facts, ui.F(p.say(t("Inskriven av", "Written down by")), name))
	}
	return facts
}

// powerFacts are what the power of attorney says, and to whom the answer goes.
func (p *one) powerFacts() []ui.Fact {
	power, t, on := p.Content.Power, language.T, p.s.day()
	if power == nil {
		return nil
	}
	until := ui.Text(p.say(capital(power.UntilSaid())))
	if !power.Lasts(on) {
		until = ui.Stack(until, ui.StatusChip(ui.Status{Level: ui.Warn, Words: p.say(t("Gäller inte längre", "Holds no longer"))}))
	}
	to := t("Ombudet", "The representative")
	if !p.Content.answersWhoAsked(on) {
		to = t("Personen själv, inte ombudet", "The person, not the representative")
	}
	return []ui.Fact{{Name: p.say(sayPowerUntil), Value: until}, ui.F(p.say(sayPowerCovers), p.say(capital(power.CoversSaid()))), ui.F(p.say(t("Svaret lämnas till", "The answer is told to")), p.say(to))}
}

// reckoned says how the deadline was computed.
func (p *one) reckoned() templ.Component {
	t := language.T
	round := roundOf(p.Events, p.Round)
	if len(round) == 0 {
		return nil
	}
	begin := round[0]
	target := Target{Type: p.Type, Days: int(begin.Days), Months: int(begin.Months)}
	lines := []string{p.say(TargetOf(p.Type, dayOf(begin.At)).Why), p.say(t("Räknat från %s: %s.", "Counted from %s: %s.").With(calendar.LongDateTime(begin.At.Time), target.Words()))}
	if e, ok := last(round, Extend); ok {
		lines = append(lines, p.say(t("Förlängt med %d månader %s.", "Extended by %d months on %s.").With(e.Months, dayOf(e.At).Long())))
	}
	switch {
	case p.Type.Right():
		lines = append(lines, p.say(t("Tiden är ute när dagen med samma nummer i månaden är slut, eller nästa arbetsdag när den inte är en arbetsdag. Den står aldrig still.", "Time is up at the end of the day with the same number in the month, or of the next working day when that is none. It never stands still.")))
	default:
		lines = append(lines, p.say(t("Arbetsdagar, helgfria. Dagen då den kom in räknas inte; tiden går ut 16.30. Den står still medan personen ombetts komplettera, och slutar när personen har fått svaret.", "Working days. The day on which it came in does not count; the time is up at 16.30. It stands still while the person is asked for more, and ends when the person has been told.")))
	}
	return ui.Folded(p.say(t("Hur räknades detta?", "How was this computed?")), ui.Bullets(lines...))
}

// history is what has happened, the latest first.
func (p *one) history() templ.Component {
	var out []ui.Event
	for _, e := range slices.Backward(p.Events) {
		ev := ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format("2006-01-02T15:04:05Z"), Level: e.Act.tone(), Title: p.say(e.Happened())}
		who := p.n.staff[e.Account]
		switch {
		case e.Said != "" && who != "":
			ev.Body = ui.Stack(ui.Swedish(p.r.Lang, e.Said), ui.Text(who))
		case e.Said != "":
			ev.Body = ui.Swedish(p.r.Lang, e.Said)
		case who != "":
			ev.Body = ui.Muted(who)
		}
		out = append(out, ev)
	}
	return ui.SectionIntro("historik", p.say(language.T("Vad har hänt?", "What has happened?")), "", ui.Timeline(out))
}
