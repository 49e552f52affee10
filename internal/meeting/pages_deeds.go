package meeting

import (
	"slices"
	"time"

	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func calendarDownload(m Meeting, where, base string, now time.Time) web.Response {
	return download("mote.ics", "text/calendar; charset=utf-8", CalendarFile(m, where, base, now))
}

// acts are the deeds of the page.
func (s *Service) acts() web.Deeds[*one] {
	return web.Deeds[*one]{All: deeds(), May: func(p *one, act policy.Action) bool { return p.Can.May(act) }, Load: s.toAct, Show: s.oneAgain, Address: func(p *one) string { return p.Page() },
		Page: func(p *one) web.DeedPage {
			return web.DeedPage{Version: p.Version, Main: p.main(), Failed: p.failed}
		}}
}

func (p *one) silent() bool {
	return !slices.ContainsFunc(p.Offers, func(o Offer) bool { _, said := o.Says[p.Part]; return said })
}

// main is the deed that the sentence on top leads to.
func (p *one) main() string {
	now := p.s.Trail.DB().Now()
	switch {
	case !p.Works || p.State.Over():
		return ""
	case p.Passed(now):
		return "hallet"
	case p.State == Booked:
		return ""
	case p.Waits():
		return "vidare"
	case p.owesReply():
		return "svara"
	case p.State == Asked || p.State == Missed:
		return "tider"
	case p.all():
		return "boka"
	case p.State == Offered && p.silent():
		return "passar"
	}
	return "boka"
}

func (p *one) owesReply() bool {
	return p.Sort == SIP && p.Reply == NoReply && p.By != p.Part && (p.State == Asked || p.State == Offered)
}

// begun tells whether a booked meeting has begun.
func (p *one) begun() bool {
	return p.State == Booked && !p.s.Trail.DB().Now().Before(p.Starts.Time)
}

// slotField lets choose among the times offered.
func (p *one) slotField(kind ui.FieldKind, label language.Text) ui.Field {
	f := ui.Field{Kind: kind, Name: "slot", Label: p.say(label), Optional: kind == ui.CheckboxesField}
	for _, o := range p.Offers {
		f.Options = append(f.Options, ui.Option{Value: o.ID, Label: p.say(spanSaid(o.Starts.Time, o.Ends.Time).Capital())})
	}
	return f
}

// basis asks on what ground the own side tells the other what is written.
func (p *one) basis() []ui.Field {
	return p.basisIf(language.T("Om du har skrivit något om personen", "If you have written something about the person"))
}

// basisIf is basis under another heading.
func (p *one) basisIf(first language.Text) []ui.Field {
	t := language.T
	return person.BasisFields(p.r, p.side, today(p.s.Trail.DB()), first, t("På vilken grund berättar ni det för motparten?", "On which ground do you tell the counterpart?"))
}

// basisOf reads a ground when there is something to tell.
func basisOf(f *web.Form, tells bool) person.Basis {
	if !tells {
		return person.Basis{}
	}
	return person.BasisOf(f)
}

// deeds lists the acts in the order in which the page offers them.
func deeds() []web.Deed[*one] {
	return slices.Concat(deedsBefore(), deedsAfter())
}

func deedsBefore() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "svara", May: policy.WorkPersonMeeting, Name: t("Svara på kallelsen till SIP", "Reply to the call to SIP"), Says: t("Kan ni inte den dagen? Erbjud en annan tid i stället.", "Can you not on that day? Offer another time instead."),
			When: (*one).owesReply, Fields: func(p *one) []ui.Field {
				basis := p.basis()
				basis[0].Given = &ui.Given{Field: "reply", Values: []string{string(No)}, Legend: p.say(t("Om ni svarar nej", "If you reply no"))}
				return append([]ui.Field{yesNo(p.r, "reply", t("Kommer ni?", "Do you come?"), t("Ja", "Yes"), t("Nej", "No")), {Kind: ui.TextareaField, Name: "why", Label: p.say(t("Varför inte?", "Why not?")), Hint: p.say(t("Behövs vid nej.", "Needed for a no.")), Rows: 2, Optional: true, Swedish: true},
					{Kind: ui.CheckboxField, Name: "health", Label: p.say(t("Texten handlar om personens hälsa", "The text is about the person's health")), Optional: true}}, basis...)
			}, Do: func(p *one, f *web.Form) error {
				why := f.Long("why")
				return web.ErrorOf(p.s.ReplySIP(p.r.Context(), p.r.Actor, p.key(f), Reply(f.Text("reply")), why, f.Ticked("health"), basisOf(f, why != "")))
			}, Done: t("Svaret är lämnat.", "The reply is given.")},
		{Path: "passar", May: policy.WorkPersonMeeting, Name: t("Säg vilka tider som passar er", "Say which times suit you"), Says: t("De tider du inte kryssar i passar inte.", "The times that you do not tick do not suit."),
			When: func(p *one) bool { return p.State == Offered }, Fields: func(p *one) []ui.Field {
				return []ui.Field{p.slotField(ui.CheckboxesField, t("Vilka tider kan ni?", "At which times can you?"))}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Suit(p.r.Context(), p.r.Actor, p.key(f), false, f.Values()["slot"]))
			}, Done: t("Motparten ser vilka tider som passar er.", "The counterpart sees which times suit you.")},
		{Path: "boka", May: policy.WorkPersonMeeting, Name: t("Boka en av tiderna", "Book one of the times"), Says: t("Båda parter och personen ska kunna.", "Both parties and the person are to be able to come."),
			When: func(p *one) bool { return p.State == Offered }, Fields: func(p *one) []ui.Field {
				return []ui.Field{p.slotField(ui.RadiosField, t("Vilken tid?", "Which time?")), {Kind: ui.CheckboxField, Name: "person", Label: p.say(t("Personen har sagt till mig att tiden passar", "The person has told me that the time suits")), Optional: true}}
			}, Do: func(p *one, f *web.Form) error {
				slot := f.Text("slot", web.Required)
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Book(p.r.Context(), p.r.Actor, p.key(f), slot, f.Ticked("person")))
			}, Done: t("Mötet är bokat. Lägg det i kalendern och skriv ut kallelsen.", "The meeting is booked. Put it in your calendar and print the call.")},
		{Path: "tider", May: policy.WorkPersonMeeting, Name: t("Erbjud tider", "Offer times"), Says: t("Nya tider ersätter dem som var erbjudna eller bokade.", "New times replace those that were offered or booked."),
			When: func(p *one) bool { return !p.State.Over() }, Fields: func(p *one) []ui.Field {
				fields := timeFields(p.r, t("Tider att välja på", "Times to choose from"), true)
				fields = append(fields, wayField(p.r, t("Hur? Byt bara om personen hellre vill det", "How? Change only if the person would rather"), p.Way), placeField(p.r, p.Where))
				return append(fields, p.basisIf(t("Om du skriver en ny plats", "If you write another place"))...)
			}, Do: func(p *one, f *web.Form) error {
				in := Times{Spans: timesOf(f), Way: Way(f.Text("way")), Place: f.Text("place"), Basis: basisOf(f, f.Value(person.FieldGround) != "")}
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Offer(p.r.Context(), p.r.Actor, p.key(f), in))
			}, Done: t("Tiderna är erbjudna. Fråga också personen.", "The times are offered. Ask the person too.")},
		{Path: "personen-kan", May: policy.WorkPersonMeeting, Name: t("Anteckna vilka tider personen kan", "Note at which times the person can"), Says: t("När personen har svarat dig på telefon, på plats eller i brev.", "When the person has replied to you by phone, in person or by letter."),
			When: func(p *one) bool { return p.State == Offered }, Fields: func(p *one) []ui.Field {
				return []ui.Field{p.slotField(ui.CheckboxesField, t("Vilka tider kan personen?", "At which times can the person?"))}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Suit(p.r.Context(), p.r.Actor, p.key(f), true, f.Values()["slot"]))
			}, Done: t("Personens svar är antecknat.", "The person's reply is noted.")},
		{Path: "vanta", May: policy.WorkPersonMeeting, Name: t("Personen vill vänta", "The person wants to wait"), Says: t("Tiden räknas inte förrän personen kan träffas igen.", "Time does not count until the person can meet again."),
			When: func(p *one) bool { return !p.State.Over() && p.State != Booked && !p.Waits() }, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Pause(p.r.Context(), p.r.Actor, p.key(f), true))
			}, Done: t("Mötet väntar tills personen kan.", "The meeting waits until the person can.")},
		{Path: "vidare", May: policy.WorkPersonMeeting, Name: t("Personen kan träffas igen", "The person can meet again"), Says: t("Tiden räknas från och med nu.", "Time counts from now on."),
			When: func(p *one) bool { return p.Waits() }, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Pause(p.r.Context(), p.r.Actor, p.key(f), false))
			}, Done: t("Tiden räknas igen.", "Time counts again.")},
	}
}

func deedsAfter() []web.Deed[*one] {
	t := language.T
	return []web.Deed[*one]{
		{Path: "hallet", May: policy.WorkPersonMeeting, Name: t("Anteckna att mötet hölls", "Note that the meeting was held"), Says: t("Det som bestämdes läser båda i var sitt exemplar, och kan bli steg i planen.", "What was decided both read in their own copy, and can become steps of the plan."),
			When: (*one).begun, Fields: func(p *one) []ui.Field {
				fields := []ui.Field{partField(p.r, "absent", t("Var någon av parterna inte med?", "Was either party not there?"), Agency, Municipality)}
				if p.Interpreter {
					fields = append(fields, yesNo(p.r, "interpreted", t("Deltog tolken?", "Did the interpreter take part?"), t("Ja", "Yes"), t("Nej", "No")))
				}
				fields = append(fields, ui.Field{Kind: ui.TextareaField, Name: "said", Label: p.say(t("Vad kom ni fram till?", "What did you come to?")), Rows: 3, MaxLength: mostText, Optional: true, Swedish: true})
				fields = append(fields, decisionFields(p.r)...)
				fields = append(fields, ui.Field{Kind: ui.CheckboxField, Name: "health", Label: p.say(t("Det jag skrev handlar om personens hälsa, och grunden omfattar det", "What I wrote is about the person's health, and the ground covers that")), Optional: true})
				return append(fields, p.basis()...)
			}, Do: func(p *one, f *web.Form) error {
				in := Outcome{Absent: partsOf(f, "absent"), Interpreted: Need(f.Text("interpreted")), Health: f.Ticked("health"), Result: Result{Said: f.Long("said"), Decisions: decisionsOf(f)}}
				in.Basis = basisOf(f, in.Result.tidy().says())
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Held(p.r.Context(), p.r.Actor, p.key(f), in))
			}, Done: t("Mötet är antecknat som hållet.", "The meeting is noted as held.")},
		{Path: "uteblev", May: policy.WorkPersonMeeting, Name: t("Mötet blev inte av", "The meeting did not take place"), Says: t("Att personen inte kom räknas aldrig mot någon. Erbjud sedan nya tider.", "That the person did not come never counts against anybody. Then offer new times."),
			When: (*one).begun, Fields: func(p *one) []ui.Field {
				f := partField(p.r, "absent", t("Vem kom inte?", "Who did not come?"), Parts()...)
				f.Optional = false
				return []ui.Field{f}
			}, Do: func(p *one, f *web.Form) error {
				return web.ErrorOf(p.s.Missed(p.r.Context(), p.r.Actor, p.key(f), partsOf(f, "absent")))
			}, Done: t("Det är antecknat att mötet inte blev av.", "It is noted that the meeting did not take place.")},
		{Path: "avboka", May: policy.WorkPersonMeeting, Name: t("Avboka mötet", "Cancel the meeting"), Says: t("Den part som avbokar samma dag räknas som utebliven. Meddela personen på det sätt som passar den.", "A party that cancels on the day itself counts as absent. Tell the person in the way that suits them."), Danger: true,
			When: func(p *one) bool { return !p.State.Over() }, Fields: func(p *one) []ui.Field {
				return []ui.Field{{Kind: ui.RadiosField, Name: "by", Label: p.say(t("Vem avbokar?", "Who cancels?")), Options: []ui.Option{{Value: string(p.Part), Label: p.say(t("Vi", "We"))}, {Value: string(Person), Label: p.say(t("Personen", "The person"))}}}}
			}, Do: func(p *one, f *web.Form) error {
				by := Part(f.Choice("by", []string{string(p.Part), string(Person)}, web.Required))
				if !f.OK() {
					return nil
				}
				return web.ErrorOf(p.s.Cancel(p.r.Context(), p.r.Actor, p.key(f), by))
			}, Done: t("Mötet är avbokat.", "The meeting is cancelled.")},
	}
}
