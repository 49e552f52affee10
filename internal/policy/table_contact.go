package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Contact paths, rotas and absence.
const (
	ReadContacts    Action = "contact.read"         // who to reach about what, where and when
	ReadAllContacts Action = "contact.read-all"     // also the paths that the public is not shown
	ReadRota        Action = "contact.rota-read"    // who is on duty, by name
	AddContact      Action = "contact.add"          // a new path of an authority
	EditContact     Action = "contact.edit"         // change, end or hand over a path
	ConfirmContact  Action = "contact.confirm"      // say that a path is right
	EditRota        Action = "contact.rota-edit"    // who is on duty when
	TryContact      Action = "contact.try"          // note whether a path was answered
	ReadAbsence     Action = "contact.absence-read" // when somebody is away and who stands in
	EditAbsence     Action = "contact.absence-edit" // say so
	ReadSSBTEKHint  Action = "contact.ssbtek-read"  // be told that SSBTEK has the answer already
)

const kindContact ref.Kind = "contact-path"

func thingsContact() []Thing {
	t := language.T
	return []Thing{{Kind: kindContact, Name: t("en kontaktväg", "a contact path"), Table: "contact_path", Means: map[Reach]Cond{
		Own:      {t("kontaktvägen hör till din myndighet", "the contact path belongs to your authority"), "{t}.authority_id = {authority}"},
		Assigned: {t("du ansvarar för kontaktvägen", "you answer for the contact path"), "{t}.owner_id = {actor}"},
		Substitute: {t("du är ersättare just nu för den som ansvarar för kontaktvägen", "you stand in now for whoever answers for the contact path"),
			`EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = {t}.owner_id AND contact_cover.authority_id = {t}.authority_id AND contact_cover.substitute_id = {actor}
			AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
	}}}
}

// incomeUnit is that the unit acted for, or the authority when nothing is said of the unit, decides on income support. Only
// such a unit may use SSBTEK.
func incomeUnit() Cond {
	const live = `directory_branch.authority_id = {authority} AND directory_branch.valid_from <= {today} AND (directory_branch.valid_to IS NULL OR directory_branch.valid_to >= {today})`
	return Cond{language.T("din enhet handlägger ekonomiskt bistånd", "your unit decides on income support"),
		`(EXISTS (SELECT 1 FROM directory_branch WHERE directory_branch.unit_id = {unit} AND directory_branch.area = 'income-support' AND ` + live + `)
		OR (EXISTS (SELECT 1 FROM directory_branch WHERE directory_branch.unit_id = '' AND directory_branch.area = 'income-support' AND ` + live + `)
			AND NOT EXISTS (SELECT 1 FROM directory_branch WHERE directory_branch.unit_id = {unit} AND directory_branch.unit_id <> '' AND ` + live + `)))`}
}

// chapterContact is how an authority is reached. That a path exists is no secret to staff, since it is there to be used; who
// is behind it by name is for its own authority.
func chapterContact() Chapter {
	t := language.T
	own := Permits{{Own}}
	keeper := Who{Coordinator: own, LocalAdmin: own, HeadOffice: own, System: {{All}}}
	staff := func(p Permits) Who {
		return Who{Caseworker: p, EmploymentOfficer: p, Coordinator: p, LocalAdmin: p, HeadOffice: p}
	}
	answers := Permits{{Own, Assigned}, {Own, Substitute}}
	confirms := Who{Caseworker: answers, EmploymentOfficer: answers, Coordinator: own, LocalAdmin: own, HeadOffice: own, System: {{All}}}
	rota := Who{Caseworker: answers, EmploymentOfficer: answers, Coordinator: own, LocalAdmin: own, HeadOffice: own, System: {{All}}}
	leads := Permits{{Self}, {Own}}
	absence := Who{SignedIn: {{Self}}, Coordinator: leads, LocalAdmin: leads, HeadOffice: leads, System: {{All}}}
	return Chapter{Title: t("Kontaktvägar och bemanning", "Contact paths and staffing"), Rules: []Rule{
		{Action: ReadContacts, Says: t("se vem man når om vad, var och när", "see who to reach about what, where and when"), Read: true, Who: Who{Anyone: {{All}}}},
		{Action: ReadAllContacts, Says: t("se kontaktvägar som inte visas för allmänheten", "see contact paths that the public is not shown"), Read: true, Who: Who{SignedIn: {{All}}, System: {{All}}}},
		{Action: ReadRota, Over: kindContact, Says: t("se vem som står på bemanningslistan", "see who is on the rota"), Read: true, Who: staff(own)},
		{Action: AddContact, Over: kindAuthority, Says: t("lägga till en kontaktväg", "add a contact path"), Who: keeper},
		{Action: EditContact, Over: kindContact, Says: t("ändra, avsluta eller lämna över en kontaktväg", "change, end or hand over a contact path"), Who: keeper},
		{Action: ConfirmContact, Over: kindContact, Says: t("bekräfta att en kontaktväg stämmer", "confirm that a contact path is right"), Who: confirms},
		{Action: EditRota, Over: kindContact, Says: t("ändra bemanningslistan", "change the rota"), Who: rota},
		{Action: TryContact, Over: kindContact, Says: t("anteckna om en kontaktväg svarade", "note whether a contact path was answered"), Who: staff(Permits{{All}})},
		{Action: ReadAbsence, Over: kindAccount, Says: t("se frånvaro och ersättare", "see absence and substitutes"), Read: true, Who: absence},
		{Action: EditAbsence, Over: kindAccount, Says: t("ange frånvaro och ersättare", "say who is away and who stands in"), Who: absence},
		{Action: ReadSSBTEKHint, Over: kindAuthority, Says: t("få veta att svaret finns i SSBTEK", "be told that SSBTEK has the answer"), Read: true, Who: Who{Caseworker: {{Own, Income}}}},
	}}
}
