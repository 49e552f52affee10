package matter

import "samsyn/internal/language"

// purpose is what is told in a matter is needed for; kept with each message and ground.
const purpose = "gemensam planering mot arbete eller studier"

var (
	meanwhile    = language.T("Någon annan har ändrat ärendet under tiden. Läs in sidan igen.", "Somebody else has changed the matter meanwhile. Load the page again.")
	notNow       = language.T("Det här går inte att göra i det läge ärendet är nu. Läs in sidan igen.", "This cannot be done in the state that the matter is in now. Load the page again.")
	phoneOnly    = language.T("Personen har skyddade personuppgifter. Inget om personen lämnas i skrift. Ring den som är utsedd hos motparten.", "The person has a protected identity. Nothing about the person is told in writing. Call whoever is named at the counterpart.")
	writeIt      = language.T("Skriv ett meddelande.", "Write a message.")
	nobodySuch   = language.T("Ingen handläggare hos er har det namnet just nu. Välj i listan.", "No officer at yours has that name right now. Choose one of the list.")
	begunText    = language.T("En överlämning är mottagen och ett gemensamt ärende har börjat. Båda bedömer nu var för sig.", "A hand-over is accepted and a matter has begun. Both judge now, each on its own.")
	joinedText   = language.T("En överlämning till är mottagen i ett ärende som ni redan har.", "One more hand-over is accepted in a matter that you already have.")
	movedText    = language.T("Något har hänt i ett gemensamt ärende. Öppna det och se vad ni ska göra.", "Something has happened in a matter. Open it and see what to do.")
	comparedText = language.T("Båda har bedömt. Öppna ärendet och se vad ni ser lika och olika på.", "Both have judged. Open the matter and see what you see the same and differently.")
	stopText     = language.T("Samtycket i ett ärende är återkallat. Lämna inget mer med stöd av det. Öppna ärendet och se vad ni ska göra.", "The consent in a matter is withdrawn. Tell nothing more on it. Open the matter and see what to do.")
	closedText   = language.T("Ett gemensamt ärende är avslutat.", "A matter is closed.")
	givenWait    = language.T("Motparten har bedömt. Ni ser varandras bedömningar när ni också har bedömt.", "The counterpart has judged. You see each other's judgement when you have judged too.")
)
