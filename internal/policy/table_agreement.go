package policy

import "samsyn/internal/language"

// Agreements.
const (
	ImportAgreements  Action = "agreement.import"    // take in a file of agreements of any municipalities
	RegisterAgreement Action = "agreement.register"  // enter one signed agreement that binds an authority
	EditAgreement     Action = "agreement.edit"      // correct an agreement in the register, attach its scanned copy
	ReadScan          Action = "agreement.scan.read" // open the scanned copy, which names those who signed
)

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
		{Action: ReadScan, Over: kindAgreement, Says: t("öppna den inskannade överenskommelsen", "open the scanned agreement"), Read: true,
			Who: Who{
				Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Coordinator: {{Party}, {Former}}, Signatory: {{Party}, {Former}},
				Controller: {{Party}}, LocalAdmin: {{Party}}, HeadOffice: {{Party}}, Analyst: {{All}}, Reviewer: {{All}},
			}, Law: "TF 2 kap."},
	}}
}
