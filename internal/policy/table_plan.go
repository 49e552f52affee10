package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The joint plan of a matter. Staff read and work with it by what they may do in the matter.
const (
	ReadOwnPlan Action = "plan.own"  // the person reads the plan about themselves
	SignPlan    Action = "plan.sign" // the person approves it
	MoveOwnStep Action = "plan.step" // the person says how a step of their own goes
	TendPlans   Action = "plan.tend" // remind of steps and follow-ups by the clock
)

const kindPlan ref.Kind = "plan"

func thingsPlan() []Thing {
	return []Thing{{Kind: kindPlan, Name: language.T("en gemensam plan", "a joint plan"), Table: "plan", Means: map[Reach]Cond{
		Self: {language.T("planen handlar om dig själv", "the plan is about yourself"), `EXISTS (SELECT 1 FROM plan_side JOIN person AS mine ON mine.id = plan_side.person_id
			JOIN seeker_number ON seeker_number.digest = mine.number_digest WHERE plan_side.plan_id = {t}.id AND seeker_number.seeker_id = {actor})`},
	}}}
}

// chapterPlan is what the person does with the plan that is about them.
func chapterPlan() Chapter {
	t := language.T
	self := Who{Jobseeker: {{Self}}}
	return Chapter{Title: t("Gemensam plan", "Joint plan"), Rules: []Rule{
		{Action: ReadOwnPlan, Over: kindPlan, Says: t("läsa planen om sig själv", "read the plan about oneself"), Read: true, Who: self, Law: "OSL 12:1"},
		{Action: SignPlan, Over: kindPlan, Says: t("godkänna planen om sig själv", "approve the plan about oneself"), Who: self},
		{Action: MoveOwnStep, Over: kindPlan, Says: t("säga hur ett eget steg går", "say how an own step goes"), Who: self},
		{Action: TendPlans, Says: t("påminna om steg och uppföljningar", "remind of steps and follow-ups"), Who: Who{System: {{All}}}},
	}}
}
