package command

import (
	"context"
	"fmt"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

type apikeyCommands struct {
	Create apikeyCreate `cmd:"" help:"${apikey_create_help}"`
	List   apikeyList   `cmd:"" help:"${apikey_list_help}"`
	Revoke apikeyRevoke `cmd:"" help:"${apikey_revoke_help}"`
	Scopes apikeyScopes `cmd:"" help:"${apikey_scopes_help}"`
}

// keeper is who acts when a key is managed in a terminal.
func keeper() policy.Actor { return policy.Process("samsyn apikey") }

type apikeyCreate struct {
	base
	Name      string   `arg:"" help:"${apikey_name_help}"`
	Authority string   `required:"" help:"${authority_help}"`
	Role      string   `help:"${apikey_role_help}"`
	Scope     []string `help:"${apikey_scope_help}" placeholder:"agreement:read"`
}

// Run makes a key and prints it on standard output, alone, so that it can go straight into a file.
func (c *apikeyCreate) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		if err := a.KnownAuthority(ctx, c.Authority); err != nil {
			return err
		}
		in := account.ClientInput{Name: c.Name, Role: policy.Role(c.Role)}
		for _, s := range c.Scope {
			in.Scopes = append(in.Scopes, policy.Scope(s))
		}
		made, key, err := a.Accounts.AddClient(ctx, keeper(), c.Authority, in)
		if err != nil {
			return err
		}
		t.tell(language.T("Nyckeln %s är skapad och visas bara nu:", "The key %s is made and is shown only now:").With(made.ID))
		fmt.Fprintln(t.out, key)
		return nil
	})
}

type apikeyList struct {
	base
	Authority string `required:"" help:"${authority_help}"`
}

// Run lists an authority's keys: id, name, role, scopes, day made, state.
func (c *apikeyList) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		all, err := a.Accounts.Clients(ctx, keeper(), c.Authority)
		if err != nil {
			return err
		}
		for _, k := range all {
			state := "active"
			if !k.RevokedAt.IsZero() {
				state = "revoked"
			}
			fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, k.Role, k.Scopes, calendar.DateOf(k.CreatedAt.Time), state)
		}
		return nil
	})
}

type apikeyRevoke struct {
	base
	ID        string `arg:"" help:"${apikey_id_help}"`
	Authority string `required:"" help:"${authority_help}"`
}

// Run ends a key at once.
func (c *apikeyRevoke) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		if err := a.Accounts.RevokeClient(ctx, keeper(), c.Authority, c.ID); err != nil {
			return err
		}
		t.say(language.T("Nyckeln är avslutad.", "The key has ended."))
		return nil
	})
}

type apikeyScopes struct{}

// Run lists the scopes and what each lets a program do.
func (apikeyScopes) Run(t *terminal) error {
	for _, s := range policy.Scopes() {
		fmt.Fprintf(t.out, "%s\t%s\n", s.Scope, language.List(s.Says...).In(t.lang))
	}
	return nil
}
