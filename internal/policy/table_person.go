package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Persons and grounds.
const (
	MakePerson      Action = "person.make"      // an authority's own record of a person, made by an act of another room
	ReadPerson      Action = "person.read"      // see who a person is
	EditPerson      Action = "person.edit"      // how the person is reached, an earlier number
	ProtectPerson   Action = "person.protect"   // set or end the protection of the identity
	ClearForPerson  Action = "person.clear"     // name somebody who may handle a protected identity
	OpenPerson      Action = "person.open"      // nödöppning
	AddGround       Action = "ground.add"       // write down a ground
	DecideGround    Action = "ground.decide"    // accept or reject it
	WithdrawGround  Action = "ground.withdraw"  // the person's consent is withdrawn
	TestSecrecy     Action = "secrecy.test"     // record what was told and withheld
	ReadPersonTasks Action = "person.task.read" // returned mail, somebody to be told
	DoPersonTask    Action = "person.task.do"   // note that it is done
	RestrictPerson  Action = "person.restrict"  // stop what is told about a person, or let it go on
	ExtractPerson   Action = "person.extract"   // all that the authority has about a person, for that person
)

const (
	kindPerson     ref.Kind = "person"
	kindGround     ref.Kind = "person-ground"
	kindPersonTask ref.Kind = "person-task"
)

func thingsPerson() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindPerson, Name: t("en person", "a person"), Table: "person", Never: []Cond{protectedPerson("id")}, Means: personReaches("id")},
		{Kind: kindGround, Name: t("en grund", "a ground"), Table: "person_ground", Never: []Cond{protectedPerson("person_id")}, Means: personReaches("person_id")},
		{Kind: kindPersonTask, Name: t("något att göra om en person", "something to do about a person"), Table: "person_task", Never: []Cond{protectedPerson("person_id")}, Means: personReaches("person_id")},
	}
}

// personReaches is what the reaches mean for a record of a person, and for what hangs on one by a column.
func personReaches(column string) map[Reach]Cond {
	t := language.T
	return map[Reach]Cond{
		Self: ownRecord(column),
		Own:  {t("uppgifterna är din myndighets egna", "the data is your authority's own"), "{t}.authority_id = {authority}"},
		Assigned: {t("din myndighet har utsett dig i ett ärende om personen", "your authority has named you in a matter about the person"),
			`EXISTS (SELECT 1 FROM person_assignment WHERE person_assignment.person_id = {t}.` + column + ` AND person_assignment.account_id = {actor} AND ` + liveAssignment() + `)`},
		Substitute: {t("du är ersättare just nu för en kollega som är utsedd i ett ärende om personen", "you stand in now for a colleague who is named in a matter about the person"),
			`EXISTS (SELECT 1 FROM person_assignment JOIN contact_cover ON contact_cover.absent_id = person_assignment.account_id AND contact_cover.authority_id = person_assignment.authority_id
			WHERE person_assignment.person_id = {t}.` + column + ` AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now} AND ` + liveAssignment() + `)`},
		Opened: {t("du har nödöppnat uppgifterna och öppningen gäller ännu", "you opened the data in an emergency and the opening still lasts"),
			`EXISTS (SELECT 1 FROM person_opening WHERE person_opening.person_id = {t}.` + column + ` AND person_opening.account_id = {actor} AND person_opening.authority_id = {authority}
			AND person_opening.starts_at <= {now} AND person_opening.ends_at > {now})`},
	}
}

func liveAssignment() string {
	return `person_assignment.authority_id = {authority} AND person_assignment.valid_from <= {today} AND (person_assignment.valid_to IS NULL OR person_assignment.valid_to >= {today})`
}

// ownRecord is that a record is about the acting person: the number that they showed when they signed in is the number of
// the record that the column names, by the keyed digest that both are found by. An earlier number is not enough.
func ownRecord(column string) Cond {
	return Cond{language.T("uppgifterna handlar om dig själv", "the data is about yourself"),
		`EXISTS (SELECT 1 FROM person AS mine JOIN seeker_number ON seeker_number.digest = mine.number_digest WHERE mine.id = {t}.` + column + ` AND seeker_number.seeker_id = {actor})`}
}

// notOneself leaves the acting person's own record out of what protection hides: nobody's data is hidden from themselves.
const notOneself = `NOT EXISTS (SELECT 1 FROM seeker_number WHERE seeker_number.digest = guarded.number_digest AND seeker_number.seeker_id = {actor})`

// protectedPerson forbids what is about somebody with a protected identity to all but those named for that person.
func protectedPerson(column string) Cond {
	return Cond{language.T("personen har skyddade personuppgifter och du inte är utsedd att hantera dem", "the person has a protected identity and you are not named to handle it"),
		`EXISTS (SELECT 1 FROM person AS guarded WHERE guarded.id = {t}.` + column + ` AND guarded.protected_from <= {today} AND (guarded.protected_to IS NULL OR guarded.protected_to >= {today}) AND ` + notOneself + `)
		AND NOT ({cleared} AND EXISTS (SELECT 1 FROM person_clearance WHERE person_clearance.person_id = {t}.` + column + ` AND person_clearance.account_id = {actor} AND person_clearance.authority_id = {authority}
			AND person_clearance.valid_from <= {today} AND (person_clearance.valid_to IS NULL OR person_clearance.valid_to >= {today})))`}
}

// chapterPerson is persons and the grounds for telling something about them.
func chapterPerson() Chapter {
	t := language.T
	named := Permits{{Own, Assigned}, {Own, Substitute}, {Own, Opened}}
	handles := Who{Caseworker: named, EmploymentOfficer: named}
	decides := Permits{{Own, Assigned}, {Own, Substitute}}
	acts := Who{Caseworker: decides, EmploymentOfficer: decides}
	any := Permits{{Own}}
	return Chapter{Title: t("Personer och grunder", "Persons and grounds"), Rules: []Rule{
		{Action: MakePerson, Says: t("skapa myndighetens egna uppgifter om en person", "make the authority's own record of a person"), Who: Who{Caseworker: {{All}}, EmploymentOfficer: {{All}}, System: {{All}}}},
		{Action: ReadPerson, Over: kindPerson, Says: t("se vem en person är", "see who a person is"), Read: true, Who: handles, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: EditPerson, Over: kindPerson, Says: t("ändra hur en person nås", "change how a person is reached"), Who: acts},
		{Action: ProtectPerson, Over: kindPerson, Says: t("ange eller avsluta skyddade personuppgifter", "set or end a protected identity"), Who: acts},
		{Action: ClearForPerson, Over: kindPerson, Says: t("utse vem som får hantera skyddade personuppgifter", "name who may handle a protected identity"), Who: acts},
		{Action: OpenPerson, Over: kindPerson, Says: t("nödöppna uppgifter om en person", "open data about a person in an emergency"), Read: true, Reason: true, Who: Who{Caseworker: any, EmploymentOfficer: any}},
		{Action: AddGround, Over: kindPerson, Says: t("anteckna en grund", "write down a ground"), Who: acts, Law: "OSL 10:1, 10:2, 10:28, 12:2"},
		{Action: DecideGround, Over: kindGround, Says: t("godta eller avslå en grund", "accept or reject a ground"), Who: acts},
		{Action: WithdrawGround, Over: kindGround, Says: t("anteckna att ett samtycke är återkallat", "note that a consent is withdrawn"), Who: acts, Law: "OSL 12:2"},
		{Action: TestSecrecy, Over: kindPerson, Says: t("anteckna en sekretessprövning", "record a secrecy test"), Who: acts, Law: "OSL 26:1, 28:11"},
		{Action: ReadPersonTasks, Over: kindPersonTask, Says: t("se vad som ska göras om en person", "see what is to be done about a person"), Read: true, Who: acts},
		{Action: RestrictPerson, Over: kindPerson, Says: t("begränsa behandlingen av uppgifter om en person, eller häva begränsningen", "restrict the processing of data about a person, or lift it"), Who: acts, Law: "GDPR art. 18"},
		{Action: ExtractPerson, Over: kindPerson, Says: t("ta fram allt som myndigheten har om en person, till den personen", "take out all that the authority has about a person, for that person"), Read: true, Who: Who{Caseworker: decides, EmploymentOfficer: decides, System: Permits{{All}}}, Law: "GDPR art. 15"},
		{Action: DoPersonTask, Over: kindPersonTask, Says: t("göra det som ska göras om en person", "do what is to be done about a person"), Who: acts},
	}}
}
