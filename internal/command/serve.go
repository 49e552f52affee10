package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/config"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/public"
	"samsyn/internal/ui"
)

type serveCommand struct {
	base
	config.Server
	config.Mail
	config.Publisher
	config.SignIn
	config.SDK
}

func (c *serveCommand) options() app.Options {
	return app.Options{
		BaseURL: c.BaseURL.String(), HTTPS: c.BaseURL.HTTPS(), Proxies: c.TrustedProxies,
		Idle: c.SessionIdle.Duration, Absolute: c.SessionMax.Duration, Timeout: c.RequestTimeout.Duration,
		Mail: string(c.Mail.Mail), MailFrom: c.MailFrom, MetricsListen: string(c.MetricsListen), Timestamps: string(c.Timestamps),
		SDK:       exchange.Folder{In: string(c.SDK.In), Out: string(c.SDK.Out)},
		Publisher: public.Publisher{Name: c.Publisher.Publisher, Address: c.PublisherAddress, Mail: cmp.Or(c.ContactMail, c.MailFrom)},
	}
}

// Run serves until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, t *terminal) error {
	if err := ui.Ready(); err != nil {
		return err
	}
	if err := c.Server.Plain(); err != nil {
		return err
	}
	o := c.options()
	provider, err := providerOf(c.SignIn)
	if err != nil {
		return err
	}
	o.Provider = provider
	if o.SeekerProvider, err = providerOf(c.SignIn.ForSeekers()); err != nil {
		return err
	}
	if o.SAML, err = samlOf(c.SignIn, o.BaseURL); err != nil {
		return err
	}
	if err := free(ctx, c.Listen); err != nil {
		return err
	}
	a, err := c.house(ctx, t, o)
	if err != nil {
		return err
	}
	if a.Keys.Simulated() {
		return errors.Join(errSimulated(), a.Close())
	}
	l, err := listen(ctx, c.Listen)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	fmt.Fprintf(t.out, "http://%s/\n", l.Addr())
	return errors.Join(a.Run(ctx, l), a.Close())
}

// free refuses an address that is taken, before a database is made that nobody would ask. It is let go again: whoever
// connects while the house opens is told at once that nobody answers yet.
func free(ctx context.Context, address config.Address) error {
	l, err := listen(ctx, address)
	if err != nil {
		return err
	}
	return l.Close()
}

func listen(ctx context.Context, address config.Address) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", string(address))
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, language.T("Det går inte att svara på %s. Välj en annan adress eller port med --listen.",
			"It is not possible to answer on %s. Choose another address or port with --listen.").With(string(address)))
	}
	return l, nil
}

type demoCommand struct {
	base
	config.Server
	config.Clock
}

// Run fills a demo, or finds it filled, and serves it. It answers from the beginning, and is ready when it is filled.
func (c *demoCommand) Run(ctx context.Context, t *terminal) error {
	if err := errors.Join(ui.Ready(), c.Server.Plain()); err != nil {
		return err
	}
	c.Database = c.ForDemo()
	if c.LogLevel.Level == slog.LevelInfo {
		c.LogLevel.Level = slog.LevelWarn // a line for every page would hide the address
	}
	if err := free(ctx, c.Listen); err != nil {
		return err
	}
	a, err := c.house(ctx, t, app.Options{
		Demo: true, Quick: true, DB: seams(c.Clock), BaseURL: c.BaseURL.String(), HTTPS: c.BaseURL.HTTPS(), Proxies: c.TrustedProxies,
		Idle: c.SessionIdle.Duration, Absolute: c.SessionMax.Duration, Timeout: c.RequestTimeout.Duration,
	})
	if err != nil {
		return err
	}
	l, err := listen(ctx, c.Listen)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	a.NotReady(errors.New("the demo is being filled"))
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	filled := make(chan error, 1)
	go func() {
		err := c.fill(ctx, t, a, l.Addr())
		if err != nil {
			stop(err)
		}
		filled <- err
	}()
	err = a.Run(ctx, l)
	return errors.Join(<-filled, err, a.Close())
}

func (c *demoCommand) fill(ctx context.Context, t *terminal, a *app.App, at net.Addr) error {
	if !a.Keys.Simulated() { // a simulation is filled already
		if err := cast.FillWithDays(ctx, a, func(text language.Text) { t.tell(text) }); err != nil {
			return err
		}
		if err := a.Queue.CatchUp(ctx); err != nil { // what follows from it by the clock is there too when somebody comes
			return err
		}
	}
	a.Ready()
	t.say(language.T("Samsyns demo svarar på http://%s/ – personer, nämnder, kontor och överenskommelser är påhittade, kommunerna är verkliga.",
		"Samsyn’s demo answers at http://%s/ – people, boards, offices and agreements are invented, the municipalities are real.").With(named(at)))
	t.say(language.T("Avsluta med Ctrl+C.", "Stop with Ctrl+C."))
	return nil
}

// named is an address by the name localhost where it is this machine: browsers tie passkeys to a name, never to digits.
func named(at net.Addr) string {
	host, port, err := net.SplitHostPort(at.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		return net.JoinHostPort("localhost", port)
	}
	return at.String()
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(t *terminal) error {
	fmt.Fprintln(t.out, "samsyn "+app.Version())
	return nil
}
