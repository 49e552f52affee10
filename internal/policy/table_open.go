package policy

import "samsyn/internal/language"

// The open pages, for everybody.
const (
	OpenPage           Action = "page.open"         // a page that says nothing about anybody: sign-in, language, about, accessibility, components
	ReadFront          Action = "front.read"        // the front page
	ReadMunicipality   Action = "municipality.read" // a municipality's page, and the directory: authorities, units, offices
	ReadCoverage       Action = "coverage.read"     // which municipalities have an agreement, on any date
	ReadRegister       Action = "register.read"     // the register of agreements: parties, dates, registry numbers, status
	ReadPublicDocument Action = "document.read"     // public documents: templates, reports
	ReadOpenData       Action = "opendata.read"     // open data as CSV
	UseAPI             Action = "api.read"          // the open part of the API, its description and documentation
	ReadTrailHead      Action = "trail.head"        // the signed head of the trail, which anyone may keep as a witness
)

// chapterOpen is what everybody may see: agreements, contact paths and figures carry no person.
func chapterOpen() Chapter {
	t := language.T
	everybody := Who{Anyone: {{All}}}
	return Chapter{Title: t("Öppna sidor", "Open pages"), Rules: []Rule{
		{Action: OpenPage, Says: t("öppna en allmän sida", "open a general page"), Read: true, Who: everybody},
		{Action: ReadFront, Says: t("se startsidan", "see the front page"), Read: true, Who: everybody},
		{Action: ReadMunicipality, Says: t("se en kommuns sida och katalogen", "see a municipality's page and the directory"), Read: true, Who: everybody},
		{Action: ReadCoverage, Says: t("se vilka kommuner som har en överenskommelse", "see which municipalities have an agreement"), Read: true, Who: everybody},
		{Action: ReadRegister, Says: t("läsa registret över överenskommelser", "read the register of agreements"), Read: true, Who: everybody},
		{Action: ReadPublicDocument, Says: t("läsa öppna dokument", "read public documents"), Read: true, Who: everybody, Law: "TF 2 kap."},
		{Action: ReadOpenData, Says: t("hämta öppna data", "fetch open data"), Read: true, Who: everybody},
		{Action: UseAPI, Says: t("använda det öppna API:et", "use the open API"), Read: true, Who: everybody},
		{Action: ReadTrailHead, Says: t("se loggens signerade huvud", "see the signed head of the trail"), Read: true, Who: everybody},
	}}
}
