package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// What passes between authorities. These are steps of acts of other rooms (a question is sent, answered, passed on),
// which ask whether the actor may; the trail names them.
const (
	BeginConversation Action = "exchange.begin"    // begin a conversation with another authority
	PostMessage       Action = "exchange.post"     // send a message
	PassConversation  Action = "exchange.pass"     // give the conversation to another receiver
	TryDelivery       Action = "exchange.deliver"  // call back, send a letter
	ReceiveMessage    Action = "exchange.receive"  // take in a message or a receipt from outside
	RegisterMessage   Action = "exchange.register" // give a thread its registry number
	SendOut           Action = "exchange.send-out" // write a message or a receipt to a file
	EditAddress       Action = "exchange.address"  // say which function of an authority an SDK address means
	ReadRefused       Action = "exchange.refused"  // see and fetch files that were not taken in
	CountDisclosures  Action = "exchange.count"    // count what was told about persons
	RetryRefused      Action = "exchange.retry"    // try to take in such a file again
)

const kindConversation ref.Kind = "conversation"

func thingsExchange() []Thing {
	t := language.T
	return []Thing{{Kind: kindConversation, Name: t("en tråd", "a thread"), Table: "exchange_conversation", Means: map[Reach]Cond{
		Party: {t("din myndighet deltar i tråden", "your authority takes part in the thread"),
			"EXISTS (SELECT 1 FROM exchange_party WHERE exchange_party.conversation_id = {t}.id AND exchange_party.authority_id = {authority})"},
	}}}
}

func chapterExchange() Chapter {
	t := language.T
	staff := Who{Caseworker: {{All}}, EmploymentOfficer: {{All}}, System: {{All}}}
	system := Who{System: {{All}}}
	admin := Who{LocalAdmin: {{Own}}, System: {{All}}}
	runner := Who{InstallationAdmin: {{All}}, System: {{All}}}
	return Chapter{Title: t("Meddelanden mellan myndigheter", "Messages between authorities"), Rules: []Rule{
		{Action: BeginConversation, Says: t("börja en tråd med en annan myndighet", "begin a thread with another authority"), Who: staff},
		{Action: PostMessage, Says: t("skicka ett meddelande i en tråd", "send a message in a thread"), Who: staff, Law: "OSL 8:1, 10:1"},
		{Action: PassConversation, Says: t("skicka en tråd vidare", "pass a thread on"), Who: staff},
		{Action: TryDelivery, Says: t("ringa upp eller skicka brev med ett svar", "call back or send a letter with an answer"), Who: staff},
		{Action: ReceiveMessage, Says: t("ta in ett meddelande utifrån", "take in a message from outside"), Who: system},
		{Action: SendOut, Says: t("lämna ut ett meddelande till SDK", "hand a message over to SDK"), Who: system},
		{Action: EditAddress, Over: kindAuthority, Says: t("ange en myndighets adresser i SDK", "say an authority's addresses in SDK"), Who: admin},
		{Action: ReadRefused, Says: t("se och hämta filer från SDK som inte togs emot", "see and fetch files from SDK that were not taken in"), Read: true, Who: runner},
		{Action: RetryRefused, Says: t("försöka ta emot en fil från SDK igen", "try to take in a file from SDK again"), Who: runner},
		{Action: CountDisclosures, Says: t("räkna utlämnanden av uppgifter om enskilda", "count disclosures of data about persons"), Who: system, Law: "OSL 8:1, 10:1"},
		{Action: RegisterMessage, Says: t("diarieföra en tråd", "register a thread"), Who: system, Law: "OSL 5:1"},
	}}
}
