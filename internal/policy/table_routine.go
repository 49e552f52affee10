package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Routines.
const (
	ReadLibrary       Action = "routine.library"     // the library of routines that are shared as good examples
	ReadSharedRoutine Action = "routine.shared.read" // one routine that is shared as a good example
	ReadRoutine       Action = "routine.read"        // one routine of an agreement, shared or not
	AddRoutine        Action = "routine.add"         // write a new routine under an agreement, or take one over
	EditRoutine       Action = "routine.edit"        // change a routine, put it in force, review or retire it
	ShareRoutine      Action = "routine.share"       // propose that a routine is shared, answer that, stop sharing
)

const (
	kindRoutine       ref.Kind = "routine"
	kindSharedRoutine ref.Kind = "shared-routine"
)

// thingsRoutine are the kinds of the routines. What is shared is a kind of its own, since everybody may read it.
func thingsRoutine() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindRoutine, Name: t("en rutin", "a routine"), Table: "routine", Means: map[Reach]Cond{
			Party: {t("din myndighet är part i överenskommelsen som rutinen hör till", "your authority is a party to the agreement that the routine belongs to"),
				"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.agreement_id AND agreement_party.authority_id = {authority} AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"},
		}},
		{Kind: kindSharedRoutine, Name: t("en rutin som delas som gott exempel", "a routine shared as a good example"), Table: "routine_shared"},
	}
}

// chapterRoutine is routines and working methods: the parties keep them, everybody reads those that are shared.
func chapterRoutine() Chapter {
	t := language.T
	keeper := Who{Coordinator: {{Party}}, System: {{All}}}
	everybody := Who{Anyone: {{All}}}
	return Chapter{Title: t("Rutiner", "Routines"), Rules: []Rule{
		{Action: ReadLibrary, Says: t("söka bland rutiner som delas", "search among routines that are shared"), Read: true, Who: everybody},
		{Action: ReadSharedRoutine, Over: kindSharedRoutine, Says: t("läsa en rutin som delas som gott exempel", "read a routine shared as a good example"), Read: true, Who: everybody},
		{Action: ReadRoutine, Over: kindRoutine, Says: t("läsa en rutin i en överenskommelse", "read a routine of an agreement"), Read: true,
			Who: Who{SignedIn: {{Party}}, System: {{All}}}},
		{Action: AddRoutine, Over: kindAgreement, Says: t("skriva eller ta över en rutin", "write or take over a routine"), Who: keeper},
		{Action: EditRoutine, Over: kindRoutine, Says: t("ändra, sätta i kraft eller se över en rutin", "change, put in force or review a routine"), Who: keeper},
		{Action: ShareRoutine, Over: kindRoutine, Says: t("dela en rutin som gott exempel eller sluta dela den", "share a routine as a good example or stop sharing it"), Who: keeper},
	}}
}
