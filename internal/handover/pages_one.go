package handover

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
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
	failed *failed
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
	p.failed = f
	title := p.Aim.Name()
	body := ui.Parts(ui.Heading(p.say(p.title()), p.say(p.sub())), ui.LeadBlock(p.lead()), p.stopped(),
		ui.Split(ui.Parts(p.preview(), p.letter(), p.forms()), ui.Parts(p.facts(), p.reckoned(), p.history())))
	out := web.Page(title, body).Frame(crumb(r, title))
	if f != nil {
		out = out.Status(f.form.Status())
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
		lead.Button = p.button(Accept)
	case p.State == Open:
		lead.Text = ui.Rich(p.say(t("Väntar på besked från %s *senast %s*. Personen är er till dess.", "Waits for a reply from %s *by %s*. The person is yours until then.").With(p.other(), due)))
	case p.State == Paused && mine:
		lead.Text = ui.Rich(p.say(t("Ni väntar på komplettering. *Tiden står still.*", "You wait for more. *Time stands still.*")))
	case p.State == Paused:
		lead.Level, lead.Text = ui.Warn, ui.Rich(p.say(t("*%s behöver veta mer.* Tiden står still tills ni har svarat.", "*%s needs to know more.* Time stands still until you have answered.").With(p.other())))
		lead.Button = p.button(GiveMore)
	case p.State == Returned:
		lead.Text = ui.Rich(p.say(t("*Återlämnad*: %s. Personen är fortfarande er om ni skickade den.", "*Returned*: %s. The person is still yours if you sent it.").With(p.Reason.Name())))
	case p.State == Withdrawn:
		lead.Text = ui.Rich(p.say(t("*Återtagen* av avsändaren.", "*Taken back* by the sender.")))
	case p.ContactAt.IsZero() && mine:
		lead.Text = ui.Rich(p.say(t("Mottagen. Ta den första kontakten med personen *senast %s* (%s).", "Accepted. Make the first contact with the person *by %s* (%s).").With(calendar.LongDateTime(p.ContactDue.Time), words.Small())))
		lead.Button = p.button(Contact)
	case p.ContactAt.IsZero():
		lead.Text = ui.Rich(p.say(t("*Mottagen.* Första kontakten ska tas senast %s.", "*Accepted.* The first contact is to be made by %s.").With(calendar.LongDateTime(p.ContactDue.Time))))
		lead.Button = p.matterButton()
	default:
		lead.Text = ui.Rich(p.say(t("*Mottagen*, och den första kontakten togs %s.", "*Accepted*, and the first contact was made %s.").With(calendar.DateOf(p.ContactAt.Time).String())))
		lead.Button = p.matterButton()
	}
	return lead
}

// matterButton leads to the matter that has begun, for whoever works with the person.
func (p *one) matterButton() *ui.Button {
	if p.Matter == "" || !p.Reads {
		return nil
	}
	return &ui.Button{Label: p.say(language.T("Öppna ärendet", "Open the matter")), Href: matter.Path + "/" + p.Matter}
}

// button leads to the form of an act, when this reader can do it now.
func (p *one) button(a Act) *ui.Button {
	for _, d := range deeds() {
		if d.act == a && p.offers(d) {
			return &ui.Button{Label: p.say(d.name), Href: "#gor-" + d.path}
		}
	}
	return nil
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

func versionOf(f *web.Form) int64 {
	n, _ := strconv.ParseInt(f.Value("version"), 10, 64)
	return n
}

// deed is an act that the page of a hand-over offers: what it asks, and what it does.
type deed struct {
	path   string
	act    Act
	may    policy.Action
	name   language.Text
	says   language.Text
	danger bool
	fields func(p *one) []ui.Field
	do     func(r *web.Request, s *Service, f *web.Form, k Key) error
	done   language.Text
}

func area(label, hint language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field {
		return []ui.Field{{Kind: ui.TextareaField, Name: "text", Label: p.say(label), Hint: p.say(hint), Rows: 3}}
	}
}

var sayNobody = language.T("Skriv inget som säger vem personen är.", "Write nothing that says who the person is.")

// deeds lists the acts in the order in which the page offers them.
func deeds() []deed {
	t := language.T
	return []deed{
		{path: "ta-emot", act: Accept, may: policy.TakeHandover, name: t("Ta emot", "Accept"), says: t("I samma stund får den som ska arbeta med personen veta vem det är, och ett gemensamt ärende börjar.", "In that moment whoever is to work with the person gets to know who it is, and a matter begins."),
			fields: func(p *one) []ui.Field {
				options, err := matter.Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
				if err != nil {
					options = nil // the form is shown without, and its post says what is wrong
				}
				return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(t("Vem ska arbeta med personen hos er?", "Who is to work with the person at yours?")), Options: options, Value: p.r.Actor.ID, Width: ui.Medium}}
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Accept(r.Context(), r.Actor, k, Acceptance{Account: f.Text("account", web.Required)})
				return err
			}, done: t("Överlämningen är mottagen. Ett gemensamt ärende har börjat.", "The hand-over is accepted. A matter has begun.")},
		{path: "fraga", act: AskMore, may: policy.TakeHandover, name: t("Be om mer", "Ask for more"), says: t("Tiden står still tills avsändaren har svarat.", "Time stands still until the sender has answered."), fields: area(t("Vad behöver ni veta för att kunna ta emot?", "What do you need to know to accept?"), language.T("Fråga inte vem personen är.", "Do not ask who the person is.")),
			do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.AskMore(r.Context(), r.Actor, k, f.Long("text"))
				return err
			}, done: t("Frågan är skickad. Tiden står still.", "The question is sent. Time stands still.")},
		{path: "aterlamna", act: Return, may: policy.TakeHandover, name: t("Återlämna", "Return"), says: t("Personen stannar hos avsändaren. Ni får aldrig veta vem det är.", "The person stays with the sender. You never get to know who it is."), danger: true,
			fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, why := range Reasons() {
					options = append(options, ui.Option{Value: string(why), Label: p.say(why.Name().Capital())})
				}
				return append([]ui.Field{{Kind: ui.RadiosField, Name: "reason", Label: p.say(t("Varför?", "Why?")), Options: options}}, area(t("Förklara kort", "Explain briefly"), t("Skriv gärna vem som kan hjälpa i stället.", "You may well write who can help instead."))(p)...)
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Return(r.Context(), r.Actor, k, Reason(f.Text("reason")), f.Long("text"))
				return err
			}, done: t("Överlämningen är återlämnad.", "The hand-over is returned.")},
		{path: "komplettera", act: GiveMore, may: policy.FollowHandover, name: t("Komplettera", "Give more"), says: t("Mottagaren vet fortfarande inte vem personen är.", "The receiver still does not know who the person is."), fields: area(t("Svar till mottagaren", "Answer to the receiver"), sayNobody),
			do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.GiveMore(r.Context(), r.Actor, k, f.Long("text"))
				return err
			}, done: t("Svaret är skickat, och tiden går igen.", "The answer is sent, and time goes on.")},
		{path: "grund", act: Renew, may: policy.FollowHandover, name: t("Ange en ny grund", "Record a new ground"), says: t("Behövs när samtycket är återkallat eller går ut.", "Needed when the consent is withdrawn or ends."),
			fields: func(p *one) []ui.Field {
				return append(person.NewBasisFields(p.r, p.side, calendar.DateOf(p.s.Trail.DB().Now()), t("Grund för att lämna uppgifter", "Ground for giving information")), ui.Field{Kind: ui.CheckboxField, Name: "health", Label: p.say(t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too")), Optional: true})
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				b := person.BasisOf(f)
				if !f.OK() {
					return nil
				}
				_, err := s.Renew(r.Context(), r.Actor, k, b, f.Ticked("health"))
				return err
			}, done: t("Grunden är antecknad.", "The ground is recorded.")},
		{path: "ta-tillbaka", act: TakeBack, may: policy.FollowHandover, name: t("Ta tillbaka", "Take back"), says: t("Går bara så länge mottagaren inte har tagit emot.", "Only as long as the receiver has not accepted."), danger: true,
			do: func(r *web.Request, s *Service, _ *web.Form, k Key) error {
				_, err := s.TakeBack(r.Context(), r.Actor, k)
				return err
			}, done: t("Överlämningen är återtagen.", "The hand-over is taken back.")},
		{path: "kontakt", act: Contact, may: policy.ContactHandover, name: t("Anteckna första kontakten", "Note the first contact"), says: t("Ett brev är ingen kontakt förrän personen har svarat.", "A letter is no contact until the person has answered."),
			fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, h := range Hows() {
					options = append(options, ui.Option{Value: string(h), Label: p.say(h.Name().Capital())})
				}
				return []ui.Field{{Kind: ui.DateField, Name: "at", Label: p.say(t("Vilken dag?", "On which day?")), Value: calendar.DateOf(p.s.Trail.DB().Now()).String(), Width: ui.Short}, {Kind: ui.RadiosField, Name: "how", Label: p.say(t("Hur?", "How?")), Options: options}}
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				day := f.Date("at", web.Required)
				if !f.OK() {
					return nil
				}
				_, err := s.Contacted(r.Context(), r.Actor, k, noon(day, s.Trail.DB().Now()), How(f.Text("how")))
				return err
			}, done: t("Den första kontakten är antecknad.", "The first contact is noted.")},
		{path: "kollega", act: Take, may: policy.TakeHandover, name: t("Ge till en kollega", "Give to a colleague"), says: t("Kollegan ser vem personen är. Den som haft överlämningen gör det inte längre.", "The colleague sees who the person is. Whoever had the hand-over no longer does."),
			fields: func(p *one) []ui.Field {
				options, err := matter.Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
				if err != nil {
					options = nil // the form is shown without, and its post says what is wrong
				}
				return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(t("Till vem?", "To whom?")), Options: options, Width: ui.Medium}}
			}, do: func(r *web.Request, s *Service, f *web.Form, k Key) error {
				_, err := s.Hand(r.Context(), r.Actor, k, f.Text("account", web.Required))
				return err
			}, done: t("Kollegan har överlämningen nu.", "The colleague has the hand-over now.")},
	}
}

// noon is an instant of a day: now when the day is today.
func noon(day calendar.Date, now time.Time) time.Time {
	if day == calendar.DateOf(now) {
		return now
	}
	return day.At(12, 0)
}

// offers tells whether this reader can do an act now.
func (p *one) offers(d deed) bool {
	if !p.Can.May(d.may) {
		return false
	}
	switch d.act {
	case Renew:
		return p.Desk.Side == Sender && p.State.Live()
	case Take:
		return p.Desk.Account != "" && (p.State.Live() || p.State == Accepted)
	}
	return slices.Contains(p.Acts, d.act)
}

// main is the act that the sentence on top leads to.
func (p *one) main() Act {
	switch {
	case p.State == Open && p.Desk.Side == Receiver:
		return Accept
	case p.State == Paused && p.Desk.Side == Sender:
		return GiveMore
	case p.State == Accepted && p.ContactAt.IsZero() && p.Desk.Side == Receiver:
		return Contact
	}
	return ""
}

// forms are those of what this reader can do now, the main one open.
func (p *one) forms() templ.Component {
	var open, folded []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if !failed && !p.offers(d) {
			continue
		}
		form := p.form(d, failed)
		if failed || d.act == p.main() {
			open = append(open, ui.SectionIntro("gor-"+d.path, p.say(d.name), p.say(d.says), form))
			continue
		}
		folded = append(folded, ui.Fold(ui.FoldOf{ID: "gor-" + d.path, Title: p.say(d.name), Body: ui.Parts(ui.Paragraph(p.say(d.says)), form)}))
	}
	if len(folded) > 0 {
		open = append(open, ui.SectionIntro("annat", p.say(language.T("Annat du kan göra", "What else you can do")), "", ui.Parts(folded...)))
	}
	return ui.Parts(open...)
}

func (p *one) form(d deed, failed bool) templ.Component {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name), Kind: ui.Secondary}}
	switch {
	case d.danger:
		form.Submit.Kind = ui.Danger
	case d.act == p.main():
		form.Submit.Kind = ui.Primary
	}
	if d.fields != nil {
		form.Fields = d.fields(p)
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: "version", Value: strconv.FormatInt(p.Version, 10)})
	return ui.FormOf(form)
}

// deedPost does an act and leads back; what cannot be done is shown again with all that was written.
func (s *Service) deedPost(d deed) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
		if err != nil {
			return web.Response{}, err
		}
		if err := v.Can.Check(d.may); err != nil {
			return web.Response{}, err
		}
		err = d.do(r, s, f, Key{ID: v.ID, Version: versionOf(f)})
		if err == nil && f.OK() {
			return web.Redirect(v.Page()).Message(ui.Good, d.done), nil
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}
