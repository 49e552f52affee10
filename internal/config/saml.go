package config

import (
	"net/url"
	"os"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// SAML says at which SAML identity provider people may sign in; none unless its metadata are given.
type SAML struct {
	SAMLMetadata  Metadata `name:"saml-metadata" placeholder:"URL|FILE" help:"${saml_metadata_help}"`
	SAMLProvider  string   `name:"saml-provider" placeholder:"ID" help:"${saml_provider_help}"`
	SAMLKeyFile   string   `name:"saml-key-file" placeholder:"FILE" help:"${saml_key_file_help}"`
	SAMLEntityID  string   `name:"saml-entity-id" placeholder:"ID" help:"${saml_entity_id_help}"`
	SAMLName      string   `name:"saml-name" placeholder:"NAME" help:"${saml_name_help}"`
	SAMLSubject   string   `name:"saml-subject" placeholder:"ATTRIBUTE" help:"${saml_subject_help}"`
	SAMLAssurance []string `name:"saml-assurance" placeholder:"URI" help:"${saml_assurance_help}"`
}

// check tells what hangs together.
func (s SAML) check() error {
	if s.SAMLMetadata.Validate() != nil {
		return nil // told of by its own flag
	}
	if s.SAMLMetadata == "" {
		if s.SAMLProvider+s.SAMLKeyFile+s.SAMLEntityID+s.SAMLName+s.SAMLSubject != "" || len(s.SAMLAssurance) > 0 {
			return wrongIn("saml-metadata", language.T("Ange leverantörens metadata när något annat om den är angivet.", "Give the provider's metadata when anything else of it is given."))
		}
		return nil
	}
	if s.SAMLProvider == "" {
		return wrongIn("saml-provider", language.T("Ange leverantörens entityID, så som det står i dess metadata.", "Give the provider's entityID, as it stands in its metadata."))
	}
	if s.SAMLKeyFile == "" {
		return wrongIn("saml-key-file", language.T("Ange en fil med installationens RSA-nyckel och certifikat (PEM).", "Give a file with the installation's RSA key and certificate (PEM)."))
	}
	return nil
}

// Based refuses SAML without the address that the provider is to send people back to.
func (s SAML) Based(base string) error {
	if s.SAMLMetadata != "" && base == "" {
		return wrongIn("base-url", language.T("Ange adressen som folk når tjänsten på när --saml-metadata är angivet.", "Give the address at which people reach the service when --saml-metadata is given."))
	}
	return nil
}

// SAMLKey reads the key and its certificate.
func (s SAML) SAMLKey() ([]byte, error) {
	b, err := os.ReadFile(s.SAMLKeyFile)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, language.T("Filen %s med SAML-nyckeln går inte att läsa.", "The file %s with the SAML key cannot be read.").With(s.SAMLKeyFile))
	}
	return b, nil
}

// Metadata is the address or the file of a SAML provider's metadata.
type Metadata string

// Validate refuses an address that anybody on the way could change.
func (m Metadata) Validate() error {
	u, err := url.Parse(string(m))
	if err != nil || u.Host != "" && u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
		return wrong(language.T("Skriv adressen som https://värd/sökväg, eller en fils sökväg.", "Write the address as https://host/path, or a file's path."))
	}
	return nil
}
