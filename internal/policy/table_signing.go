package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Signing.
const (
	BeginSigning    Action = "signing.begin"      // let an approved version be signed
	ReadSigning     Action = "signing.read"       // see who has signed, on what, and the sealed document
	ListSigning     Action = "signing.list"       // what waits for one's own signature
	SignAgreement   Action = "signing.sign"       // sign
	RefuseToSign    Action = "signing.refuse"     // say no, with a reason
	SetDelegation   Action = "signing.delegation" // record the delegation that a signature stands on
	ReplaceSigner   Action = "signing.substitute" // let somebody else sign for one's party
	WithdrawSigning Action = "signing.withdraw"   // take an agreement back from signing
	BringPaper      Action = "signing.paper"      // bring a signature on paper
	ConfirmPaper    Action = "signing.confirm"    // confirm the other party's signature on paper
)

const (
	kindSigning     ref.Kind = "signing"
	kindSigningSlot ref.Kind = "signing-slot"
)

// thingsSigning are the kinds of the signing. A slot's own party is the one that it signs for; the others are those that
// sign beside it.
func thingsSigning() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindSigning, Name: t("en omgång underskrifter", "a round of signing"), Table: "signing_round", Means: map[Reach]Cond{
			Party: {t("din myndighet är part i det som undertecknas", "your authority is a party to what is signed"),
				"EXISTS (SELECT 1 FROM signing_slot WHERE signing_slot.round_id = {t}.id AND signing_slot.authority_id = {authority})"},
		}},
		{Kind: kindSigningSlot, Name: t("en underskrift", "a signature"), Table: "signing_slot", Means: map[Reach]Cond{
			Own:  {t("underskriften är din myndighets", "the signature is your authority's"), "{t}.authority_id = {authority}"},
			Self: {t("det är du som ska underteckna", "it is you who are to sign"), "{t}.account_id = {actor} AND {t}.authority_id = {authority}"},
			Party: {t("underskriften är den andra sidans", "the signature is the other side's"),
				"({t}.authority_id = 'af') <> ({authority} = 'af') AND EXISTS (SELECT 1 FROM signing_slot AS beside WHERE beside.round_id = {t}.round_id AND beside.authority_id = {authority})"},
		}},
	}
}

// chapterSigning is who signs, and who sees to it. Signing takes the role and being named; nobody signs for another.
func chapterSigning() Chapter {
	t := language.T
	keeper := Who{Coordinator: {{Own}}}
	readers := Who{Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Coordinator: {{Party}}, Signatory: {{Party}}, Controller: {{Party}},
		LocalAdmin: {{Party}}, HeadOffice: {{Party}}, System: {{All}}}
	return Chapter{Title: t("Underskrifter", "Signatures"), Rules: []Rule{
		{Action: BeginSigning, Over: kindDraft, Says: t("låta en godkänd version undertecknas", "let an approved version be signed"), Who: Who{Coordinator: {{Party}}}},
		{Action: ListSigning, Says: t("se vad som väntar på ens egen underskrift", "see what waits for one's own signature"), Read: true, Who: Who{Signatory: {{All}}, Coordinator: {{All}}}},
		{Action: ReadSigning, Over: kindSigning, Says: t("se vem som har undertecknat, på vilken delegation, och det förseglade dokumentet", "see who has signed, on which delegation, and the sealed document"), Read: true, Who: readers, Law: "TF 2 kap."},
		{Action: SignAgreement, Over: kindSigningSlot, Says: t("underteckna", "sign"), Who: Who{Signatory: {{Self}}}},
		{Action: RefuseToSign, Over: kindSigningSlot, Says: t("säga nej till att underteckna", "refuse to sign"), Who: Who{Signatory: {{Self}}}},
		{Action: SetDelegation, Over: kindSigningSlot, Says: t("registrera delegationen för en underskrift", "record the delegation of a signature"), Who: Who{Coordinator: {{Own}}, Signatory: {{Self}}}},
		{Action: ReplaceSigner, Over: kindSigningSlot, Says: t("låta någon annan underteckna för sin myndighet", "let somebody else sign for one's authority"), Who: keeper},
		{Action: WithdrawSigning, Over: kindSigning, Says: t("ta tillbaka det som undertecknas", "withdraw what is being signed"), Who: Who{Coordinator: {{Party}}}},
		{Action: BringPaper, Over: kindSigningSlot, Says: t("lämna in en underskrift på papper", "bring a signature on paper"), Who: keeper},
		{Action: ConfirmPaper, Over: kindSigningSlot, Says: t("bekräfta en annan parts underskrift på papper", "confirm another party's signature on paper"), Who: Who{Coordinator: {{Party}}}},
	}}
}
