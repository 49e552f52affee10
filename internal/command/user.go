package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/config"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

type userCommands struct {
	Add      userAdd      `cmd:"" help:"${user_add_help}"`
	List     userList     `cmd:"" help:"${user_list_help}"`
	Grant    userGrant    `cmd:"" help:"${user_grant_help}"`
	Password userPassword `cmd:"" help:"${user_password_help}"`
	Block    userBlock    `cmd:"" help:"${user_block_help}"`
	Unblock  userUnblock  `cmd:"" help:"${user_unblock_help}"`
	Confirm  userConfirm  `cmd:"" help:"${user_confirm_help}"`
	Forget   userForget   `cmd:"" name:"forget-sign-in" help:"${user_forget_help}"`
	Link     userLink     `cmd:"" help:"${user_link_help}"`
}

// operator is who acts when an account is managed in a terminal: whoever holds the database and its keys.
func operator() policy.Actor { return policy.Process("samsyn user") }

type userAdd struct {
	base
	UserName  string `arg:"" help:"${user_name_help}"`
	Name      string `required:"" help:"${name_help}"`
	Authority string `required:"" help:"${authority_help}"`
	Email     string `help:"${email_help}"`
	Role      string `help:"${role_help}"`
}

// Run adds an account and prints the link for choosing its password.
func (c *userAdd) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		if err := a.KnownAuthority(ctx, c.Authority); err != nil {
			return err
		}
		if c.Role != "" {
			if err := account.KnownRole(policy.Role(c.Role)); err != nil {
				return err
			}
		}
		added, err := a.Accounts.Add(ctx, operator(), account.Input{Authority: c.Authority, UserName: c.UserName, Name: c.Name, Email: c.Email})
		if err != nil {
			return err
		}
		if c.Role != "" {
			duty := account.DutyInput{Role: policy.Role(c.Role), From: calendar.DateOf(a.DB.Now())}
			if _, err := a.Accounts.Grant(ctx, operator(), added.ID, duty); err != nil {
				return err
			}
		}
		secret, err := a.Accounts.Invite(ctx, operator(), added.ID)
		if err != nil {
			return err
		}
		t.tell(language.T("Kontot %s är skapat. Lämna länken till %s; den gäller en gång, i tre dagar:", "The account %s is made. Give the link to %s; it holds once, for three days:").With(added.UserName, added.Name))
		fmt.Fprintln(t.out, "/nytt-losenord?nyckel="+secret)
		return nil
	})
}

type userList struct {
	base
}

// Run lists the accounts.
func (c *userList) Run(ctx context.Context, t *terminal) error {
	return c.there(ctx, t, func(a *app.App) error {
		after := ""
		for {
			rows, err := a.Accounts.List(ctx, operator(), "", after, 500)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, r := range rows {
				fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\t%s\n", r.UserName, r.Name, r.Authority, r.State(), r.Roles)
			}
			after = rows[len(rows)-1].ID
		}
	})
}

type userGrant struct {
	base
	UserName  string `arg:"" help:"${user_name_help}"`
	Role      string `arg:"" help:"${role_help}"`
	Authority string `help:"${authority_help}"`
	From      day    `help:"${valid_from_help}" placeholder:"2026-03-02"`
	To        day    `help:"${valid_to_help}" placeholder:"2026-12-31"`
}

// Run gives an account a duty.
func (c *userGrant) Run(ctx context.Context, t *terminal) error {
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		if c.Authority != "" {
			if err := a.KnownAuthority(ctx, c.Authority); err != nil {
				return err
			}
		}
		duty := account.DutyInput{Authority: c.Authority, Role: policy.Role(c.Role), From: c.From.Date, To: c.To.Date}
		if duty.From.IsZero() {
			duty.From = calendar.DateOf(a.DB.Now())
		}
		if _, err := a.Accounts.Grant(ctx, operator(), found.ID, duty); err != nil || found.State() != account.Invited {
			return err
		}
		return c.link(ctx, t, a, found)
	})
}

// link prints a new link for choosing a password: one made before the duty was given may no longer hold.
func (c *userGrant) link(ctx context.Context, t *terminal, a *app.App, found account.Account) error {
	secret, err := a.Accounts.Invite(ctx, operator(), found.ID)
	if err != nil {
		return err
	}
	t.tell(language.T("%s har inte valt lösenord. Lämna den här länken; tidigare länkar gäller inte längre:",
		"%s has not chosen a password. Give this link; earlier links no longer hold:").With(found.Name))
	fmt.Fprintln(t.out, "/nytt-losenord?nyckel="+secret)
	return nil
}

// on finds the account of a user name and does something with it.
func (b base) on(ctx context.Context, t *terminal, userName string, fn func(a *app.App, found account.Account) error) error {
	return b.there(ctx, t, func(a *app.App) error {
		found, err := a.Accounts.ByUserName(ctx, userName)
		if err != nil {
			return err
		}
		if err := fn(a, found); err != nil {
			return err
		}
		t.say(language.T("Klart.", "Done."))
		return nil
	})
}

type userPassword struct {
	base
	UserName string `arg:"" help:"${user_name_help}"`
}

// Run sets a password that is read from standard input, so that it stands neither in the command's history nor among
// the machine's processes.
func (c *userPassword) Run(ctx context.Context, t *terminal) error {
	t.tell(language.T("Skriv det nya lösenordet och tryck Enter:", "Write the new password and press Enter:"))
	line, err := bufio.NewReader(io.LimitReader(os.Stdin, 4096)).ReadString('\n')
	if err != nil && line == "" {
		return fault.New(fault.Invalid, language.T("Inget lösenord lästes. Inget har ändrats.", "No password was read. Nothing is changed."))
	}
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		return a.Accounts.SetPassword(ctx, operator(), found.ID, strings.TrimRight(line, "\r\n"))
	})
}

type userBlock struct {
	base
	UserName string `arg:"" help:"${user_name_help}"`
}

// Run blocks an account.
func (c *userBlock) Run(ctx context.Context, t *terminal) error {
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		return a.Accounts.Block(ctx, operator(), found.ID)
	})
}

type userUnblock struct {
	base
	UserName string `arg:"" help:"${user_name_help}"`
}

// Run lets a blocked account in again.
func (c *userUnblock) Run(ctx context.Context, t *terminal) error {
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		return a.Accounts.Unblock(ctx, operator(), found.ID)
	})
}

type userForget struct {
	base
	UserName string `arg:"" help:"${user_name_help}"`
}

// Run takes away every means of sign-in of an account.
func (c *userForget) Run(ctx context.Context, t *terminal) error {
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		return a.SignIn.Forget(ctx, operator(), found.ID)
	})
}

type userConfirm struct {
	base
	UserName string `arg:"" help:"${user_name_help}"`
}

// Run confirms an account that a local admin has opened anew.
func (c *userConfirm) Run(ctx context.Context, t *terminal) error {
	return c.on(ctx, t, c.UserName, func(a *app.App, found account.Account) error {
		return a.SignIn.Confirm(ctx, operator(), found.ID)
	})
}

type userLink struct {
	base
	config.SignIn
	BaseURL  config.BaseURL `name:"base-url" placeholder:"URL" help:"${base_url_help}"`
	At       string         `name:"at" placeholder:"ID" help:"${at_help}"`
	UserName string         `arg:"" help:"${user_name_help}"`
	Subject  string         `arg:"" help:"${subject_help}"`
}

// Run ties an account to a subject at a provider that the settings name.
func (c *userLink) Run(ctx context.Context, t *terminal) error {
	provider, err := providerOf(c.SignIn)
	if err != nil {
		return err
	}
	saml, err := samlOf(c.SignIn, c.BaseURL.String())
	if err != nil {
		return err
	}
	a, err := c.house(ctx, t, app.Options{Provider: provider, SAML: saml})
	if err != nil {
		return err
	}
	found, err := a.Accounts.ByUserName(ctx, c.UserName)
	if err == nil {
		err = a.SignIn.Link(ctx, operator(), found.ID, c.At, c.Subject)
	}
	if err == nil {
		t.say(language.T("Klart.", "Done."))
	}
	return errors.Join(err, a.Close())
}
