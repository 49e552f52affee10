package command

import (
	"samsyn/internal/config"
	"samsyn/internal/signin"
)

// providerOf is the provider of sign-in that the settings name; nil for none.
func providerOf(c config.SignIn) (*signin.ProviderConfig, error) {
	if c.OIDCIssuer == "" {
		return nil, nil
	}
	secret, err := c.Secret()
	return &signin.ProviderConfig{Issuer: string(c.OIDCIssuer), ClientID: c.OIDCClientID, Secret: secret, Name: c.OIDCName, Assurance: c.OIDCAssurance}, err
}

// samlOf is the SAML provider that the settings name, which sends people back to base; nil for none.
func samlOf(c config.SignIn, base string) (*signin.SAMLConfig, error) {
	if c.SAMLMetadata == "" {
		return nil, nil
	}
	if err := c.Based(base); err != nil {
		return nil, err
	}
	key, err := c.SAMLKey()
	return &signin.SAMLConfig{Metadata: string(c.SAMLMetadata), Provider: c.SAMLProvider, EntityID: c.SAMLEntityID, Key: key, Name: c.SAMLName,
		Assurance: c.SAMLAssurance, Subject: c.SAMLSubject, Base: base}, err
}
