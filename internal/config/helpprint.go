package config

import (
	"bytes"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"samsyn/internal/language"
)

// helpFlag gives the words of --help itself.
func helpFlag(lang language.Lang) kong.Option {
	return kong.PostBuild(func(k *kong.Kong) error {
		k.Model.HelpFlag.Help = language.T("Visa den här hjälpen.", "Show this help.").In(lang)
		return nil
	})
}

// inSwedish are the words that kong's own printer puts around the help.
var inSwedish = strings.NewReplacer(
	"Usage: ", "Användning: ", "\nFlags:\n", "\nFlaggor:\n", "\nArguments:\n", "\nArgument:\n", "\nCommands:\n", "\nKommandon:\n",
	"[flags]", "[flaggor]", "<command>", "<kommando>",
	`Run "samsyn <command> --help" for more information on a command.`, `Kör ”samsyn <kommando> --help” för mer om ett kommando.`,
)

// printHelp prints the help in a language.
func printHelp(lang language.Lang) kong.HelpPrinter {
	return func(options kong.HelpOptions, ctx *kong.Context) error {
		if lang != language.Swedish {
			return kong.DefaultHelpPrinter(options, ctx)
		}
		out := ctx.Stdout
		var text bytes.Buffer
		ctx.Stdout = &text
		err := kong.DefaultHelpPrinter(options, ctx)
		ctx.Stdout = out
		if err == nil {
			_, err = io.WriteString(out, inSwedish.Replace(text.String()))
		}
		return err
	}
}
