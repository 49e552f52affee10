package config

import (
	"github.com/alecthomas/kong"

	"samsyn/internal/language"
)

// texts are the help of the shared flags, by the variable that stands in their tags.
func texts() map[string]language.Text {
	return map[string]language.Text{
		"database_help": language.T("Databasen: sökvägen till en fil, eller postgres://användare@värd/databas. En fil som inte finns skapas.",
			"The database: the path of a file, or postgres://user@host/database. A file that does not exist is made."),
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
		"session_idle_help":    language.T("Utloggning efter så lång tid utan aktivitet.", "Signed out after this long without activity."),
		"session_max_help":     language.T("Utloggning senast efter så lång tid.", "Signed out at the latest after this long."),
		"request_timeout_help": language.T("Längsta tid för ett svar. Exporter får ta längre tid.", "Longest time for an answer. Exports may take longer."),
		"mail_help":            language.T("E-postservern: smtp://värd:port eller smtps://användare:lösenord@värd. Utan den skickas ingen e-post.", "The mail server: smtp://host:port or smtps://user:password@host. Without it no mail is sent."),
		"mail_from_help":       language.T("Avsändarens e-postadress.", "The sender's mail address."),
		"log_level_help":       language.T("Hur mycket som loggas: debug, info, warn eller error.", "How much is logged: debug, info, warn or error."),
		"log_format_help":      language.T("Loggens form: text eller json.", "The log's form: text or json."),
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
