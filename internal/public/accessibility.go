package public

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// assessed is when the statement was last gone through.
func assessed() calendar.Date { return calendar.NewDate(2026, 11, 22) }

// accessibilityPage is the statement that the act on accessibility to digital public service (2018:1937) demands: how
// well the service complies, what is known to fall short, how and when it was judged, and where to turn.
func (s *Site) accessibilityPage(r *web.Request) (web.Response, error) {
	t := language.T
	return textPage(r, t("Tillgänglighet i Samsyn", "Accessibility in Samsyn"),
		t("Det här är Samsyns tillgänglighetsredogörelse. Samsyn ska gå att använda för alla. Här står hur väl webbplatsen uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du anmäler fel.",
			"This is the accessibility statement of Samsyn. Everybody should be able to use Samsyn. This page says how well the site complies with the act on accessibility to digital public service, what we know falls short and how to report faults."),
		[]part{
			{id: "hur-val", title: t("Hur väl uppfyller webbplatsen kraven?", "How well does the site comply?"), text: []language.Text{
				t("Webbplatsen är delvis förenlig med lagen (2018:1937), det vill säga med EN 301 549 v3.2.1 och WCAG 2.1 på nivå AA. Vi bygger dessutom efter WCAG 2.2 AA. Bristerna nedan är orsaken till att vi skriver delvis.",
					"The site is partially compliant with the act (2018:1937), that is with EN 301 549 v3.2.1 and WCAG 2.1 at level AA. We also build to WCAG 2.2 AA. The faults below are why we say partially.")}},
			{id: "brister", title: t("Vad är inte tillgängligt?", "What is not accessible?"), list: []language.Text{
				t("Inskannade överenskommelser som parterna har laddat upp är ofta bilder utan text. De kan vara svåra eller omöjliga att läsa med skärmläsare. Be parten om texten i annan form.", "Scanned agreements uploaded by the parties are often images without text. They may be hard or impossible to read with a screen reader. Ask the party for the text in another form."),
				t("Länkar till källor leder till webbplatser som andra svarar för.", "Links to sources lead to sites that others answer for."),
				t("Ingen har ännu prövat webbplatsen med skärmläsare tillsammans med användare som har en funktionsnedsättning.", "Nobody has yet tried the site with a screen reader together with users who have a disability.")}},
			{id: "kartan", title: t("Karta, diagram och skript", "Map, charts and scripts"), text: []language.Text{
				t("Kartan och alla diagram finns också som tabell. Allt går att göra med tangentbord och utan skript. Läge visas alltid med form och ord, aldrig bara med färg.", "The map and every chart are also there as a table. Everything can be done by keyboard and without scripts. State is always shown by shape and words, never by colour alone.")}},
			{id: "anmal", title: t("Hittar du ett fel?", "Do you find a fault?"), text: []language.Text{
				t("Hör av dig till den myndighet vars uppgift eller sida det gäller, så hjälper den dig och ser till att felet rättas. Är du inloggad kan du också vända dig till din myndighets lokala administratör. Du hittar myndigheterna under Kommuner.", "Contact the authority whose data or page it concerns, and it will help you and see to it that the fault is mended. If you are signed in you can also turn to your authority’s local admin. You find the authorities under Municipalities."),
				t("Skriv vilken sida det gäller, vad du ville göra och vilka hjälpmedel du använder.", "Say which page it concerns, what you wanted to do and which aids you use.")},
				links: []link{{t("Kommuner", "Municipalities"), "/kommuner"}, {t("Arbetsförmedlingen", "The employment agency"), "/myndighet/af"}}},
			{id: "tillsyn", title: t("Tillsyn", "Supervision"), text: []language.Text{
				t("Myndigheten för digital förvaltning (Digg) ser till att lagen följs. Om du inte är nöjd med svaret du får kan du anmäla det till Digg.", "The Agency for Digital Government (Digg) supervises the act. If you are not satisfied with the answer you get, you can report it to Digg.")},
				links: []link{{t("Anmäl bristande tillgänglighet till Digg", "Report lacking accessibility to Digg"), "https://www.digg.se/tdosanmalan"}}},
			{id: "metod", title: t("Hur vi har bedömt webbplatsen", "How we have judged the site"), text: []language.Text{
				t("Vi har bedömt den själva, den %s, genom att gå igenom alla delar som sidorna byggs av med tangentbord, utan skript, vid 320, 768 och 1 280 bildpunkters bredd och med ett granskningsverktyg för WCAG 2.0–2.2 A och AA.", "We have judged it ourselves, on %s, by going through all the parts that pages are built of by keyboard, without scripts, at widths of 320, 768 and 1,280 pixels and with a checking tool for WCAG 2.0–2.2 A and AA.").With(assessed()),
				t("Redogörelsen gäller den senaste versionen och gicks igenom senast %s.", "The statement is about the latest version and was last gone through on %s.").With(assessed())},
				links: []link{{t("Se delarna som sidorna byggs av", "See the parts that pages are built of"), "/komponenter"}}},
		}), nil
}
