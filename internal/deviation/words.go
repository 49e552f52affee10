package deviation

import (
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// Fields of the forms.
const (
	fieldMunicipality = "municipality"
	fieldAsked        = "asked"
	fieldType         = "type"
	fieldHappened     = "happened"
	fieldExpected     = "expected"
	fieldWhat         = "what"
	fieldEffect       = "effect"
	fieldEffectText   = "effectText"
	fieldProposal     = "proposal"
	fieldClause       = "clause"
	fieldCommitment   = "commitment"
	fieldThing        = "thing"
	fieldSaid         = "said"
	fieldCause        = "cause"
	fieldDue          = "due"
	fieldHelped       = "helped"
	fieldMeasure      = "measure"
	fieldResult       = "result"
	fieldOwner        = "owner"
	fieldRegistry     = "registryNumber"
)

var (
	putRight           = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	meanwhile          = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har hänt.", "Somebody else was first. Load the page again and see what has happened.")
	notNow             = language.T("Det går inte nu: avvikelsen är %s. Läs in sidan på nytt.", "It cannot be done now: the deviation is %s. Load the page again.")
	chooseMunicipality = language.T("Välj kommunen det gäller.", "Choose the municipality it concerns.")
	noOtherSide        = language.T("Er myndighet samverkar inte i den kommunen. Välj en kommun där ni är part.", "Your authority does not collaborate in that municipality. Choose one where you are a party.")
	notTheOtherSide    = language.T("Den myndigheten är inte den andra parten i kommunen.", "That authority is not the other party in the municipality.")
	chooseType         = language.T("Välj vad det gäller.", "Choose what it is about.")
	chooseEffect       = language.T("Välj vad det fick följder för.", "Choose what it had consequences for.")
	chooseHelped       = language.T("Välj om det hjälpte.", "Choose whether it helped.")
	sayEffect          = language.T("Skriv vilka följder det fick, eller välj att det inte fått några än.", "Write what consequences it had, or choose that there are none yet.")
	saySomething       = language.T("Skriv så att den andra parten förstår.", "Write so that the other party understands.")
	tooLong            = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	noNumber           = language.T("Texten innehåller ett personnummer. Ta bort numret: en avvikelse beskrivs utan uppgifter om enskilda.", "The text holds a personal number. Take it away: a deviation is described without anything about individuals.")
	notYetHappened     = language.T("Dagen har inte varit än. Ange när det hände.", "That day is still to come. Say when it happened.")
	tooLongAgo         = language.T("Det är mer än ett år sedan. Ta upp det i styrgruppen i stället.", "That is more than a year ago. Raise it in the steering group instead.")
	dueAhead           = language.T("Välj en dag som inte har varit.", "Choose a day that is still to come.")
	sayCause           = language.T("Skriv varför det blev så, med några ord.", "Write in a few words why it came about.")
	noCommitment       = language.T("Överenskommelsen har inget sådant åtagande.", "The agreement has no such commitment.")
	placeUnread        = language.T("Platsen i listan går inte att läsa. Börja om från första sidan.", "The place in the list cannot be read. Begin again from the first page.")
	noFile             = language.T("Ni läser avvikelsen i styrgruppen och har ingen akt över den. De två parterna diarieför den.", "You read the deviation in the steering group and have no file of it. The two parties register it.")
	fileDestroyed      = language.T("En akt över avvikelsen är gallrad, så den kan inte öppnas igen. Rapportera en ny.", "A file of the deviation has been destroyed, so it cannot be opened again. Report a new one.")
	notByPerson        = language.T("Det där ser ut som ett personnummer. Sök på avvikelsens diarienummer hos er: det du söker på står i adressen och sparas i webbläsaren.", "That looks like a personal number. Search by your registry number of the deviation: what you search by stands in the address and is kept by the browser.")
	noClause           = language.T("Skriv paragrafens nummer.", "Write the number of the clause.")
)

// longest is how much may be written in one field, in characters.
const longest = 2000

func problem(field string, text language.Text) error {
	return fault.New(fault.Invalid, putRight, fault.Field(field, text))
}

// neutral refuses a text that names somebody by number, or is too long; an empty one where something is needed.
func neutral(field, text string, needed bool, on calendar.Date) error {
	switch {
	case text == "" && needed:
		return problem(field, saySomething)
	case utf8.RuneCountInString(text) > longest:
		return problem(field, tooLong.With(longest))
	case identity.Mentioned(text, on):
		return problem(field, noNumber)
	}
	return nil
}
