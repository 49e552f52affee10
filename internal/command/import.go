package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

type importCommands struct {
	Agreements importAgreements `cmd:"" help:"${agreements_help}"`
	Boards     importBoards     `cmd:"" help:"${boards_help}"`
	Offices    importOffices    `cmd:"" help:"${offices_help}"`
}

type importBoards struct {
	importDirectory
}

// Run takes in a file of boards, all or nothing.
func (c *importBoards) Run(ctx context.Context, t *terminal) error {
	return c.take(ctx, t, (*directory.Service).ImportBoards)
}

type importOffices struct {
	importDirectory
}

// Run takes in a file of offices, all or nothing.
func (c *importOffices) Run(ctx context.Context, t *terminal) error {
	return c.take(ctx, t, (*directory.Service).ImportOffices)
}

// importDirectory is a file for the directory.
type importDirectory struct {
	base
	File   string `arg:"" help:"${file_help}"`
	From   day    `help:"${changes_from_help}" placeholder:"2026-03-02"`
	DryRun bool   `help:"${dry_run_help}"`
}

func (c *importDirectory) take(ctx context.Context, t *terminal, do func(*directory.Service, context.Context, policy.Actor, directory.Input) (sheet.Report, error)) error {
	f, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	return c.within(ctx, t, func(a *app.App) error {
		r, err := do(a.Directory, ctx, policy.Process("samsyn import"), directory.Input{Reader: f, Name: filepath.Base(c.File), From: c.From.Date, DryRun: c.DryRun})
		t.report(r)
		if err != nil {
			return err
		}
		t.say(r.Sentence())
		return nil
	})
}

// row writes what happens with one row, and why it is refused.
func (t *terminal) row(line language.Text, reasons []language.Text) {
	t.tell(line)
	for _, reason := range reasons {
		fmt.Fprintln(t.err, "    "+reason.In(t.lang))
	}
}

type importAgreements struct {
	base
	File   string `arg:"" help:"${file_help}"`
	From   day    `help:"${from_help}" placeholder:"2016-01-01"`
	To     day    `help:"${to_help}" placeholder:"2016-12-31"`
	Kind   string `help:"${kind_help}" placeholder:"KIND"`
	PDFs   string `name:"pdfs" help:"${pdfs_help}" placeholder:"COPIES.zip"`
	DryRun bool   `help:"${dry_run_help}"`
}

// Run takes in a file of agreements, with a zip of PDF copies if one is given, all or nothing. The report of every row
// and every copy goes to standard error.
func (c *importAgreements) Run(ctx context.Context, t *terminal) error {
	in := agreement.Input{Name: filepath.Base(c.File), From: c.From.Date, To: c.To.Date, DryRun: c.DryRun}
	if c.Kind != "" {
		kind, ok := agreement.ParseKind(c.Kind)
		if !ok {
			return fault.New(fault.Invalid, language.T("Det finns ingen mall %s. Ange en av %v.", "There is no template %s. Give one of %v.").With(c.Kind, agreement.Kinds()))
		}
		in.Kind = kind
	}
	f, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	in.Reader = f
	return c.within(ctx, t, func(a *app.App) error {
		r, err := c.take(ctx, t, a, in)
		t.report(r)
		if err != nil {
			return err
		}
		t.say(r.Sentence())
		return nil
	})
}

// take takes in the list, alone or with its copies.
func (c *importAgreements) take(ctx context.Context, t *terminal, a *app.App, in agreement.Input) (sheet.Report, error) {
	actor := policy.Process("samsyn import agreements")
	steps := &steps{t: t, text: language.T("Rader:", "Rows:")}
	tell := func(n, of int) { steps.at(int64(n), int64(of)) }
	if c.PDFs == "" {
		return a.Agreements.Import(ctx, actor, in, tell)
	}
	zip, err := openFile(c.PDFs)
	if err != nil {
		return sheet.Report{}, err
	}
	defer zip.Close()
	info, err := zip.Stat()
	if err != nil {
		return sheet.Report{}, err
	}
	steps.text = language.T("PDF-kopior, läsning och lagring:", "PDF copies, reading and storing:")
	r, copies, err := a.Agreements.ImportCopies(ctx, actor, in, zip, info.Size(), tell)
	t.copies(copies)
	return r, err
}

func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, language.T("Filen %s kan inte läsas.", "The file %s cannot be read.").With(name))
	}
	return f, nil
}

// copies writes which row gets which copy, and what is left over on either side.
func (t *terminal) copies(c agreement.CopiesReport) {
	if !c.Came() {
		return
	}
	for _, g := range c.Given {
		t.tell(language.T("rad %d: %s: %s (%s): %s", "row %d: %s: %s (%s): %s").With(g.Row, g.What, g.Name, g.By.Label(), g.Outcome.Label()))
	}
	for _, b := range c.Bare {
		t.tell(language.T("rad %d: %s: ingen PDF", "row %d: %s: no PDF").With(b.Row, b.What))
	}
	for _, name := range c.Loose {
		t.tell(language.T("%s: passar ingen rad", "%s: fits no row").With(name))
	}
	t.tell(language.T("PDF-kopior: %s", "PDF copies: %s").With(c.Sentence()))
}

// report writes what happens with each row, refused rows last so that they are seen.
func (t *terminal) report(r sheet.Report) {
	for _, refused := range []bool{false, true} {
		for _, row := range r.Rows {
			if (row.Outcome == sheet.Refused) != refused {
				continue
			}
			t.row(language.T("rad %d: %s: %s", "row %d: %s: %s").With(row.Row, row.What, row.Outcome.Label()), row.Reasons)
		}
	}
}
