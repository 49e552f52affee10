package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Who answers for what.
const (
	ReadResponsibility Action = "responsibility.read" // the responsibility matrix of an agreement
	EditResponsibility Action = "responsibility.edit" // say who answers for a task
	ReadTransition     Action = "transition.read"     // plans for going over when a task changes hands
	AddTransition      Action = "transition.add"      // begin a plan under an agreement
	EditTransition     Action = "transition.edit"     // change a plan, settle what is open, agree to it, close it
)

const kindTransition ref.Kind = "transition"

func thingsResponsibility() []Thing {
	t := language.T
	return []Thing{{Kind: kindTransition, Name: t("en omställningsplan", "a transition plan"), Table: "responsibility_transition", Means: map[Reach]Cond{
		Party: {t("din myndighet är part i överenskommelsen som planen hör till", "your authority is a party to the agreement that the plan belongs to"),
			"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.agreement_id AND agreement_party.authority_id = {authority} AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"},
	}}}
}

// chapterResponsibility is the matrix of annex 1 and the plans for going over. Both name authorities and no person, and
// are open to everybody.
func chapterResponsibility() Chapter {
	t := language.T
	everybody := Who{Anyone: {{All}}}
	keeper := Who{Coordinator: {{Party}}, System: {{All}}}
	return Chapter{Title: t("Ansvar och omställning", "Responsibility and transition"), Rules: []Rule{
		{Action: ReadResponsibility, Says: t("läsa ansvarsmatrisen", "read the responsibility matrix"), Read: true, Who: everybody},
		{Action: EditResponsibility, Over: kindAgreement, Says: t("ange vem som ansvarar för en uppgift", "say who answers for a task"), Who: keeper},
		{Action: ReadTransition, Says: t("läsa omställningsplaner", "read transition plans"), Read: true, Who: everybody},
		{Action: AddTransition, Over: kindAgreement, Says: t("börja en omställningsplan", "begin a transition plan"), Who: keeper},
		{Action: EditTransition, Over: kindTransition, Says: t("ändra och komma överens om en omställningsplan", "change and agree on a transition plan"), Who: keeper},
	}}
}
