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
