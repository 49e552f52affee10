package agreement

import (
	"samsyn/internal/language"
)

// Texts of this room's pages.
var (
	sayCountryTargets = language.T("Åtaganden i hela landet", "Commitments across the country")
	sayTransitions    = language.T("Omställning i landet", "Transition across the country")
	sayRoutines       = language.T("Rutiner som goda exempel", "Routines as good examples")
	sayAsOneText      = language.T("Alla texter som en", "All texts as one")
	sayAgreements     = language.T("Överenskommelser", "Agreements")
	sayAgreement      = language.T("Överenskommelse", "Agreement")
	sayOverview       = language.T("Överenskommelser i hela landet", "Agreements across the country")
	sayMunicipality   = language.T("Kommun", "Municipality")
	sayCode           = language.T("Kommunkod", "Municipality code")
	sayCounty         = language.T("Län", "County")
	sayGroup          = language.T("Kommungrupp", "Municipality group")
	sayState          = language.T("Läge", "State")
	sayKind           = language.T("Mall", "Template")
	sayFrom           = language.T("Första dag", "First day")
	sayTo             = language.T("Sista dag", "Last day")
	saySigned         = language.T("Undertecknad", "Signed")
	sayTerminated     = language.T("Upphörde i förtid", "Ended early")
	saySource         = language.T("Källa", "Source")
	sayBoards         = language.T("Nämnder", "Boards")
	sayRegistryAF     = language.T("Arbetsförmedlingens diarienummer", "The agency’s registry number")
	sayRegistry       = language.T("Kommunens diarienummer", "The municipality’s registry number")
	sayScan           = language.T("Inskannad kopia", "Scanned copy")
	sayDay            = language.T("Läget den", "As of")
	sayShow           = language.T("Visa", "Show")
	sayClear          = language.T("Visa alla", "Show all")
	sayAll            = language.T("Alla", "All")
	sayUntilFurther   = language.T("tills vidare", "until further notice")
	sayNotKnown       = language.T("uppgift saknas", "not known")
	sayNone           = language.T("saknas", "missing")
	sayShare          = language.T("Andel", "Share")
	saySignedOf       = language.T("%d av %d", "%d of %d")
	sayWith           = language.T("Har överenskommelse", "Have an agreement")
	sayWithNarrow     = language.T("Har överens\u00adkommelse", "Have an agreement") // breaks where a column is narrow
	sayCSV            = language.T("Ladda ner CSV", "Download CSV")
	sayFile           = language.T("Fil", "File")
)

// Texts of the overview.
var (
	sayRest         = language.T("av %d kommuner", "of %d municipalities")
	sayHave         = language.T("har en gällande överenskommelse om samverkan med Arbetsförmedlingen. Läget %s.", "have an agreement in force on collaboration with the employment agency. As of %s.")
	sayPopulation   = language.T("De har %s invånare, %s av hela landets.", "They have %s inhabitants, %s of the whole country.")
	sayMapTitle     = language.T("Kommun för kommun", "Municipality by municipality")
	sayMapAll       = language.T("Alla %d kommuner har en gällande överenskommelse. En ruta är en kommun. Bokstäverna är länsbokstäver.", "All %d municipalities have an agreement in force. One tile is one municipality. The letters are those of the counties.")
	sayMapSome      = language.T("%s (aviserade: %d, avböjda: %d). En ruta är en kommun. Bokstäverna är länsbokstäver.", "%s (announced: %d, declined: %d). One tile is one municipality. The letters are those of the counties.")
	sayWithoutOne   = language.T("%d kommun saknar en gällande överenskommelse", "%d municipality has no agreement in force")
	sayWithoutMany  = language.T("%d kommuner saknar en gällande överenskommelse", "%d municipalities have no agreement in force")
	sayTable        = language.T("Visa som tabell", "Show as a table")
	sayWithoutTitle = language.T("Vilka saknar en överenskommelse?", "Who has no agreement?")
	sayWithoutNone  = language.T("Ingen. Alla kommuner har en gällande överenskommelse.", "Nobody. Every municipality has an agreement in force.")
	sayWithoutIntro = language.T("%s. Kolumnen Sedan visar dagen efter att den förra slutade. Om ingen tidigare är känd står det att uppgift saknas.", "%s. The column Since gives the day after the last one ended. Where no earlier one is known it says not known.")
	saySince        = language.T("Sedan", "Since")
	sayNext         = language.T("Nästa börjar", "Next begins")
	sayEndingTitle  = language.T("Vilka löper ut inom 90 dagar?", "Which end within 90 days?")
	sayEndingNone   = language.T("Ingen överenskommelse löper ut inom 90 dagar.", "No agreement ends within 90 days.")
	sayEndingIntro  = language.T("%s. En ny bör vara undertecknad senast 30 dagar före sista dagen.", "%s. A new one should be signed no later than 30 days before the last day.")
	sayDaysLeft     = language.T("Dagar kvar", "Days left")
	sayRenewed      = language.T("Nästa tar vid", "The next takes over")
	sayYes          = language.T("ja", "yes")
	sayNotYetDone   = language.T("inte registrerad", "not registered")
	sayByCounty     = language.T("Län för län", "By county")
	sayByGroup      = language.T("Kommungrupp för kommungrupp", "By municipality group")
	sayGroupSource  = language.T("Kommungrupper: SKR:s indelning 2023. Folkmängd: SCB.", "Municipality groups: SKR’s division of 2023. Population: SCB.")
	sayHistory      = language.T("Hur har det sett ut över tid?", "How has it changed over time?")
	sayHistoryTitle = language.T("Kommuner med överenskommelse över tid", "Municipalities with an agreement over time")
	sayHistoryWhat  = language.T("Punkterna är tal som andra har publicerat. De gäller olika slags avtal och räknades på olika sätt, så ingen linje förenar dem. Linjen är det som står i registret här, räknat vid varje månads slut.", "The points are figures that others have published. They are of different kinds of agreement and were counted in different ways, so no line joins them. The line is what stands in this register, counted at each month’s end.")
	sayHistorySays  = language.T("Publicerade tal från 2015 till 2023 ligger mellan %d och %d av 290 kommuner.", "Published figures from 2015 to 2023 lie between %d and %d of 290 municipalities.")
	sayOwn          = language.T("registret här", "this register")
	sayOwnSource    = language.T("beräknat ur registret", "computed from the register")
	saySources      = language.T("Källorna", "The sources")
	sayWhen         = language.T("När", "When")
	sayCount        = language.T("Antal", "Number")
	sayWhat         = language.T("Vad som räknades", "What was counted")
	sayRule         = language.T("Hur räknas detta?", "How is this counted?")
	sayRuleText     = language.T("En kommun räknas när minst en överenskommelse som binder någon av dess nämnder gäller den dagen, första och sista dagen inräknade. Flera dokument för samma kommun räknas en gång. En aviserad eller avböjd överenskommelse räknas inte.", "A municipality counts when at least one agreement that binds one of its boards is in force on the day, the first and last day included. Several documents for one municipality count once. An announced or declined agreement does not count.")
)

// Texts of the register and of one agreement.
var (
	sayPromises     = language.T("Löften", "Promises")
	sayTallyKept    = language.T("Löften som hålls", "Promises kept")
	sayTallyAtRisk  = language.T("Löften i fara", "Promises at risk")
	sayTallyBroken  = language.T("Löften som inte hålls", "Promises broken")
	sayAllKept      = language.T("Alla som kan bedömas hålls", "All that can be judged are kept")
	sayRegister     = language.T("Registret över lokala överenskommelser mellan Arbetsförmedlingen och kommunerna. Det anger parter, datum och diarienummer, inga personer.", "The register of local agreements between the employment agency and the municipalities. It gives parties, dates and registry numbers, no persons.")
	saySorted       = language.T("det som gäller eller kommer först, sorterade efter kommun, A–Ö", "what is in force or to come first, sorted by municipality, A–Ö")
	sayNoneFound    = language.T("Ingen överenskommelse passar det du valde. Ändra filtren eller visa alla.", "No agreement fits what you chose. Change the filters or show all.")
	sayNoneAtAll    = language.T("Registret är tomt. Läs in en fil med överenskommelser, eller registrera en i taget.", "The register is empty. Import a file of agreements, or register one at a time.")
	sayImport       = language.T("Läs in från fil", "Import from a file")
	sayNewOne       = language.T("Registrera en överenskommelse", "Register an agreement")
	sayBetween      = language.T("Samverkan mellan %s och Arbetsförmedlingen", "Collaboration between %s and the employment agency")
	sayHoldsOpen    = language.T("Överenskommelsen *gäller tills vidare*, sedan %s.", "The agreement is *in force until further notice*, since %s.")
	sayHoldsTo      = language.T("Överenskommelsen *gäller till och med %s*.", "The agreement is *in force until %s*, that day included.")
	sayEndsIn       = language.T("Överenskommelsen *löper ut %s*, %s. En ny bör vara undertecknad senast %s.", "The agreement *ends %s*, on %s. A new one should be signed by %s.")
	sayEndsRenewed  = language.T("Överenskommelsen *löper ut %s*, %s. Nästa är registrerad och tar vid.", "The agreement *ends %s*, on %s. The next one is registered and takes over.")
	sayBegins       = language.T("Överenskommelsen *börjar gälla %s*.", "The agreement *comes into force on %s*.")
	sayHasExpired   = language.T("Överenskommelsen *löpte ut %s* och gäller inte längre.", "The agreement *expired on %s* and is no longer in force.")
	sayEndedEarly   = language.T("Överenskommelsen *upphörde i förtid %s* och gäller inte längre.", "The agreement *was ended early on %s* and is no longer in force.")
	sayAnnouncedIt  = language.T("Kommunen *har aviserat* en överenskommelse. Den är inte undertecknad.", "The municipality *has announced* an agreement. It is not signed.")
	sayDeclinedIt   = language.T("Kommunen *har avböjt* att ingå en överenskommelse.", "The municipality *has declined* to enter into an agreement.")
	sayFacts        = language.T("Uppgifter", "Facts")
	sayWhatHappened = language.T("Vad har hänt", "What has happened")
	sayOthers       = language.T("Kommunens andra överenskommelser", "The municipality’s other agreements")
	sayEdit         = language.T("Rätta uppgifter", "Correct the facts")
	sayEnd          = language.T("Avsluta i förtid", "End early")
	sayAttach       = language.T("Ladda upp kopia", "Upload a copy")
	sayOpenScan     = language.T("Öppna den inskannade kopian", "Open the scanned copy")
	sayScanThere    = language.T("finns hos parterna i Samsyn", "held by the parties in Samsyn")
	sayScanNone     = language.T("ingen uppladdad", "none uploaded")
	sayTaken        = language.T("Registrerad", "Registered")
	sayTakenFile    = language.T("Inläst från fil", "Imported from a file")
	sayCorrected    = language.T("Ändrad: %s", "Changed: %s")
	sayPanelNone    = language.T("Ingen överenskommelse finns registrerad.", "No agreement is registered.")
	sayReadIt       = language.T("Läs överenskommelsen", "Read the agreement")
	sayPanelLead    = language.T("Kommunen har ingen gällande överenskommelse med Arbetsförmedlingen i registret.", "The municipality has no agreement in force with the employment agency in the register.")
	sayPanelSince   = language.T("Kommunen saknar gällande överenskommelse med Arbetsförmedlingen sedan %s.", "The municipality has had no agreement in force with the employment agency since %s.")
)

// without says how many municipalities have no agreement in force.
func without(n int) language.Text { return language.Plural(n, sayWithoutOne, sayWithoutMany) }

// municipalities counts municipalities in words.
func municipalities(n int) language.Text {
	return language.Plural(n, language.T("%d kommun", "%d municipality"), language.T("%d kommuner", "%d municipalities"))
}

// fieldName is what a field is called on a page.
func fieldName(field string) language.Text {
	switch field {
	case fieldStanding:
		return language.T("status", "status")
	case fieldKind:
		return language.T("mall", "template")
	case fieldSigned:
		return language.T("undertecknad", "signed")
	case fieldFrom:
		return language.T("första dag", "first day")
	case fieldTo:
		return language.T("sista dag", "last day")
	case fieldTerminated:
		return language.T("upphörde i förtid", "ended early")
	case fieldSource:
		return language.T("källa", "source")
	case fieldParties:
		return language.T("parter eller diarienummer", "parties or registry numbers")
	case fieldScan:
		return language.T("inskannad kopia", "scanned copy")
	}
	return language.Same(field)
}
