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

func decisionDeeds() []deed {
	t := language.T
	return []deed{
		{path: "svara", act: Answer, side: Staff, may: policy.AnswerRequest, name: t("Svara", "Answer"), says: t("Svaret lämnas på det sätt som personen bett om.", "The answer is told in the way the person wished."),
			fields: func(p *one) []ui.Field {
				return append(said(t("Ditt svar", "Your answer"), sayToPerson)(p), toldField(p)...)
			},
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.Answer(p.r.Context(), p.r.Actor, k, replyOf(f))
			}, done: t("Svaret är sparat.", "The answer is saved.")},
		{path: "erbjud", act: Offer, side: Staff, may: policy.AnswerRequest, name: t("Erbjud en tid", "Offer a time"), says: t("Skriv också var eller hur ni ses, och om tolk är bokad.", "Also write where or how you meet, and whether an interpreter is booked."), fields: offerFields, do: doOffer,
			done: t("Tiden är sparad.", "The time is saved.")},
		{path: "bevilja", act: Grant, side: Staff, may: policy.AnswerRequest, name: t("Bevilja", "Grant"), says: t("Det som begärs görs i samma stund. Beslutet lämnas på det sätt som personen bett om.", "What is asked is done at once. The decision is told in the way the person wished."), fields: grantFields, do: doGrant,
			done: t("Begäran är beviljad.", "The request is granted.")},
		{path: "avsla", act: Refuse, side: Staff, may: policy.AnswerRequest, name: t("Avslå", "Refuse"), says: t("Skälen och hur man överklagar eller klagar följer med beslutet.", "The reasons, and how one appeals or complains, go with the decision."), danger: true,
			fields: func(p *one) []ui.Field {
				hint := sayToPerson
				for _, a := range AppealsOf(p.Type, p.s.day()) {
					hint = t("%s Följer med: %s (%s; ska bekräftas av jurist).", "%s Goes with it: %s (%s; to be confirmed by a lawyer).").With(hint, a.Says, language.Same(a.Citation))
				}
				return append(said(t("Varför?", "Why?"), hint)(p), toldField(p)...)
			},
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.Refuse(p.r.Context(), p.r.Actor, k, replyOf(f))
			}, done: t("Avslaget är sparat, med skäl.", "The refusal is saved, with reasons.")},
		{path: "be-om-mer", act: AskMore, side: Staff, may: policy.AnswerRequest, name: t("Be personen komplettera", "Ask the person for more"), says: t("Tiden för en fråga eller ett möte står still tills personen svarar. En månad enligt lag gör det inte.", "The time of a question or a meeting stands still until the person answers. A month of the law does not."),
			fields: said(t("Vad behöver ni veta?", "What do you need to know?"), sayToPerson),
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.AskMore(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Frågan till personen är sparad.", "The question to the person is saved.")},
		{path: "forlang", act: Extend, side: Staff, may: policy.AnswerRequest, name: t("Förläng tiden med två månader", "Extend the time by two months"), says: t("Bara när det behövs, och en gång. Personen ska få veta varför innan månaden är slut.", "Only when needed, and once. The person is told why before the month is out."),
			fields: said(t("Varför behövs mer tid?", "Why is more time needed?"), sayToPerson),
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.Extend(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Tiden är förlängd. Berätta varför för personen nu.", "The time is extended. Tell the person why now.")},
		{path: "hav", act: LiftAct, side: Staff, may: policy.AnswerRequest, name: t("Häv begränsningen", "Lift the restriction"), says: t("Personen ska få veta det innan. Skriv vad du har sagt.", "The person is told before. Write what you have said."),
			fields: said(t("Vad har personen fått veta?", "What has the person been told?"), language.Text{}),
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.Lift(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Begränsningen är hävd.", "The restriction is lifted.")},
	}
}

func offerFields(p *one) []ui.Field {
	t := language.T
	fields := []ui.Field{{Kind: ui.DateField, Name: fieldDay, Label: p.say(t("Dag", "Day")), Width: ui.Short}, {Kind: ui.TextField, Name: fieldTime, Label: p.say(t("Klockan", "Time")), Hint: p.say(t("Till exempel 13.30.", "For example 13.30.")), Width: ui.Short, MaxLength: 5},
		area(p.r, fieldSaid, t("Var eller hur, och vem personen möter", "Where or how, and whom the person meets"), sayToPerson, true)}
	return append(fields, toldField(p)...)
}

func doOffer(p *one, f *web.Form, k Key) (Request, error) {
	day := f.Date(fieldDay, web.Required)
	at, err := calendar.ParseTimeOfDay(f.Text(fieldTime, web.Required, web.Max(5)))
	if err != nil {
		f.Problem(fieldTime, language.T("Skriv klockslaget så: 13.30.", "Write the time so: 13.30."))
	}
	in := replyOf(f)
	if !f.OK() {
		return Request{}, nil
	}
	return p.s.Offer(p.r.Context(), p.r.Actor, k, at.On(day), in)
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

func doGrant(p *one, f *web.Form, k Key) (Request, error) {
	in := Granting{Reply: replyOf(f), Change: f.Has(fieldName) || f.Has(fieldPhone), Name: f.Text(fieldName, web.Max(300)),
		Reach: person.Reached{Phone: f.Text(fieldPhone, web.Max(60)), Email: f.Text(fieldEmail, web.Max(300)), Address: f.Text(fieldAddress, web.Max(300))}}
	if !f.OK() {
		return Request{}, nil
	}
	return p.s.Grant(p.r.Context(), p.r.Actor, k, in)
}

func tellDeeds() []deed {
	t := language.T
	return []deed{
		{path: "berattat", act: Tell, side: Staff, may: policy.AnswerRequest, name: t("Personen har fått svaret", "The person has been told"), says: t("Du har berättat det, lämnat det eller lagt brevet på posten. Tiden slutar räknas.", "You have told it, handed it over or posted the letter. Time stops."),
			do: func(p *one, _ *web.Form, k Key) (Request, error) { return p.s.Told(p.r.Context(), p.r.Actor, k) }, done: t("Det är antecknat att personen har fått svaret.", "It is noted that the person has been told.")},
		{path: "ring", act: Call, side: Staff, may: policy.AnswerRequest, name: t("Anteckna ett samtal", "Note a call"), says: t("Efter två samtal som ingen tog skrivs ett brev i stället. Den som har skyddade personuppgifter rings igen.", "After two calls that nobody took a letter is written instead. Who has a protected identity is called again."),
			fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.RadiosField, Name: fieldReached, Label: p.say(t("Hur gick det?", "How did it go?")), Options: []ui.Option{{Value: "yes", Label: p.say(t("Personen fick svaret", "The person was told"))}, {Value: "no", Label: p.say(t("Ingen svarade", "Nobody answered"))}}}}
			},
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				reached := f.Choice(fieldReached, []string{"yes", "no"}, web.Required)
				if !f.OK() {
					return Request{}, nil
				}
				return p.s.Called(p.r.Context(), p.r.Actor, k, reached == "yes")
			}, done: t("Samtalet är antecknat.", "The call is noted.")},
	}
}

func handDeeds() []deed {
	t := language.T
	return []deed{
		{path: "ta", act: Take, side: Staff, may: policy.TakeRequest, name: t("Ta begäran", "Take the request"), says: t("Du handlägger den och får se vem som begär vad. Det loggas.", "You handle it and see who asks what. That is logged."),
			do: func(p *one, _ *web.Form, k Key) (Request, error) { return p.s.Take(p.r.Context(), p.r.Actor, k) }, done: t("Du handlägger begäran.", "You handle the request.")},
		{path: "ge", act: Give, side: Staff, may: policy.TakeRequest, name: t("Ge till en kollega", "Give it to a colleague"), says: t("Kollegan handlägger den från nu och får veta det.", "The colleague handles it from now and is told."),
			fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.SelectField, Name: fieldAccount, Label: p.say(t("Kollega", "Colleague")), Options: p.pick, Width: ui.Medium}}
			},
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				id := f.Text(fieldAccount, web.Required, web.Max(40))
				if !f.OK() {
					return Request{}, nil
				}
				return p.s.Give(p.r.Context(), p.r.Actor, k, id)
			}, done: t("Begäran har en ny handläggare.", "The request has a new handler.")},
	}
}

func personDeeds() []deed {
	t := language.T
	return []deed{
		{path: "komplettera", act: GiveMore, side: Them, may: policy.FollowRequest, name: t("Skriv in kompletteringen", "Write down what was given"), says: t("Tiden går igen.", "Time goes on."), fields: said(t("Vad säger personen?", "What does the person say?"), language.Text{}),
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.GiveMore(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Kompletteringen är sparad.", "What was given is saved.")},
		{path: "tog-tiden", act: Accept, side: Them, may: policy.FollowRequest, name: t("Personen tar tiden", "The person takes the time"), says: t("Begäran avslutas. Mötet bokar du som vanligt.", "The request is closed. You book the meeting as usual."),
			do: func(p *one, _ *web.Form, k Key) (Request, error) { return p.s.Accept(p.r.Context(), p.r.Actor, k) }, done: t("Personen tog tiden. Begäran är avslutad.", "The person took the time. The request is closed.")},
		{path: "hjalpte", act: Confirm, side: Them, may: policy.FollowRequest, name: t("Det hjälpte", "It helped"), says: t("Begäran avslutas.", "The request is closed."),
			do: func(p *one, _ *web.Form, k Key) (Request, error) { return p.s.Confirm(p.r.Context(), p.r.Actor, k) }, done: t("Begäran är avslutad.", "The request is closed.")},
		{path: "hjalpte-inte", act: Reopen, side: Them, may: policy.FollowRequest, name: t("Det hjälpte inte", "It did not help"), says: t("En ny omgång börjar, med ny tid.", "A new round begins, with new time."), fields: said(t("Vad saknas?", "What is missing?"), language.Text{}),
			do: func(p *one, f *web.Form, k Key) (Request, error) {
				return p.s.Reopen(p.r.Context(), p.r.Actor, k, f.Long(fieldSaid))
			}, done: t("Begäran är öppen igen.", "The request is open again.")},
		{path: "aterta", act: Withdraw, side: Them, may: policy.FollowRequest, name: t("Personen tar tillbaka sin begäran", "The person takes the request back"), says: t("Begäran avslutas utan svar.", "The request is closed without an answer."), danger: true,
			do: func(p *one, _ *web.Form, k Key) (Request, error) { return p.s.Withdraw(p.r.Context(), p.r.Actor, k) }, done: t("Begäran är återtagen.", "The request is taken back.")},
	}
}
