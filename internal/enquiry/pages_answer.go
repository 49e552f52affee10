package enquiry

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The fields of an answer, named as the faults of the service name them.
const (
	fieldOutcome  = "outcome"
	fieldTest     = "test.ground"
	fieldGiven    = "given"
	fieldWithheld = "withheld"
	fieldByPhone  = "byPhone"
	fieldPart     = "part"
	fieldTopics   = "topics"
	fieldSSBTEK   = "ssbtek"
	doSend        = "skicka"
)

func (p *one) answerHeading() language.Text {
	if p.Personal {
		return language.T("Pröva sekretessen och svara", "Test secrecy and answer")
	}
	return language.T("Svara", "Answer")
}

func answerDeeds() []deed {
	t := language.T
	return []deed{
		{path: "svara", act: policy.AnswerEnquiry, main: true, name: t("Granska svaret", "Review the answer"), over: (*one).answerHeading, says: t("Steg 1 av 2. Inget skickas förrän du har granskat svaret i steg 2.", "Step 1 of 2. Nothing is sent until you have reviewed the answer in step 2."),
			when:   func(p *one) bool { return p.can(Answer) && p.Reads && !p.Needs() },
			before: (*one).replyLinks, fields: (*one).answerFields, review: (*one).reviewAnswer,
			do: func(p *one, f *web.Form, k Key) error {
				reply, err := p.replyOf(f)
				if err != nil {
					return err
				}
				return unless(f, func() (Enquiry, error) { return p.s.Answer(p.r.Context(), p.r.Actor, k, reply) })
			}, done: t("Svaret är skickat.", "The answer is sent.")},
		{path: "avboj", act: policy.AnswerEnquiry, name: t("Avböj utan att öppna", "Decline without opening"), says: t("När ni inte får eller kan lämna något. Frågaren får samma besked vare sig personen finns hos er eller inte.", "When you may not or cannot tell anything. The asker gets the same words whether the person is with you or not."),
			when: func(p *one) bool { return p.can(Refuse) && p.Needs() && p.Reads },
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) {
					return p.s.Answer(p.r.Context(), p.r.Actor, k, Reply{Outcome: NotDisclosable})
				})
			}, done: t("Beskedet är skickat.", "The word is sent.")},
		{path: "ring", act: policy.TalkEnquiry, name: t("Notera en återuppringning", "Note a call back"), says: t("Ring via växeln hos den som frågade. Skriv inget om personen.", "Call through the switchboard of whoever asked. Write nothing about the person."),
			when: func(p *one) bool {
				return p.Desk.Side == Receiver && (p.can(CallBack) || p.State == Done && p.DeliveredAt.IsZero() || !p.ReturnedAt.IsZero())
			},
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.RadiosField, Name: "reached", Label: p.say(t("Nådde du någon?", "Did you reach anybody?")), Options: []ui.Option{
					{Value: "ja", Label: p.say(t("Ja", "Yes"))}, {Value: "nej", Label: p.say(t("Nej", "No"))}}},
					{Kind: ui.TextField, Name: "note", Label: p.say(t("Anteckning", "Note")), Optional: true, Hint: p.say(t("Till exempel ”på möte till kl. 14”. Stannar hos er.", "Such as “in a meeting until 14:00”. Stays with you."))}}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				got := f.Choice("reached", []string{"ja", "nej"}, web.Required)
				return unless(f, func() (Enquiry, error) { return p.s.Call(p.r.Context(), p.r.Actor, k, got == "ja", f.Text("note")) })
			}, done: t("Samtalet är antecknat.", "The call is noted.")},
		{path: "brev", act: policy.TalkEnquiry, name: t("Notera att svaret gått som brev", "Note that the answer went by post"), says: t("Skriv ut brevet, skicka det och notera det här. Har ni ringt utan svar går brevet efter två försök.", "Print the letter, post it and note it here. When calls were not taken the letter goes after two attempts."),
			before: (*one).letterLink,
			when: func(p *one) bool {
				return p.Desk.Side == Receiver && p.State == Done && (!p.Callback || exchange.Missed(p.Attempts) >= exchange.CallsBeforeLetter)
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Letter(p.r.Context(), p.r.Actor, k) })
			}, done: t("Brevet är antecknat.", "The letter is noted.")},
		{path: "retur", act: policy.TalkEnquiry, name: t("Brevet kom tillbaka", "The letter came back"), says: t("Då är det er tur igen, och en uppgift påminner tills den är gjord.", "Then it is your turn again, and a task reminds until it is done."),
			when: func(p *one) bool {
				return p.Desk.Side == Receiver && (p.State == Done || p.State == Closed) && p.ReturnedAt.IsZero() && sent(p.Attempts)
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Returned(p.r.Context(), p.r.Actor, k) })
			}, done: t("Det är antecknat att brevet kom tillbaka.", "It is noted that the letter came back.")},
	}
}

// answerFields ask what is told and on what, in the order in which it is decided: may it, what, then the words.
func (p *one) answerFields() ([]ui.Field, error) {
	t := language.T
	outcomes := []ui.Option{}
	for _, o := range Outcomes() {
		if o.Chosen && (p.Personal || !o.Refusal && o.Outcome != ThreeParty) {
			outcomes = append(outcomes, ui.Option{Value: string(o.Outcome), Label: p.say(o.Name), Hint: p.say(o.Says)})
		}
	}
	fields := []ui.Field{{Kind: ui.RadiosField, Cards: true, Name: fieldOutcome, Label: p.say(t("Kan frågan besvaras?", "Can the question be answered?")), Options: outcomes}}
	if p.Personal {
		fields = append(fields, p.testFields()...)
	}
	fields = append(fields, ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: p.say(t("Svar till %s", "Answer to %s").With(p.other())), Rows: 5, Optional: true, Value: p.startText(),
		Hint: p.say(t("Skriv bara det som behövs för att svara på frågan. Behövs inte när du avböjer.", "Write only what is needed to answer. Not needed when you decline."))})
	if p.Personal {
		fields = append(fields, healthField(p.r, t("Svaret handlar om personens hälsa", "The answer is about the person's health")))
	}
	fields = append(fields, p.partFields()...)
	if p.topic().SSBTEK {
		fields = append(fields, ui.Field{Kind: ui.CheckboxField, Name: fieldSSBTEK, Label: p.say(t("Svaret finns i SSBTEK", "The answer is in SSBTEK")), Optional: true})
	}
	return fields, nil
}

// testFields are the secrecy test: on what ground, what is told, what is not.
func (p *one) testFields() []ui.Field {
	t := language.T
	return []ui.Field{
		{Kind: ui.SelectField, Name: fieldTest, Label: p.say(t("På vilken grund lämnas uppgifterna?", "On what ground is the information given?")), Options: append([]ui.Option{{Label: p.say(t("Inget lämnas", "Nothing is given"))}}, p.grounds()...), Value: string(p.Desk.Ground), Optional: true},
		{Kind: ui.TextField, Name: fieldGiven, Label: p.say(t("Vad lämnas ut?", "What is disclosed?")), Optional: true, Hint: p.say(t("Kort, till er egen dokumentation av prövningen.", "Short, for your own record of the test."))},
		{Kind: ui.TextField, Name: fieldWithheld, Label: p.say(t("Vad lämnas inte ut, och varför?", "What is not disclosed, and why?")), Optional: true, Hint: p.say(t("Behövs när svaret är delvis.", "Needed when the answer is partial."))},
	}
}

// grounds are those that the reader's side may tell on today.
func (p *one) grounds() (out []ui.Option) {
	for _, g := range person.Choices(p.side, calendar.DateOf(p.now)) {
		out = append(out, ui.Option{Value: string(g.ID), Label: p.say(capital(g.Name)), Hint: p.say(g.Says)})
	}
	return out
}

// partFields ask which topics are answered, how it is told and that nobody protected is concerned.
func (p *one) partFields() (fields []ui.Field) {
	t := language.T
	var left []ui.Option
	for _, topic := range p.Topics {
		if topic.AnsweredAt.IsZero() {
			info, _ := contact.TopicOf(topic.Code)
			left = append(left, ui.Option{Value: string(topic.Code), Label: p.say(info.Name)})
		}
	}
	if len(left) > 1 {
		fields = append(fields, ui.Field{Kind: ui.CheckboxesField, Name: fieldTopics, Label: p.say(t("Vad besvaras nu?", "What is answered now?")), Options: left, Optional: true},
			ui.Field{Kind: ui.CheckboxField, Name: fieldPart, Label: p.say(t("Resten besvaras senare: klockan går vidare", "The rest is answered later: the clock goes on")), Optional: true})
	}
	if p.Personal {
		fields = append(fields, ui.Field{Kind: ui.CheckboxField, Name: fieldByPhone, Label: p.say(t("Jag har lämnat svaret per telefon. Ingen text skickas.", "I gave the answer by telephone. No text is sent.")), Optional: true}, certifiedField(p.r))
	}
	return fields
}

// replyOf reads an answer.
func (p *one) replyOf(f *web.Form) (Reply, error) {
	r := Reply{Outcome: Outcome(f.Text(fieldOutcome)), Part: f.Ticked(fieldPart), Text: f.Long(fieldText), ByPhone: f.Ticked(fieldByPhone), Health: f.Ticked(fieldHealth), Certified: f.Ticked(fieldProtected),
		Test: Test{Ground: law.GroundID(f.Text(fieldTest)), Given: f.Text(fieldGiven), Withheld: f.Text(fieldWithheld)}, SSBTEK: f.Ticked(fieldSSBTEK)}
	for _, t := range f.Values()[fieldTopics] {
		r.Topics = append(r.Topics, contact.Topic(t))
	}
	var err error
	r.Files, err = filesOf(p.r, f)
	return r, err
}

// reviewAnswer shows the answer as it would be sent; only the button there sends it. What is changed goes back to the
// form as it was written.
func (p *one) reviewAnswer(f *web.Form) (*web.Response, error) {
	switch f.Value(fieldDo) {
	case doSend:
		return nil, nil
	case "andra":
		out, err := p.s.oneAgain(p.r, &failed{"svara", f})
		return &out, err
	}
	info, ok := OutcomeOf(Outcome(f.Text(fieldOutcome)))
	if !ok || !info.Chosen {
		f.Problem(fieldOutcome, language.T("Välj hur frågan besvaras.", "Choose how the question is answered."))
	}
	if f.Value(fieldText) == "" && !info.Refusal && !f.Ticked(fieldByPhone) && info.Outcome != ThreeParty {
		f.Problem(fieldText, language.T("Skriv svaret.", "Write the answer."))
	}
	if !f.OK() {
		out, err := p.s.oneAgain(p.r, &failed{"svara", f})
		return &out, err
	}
	out, err := p.reviewPage(f, info)
	return &out, err
}

func (p *one) reviewPage(f *web.Form, info OutcomeInfo) (web.Response, error) {
	t := language.T
	n, err := p.s.names(p.r.Context())
	if err != nil {
		return web.Response{}, err
	}
	title := t("Granska svaret till %s", "Review the answer to %s").With(n.of(p.Asker))
	text := f.Value(fieldText)
	if info.Outcome == NotDisclosable || text == "" {
		text = info.Says.Sv
	}
	if f.Ticked(fieldByPhone) {
		text = p.say(t("Ingen text skickas: svaret är lämnat per telefon.", "No text is sent: the answer was given by telephone."))
	}
	facts := []ui.Fact{ui.F(p.say(t("Utfall", "Outcome")), p.say(info.Name))}
	if g, ok := law.GroundOf(law.GroundID(f.Value(fieldTest))); ok && p.Personal && !info.Refusal {
		facts = append(facts, ui.F(p.say(t("Grund", "Ground")), p.say(g.Name)))
	}
	lead := ui.Lead{Text: ui.Rich(p.say(t("Steg 2 av 2. *Läs igenom*; när det är skickat kan ingen ändra det.", "Step 2 of 2. *Read it through*; once sent nobody can change it.")))}
	body := ui.Parts(ui.Heading(p.say(title), ""), ui.LeadBlock(lead), ui.SectionOf("svaret", p.say(t("Det här skickas", "This is sent")), ui.KeyValues(facts...), ui.Lines(text)), ui.FormOf(p.sendForm(f)))
	return web.Page(title, body).Frame(crumb(p.r, title)), nil
}

// sendForm carries the answer unseen to the act that sends it; an attachment is chosen here, next to the button.
func (p *one) sendForm(f *web.Form) ui.Form {
	t := language.T
	form := ui.Form{Lang: p.r.Lang, ID: "svara", Action: p.Page() + "/svara", Submit: ui.Button{Label: p.say(t("Skicka svaret", "Send the answer")), Name: fieldDo, Value: doSend},
		Other: []ui.Button{{Label: p.say(t("Ändra", "Change")), Kind: ui.Secondary, Name: fieldDo, Value: "andra"}}}
	if !f.Ticked(fieldByPhone) {
		form.Fields = append(form.Fields, fileField(p.r))
	}
	names := []string{fieldOutcome, fieldTest, fieldGiven, fieldWithheld, fieldText, fieldByPhone, fieldHealth, fieldPart, fieldProtected, fieldTopics, fieldSSBTEK, fieldVersion}
	for _, name := range names {
		for _, v := range f.Values()[name] {
			form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: name, Value: v})
		}
	}
	return form
}

// startText is the text of the standard reply that the address names.
func (p *one) startText() string { return p.standard }

// replyLinks offer the authority's standard replies to start from.
func (p *one) replyLinks() (templ.Component, error) {
	if len(p.replies) == 0 {
		return nil, nil
	}
	var links []ui.Link
	for _, reply := range p.replies {
		links = append(links, ui.Link{Label: reply.Name, Href: p.r.Link(replyParam, reply.ID) + "#svara"})
	}
	return ui.Folded(p.say(language.T("Börja från ett standardsvar", "Start from a standard reply")), ui.Links(links)), nil
}
