package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

type importCommands struct {
	Agreements importAgreements `cmd:"" help:"${agreements_help}"`
}

type importAgreements struct {
	base
	File   string `arg:"" help:"${file_help}"`
	From   day    `help:"${from_help}" placeholder:"2016-01-01"`
	To     day    `help:"${to_help}" placeholder:"2016-12-31"`
	Kind   string `help:"${kind_help}" placeholder:"KIND"`
	DryRun bool   `help:"${dry_run_help}"`
}

// Run takes in a file of agreements, all or nothing. The report of every row goes to standard error.
func (c *importAgreements) Run(ctx context.Context, t *terminal) error {
	in := agreement.Input{Name: filepath.Base(c.File), From: c.From.Date, To: c.To.Date, DryRun: c.DryRun}
	if c.Kind != "" {
		kind, ok := agreement.ParseKind(c.Kind)
		if !ok {
			return fault.New(fault.Invalid, language.T("Det finns ingen mall %s. Ange en av %v.", "There is no template %s. Give one of %v.").With(c.Kind, agreement.Kinds()))
		}
		in.Kind = kind
	}
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Wrap(err, fault.NotFound, language.T("Filen %s kan inte läsas.", "The file %s cannot be read.").With(c.File))
	}
	defer f.Close()
	in.Reader = f
	return c.within(ctx, t, func(a *app.App) error {
		steps := &steps{t: t, text: language.T("Rader:", "Rows:")}
		r, err := a.Agreements.Import(ctx, policy.Process("samsyn import agreements"), in, func(n, of int) { steps.at(int64(n), int64(of)) })
		t.report(r)
		if err != nil {
			return err
		}
		t.say(r.Sentence())
		return nil
	})
}

// report writes what happens with each row, refused rows last so that they are seen.
func (t *terminal) report(r agreement.Report) {
	for _, refused := range []bool{false, true} {
		for _, row := range r.Rows {
			if (row.Outcome == agreement.Refused) != refused {
				continue
			}
			line := language.T("rad %d: %s %s: %s", "row %d: %s %s: %s").With(row.Row, row.Code, row.Name, row.Outcome.Label()).In(t.lang)
			for _, reason := range row.Reasons {
				line += "\n    " + reason.In(t.lang)
			}
			fmt.Fprintln(t.err, line)
		}
	}
}
