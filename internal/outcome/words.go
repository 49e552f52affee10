package outcome

import "samsyn/internal/language"

var (
	sayTitle  = language.T("Utfall", "Outcomes")
	meanwhile = language.T("Någon annan har ändrat det här under tiden. Läs in sidan igen.", "Somebody else has changed this meanwhile. Load the page again.")
	notNow    = language.T("Uppföljningen kan inte besvaras nu: dagen är inte kommen, eller så utgår den.", "The follow-up cannot be answered now: the day has not come, or it is dropped.")
	dueText   = language.T("Det är dags att följa upp hur det gick efter ett gemensamt ärende.", "It is time to follow up how it went after a matter.")
)
