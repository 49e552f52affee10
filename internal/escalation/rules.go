package escalation

import (
	"slices"
	"time"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Names of the fields of the forms.
const (
	fieldReason  = "reason"
	fieldUntil   = "until"
	fieldText    = "text"
	fieldVersion = "version"
	fieldChoice  = "choice"
)

// longestText is how much a level may write of what it decided, in characters.
const longestText = 1000

// latest is within how many working days a new time lies.
const latest = 60

// check is the rule of a decision: one thing at a time, in words that say nothing of anybody, a new time that lies ahead.
// That it is settled without an answer is for the side that waits to say, and for the levels that both sides have together.
func (d Decision) check(e Escalation, by policy.Actor, now time.Time) error {
	today := calendar.DateOf(now)
	if d.Next {
		switch {
		case e.Level >= ladder.Heads:
			return fault.New(fault.Conflict, isHighest)
		case !slices.Contains(Reasons(), d.Reason):
			return fault.New(fault.Invalid, putRight, fault.Field(fieldReason, chooseReason))
		}
		return nil
	}
	var problems []fault.Problem
	if d.Settle && e.Level < ladder.Steering && by.Authority != e.Asks {
		return fault.New(fault.Conflict, askerSettles)
	}
	if !d.Settle {
		switch {
		case d.Until.IsZero():
			problems = append(problems, fault.Field(fieldUntil, giveDay))
		case !d.Until.After(today) || !calendar.IsWorkingDay(d.Until):
			problems = append(problems, fault.Field(fieldUntil, dayAhead))
		case calendar.WorkingDaysBetween(today, d.Until) > latest:
			problems = append(problems, fault.Field(fieldUntil, dayTooFar.With(latest)))
		}
	}
	switch {
	case d.Text == "":
		problems = append(problems, fault.Field(fieldText, sayWhat))
	case utf8.RuneCountInString(d.Text) > longestText:
		problems = append(problems, fault.Field(fieldText, tooLong.With(longestText)))
	case identity.Mentioned(d.Text, today):
		problems = append(problems, fault.Field(fieldText, noNumbers))
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, putRight, problems...)
	}
	return nil
}

var (
	putRight     = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	chooseReason = language.T("Välj varför det lyfts.", "Choose why it is raised.")
	onlyOneSide  = language.T("Frågan finns bara hos en av parterna i Samsyn, så den kan inte lyftas till båda.", "The question is with one of the parties alone in Samsyn, so it cannot be raised to both.")
	nothingWaits = language.T("Frågan väntar inte på något svar och kan inte lyftas. Öppna den igen om svaret inte räcker.", "The question waits for no answer and cannot be raised. Reopen it if the answer is not enough.")
	already      = language.T("Frågan är redan lyft.", "The question is raised already.")
	meanwhile    = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har hänt.", "Somebody else was first. Load the page again and see what has happened.")
	isOver       = language.T("Eskaleringen är avslutad. Läs in sidan på nytt.", "The escalation is ended. Load the page again.")
	isHighest    = language.T("Det är redan på högsta nivån.", "It is on the highest level already.")
	otherLevel   = language.T("Det här ligger nu hos %s, som avgör.", "This is now with %s, who decide.")
	askerSettles = language.T("På nivå 2 är det parten som väntar på svaret som kan säga att det är avgjort utan svar. Föreslå en ny tid i stället.", "On level 2 the party that waits for the answer can say that it is settled without one. Agree on a new time instead.")
	giveDay      = language.T("Ange vilken dag ni är överens om.", "Give the day that you agree on.")
	dayAhead     = language.T("Välj en arbetsdag som ligger framåt i tiden.", "Choose a working day that lies ahead.")
	dayTooFar    = language.T("Välj en dag inom %d arbetsdagar.", "Choose a day within %d working days.")
	sayWhat      = language.T("Skriv kort vad ni har bestämt.", "Write shortly what you have decided.")
	tooLong      = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	noNumbers    = language.T("Texten innehåller ett personnummer. Ta bort det: de som läser det här får inte veta vem frågan gäller.", "The text holds a personal number. Take it away: those who read this may not know whom the question is about.")
)
