package deviation

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// now tells of an act whether the state lets this side do it.
func now(a Act) func(p *one) bool {
	return func(p *one) bool { return slices.Contains(p.Acts, a) }
}

// pathOf gives the deed of an act.
func pathOf(a Act) string {
	return map[Act]string{Acknowledge: "bekrafta", Analyse: "orsak", Decide: "besluta", Resolve: "los", AskMore: "be-om-mer", GiveMore: "svara-mer", Confirm: "hjalpte", Reopen: "hjalpte-inte", Answer: "lasning", Agree: "hall-med", TakeBack: "ta-tillbaka-invandning", Raise: "lyft", Dispute: "invand", Withdraw: "ta-tillbaka"}[a]
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(p *one, a policy.Action) bool { return p.may[a] }, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() }, Page: func(p *one) web.DeedPage {
		page := web.DeedPage{Version: p.Version, Failed: p.failed}
		if _, main := p.sentence(); p.State != Closed {
			page.Main = pathOf(main)
		}
		return page
	}}
}

// toAct reads the deviation for an act that somebody has sent.
func (s *Service) toAct(r *web.Request, act policy.Action) (*one, error) {
	v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	return &one{View: v, s: s, r: r}, may(r.Context(), s.Trail.DB(), r.Actor, act, v.Deviation)
}

func (p *one) key(f *web.Form) Key { return Key{ID: p.ID, Version: f.Version()} }

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] { return slices.Concat(askedDeeds(), reporterDeeds(), bothDeeds()) }

func said(label, hint language.Text, needed bool) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return []ui.Field{area(p.r, fieldSaid, label, hint, needed)} }
}

func askedDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "bekrafta", May: policy.TreatDeviation, When: now(Acknowledge), Name: t("Bekräfta avvikelsen", "Acknowledge the deviation"), Says: t("Du säger att en människa har sett den, och du handlägger den hos er. Ni håller inte med om något genom att bekräfta.", "You say that a human being has seen it, and you handle it at yours. You agree to nothing by acknowledging."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Acknowledge(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Avvikelsen är bekräftad. Rapportören får veta det.", "The deviation is acknowledged. The reporter is told.")},
		{Path: "orsak", May: policy.TreatDeviation, When: now(Analyse), Name: t("Beskriv varför det blev så", "Describe why it came about"), Says: t("Leta efter vad i arbetssättet som gjorde att det blev så. Nämn ingen.", "Look for what in the way of working made it so. Name nobody."),
			Fields: said(t("Varför blev det så?", "Why did it come about?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Analyse(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Orsaken är sparad.", "The cause is saved.")},
		{Path: "besluta", May: policy.SettleDeviation, When: now(Decide), Name: t("Besluta vad som ska göras", "Decide what is to be done"), Says: t("Det ni beslutar är synligt för båda sidor, med dagen då det ska vara gjort.", "What you decide is seen by both sides, with the day by which it is to be done."),
			Fields: func(p *one) []ui.Field {
				return []ui.Field{area(p.r, fieldSaid, t("Vad ska göras?", "What is to be done?"), sayNoPerson, true), {Kind: ui.DateField, Name: fieldDue, Label: p.say(t("När ska det vara gjort?", "By when is it to be done?")), Width: ui.Short}}
			},
			Do: func(p *one, f *web.Form) error {
				in := Decision{Text: f.Long(fieldSaid), Due: f.Date(fieldDue)}
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Decide(p.r.Context(), p.r.Actor, p.key(f), in))
			}, Done: t("Åtgärden är beslutad.", "The action is decided.")},
		{Path: "los", May: policy.SettleDeviation, When: now(Resolve), Name: t("Säg att den är löst", "Say that it is solved"), Says: t("Skriv vad som gjordes och om ni ser att det hjälpte. Rapportören får säga sitt.", "Write what was done and whether you see that it helped. The reporter then says its part."),
			Fields: func(p *one) []ui.Field {
				var out []ui.Field
				if p.State == Reported || p.State == Acknowledged {
					out = append(out, area(p.r, fieldCause, t("Varför blev det så?", "Why did it come about?"), sayNoPerson, true))
				}
				return append(out, area(p.r, fieldSaid, t("Vad gjordes?", "What was done?"), language.Text{}, true), helpedField(p.r, HelpedYes, HelpedPartly, HelpedUnknown))
			},
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Resolve(p.r.Context(), p.r.Actor, p.key(f), Solution{Cause: f.Long(fieldCause), Text: f.Long(fieldSaid), Helped: Helped(f.Value(fieldHelped))}))
			}, Done: t("Avvikelsen är löst. Rapportören får säga om det hjälpte.", "The deviation is resolved. The reporter says whether it helped.")},
		{Path: "be-om-mer", May: policy.TreatDeviation, When: now(AskMore), Name: t("Be om mer", "Ask for more"), Says: t("Tiden står still tills rapportören svarar.", "Time stands still until the reporter answers."),
			Fields: said(t("Vad behöver ni veta?", "What do you need to know?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.AskMore(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Frågan är skickad. Tiden står still.", "The question is sent. Time stands still.")},
	}
}

func helpedField(r *web.Request, values ...Helped) ui.Field {
	options := make([]ui.Option, len(values))
	for i, h := range values {
		options[i] = ui.Option{Value: string(h), Label: r.Say(capital(h.Name()))}
	}
	return ui.Field{Kind: ui.RadiosField, Name: fieldHelped, Label: r.Say(language.T("Hjälpte det?", "Did it help?")), Options: options}
}

func reporterDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "svara-mer", May: policy.TreatDeviation, When: now(GiveMore), Name: t("Svara", "Answer"), Says: t("Tiden går igen när ni har svarat.", "Time goes on once you have answered."), Fields: said(t("Ert svar", "Your answer"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GiveMore(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Svaret är skickat. Tiden går igen.", "The answer is sent. Time goes on.")},
		{Path: "hjalpte", May: policy.TreatDeviation, When: now(Confirm), Name: t("Säg att det hjälpte", "Say that it helped"), Says: t("Avvikelsen avslutas.", "The deviation is closed."),
			Fields: func(p *one) []ui.Field { return []ui.Field{helpedField(p.r, HelpedYes, HelpedPartly)} },
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Confirm(p.r.Context(), p.r.Actor, p.key(f), Helped(f.Value(fieldHelped))))
			}, Done: t("Tack. Avvikelsen är avslutad.", "Thank you. The deviation is closed.")},
		{Path: "hjalpte-inte", May: policy.TreatDeviation, When: now(Reopen), Name: t("Säg att det inte hjälpte", "Say that it did not help"), Says: t("En ny omgång börjar, hos de samverkansansvariga eller högre upp. Det går en gång.", "A new round begins, with the coordinators or higher up. It can be done once."),
			Fields: said(t("Vad händer fortfarande?", "What still happens?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Reopen(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("En ny omgång har börjat.", "A new round has begun.")},
	}
}

func bothDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "lasning", May: policy.TreatDeviation, When: now(Answer), Name: t("Svara med er läsning", "Answer with your reading"), Says: t("Båda läsningarna står bredvid varandra.", "Both readings stand beside each other."), Fields: said(t("Hur läser ni det?", "How do you read it?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Answer(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Er läsning är sparad.", "Your reading is saved.")},
		{Path: "hall-med", May: policy.TreatDeviation, When: now(Agree), Name: t("Håll med motparten", "Agree with the counterpart"), Says: t("Menar motparten att det inte var någon avvikelse skrivs den av. Har rapportören invänt mot orsaken eller åtgärden tittar ni på den på nytt.", "If the counterpart finds that it was no deviation it is struck off. If the reporter has spoken against the cause or the action you look at it anew."),
			Fields: said(t("Vill ni säga något?", "Do you want to say anything?"), language.Text{}, false),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Agree(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Det är sparat.", "It is saved.")},
		{Path: "ta-tillbaka-invandning", May: policy.TreatDeviation, When: now(TakeBack), Name: t("Ta tillbaka er invändning", "Take back what you said against it"), Says: t("Avvikelsen är som den var före invändningen.", "The deviation is as it was before."),
			Do: func(p *one, f *web.Form) error { return web.ErrorOf(p.s.TakeBack(p.r.Context(), p.r.Actor, p.key(f))) }, Done: t("Invändningen är återtagen.", "It is taken back.")},
		{Path: "lyft", May: policy.TreatDeviation, When: now(Raise), Name: t("Lyft till nästa nivå", "Raise to the next level"), Says: t("Det går när som helst. Annars lyfter Samsyn avvikelsen själv när tiden är ute.", "It can be done at any time. Otherwise Samsyn raises the deviation itself when the time is up."),
			Fields: said(t("Varför nu?", "Why now?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Raise(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Avvikelsen är lyft.", "The deviation is raised.")},
		{Path: "invand", May: policy.TreatDeviation, When: now(Dispute), Name: t("Säg att ni läser det på ett annat sätt", "Say that you read it differently"), Says: t("Motparten svarar, och båda läsningarna sparas. Tiden går under tiden.", "The counterpart answers, and both readings are kept. Time goes on meanwhile."),
			Fields: said(t("Hur läser ni det?", "How do you read it?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Dispute(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Er läsning är sparad. Motparten ska svara.", "Your reading is saved. The counterpart is to answer.")},
		{Path: "ta-tillbaka", May: policy.TreatDeviation, When: now(Withdraw), Name: t("Ta tillbaka avvikelsen", "Take the deviation back"), Says: t("Den räknas inte längre någonstans. Det som har skrivits finns kvar att läsa.", "It no longer counts anywhere. What was written can still be read."), Danger: true,
			Fields: said(t("Varför?", "Why?"), sayNoPerson, true),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Withdraw(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Avvikelsen är återtagen.", "The deviation is taken back.")},
	}
}

// today is the day of the installation's clock.
func (s *Service) today() calendar.Date { return calendar.DateOf(s.Trail.DB().Now()) }
