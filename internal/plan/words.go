package plan

import "samsyn/internal/language"

var (
	meanwhile   = language.T("Någon annan har ändrat planen under tiden. Läs in sidan igen.", "Somebody else has changed the plan meanwhile. Load the page again.")
	notNow      = language.T("Det här går inte att göra i det läge planen är nu. Läs in sidan igen.", "This cannot be done in the state that the plan is in now. Load the page again.")
	second      = language.T("Personen har redan en gemensam plan hos er. En person har bara en. Arbeta vidare i den, eller avsluta den först.", "The person has a joint plan at yours already. A person has only one. Go on in that, or close it first.")
	notYours    = language.T("Steget är den andra partens. Den som ansvarar för steget flyttar det.", "The step is the other party's. Who is responsible for a step moves it.")
	whyDropped  = language.T("Skriv varför steget utgår.", "Write why the step is dropped.")
	followLater = language.T("Skriv en dag som kommer.", "Write a day to come.")
	proposed    = language.T("Ett förslag till gemensam plan väntar på er. Läs det och godkänn eller föreslå en ändring.", "A proposal of a joint plan waits for you. Read it and accept or propose a change.")
	accepted    = language.T("Den gemensamma planen är godkänd av båda.", "The joint plan is accepted by both.")
	personText  = language.T("Personens del i den gemensamma planen är antecknad.", "The person's part in the joint plan is noted.")
	stepText    = language.T("Ett steg i en gemensam plan har ändrat läge.", "A step of a joint plan has changed state.")
	followText  = language.T("En gemensam plan är uppföljd.", "A joint plan is followed up.")
	lateText    = language.T("Ett steg i en gemensam plan är försenat. Öppna ärendet och se vilket.", "A step of a joint plan is late. Open the matter and see which.")
	followSoon  = language.T("En gemensam plan ska snart följas upp.", "A joint plan is soon to be followed up.")
	followLate  = language.T("Uppföljningen av en gemensam plan är försenad.", "The follow-up of a joint plan is late.")
)
