package mypages

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/request"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The addresses.
const (
	Path        = "/mina-sidor"
	SignInPath  = Path + "/logga-in"
	outPath     = Path + "/logga-ut"
	consentPath = Path + "/samtycken"
	readPath    = Path + "/vem-har-last"
	dataPath    = Path + "/mina-uppgifter"
)

// Panel is a part of my pages that another room shows, in the reader's language, given the person's own records; nil when
// there is nothing.
type Panel func(r *web.Request, says web.Speech, own []person.Person) (templ.Component, error)

// View is my pages.
type View struct {
	Trail    *audit.Trail
	Seekers  *seeker.Service
	Persons  *person.Service
	Requests *request.Service
	Plans    *plan.Service
	Outcomes *outcome.Service
	Meetings *meeting.Service
	Log      *accesslog.Service
	Provider *signin.Provider // of e-identification; nil when the installation has none
	Base     string           // where people reach the service; empty makes the provider send them back to where they came from
	// Panels are what other rooms show on the first page, in that order. App sets it.
	Panels []Panel

	book *directory.Book
}

// Routes puts the pages in the router.
func (v *View) Routes(rt *web.Router) {
	v.book = directory.NewBook()
	rt.Handle("GET "+Path, policy.OpenMyPages, v.first)
	rt.Handle("GET "+consentPath, policy.OpenMyPages, v.consents)
	rt.Handle("POST "+consentPath, policy.GiveOwnConsent, v.give)
	rt.Handle("POST "+consentPath+"/{grund}/aterkalla", policy.WithdrawOwnConsent, v.withdraw)
	rt.Handle("GET "+askPath, policy.OpenMyPages, v.asks)
	rt.Handle("GET "+newPath, policy.AskRequest, v.newAsk)
	rt.Handle("POST "+newPath, policy.AskRequest, v.ask)
	rt.Handle("GET "+askPath+"/{id}", policy.ReadOwnRequest, v.request)
	rt.Handle("GET "+askPath+"/{id}/utdrag.pdf", policy.ReadOwnRequest, v.extract)
	v.deeds().Handle(rt, askPath+"/{id}")
	rt.Handle("GET "+planPath+"/{id}", policy.ReadOwnPlan, v.plan)
	v.planDeeds().Handle(rt, planPath+"/{id}")
	rt.Handle("GET "+outcomePath+"/{id}", policy.ReadOwnOutcome, v.outcome)
	v.outcomeDeeds().Handle(rt, outcomePath+"/{id}")
	rt.Handle("GET "+readPath, policy.OpenMyPages, v.readings)
	rt.Handle("GET "+dataPath, policy.OpenMyPages, v.data)
	rt.Handle("GET "+dataPath+".json", policy.OpenMyPages, v.dataJSON)
	rt.Handle("GET "+dataPath+".pdf", policy.OpenMyPages, v.dataPDF)
	rt.Handle("POST "+Path+"/sprak", policy.OpenPage, v.speak)
	rt.Handle("GET "+SignInPath, policy.OpenPage, v.signInPage)
	rt.Handle("POST "+SignInPath+"/kod", policy.OpenPage, v.signInByCode)
	rt.Handle("POST "+outPath, policy.LeaveMyPages, func(r *web.Request) (web.Response, error) { return r.SignOut(SignInPath) })
	if v.Provider != nil {
		rt.Handle("GET "+eidPath, policy.OpenPage, v.visit)
		rt.Handle("GET "+answerPath, policy.OpenPage, v.comeBack)
	}
	if v.Seekers.Demo {
		rt.Handle("POST "+SignInPath+"/demo", policy.OpenPage, v.signInDemo)
	}
}

var (
	titleFirst   = language.T("Mina sidor", "My pages")
	titleConsent = language.T("Mina samtycken", "My consents")
	titleRead    = language.T("Vem har läst mina uppgifter", "Who has read my data")
	titleData    = language.T("Hämta mina uppgifter", "Fetch my data")
)

// ways are the ways of the menu.
var ways = []way{{titleFirst, Path}, {titleAsk, askPath}, {titleConsent, consentPath}, {titleRead, readPath}, {titleData, dataPath}}

func (v *View) first(r *web.Request) (web.Response, error) {
	o, err := v.read(r)
	if err != nil {
		return web.Response{}, err
	}
	mine, err := v.Requests.List(r.Context(), v.Trail.DB(), r.Actor, request.Filter{Box: request.AnyBox})
	if err != nil {
		return web.Response{}, err
	}
	if err := v.know(r, &o, mine); err != nil {
		return web.Response{}, err
	}
	lead, err := v.next(r, o, mine)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(o.say(titleFirst), ""), ui.LeadBlock(lead), o.band(), o.responsible(), o.waiting(mine)}
	plans, err := v.planPart(r, o)
	if err != nil {
		return web.Response{}, err
	}
	parts = append(parts, plans)
	went, err := v.outcomePart(r, o)
	if err != nil {
		return web.Response{}, err
	}
	booked, err := v.bookedPart(r, o)
	if err != nil {
		return web.Response{}, err
	}
	parts = append(parts, booked)
	for _, panel := range v.Panels {
		part, err := panel(r, o.speech(), o.persons())
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, part)
	}
	return o.page(titleFirst, append(parts, went, o.over(), without(o.reader))...), nil
}

// lead is what the person does next, in one sentence.
func (o own) lead() ui.Lead {
	t := language.T
	waits := len(o.split(false))
	live := slices.ContainsFunc(o.grounds, func(g person.Ground) bool { return g.Live(o.now) })
	button := &ui.Button{Label: o.say(titleConsent), Href: consentPath}
	switch {
	case len(o.records) == 0:
		return ui.Lead{Text: ui.Rich(o.say(t("*Ingen myndighet har skrivit något om dig här.* Tror du att det är fel, prata med din handläggare.", "*No authority has written anything about you here.* If you think that is wrong, talk with your caseworker.")))}
	case waits > 0:
		return ui.Lead{Text: ui.Rich(o.say(t("*Myndigheterna arbetar med frågor om dig: %d väntar på svar.* Du behöver inte göra något. Du bestämmer själv om dina samtycken.", "*The authorities work on questions about you: %d wait for an answer.* You need not do anything. You decide on your consents."), waits)), Button: button}
	case live:
		return ui.Lead{Text: ui.Rich(o.say(t("*Ingenting väntar på dig.* Du kan se och ta tillbaka dina samtycken när du vill.", "*Nothing waits for you.* You can see and withdraw your consents whenever you want."))), Button: button}
	}
	return ui.Lead{Text: ui.Rich(o.say(t("*Ingenting väntar på dig.* Vill du att myndigheterna ska kunna hjälpa dig tillsammans kan du lämna ett samtycke.", "*Nothing waits for you.* If you want the authorities to be able to help you together, you can give a consent."))), Button: button}
}

func (o own) band() templ.Component {
	t := language.T
	return ui.SecrecyBand(ui.Band{Facts: []ui.Fact{ui.F(o.say(t("Öppen för", "Open to")), o.say(t("dig själv", "yourself")))}, Words: o.say(t("Den här sidvisningen loggas.", "This viewing is logged."))})
}

// byWay is a channel, in one word to the person.
func byWay(c contact.Channel) language.Text {
	t := language.T
	switch c {
	case contact.Phone:
		return t("Telefon", "Telephone")
	case contact.Visit:
		return t("Besök", "Visit")
	case contact.Letter:
		return t("Brev", "Letter")
	case contact.Video:
		return t("Video", "Video")
	}
	return t("På webben", "On the web")
}

// responsible is who handles what at each authority, and how they are reached.
func (o own) responsible() templ.Component {
	t := language.T
	var parts []templ.Component
	for _, p := range o.records {
		by := strings.Join(o.by(p.ID), ", ")
		if by == "" {
			by = o.say(t("ingen är utsedd just nu", "nobody is named just now"))
		}
		facts := []ui.Fact{ui.F(o.say(t("Handläggare", "Caseworker")), by)}
		for _, c := range o.paths[p.Authority] {
			facts = append(facts, ui.F(o.say(byWay(c.Channel)), c.Name+": "+c.Address))
		}
		parts = append(parts, ui.Under(o.authority(p.Authority), ui.KeyValues(facts...)))
	}
	if len(parts) == 0 {
		return nil
	}
	return ui.SectionIntro("ansvar", o.say(t("Vem ansvarar för vad", "Who is responsible for what")), "", ui.Parts(parts...))
}

// split gives the questions that are over, or those that are not.
func (o own) split(over bool) (list []enquiry.OwnQuestion) {
	for _, e := range o.questions {
		if e.Over() == over {
			list = append(list, e)
		}
	}
	return list
}

// waiting is what is waited for, and on whom: what the person has asked first, then what authorities ask each other.
func (o own) waiting(mine []request.Request) templ.Component {
	t := language.T
	var questions []templ.Component
	for _, e := range o.split(false) {
		questions = append(questions, ui.Stack(o.asked(e), ui.Note(o.whose(e))))
	}
	title, lines := o.say(t("Det som väntar, och på vem", "What is waited for, and on whom")), slices.Concat(o.unanswered(mine), o.received(), questions)
	if len(lines) == 0 {
		return ui.SectionIntro("vantar", title, o.say(t("Ingen fråga om dig väntar på svar, och inte heller något som du har bett om.", "No question about you waits for an answer, nor does anything that you have asked for.")), nil)
	}
	intro := ""
	if len(questions) > 0 {
		intro = o.say(t("Här ser du att myndigheterna har frågat varandra, men inte vad de har skrivit. Vill du läsa det kan du begära det av din handläggare.", "Here you see that the authorities have asked each other, but not what they wrote. If you want to read it, ask your caseworker."))
	}
	return ui.SectionIntro("vantar", title, intro, ui.BulletsOf(lines...))
}

// unanswered is what the person has asked that waits: for an answer, or for the person.
func (o own) unanswered(mine []request.Request) (lines []templ.Component) {
	for _, q := range mine {
		if q.Box == request.Live || waitsForPerson(q) {
			lines = append(lines, ui.Stack(ui.A(ownPage(q.ID), o.wanted(q)), ui.Rich(o.awaits(q))))
		}
	}
	return lines
}

func (o own) asked(e enquiry.OwnQuestion) templ.Component {
	at := e.SentAt
	if at.IsZero() {
		at = e.CreatedAt
	}
	return ui.Rich(o.say(language.T("*%s* frågade *%s* om: %s, %s", "*%s* asked *%s* about: %s, %s"), o.authority(e.Asker), o.authority(e.Receiver), lower(e.About().In(o.tongue.Lang)), calendar.DateOf(at.Time)))
}

func lower(s string) string {
	for i, c := range s {
		return strings.ToLower(string(c)) + s[i+len(string(c)):]
	}
	return s
}

// whose says who is to do something now, and by when.
func (o own) whose(e enquiry.OwnQuestion) string {
	t := language.T
	who := o.authority(e.Receiver)
	switch e.Turn {
	case clock.Asker:
		who = o.authority(e.Asker)
	case clock.Person:
		return o.say(t("Myndigheten väntar på dig. Prata med din handläggare.", "The authority waits for you. Talk with your caseworker."))
	case clock.Third:
		return o.say(t("De väntar på någon utanför myndigheterna.", "They wait for somebody outside the authorities."))
	}
	if e.Turn != clock.Asker && !e.Due.IsZero() {
		return o.say(t("Nu ska %s svara, senast %s.", "Now %s is to answer, by %s."), who, lastDay(e.Due))
	}
	return o.say(t("Nu ska %s göra något.", "Now %s is to do something."), who)
}

// over is what is done, one click away.
func (o own) over() templ.Component {
	var lines []templ.Component
	for _, e := range o.split(true) {
		lines = append(lines, o.asked(e))
	}
	if len(lines) == 0 {
		return nil
	}
	return ui.Folded(o.say(language.T("Frågor som är klara (%d)", "Questions that are done (%d)"), len(lines)), ui.BulletsOf(lines...))
}

// without says how all of it is done without a computer.
func without(r reader) templ.Component {
	t := language.T
	return ui.SectionIntro("utan-dator", r.say(t("Utan dator, eller med hjälp av någon annan", "Without a computer, or with somebody's help")),
		r.say(t("Allt som går att göra här kan du också göra genom din handläggare: på ett möte, per telefon eller i ett brev. Har du ett ombud eller en god man vänder sig den personen till handläggaren. Ombud kan inte logga in här.", "All that can be done here you can also do through your caseworker: in person, by telephone or by letter. If you have a representative or a guardian, that person turns to the caseworker. Representatives cannot sign in here.")), nil)
}

// lastDay is the day by whose end something is due, or in which its hour is.
func lastDay(due db.Time) calendar.Date { return calendar.DateOf(due.Add(-1)) }
