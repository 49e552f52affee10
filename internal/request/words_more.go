package request

import (
	"unicode"
	"unicode/utf8"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// Happened says to staff what an act was.
func (e Event) Happened() language.Text {
	t := language.T
	switch e.Act {
	case Ask:
		return t("Begäran kom in", "The request came in")
	case Take:
		return t("Togs av en handläggare", "Taken by a caseworker")
	case Give:
		return t("Gavs till en kollega", "Given to a colleague")
	case AskMore:
		return t("Personen ombads komplettera", "The person was asked for more")
	case GiveMore:
		return t("%s kompletterade", "%s gave more").With(e.who())
	case Extend:
		return t("Tiden förlängdes, med skäl till personen", "The time was extended, with the reason to the person")
	case Answer:
		return t("Besvarad", "Answered")
	case Grant:
		return t("Beviljad", "Granted")
	case Refuse:
		return t("Avslagen", "Refused")
	case Offer:
		return t("En tid erbjöds", "A time was offered")
	case Call:
		return t("Samtal som ingen tog", "A call that nobody took")
	case Tell:
		return t("Personen har fått svaret", "The person has been told")
	case Accept:
		return t("%s tog tiden", "%s took the time").With(e.who())
	case Confirm:
		return t("%s säger att det hjälpte", "%s says that it helped").With(e.who())
	case Reopen:
		return t("%s säger att det inte hjälpte", "%s says that it did not help").With(e.who())
	case Withdraw:
		return t("%s tog tillbaka begäran", "%s took the request back").With(e.who())
	case Remind:
		return t("Påminnelse: tiden är snart ute", "Reminder: the time is soon up")
	case Raise:
		return t("Försenad: den som ansvarar för enheten har fått veta det", "Late: who answers for the unit has been told")
	case Close:
		return t("Avslutad, ingen sa något mer", "Closed, nobody said anything more")
	case EndedPower:
		return t("Personen tog tillbaka fullmakten", "The person took the power of attorney back")
	case NotedPower:
		return t("Det som fullmakten säger skrevs om", "What the power of attorney says was written anew")
	case LiftAct:
		return t("Begränsningen hävdes", "The restriction was lifted")
	}
	return language.Same(string(e.Act))
}

// who says in a word who spoke, as the first of a sentence.
func (e Event) who() language.Text {
	switch e.By {
	case Guardian:
		return language.T("Personens ställföreträdare", "The person's guardian")
	case Representative:
		return language.T("Ombudet", "The representative")
	}
	return language.T("Personen", "The person")
}

// tone is how an act looks in the history.
func (a Act) tone() ui.Level {
	switch a {
	case Grant, Answer, Offer, Tell, Accept, Confirm, Close:
		return ui.Good
	case Refuse, Reopen, Call, Remind:
		return ui.Warn
	case Raise:
		return ui.Bad
	case AskMore, Extend:
		return ui.Paused
	}
	return ui.Info
}

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text { return first(t, unicode.ToUpper) }

// lower begins a text with a small letter.
func lower(t language.Text) language.Text { return first(t, unicode.ToLower) }

func first(t language.Text, to func(rune) rune) language.Text {
	change := func(s string) string {
		c, size := utf8.DecodeRuneInString(s)
		if size == 0 {
			return s
		}
		return string(to(c)) + s[size:]
	}
	return language.T(change(t.Sv), change(t.En))
}
