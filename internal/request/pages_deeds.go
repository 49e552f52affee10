package request

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayToPerson = language.T("Personen läser det. Skriv enkelt.", "The person reads it. Write plainly.")

func decisionDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "svara", May: policy.AnswerRequest, When: staff(Answer), Name: t("Svara", "Answer"), Says: t("Svaret lämnas på det sätt som personen bett om.", "The answer is told in the way the person wished."),
			Fields: func(p *one) []ui.Field {
				return append(said(t("Ditt svar", "Your answer"), sayToPerson)(p), toldField(p)...)
			},
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Answer(p.r.Context(), p.r.Actor, p.key(f), replyOf(f)))
			}, Done: t("Svaret är sparat.", "The answer is saved.")},
		{Path: "erbjud", May: policy.AnswerRequest, When: staff(Offer), Name: t("Erbjud en tid", "Offer a time"), Says: t("Skriv också var eller hur ni ses, och om tolk är bokad.", "Also write where or how you meet, and whether an interpreter is booked."), Fields: offerFields, Do: doOffer,
			Done: t("Tiden är sparad.", "The time is saved.")},
		{Path: "bevilja", May: policy.AnswerRequest, When: staff(Grant), Name: t("Bevilja", "Grant"), Says: t("Det som begärs görs i samma stund. Beslutet lämnas på det sätt som personen bett om.", "What is asked is done at once. The decision is told in the way the person wished."), Fields: grantFields, Do: doGrant,
			Done: t("Begäran är beviljad.", "The request is granted.")},
		{Path: "avsla", May: policy.AnswerRequest, When: staff(Refuse), Name: t("Avslå", "Refuse"), Says: t("Skälen och hur man överklagar eller klagar följer med beslutet.", "The reasons, and how one appeals or complains, go with the decision."), Danger: true,
			Fields: func(p *one) []ui.Field {
				hint := sayToPerson
				for _, a := range AppealsOf(p.Type, p.s.day()) {
					hint = t("%s Följer med: %s (%s; ska bekräftas av jurist).", "%s Goes with it: %s (%s; to be confirmed by a lawyer).").With(hint, a.Says, language.Same(a.Citation))
				}
				return append(said(t("Varför?", "Why?"), hint)(p), toldField(p)...)
			},
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Refuse(p.r.Context(), p.r.Actor, p.key(f), replyOf(f)))
			}, Done: t("Avslaget är sparat, med skäl.", "The refusal is saved, with reasons.")},
		{Path: "be-om-mer", May: policy.AnswerRequest, When: staff(AskMore), Name: t("Be personen komplettera", "Ask the person for more"), Says: t("Tiden för en fråga eller ett möte står still tills personen svarar. En månad enligt lag gör det inte.", "The time of a question or a meeting stands still until the person answers. A month of the law does not."),
			Fields: said(t("Vad behöver ni veta?", "What do you need to know?"), sayToPerson),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.AskMore(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Frågan till personen är sparad.", "The question to the person is saved.")},
		{Path: "forlang", May: policy.AnswerRequest, When: staff(Extend), Name: t("Förläng tiden med två månader", "Extend the time by two months"), Says: t("Bara när det behövs, och en gång. Personen ska få veta varför innan månaden är slut.", "Only when needed, and once. The person is told why before the month is out."),
			Fields: said(t("Varför behövs mer tid?", "Why is more time needed?"), sayToPerson),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Extend(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Tiden är förlängd. Berätta varför för personen nu.", "The time is extended. Tell the person why now.")},
		{Path: "hav", May: policy.AnswerRequest, When: lifts, Name: t("Häv begränsningen", "Lift the restriction"), Says: t("Personen ska få veta det innan. Skriv vad du har sagt.", "The person is told before. Write what you have said."),
			Fields: said(t("Vad har personen fått veta?", "What has the person been told?"), language.Text{}),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Lift(p.r.Context(), p.r.Actor, p.key(f), f.Long(fieldSaid)))
			}, Done: t("Begränsningen är hävd.", "The restriction is lifted.")},
	}
}

func offerFields(p *one) []ui.Field {
	t := language.T
	fields := []ui.Field{{Kind: ui.DateField, Name: fieldDay, Label: p.say(t("Dag", "Day")), Width: ui.Short}, {Kind: ui.TextField, Name: fieldTime, Label: p.say(t("Klockan", "Time")), Hint: p.say(t("Till exempel 13.30.", "For example 13.30.")), Width: ui.Short, MaxLength: 5},
		area(p.r, fieldSaid, t("Var eller hur, och vem personen möter", "Where or how, and whom the person meets"), sayToPerson, true)}
	return append(fields, toldField(p)...)
}

func doOffer(p *one, f *web.Form) error {
	day := f.Date(fieldDay, web.Required)
	at, err := calendar.ParseTimeOfDay(f.Text(fieldTime, web.Required, web.Max(5)))
	if err != nil {
		f.Problem(fieldTime, language.T("Skriv klockslaget så: 13.30.", "Write the time so: 13.30."))
	}
	if !day.IsZero() && !at.Exists(day) {
		f.Problem(fieldTime, language.T("Klockslaget finns inte den natten, då sommartiden börjar.", "There is no such time in that night, when summer time begins."))
	}
	in := replyOf(f)
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.Offer(p.r.Context(), p.r.Actor, p.key(f), at.On(day), in))
}

// grantFields are what a decision to do it asks, with the record as it is to be when it is a correction.
func grantFields(p *one) (out []ui.Field) {
	t := language.T
	label, needed := t("Vad har ni beslutat?", "What have you decided?"), true
	switch p.Type {
	case Extract:
		label, needed = t("Några ord som följer med utdraget", "Some words that go with the extract"), false
	case Correction:
		label = t("Vad har rättats?", "What was put right?")
		text := func(kind ui.FieldKind, name string, label language.Text, value string) {
			out = append(out, ui.Field{Kind: kind, Name: name, Label: p.say(label), Value: value, Optional: true, Autocomplete: "off", MaxLength: 300, Width: ui.Medium})
		}
		text(ui.TextField, fieldName, t("Namn", "Name"), p.Who.Name)
		text(ui.TelField, fieldPhone, t("Telefon", "Telephone"), p.Who.Phone)
		if !p.guarded(p.s) {
			text(ui.EmailField, fieldEmail, t("E-post", "E-mail"), p.Who.Email)
			text(ui.TextField, fieldAddress, t("Adress", "Address"), p.Who.Address)
		}
		out[0].Over = p.say(t("Era uppgifter om personen, som de ska vara", "Your record of the person, as it is to be"))
	}
	out = append(out, area(p.r, fieldSaid, label, sayToPerson, needed))
	return append(out, toldField(p)...)
}

func doGrant(p *one, f *web.Form) error {
	in := Granting{Reply: replyOf(f), Change: f.Has(fieldName) || f.Has(fieldPhone), Name: f.Text(fieldName, web.Max(300)),
		Reach: person.Reached{Phone: f.Text(fieldPhone, web.Max(60)), Email: f.Text(fieldEmail, web.Max(300)), Address: f.Text(fieldAddress, web.Max(300))}}
	if !f.OK() {
		return nil
	}
	return web.ErrorOf(p.s.Grant(p.r.Context(), p.r.Actor, p.key(f), in))
}

func tellDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "berattat", May: policy.AnswerRequest, When: staff(Tell), Name: t("Personen har fått svaret", "The person has been told"), Says: t("Du har berättat det, lämnat det eller lagt brevet på posten. Tiden slutar räknas.", "You have told it, handed it over or posted the letter. Time stops."),
			Do: func(p *one, f *web.Form) error { return web.ErrorOf(p.s.Told(p.r.Context(), p.r.Actor, p.key(f))) }, Done: t("Det är antecknat att personen har fått svaret.", "It is noted that the person has been told.")},
		{Path: "ring", May: policy.AnswerRequest, When: staff(Call), Name: t("Anteckna ett samtal", "Note a call"), Says: t("Efter två samtal som ingen tog skrivs ett brev i stället. Den som har skyddade personuppgifter rings igen.", "After two calls that nobody took a letter is written instead. Who has a protected identity is called again."),
			Fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.RadiosField, Name: fieldReached, Label: p.say(t("Hur gick det?", "How did it go?")), Options: []ui.Option{{Value: "yes", Label: p.say(t("Personen fick svaret", "The person was told"))}, {Value: "no", Label: p.say(t("Ingen svarade", "Nobody answered"))}}}}
			},
			Do: func(p *one, f *web.Form) error {
				reached := f.Choice(fieldReached, []string{"yes", "no"}, web.Required)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Called(p.r.Context(), p.r.Actor, p.key(f), reached == "yes"))
			}, Done: t("Samtalet är antecknat.", "The call is noted.")},
	}
}

func handDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "ta", May: policy.TakeRequest, When: takes, Name: t("Ta begäran", "Take the request"), Says: t("Du handlägger den och får se vem som begär vad. Det loggas.", "You handle it and see who asks what. That is logged."),
			Do: func(p *one, f *web.Form) error { return web.ErrorOf(p.s.Take(p.r.Context(), p.r.Actor, p.key(f))) }, Done: t("Du handlägger begäran.", "You handle the request.")},
		{Path: "ge", May: policy.TakeRequest, When: staff(Give), Name: t("Ge till en kollega", "Give it to a colleague"), Says: t("Kollegan handlägger den från nu och får veta det.", "The colleague handles it from now and is told."),
			Fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.SelectField, Name: fieldAccount, Label: p.say(t("Kollega", "Colleague")), Options: p.pick, Width: ui.Medium}}
			},
			Do: func(p *one, f *web.Form) error {
				id := f.Text(fieldAccount, web.Required, web.Max(40))
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Give(p.r.Context(), p.r.Actor, p.key(f), id))
			}, Done: t("Begäran har en ny handläggare.", "The request has a new handler.")},
	}
}

func personDeeds() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "komplettera", May: policy.FollowRequest, Group: groupThem, When: them(GiveMore), Name: t("Skriv in kompletteringen", "Write down what was given"), Says: t("Tiden går igen.", "Time goes on."), Fields: spokenSaid(t("Vad säger personen?", "What does the person say?")),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.GiveMore(p.r.Context(), p.r.Actor, p.spoken(f), f.Long(fieldSaid)))
			}, Done: t("Kompletteringen är sparad.", "What was given is saved.")},
		{Path: "tog-tiden", May: policy.FollowRequest, Group: groupThem, When: them(Accept), Name: t("Personen tar tiden", "The person takes the time"), Fields: (*one).speakerFields, Says: t("Begäran avslutas. Mötet bokar du som vanligt.", "The request is closed. You book the meeting as usual."),
			Do: func(p *one, f *web.Form) error { return web.ErrorOf(p.s.Accept(p.r.Context(), p.r.Actor, p.spoken(f))) }, Done: t("Personen tog tiden. Begäran är avslutad.", "The person took the time. The request is closed.")},
		{Path: "hjalpte", May: policy.FollowRequest, Group: groupThem, When: them(Confirm), Name: t("Det hjälpte", "It helped"), Fields: (*one).speakerFields, Says: t("Begäran avslutas.", "The request is closed."),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Confirm(p.r.Context(), p.r.Actor, p.spoken(f)))
			}, Done: t("Begäran är avslutad.", "The request is closed.")},
		{Path: "hjalpte-inte", May: policy.FollowRequest, Group: groupThem, When: them(Reopen), Name: t("Det hjälpte inte", "It did not help"), Says: t("En ny omgång börjar, med ny tid.", "A new round begins, with new time."), Fields: spokenSaid(t("Vad saknas?", "What is missing?")),
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Reopen(p.r.Context(), p.r.Actor, p.spoken(f), f.Long(fieldSaid)))
			}, Done: t("Begäran är öppen igen.", "The request is open again.")},
		{Path: "aterta", May: policy.FollowRequest, Group: groupThem, When: them(Withdraw), Name: t("Personen tar tillbaka sin begäran", "The person takes the request back"), Fields: (*one).speakerFields, Says: t("Begäran avslutas utan svar.", "The request is closed without an answer."), Danger: true,
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Withdraw(p.r.Context(), p.r.Actor, p.spoken(f)))
			}, Done: t("Begäran är återtagen.", "The request is taken back.")},
		{Path: "skriv-fullmakt", May: policy.FollowRequest, Group: groupThem, When: func(p *one) bool { return represented(p) && !takenBack(p.Events) }, Name: t("Skriv in vad fullmakten säger", "Write down what the power of attorney says"), Says: t("Det ersätter det som står här nu. Ombudet hålls till det.", "It takes the place of what stands here now. The representative is held to it."),
			Fields: func(p *one) []ui.Field {
				fields := powerFields(p.r)
				fields[0].Value = p.Content.Power.Until.String()
				for _, c := range p.Content.Power.Covers {
					fields[1].Values = append(fields[1].Values, string(c))
				}
				return fields
			},
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.NotePower(p.r.Context(), p.r.Actor, p.key(f), powerOf(f)))
			}, Done: t("Det som fullmakten säger är sparat.", "What the power of attorney says is saved.")},
		{Path: "aterta-fullmakt", May: policy.FollowRequest, Group: groupThem, When: func(p *one) bool { return represented(p) && p.Content.Power.Lasts(p.s.day()) }, Name: t("Personen har tagit tillbaka fullmakten", "The person has taken the power of attorney back"), Says: t("Från nu får ombudet inget veta och gör inget mer för personen.", "From now the representative is told nothing and does nothing more for the person."), Danger: true,
			Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.EndPower(p.r.Context(), p.r.Actor, p.key(f)))
			}, Done: t("Fullmakten gäller inte längre.", "The power of attorney holds no longer.")},
	}
}
