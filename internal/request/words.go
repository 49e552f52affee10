package request

import (
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Fields of the forms.
const (
	fieldType         = "kind"
	fieldChannel      = "channel"
	fieldBy           = "by"
	fieldByName       = "byName"
	fieldUntil        = "powerUntil"
	fieldCovers       = "powerCovers"
	fieldChecked      = "checked"
	fieldMunicipality = "municipality"
	fieldNumber       = "number"
	fieldName         = "name"
	fieldText         = "text"
	fieldWish         = "wish"
	fieldPhone        = "phone"
	fieldEmail        = "email"
	fieldAddress      = "address"
	fieldCame         = "came"
	fieldForm         = "meetingForm"
	fieldLanguage     = "interpreter"
	fieldAccessible   = "accessible"
	fieldWhen         = "when"
	fieldTake         = "take"
	fieldSaid         = "said"
	fieldDay          = "day"
	fieldTime         = "time"
	fieldTold         = "told"
	fieldReached      = "reached"
	fieldAccount      = "account"
	fieldRegistry     = "registryNumber"
)

var (
	putRight      = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	meanwhile     = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har hänt.", "Somebody else was first. Load the page again and see what has happened.")
	notNow        = language.T("Det går inte nu: begäran är %s. Läs in sidan på nytt.", "It cannot be done now: the request is %s. Load the page again.")
	chooseType    = language.T("Välj vad personen begär.", "Choose what the person asks for.")
	chooseChannel = language.T("Välj hur begäran kom.", "Choose how the request came.")
	chooseBy      = language.T("Välj vem som frågar.", "Choose who asks.")
	sayByName     = language.T("Skriv vem som frågar för personen.", "Write who asks for the person.")
	chooseChecked = language.T("Välj hur du kontrollerade vem det är.", "Choose how you made sure who it is.")
	numberNeeded  = language.T("Skriv personnummer eller samordningsnummer med tolv siffror.", "Write a personal or coordination number of twelve digits.")
	chooseWish    = language.T("Välj hur personen vill få svaret.", "Choose how the person wishes to be told.")
	phoneNeeded   = language.T("Skriv numret som svaret ska lämnas på.", "Write the number at which the answer is to be told.")
	addressNeeded = language.T("Skriv adressen som svaret ska skickas till.", "Write the address to which the answer is to be sent.")
	choosePlace   = language.T("Välj vilken kommun det gäller.", "Choose which municipality it concerns.")
	cameAhead     = language.T("Dagen har inte varit än. Ange när begäran kom in.", "That day is still to come. Say when the request came in.")
	cameLongAgo   = language.T("Det är mer än ett år sedan. Ange en senare dag.", "That is more than a year ago. Give a later day.")
	chooseForm    = language.T("Välj hur personen vill ses.", "Choose how the person wishes to meet.")
	paperNeeded   = language.T("Bifoga fullmakten: utan den lämnas inget till ett ombud.", "Attach the power of attorney: without it nothing is told to a representative.")
	powerIsOver   = language.T("Fullmakten gällde till och med %s. Be om en ny, eller låt personen själv höra av sig.", "The power of attorney held until %s. Ask for a new one, or let the person be in touch.")
	powerIsNarrow = language.T("Fullmakten ger inte ombudet rätt till det här. Låt personen själv höra av sig.", "The power of attorney does not let the representative do this. Let the person be in touch.")
	newPaper      = language.T("Personen har tagit tillbaka fullmakten. Har ombudet fått en ny, skriv in en ny begäran med den bifogad.", "The person has taken the power of attorney back. If the representative has got a new one, enter a new request with it attached.")
	sayAsked      = language.T("Skriv vad personen frågar eller vill.", "Write what the person asks or wishes.")
	noPower       = language.T("Det finns ingen fullmakt: personen har inget ombud i den här begäran.", "There is no power of attorney: the person has no representative in this request.")
	chooseCovers  = language.T("Välj bland det som står här.", "Choose among what stands here.")
	chooseSpeaker = language.T("Välj personen själv, eller den som frågade för personen.", "Choose the person, or whoever asked for the person.")
	saySomething  = language.T("Skriv så att personen förstår.", "Write so that the person understands.")
	sayWhy        = language.T("Skriv varför. Personen får läsa det.", "Write why. The person gets to read it.")
	tooLong       = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	timeAhead     = language.T("Välj en tid som inte har varit.", "Choose a time that is still to come.")
	nobodySuch    = language.T("Välj en kollega som handlägger hos er, och som får se personen.", "Choose a colleague who handles such things at yours and may see the person.")
	monthIsOut    = language.T("Månaden har gått ut. Beslutet kan inte skjutas upp längre.", "The month is out. The decision cannot be put off any longer.")
	phoneOnly     = language.T("Personen nås bara per telefon, på plats eller på sina egna sidor. Skicka inget brev.", "The person is reached by telephone, in person or on their own pages only. Send no letter.")
	noneYet       = language.T("Det finns inget svar att skriva ut än.", "There is no answer to print yet.")
	sayChanged    = language.T("Skriv vad som rättats, och var.", "Write what was put right, and where.")
)

// longest is how much may be written in one field, in characters.
const longest = 4000

func problem(field string, text language.Text) error {
	return fault.New(fault.Invalid, putRight, fault.Field(field, text))
}

// written tidies a text and refuses one that is too long, or empty where something is needed.
func written(field, text string, needed bool, missing language.Text) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "" && needed:
		return "", problem(field, missing)
	case utf8.RuneCountInString(text) > longest:
		return "", problem(field, tooLong.With(longest))
	}
	return text, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
