package enquiry

import (
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

var (
	meanwhile    = language.T("Någon annan har gjort något i frågan under tiden. Läs in sidan igen; det du skrev finns kvar.", "Somebody else has done something in the question meanwhile. Load the page again; what you wrote is kept.")
	notNow       = language.T("Det här går inte att göra i det läge frågan är nu. Läs in sidan igen och se vad som har hänt.", "This cannot be done in the state that the question is in now. Load the page again and see what has happened.")
	cannotSend   = language.T("Frågan kan inte skickas än.", "The question cannot be sent yet.")
	cannotReply  = language.T("Svaret kan inte skickas än.", "The answer cannot be sent yet.")
	phoneOnly    = language.T("Frågan kan inte skickas här. Gäller den någon med skyddade personuppgifter ska den ställas per telefon: ring växeln hos mottagaren och be att få tala med den som är behörig.", "The question cannot be sent here. If it concerns somebody with a protected identity it is asked by telephone: call the receiver's switchboard and ask for whoever is cleared.")
	answerPhone  = language.T("Svaret kan bara lämnas per telefon. Ring upp den som frågade och anteckna samtalet.", "The answer can be given by telephone only. Call whoever asked and note the call.")
	openFirst    = language.T("Ange en grund och öppna frågan först. Personen visas inte innan dess.", "Record a ground and open the question first. The person is not shown before that.")
	noGround     = language.T("Det finns ingen grund som gäller nu. Ange en ny.", "There is no ground that holds now. Record a new one.")
	chooseGround = language.T("Välj en grund.", "Choose a ground.")
	wrongHealth  = language.T("Grunden gäller inte för uppgifter om hälsa. Välj en annan, ange ett samtycke som omfattar hälsa, eller lämna det som inte rör hälsa.", "The ground does not hold for data about health. Choose another, record a consent that covers health, or tell what is not about health.")
	wrongGround  = language.T("Grunden kan inte användas av din verksamhet den här dagen. Välj en annan.", "The ground cannot be used by your activity on this day. Choose another.")
	sayWhy       = language.T("Skriv varför.", "Write why.")
	chooseTime   = language.T("Ange en ny tid som ligger framåt.", "Give a new time ahead.")
	nobodySuch   = language.T("Välj en kollega som finns hos er och handlägger frågor.", "Choose a colleague of yours who handles questions.")
	badNumber    = language.T("Numret är inget personnummer eller samordningsnummer.", "The number is no personal or coordination number.")
)

func conflict() error { return fault.New(fault.Conflict, notNow) }

// invalid is the fault of a form that lacks something; nil when there are no problems.
func invalid(says language.Text, p []fault.Problem) error {
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, says, p...)
}
