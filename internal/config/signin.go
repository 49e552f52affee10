package config

import (
	"net"
	"net/url"
	"os"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// SignIn says at which providers people may sign in: one of OpenID Connect, one of SAML, both or none.
type SignIn struct {
	OIDCIssuer           Issuer   `name:"oidc-issuer" placeholder:"URL" help:"${oidc_issuer_help}"`
	OIDCClientID         string   `name:"oidc-client-id" placeholder:"ID" help:"${oidc_client_id_help}"`
	OIDCClientSecretFile string   `name:"oidc-client-secret-file" placeholder:"FILE" help:"${oidc_client_secret_file_help}"`
	OIDCName             string   `name:"oidc-name" placeholder:"NAME" help:"${oidc_name_help}"`
	OIDCAssurance        []string `name:"oidc-assurance" placeholder:"URI" help:"${oidc_assurance_help}"`
	SAML

	SeekerOIDCIssuer           Issuer `name:"seeker-oidc-issuer" placeholder:"URL" help:"${seeker_oidc_issuer_help}"`
	SeekerOIDCClientID         string `name:"seeker-oidc-client-id" placeholder:"ID" help:"${seeker_oidc_client_id_help}"`
	SeekerOIDCClientSecretFile string `name:"seeker-oidc-client-secret-file" placeholder:"FILE" help:"${oidc_client_secret_file_help}"`
	SeekerOIDCName             string `name:"seeker-oidc-name" placeholder:"NAME" help:"${seeker_oidc_name_help}"`
}

// ForSeekers are the settings of the job seekers' provider of e-identification, as those of staff's are.
func (s SignIn) ForSeekers() SignIn {
	return SignIn{OIDCIssuer: s.SeekerOIDCIssuer, OIDCClientID: s.SeekerOIDCClientID, OIDCClientSecretFile: s.SeekerOIDCClientSecretFile, OIDCName: s.SeekerOIDCName}
}

func (s SignIn) seekers() error {
	if s.SeekerOIDCIssuer == "" {
		if s.SeekerOIDCClientID+s.SeekerOIDCClientSecretFile+s.SeekerOIDCName != "" {
			return wrongIn("seeker-oidc-issuer", language.T("Ange leverantörens adress när något annat om den är angivet.", "Give the provider's address when anything else of it is given."))
		}
		return nil
	}
	if s.SeekerOIDCClientID == "" {
		return wrongIn("seeker-oidc-client-id", language.T("Ange det klient-id som leverantören har gett installationen.", "Give the client id that the provider has given the installation."))
	}
	return nil
}

// Validate checks what hangs together.
func (s SignIn) Validate() error {
	if err := s.SAML.check(); err != nil {
		return err
	}
	if err := s.seekers(); err != nil {
		return err
	}
	if s.OIDCIssuer.Validate() != nil {
		return nil // told of by its own flag
	}
	if s.OIDCIssuer == "" {
		if s.OIDCClientID+s.OIDCClientSecretFile+s.OIDCName != "" || len(s.OIDCAssurance) > 0 {
			return wrongIn("oidc-issuer", language.T("Ange leverantörens adress när något annat om den är angivet.", "Give the provider's address when anything else of it is given."))
		}
		return nil
	}
	if s.OIDCClientID == "" {
		return wrongIn("oidc-client-id", language.T("Ange det klient-id som leverantören har gett installationen.", "Give the client id that the provider has given the installation."))
	}
	return nil
}

// Secret reads the client's secret from its file; empty when none is named, for a client that has only PKCE.
func (s SignIn) Secret() (string, error) {
	if s.OIDCClientSecretFile == "" {
		return "", nil
	}
	b, err := os.ReadFile(s.OIDCClientSecretFile)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, language.T("Filen %s med klientens hemlighet går inte att läsa.", "The file %s with the client's secret cannot be read.").With(s.OIDCClientSecretFile))
	}
	return strings.TrimSpace(string(b)), nil
}

// Issuer is the address of an OpenID provider, exactly as the provider writes it.
type Issuer string

// Validate refuses what is neither https nor this machine.
func (i Issuer) Validate() error {
	if i == "" {
		return nil
	}
	u, err := url.Parse(string(i))
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
		return wrong(language.T("Skriv leverantörens adress som https://värd.", "Write the provider's address as https://host."))
	}
	return nil
}

// loopback tells whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
