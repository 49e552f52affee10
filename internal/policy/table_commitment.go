package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// What an agreement promises, as it holds.
const (
	ReadCommitments       Action = "commitments.read"        // what is promised, by whom, with which target, and its state
	ReadCommitmentHistory Action = "commitment.history.read" // what the parties have said about a commitment
	DisputeCommitment     Action = "commitment.dispute"      // say that a commitment cannot stand as it is, answer, propose and agree
)

const kindCommitment ref.Kind = "commitment"

// thingsCommitment are the kinds of thing of this chapter.
func thingsCommitment() []Thing {
	t := language.T
	bound := "EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.agreement_id AND agreement_party.authority_id = {authority}"
	return []Thing{{Kind: kindCommitment, Name: t("ett åtagande", "a commitment"), Table: "commitment", Means: map[Reach]Cond{
		Party:  {t("din myndighet är part i överenskommelsen", "your authority is a party to the agreement"), bound + " AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"},
		Former: {t("din myndighet har varit part i överenskommelsen", "your authority has been a party to the agreement"), bound + " AND agreement_party.left_on < {today})"},
	}}}
}

// chapterCommitment is what is promised. The promises are open, as the agreement is; what the parties say to each other
// about one of them is theirs, and a party that has left keeps reading what was said in its time.
func chapterCommitment() Chapter {
	t := language.T
	readers := Permits{{Party}, {Former}}
	return Chapter{Title: t("Åtaganden", "Commitments"), Rules: []Rule{
		{Action: ReadCommitments, Over: kindAgreement, Says: t("se vad en överenskommelse lovar", "see what an agreement promises"), Read: true,
			Who: Who{Anyone: {{All}}}},
		{Action: ReadCommitmentHistory, Over: kindCommitment, Says: t("se vad parterna har sagt om ett åtagande", "see what the parties have said about a commitment"), Read: true,
			Who: Who{Coordinator: readers, Signatory: readers, Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Controller: {{Party}}, HeadOffice: {{Party}}, Reviewer: {{All}}, System: {{All}}}},
		{Action: DisputeCommitment, Over: kindCommitment, Says: t("bestrida ett åtagande, svara, föreslå en lösning och godta den", "dispute a commitment, answer, propose a solution and accept it"),
			Who: Who{Coordinator: {{Party}}, System: {{All}}}},
	}}
}
