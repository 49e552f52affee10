package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Agreements.
const (
	ImportAgreements  Action = "agreement.import"    // take in a file of agreements of any municipalities
	RegisterAgreement Action = "agreement.register"  // enter one signed agreement that binds an authority
	EditAgreement     Action = "agreement.edit"      // correct an agreement in the register, attach its scanned copy
	ReadScan          Action = "agreement.scan.read" // open the scanned copy, which names those who signed
	NumberAgreement   Action = "agreement.number"    // enter one's own registry number (K27.1)
	GiveNotice        Action = "agreement.terminate" // give notice of termination, and withdraw it
	HandOver          Action = "agreement.hand-over" // propose that another board of the municipality takes a board's place
	AgreeHandOver     Action = "hand-over.agree"     // agree to a hand-over, or stop one
)

// kindHandover is a proposal that another board takes a board's place.
const kindHandover ref.Kind = "agreement-handover"

// thingsAgreement are the kinds of thing of this chapter beside the agreement itself. Those who have a say in a hand-over
// are its parties and the board that would take over, which is no party yet.
func thingsAgreement() []Thing {
	t := language.T
	return []Thing{{Kind: kindHandover, Name: t("ett överlämnande till en annan nämnd", "a hand-over to another board"), Table: "agreement_handover", Means: map[Reach]Cond{
		Party: {t("överlämnandet rör din myndighet", "the hand-over concerns your authority"), "({authority} = 'af' OR {authority} = {t}.from_id OR {authority} = {t}.to_id)"},
	}}}
}

// chapterAgreement is the register of agreements. What the register says is open (chapterOpen); its scanned copies
// name those who signed and are for the parties and those who compare or review.
func chapterAgreement() Chapter {
	t := language.T
	return Chapter{Title: t("Överenskommelser", "Agreements"), Rules: []Rule{
		{Action: ImportAgreements, Says: t("läsa in överenskommelser från en fil", "import agreements from a file"),
			Who: Who{HeadOffice: {{All}}, InstallationAdmin: {{All}}, System: {{All}}}},
		{Action: RegisterAgreement, Over: kindAuthority, Says: t("registrera en överenskommelse som binder en myndighet", "register an agreement that binds an authority"),
			Who: Who{Coordinator: {{Own}}, HeadOffice: {{All}}, System: {{All}}}},
		{Action: EditAgreement, Over: kindAgreement, Says: t("rätta en överenskommelse i registret", "correct an agreement in the register"),
			Who: Who{Coordinator: {{Party}}, HeadOffice: {{Party}}, System: {{All}}}},
		{Action: NumberAgreement, Over: kindAgreement, Says: t("ange den egna myndighetens diarienummer", "enter one's own authority's registry number"),
			Who: Who{Coordinator: {{Party}}, HeadOffice: {{Party}}, System: {{All}}}},
		{Action: GiveNotice, Over: kindAgreement, Says: t("säga upp en överenskommelse och ta tillbaka uppsägningen", "give notice of an agreement and withdraw it"),
			Who: Who{Coordinator: {{Party}}, System: {{All}}}},
		{Action: HandOver, Over: kindAgreement, Says: t("föreslå att en annan nämnd tar över", "propose that another board takes over"),
			Who: Who{Coordinator: {{Party}}, System: {{All}}}},
		{Action: AgreeHandOver, Over: kindHandover, Says: t("godkänna eller stoppa ett överlämnande", "agree to a hand-over or stop it"),
			Who: Who{Coordinator: {{Party}}, System: {{All}}}},
		{Action: ReadScan, Over: kindAgreement, Says: t("öppna den inskannade överenskommelsen", "open the scanned agreement"), Read: true,
			Who: Who{
				Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Coordinator: {{Party}, {Former}}, Signatory: {{Party}, {Former}},
				Controller: {{Party}}, LocalAdmin: {{Party}}, HeadOffice: {{Party}}, Analyst: {{All}}, Reviewer: {{All}},
			}, Law: "TF 2 kap."},
	}}
}
