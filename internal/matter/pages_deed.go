package matter

import (
	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayTake = language.T("Ta eller ge ärendet", "Take or give the matter")

const (
	fieldHealth = "health"
	fieldWhy    = "why"
	fieldUntil  = "until"
)

// healthField asks whether a text or a ground is about the person's health.
func healthField(label language.Text) func(p *one) ui.Field {
	return func(p *one) ui.Field {
		return ui.Field{Kind: ui.CheckboxField, Name: fieldHealth, Label: p.say(label), Optional: true}
	}
}

func open(p *one) bool { return p.State == Open }

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "grund", May: policy.WorkMatter, Name: t("Ange en ny grund", "Record a new ground"), Says: t("Grunden gäller det ni berättar för motparten, från och med nu.", "The ground is for what you tell the counterpart, from now on."),
			When: open, Fields: func(p *one) []ui.Field {
				return append(person.NewBasisFields(p.r, p.side, calendar.DateOf(p.s.Trail.DB().Now()), t("Grund för att lämna uppgifter", "Ground for giving information")), healthField(t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too"))(p))
			}, Do: func(p *one, f *web.Form) error {
				b := person.BasisOf(f)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Renew(p.r.Context(), p.r.Actor, p.key(f), b, f.Ticked(fieldHealth)))
			}, Done: t("Grunden är antecknad.", "The ground is recorded.")},
		{Path: "samtal", May: policy.WorkMatter, Name: t("Skriv vad ni kom fram till", "Write what you came to"), Says: t("Ingen röstar. Blev ni inte överens skriver ni det, och vad som görs ändå. Motparten läser samma ord.", "Nobody votes. If you did not agree, write that, and what is done all the same. The counterpart reads the same words."),
			When: func(p *one) bool { return open(p) && p.toTalk() > 0 }, Fields: talkFields,
			Do: func(p *one, f *web.Form) error {
				in := TalkResult{Need: Need(f.Text("need", web.Required)), Agreed: f.Value("result") == resultAgreed, Said: f.Long("said", web.Required)}
				if result := f.Value("result"); result != resultAgreed && result != resultRemains {
					f.Problem("result", t("Välj hur det blev.", "Choose how it turned out."))
				}
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Talked(p.r.Context(), p.r.Actor, p.key(f), in))
			}, Done: t("Det ni kom fram till är sparat hos er båda.", "What you came to is kept with both of you.")},
		{Path: "skriv", May: policy.WorkMatter, Name: t("Skriv till motparten", "Write to the counterpart"), Says: t("Skriv bara det som behövs. Det går som en kopia till motparten och kan inte ändras efteråt.", "Write only what is needed. It goes as a copy to the counterpart and cannot be changed afterwards."),
			When: open, Fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.TextareaField, Name: "text", Label: p.say(t("Meddelande", "Message")), Rows: 4}, healthField(t("Meddelandet handlar om personens hälsa", "The message is about the person's health"))(p)}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Write(p.r.Context(), p.r.Actor, p.key(f), f.Long("text"), f.Ticked(fieldHealth)))
			}, Done: t("Meddelandet är skickat.", "The message is sent.")},
		{Path: "kartlaggning", May: policy.WorkMatter, Name: t("Be om en ny gemensam kartläggning", "Ask for a new joint assessment"), Says: t("Båda bedömer då på nytt, var för sig.", "Both then judge anew, each on its own."),
			When: func(p *one) bool { return open(p) && p.Both }, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.AskRound(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("En ny kartläggning är begärd.", "A new assessment is asked for.")},
		{Path: "vanta", May: policy.WorkMatter, Name: t("Anteckna att ni väntar", "Note that you wait"), Says: t("Tiden för kartläggning och plan står still så länge, för er båda. Motparten får veta det. Skriv inte varför personen är borta.", "The time of assessment and plan stands still meanwhile, for both of you. The counterpart is told. Do not write why the person is away."),
			When: open, Fields: waitFields, Do: func(p *one, f *web.Form) error {
				why, until := Pause(f.Text(fieldWhy)), f.Date(fieldUntil)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Wait(p.r.Context(), p.r.Actor, p.key(f), why, until))
			}, Done: t("Det är antecknat att ni väntar. Tiden står still.", "It is noted that you wait. Time stands still.")},
		{Path: "vidare", May: policy.WorkMatter, Name: t("Väntan är slut", "The waiting is over"), Says: t("Tiden går igen från nu.", "Time goes on from now."),
			When: func(p *one) bool { return open(p) && p.WaitsWhy != "" }, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GoOn(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Tiden går igen.", "Time goes on.")},
		{Path: "handlaggare", May: policy.TakeMatter, Name: sayTake, Says: t("Den som får ärendet ser vem personen är. Den som haft det gör det inte längre.", "Whoever gets the matter sees who the person is. Whoever had it no longer does."),
			When: open, Fields: colleagueFields, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Hand(p.r.Context(), p.r.Actor, p.key(f), f.Text("account", web.Required)))
			}, Done: t("Ärendet har en ny handläggare hos er.", "The matter has a new officer at yours.")},
		{Path: "avsluta", May: policy.WorkMatter, Name: t("Avsluta ärendet", "Close the matter"), Says: t("Bokade möten avbokas, och den gemensamma planen slutar gälla. Inget mer kan lämnas i ärendet. Var och en har kvar sin akt. Det kan öppnas igen.", "Booked meetings are cancelled, and the joint plan no longer holds. Nothing more can be told in the matter. Each keeps its own file. It can be reopened."),
			Danger: true, When: open, Fields: func(p *one) []ui.Field {
				options := []ui.Option{}
				for _, why := range Reasons() {
					options = append(options, ui.Option{Value: string(why), Label: p.say(why.Name().Capital())})
				}
				return []ui.Field{{Kind: ui.RadiosField, Name: "reason", Label: p.say(t("Varför avslutas det?", "Why is it closed?")), Options: options}}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.CloseMatter(p.r.Context(), p.r.Actor, p.key(f), Reason(f.Text("reason"))))
			}, Done: t("Ärendet är avslutat.", "The matter is closed.")},
		{Path: "oppna", May: policy.WorkMatter, Name: t("Öppna ärendet igen", "Reopen the matter"), Says: t("En ny gemensam kartläggning börjar.", "A new joint assessment begins."),
			When: func(p *one) bool { return p.State == Closed }, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Reopen(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Ärendet är öppnat igen.", "The matter is reopened.")},
	}
}

func waitFields(p *one) []ui.Field {
	t := language.T
	var options []ui.Option
	for _, why := range Pauses() {
		options = append(options, ui.Option{Value: string(why), Label: p.say(why.Name())})
	}
	return []ui.Field{{Kind: ui.RadiosField, Name: fieldWhy, Label: p.say(t("Vad väntar ni på?", "What do you wait for?")), Options: options},
		{Kind: ui.DateField, Name: fieldUntil, Label: p.say(t("Till och med vilken dag?", "Until which day?")), Hint: p.say(t("Då påminns ni båda, och tiden går igen.", "Then both of you are reminded, and time goes on.")), Width: ui.Short}}
}

func talkFields(p *one) []ui.Field {
	t := language.T
	var needs []ui.Option
	for _, talk := range p.Talks {
		if info, ok := NeedOf(talk.Need); ok && !talk.Done() {
			needs = append(needs, ui.Option{Value: string(talk.Need), Label: p.say(info.Name)})
		}
	}
	return []ui.Field{
		{Kind: ui.RadiosField, Name: "need", Label: p.say(t("Vad talade ni om?", "What did you talk about?")), Options: needs},
		{Kind: ui.RadiosField, Name: "result", Label: p.say(t("Hur blev det?", "How did it turn out?")), Options: []ui.Option{{Value: resultAgreed, Label: p.say(t("Vi är överens", "We agree"))}, {Value: resultRemains, Label: p.say(t("Vi ser fortfarande olika på det", "We still see it differently"))}}},
		{Kind: ui.TextareaField, Name: "said", Label: p.say(t("Vad kom ni fram till?", "What did you come to?")), Rows: 3},
	}
}

// colleagueFields offer those who work with persons at the own authority.
func colleagueFields(p *one) []ui.Field {
	options, err := Colleagues(p.r, p.s.Trail.DB(), p.Desk.Authority)
	if err != nil {
		options = nil // the form is shown without, and its post says what is wrong
	}
	return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(language.T("Vem ska arbeta med personen?", "Who is to work with the person?")), Options: options, Width: ui.Medium, Value: p.r.Actor.ID}}
}

// mainDeed is the act that the sentence on top leads to.
func (p *one) mainDeed() string {
	switch {
	case p.State == Open && p.Desk.Account == "":
		return "handlaggare"
	case p.Desk.What == ToGround:
		return "grund"
	case p.Both && p.toTalk() > 0:
		return "samtal"
	}
	return ""
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: (*one).may, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
		return web.DeedPage{Version: p.Version, Main: p.mainDeed(), Failed: p.failed}
	}}
}

// toAct reads the matter for an act that somebody has sent.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	return &one{s: s, r: r, Opened: Opened{Seen: v}}, v.Can.Check(act)
}

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }

// mostOffered is how many colleagues a choice offers.
const mostOffered = 200

// Colleagues are the choices of who works with persons at an authority today.
func Colleagues(r *web.Request, q db.Reader, authority string) (options []ui.Option, err error) {
	found, err := account.Colleagues(r.Context(), q, authority, []policy.Role{Role(authority)}, calendar.DateOf(q.Now()), mostOffered)
	for _, a := range found {
		options = append(options, ui.Option{Value: a.ID, Label: a.Name})
	}
	return options, err
}
