package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Groups under an agreement.
const (
	ReadGroups      Action = "groups.read"          // the groups of an agreement, their year, decisions and reviews
	AddGroup        Action = "group.add"            // set up a group under an agreement
	ReadGroup       Action = "group.read"           // one group with its members and meetings
	EditGroup       Action = "group.edit"           // change a group, its members and its plan of the year
	ReadMeeting     Action = "group-meeting.read"   // one meeting: agenda, published minutes, decisions
	AddPoint        Action = "group-meeting.point"  // add a point to a meeting's agenda
	RunMeeting      Action = "group-meeting.run"    // move, cancel or hold a meeting, write its minutes and decisions, follow them up
	AdjustMinutes   Action = "group-meeting.adjust" // approve the minutes as right (justera)
	ReviewAgreement Action = "agreement.review"     // enter the yearly review of an agreement, or of its target groups
)

// The kinds of thing.
const (
	kindSteeringGroup ref.Kind = "steering-group"
	kindGroupMeeting  ref.Kind = "group-meeting"
)

// thingsSteering are the kinds of thing of this chapter: each belongs to an agreement, and is the parties' alone.
func thingsSteering() []Thing {
	t := language.T
	party := map[Reach]Cond{Party: {t("din myndighet är part i överenskommelsen", "your authority is a party to the agreement"),
		"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.agreement_id AND agreement_party.authority_id = {authority} AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"}}
	return []Thing{
		{Kind: kindSteeringGroup, Name: t("en grupp", "a group"), Table: "steering_group", Means: party},
		{Kind: kindGroupMeeting, Name: t("ett möte i en grupp", "a meeting of a group"), Table: "steering_meeting", Means: party},
	}
}

// chapterSteering is the groups, their meetings and the reviews. Minutes may name staff, so nothing here is open: the
// parties' coordinators keep it, and those who work with the agreement read it.
func chapterSteering() Chapter {
	t := language.T
	readers := Who{Coordinator: {{Party}}, Signatory: {{Party}}, Caseworker: {{Party}}, EmploymentOfficer: {{Party}}, Controller: {{Party}}, HeadOffice: {{Party}}, System: {{All}}}
	keepers := Who{Coordinator: {{Party}}, System: {{All}}}
	takers := Who{Coordinator: {{Party}}, Signatory: {{Party}}, Caseworker: {{Party}}, EmploymentOfficer: {{Party}}}
	return Chapter{Title: t("Grupper, möten och översyn", "Groups, meetings and reviews"), Rules: []Rule{
		{Action: ReadGroups, Over: kindAgreement, Says: t("se en överenskommelses grupper, årshjul, beslut och översyner", "see the groups, year, decisions and reviews of an agreement"), Read: true, Who: readers},
		{Action: AddGroup, Over: kindAgreement, Says: t("tillsätta en grupp under en överenskommelse", "set up a group under an agreement"), Who: keepers},
		{Action: ReadGroup, Over: kindSteeringGroup, Says: t("se en grupp och dess möten", "see a group and its meetings"), Read: true, Who: readers},
		{Action: EditGroup, Over: kindSteeringGroup, Says: t("ändra en grupp, dess ledamöter och planen för året", "change a group, its members and its plan of the year"), Who: keepers},
		{Action: ReadMeeting, Over: kindGroupMeeting, Says: t("se ett möte med dagordning, protokoll och beslut", "see a meeting with agenda, minutes and decisions"), Read: true, Who: readers},
		{Action: AddPoint, Over: kindGroupMeeting, Says: t("anmäla en punkt till ett mötes dagordning", "add a point to a meeting's agenda"), Who: takers},
		{Action: RunMeeting, Over: kindGroupMeeting, Says: t("flytta, ställa in eller genomföra ett möte, skriva dess protokoll och beslut och följa upp dem", "move, cancel or hold a meeting, write its minutes and decisions and follow them up"), Who: keepers},
		{Action: AdjustMinutes, Over: kindGroupMeeting, Says: t("justera ett protokoll", "adjust minutes"), Who: takers},
		{Action: ReviewAgreement, Over: kindAgreement, Says: t("registrera en översyn av en överenskommelse", "enter a review of an agreement"), Who: keepers},
	}}
}
