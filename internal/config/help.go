package config

import (
	"github.com/alecthomas/kong"

	"samsyn/internal/language"
)

// texts are the help of the shared flags, by the variable that stands in their tags.
func texts() map[string]language.Text {
	return map[string]language.Text{
		"database_help": language.T("Databasen: sökvägen till en fil, eller postgres://användare@värd/databas. En fil som inte finns skapas av de kommandon som fyller den.",
			"The database: the path of a file, or postgres://user@host/database. A file that does not exist is made by the commands that fill it."),
		"keys_help": language.T("Nyckelfilen. Utan den används DATABAS.keys, som skapas tillsammans med databasen.",
			"The key file. Without it DATABASE.keys is used, which is made together with the database."),
		"now_help": language.T("Klockan börjar här (svensk tid) och går sedan som vanligt.",
			"The clock starts here (Swedish time) and then runs as usual."),
		"listen_help":   language.T("Adress och port att svara på.", "Address and port to answer on."),
		"base_url_help": language.T("Adressen som folk når tjänsten på, till exempel https://samsyn.example.se.", "The address at which people reach the service, such as https://samsyn.example.se."),
		"trusted_proxy_help": language.T("Nät vars X-Forwarded-For och X-Forwarded-Proto gäller, till exempel 10.0.0.0/8. Flera skiljs med komma.",
			"Networks whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 10.0.0.0/8. Separate several by commas."),
		"metrics_listen_help": language.T("Egen adress och port för /metrics. Utan den svarar den vanliga adressen bara maskinen själv.",
			"Own address and port for /metrics. Without it the ordinary address answers this machine only."),
		"timestamps_help": language.T("Tidsstämplingstjänst (RFC 3161) för förseglade överenskommelser. Utan den är tiderna installationens egna.",
			"Time-stamping service (RFC 3161) for sealed agreements. Without it the times are the installation's own."),
		"session_idle_help":            language.T("Utloggning efter så lång tid utan aktivitet.", "Signed out after this long without activity."),
		"session_max_help":             language.T("Utloggning senast efter så lång tid.", "Signed out at the latest after this long."),
		"request_timeout_help":         language.T("Längsta tid för ett svar. Exporter får ta längre tid.", "Longest time for an answer. Exports may take longer."),
		"mail_help":                    language.T("E-postservern: smtp://värd:port eller smtps://användare:lösenord@värd. Utan den skickas ingen e-post.", "The mail server: smtp://host:port or smtps://user:password@host. Without it no mail is sent."),
		"mail_from_help":               language.T("Avsändarens e-postadress.", "The sender's mail address."),
		"publisher_help":               language.T("Vem som svarar för de öppna uppgifterna, som dataportaler får veta det. Utan den sägs Samsyn.", "Who answers for the open data, as data portals are told. Without it, Samsyn is said."),
		"publisher_url_help":           language.T("Utgivarens adress på webben.", "The publisher's address on the web."),
		"contact_mail_help":            language.T("E-postadress för frågor om de öppna uppgifterna. Utan den sägs --mail-from, annars postmaster hos värden i --base-url.", "Mail address for questions about the open data. Without it --mail-from is said, else the postmaster of the host in --base-url."),
		"oidc_issuer_help":             language.T("Adressen till en OpenID-leverantör som man får logga in hos. Utan den finns bara lösenord, inloggningsnyckel och engångskod.", "The address of an OpenID provider that people may sign in at. Without it there are passwords, passkeys and one-time codes alone."),
		"seeker_oidc_issuer_help":      language.T("Adressen till en OpenID-leverantör av e-legitimation (LoA3) som lämnar personnummer, för arbetssökandes mina sidor. Utan den finns bara engångskod på papper.", "The address of an OpenID provider of e-identification (LoA3) that states the personal number, for job seekers' own pages. Without it there is the one-time code on paper alone."),
		"seeker_oidc_client_id_help":   language.T("Installationens klient-id hos arbetssökandes leverantör.", "The installation's client id at the job seekers' provider."),
		"seeker_oidc_name_help":        language.T("Namnet på knappen på mina sidor, till exempel BankID.", "The name on the button on my pages, such as BankID."),
		"oidc_client_id_help":          language.T("Installationens klient-id hos leverantören.", "The installation's client id at the provider."),
		"oidc_client_secret_file_help": language.T("Fil med klientens hemlighet.", "File with the client's secret."),
		"oidc_name_help":               language.T("Leverantörens namn på knappen, till exempel Freja OrgID.", "The provider's name on the button, such as Freja OrgID."),
		"oidc_assurance_help":          language.T("Tillitsnivåer (acr) som räcker för att underteckna, flera med komma emellan. Utan den LoA3 och LoA4 enligt Digg.", "Levels of assurance (acr) that are enough for signing, several with commas between. Without it LoA3 and LoA4 as Digg defines them."),
		"saml_metadata_help":           language.T("Metadata (https-adress eller fil) för en SAML-leverantör som man får logga in hos. Utan den är SAML avstängt.", "Metadata (https address or file) of a SAML provider that people may sign in at. Without it SAML is off."),
		"saml_provider_help":           language.T("SAML-leverantörens entityID.", "The SAML provider's entityID."),
		"saml_key_file_help":           language.T("Fil med installationens RSA-nyckel och certifikat (PEM), för SAML.", "File with the installation's RSA key and certificate (PEM), for SAML."),
		"saml_entity_id_help":          language.T("Installationens entityID hos leverantören. Utan den adressen till dess metadata.", "The installation's entityID at the provider. Without it the address of its metadata."),
		"saml_name_help":               language.T("SAML-leverantörens namn på knappen.", "The SAML provider's name on the button."),
		"saml_subject_help":            language.T("Attributet som säger vem det är. Utan det beständigt NameID.", "The attribute that tells who it is. Without it the persistent NameID."),
		"saml_assurance_help":          language.T("Tillitsnivåer (AuthnContextClassRef) som räcker för att underteckna, flera med komma emellan. Utan den LoA3 och LoA4 enligt Digg.", "Levels of assurance (AuthnContextClassRef) that are enough for signing, several with commas between. Without it LoA3 and LoA4 as Digg defines them."),
		"sdk_in_help":                  language.T("Mapp dit en accesspunkt lägger meddelanden i Säker digital kommunikation. De tas in varje minut och flyttas till done eller refused.", "Folder in which an access point puts messages of Säker digital kommunikation. They are taken in every minute and moved to done or refused."),
		"sdk_out_help":                 language.T("Mapp där en accesspunkt hämtar meddelanden i Säker digital kommunikation.", "Folder from which an access point fetches messages of Säker digital kommunikation."),
		"log_level_help":               language.T("Hur mycket som loggas: debug, info, warn eller error.", "How much is logged: debug, info, warn or error."),
		"log_format_help":              language.T("Loggens form: text eller json.", "The log's form: text or json."),
	}
}

// Help puts the words of the shared flags into a grammar.
func Help(lang language.Lang) kong.Option {
	vars := kong.Vars{}
	for name, text := range texts() {
		vars[name] = text.In(lang)
	}
	return vars
}
