package directory

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// step is what one row of a file makes of the directory.
type step struct {
	row     int
	what    string // in words, for the report
	outcome sheet.Outcome
	write   func(ctx context.Context, tx *audit.Tx) error // nil when nothing changes
}

// planner judges every row of a file against the directory as q holds it.
type planner func(ctx context.Context, q db.Reader, in *reading) ([]step, error)

// ImportBoards takes in a file of municipal boards (BoardColumns): all of it in one act, or nothing. A board that its
// municipality has already, by name, gets what the file says of it; a column that the file lacks changes nothing.
func (s *Service) ImportBoards(ctx context.Context, actor policy.Actor, in Input) (sheet.Report, error) {
	return s.importFile(ctx, actor, in, BoardColumns(), func(ctx context.Context, q db.Reader, rd *reading) ([]step, error) {
		return planBoards(ctx, q, in, rd)
	})
}

// ImportOffices takes in a file of offices (OfficeColumns) in the same way. An office is known by its authority, its
// municipality and its name.
func (s *Service) ImportOffices(ctx context.Context, actor policy.Actor, in Input) (sheet.Report, error) {
	return s.importFile(ctx, actor, in, OfficeColumns(), func(ctx context.Context, q db.Reader, rd *reading) ([]step, error) {
		return planOffices(ctx, q, in, rd)
	})
}

func (s *Service) importFile(ctx context.Context, actor policy.Actor, in Input, columns []sheet.Column, plan planner) (sheet.Report, error) {
	report := sheet.Report{Name: in.Name, Into: into, DryRun: in.DryRun}
	if err := policy.Check(ctx, s.Trail.DB(), actor, policy.ImportDirectory, ref.Ref{}); err != nil {
		return report, err
	}
	table, err := sheet.Read(in.Reader, in.Name, sheet.Limits{})
	if table == nil {
		return report, err
	}
	if p := table.Match(columns); len(p) > 0 {
		return report, sheet.Join(err, p...)
	}
	if _, err = plan.judge(ctx, s.Trail.DB(), table, err, &report); err != nil || in.DryRun || report.Writes() == 0 {
		return report, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return plan.write(ctx, tx, table, &report) })
	report.Written = err == nil
	return report, err
}

// judge fills the report and tells everything wrong in the file; found is what reading the file found.
func (p planner) judge(ctx context.Context, q db.Reader, table *sheet.Table, found error, report *sheet.Report) ([]step, error) {
	rd := &reading{table: table}
	steps, err := p(ctx, q, rd)
	if err != nil {
		return nil, err
	}
	report.Rows = nil
	for _, st := range steps {
		report.Rows = append(report.Rows, sheet.RowReport{Row: st.row, What: st.what, Outcome: st.outcome})
	}
	problems := slices.Concat(fault.ProblemsOf(found), rd.problems)
	report.Refuse(problems, nil)
	return steps, sheet.Refusal(problems)
}

// write judges the file once more, since the directory may have changed, and does every step in the one act.
func (p planner) write(ctx context.Context, tx *audit.Tx, table *sheet.Table, report *sheet.Report) error {
	steps, err := p.judge(ctx, tx, table, nil, report)
	if err != nil {
		return err
	}
	for _, st := range steps {
		if st.write == nil {
			continue
		}
		if err := st.write(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Note(policy.ImportDirectory, ref.To(ReferenceKind, "import"), imported{report.Name, report.Count(sheet.Added), report.Count(sheet.Changed), report.Count(sheet.Unchanged)})
}

// imported is what the trail says of an import as a whole; each thing has a line of its own beside it.
type imported struct {
	Name      string `json:"name"`
	New       int    `json:"new"`
	Changed   int    `json:"changed"`
	Unchanged int    `json:"unchanged"`
}

// isYes reads how people tick a cell.
func isYes(s string) bool {
	switch strings.ToLower(s) {
	case "ja", "yes", "true", "1", "x":
		return true
	}
	return false
}

// noteRefusal puts a rule's refusal of a history at a column of the row.
func (in *reading) noteRefusal(row sheet.Row, column string, err error) bool {
	if err == nil {
		return false
	}
	problems := fault.ProblemsOf(err)
	for _, p := range problems {
		in.wrong(row, column, p.Text)
	}
	if len(problems) == 0 {
		in.wrong(row, column, nothingChanged)
	}
	return true
}
