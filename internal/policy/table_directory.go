package policy

import "samsyn/internal/language"

// The directory.
const (
	OpenDirectory    Action = "directory.admin"   // the directory's administration pages
	ImportDirectory  Action = "directory.import"  // take in municipalities, authorities, units or offices from a file
	EditMunicipality Action = "municipality.edit" // change a municipality
	AddAuthority     Action = "authority.add"     // enter a new authority
	EditAuthority    Action = "authority.edit"    // change or close an authority
	AddUnit          Action = "unit.add"          // enter a unit in an authority
	EditUnit         Action = "unit.edit"         // change or close a unit
	AddOffice        Action = "office.add"        // enter an office of an authority
	EditOffice       Action = "office.edit"       // change or close an office
)

// chapterDirectory is the catalogue of who there is. An authority keeps its own part; at the employment agency the
// head office does, since its units are many and one order holds for all of them.
func chapterDirectory() Chapter {
	t := language.T
	national := Who{InstallationAdmin: {{All}}, System: {{All}}}
	keeper := Who{LocalAdmin: {{Own, Municipal}}, HeadOffice: {{Own, Agency}}, System: {{All}}}
	return Chapter{Title: t("Katalogen", "The directory"), Rules: []Rule{
		{Action: OpenDirectory, Says: t("öppna katalogens administration", "open the administration of the directory"), Read: true,
			Who: Who{LocalAdmin: {{All}}, HeadOffice: {{All}}, InstallationAdmin: {{All}}}},
		{Action: ImportDirectory, Says: t("läsa in katalogen från en fil", "import the directory from a file"), Who: national},
		{Action: EditMunicipality, Over: kindMunicipality, Says: t("ändra en kommun", "change a municipality"), Who: national},
		{Action: AddAuthority, Says: t("lägga till en myndighet", "add an authority"), Who: national},
		{Action: EditAuthority, Over: kindAuthority, Says: t("ändra eller avsluta en myndighet", "change or close an authority"), Who: national},
		{Action: AddUnit, Over: kindAuthority, Says: t("lägga till en enhet hos en myndighet", "add a unit to an authority"), Who: keeper},
		{Action: EditUnit, Over: kindUnit, Says: t("ändra eller avsluta en enhet", "change or close a unit"), Who: keeper},
		{Action: AddOffice, Over: kindAuthority, Says: t("lägga till ett kontor hos en myndighet", "add an office to an authority"), Who: keeper},
		{Action: EditOffice, Over: kindOffice, Says: t("ändra eller stänga ett kontor", "change or close an office"), Who: keeper},
	}}
}
