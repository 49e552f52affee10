package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Meetings of two authorities with a person, and the days on which the agency is present in a municipality.
const (
	ListPersonMeetings    Action = "meeting.list" // the own authority's, without who they are about
	ReadPersonMeeting     Action = "meeting.read" // see when and in what way, and what it waits for
	ReadPersonMeetingText Action = "meeting.text" // read what it is about, where it is and what was decided
	WorkPersonMeeting     Action = "meeting.work" // offer times, book, cancel, note how it went
	TendPersonMeetings    Action = "meeting.tend" // remind by the clock

	ReadOwnMeeting   Action = "meeting.own"    // the person reads the meetings about themselves
	ChooseOwnTime    Action = "meeting.choose" // the person says which times suit
	CancelOwnMeeting Action = "meeting.cancel" // the person cancels
	PauseOwnMeeting  Action = "meeting.wait"   // the person asks to wait, or says that it can go on

	ListPresence Action = "presence.list" // the days, which are of nobody
	PlanPresence Action = "presence.plan" // plan a day for the own authority
	NotePresence Action = "presence.note" // note what came of it, or move it
)

const (
	kindPersonMeeting ref.Kind = "meeting"
	kindPresence      ref.Kind = "presence-day"
)

func thingsMeeting() []Thing {
	const joined = "matter_side.matter_id = {t}.matter_id"
	means := sideReaches("matter_side", joined, "matter_side.left_at IS NULL")
	means[Self] = Cond{language.T("mötet är med dig själv", "the meeting is with yourself"), `EXISTS (SELECT 1 FROM matter_side JOIN person AS mine ON mine.id = matter_side.person_id
			JOIN seeker_number ON seeker_number.digest = mine.number_digest WHERE ` + joined + ` AND seeker_number.seeker_id = {actor})`}
	return []Thing{{Kind: kindPersonMeeting, Name: language.T("ett möte med en person", "a meeting with a person"), Table: "meeting", Never: []Cond{protectedSide("matter_side", joined)}, Means: means},
		{Kind: kindPresence, Name: language.T("en närvarodag", "a day of presence"), Table: "meeting_presence", Means: map[Reach]Cond{Own: {language.T("det är din myndighet som ska vara på plats", "it is your authority that is to be there"), `{t}.authority_id = {authority}`}}}}
}

// chapterMeeting: a colleague of the unit sees when there is a meeting; with whom and about what only who works with the
// person, or stands in.
func chapterMeeting() Chapter {
	t := language.T
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	unit, works := staff(Permits{{Party}, {Assigned}, {Substitute}}), staff(Permits{{Assigned}, {Substitute}})
	self := Who{Jobseeker: {{Self}}}
	days := Who{Caseworker: {{All}}, EmploymentOfficer: {{All}}, Coordinator: {{All}}}
	return Chapter{Title: t("Möten med en person, och närvarodagar", "Meetings with a person, and days of presence"), Rules: []Rule{
		{Action: ListPersonMeetings, Over: kindPersonMeeting, Says: t("se möten i listan", "see meetings in the list"), Read: true, Who: unit},
		{Action: ReadPersonMeeting, Over: kindPersonMeeting, Says: t("se när ett möte är, hur det hålls och vad det väntar på", "see when a meeting is, how it is held and what it waits for"), Read: true, Who: unit},
		{Action: ReadPersonMeetingText, Over: kindPersonMeeting, Says: t("läsa vad ett möte handlar om, var det är och vad som bestämdes", "read what a meeting is about, where it is and what was decided"), Read: true, Who: works, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: WorkPersonMeeting, Over: kindPersonMeeting, Says: t("erbjuda tider, boka, avboka och anteckna hur ett möte gick", "offer times, book, cancel and note how a meeting went"), Who: works, Law: "OSL 10:1, 12:2"},
		{Action: TendPersonMeetings, Says: t("påminna om möten", "remind of meetings"), Who: Who{System: {{All}}}},
		{Action: ReadOwnMeeting, Over: kindPersonMeeting, Says: t("läsa om möten med sig själv", "read of meetings with oneself"), Read: true, Who: self, Law: "OSL 12:1"},
		{Action: ChooseOwnTime, Over: kindPersonMeeting, Says: t("säga vilken tid som passar en själv", "say which time suits oneself"), Who: self},
		{Action: CancelOwnMeeting, Over: kindPersonMeeting, Says: t("avboka ett möte med sig själv", "cancel a meeting with oneself"), Who: self},
		{Action: PauseOwnMeeting, Over: kindPersonMeeting, Says: t("be att få vänta med ett möte", "ask to wait with a meeting"), Who: self},
		{Action: ListPresence, Says: t("se närvarodagar", "see days of presence"), Read: true, Who: days},
		{Action: PlanPresence, Says: t("planera närvarodagar för den egna myndigheten", "plan days of presence for the own authority"), Who: Who{EmploymentOfficer: {{All}}}},
		{Action: NotePresence, Over: kindPresence, Says: t("anteckna hur en närvarodag blev, eller flytta den", "note what came of a day of presence, or move it"), Who: Who{EmploymentOfficer: {{Own}}}},
	}}
}
