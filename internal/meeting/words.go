package meeting

import "samsyn/internal/language"

var (
	meanwhile   = language.T("Någon annan har ändrat mötet under tiden. Läs in sidan igen.", "Somebody else has changed the meeting meanwhile. Load the page again.")
	notNow      = language.T("Det här går inte att göra i det läge mötet är nu. Läs in sidan igen.", "This cannot be done in the state that the meeting is in now. Load the page again.")
	stopped     = language.T("Samtycket är återkallat. Inget nytt bestäms förrän en ny grund är antecknad i ärendet. Mötet kan avbokas.", "The consent is withdrawn. Nothing new is decided until a new ground is recorded in the matter. The meeting can be cancelled.")
	phoneOnly   = language.T("Personen har skyddade personuppgifter. Boka mötet på telefon med den som är utsedd hos motparten.", "The person has a protected identity. Book the meeting by phone with whoever is named at the counterpart.")
	noSuchTime  = language.T("Tiden är inte längre erbjuden. Läs in sidan igen.", "The time is no longer offered. Load the page again.")
	askedText   = language.T("Ett möte är begärt. Öppna ärendet och erbjud tider, eller säg vilka som passar.", "A meeting is asked for. Open the matter and offer times, or say which suit.")
	sipText     = language.T("Ni är kallade till ett möte om samordnad individuell plan (SIP). Svara på kallelsen.", "You are called to a meeting on a joint individual plan (SIP). Reply to the call.")
	offeredText = language.T("Tider för ett möte är erbjudna. Säg vilka som passar.", "Times for a meeting are offered. Say which suit.")
	answerText  = language.T("Någon har svarat om tider för ett möte.", "Somebody has replied about times for a meeting.")
	bookedText  = language.T("Ett möte är bokat. Lägg det i kalendern.", "A meeting is booked. Put it in your calendar.")
	cancelText  = language.T("Ett möte är avbokat.", "A meeting is cancelled.")
	heldText    = language.T("Ett möte är antecknat som hållet. Läs vad som bestämdes.", "A meeting is noted as held. Read what was decided.")
	missedText  = language.T("Ett möte blev inte av. Erbjud nya tider.", "A meeting did not take place. Offer new times.")
	waitText    = language.T("Personen har bett att få vänta med ett möte. Tiden räknas inte under tiden.", "The person has asked to wait with a meeting. Time does not count meanwhile.")
	readyText   = language.T("Personen kan träffas igen. Erbjud tider.", "The person can meet again. Offer times.")
	soonText    = language.T("Du har ett möte nästa arbetsdag.", "You have a meeting on the next working day.")
	noteText    = language.T("Ett möte har varit. Anteckna hur det gick.", "A meeting has been. Note how it went.")
	replyText   = language.T("Kallelsen till SIP är besvarad.", "The call to SIP is replied to.")
)
