package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

type extractCommand struct {
	base
	Authority string `required:"" help:"${authority_help}"`
	File      string `arg:"" help:"${extract_file_help}"`
}

var (
	numberWanted = language.T("Skriv personnummer eller samordningsnummer med tolv siffror:", "Write the personal or coordination number, twelve digits:")
	numberWrong  = language.T("Numret stämmer inte. Skriv tolv siffror.", "The number is not right. Write twelve digits.")
	fileWrong    = language.T("Filen ska heta något på .pdf eller .json.", "The file must be called something with .pdf or .json.")
	fileThere    = language.T("Filen %s finns redan. Välj ett annat namn.", "The file %s is there already. Choose another name.")
)

// Run writes all that an authority has about a person in a file that only its owner may read. The number comes from standard
// input: what is typed as an argument is seen by others and kept by the shell. It is noted in the trail.
func (c *extractCommand) Run(ctx context.Context, t *terminal) error {
	kind := strings.ToLower(filepath.Ext(c.File))
	if kind != ".pdf" && kind != ".json" {
		return fault.New(fault.Invalid, fileWrong)
	}
	t.tell(numberWanted)
	line, err := readLine()
	if err != nil {
		return err
	}
	return c.there(ctx, t, func(a *app.App) error {
		number, err := identity.ParsePersonal(line, calendar.DateOf(a.DB.Now()))
		if err != nil {
			return fault.New(fault.Invalid, numberWrong)
		}
		if err := a.KnownAuthority(ctx, c.Authority); err != nil {
			return err
		}
		x, err := a.Persons.TakeOutOf(ctx, policy.Process("samsyn extract"), c.Authority, number)
		if err != nil {
			return err
		}
		content, err := x.Render(t.lang)
		if kind == ".json" {
			content, err = x.JSON(t.lang)
		}
		if err != nil {
			return err
		}
		return c.write(t, content)
	})
}

// readLine reads what is typed, to the end of the line.
func readLine() (string, error) {
	line, err := bufio.NewReader(io.LimitReader(os.Stdin, 4096)).ReadString('\n')
	if err != nil && line == "" {
		return "", fault.New(fault.Invalid, numberWrong)
	}
	return strings.TrimSpace(line), nil
}

// write makes the file, which must not be there, for its owner alone.
func (c *extractCommand) write(t *terminal, content []byte) error {
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return fault.New(fault.Conflict, fileThere.With(c.File))
	}
	if err != nil {
		return fmt.Errorf("the extract: %w", err)
	}
	if _, err := f.Write(content); err != nil {
		return fmt.Errorf("the extract: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("the extract: %w", err)
	}
	t.say(language.T("Registerutdraget är skrivet till %s. Uttaget är antecknat i loggen.", "The extract is written to %s. That it was made is noted in the log.").With(c.File))
	return nil
}
