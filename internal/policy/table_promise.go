package policy

import "samsyn/internal/language"

// How what an agreement promises turns out.
const (
	ReadOutcomes      Action = "outcomes.read"       // whether promises are kept, with their figures
	ReadSmallOutcomes Action = "outcomes.small.read" // also numbers so small that no verdict is given on them
)

// chapterPromise is how promises turn out. It is open, as the agreement is; numbers so small that they could point at
// somebody are for the parties and for those who review.
func chapterPromise() Chapter {
	t := language.T
	party := Permits{{Party}}
	return Chapter{Title: t("Utfall av åtaganden", "Turnout of commitments"), Rules: []Rule{
		{Action: ReadOutcomes, Over: kindAgreement, Says: t("se om en överenskommelses löften hålls", "see whether an agreement's promises are kept"), Read: true,
			Who: Who{Anyone: {{All}}}},
		{Action: ReadSmallOutcomes, Over: kindAgreement, Says: t("se också tal som är för små för ett omdöme", "see also numbers too small for a verdict"), Read: true,
			Who: Who{Coordinator: party, Signatory: party, Caseworker: party, EmploymentOfficer: party, Controller: party, HeadOffice: party, Reviewer: {{All}}, System: {{All}}}},
	}}
}
