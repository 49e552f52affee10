package config

import (
	"net/mail"
	"net/url"

	"samsyn/internal/language"
)

// Mail says how mail leaves the house.
type Mail struct {
	Mail     MailServer `name:"mail" placeholder:"URL" help:"${mail_help}"`
	MailFrom string     `name:"mail-from" placeholder:"ADDRESS" help:"${mail_from_help}"`
}

// Validate asks for a sender where there is a server.
func (m Mail) Validate() error {
	if m.Mail.Validate() != nil || m.Mail == "" && m.MailFrom == "" {
		return nil // a server that is wrong is told of by its own flag
	}
	if m.Mail == "" {
		return wrongIn("mail", language.T("Ange e-postservern när --mail-from är angiven.", "Give the mail server when --mail-from is given."))
	}
	if a, err := mail.ParseAddress(m.MailFrom); err != nil || a.Address == "" {
		return wrongIn("mail-from", language.T("Ange avsändarens e-postadress, till exempel samsyn@example.se.",
			"Give the sender's mail address, such as samsyn@example.se."))
	}
	return nil
}

// MailServer is the URL of a mail server. It may hold a password, so it is printed masked.
type MailServer string

// Validate refuses what is no smtp or smtps URL.
func (m MailServer) Validate() error {
	if m == "" {
		return nil
	}
	u, err := url.Parse(string(m))
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" {
		return wrong(language.T("Skriv e-postservern som smtp://värd:port eller smtps://användare:lösenord@värd.",
			"Write the mail server as smtp://host:port or smtps://user:password@host."))
	}
	return nil
}

// String is the URL without its password.
func (m MailServer) String() string {
	if m == "" {
		return ""
	}
	return masked(string(m))
}

// GoString is String.
func (m MailServer) GoString() string { return m.String() }
