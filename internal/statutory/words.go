package statutory

import (
	"strings"

	"samsyn/internal/language"
)

// Fields of the forms, named as the faults name them.
const (
	fieldType      = "type"
	fieldPlace     = "municipality"
	fieldReceiver  = "receiver"
	fieldHappened  = "happened"
	fieldNumber    = "number"
	fieldName      = "name"
	fieldProtected = "certified"
	fieldDespite   = "despite"
	fieldOutcome   = "outcome"
	fieldText      = "text"
	fieldAccount   = "account"
	fieldUnit      = "unit"
	fieldApplies   = "applies"
	fieldCitation  = "citation"
	fieldDo        = "gor"
)

var (
	cannotSend   = language.T("Underrättelsen kan inte skickas än.", "The notice cannot be sent yet.")
	cannotDo     = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	meanwhile    = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har hänt.", "Somebody else was first. Load the page again and see what has happened.")
	notNow       = language.T("Det går inte nu: underrättelsen är %s. Läs in sidan på nytt.", "It cannot be done now: the notice is %s. Load the page again.")
	tooLong      = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	noNumberHere = language.T("Skriv inget personnummer här.", "Write no personal number here.")
	badNumber    = language.T("Numret stämmer inte. Kontrollera det och skriv tolv siffror.", "The number is not right. Check it and write twelve digits.")
	phoneOnly    = language.T("Intyga att det inte rör någon med skyddade personuppgifter. Gör det det: skriv inget här, ring i stället.", "Certify that it is not about somebody with a protected identity. If it is: write nothing here, telephone instead.")
	notThere     = language.T("Det finns ingen sådan underrättelse.", "There is no such notice.")
	notOurs      = language.T("Den underrättelsen lämnas av %s, inte av er.", "That notice is given by %s, not by you.")
	notInForce   = language.T("Den underrättelsen gäller inte för en händelse den dagen, så den får inte skickas.", "That notice does not hold for an event on that day, so it may not be sent.")
	sayText      = language.T("Skriv så att den andra parten förstår.", "Write so that the other party understands.")
	wrongUnit    = language.T("Välj en annan enhet hos er.", "Choose another unit of yours.")
	nobodySuch   = language.T("Välj en kollega som handlägger underrättelser.", "Choose a colleague who handles notices.")
	noReceiver   = language.T("Katalogen säger inte vilken nämnd i kommunen det är för. Be kommunen ange det, eller ring.", "The directory does not say which board of the municipality it is for. Ask the municipality to enter it, or telephone.")
)

// longestText is how much may be written in one message, in characters.
const longestText = 2000

// capital begins a text with a capital letter.
func capital(t language.Text) language.Text {
	up := func(s string) string {
		if s == "" {
			return s
		}
		r := []rune(s)
		return strings.ToUpper(string(r[0])) + string(r[1:])
	}
	return language.T(up(t.Sv), up(t.En))
}
