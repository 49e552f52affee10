package policy_test

import (
	"testing"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// The hardest cases, on a small schema of their own, since the rooms that will own them come later. The table below is
// read by the same engine as the house's.
const (
	readMatter    policy.Action = "try.matter.read"
	readFile      policy.Action = "try.file.read"
	sendFile      policy.Action = "try.file.send"
	openFile      policy.Action = "try.file.open"
	readBenefit   policy.Action = "try.benefit.read"
	readCopy      policy.Action = "try.copy.read"
	readEnquiry   policy.Action = "try.enquiry.read"
	reviewEnquiry policy.Action = "try.enquiry.review"
	exportEnquiry policy.Action = "try.enquiry.export"
	readLog       policy.Action = "try.log.read"
)

func cond(sv, en, sql string) policy.Cond { return policy.Cond{Text: language.T(sv, en), SQL: sql} }

// hardTable is the fixture's table.
func hardTable(t testing.TB) *policy.Table {
	t.Helper()
	table, err := policy.New(hardThings(), []policy.Chapter{hardChapter()})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func hardChapter() policy.Chapter {
	s := language.T
	staff := policy.Permits{{policy.Assigned, policy.Ground}, {policy.Substitute, policy.Ground}}
	own := policy.Permits{{policy.Own, policy.Assigned}, {policy.Own, policy.Substitute}, {policy.Own, policy.Opened}}
	send := policy.Permits{{policy.Own, policy.Assigned, policy.Ground}}
	received := policy.Permits{{policy.Party, policy.Assigned}, {policy.Party, policy.Substitute}}
	self := policy.Permits{{policy.Self}}
	return policy.Chapter{Title: s("De svåraste fallen", "The hardest cases"), Rules: []policy.Rule{
		{Action: readMatter, Over: "try-matter", Says: s("se det gemensamma ärendet", "see the shared matter"), Read: true, Law: "OSL 26:1, 28:11, 12:2",
			Who: policy.Who{policy.Caseworker: staff, policy.EmploymentOfficer: staff, policy.Jobseeker: self}},
		{Action: readFile, Over: "try-file", Says: s("läsa en akt", "read a file"), Read: true,
			Who: policy.Who{policy.Caseworker: own, policy.EmploymentOfficer: own, policy.Jobseeker: self}},
		{Action: sendFile, Over: "try-file", Says: s("lämna ut uppgifter ur en akt", "disclose data from a file"), Law: "OSL 8:1, 10:1, 12:2",
			Who: policy.Who{policy.Caseworker: send, policy.EmploymentOfficer: send}},
		{Action: openFile, Over: "try-file", Says: s("nödöppna en akt", "open a file in an emergency"), Read: true, Reason: true,
			Who: policy.Who{policy.Caseworker: {{policy.Own}}, policy.EmploymentOfficer: {{policy.Own}}}},
		{Action: readBenefit, Over: "try-file", Says: s("se vad SSBTEK kan svara på", "see what SSBTEK can answer"), Read: true, Law: "förordning (2008:975)",
			Who: policy.Who{policy.Caseworker: {{policy.Own, policy.Assigned, policy.Income}}}},
		{Action: readCopy, Over: "try-copy", Says: s("läsa det som har skickats till myndigheten", "read what was sent to the authority"), Read: true,
			Who: policy.Who{policy.Caseworker: received, policy.EmploymentOfficer: received}},
		{Action: readEnquiry, Over: "try-enquiry", Says: s("läsa en fråga", "read an enquiry"), Read: true,
			Who: policy.Who{policy.Caseworker: {{policy.Party}}, policy.EmploymentOfficer: {{policy.Party}}}},
		{Action: reviewEnquiry, Over: "try-enquiry", Says: s("granska en fråga i ett urval", "review an enquiry of a sample"), Read: true,
			Who: policy.Who{policy.Reviewer: {{policy.Sampled}}}},
		{Action: exportEnquiry, Over: "try-enquiry", Says: s("hämta frågor som fil", "fetch enquiries as a file"), Read: true,
			Who: policy.Who{policy.Caseworker: {{policy.Party}}, policy.EmploymentOfficer: {{policy.Party}}}},
		{Action: readLog, Over: "try-log", Says: s("läsa loggen", "read the log"), Read: true, Who: policy.Who{policy.LogAuditor: {{policy.Own}}}},
	}}
}

// hardThings is what each reach means for each kind of thing, and what is never allowed.
func hardThings() []policy.Thing {
	s := language.T
	never := []policy.Cond{protected(), barred()}
	return []policy.Thing{
		{Kind: "try-matter", Name: s("ett ärende", "a matter"), Table: "try_matter", Never: never, Means: map[policy.Reach]policy.Cond{
			policy.Self: itself(), policy.Assigned: assigned("id"), policy.Substitute: substitute("id"), policy.Ground: ground("id"),
		}},
		{Kind: "try-file", Name: s("en akt", "a file"), Table: "try_file", Never: never, Means: map[policy.Reach]policy.Cond{
			policy.Self:     itself(),
			policy.Own:      cond("akten är din myndighets", "the file is your authority's", "{t}.authority_id = {authority}"),
			policy.Assigned: assigned("matter_id"), policy.Substitute: substitute("matter_id"), policy.Ground: ground("matter_id"),
			policy.Opened: cond("du har nödöppnat akten och öppningen gäller ännu", "you opened the file in an emergency and the opening still lasts",
				`EXISTS (SELECT 1 FROM try_opening WHERE try_opening.file_id = {t}.id AND try_opening.staff_id = {actor}
				AND try_opening.starts_at <= {now} AND try_opening.ends_at > {now})`),
			policy.Income: cond("din enhet beslutar om ekonomiskt bistånd", "your unit decides on income support",
				`EXISTS (SELECT 1 FROM try_unit WHERE try_unit.id = {unit} AND try_unit.authority_id = {authority} AND try_unit.branch = 'income-support')`),
		}},
		{Kind: "try-copy", Name: s("en skickad kopia", "a sent copy"), Table: "try_copy", Never: never, Means: map[policy.Reach]policy.Cond{
			policy.Party:    cond("kopian skickades till din myndighet", "the copy was sent to your authority", "{t}.to_authority = {authority}"),
			policy.Assigned: assigned("matter_id"), policy.Substitute: substitute("matter_id"),
		}},
		{Kind: "try-enquiry", Name: s("en fråga", "an enquiry"), Table: "try_enquiry", Never: never, Means: map[policy.Reach]policy.Cond{
			policy.Party: policy.Or(
				cond("din myndighet ställde frågan", "your authority asked", "{t}.asked_by = {authority}"),
				cond("din myndighet fick frågan", "your authority was asked", "{t}.asked_of = {authority}")),
			policy.Sampled: cond("frågan ingår i ett urval som du granskar och som inte är avslutat", "the enquiry is in a sample that you review and that is not closed",
				`EXISTS (SELECT 1 FROM try_sample_item JOIN try_sample ON try_sample.id = try_sample_item.sample_id
				WHERE try_sample_item.enquiry_id = {t}.id AND try_sample.reviewer_id = {actor}
				AND try_sample.opens_at <= {now} AND try_sample.closes_at > {now})`),
		}},
		{Kind: "try-log", Name: s("en rad i loggen", "a line of the log"), Table: "try_log", Never: never, Means: map[policy.Reach]policy.Cond{
			policy.Own: cond("det som hände gjordes för din myndighet", "what happened was done for your authority", "{t}.authority_id = {authority}"),
		}},
	}
}

func itself() policy.Cond {
	return cond("uppgifterna gäller dig", "the data is about you", "{t}.person_id = {actor}")
}

// assigned holds for who is named on the matter today by the authority acted for, while it takes part.
func assigned(matter string) policy.Cond {
	return cond("du är utsedd i ärendet av din myndighet, som deltar i det", "your authority, which takes part in the matter, has named you on it",
		`EXISTS (SELECT 1 FROM try_assignment WHERE try_assignment.matter_id = {t}.`+matter+`
		AND try_assignment.staff_id = {actor} AND `+live()+`)`)
}

// substitute holds for who is on duty at this instant for somebody named on the matter by the same authority.
func substitute(matter string) policy.Cond {
	return cond("du är just nu i tjänst som ersättare för en kollega som är utsedd i ärendet", "you are on duty now as substitute for a colleague who is named on the matter",
		`EXISTS (SELECT 1 FROM try_assignment JOIN try_rota ON try_rota.absent_id = try_assignment.staff_id
		AND try_rota.authority_id = try_assignment.authority_id
		WHERE try_assignment.matter_id = {t}.`+matter+` AND try_rota.substitute_id = {actor}
		AND try_rota.starts_at <= {now} AND try_rota.ends_at > {now} AND `+live()+`)`)
}

// live is an assignment that counts today.
func live() string {
	return `try_assignment.authority_id = {authority}
		AND try_assignment.valid_from <= {today} AND (try_assignment.valid_to IS NULL OR try_assignment.valid_to >= {today})
		AND EXISTS (SELECT 1 FROM try_party WHERE try_party.matter_id = try_assignment.matter_id
			AND try_party.authority_id = {authority}
			AND try_party.valid_from <= {today} AND (try_party.valid_to IS NULL OR try_party.valid_to >= {today}))`
}

// ground holds while a ground lives that lets the authority acted for tell, or be told, in the matter.
func ground(matter string) policy.Cond {
	return cond("det finns en grund som gäller nu, till exempel ett samtycke", "there is a ground that holds now, such as a consent",
		`EXISTS (SELECT 1 FROM try_ground WHERE try_ground.matter_id = {t}.`+matter+`
		AND (try_ground.from_authority = {authority} OR try_ground.to_authority = {authority})
		AND try_ground.starts_at <= {now} AND (try_ground.ends_at IS NULL OR try_ground.ends_at > {now})
		AND (try_ground.withdrawn_at IS NULL OR try_ground.withdrawn_at > {now}))`)
}

// protected forbids what is about somebody with a protected identity to all but the person and those named for it.
func protected() policy.Cond {
	return cond("personen har skyddade personuppgifter och du inte är utsedd att hantera dem", "the person has a protected identity and you are not named to handle it",
		`EXISTS (SELECT 1 FROM try_person WHERE try_person.id = {t}.person_id AND try_person.protected_from <= {today}
			AND (try_person.protected_to IS NULL OR try_person.protected_to >= {today}))
		AND NOT ({cleared} AND EXISTS (SELECT 1 FROM try_clearance WHERE try_clearance.person_id = {t}.person_id
			AND try_clearance.staff_id = {actor} AND try_clearance.authority_id = {authority}
			AND try_clearance.valid_from <= {today} AND (try_clearance.valid_to IS NULL OR try_clearance.valid_to >= {today})))
		AND NOT ({t}.person_id = {actor})`)
}

// barred forbids what is about somebody whose matters a member of staff must not touch (jäv).
func barred() policy.Cond {
	return cond("du är jävig och därför spärrad från personens ärenden", "you have a conflict of interest and are barred from the person's matters",
		`EXISTS (SELECT 1 FROM try_bar WHERE try_bar.person_id = {t}.person_id AND try_bar.staff_id = {actor})`)
}
