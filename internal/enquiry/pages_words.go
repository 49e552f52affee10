package enquiry

import (
	"samsyn/internal/language"
)

// What the pages of this room say in more than one place.
var (
	sayInbox       = language.T("Frågor", "Questions")
	sayInboxSub    = language.T("Frågor mellan er och andra myndigheter, från alla kommuner", "Questions between you and other authorities, from every municipality")
	sayShownNow    = language.T("Urval", "Selection")
	sayNewQuestion = language.T("Ny fråga", "New question")
	sayNoteCall    = language.T("Notera ett samtal", "Note a call")
	sayByDue       = language.T("sorterade efter svarstid, närmast först", "sorted by deadline, nearest first")
	sayByLatest    = language.T("sorterade efter tid, senaste först", "sorted by time, latest first")
	sayNoNames     = language.T("Listan visar inga namn eller personnummer. Frågor om personer med skyddade uppgifter finns inte här; de tas per telefon. Tangenter: J nästa, K föregående, Enter öppna.", "The list shows no names or personal numbers. Questions about persons with a protected identity are not here; they are asked by telephone. Keys: J next, K previous, Enter opens.")
	sayNoneSuch    = language.T("Ingen fråga passar urvalet.", "No question fits the selection.")
	sayClearFilter = language.T("Visa alla öppna", "Show all open")
	sayNoneYet     = language.T("Här finns inga öppna frågor. Ställ en ny fråga, eller notera ett samtal så att också den frågan får en klocka.", "There are no open questions here. Ask a new one, or note a call so that it has a clock too.")
	sayUs          = language.T("Vi", "We")
	sayThem        = language.T("Motparten", "The counterpart")
	sayNobody      = language.T("Ingen", "Nobody")
	sayYou         = language.T("Du", "You")
	sayNobodyHas   = language.T("Ingen än", "Nobody yet")
	sayTake        = language.T("Ta frågan", "Take the question")
	sayUrgent      = language.T("Brådskande", "Urgent")
)

// fieldFrom tells from which page a form was sent, to go back there.
const fieldFrom = "fran"
