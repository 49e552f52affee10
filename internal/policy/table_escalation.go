package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// What is escalated by the ladder of an agreement.
const (
	RaiseEnquiry     Action = "escalation.raise"  // raise a question to the coordinators before its time is up, with a reason
	ReadEscalation   Action = "escalation.read"   // see what is escalated: place, sort, time and whose turn it is; never who or what
	DecideEscalation Action = "escalation.decide" // agree on a new time, settle it, raise it to the next level
	TendEscalations  Action = "escalation.tend"   // raise what nobody answered in time, remind, end what is answered
)

const kindEscalation ref.Kind = "escalation"

func thingsEscalation() []Thing {
	t := language.T
	const question = `{t}.thing_kind = 'enquiry' AND enquiry_side.enquiry_id = {t}.thing_id`
	const side = `EXISTS (SELECT 1 FROM escalation_side WHERE escalation_side.escalation_id = {t}.id AND escalation_side.authority_id = {authority} AND escalation_side.left_at IS NULL AND `
	return []Thing{{Kind: kindEscalation, Name: t("en eskalering", "an escalation"), Table: "escalation",
		Never: []Cond{shieldedEnquiry(question), protectedEnquiry(question)},
		Means: map[Reach]Cond{
			Party: {t("din myndighet deltar i det som är eskalerat och det hör till din enhet", "your authority takes part in what is escalated and it is your unit's"),
				side + ownUnits("escalation_side") + `)`},
			Assigned: {t("eskaleringen har gått till dig på någon av nivåerna", "the escalation has gone to you on one of the levels"),
				side + `EXISTS (SELECT 1 FROM escalation_told WHERE escalation_told.escalation_id = escalation_side.escalation_id AND escalation_told.level > 1
				AND escalation_told.authority_id = {authority} AND escalation_told.account_id = {actor}))`},
		}}}
}

// chapterEscalation is what rises by the ladder. Whoever gets it on a level sees the place, the sort of matter, the time
// and whose turn it is, and nothing about anybody. What one side's own register has as protected is seen at that side by
// those alone who are cleared for it, and at the other side as anything else, so that nothing can be told apart.
func chapterEscalation() Chapter {
	t := language.T
	unit := Permits{{Party}, {Assigned}, {Substitute}}
	given := Permits{{Assigned}}
	level := Who{Coordinator: Permits{{Party}, {Assigned}}, SignedIn: given}
	return Chapter{Title: t("Eskalering", "Escalation"), Rules: []Rule{
		{Action: RaiseEnquiry, Over: kindEnquiry, Says: t("lyfta en fråga till de samverkansansvariga innan tiden har gått ut", "raise a question to the coordinators before its time is up"), Who: Who{Caseworker: unit, EmploymentOfficer: unit}},
		{Action: ReadEscalation, Over: kindEscalation, Says: t("se vad som är eskalerat: kommun, slag, tid och vems tur det är, aldrig vem eller vad det gäller", "see what is escalated: municipality, sort, time and whose turn it is, never who or what it is about"), Read: true,
			Who: Who{Coordinator: Permits{{Party}, {Assigned}}, SignedIn: given, System: {{All}}}, Law: "OSL 8:1, 8:2, 26:1, 28:11"},
		{Action: DecideEscalation, Over: kindEscalation, Says: t("komma överens om en ny tid, avgöra en eskalering eller lyfta den till nästa nivå", "agree on a new time, settle an escalation or raise it to the next level"), Who: level},
		{Action: TendEscalations, Says: t("lyfta frågor som inte besvarats i tid, påminna och avsluta det som är besvarat", "raise questions not answered in time, remind and end what is answered"), Who: Who{System: {{All}}}},
	}}
}
