package handover

import "samsyn/internal/language"

// purposeBack is what the receiver tells the sender for, unless it says something else.
const purposeBack = "gemensam planering mot arbete eller studier"

var (
	meanwhile     = language.T("Någon annan har ändrat överlämningen under tiden. Läs in sidan igen.", "Somebody else has changed the hand-over meanwhile. Load the page again.")
	cannotSend    = language.T("Överlämningen kan inte skickas än.", "The hand-over cannot be sent yet.")
	cannotReceive = language.T("Avsändaren har inte längre någon grund att lämna ut uppgifterna. Överlämningen kan inte tas emot förrän avsändaren har angett en ny.", "The sender no longer has a ground to give the information. The hand-over cannot be accepted until the sender has recorded a new one.")
	phoneOnly     = language.T("Svara om personen har skyddade personuppgifter. Är det så lämnas inget över i skrift: ring mottagarens växel och be att få tala med den som är behörig.", "Say whether the person has a protected identity. If so nothing is handed over in writing: call the receiver's switchboard and ask for whoever is cleared.")
	noNumber      = language.T("Det finns ett personnummer i texten. Ta bort det: mottagaren vet inte vem personen är förrän överlämningen är mottagen.", "There is a personal number in the text. Take it away: the receiver does not know who the person is until the hand-over is accepted.")
	nobodySuch    = language.T("Ingen handläggare hos er har det namnet just nu. Välj i listan.", "No officer at yours has that name right now. Choose one of the list.")
	writeIt       = language.T("Skriv ett meddelande.", "Write a message.")
	arrivedText   = language.T("En ny överlämning har kommit in. Öppna den för att se vad som efterfrågas och när besked ska lämnas.", "A new hand-over has come in. Open it to see what is asked for and when a reply is due.")
	stopText      = language.T("Samtycket i en överlämning är återkallat. Den kan inte tas emot förrän avsändaren har en ny grund.", "The consent in a hand-over is withdrawn. It cannot be accepted until the sender has a new ground.")
)
