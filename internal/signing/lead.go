package signing

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// reader is who looks at a round, as far as what they must do depends on it.
type reader struct {
	account, authority string
	coordinates        bool // may see to the signatures of their authority
	reads              bool // may read the draft that the round is about
}

// leadOf is the one sentence for this reader: what they must do, or what waits for whom.
func (r Round) leadOf(to reader, names map[string]string, l language.Lang) ui.Lead {
	t := language.T
	lead := func(level ui.Level, text language.Text, button *ui.Button) ui.Lead {
		return ui.Lead{Level: level, Text: ui.Text(text.In(l)), Button: button}
	}
	press := func(label language.Text, href string) *ui.Button { return &ui.Button{Label: label.In(l), Href: href} }
	var draft *ui.Button
	if to.reads {
		draft = press(t("Öppna utkastet", "Open the draft"), "/utkast/"+r.Draft)
	}
	switch r.State {
	case Completed:
		text := t("Alla har undertecknat version %d. Överenskommelsen finns i registret sedan %s.", "Everybody has signed version %d. The agreement is in the register since %s.").With(r.Text, calendar.LongDateTime(r.EndedAt.Time))
		return lead(ui.Good, text, press(t("Öppna överenskommelsen", "Open the agreement"), "/overenskommelser/"+r.Agreement))
	case Refused:
		return lead(ui.Warn, t("Version %d undertecknas inte: någon har sagt nej. Parterna kan ändra texten och lämna fram en ny version. Skäl: %s", "Version %d is not signed: somebody has refused. The parties can change the text and put forward a new version. Reason: %s").With(r.Text, r.Reason), draft)
	case Withdrawn:
		return lead(ui.Warn, t("Version %d har tagits tillbaka och kan inte undertecknas. Skäl: %s", "Version %d has been withdrawn and cannot be signed. Reason: %s").With(r.Text, r.Reason), draft)
	}
	if text, button, mine := r.mine(to, l); mine {
		return lead(ui.Neutral, text, button)
	}
	return lead(ui.Neutral, r.waiting(names), nil)
}

// mine is what the reader themselves must do in an open round.
func (r Round) mine(to reader, l language.Lang) (language.Text, *ui.Button, bool) {
	t := language.T
	press := func(label language.Text, s Slot, what string) *ui.Button {
		return &ui.Button{Label: label.In(l), Href: s.Path() + what}
	}
	for _, s := range r.Due() {
		bare := s.Decision == "" || s.Ground == "" || s.RegistryNumber == "" || s.Decided.IsZero()
		mine, ours := s.Account == to.account && s.Authority == to.authority, s.Authority == to.authority && to.coordinates
		switch {
		case s.State == Waiting && mine && bare:
			return t("Innan du kan underteckna version %d behöver delegationen registreras.", "Before you can sign version %d the delegation must be recorded.").With(r.Text), press(sayDelegation, s, "/delegation"), true
		case s.State == Waiting && mine:
			return t("Du ska läsa och underteckna version %d.", "You are to read and sign version %d.").With(r.Text), press(t("Läs och underteckna", "Read and sign"), s, "/underteckna"), true
		case s.State == Waiting && ours && bare:
			return t("%s kan inte underteckna förrän ni har registrerat delegationen.", "%s cannot sign until you have recorded the delegation.").With(s.Name), press(sayDelegation, s, "/delegation"), true
		case s.State == Brought && !ours && to.coordinates:
			return t("%s har undertecknat på papper. Ni behöver bekräfta att papperet är det ni kom överens om.", "%s has signed on paper. You need to confirm that the paper is what you agreed on.").With(s.Name), press(sayConfirm, s, "/bekrafta"), true
		}
	}
	return language.Text{}, nil, false
}

// mostNamed is how many persons the sentence names; the list under it has them all.
const mostNamed = 2

// waiting says whom an open round waits for: by name when they are few, else by party.
func (r Round) waiting(names map[string]string) language.Text {
	due := r.Due()
	if len(due) <= mostNamed {
		return language.T("Version %d väntar på %s.", "Version %d waits for %s.").With(r.Text, waitedFor(due, names))
	}
	var parties []language.Text
	seen := map[string]bool{}
	for _, s := range due {
		if !seen[s.Authority] {
			seen[s.Authority] = true
			parties = append(parties, language.Same(names[s.Authority]))
		}
	}
	return language.T("Version %d väntar på %d underskrifter, från %s. Ni behöver inte göra något nu.", "Version %d waits for %d signatures, from %s. You need not do anything now.").With(r.Text, len(due), language.List(parties...))
}

// waitedFor names who is waited for, with their party.
func waitedFor(slots []Slot, names map[string]string) language.Text {
	var all []language.Text
	for _, s := range slots {
		who := language.T("%s (%s)", "%s (%s)").With(s.Name, names[s.Authority])
		if s.State == Brought {
			who = language.T("bekräftelse av pappret från %s", "confirmation of the paper from %s").With(names[s.Authority])
		}
		all = append(all, who)
	}
	return language.List(all...)
}

// Path is where acts on a slot have their addresses.
func (s Slot) Path() string { return "/underskrift/plats/" + s.ID }
