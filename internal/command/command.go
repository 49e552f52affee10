package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/alecthomas/kong"

	"samsyn/internal/app"
	"samsyn/internal/config"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// The exit codes.
const (
	done          = 0
	refused       = 1
	misunderstood = 2
)

// grammar is every command with its flags.
type grammar struct {
	Serve    serveCommand    `cmd:"" help:"${serve_help}"`
	Demo     demoCommand     `cmd:"" help:"${demo_help}"`
	Simulate simulateCommand `cmd:"" help:"${simulate_help}"`
	Import   importCommands  `cmd:"" help:"${import_help}"`
	Coverage coverageCommand `cmd:"" help:"${coverage_help}"`
	Calendar calendarCommand `cmd:"" help:"${calendar_help}"`
	Sdk      sdkCommands     `cmd:"" help:"${sdk_help}"`
	Extract  extractCommand  `cmd:"" help:"${extract_help}"`
	Package  packageCommands `cmd:"" help:"${package_help}"`
	Verify   verifyCommand   `cmd:"" help:"${verify_help}"`
	Backup   backupCommand   `cmd:"" help:"${backup_help}"`
	Restore  restoreCommand  `cmd:"" help:"${restore_help}"`
	Copy     copyCommand     `cmd:"" help:"${copy_help}"`
	User     userCommands    `cmd:"" help:"${user_help}"`
	Apikey   apikeyCommands  `cmd:"" help:"${apikey_help}"`
	Keys     keysCommands    `cmd:"" help:"${keys_cmd_help}"`
	Version  versionCommand  `cmd:"" help:"${version_help}"`
}

// terminal is where a command writes and in which language.
type terminal struct {
	out, err io.Writer
	lang     language.Lang
}

func (t *terminal) say(x language.Text)  { fmt.Fprintln(t.out, x.In(t.lang)) }
func (t *terminal) tell(x language.Text) { fmt.Fprintln(t.err, x.In(t.lang)) }

// errRefused ends a command with code 1 when it has itself said why.
var errRefused = errors.New("command: refused")

// Run runs one command line and gives the exit code.
func Run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	t := &terminal{out: stdout, err: stderr, lang: config.Language(getenv)}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	var g grammar
	c, err := config.Parse(&g, args, getenv, stdout, helpVars(t.lang))
	if errors.Is(err, config.ErrShown) {
		return done
	}
	if err != nil {
		t.fail(err)
		return misunderstood
	}
	c.BindTo(ctx, (*context.Context)(nil))
	if err := c.Run(t); err != nil {
		t.fail(err)
		return refused
	}
	return done
}

// fail says what went wrong, with each problem on a line of its own.
func (t *terminal) fail(err error) {
	var f *fault.Fault
	switch {
	case errors.Is(err, errRefused):
	case errors.Is(err, context.Canceled):
		t.tell(language.T("Avbrutet. Inget har sparats.", "Stopped. Nothing was saved."))
	case errors.As(err, &f):
		t.tell(f.Text)
		for _, p := range f.Problems {
			fmt.Fprintln(t.err, "  "+p.In(t.lang))
		}
		if cause := errors.Unwrap(f); cause != nil {
			fmt.Fprintf(t.err, "  (%v)\n", cause)
		}
	default:
		t.tell(language.T("Något gick fel: %v", "Something went wrong: %v").With(err))
	}
}

// base is what every command that touches a database has.
type base struct {
	config.Database
	config.Keys
	config.Log
}

// house opens the house for a command.
func (b base) house(ctx context.Context, t *terminal, o app.Options) (*app.App, error) {
	keys, err := b.Keys.Load(b.Database, "", nil)
	if err != nil {
		return nil, err
	}
	return b.houseWith(ctx, t, o, keys)
}

func (b base) houseWith(ctx context.Context, t *terminal, o app.Options, keys *seal.Keys) (*app.App, error) {
	o.Database, o.Keys, o.Log = b.Address(), keys, b.logger(t)
	return app.Open(ctx, o)
}

func (b base) logger(t *terminal) *slog.Logger { return b.Logger(t.err) }

// within opens the house, runs fn and closes it.
func (b base) within(ctx context.Context, t *terminal, fn func(a *app.App) error) error {
	fresh := b.IsNew()
	a, err := b.house(ctx, t, app.Options{})
	if err != nil {
		return err
	}
	if fresh {
		t.tell(language.T("Databasen %s fanns inte, och är skapad nu.", "The database %s did not exist, and is made now.").With(b.Address()))
	}
	return errors.Join(fn(a), a.Close())
}

// there is within for what is to be done to a house that exists: a mistyped name must not make a new one.
func (b base) there(ctx context.Context, t *terminal, fn func(a *app.App) error) error {
	if b.IsNew() {
		return db.NoDatabase(b.Address())
	}
	return b.within(ctx, t, fn)
}

// steps tells on the terminal how far long work has come, at most a few times a second.
type steps struct {
	t    *terminal
	last time.Time
	text language.Text
}

func (s *steps) at(n, of int64) {
	now := time.Now()
	if n < of && now.Sub(s.last) < 300*time.Millisecond {
		return
	}
	s.last = now
	fmt.Fprintf(s.t.err, "%s %d/%d\n", s.text.In(s.t.lang), n, of)
}

// seams are those of a clock that was moved.
func seams(c config.Clock) db.Options { return db.Options{Now: c.Start(nil)} }

func helpVars(lang language.Lang) kong.Vars {
	v := kong.Vars{}
	for name, text := range helps() {
		v[name] = text.In(lang)
	}
	return v
}
