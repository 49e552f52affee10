package policy

import "samsyn/internal/language"

// What an agreement promises, as it holds.
const (
	ReadCommitments       Action = "commitments.read"        // what is promised, by whom, with which target, and its state
	ReadCommitmentHistory Action = "commitment.history.read" // what the parties have said about the commitments of an agreement
	DisputeCommitment     Action = "commitment.dispute"      // say that a commitment cannot stand as it is, answer, propose and agree
)

// chapterCommitment is what is promised. The promises are open, as the agreement is; what the parties say to each other
// about one of them is theirs, and a party that has left keeps reading what was said in its time.
func chapterCommitment() Chapter {
	t := language.T
	readers := Permits{{Party}, {Former}}
	return Chapter{Title: t("Åtaganden", "Commitments"), Rules: []Rule{
		{Action: ReadCommitments, Over: kindAgreement, Says: t("se vad en överenskommelse lovar", "see what an agreement promises"), Read: true,
			Who: Who{Anyone: {{All}}}},
		{Action: ReadCommitmentHistory, Over: kindAgreement, Says: t("se vad parterna har sagt om åtagandena i en överenskommelse", "see what the parties have said about the commitments of an agreement"), Read: true,
			Who: Who{Coordinator: readers, Signatory: readers, Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Controller: {{Party}}, HeadOffice: {{Party}}, Reviewer: {{All}}, System: {{All}}}},
		{Action: DisputeCommitment, Over: kindAgreement, Says: t("bestrida ett åtagande, svara, föreslå en lösning och godta den", "dispute a commitment, answer, propose a solution and accept it"),
			Who: Who{Coordinator: {{Party}}, System: {{All}}}},
	}}
}
