package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/config"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

type sdkCommands struct {
	Export  sdkExport  `cmd:"" help:"${sdk_export_help}"`
	Import  sdkImport  `cmd:"" help:"${sdk_import_help}"`
	Address sdkAddress `cmd:"" help:"${sdk_address_help}"`
}

type sdkExport struct {
	base
	To           config.Folder `arg:"" help:"${sdk_to_help}"`
	Conversation string        `help:"${sdk_conversation_help}" placeholder:"ID"`
	DryRun       bool          `help:"${dry_run_help}"`
}

// Run writes what has not left yet, or every message of one conversation.
func (c *sdkExport) Run(ctx context.Context, t *terminal) error {
	put := func(p exchange.Parcel) error {
		fmt.Fprintln(t.err, p.Name)
		return exchange.Put(string(c.To), p.Name, p.Content)
	}
	return c.within(ctx, t, func(a *app.App) error {
		switch {
		case c.DryRun:
			list, problems, err := a.Exchange.Waiting(ctx, c.Conversation)
			for _, name := range list {
				fmt.Fprintln(t.err, name)
			}
			return c.told(t, len(list), problems, err)
		case c.Conversation != "":
			n, err := a.Exchange.Export(ctx, c.Conversation, put)
			return c.told(t, n, nil, err)
		}
		total, problems := 0, []error(nil)
		for {
			n, left, err := a.Exchange.Next(ctx, "", sdkStep, put)
			total, problems = total+n, left
			if err != nil || n == 0 {
				return c.told(t, total, problems, err)
			}
		}
	})
}

// sdkStep is how many files are written in one go.
const sdkStep = 200

func (c *sdkExport) told(t *terminal, n int, problems []error, err error) error {
	for _, p := range problems {
		t.fail(p)
	}
	if err != nil {
		return err
	}
	if c.DryRun {
		t.say(language.Plural(n, language.T("%d fil skulle skrivas.", "%d file would be written."), language.T("%d filer skulle skrivas.", "%d files would be written.")))
	} else {
		t.say(language.Plural(n, language.T("%d fil är skriven.", "%d file is written."), language.T("%d filer är skrivna.", "%d files are written.")))
	}
	if len(problems) > 0 {
		return errRefused
	}
	return nil
}

type sdkImport struct {
	base
	Files  []string `arg:"" help:"${sdk_files_help}"`
	DryRun bool     `help:"${dry_run_help}"`
}

// Run takes in files, and every file of a folder. The files stay where they are. Each is taken in whole or not at all,
// and one that is refused does not stop the next.
func (c *sdkImport) Run(ctx context.Context, t *terminal) error {
	paths, err := sdkFiles(c.Files)
	if err != nil {
		return err
	}
	return c.within(ctx, t, func(a *app.App) error {
		taken, refused := 0, 0
		for _, path := range paths {
			content, err := exchange.Read(path)
			var took exchange.Taken
			if err == nil {
				took, err = a.Exchange.TakeIn(ctx, content, c.DryRun)
			}
			var f *fault.Fault
			switch {
			case errors.As(err, &f) && f.Kind != fault.Unavailable && f.Kind != fault.Internal:
				refused++
				t.tell(language.T("%s: togs inte emot", "%s: was not taken in").With(path))
				t.fail(err)
			case err != nil:
				return err
			case took.Already:
				t.tell(language.T("%s: finns redan", "%s: is there already").With(path))
			default:
				taken++
				t.tell(language.T("%s: tråd %s", "%s: thread %s").With(path, took.Conversation))
			}
		}
		t.say(c.sentence(taken, refused))
		if refused > 0 {
			return errRefused
		}
		return nil
	})
}

func (c *sdkImport) sentence(taken, refused int) language.Text {
	if c.DryRun {
		return language.T("%d skulle tas emot och %d inte. Inget är ändrat.", "%d would be taken in and %d not. Nothing is changed.").With(taken, refused)
	}
	return language.T("%d togs emot och %d inte.", "%d were taken in and %d not.").With(taken, refused)
}

// sdkFiles gives the files that are named, and those of a folder that is, in the order in which they were made.
func sdkFiles(names []string) (paths []string, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, language.T("Filen %s kan inte läsas.", "The file %s cannot be read.").With(name))
		}
		if !info.IsDir() {
			paths = append(paths, name)
			continue
		}
		inside, err := exchange.Files(name)
		if err != nil {
			return nil, err
		}
		for _, each := range inside {
			paths = append(paths, filepath.Join(name, each))
		}
	}
	return paths, nil
}

type sdkAddress struct {
	base
	Organisation string `arg:"" optional:"" help:"${sdk_organisation_help}"`
	Function     string `arg:"" optional:"" help:"${sdk_function_help}"`
	Authority    string `help:"${sdk_authority_help}" placeholder:"ID"`
	Unit         string `help:"${sdk_unit_help}" placeholder:"ID"`
	Label        string `help:"${sdk_label_help}" placeholder:"NAME"`
	Remove       bool   `help:"${sdk_remove_help}"`
}

// Run lists the addresses of this installation, or enters or removes one.
func (c *sdkAddress) Run(ctx context.Context, t *terminal) error {
	actor := policy.Process("samsyn sdk")
	return c.within(ctx, t, func(a *app.App) error {
		switch {
		case c.Organisation == "":
			return listAddresses(ctx, t, a)
		case c.Remove:
			if err := a.Exchange.RemoveAddress(ctx, actor, c.Organisation, c.Function); err != nil {
				return err
			}
			t.say(language.T("Adressen är borttagen.", "The address is removed."))
			return nil
		}
		if err := a.KnownAuthority(ctx, c.Authority); err != nil {
			return err
		}
		if err := a.Exchange.AddAddress(ctx, actor, exchange.Address{Authority: c.Authority, Unit: c.Unit, Actor: c.Organisation, Function: c.Function, Label: c.Label}); err != nil {
			return err
		}
		t.say(language.T("Adressen är sparad.", "The address is saved."))
		return nil
	})
}

func listAddresses(ctx context.Context, t *terminal, a *app.App) error {
	all, err := exchange.Addresses(ctx, a.DB)
	if err != nil {
		return err
	}
	for _, x := range all {
		at, err := directory.AuthorityByID(ctx, a.DB, x.Authority, calendar.DateOf(a.DB.Now()))
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s %s: %s (%s)\n", x.Actor, x.Function, at.Title(), x.Authority)
	}
	if len(all) == 0 {
		t.say(language.T("Ingen adress är upplagd.", "No address is entered."))
	}
	return nil
}
