package person

import "samsyn/internal/language"

var (
	changedMeanwhile = language.T("Någon annan har ändrat detta under tiden. Läs in sidan igen.", "Somebody else has changed this meanwhile. Load the page again.")
	textForbidden    = language.T("En person med skyddade personuppgifter nås bara per telefon. Ange ingen adress eller e-post.", "A person with a protected identity is reached by telephone only. Give no address or e-mail.")
	sinceWhen        = language.T("Ange från vilken dag uppgifterna är skyddade.", "Give the day from which the identity is protected.")
	endsBefore       = language.T("Slutdagen måste vara efter startdagen.", "The last day must be after the first.")
	unknownGround    = language.T("Grunden kan inte användas av din verksamhet den här dagen. Välj en annan.", "The ground cannot be used by your activity on this day. Choose another.")
	motiveNeeded     = language.T("Skriv varför grunden gäller i det här fallet.", "Write why the ground holds in this case.")
	citationNeeded   = language.T("Ange lag och paragraf som uppgiftsskyldigheten finns i.", "Give the act and section that hold the duty.")
	formNeeded       = language.T("Ange hur samtycket lämnades.", "Say how the consent was given.")
	endNeeded        = language.T("Ange till och med vilken dag samtycket gäller, högst ett år.", "Give the last day of the consent, at most a year ahead.")
	purposeNeeded    = language.T("Skriv vad uppgifterna behövs till.", "Write what the information is needed for.")
	receiverNeeded   = language.T("Ange vilken myndighet som får ta emot uppgifterna.", "Say which authority may receive the information.")
	onlyConsent      = language.T("Bara ett samtycke visas med ett underlag. Ta bort filen.", "Only a consent is shown by evidence. Take the file away.")
	numberWrong      = language.T("Numret stämmer inte. Skriv personnummer eller samordningsnummer med tolv siffror.", "The number is not right. Write a personal or coordination number of twelve digits.")
	numberSame       = language.T("Personen har redan det numret.", "The person has that number already.")
	numberTaken      = language.T("Numret finns redan hos er. Det går inte att slå ihop två personer här.", "The number is already with you. Two persons cannot be made one here.")
	noColleague      = language.T("Ingen hos er har användarnamnet %s.", "Nobody at yours has the user name %s.")
	reasonNeeded     = language.T("Skriv varför. Den enskilde får veta det.", "Write why. The person gets to know it.")
	noHealthGround   = language.T("Det finns ingen grund som gäller nu och omfattar uppgifter om hälsa. Ange en ny, eller lämna bara det som inte rör hälsa.", "There is no ground that holds now and covers data about health. Record a new one, or tell only what is not about health.")
	noGround         = language.T("Det finns ingen grund som gäller nu. Ange en ny.", "There is no ground that holds now. Record a new one.")
	chooseGround     = language.T("Välj en grund.", "Choose a ground.")
	noteNeeded       = language.T("Skriv vad du gjorde.", "Write what you did.")
)

var (
	nobodyNamed = language.T("Utse minst en person som får hantera de skyddade uppgifterna.", "Name at least one person who may handle the protected identity.")
	notCleared  = language.T("Bara den som är behörig för skyddade personuppgifter hos er kan utses.", "Only those whom your authority has cleared for protected identities can be named.")
)
