package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// What became of people whom two authorities planned with.
const (
	ListOutcomes    Action = "outcome.list" // the own authority's follow-ups, without who they are about
	ReadOutcomeText Action = "outcome.text" // who it is about, and what was said
	ReadOwnOutcome  Action = "outcome.own"  // the person reads what an authority has noted of how it went
	NoteOutcome     Action = "outcome.note" // say what the authority knows
	SayOutcome      Action = "outcome.say"  // the person says it
	SumOutcomes     Action = "outcome.sums" // sums by municipality, with nobody in them
	TendOutcomes    Action = "outcome.tend" // ask by the clock
)

const kindOutcome ref.Kind = "outcome"

// thingsOutcome is follow-ups: an authority's own are seen through its side of the matter.
func thingsOutcome() []Thing {
	t := language.T
	side := "matter_side.matter_id = {t}.matter_id AND matter_side.authority_id = {t}.authority_id"
	means := sideReaches("matter_side", side, "matter_side.left_at IS NULL")
	means[Self] = Cond{t("uppföljningen handlar om dig själv", "the follow-up is about yourself"), `EXISTS (SELECT 1 FROM person AS mine
		JOIN seeker_number ON seeker_number.digest = mine.number_digest WHERE mine.id = {t}.person_id AND seeker_number.seeker_id = {actor})`}
	return []Thing{{Kind: kindOutcome, Name: t("en uppföljning av utfall", "a follow-up of an outcome"), Table: "outcome", Never: []Cond{protectedRow()}, Means: means}}
}

// chapterOutcome is who says and sees what became of people.
func chapterOutcome() Chapter {
	t := language.T
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	works := staff(Permits{{Assigned}, {Substitute}})
	all := Permits{{All}}
	return Chapter{Title: t("Utfall", "Outcomes"), Rules: []Rule{
		{Action: ListOutcomes, Over: kindOutcome, Says: t("se vilka uppföljningar som väntar", "see which follow-ups wait"), Read: true, Who: staff(Permits{{Party}, {Assigned}, {Substitute}})},
		{Action: ReadOutcomeText, Over: kindOutcome, Says: t("läsa hur det gick för personen", "read how it went for the person"), Read: true, Who: works, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: NoteOutcome, Over: kindOutcome, Says: t("anteckna hur det gick, och rätta det", "note how it went, and put it right"), Who: works},
		{Action: SayOutcome, Over: kindOutcome, Says: t("berätta hur det gick för en själv", "say how it went for oneself"), Who: Who{Jobseeker: {{Self}}}},
		{Action: ReadOwnOutcome, Over: kindOutcome, Says: t("läsa vad som är antecknat om hur det gick för en själv", "read what is noted of how it went for oneself"), Read: true, Who: Who{Jobseeker: {{Self}}}, Law: "OSL 12:1"},
		{Action: SumOutcomes, Says: t("se hur det gick per kommun, utan uppgifter om någon", "see how it went by municipality, with nobody in it"), Read: true,
			Who: Who{Caseworker: all, EmploymentOfficer: all, Coordinator: all, HeadOffice: all}},
		{Action: TendOutcomes, Says: t("fråga hur det gick när dagen har kommit", "ask how it went when the day has come"), Who: Who{System: all}},
	}}
}
