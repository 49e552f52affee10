package handover

import (
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func area(label, hint language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field {
		return []ui.Field{{Kind: ui.TextareaField, Name: "text", Label: p.say(label), Hint: p.say(hint), Rows: 3}}
	}
}

var sayNobody = language.T("Skriv inget som säger vem personen är.", "Write nothing that says who the person is.")

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "ta-emot", May: policy.TakeHandover, When: now(Accept), Name: t("Ta emot", "Accept"), Says: t("I samma stund får den som ska arbeta med personen veta vem det är, och ett gemensamt ärende börjar.", "In that moment whoever is to work with the person gets to know who it is, and a matter begins."),
			Fields: func(p *one) []ui.Field {
				options, err := matter.Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
				if err != nil {
					options = nil // the form is shown without, and its post says what is wrong
				}
				return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(t("Vem ska arbeta med personen hos er?", "Who is to work with the person at yours?")), Options: options, Value: p.r.Actor.ID, Width: ui.Medium}}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Accept(p.r.Context(), p.r.Actor, p.key(f), Acceptance{Account: f.Text("account", web.Required)}))
			}, Done: t("Överlämningen är mottagen. Ett gemensamt ärende har börjat.", "The hand-over is accepted. A matter has begun.")},
		{Path: "fraga", May: policy.TakeHandover, When: now(AskMore), Name: t("Be om mer", "Ask for more"), Says: t("Tiden står still tills avsändaren har svarat.", "Time stands still until the sender has answered."), Fields: area(t("Vad behöver ni veta för att kunna ta emot?", "What do you need to know to accept?"), language.T("Fråga inte vem personen är.", "Do not ask who the person is.")),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.AskMore(p.r.Context(), p.r.Actor, p.key(f), f.Long("text")))
			}, Done: t("Frågan är skickad. Tiden står still.", "The question is sent. Time stands still.")},
		{Path: "aterlamna", May: policy.TakeHandover, When: now(Return), Name: t("Återlämna", "Return"), Says: t("Personen stannar hos avsändaren. Ni får aldrig veta vem det är.", "The person stays with the sender. You never get to know who it is."), Danger: true,
			Fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, why := range Reasons() {
					options = append(options, ui.Option{Value: string(why), Label: p.say(why.Name().Capital())})
				}
				return append([]ui.Field{{Kind: ui.RadiosField, Name: "reason", Label: p.say(t("Varför?", "Why?")), Options: options}}, area(t("Förklara kort", "Explain briefly"), t("Skriv gärna vem som kan hjälpa i stället.", "You may well write who can help instead."))(p)...)
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Return(p.r.Context(), p.r.Actor, p.key(f), Reason(f.Text("reason")), f.Long("text")))
			}, Done: t("Överlämningen är återlämnad.", "The hand-over is returned.")},
		{Path: "komplettera", May: policy.FollowHandover, When: now(GiveMore), Name: t("Komplettera", "Give more"), Says: t("Mottagaren vet fortfarande inte vem personen är.", "The receiver still does not know who the person is."), Fields: area(t("Svar till mottagaren", "Answer to the receiver"), sayNobody),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GiveMore(p.r.Context(), p.r.Actor, p.key(f), f.Long("text")))
			}, Done: t("Svaret är skickat, och tiden går igen.", "The answer is sent, and time goes on.")},
		{Path: "grund", May: policy.FollowHandover, When: renews, Name: t("Ange en ny grund", "Record a new ground"), Says: t("Behövs när samtycket är återkallat eller går ut.", "Needed when the consent is withdrawn or ends."),
			Fields: func(p *one) []ui.Field {
				return append(person.NewBasisFields(p.r, p.side, calendar.DateOf(p.s.Trail.DB().Now()), t("Grund för att lämna uppgifter", "Ground for giving information")), ui.Field{Kind: ui.CheckboxField, Name: "health", Label: p.say(t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too")), Optional: true})
			}, Do: func(p *one, f *web.Form) error {
				b := person.BasisOf(f)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Renew(p.r.Context(), p.r.Actor, p.key(f), b, f.Ticked("health")))
			}, Done: t("Grunden är antecknad.", "The ground is recorded.")},
		{Path: "ta-tillbaka", May: policy.FollowHandover, When: now(TakeBack), Name: t("Ta tillbaka", "Take back"), Says: t("Går bara så länge mottagaren inte har tagit emot.", "Only as long as the receiver has not accepted."), Danger: true,
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.TakeBack(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Överlämningen är återtagen.", "The hand-over is taken back.")},
		{Path: "kontakt", May: policy.ContactHandover, When: now(Contact), Name: t("Anteckna första kontakten", "Note the first contact"), Says: t("Ett brev är ingen kontakt förrän personen har svarat.", "A letter is no contact until the person has answered."),
			Fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, h := range Hows() {
					options = append(options, ui.Option{Value: string(h), Label: p.say(h.Name().Capital())})
				}
				return []ui.Field{{Kind: ui.DateField, Name: "at", Label: p.say(t("Vilken dag?", "On which day?")), Value: calendar.DateOf(p.s.Trail.DB().Now()).String(), Width: ui.Short}, {Kind: ui.RadiosField, Name: "how", Label: p.say(t("Hur?", "How?")), Options: options}}
			}, Do: func(p *one, f *web.Form) error {
				day := f.Date("at", web.Required)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Contacted(p.r.Context(), p.r.Actor, p.key(f), noon(day, p.s.Trail.DB().Now()), How(f.Text("how"))))
			}, Done: t("Den första kontakten är antecknad.", "The first contact is noted.")},
		{Path: "kollega", May: policy.TakeHandover, When: hands, Name: t("Ge till en kollega", "Give to a colleague"), Says: t("Kollegan ser vem personen är. Den som haft överlämningen gör det inte längre.", "The colleague sees who the person is. Whoever had the hand-over no longer does."),
			Fields: func(p *one) []ui.Field {
				options, err := matter.Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
				if err != nil {
					options = nil // the form is shown without, and its post says what is wrong
				}
				return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(t("Till vem?", "To whom?")), Options: options, Width: ui.Medium}}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Hand(p.r.Context(), p.r.Actor, p.key(f), f.Text("account", web.Required)))
			}, Done: t("Kollegan har överlämningen nu.", "The colleague has the hand-over now.")},
	}
}

// noon is an instant of a day: now when the day is today.
func noon(day calendar.Date, now time.Time) time.Time {
	if day == calendar.DateOf(now) {
		return now
	}
	return day.At(12, 0)
}

// now tells of an act whether the state lets this side do it.
func now(a Act) func(p *one) bool {
	return func(p *one) bool { return slices.Contains(p.Acts, a) }
}

func renews(p *one) bool { return p.Desk.Side == Sender && p.State.Live() }

func hands(p *one) bool { return p.Desk.Account != "" && (p.State.Live() || p.State == Accepted) }

// main is the deed that the sentence on top leads to.
func (p *one) main() string {
	switch {
	case p.State == Open && p.Desk.Side == Receiver:
		return "ta-emot"
	case p.State == Paused && p.Desk.Side == Sender:
		return "komplettera"
	case p.State == Accepted && p.ContactAt.IsZero() && p.Desk.Side == Receiver:
		return "kontakt"
	}
	return ""
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(p *one, a policy.Action) bool { return p.Can.May(a) }, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
		return web.DeedPage{Version: p.Version, Main: p.main(), Failed: p.failed}
	}}
}

// toAct reads the hand-over for an act that somebody has sent.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	return &one{s: s, r: r, Opened: Opened{Seen: v}}, v.Can.Check(act)
}

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }
