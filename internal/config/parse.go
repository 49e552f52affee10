package config

import (
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Prefix begins every environment variable of the program.
const Prefix = "SAMSYN_"

// ErrShown says that the help, and nothing else, was asked for and has been written.
var ErrShown = errors.New("config: the help was shown")

// Parse reads a command line into a kong grammar: a pointer to a struct whose fields are commands and flags. getenv
// answers for the environment and decides the language of the help; out takes the help. The error is ErrShown or a
// fault that names the flag and what to do.
func Parse(grammar any, args []string, getenv func(string) string, out io.Writer, more ...kong.Option) (c *kong.Context, err error) {
	lang := Language(getenv)
	options := append([]kong.Option{
		kong.Name("samsyn"), Help(lang), kong.Resolvers(environment(getenv)), kong.ValueFormatter(named(lang)),
		kong.Writers(out, out), kong.Exit(func(int) { panic(shown{}) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		helpFlag(lang), kong.Help(printHelp(lang)),
	}, more...)
	parser, err := kong.New(grammar, options...)
	if err != nil {
		return nil, err
	}
	defer func() {
		switch p := recover().(type) {
		case nil:
		case shown:
			c, err = nil, ErrShown
		default:
			panic(p)
		}
	}()
	if c, err = parser.Parse(args); err != nil {
		return nil, said(err)
	}
	return c, nil
}

type shown struct{}

// Language is that of a command's words: SAMSYN_LANGUAGE, else that of the terminal, else Swedish.
func Language(getenv func(string) string) language.Lang {
	for _, name := range []string{Prefix + "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "en") {
				return language.English
			}
			return language.Swedish
		}
	}
	return language.Swedish
}

// Variable is the environment variable of a flag.
func Variable(flag string) string {
	return Prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// environment answers for flags that the command line leaves out.
func environment(getenv func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if flag.Name == "help" {
			return nil, nil
		}
		if v := getenv(Variable(flag.Name)); v != "" {
			return v, nil
		}
		return nil, nil
	})
}

// named puts a flag's environment variable at the end of its help.
func named(lang language.Lang) func(*kong.Value) string {
	return func(v *kong.Value) string {
		if v.Flag == nil || v.Name == "help" {
			return v.Help
		}
		return strings.TrimSpace(v.Help + " " + language.T("Miljövariabel %s.", "Environment variable %s.").With(Variable(v.Name)).In(lang))
	}
}

var flagName = regexp.MustCompile(`--[a-z][a-z-]*`)

// said turns what kong says into a fault. One that a setting made itself keeps its words and gets the flag's name.
func said(err error) error {
	name := flagName.FindString(err.Error())
	var f *fault.Fault
	if errors.As(err, &f) {
		if len(f.Problems) > 0 || name == "" {
			return f
		}
		return fault.New(f.Kind, wrongFlags, fault.Field(name, f.Text))
	}
	return fault.New(fault.Invalid, language.T(
		"Kommandot går inte att förstå (%s). Se ”samsyn --help”.", "The command cannot be understood (%s). See “samsyn --help”.").With(err))
}

var wrongFlags = language.T("En inställning är fel.", "A setting is wrong.")

// wrong is the fault of a setting that is not of the right form; Parse adds the flag's name.
func wrong(what language.Text) error { return fault.New(fault.Invalid, what) }

// wrongIn is the fault of a named flag.
func wrongIn(flag string, what language.Text) error {
	return fault.New(fault.Invalid, wrongFlags, fault.Field("--"+flag, what))
}
