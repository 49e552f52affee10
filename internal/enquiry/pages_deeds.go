package enquiry

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// deeds lists the acts in the order in which the page offers them. Each does what the service's act of that name does.
func deeds() []deed {
	return slices.Concat(openDeeds(), sortDeeds(), answerDeeds(), talkDeeds(), groundDeeds(), askerDeeds(), noteDeeds(), handDeeds())
}

func openDeeds() []deed {
	t := language.T
	return []deed{
		{path: "oppna", act: policy.OpenEnquiry, main: true, name: t("Ange grund och öppna", "Record a ground and open"),
			says: t("Personen och texten visas först när du har angett på vilken grund ni får lämna uppgifter. Grunden antecknas hos er, och du blir den som handlägger frågan.", "The person and the text are shown once you have recorded on what ground you may tell. The ground is noted with you, and you become the one who handles the question."),
			when: func(p *one) bool {
				return p.Needs() && p.State.Live() && p.State != Incomplete && (p.Desk.Account == "" || p.Reads)
			},
			fields: func(p *one) ([]ui.Field, error) {
				return person.BasisFields(p.r, p.side, calendar.DateOf(p.now), language.Text{}, t("Grund för att lämna uppgifter", "Ground for giving information")), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				b := person.BasisOf(f)
				return unless(f, func() (Enquiry, error) { return p.s.OpenPerson(p.r.Context(), p.r.Actor, k, b) })
			}, done: t("Frågan är öppnad och du handlägger den.", "The question is opened and you handle it.")},
		{path: "ta", act: policy.TakeEnquiry, main: true, name: sayTake, says: t("Du blir den som handlägger frågan hos er. Den som hade den ser den inte längre.", "You become the one who handles the question at yours. Whoever had it sees it no longer."),
			when: func(p *one) bool {
				return p.State != Draft && p.Desk.Account != p.r.Actor.ID && !p.Reads && (!p.Needs() || p.Desk.Account != "")
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Take(p.r.Context(), p.r.Actor, k) })
			}, done: t("Du handlägger frågan.", "You handle the question.")},
		{path: "komplettera", act: policy.FollowEnquiry, main: true, name: t("Komplettera frågan", "Complete the question"), says: t("När frågan är hel börjar mottagarens tid.", "Once the question is whole the receiver's time begins."),
			when: func(p *one) bool { return p.can(Complete) },
			fields: func(p *one) ([]ui.Field, error) {
				return append(personFields(p.r, plan{side: p.side, now: p.now}), ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: p.say(t("Vad vill ni veta?", "What do you want to know?")), Optional: true}, healthField(p.r, textOfHealth)), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				q := Question{Number: f.Text(fieldNumber), Name: f.Text(fieldName), Purpose: f.Text(fieldPurpose), Text: f.Long(fieldText), Health: f.Ticked(fieldHealth), Certified: f.Value(fieldProtected) == protectedNo, Basis: person.BasisOf(f)}
				return unless(f, func() (Enquiry, error) { return p.s.Complete(p.r.Context(), p.r.Actor, k, q) })
			}, done: t("Frågan är hel och mottagarens tid har börjat.", "The question is whole and the receiver's time has begun.")},
	}
}

func talkDeeds() []deed {
	t := language.T
	says := func(p *one, label, hint language.Text) ui.Field {
		return ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: p.say(label), Hint: p.say(hint), Rows: 3}
	}
	return []deed{
		{path: "ge-mer", act: policy.TalkEnquiry, main: true, name: t("Svara och starta klockan", "Reply and start the clock"), receiver: t("Starta klockan igen", "Start the clock again"), says: t("Klockan går igen från nu.", "The clock goes on from now."),
			when: func(p *one) bool {
				if p.Desk.Side == Receiver { // a withdrawn consent is the asker's to make good
					return p.can(GiveMore) && p.StoppedAt.IsZero()
				}
				return p.can(GiveMore) && p.Turn == clock.Asker && p.Reads
			},
			fields: func(p *one) ([]ui.Field, error) {
				if p.Desk.Side == Receiver {
					return nil, nil
				}
				fields := []ui.Field{says(p, t("Det som mottagaren behöver", "What the receiver needs"), t("Skriv bara det som behövs.", "Write only what is needed."))}
				return append(append(fields, p.regroundFields()...), p.moreFields()...), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				m, err := p.moreOf(f)
				if err != nil {
					return err
				}
				if p.Desk.Side == Asker && m.Text == "" && len(m.Files) == 0 {
					f.Problem(fieldText, t("Skriv det som mottagaren behöver.", "Write what the receiver needs."))
				}
				return unless(f, func() (Enquiry, error) { return p.s.GiveMore(p.r.Context(), p.r.Actor, k, m) })
			}, done: t("Klockan går igen.", "The clock goes on.")},
		{path: "mer", act: policy.TalkEnquiry, name: t("Be om komplettering", "Ask for more"), says: t("Klockan står stilla tills svaret kommer. Skriv inget om personen här.", "The clock stands still until the reply comes. Write nothing about the person here."),
			when: func(p *one) bool { return p.can(AskMore) },
			fields: func(p *one) ([]ui.Field, error) {
				var options []ui.Option
				for _, c := range clock.Categories() {
					options = append(options, ui.Option{Value: string(c), Label: p.say(capital(c.Name()))})
				}
				return []ui.Field{{Kind: ui.RadiosField, Name: "category", Label: p.say(t("Vad väntar ni på?", "What do you wait for?")), Options: options, Value: string(clock.Clarification)},
					says(p, t("Vad behöver ni?", "What do you need?"), t("Motparten läser det här.", "The counterpart reads this."))}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				var all []string
				for _, c := range clock.Categories() {
					all = append(all, string(c))
				}
				why, text := clock.Category(f.Choice("category", all, web.Required)), f.Long(fieldText)
				return unless(f, func() (Enquiry, error) { return p.s.AskMore(p.r.Context(), p.r.Actor, k, why, text) })
			}, done: t("Klockan står stilla tills svaret kommer.", "The clock stands still until the reply comes.")},
		{path: "bekrafta", act: policy.TalkEnquiry, name: t("Bekräfta att ni har sett frågan", "Acknowledge the question"), says: t("Det räknas som ert första besked. Tiden för svaret ändras inte.", "It counts as your first response. The time of the answer stays."),
			when: func(p *one) bool { return p.can(Acknowledge) && p.FirstAt.IsZero() },
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Acknowledge(p.r.Context(), p.r.Actor, k) })
			}, done: t("Motparten ser att ni har frågan.", "The counterpart sees that you have the question.")},
		{path: "tid", act: policy.TalkEnquiry, name: t("Ge besked om en ny tid", "Give news of a later time"), says: t("Motparten får veta när svaret kommer i stället. Den utlovade tiden ändras inte, men ett besked i tid räknas.", "The counterpart learns when the answer comes instead. The promised time stays, but news in time counts."),
			when: func(p *one) bool { return p.can(SetTime) },
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.DateField, Name: "until", Label: p.say(t("Vilken dag kommer svaret?", "On which day does the answer come?")), Hint: p.say(t("Räknas till kl. 16.30 den dagen.", "Counts to 16:30 on that day."))}, says(p, t("Varför?", "Why?"), t("Motparten läser det här. Skriv inget om personen.", "The counterpart reads this. Write nothing about the person."))}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				d, why := f.Date("until", web.Required), f.Long(fieldText)
				return unless(f, func() (Enquiry, error) { return p.s.SetTime(p.r.Context(), p.r.Actor, k, d.At(16, 30), why) })
			}, done: t("Motparten har fått den nya tiden.", "The counterpart has the new time.")},
		{path: "lugna", act: policy.TalkEnquiry, name: t("Ta bort markeringen brådskande", "Take the mark of urgency off"), says: t("När det inte är någon nödsituation och försörjningen inte hotas inom tre arbetsdagar. Den vanliga tiden gäller då, räknad från när frågan kom. Det som redan är försenat förblir försenat.", "When it is no emergency and the livelihood is not threatened within three working days. The usual time holds then, reckoned from when the question came. What is late already stays late."),
			when: func(p *one) bool { return p.can(Calm) && p.Urgent && p.Desk.Side == Receiver },
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.TextField, Name: "why", Label: p.say(t("Varför är frågan inte brådskande?", "Why is the question not urgent?")), Hint: p.say(t("Motparten läser det här. Skriv inget om personen.", "The counterpart reads this. Write nothing about the person."))}}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Calm(p.r.Context(), p.r.Actor, k, f.Text("why")) })
			}, done: t("Frågan är inte längre brådskande. Motparten har fått skälet.", "The question is urgent no longer. The counterpart has the reason.")},
	}
}

func certifiedField(r *web.Request) ui.Field {
	return ui.Field{Kind: ui.CheckboxField, Name: fieldProtected, Label: r.Say(language.T("Jag har kontrollerat att det inte gäller någon med skyddade personuppgifter", "I have checked that it is not about somebody with a protected identity"))}
}

func fileField(r *web.Request) ui.Field {
	return ui.Field{Kind: ui.FileField, Name: file.Field, Label: r.Say(language.T("Bilaga", "Attachment")), Optional: true}
}

func askerDeeds() []deed {
	t := language.T
	return []deed{
		{path: "hjalpte", act: policy.FollowEnquiry, main: true, name: t("Avsluta frågan", "Close the question"), says: t("Hjälpte svaret? Det visas för er båda och räknas i statistiken, aldrig per person.", "Did the answer help? It is shown to you both and counted in the statistics, never per person."),
			when: func(p *one) bool { return p.can(Close) },
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.RadiosField, Name: "helped", Label: p.say(t("Hjälpte svaret?", "Did the answer help?")), Options: []ui.Option{
					{Value: "yes", Label: p.say(t("Ja", "Yes"))}, {Value: "partly", Label: p.say(t("Delvis", "Partly"))}, {Value: "no", Label: p.say(t("Nej", "No"))}}}}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Helped(p.r.Context(), p.r.Actor, k, f.Value("helped")) })
			}, done: t("Frågan är avslutad. Tack.", "The question is closed. Thank you.")},
		{path: "oppna-igen", act: policy.FollowEnquiry, name: t("Öppna frågan igen", "Reopen the question"), says: t("Frågan får en ny klocka som hör ihop med den första.", "The question gets a new clock, linked to the first."),
			when: func(p *one) bool { return p.can(Reopen) },
			fields: func(p *one) ([]ui.Field, error) {
				fields := []ui.Field{{Kind: ui.TextareaField, Name: fieldText, Label: p.say(t("Vad saknas i svaret?", "What is missing in the answer?")), Rows: 3}}
				return append(append(fields, p.regroundFields()...), p.moreFields()...), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				m, err := p.moreOf(f)
				if err != nil {
					return err
				}
				return unless(f, func() (Enquiry, error) { return p.s.Reopen(p.r.Context(), p.r.Actor, k, m) })
			}, done: t("Frågan är öppen igen.", "The question is open again.")},
		{path: "skynda", act: policy.FollowEnquiry, name: t("Gör frågan brådskande", "Make the question urgent"), says: t("En kortare tid gäller från nu. Bara en nödsituation, eller när försörjningen hotas inom tre arbetsdagar.", "A shorter time holds from now. Only an emergency, or when the livelihood is threatened within three working days."),
			when: func(p *one) bool { return p.can(Urge) && !p.Urgent },
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.TextField, Name: "why", Label: p.say(t("Varför?", "Why?")), Hint: p.say(t("Skriv inget om personen.", "Write nothing about the person."))}}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Urge(p.r.Context(), p.r.Actor, k, f.Text("why")) })
			}, done: t("Frågan är brådskande.", "The question is urgent.")},
		{path: "aterta", act: policy.FollowEnquiry, danger: true, name: t("Ta tillbaka frågan", "Take the question back"), says: t("Ingen behöver svara på den, och den räknas inte i statistiken. Det som redan är skickat står kvar hos er båda.", "Nobody needs to answer it, and it counts in no statistics. What is sent already stays with you both."),
			when: func(p *one) bool { return p.can(Withdraw) },
			fields: func(p *one) ([]ui.Field, error) {
				return []ui.Field{{Kind: ui.TextField, Name: "why", Label: p.say(t("Varför?", "Why?")), Optional: true}}, nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Withdraw(p.r.Context(), p.r.Actor, k, f.Text("why")) })
			}, done: t("Frågan är återtagen.", "The question is taken back.")},
	}
}

func handDeeds() []deed {
	t := language.T
	return []deed{
		{path: "ge", act: policy.TakeEnquiry, name: t("Lämna över till en kollega", "Give to a colleague"), says: t("Kollegan får veta det. Du ser inte längre personen eller texten.", "The colleague is told. You see the person and the text no longer."),
			when:   func(p *one) bool { return p.State.Live() || p.State == Done },
			fields: func(p *one) ([]ui.Field, error) { return p.colleagueField() },
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Assign(p.r.Context(), p.r.Actor, k, f.Text("account")) })
			}, done: t("Frågan är överlämnad.", "The question is handed over.")},
		{path: "enhet", act: policy.TakeEnquiry, name: t("Ge till en annan enhet hos er", "Give to another unit of yours"), says: t("Klockan går vidare.", "The clock goes on."),
			when: func(p *one) bool { return p.can(Forward) },
			fields: func(p *one) ([]ui.Field, error) {
				units, err := p.s.unitOptions(p.r)
				return []ui.Field{{Kind: ui.SelectField, Name: "unit", Label: p.say(t("Enhet", "Unit")), Options: units[1:], Width: ui.Medium}}, err
			},
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.PassOn(p.r.Context(), p.r.Actor, k, f.Text("unit")) })
			}, done: t("Frågan är hos den andra enheten.", "The question is with the other unit.")},
		{path: "vidare", act: policy.TakeEnquiry, name: t("Skicka vidare till rätt mottagare", "Pass on to the right receiver"), says: t("Frågan, historiken och klockan följer med. Frågaren får veta det.", "The question, the history and the clock go with it. The asker is told."),
			when: func(p *one) bool { return p.can(Forward) && p.Desk.Side == Receiver }, before: (*one).handover,
			fields: func(p *one) ([]ui.Field, error) { return p.targetFields() },
			do: func(p *one, f *web.Form, k Key) error {
				to := Target{Authority: f.Text("authority"), Why: f.Text("why", web.Required), Ground: law.GroundID(f.Text(person.FieldGround))}
				return unless(f, func() (Enquiry, error) { return p.s.Forward(p.r.Context(), p.r.Actor, k, to) })
			}, done: t("Frågan är skickad vidare. Ni behåller era kopior.", "The question is passed on. You keep your copies.")},
		{path: "forena", act: policy.TakeEnquiry, name: t("Samma fråga finns redan", "The same question is there already"), says: t("Den här frågan avslutas och fortsätter i den andra.", "This question ends and goes on in the other."),
			when:   func(p *one) bool { return p.can(Join) },
			fields: func(p *one) ([]ui.Field, error) { return p.sameField() },
			do: func(p *one, f *web.Form, k Key) error {
				return unless(f, func() (Enquiry, error) { return p.s.Join(p.r.Context(), p.r.Actor, k, f.Text("into")) })
			}, done: t("Frågan fortsätter i den andra.", "The question goes on in the other.")},
	}
}

// mostOffered is how many colleagues, boards or questions a choice offers.
const mostOffered = 300

func (p *one) colleagueField() ([]ui.Field, error) {
	options, err := p.colleagues(p.Desk.Account)
	return []ui.Field{{Kind: ui.SelectField, Name: "account", Label: p.say(language.T("Kollega", "Colleague")), Options: options, Width: ui.Medium}}, err
}

// targetFields offer the boards of the municipality and the agency, but neither of the two that have it.
func (p *one) targetFields() ([]ui.Field, error) {
	var options []ui.Option
	for _, a := range append(slices.Clip(p.names.BoardsOf(p.Municipality)), p.names.Authorities[directory.PES]) {
		if a.ID != p.Asker && a.ID != p.Receiver {
			options = append(options, ui.Option{Value: a.ID, Label: a.Title()})
		}
	}
	t := language.T
	fields := []ui.Field{{Kind: ui.SelectField, Name: "authority", Label: p.say(t("Mottagare", "Receiver")), Options: options},
		{Kind: ui.TextField, Name: "why", Label: p.say(t("Varför hör den hemma där?", "Why does it belong there?")), Hint: p.say(t("Frågaren läser det här. Skriv inget om personen.", "The asker reads this. Write nothing about the person."))}}
	if p.Personal {
		fields = append(fields, ui.Field{Kind: ui.SelectField, Name: person.FieldGround, Label: p.say(t("På vilken grund lämnas uppgifterna till den nya mottagaren?", "On which ground is the new receiver told?")),
			Hint: p.say(t("Frågarens grund gällde er. Att skicka vidare är att lämna ut.", "The asker’s ground was for you. To pass on is to disclose.")), Options: append([]ui.Option{{Label: p.say(t("Välj", "Choose"))}}, p.grounds()...)})
	}
	return fields, nil
}

// handover shows what goes along, and what does not.
func (p *one) handover() (templ.Component, error) {
	h, err := p.preview()
	if err != nil {
		return nil, err
	}
	t := language.T
	var kept []string
	for _, k := range h.Kept {
		kept = append(kept, p.say(t("%s: %s", "%s: %s").With(k.What, k.Why)))
	}
	return ui.Columns(ui.Parts(ui.Strong(p.say(t("Följer med", "Goes along"))), ui.Bullets(said(p.r, h.Copied)...)), ui.Parts(ui.Strong(p.say(t("Stannar hos er", "Stays with you"))), ui.Bullets(kept...))), nil
}

// preview is Preview of the question on the page. Whoever reads the thread has its messages and attachments before them.
func (p *one) preview() (Handover, error) {
	if !p.Reads || p.Needs() {
		return handoverOf(p.r.Context(), p.s.Trail.DB(), p.View)
	}
	messages, files := 0, 0
	for _, part := range p.Parts {
		messages, files = int(part.Seq), files+len(part.Files)
	}
	return goesAlong(messages, files), nil
}

// sameField offers the other open questions between the same two.
func (p *one) sameField() ([]ui.Field, error) {
	found, err := p.s.same(p.r.Context(), p.s.Trail.DB(), p.r.Actor, p.Enquiry)
	var options []ui.Option
	for _, i := range found {
		info, _ := contact.TopicOf(i.Topic)
		options = append(options, ui.Option{Value: i.ID, Label: p.say(language.T("%s, ställd %s", "%s, asked %s").With(info.Name, calendar.DateTime(i.SentAt.Time)))})
	}
	return []ui.Field{{Kind: ui.SelectField, Name: "into", Label: p.say(language.T("Den andra frågan", "The other question")), Options: options}}, err
}
