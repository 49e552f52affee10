package public

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Site) dataPage(r *web.Request) (web.Response, error) {
	t := language.T
	body := []templ.Component{
		ui.Heading(r.Say(t("Öppna data", "Open data")), ""),
		prose(paragraph(r.Say(t("Allt som de öppna sidorna visar kan du hämta som fil eller genom API:et, utan nyckel och utan kostnad. Uppgifterna gäller i det ögonblick du hämtar dem.",
			"All that the open pages show you can fetch as a file or through the API, without a key and free of charge. The data is of the moment you fetch it."))))}
	for _, d := range datasets() {
		body = append(body, section(d.id, r.Say(d.title), d.shown(r)))
	}
	body = append(body, section("api", "API", prose(
		paragraph(r.Say(t("API:et följer Diggs REST API-profil. Beskrivningen i OpenAPI är gjord ur programmet självt.", "The API follows Digg’s REST API profile. Its OpenAPI description is made from the program itself."))),
		bullets(links(r, []link{{t("Läs om API:et", "Read about the API"), web.APIBase}, {t("OpenAPI 3.1 som JSON", "OpenAPI 3.1 as JSON"), web.APIBase + "/openapi.json"}})))),
		section("katalog", r.Say(t("För dataportaler", "For data portals")), prose(
			paragraph(r.Say(t("Samma lista finns som DCAT-AP-SE. Dataportalen kan hämta den där.", "The same list stands as DCAT-AP-SE. Data portals can harvest it there."))),
			bullets(links(r, []link{{t("DCAT-AP-SE som RDF/XML", "DCAT-AP-SE as RDF/XML"), catalogXML}, {t("DCAT-AP-SE som Turtle", "DCAT-AP-SE as Turtle"), catalogTurtle}})))),
		section("logg", r.Say(t("Kontrollera oss", "Check on us")), prose(
			paragraph(r.Say(t("Allt som ändras antecknas i en logg. Spara loggens signerade huvud, så kan du senare bevisa om något har ändrats bakåt i tiden.", "Every change is noted in a log. Keep the log’s signed head, and you can later prove whether anything was changed back in time."))),
			bullets(links(r, []link{{t("Loggens signerade huvud", "The signed head of the log"), "/logg/huvud"}})))))
	return web.Page(t("Öppna data", "Open data"), stack(body...)), nil
}

// shown is a data set as people read of it: what it holds, its files, its licence.
func (d dataset) shown(r *web.Request) templ.Component {
	var files []ui.Link
	for _, f := range d.files {
		files = append(files, ui.Link{Label: r.Say(f.title), Href: f.path})
	}
	licensed := language.T("Licens: ", "Licence: ")
	return stack(prose(paragraph(r.Say(d.what))), ui.Links(files), licenceLine(r.Say(licensed), d.license))
}
