package mypages

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/request"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// ownRequest is the page of one thing that the person has asked.
type ownRequest struct {
	own
	v *View
	request.View
	failed *web.Failed
}

func (v *View) request(r *web.Request) (web.Response, error) { return v.requestAgain(r, nil) }

func (v *View) requestAgain(r *web.Request, failed *web.Failed) (web.Response, error) {
	p, err := v.requestOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = failed
	title := language.T("%s till %s", "%s to %s").With(p.Type.Name(), language.Same(p.authority(p.Authority)))
	page := p.page(title, ui.Heading(p.say(title), p.say(language.T("%s · %s", "%s · %s"), p.Number(), calendar.DateOf(p.AskedAt.Time))), ui.LeadBlock(ui.Lead{Text: ui.Rich(p.lead())}), p.band(),
		p.reply(), v.deeds().Forms(r, p), p.said(), p.history(), ui.A(askPath, p.say(language.T("Allt du har bett om", "All that you have asked for"))))
	if failed != nil {
		page = page.Status(failed.Form.Status())
	}
	return page, nil
}

func (v *View) requestOf(r *web.Request) (*ownRequest, error) {
	p := &ownRequest{v: v, own: own{reader: readerOf(r), now: v.Trail.DB().Now()}}
	var err error
	if p.View, err = v.Requests.Open(r.Context(), r.Actor, r.Path("id")); err != nil {
		return nil, err
	}
	if p.own, err = v.read(r); err != nil {
		return nil, err
	}
	return p, v.know(r, &p.own, []request.Request{p.Request})
}

// lead says what is waited for, and on whom.
func (p *ownRequest) lead() string {
	t := language.T
	switch {
	case p.State == request.Withdrawn:
		return p.say(t("Du har *tagit tillbaka* det.", "You have *taken it back*."))
	case p.met() != "":
		return p.say(t("*Ni ses %s.* Passar det inte längre, skriv det här så får du en ny tid.", "*You meet on %s.* If it no longer suits, write so here and you get a new time."), p.met())
	case p.Box == request.Over:
		return p.say(t("Det är *avslutat*. Behöver du mer kan du fråga på nytt.", "It is *closed*. If you need more, you can ask anew."))
	}
	return p.awaits(p.Request)
}

// awaits says what is waited for in something that the person has asked and that is not over, and on whom.
func (o own) awaits(q request.Request) string {
	t, who := language.T, o.authority(q.Authority)
	switch {
	case q.State == request.Refused:
		return o.say(t("*%s har sagt nej.* Skälen står här, och vad du kan göra om du inte är nöjd.", "*%s has said no.* The reasons stand here, and what you can do if you are not satisfied."), who)
	case untold(q) && q.Late(o.now):
		return o.say(t("*%s har svarat, men du skulle ha fått svaret %s senast %s.* Du kan läsa det på mina sidor redan nu.", "*%s has answered, but you were to be told the answer %s by %s.* You can read it on my pages already."), who, q.Way.Name(), lastDay(q.Due))
	case untold(q):
		return o.say(t("*%s har svarat.* Du får svaret %s senast %s. Du kan läsa det på mina sidor redan nu.", "*%s has answered.* You are told the answer %s by %s. You can read it on my pages already."), who, q.Way.Name(), lastDay(q.Due))
	case q.State == request.Offered:
		return o.say(t("*Du har fått en tid.* Säg om du tar den.", "*You have been given a time.* Say whether you take it."))
	case q.State.Decided():
		return o.say(t("*%s har svarat.* Säg om det hjälpte. Hörs du inte av avslutas det.", "*%s has answered.* Say whether it helped. If you are not heard from it is closed."), who)
	case q.Waiting:
		return o.say(t("*%s behöver veta mer av dig.* Tiden kan stå still tills du har svarat.", "*%s needs to know more from you.* Time may stand still until you have answered."), who)
	case q.Late(o.now):
		return o.say(t("*Svaret är försenat.* %s skulle ha svarat senast %s. Det syns också för dem som ansvarar.", "*The answer is late.* %s was to have answered by %s. Those who are responsible see that too."), who, lastDay(q.Due))
	}
	return o.say(t("*%s ska svara senast %s.* Du behöver inte göra något.", "*%s is to answer by %s.* You need not do anything."), who, lastDay(q.Due))
}

// untold tells whether it is decided what the person is told, who cannot say whether it helped until they have been told.
func untold(q request.Request) bool { return q.State.Decided() && q.ToldAt.IsZero() }

// met is when the two meet, when the person has taken the time; empty when not.
func (p *ownRequest) met() string {
	e, ok := p.Booked()
	if !ok {
		return ""
	}
	return calendar.LongDateTime(e.Starts.Time).In(p.tongue.Lang)
}

// appeals is what the person can do about a refusal.
func (p *ownRequest) appeals(e request.Event) []templ.Component {
	if e.Act != request.Refuse {
		return nil
	}
	var lines []string
	for _, a := range request.AppealsOf(p.Type, calendar.DateOf(e.At.Time)) {
		lines = append(lines, a.Says.In(p.tongue.Lang)+" ("+a.Citation+")")
	}
	return []templ.Component{ui.Strong(p.say(language.T("Om du inte är nöjd", "If you are not satisfied"))), p.swedish(ui.Bullets(lines...))}
}

// reply is what the authority has answered or asked.
func (p *ownRequest) reply() templ.Component {
	t := language.T
	e, ok := p.Reply()
	if !ok {
		return nil
	}
	title := t("Svaret", "The answer")
	if e.Act == request.AskMore {
		title = t("De vill veta", "They want to know")
	}
	body := []templ.Component{ui.Swedish(p.tongue.Lang, e.Said)}
	if !e.Starts.IsZero() {
		body = append([]templ.Component{ui.KeyValues(ui.F(p.say(t("Tid", "Time")), calendar.LongDateTime(e.Starts.Time).In(p.tongue.Lang)))}, body...)
	}
	if p.Type == request.Extract && p.Outcome == request.Granted {
		body = append(body, ui.Links([]ui.Link{{Label: p.say(t("Hämta utdraget (PDF)", "Fetch the extract (PDF)")), Href: ownPage(p.ID) + "/utdrag.pdf"}}))
	}
	body = append(body, p.appeals(e)...)
	return ui.SectionIntro("svar", p.say(title), p.say(calendar.DateTime(e.At.Time)), ui.Parts(body...))
}

// said is what the person asked, in the person's own words.
func (p *ownRequest) said() templ.Component {
	t := language.T
	var facts []ui.Fact
	add := func(name language.Text, value string) {
		if value != "" {
			facts = append(facts, ui.F(p.say(name), value))
		}
	}
	if p.Content.Text != "" {
		facts = append(facts, ui.Fact{Name: p.say(t("Du skrev eller sa", "You wrote or said")), Value: ui.Swedish(p.tongue.Lang, p.Content.Text)})
	}
	if p.Type == request.Meeting {
		add(t("Hur du vill ses", "How you want to meet"), p.say(p.Content.Meeting.Form.Name()))
		add(t("Tolk", "Interpreter"), p.Content.Meeting.Language)
		add(t("När det passar", "When it suits"), p.Content.Meeting.When)
	}
	if p.By != request.Person {
		add(t("Den som frågade för dig", "Who asked for you"), p.Content.ByName)
	}
	if power := p.Content.Power; power != nil {
		add(t("Fullmakten gäller", "The power of attorney holds"), p.powerUntil(*power))
		add(t("Ombudet får", "The representative may"), p.powerCovers(*power))
	}
	add(t("Hur du får svaret", "How you are answered"), p.say(p.Way.Name()))
	return ui.SectionIntro("sagt", p.say(t("Det du bad om", "What you asked")), "", ui.KeyValues(facts...))
}

// powerUntil says until when the power of attorney holds, as whoever wrote the request down has read it.
func (p *ownRequest) powerUntil(power request.Power) string {
	t := language.T
	if power.Until.IsZero() {
		return p.say(t("tills du tar tillbaka den", "until you take it back"))
	}
	return p.say(t("till och med %s", "until %s"), power.Until)
}

func (p *ownRequest) powerCovers(power request.Power) string {
	t := language.T
	out := []string{p.say(t("fråga för dig", "ask for you"))}
	if slices.Contains(power.Covers, request.CoverTold) {
		out = append(out, p.say(t("få veta svaret", "be told the answer")))
	}
	if slices.Contains(power.Covers, request.CoverActs) {
		out = append(out, p.say(t("svara och bestämma för dig i den här frågan", "answer and decide for you in this")))
	}
	return strings.Join(out, ", ")
}

func (p *ownRequest) history() templ.Component {
	var events []ui.Event
	for _, e := range slices.Backward(p.Events) {
		events = append(events, ui.Event{When: p.say(calendar.DateTime(e.At.Time)), At: e.At.UTC().Format("2006-01-02T15:04:05Z"), Title: p.say(happened(e))})
	}
	return ui.Fold(ui.FoldOf{ID: "historik", Title: p.say(language.T("Vad har hänt?", "What has happened?")), Body: p.swedish(ui.Timeline(events))})
}

// happened says to the person what an act was.
func happened(e request.Event) language.Text {
	t := language.T
	if e.By == request.Guardian || e.By == request.Representative {
		return forYou(e)
	}
	switch e.Act {
	case request.Ask:
		return t("Du bad om det", "You asked for it")
	case request.Take:
		return t("En handläggare tog hand om det", "A caseworker took it on")
	case request.Give:
		return t("En annan handläggare tog över", "Another caseworker took over")
	case request.AskMore:
		return t("De ville veta mer", "They wanted to know more")
	case request.GiveMore:
		return t("Du svarade", "You answered")
	case request.Extend:
		return t("De tog mer tid, och sa varför", "They took more time, and said why")
	case request.Call:
		return t("De ringde, men ingen svarade", "They called, but nobody answered")
	case request.Tell:
		return t("Du fick svaret", "You were told the answer")
	case request.Accept:
		return t("Du tog tiden", "You took the time")
	case request.Confirm:
		return t("Du sa att det hjälpte", "You said that it helped")
	case request.Reopen:
		return t("Du sa att det inte hjälpte", "You said that it did not help")
	case request.Withdraw:
		return t("Du tog tillbaka det", "You took it back")
	}
	return e.Happened()
}

// forYou says what somebody who speaks for the person did.
func forYou(e request.Event) language.Text {
	t := language.T
	switch e.Act {
	case request.Ask:
		return t("Den som för din talan bad om det", "Who speaks for you asked for it")
	case request.GiveMore:
		return t("Den som för din talan svarade", "Who speaks for you answered")
	case request.Accept:
		return t("Den som för din talan tog tiden", "Who speaks for you took the time")
	case request.Confirm:
		return t("Den som för din talan sa att det hjälpte", "Who speaks for you said that it helped")
	case request.Reopen:
		return t("Den som för din talan sa att det inte hjälpte", "Who speaks for you said that it did not help")
	case request.Withdraw:
		return t("Den som för din talan tog tillbaka det", "Who speaks for you took it back")
	}
	return e.Happened()
}

// deeds are what the person can do with what has been asked.
func (v *View) deeds() web.Deeds[*ownRequest] {
	t := language.T
	text := func(label language.Text) func(p *ownRequest) []ui.Field {
		return func(p *ownRequest) []ui.Field {
			return []ui.Field{{Kind: ui.TextareaField, Name: "said", Label: p.say(label), Rows: 4, MaxLength: 4000}}
		}
	}
	can := func(a request.Act) func(p *ownRequest) bool {
		return func(p *ownRequest) bool { return p.Standing().May(request.Them, a) }
	}
	key := func(p *ownRequest, f *web.Form) request.Key { return request.Key{ID: p.ID, Version: f.Version()} }
	all := []web.Deed[*ownRequest]{
		{Path: "komplettera", Name: t("Svara", "Answer"), Says: t("Skriv det som de vill veta.", "Write what they want to know."), When: can(request.GiveMore), Fields: text(t("Ditt svar", "Your answer")),
			Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.GiveMore(p.Context(), p.Actor, key(p, f), f.Long("said", web.Required)))
			}, Done: t("Ditt svar är skickat.", "Your answer is sent.")},
		{Path: "ta-tiden", Name: t("Jag tar tiden", "I take the time"), Says: t("Handläggaren får veta att du kommer.", "The caseworker is told that you come."), When: can(request.Accept),
			Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.Accept(p.Context(), p.Actor, key(p, f)))
			},
			Done: t("Du har tagit tiden.", "You have taken the time.")},
		{Path: "hjalpte", Name: t("Det hjälpte", "It helped"), Says: t("Då är det klart.", "Then it is done."), When: can(request.Confirm),
			Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.Confirm(p.Context(), p.Actor, key(p, f)))
			},
			Done: t("Tack. Det är avslutat.", "Thank you. It is closed.")},
		{Path: "hjalpte-inte", Name: t("Det hjälpte inte", "It did not help"), Says: t("De får en ny tid på sig att svara.", "They get a new time to answer."), When: func(p *ownRequest) bool { return p.Type != request.Meeting && can(request.Reopen)(p) }, Fields: text(t("Vad saknas?", "What is missing?")),
			Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.Reopen(p.Context(), p.Actor, key(p, f), f.Long("said", web.Required)))
			}, Done: t("Det är öppet igen.", "It is open again.")},
		{Path: "annan-tid", Name: t("Tiden passar inte", "The time does not suit"), Says: t("Du får en ny tid. Skriv gärna när det passar.", "You get a new time. Please write when it suits."), When: func(p *ownRequest) bool { return p.Type == request.Meeting && can(request.Reopen)(p) },
			Fields: text(t("När kan du, eller vad saknas?", "When can you, or what is missing?")), Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.Reopen(p.Context(), p.Actor, key(p, f), f.Long("said", web.Required)))
			}, Done: t("Det är öppet igen.", "It is open again.")},
		{Path: "ta-tillbaka", Name: t("Ta tillbaka", "Take back"), Says: t("De svarar inte på det mer. Du kan fråga på nytt när du vill.", "They no longer answer it. You can ask anew whenever you want."), Danger: true, When: can(request.Withdraw),
			Do: func(p *ownRequest, f *web.Form) error {
				return web.ErrorOf(v.Requests.Withdraw(p.Context(), p.Actor, key(p, f)))
			},
			Done: t("Du har tagit tillbaka det.", "You have taken it back.")},
	}
	for i := range all {
		all[i].May = policy.FollowOwnRequest
	}
	return web.Deeds[*ownRequest]{All: all, Load: v.toFollow, Show: v.requestAgain, Address: func(p *ownRequest) string { return ownPage(p.ID) },
		Say: func(p *ownRequest, text language.Text) string { return p.say(text) },
		May: func(p *ownRequest, a policy.Action) bool { return p.Can.May(a) }, Page: func(p *ownRequest) web.DeedPage {
			return web.DeedPage{Version: p.Version, Main: p.main(), Failed: p.failed}
		}}
}

// main is what is waited for from the person.
func (p *ownRequest) main() string {
	switch {
	case p.State == request.Offered && !untold(p.Request):
		return "ta-tiden"
	case p.Waiting:
		return "komplettera"
	}
	return ""
}

// toFollow asks whether the person may follow up what is asked. What somebody else has asked is not there.
func (v *View) toFollow(r *web.Request, act policy.Action) (*ownRequest, error) {
	p := &ownRequest{v: v, own: own{reader: readerOf(r)}}
	p.ID = r.Path("id")
	return p, policy.CheckRead(r.Context(), v.Trail.DB(), r.Actor, act, p.Ref())
}

// extract is all that the authority has about the person, once it has granted that.
func (v *View) extract(r *web.Request) (web.Response, error) {
	x, err := v.Requests.TakeOut(r.Context(), r.Actor, r.Path("id"))
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(ownPage(r.Path("id"))).Message(ui.Warn, language.T("Utdraget är inte beviljat än.", "The extract is not granted yet.")), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	content, err := x.Render(readerOf(r).tongue.Lang)
	return file("registerutdrag.pdf", "application/pdf", content), err
}
