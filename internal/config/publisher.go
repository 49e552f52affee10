package config

import (
	"net/mail"
	"net/url"

	"samsyn/internal/language"
)

// Publisher says who answers for the open data, for data portals that collect its description.
type Publisher struct {
	Publisher        string `name:"publisher" placeholder:"NAME" help:"${publisher_help}"`
	PublisherAddress string `name:"publisher-url" placeholder:"URL" help:"${publisher_url_help}"`
	ContactMail      string `name:"contact-mail" placeholder:"ADDRESS" help:"${contact_mail_help}"`
}

// Validate refuses what a data portal could not use.
func (p Publisher) Validate() error {
	if u, err := url.Parse(p.PublisherAddress); p.PublisherAddress != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		return wrongIn("publisher-url", language.T("Skriv adressen som https://värd/sida.", "Write the address as https://host/page."))
	}
	if a, err := mail.ParseAddress(p.ContactMail); p.ContactMail != "" && (err != nil || a.Address != p.ContactMail) {
		return wrongIn("contact-mail", language.T("Ange en e-postadress, till exempel oppnadata@example.se.", "Give a mail address, such as oppnadata@example.se."))
	}
	return nil
}
