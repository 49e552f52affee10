package enquiry

import (
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// lead is the one sentence for this reader: who must do what by when, with the button that does it.
func (p *one) lead() ui.Lead {
	var text language.Text
	var button *ui.Button
	level := ui.Neutral
	switch {
	case !p.Desk.LeftAt.IsZero():
		text = language.T("Ni har skickat frågan vidare till %s. Ni behåller era kopior.", "You have passed the question on to %s. You keep your copies.").With(p.names.of(p.Receiver))
	case p.State.Live() && p.Desk.Side == Receiver:
		text, button = p.receiverLead()
	case p.State.Live():
		text, button = p.askerLead()
	case p.State == Done:
		text, button = p.doneLead()
	default:
		text = p.overLead()
	}
	if p.State == Open && p.Desk.Mine {
		level, _, _ = ticking(p.Enquiry, p.now)
	}
	return ui.Lead{Level: level, Text: ui.Rich(p.say(text)), Button: button}
}

func (p *one) button(path string, label language.Text) *ui.Button {
	return &ui.Button{Label: p.say(label), Href: "#" + path}
}

// by says until when, and how much is left: "senast tisdag 29 december kl. 16.30*. 1 arbetsdag kvar".
func (p *one) by() language.Text {
	due := p.Clock.Due(p.now)
	return language.T("*senast %s*. %s", "*by %s*. %s").With(shortTime(due, p.now), left(due, p.now))
}

func (p *one) receiverLead() (language.Text, *ui.Button) {
	t := language.T
	switch {
	case p.State == Incomplete:
		return t("%s ska komplettera frågan. *Er tid börjar när det är gjort.*", "%s is to complete the question. *Your time begins when that is done.*").With(p.other()), nil
	case p.State == Paused && !p.StoppedAt.IsZero():
		return t("Samtycket är återkallat. *Lämna inget mer med stöd av det.* %s anger en ny grund eller avslutar frågan; klockan står stilla så länge.", "The consent is withdrawn. *Tell nothing more on it.* %s records a new ground or ends the question; the clock stands still meanwhile.").With(p.other()), nil
	case p.State == Paused && p.Turn == clock.Asker:
		return t("Ni väntar på att *%s svarar*. Klockan står stilla så länge.", "You wait for *%s to reply*. The clock stands still meanwhile.").With(p.other()), p.button("ge-mer", t("Fortsätt utan svar", "Go on without a reply"))
	case p.State == Paused:
		return t("Klockan står stilla: *%s*.", "The clock stands still: *%s*.").With(p.pauseName()), p.button("ge-mer", t("Starta klockan igen", "Start the clock again"))
	case p.Needs() && p.Can.May(policy.OpenEnquiry):
		return t("Ange en grund och öppna frågan, och svara sedan %s %s.", "Record a ground and open the question, then answer %s %s.").With(p.other(), p.by()), p.button("oppna", t("Ange grund och öppna", "Record a ground and open"))
	case !p.Reads && p.Desk.Account == "":
		return t("Ingen har tagit frågan. Svara %s %s.", "Nobody has taken the question. Answer %s %s.").With(p.other(), p.by()), p.button("ta", sayTake)
	case p.unsorted() && p.Reads:
		return t("Frågan kom utan ämne. *Läs den och ange vad den gäller*, så följer tiden av det. Till dess: svara %s %s.", "The question came without a topic. *Read it and say what it is about*, and its time follows from that. Until then: answer %s %s.").With(p.other(), p.by()), p.button("sortera", t("Ange vad frågan gäller", "Say what the question is about"))
	case !p.Reads:
		return t("%s handlägger frågan och ska svara %s %s.", "%s handles the question and is to answer %s %s.").With(orDash(p.accounts[p.Desk.Account]), p.other(), p.by()), nil
	case p.Personal:
		return t("Du ska pröva sekretessen och svara %s %s.", "You are to test secrecy and answer %s %s.").With(p.other(), p.by()), p.button("svara", t("Pröva och svara", "Test and answer"))
	}
	return t("Du ska svara %s %s.", "You are to answer %s %s.").With(p.other(), p.by()), p.button("svara", t("Svara", "Answer"))
}

func (p *one) askerLead() (language.Text, *ui.Button) {
	t := language.T
	switch {
	case p.State == Incomplete:
		return t("Frågan är skickad men inte hel. *Komplettera den*; %s tid börjar först då.", "The question is sent but not whole. *Complete it*; the time of %s begins only then.").With(genitive(p.other())), p.button("komplettera", t("Komplettera frågan", "Complete the question"))
	case p.State == Paused && !p.StoppedAt.IsZero():
		return t("Samtycket är återkallat. *Ange en ny grund eller avsluta frågan*; klockan står stilla så länge.", "The consent is withdrawn. *Record a new ground or end the question*; the clock stands still meanwhile."), p.button("ny-grund", t("Ange en ny grund", "Record a new ground"))
	case p.State == Paused && p.Turn == clock.Asker:
		return t("%s behöver mer av er. *Klockan står stilla tills ni svarar.*", "%s needs more from you. *The clock stands still until you reply.*").With(p.other()), p.button("ge-mer", t("Svara på det de behöver", "Give what they need"))
	case p.State == Paused:
		return t("Klockan står stilla hos %s: *%s*.", "The clock stands still at %s: *%s*.").With(p.other(), p.pauseName()), nil
	}
	return t("%s ska svara er %s.", "%s is to answer you %s.").With(p.other(), p.by()), nil
}

func genitive(name language.Text) language.Text {
	if n := len(name.Sv); n > 0 && name.Sv[n-1] == 's' {
		return name
	}
	return language.T(name.Sv+"s", name.En)
}

func (p *one) pauseName() language.Text {
	if n := len(p.Clock.Pauses); n > 0 {
		return p.Clock.Pauses[n-1].Category.Name()
	}
	return p.State.Name()
}

func (p *one) doneLead() (language.Text, *ui.Button) {
	t := language.T
	if p.Desk.Side == Receiver {
		missed := exchange.Missed(p.Attempts)
		switch {
		case !p.ReturnedAt.IsZero():
			return t("*Brevet kom tillbaka.* Ta reda på hur den som frågade nås och skicka svaret på nytt.", "*The letter came back.* Find out how whoever asked is reached and send the answer again."), p.button("ring", t("Notera ett nytt försök", "Note another attempt"))
		case p.Callback && p.DeliveredAt.IsZero() && missed >= exchange.CallsBeforeLetter:
			return t("Ni har ringt %d gånger utan svar. *Skicka svaret som brev.*", "You have called %d times without reaching anybody. *Send the answer as a letter.*").With(missed), p.button("brev", t("Notera brevet", "Note the letter"))
		case p.Callback && p.DeliveredAt.IsZero():
			return t("Ring upp %s med svaret: försök %d av %d. Därefter skickas brev.", "Call %s back with the answer: attempt %d of %d. Then a letter is sent.").With(p.other(), missed+1, exchange.CallsBeforeLetter), p.button("ring", t("Notera samtalet", "Note the call"))
		}
		return t("Ni svarade %s. %s kan säga om svaret hjälpte eller öppna frågan igen.", "You answered %s. %s may say whether it helped, or reopen the question.").With(calendar.LongDateTime(p.AnsweredAt.Time), p.other()), nil
	}
	info, _ := OutcomeOf(p.Outcome)
	return t("%s svarade %s. *%s* Säg om svaret hjälpte.", "%s answered %s. *%s* Say whether the answer helped.").With(p.other(), shortTime(p.AnsweredAt.Time, p.now), info.Says), p.button("hjalpte", t("Säg om svaret hjälpte", "Say whether it helped"))
}

func (p *one) overLead() language.Text {
	t := language.T
	switch p.State {
	case Withdrawn:
		return t("Frågan är återtagen. Ingen behöver göra något.", "The question is taken back. Nobody needs to do anything.")
	case Joined:
		return t("Frågan hör till en annan fråga och fortsätter där.", "The question belongs to another one and goes on there.")
	}
	info, _ := OutcomeOf(p.Outcome)
	return t("Frågan är avslutad. %s", "The question is closed. %s").With(info.Says)
}
