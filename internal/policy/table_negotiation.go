package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Drafts of agreements.
const (
	BeginDraft        Action = "negotiation.begin"    // begin a draft of a new agreement that binds an authority
	BeginAmendment    Action = "negotiation.amend"    // begin a draft from an agreement: amendment, renewal, a municipality that joins
	ReadDraft         Action = "negotiation.read"     // read a draft, its versions and its comments
	EditDraft         Action = "negotiation.edit"     // change a field of a draft, take the pen or hand it back
	ProposeDraft      Action = "negotiation.propose"  // put a version forward
	CommentDraft      Action = "negotiation.comment"  // comment on a field, answer, resolve
	ApproveDraft      Action = "negotiation.approve"  // approve a version for one's authority, or take that back
	WithdrawDraft     Action = "negotiation.withdraw" // call a draft off
	AttachToDraft     Action = "negotiation.attach"   // attach a document to a draft, take one's own away
	ReadDraftDocument Action = "negotiation.document" // open a document attached to a draft
)

const kindDraft ref.Kind = "draft"

// thingsNegotiation are the kinds of this chapter.
func thingsNegotiation() []Thing {
	t := language.T
	return []Thing{{Kind: kindDraft, Name: t("ett utkast till överenskommelse", "a draft of an agreement"), Table: "negotiation_draft", Means: map[Reach]Cond{
		Party: {t("din myndighet är part i utkastet", "your authority is a party to the draft"),
			"EXISTS (SELECT 1 FROM negotiation_party WHERE negotiation_party.draft_id = {t}.id AND negotiation_party.authority_id = {authority})"},
	}}}
}

// chapterNegotiation is the drafting of agreements. A draft is the parties' own until it is signed: their coordinators
// write, those who sign or work by it read, and nobody else learns that it is there.
func chapterNegotiation() Chapter {
	t := language.T
	writers := Who{Coordinator: {{Party}}, System: {{All}}}
	readers := Who{Coordinator: {{Party}}, Signatory: {{Party}}, Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, System: {{All}}}
	return Chapter{Title: t("Utkast till överenskommelser", "Drafts of agreements"), Rules: []Rule{
		{Action: BeginDraft, Over: kindAuthority, Says: t("börja ett utkast till en överenskommelse som binder en myndighet", "begin a draft of an agreement that binds an authority"),
			Who: Who{Coordinator: {{Own}}, System: {{All}}}},
		{Action: BeginAmendment, Over: kindAgreement, Says: t("börja ett utkast till ändring eller förlängning av en överenskommelse", "begin a draft that amends or renews an agreement"), Who: writers},
		{Action: ReadDraft, Over: kindDraft, Says: t("läsa ett utkast till överenskommelse", "read a draft of an agreement"), Read: true, Who: readers, Law: "TF 2 kap."},
		{Action: EditDraft, Over: kindDraft, Says: t("ändra i ett utkast till överenskommelse", "change a draft of an agreement"), Who: writers},
		{Action: ProposeDraft, Over: kindDraft, Says: t("lämna en version av ett utkast till de andra parterna", "put a version of a draft before the other parties"), Who: writers},
		{Action: CommentDraft, Over: kindDraft, Says: t("kommentera ett fält i ett utkast", "comment on a field of a draft"), Who: writers},
		{Action: ApproveDraft, Over: kindDraft, Says: t("godkänna en version av ett utkast för sin myndighet", "approve a version of a draft for one's authority"), Who: writers},
		{Action: WithdrawDraft, Over: kindDraft, Says: t("avbryta ett utkast till överenskommelse", "call off a draft of an agreement"), Who: writers},
		{Action: AttachToDraft, Over: kindDraft, Says: t("bifoga ett dokument till ett utkast", "attach a document to a draft"), Who: writers},
		{Action: ReadDraftDocument, Over: kindDraft, Says: t("öppna ett dokument som hör till ett utkast", "open a document of a draft"), Read: true, Who: readers, Law: "TF 2 kap."},
	}}
}
