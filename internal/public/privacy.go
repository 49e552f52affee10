package public

import (
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// privacyPage says what is done with personal data, about whom, why and for how long.
func (s *Site) privacyPage(r *web.Request) (web.Response, error) {
	t := language.T
	return textPage(r, t("Behandling av personuppgifter", "Personal data"),
		t("De öppna sidorna visar inga uppgifter om enskilda. Här står vad Samsyn sparar om dig som besöker eller arbetar i det.", "The open pages show nothing about individuals. Here stands what Samsyn keeps about you who visit it or work in it."),
		[]part{
			{id: "besok", title: t("När du besöker de öppna sidorna", "When you visit the open pages"), list: []language.Text{
				t("Vi sparar inte vem du är. Det finns inga kakor för mätning eller reklam.", "We do not keep who you are. There are no cookies for measuring or advertising."),
				t("Väljer du språk sparas valet i en kaka hos dig.", "If you choose a language, the choice is kept in a cookie with you."),
				t("Vi räknar anrop för att skydda tjänsten mot överbelastning. Adressen sparas då bara som ett kodat värde som inte kan läsas tillbaka.", "We count requests to protect the service from overload. The address is then kept only as a coded value that cannot be read back.")}},
			{id: "personal", title: t("När du arbetar i Samsyn", "When you work in Samsyn"), list: []language.Text{
				t("Din myndighet har lagt upp ditt konto: namn, användarnamn, e-postadress, enhet och roller. E-postadressen lagras krypterad.", "Your authority has made your account: name, user name, e-mail address, unit and roles. The e-mail address is stored encrypted."),
				t("Det du gör antecknas i loggen: vad, när och för vilken myndighet. Loggranskaren hos din myndighet kan läsa den, och också det antecknas.", "What you do is noted in the log: what, when and for which authority. Your authority’s log auditor may read it, and that too is noted."),
				t("Inloggningen håller du med en kaka som bara används för det och som tas bort när du loggar ut.", "You stay signed in by a cookie that is used for that alone and is removed when you sign out.")}},
			{id: "parter", title: t("Överenskommelserna", "The agreements"), text: []language.Text{
				t("Registret anger parter, datum och diarienummer, inga personer. Inskannade kopior kan visa vem som har undertecknat och är bara öppna för parterna och dem som granskar.", "The register gives parties, dates and registry numbers, no persons. Scanned copies may show who signed and are open to the parties and to those who review.")}},
			{id: "grund", title: t("Rättslig grund och hur länge", "Legal basis and how long"), text: []language.Text{
				t("Behandlingen behövs för en uppgift av allmänt intresse (artikel 6.1 e i dataskyddsförordningen, GDPR). Varje myndighet är personuppgiftsansvarig för sina egna konton och sin del av loggen.", "The processing is needed for a task in the public interest (article 6(1)(e) of the General Data Protection Regulation, GDPR). Each authority is controller of its own accounts and its part of the log."),
				t("Uppgifterna gallras enligt varje myndighets beslut. Det som gallras ur loggen gallras enligt ett numrerat protokoll.", "Data is disposed of by each authority’s decision. What is disposed of from the log is so under a numbered protocol.")}},
			{id: "ratt", title: t("Dina rättigheter", "Your rights"), text: []language.Text{
				t("Du har rätt att få veta vilka uppgifter som finns om dig och att få fel rättade. Vänd dig till myndigheten där du arbetar, eller till dess dataskyddsombud. Du kan klaga hos Integritetsskyddsmyndigheten (IMY).", "You have the right to know what data there is about you and to have faults corrected. Turn to the authority where you work, or its data protection officer. You may complain to the Swedish Authority for Privacy Protection (IMY).")},
				links: []link{{t("Lämna ett klagomål till IMY", "Complain to IMY"), "https://www.imy.se/"}}},
		}), nil
}
