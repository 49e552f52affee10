package enquiry

import (
	"slices"

	"samsyn/internal/language"
)

// Outcome is how a question ended, in a code that is the same in every channel: domain 2.2.
type Outcome string

// The outcomes.
const (
	Answered        Outcome = "answered"
	AnsweredPartly  Outcome = "answered_partly"
	RefusedSecrecy  Outcome = "refused_secrecy"
	ConsentMissing  Outcome = "consent_missing"
	NotDisclosable  Outcome = "person_not_found_or_not_disclosable" // one code for both: domain 0, fact 8
	PassedOn        Outcome = "wrong_recipient_forwarded"
	ThreeParty      Outcome = "needs_three_party_meeting"
	WithdrawnByAsk  Outcome = "withdrawn"
	DeliveredByPost Outcome = "delivered_by_post"
)

// OutcomeInfo is an outcome with its words.
type OutcomeInfo struct {
	Outcome Outcome
	Name    language.Text // "Besvarad"
	Says    language.Text // what the asker reads: a whole sentence
	Refusal bool          // it is a refusal, and needs the ground on which nothing is told
	Chosen  bool          // the receiver chooses it on the form; the others follow from an act
}

// Outcomes lists the outcomes in the order in which they are shown.
func Outcomes() []OutcomeInfo {
	t := language.T
	return []OutcomeInfo{
		{Answered, t("Besvarad", "Answered"), t("Frågan är besvarad.", "The question is answered."), false, true},
		{AnsweredPartly, t("Delvis besvarad", "Partly answered"), t("En del av frågan är besvarad.", "A part of the question is answered."), false, true},
		{RefusedSecrecy, t("Avböjd på grund av sekretess", "Declined for secrecy"), t("Uppgiften lämnas inte ut. Grunden står i svaret.", "The information is not disclosed. The answer gives the ground."), true, true},
		{ConsentMissing, t("Samtycke saknas", "Consent is missing"), t("Uppgiften kan lämnas ut först när det finns ett samtycke eller en annan grund.", "The information can be disclosed once there is a consent or another ground."), true, true},
		{NotDisclosable, t("Uppgift kan inte lämnas", "No information can be given"), t("Uppgift om personen finns inte eller kan inte lämnas ut.", "Information about the person does not exist or cannot be disclosed."), true, true},
		{ThreeParty, t("Behöver ett trepartssamtal", "Needs a three-party meeting"), t("Svaret kräver att personen deltar. Boka ett trepartssamtal.", "The answer needs the person to take part. Book a three-party meeting."), false, true},
		{DeliveredByPost, t("Besvarad per brev", "Answered by letter"), t("Svaret är skickat som brev.", "The answer has been sent as a letter."), false, false},
		{PassedOn, t("Skickad vidare", "Passed on"), t("Frågan hör hemma hos någon annan och är skickad dit.", "The question belongs with somebody else and has been sent there."), false, false},
		{WithdrawnByAsk, t("Återtagen", "Withdrawn"), t("Den som frågade har tagit tillbaka frågan.", "Whoever asked has taken the question back."), false, false},
	}
}

// OutcomeOf gives an outcome with its words; ok is false for an unknown one.
func OutcomeOf(o Outcome) (info OutcomeInfo, ok bool) {
	list := Outcomes()
	if i := slices.IndexFunc(list, func(x OutcomeInfo) bool { return x.Outcome == o }); i >= 0 {
		return list[i], true
	}
	return OutcomeInfo{}, false
}
