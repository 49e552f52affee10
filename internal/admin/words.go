package admin

import (
	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/deviation"
	"samsyn/internal/language"
	"samsyn/internal/measure"
	"samsyn/internal/negotiation"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/promise"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
	"samsyn/internal/signing"
	"samsyn/internal/steering"
	"samsyn/internal/template"
)

// Texts of the log.
var (
	sayLog        = language.T("Granska loggen", "Review the log")
	sayLogSub     = language.T("Vad som har gjorts och lästs för %s. Det senaste står först.", "What was done and read for %s. The latest comes first.")
	sayNoted      = language.T("Att du läser loggen antecknas i den.", "That you read the log is noted in it.")
	sayWhen       = language.T("När", "When")
	sayWho        = language.T("Vem", "Who")
	sayDid        = language.T("Vad", "What")
	sayThing      = language.T("Vilken sak", "Which thing")
	sayThingID    = language.T("Sakens id", "The thing’s id")
	sayChange     = language.T("Ändring", "Change")
	sayPlace      = language.T("Plats i loggen", "Place in the log")
	sayAction     = language.T("Handling", "Action")
	sayKind       = language.T("Slag av sak", "Kind of thing")
	saySession    = language.T("Inloggning", "Session")
	sayPerson     = language.T("Person", "Person")
	sayEverybody  = language.T("Alla", "Everybody")
	sayAllActs    = language.T("Alla handlingar", "All actions")
	sayAllKinds   = language.T("Alla slag", "All kinds")
	sayFrom       = language.T("Från och med", "From")
	sayTo         = language.T("Till och med", "To")
	sayFilter     = language.T("Visa", "Show")
	sayClear      = language.T("Visa allt", "Show everything")
	sayNoLines    = language.T("Loggen har inga rader som passar. Ändra filtren eller visa allt.", "The log has no lines that fit. Change the filters or show everything.")
	sayLines      = language.T("%d rader", "%d lines")
	sayLine       = language.T("%d rad", "%d line")
	sayNewest     = language.T("sorterade efter tid, senast först", "sorted by time, the latest first")
	sayOnlyThis   = language.T("Bara den här", "Only this one")
	saySomebody   = language.T("ingen inloggad", "nobody signed in")
	sayGuarded    = language.T("gäller någon med skyddade personuppgifter. Bara de utsedda ser vem", "concerns somebody with a protected identity. Only those named see whom")
	sayUnknownOne = language.T("okänt konto", "unknown account")
	sayBackwards  = language.T("Till och med-datumet ligger före från-datumet. Byt plats på dem.", "The last day comes before the first. Swap them.")
	sayNoAuth     = language.T("Du arbetar inte för någon myndighet just nu, så det finns ingen logg att visa.", "You do not act for any authority right now, so there is no log to show.")
)

// kindWords names the kinds of thing that stand in the log.
func kindWords() []kindWord {
	t := language.T
	return []kindWord{
		{"account", t("konto", "account")}, {"session", t("inloggning", "session")}, {"api-client", t("API-nyckel", "API key")},
		{"agreement", t("överenskommelse", "agreement")}, {"agreement-import", t("inläst fil", "imported file")}, {"commitment", t("åtagande", "commitment")},
		{"authority", t("myndighet", "authority")}, {"unit", t("enhet", "unit")}, {"office", t("kontor", "office")}, {"municipality", t("kommun", "municipality")},
		{"draft", t("utkast", "draft")}, {"steering-group", t("grupp", "group")}, {"group-meeting", t("möte i en grupp", "meeting of a group")},
		{"routine", t("rutin", "routine")}, {"responsibility", t("rad i ansvarsmatrisen", "line of the responsibility matrix")}, {"transition", t("omställningsplan", "transition plan")},
		{"template", t("version av mallen", "version of the template")}, {"template-help", t("fråga om stöd", "request for help")},
		{"signing", t("underskrift av en version", "signing of a version")}, {"signing-slot", t("underskrift", "signature")},
		{"agreement-handover", t("överlämnande till en annan nämnd", "hand-over to another board")}, {"agreement-review", t("översyn", "review")},
		{"trail", t("loggen", "the log")}, {"job", t("jobb", "job")}, {"retention", t("gallringsregel", "retention rule")}, {"disposal", t("gallring", "disposal")},
		{"conversation", t("tråd", "thread")}, {"conversation-file", t("akt över en tråd", "file of a thread")}, {"sdk-file", t("fil i SDK", "SDK file")}, {"webhook", t("webhook", "webhook")},
		{"contact-path", t("kontaktväg", "contact path")}, {"measure", t("insats", "measure")}, {"measure-watch", t("bevakad sökning", "watched search")},
		{"enquiry", t("fråga", "question")}, {"escalation", t("eskalering", "escalation")}, {"deviation", t("avvikelse", "deviation")}, {"deviation-file", t("akt över en avvikelse", "file of a deviation")}, {"deviation-analysis", t("orsaksanalys", "analysis of causes")}, {"statutory-notice", t("underrättelse", "statutory notice")}, {"statutory-switch", t("dag för en föreslagen underrättelse", "day of a proposed notice")}, {"enquiry-reply", t("standardsvar", "standard reply")}, {"enquiry-filter", t("sparat filter", "saved filter")},
		{"meeting", t("möte med en person", "meeting with a person")}, {"presence-day", t("närvarodag", "day of presence")}, {"request", t("begäran från en enskild", "request from a person")}, {"outcome", t("uppföljning av utfall", "follow-up of an outcome")}, {"incident", t("incident", "incident")}, {"measure", t("mått", "measure")}, {"seeker", t("arbetssökande på mina sidor", "job seeker on my pages")}, {"person-ground", t("grund", "ground")}, {"person-task", t("uppgift om en person", "task about a person")},
		{"key", t("nyckel", "key")}, {"reference", t("referenstabell", "reference table")},
	}
}

type kindWord struct {
	kind string
	word language.Text
}

func wordOfKind(kind string) language.Text {
	for _, k := range kindWords() {
		if k.kind == kind {
			return k.word
		}
	}
	return language.Same(kind)
}

// doings are what the log says of acts that no row of the access table names, since nobody is asked whether they may.
func doings() []doing {
	t := language.T
	return []doing{
		{account.ActionSignIn, t("logga in", "sign in")}, {account.ActionSignInFailed, t("misslyckas med att logga in", "fail to sign in")},
		{seeker.ActionSignIn, t("logga in på mina sidor", "sign in to my pages")}, {seeker.ActionSignInFailed, t("misslyckas med att logga in på mina sidor", "fail to sign in to my pages")},
		{seeker.ActionInvented, t("låta en påhittad person logga in på mina sidor", "let an invented person sign in to my pages")},
		{person.ActionStopped, t("stoppas när någon med skyddade uppgifter nämns i skrift", "be stopped when somebody with a protected identity is named in writing")},
		{signin.ActionProveFailed, t("misslyckas med att legitimera sig", "fail to show who one is")},
		{agreement.ActionForgetStaged, t("ta bort en provläst fil som ingen bekräftade", "take away a file read on trial that nobody confirmed")},
		{agreement.ActionRemind, t("påminna om att en överenskommelse löper ut", "remind that an agreement ends")},
		{agreement.ActionConclude, t("föra in en överenskommelse som har undertecknats här", "enter an agreement that was signed here")},
		{commitment.ActionEnter, t("låta åtagandena i en undertecknad text börja gälla", "let the commitments of a signed text begin to hold")},
		{negotiation.ActionSign, t("börja underskriften av ett utkast", "begin the signing of a draft")}, {negotiation.ActionReopen, t("öppna ett utkast igen, eftersom det inte blev undertecknat", "open a draft again, since it was not signed")},
		{negotiation.ActionConclude, t("avsluta ett utkast som har blivit en överenskommelse", "close a draft that has become an agreement")},
		{negotiation.ActionWarn, t("varna för att ett utkast förfaller", "warn that a draft lapses")}, {negotiation.ActionExpire, t("låta ett utkast förfalla", "let a draft lapse")},
		{steering.ActionRemind, t("påminna om ett protokoll eller ett beslut", "remind of minutes or of a decision")},
		{steering.ActionYear, t("följa om den årliga översynen är gjord", "follow whether the annual review is made")},
		{responsibility.ActionCount, t("räkna om hur mycket av ansvarsmatrisen som är klart", "count anew how much of the responsibility matrix is settled")},
		{promise.ActionSettle, t("räkna ut hur åtaganden föll ut i perioder som har slutat", "reckon how commitments turned out in periods that have ended")},
		{signing.ActionSeal, t("försegla det som alla har undertecknat", "seal what all have signed")}, {signing.ActionRemind, t("påminna om en underskrift", "remind of a signature")},
		{agreement.ActionKeepSigned, t("lägga det förseglade dokumentet till överenskommelsen", "put the sealed document with the agreement")},
		{routine.ActionRemind, t("påminna om att en rutin skulle ha setts över", "remind that a routine was to be reviewed")},
		{template.ActionDrop, t("kasta mallens nästa version", "discard the template's next version")}, {template.ActionTick, t("bocka av en punkt i checklistan, eller ta bort bocken", "tick a point of the checklist, or take the tick away")},
		{contact.ActionFade, t("låta en kontaktvägs bekräftelse upphöra att gälla", "let the confirmation of a contact path lapse")}, {contact.ActionClose, t("avsluta en kontaktväg vars sista dag har passerat", "end a contact path whose last day has passed")},
		{contact.ActionCheck, t("räkna ett svar som kontroll av en kontaktväg", "count an answer as a check of a contact path")}, {contact.ActionWarn, t("påminna om en kontaktväg", "remind of a contact path")},
		{contact.ActionSilent, t("upptäcka att ingen svarar genom en kontaktväg", "find that nobody answers through a contact path")}, {contact.ActionHeard, t("se att någon svarar genom en kontaktväg igen", "see that somebody answers through a contact path again")},
		{contact.ActionStaff, t("räkna om hur många roller som är bemannade", "count anew how many roles are staffed")},
		{contact.ActionCount, t("summera en dag för en kontaktväg", "sum a day for a contact path")},
		{measure.ActionClose, t("avsluta en insats vars sista dag har passerat", "end a measure whose last day has passed")}, {measure.ActionWarn, t("påminna om att bekräfta en insats", "remind somebody to confirm a measure")},
		{measure.ActionNews, t("berätta om nytt i en bevakad sökning", "tell of what is new in a watched search")},
		{deviation.ActionRecur, t("öppna eller lägga ned en orsaksanalys när avvikelser återkommer", "open or drop an analysis of causes when deviations recur")},
		{deviation.ActionRemindAnalysis, t("påminna om en orsaksanalys", "remind of an analysis of causes")},
		{"trail.dispose", t("gallra i loggen enligt ett protokoll", "dispose of log entries under a protocol")},
		{"trail.resume", t("kunna skriva i loggen igen", "be able to write in the log again")},
		{"fact.mark", t("märka händelser", "mark facts")},
		{"keys.reseal", t("försegla uppgifter på nytt", "seal data anew")}, {"keys.turn", t("byta nyckel", "turn over a key")},
	}
}

type doing struct {
	act  policy.Action
	word language.Text
}

func wordOfAct(act policy.Action) language.Text {
	for _, d := range doings() {
		if d.act == act {
			return d.word
		}
	}
	if policy.House().Known(act) {
		return policy.House().Says(act)
	}
	return language.Same(string(act))
}

// acts are the actions that can be chosen in the filter: those of the table that leave a line, and doings.
func acts() []policy.Action {
	var out []policy.Action
	for _, d := range doings() {
		out = append(out, d.act)
	}
	seen := map[policy.Action]bool{}
	for _, l := range policy.Matrix() {
		if !seen[l.Action] && !l.May(policy.Anyone) { // what everybody may see leaves no line
			seen[l.Action] = true
			out = append(out, l.Action)
		}
	}
	return out
}

// fieldWord names what changed; a name that is not known here stands as it is.
func fieldWord(field string) language.Text {
	t := language.T
	switch field {
	case "authority", "made_for":
		return t("myndighet", "authority")
	case "unit":
		return t("enhet", "unit")
	case "role":
		return t("roll", "role")
	case "from", "validFrom":
		return t("från och med", "from")
	case "to", "ends", "validTo":
		return t("till och med", "to")
	case "by":
		return t("sätt", "way")
	case "reach":
		return t("fick läsa som", "could read as")
	case "hidden":
		return t("uppgifterna om personen dolda", "data about the person hidden")
	case "added":
		return t("tillagt", "added")
	case "ended":
		return t("borttaget", "taken away")
	case "means":
		return t("inloggningssättets id", "id of the means of sign-in")
	case "assurance":
		return t("tillitsnivå", "level of assurance")
	case "strong":
		return t("räcker för underteckning", "enough for signing")
	case "scopes":
		return t("behörigheter", "scopes")
	case "name":
		return t("namn", "name")
	case "group_kind":
		return t("slags grupp", "kind of group")
	case "task":
		return t("uppgift", "task")
	case "step":
		return t("steg", "step")
	case "settled":
		return t("uppgifter med ansvarig", "tasks with somebody responsible")
	case "member":
		return t("ledamotens id", "the member's id")
	case "part":
		return t("uppdrag i gruppen", "part in the group")
	case "day":
		return t("dag", "day")
	case "late":
		return t("för sent", "late")
	case "decision":
		return t("beslutets id", "the decision's id")
	case "due":
		return t("senast", "by")
	case "review":
		return t("översynens id", "the review's id")
	case "withdrawn":
		return t("godkännanden som upphörde", "approvals that ended")
	case "needs":
		return t("underskrifter som krävs", "signatures needed")
	case "both":
		return t("för både nämnden och förvaltningen", "for both the board and the administration")
	case "digest":
		return t("textens kontrollsumma", "checksum of the text")
	case "item":
		return t("punkt", "point")
	case "ticked":
		return t("avbockad", "ticked")
	case "conclusion":
		return t("slutsats", "conclusion")
	case "next":
		return t("nästa", "next")
	case "routine_state", "stage":
		return t("läge", "state")
	case "sharing":
		return t("delning", "sharing")
	case "current":
		return t("version som gäller", "version in force")
	case "latest":
		return t("nyaste version", "newest version")
	case "review_on":
		return t("ses över senast", "review by")
	case "origin":
		return t("ursprungets id", "the origin's id")
	case "origin_seen":
		return t("ursprungets version som är avgjord", "the origin's version decided on")
	case "no":
		return t("nummer", "number")
	case "agreement":
		return t("överenskommelsens id", "the agreement's id")
	case "holder":
		return t("ansvarig", "responsible")
	case "proposed":
		return t("förslag", "proposals")
	case "cause":
		return t("varför", "why")
	case "reform":
		return t("reformsteg", "reform step")
	case "effective_on":
		return t("från när", "from when")
	case "tasks":
		return t("uppgifter", "tasks")
	case "tasks_confirmed":
		return t("bekräftade uppgifter", "tasks confirmed")
	case "orphans":
		return t("uppgifter utan ansvarig", "tasks without anybody")
	case "open":
		return t("öppna punkter", "open points")
	case "blocked":
		return t("spärrat", "blocked")
	case "revoked":
		return t("återkallad", "revoked")
	case "lines":
		return t("rader", "lines")
	case "filter":
		return t("urval", "selection")
	case "format":
		return t("format", "format")
	case "kind":
		return t("mall", "template")
	case "standing", "status":
		return t("slag", "standing")
	case "signed":
		return t("undertecknad", "signed")
	case "valid_from":
		return t("första dag", "first day")
	case "valid_to":
		return t("sista dag", "last day")
	case "terminated", "terminated_on":
		return t("avslutad i förtid", "ended early")
	case "source":
		return t("källa", "source")
	case "scan":
		return t("inskannad kopia", "scanned copy")
	case "parties":
		return t("parter", "parties")
	case "municipality", "code":
		return t("kommun", "municipality")
	case "registryNumber", "registry_number":
		return t("diarienummer", "registry number")
	case "fields":
		return t("ändrat", "changed")
	case "cleared":
		return t("får handlägga skyddade uppgifter", "may handle protected data")
	case "was_cleared":
		return t("fick handlägga skyddade uppgifter förut", "could handle protected data before")
	case "duty":
		return t("rollens id", "the role's id")
	case "person":
		return t("person", "person")
	case "thing":
		return t("det som det gäller", "the thing")
	case "action":
		return t("händelse", "action")
	case "new":
		return t("nya", "new")
	case "changed":
		return t("ändrade", "changed")
	case "unchanged":
		return t("oförändrade", "unchanged")
	case "file":
		return t("filens kontrollsumma", "checksum of the file")
	case "staged":
		return t("provläst fil", "file read on trial")
	case "confirmed":
		return t("bekräftad fil", "confirmed file")
	case "days":
		return t("dagar", "days")
	case "version":
		return t("version", "version")
	case "events":
		return t("händelser", "events")
	case "client":
		return t("API-nyckelns id", "id of the API key")
	case "tried":
		return t("prov skickat", "test sent")
	case "sent_again":
		return t("skickat igen", "sent again")
	case "seq":
		return t("meddelande nummer", "message number")
	case "act":
		return t("steg", "step")
	case "category":
		return t("väntar på", "waits for")
	case "round":
		return t("omgång", "round")
	case "law":
		return t("bestämmelse", "provision")
	case "protection":
		return t("skydd", "protection")
	case "about":
		return t("med anledning av", "because of")
	case "topics":
		return t("ämnen", "topics")
	case "ground":
		return t("grund", "ground")
	case "areas":
		return t("verksamheter", "activities")
	case "replaced":
		return t("har ersättare", "somebody stands in")
	case "reached":
		return t("någon svarade", "somebody answered")
	case "what":
		return t("om vad", "about what")
	case "channel":
		return t("väg", "channel")
	case "outcome":
		return t("utfall", "outcome")
	case "within":
		return t("inom tiderna", "within the hours")
	case "organisation":
		return t("organisation i SDK", "organisation in SDK")
	case "function":
		return t("funktionsadress", "functional address")
	case "removed":
		return t("borttagen", "removed")
	case "refused":
		return t("avvisad", "refused")
	case "class":
		return t("handlingstyp", "document type")
	case "number":
		return t("nummer", "number")
	case "receipt_for":
		return t("kvitto på meddelande", "receipt for message")
	case "reason":
		return t("skäl", "reason")
	case "messages":
		return t("meddelanden", "messages")
	case "whole_thread":
		return t("hela tråden", "the whole thread")
	case "files":
		return t("filer", "files")
	}
	return language.Same(field)
}
