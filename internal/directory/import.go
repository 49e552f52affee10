package directory

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// step is what one row of a file makes of the directory.
type step struct {
	row     int
	what    string // in words, for the report
	outcome Outcome
	write   func(ctx context.Context, tx *audit.Tx) error // nil when nothing changes
}

// planner judges every row of a file against the directory as q holds it.
type planner func(ctx context.Context, q db.Reader, in *reading) ([]step, error)

// ImportBoards takes in a file of municipal boards (BoardColumns): all of it in one act, or nothing. A board that its
// municipality has already, by name, gets what the file says of it; a column that the file lacks changes nothing.
func (s *Service) ImportBoards(ctx context.Context, actor policy.Actor, in Input) (Report, error) {
	return s.importFile(ctx, actor, in, BoardColumns(), func(ctx context.Context, q db.Reader, rd *reading) ([]step, error) {
		return planBoards(ctx, q, in, rd)
	})
}

// ImportOffices takes in a file of offices (OfficeColumns) in the same way. An office is known by its authority, its
// municipality and its name.
func (s *Service) ImportOffices(ctx context.Context, actor policy.Actor, in Input) (Report, error) {
	return s.importFile(ctx, actor, in, OfficeColumns(), func(ctx context.Context, q db.Reader, rd *reading) ([]step, error) {
		return planOffices(ctx, q, in, rd)
	})
}

func (s *Service) importFile(ctx context.Context, actor policy.Actor, in Input, columns []sheet.Column, plan planner) (Report, error) {
	report := Report{Name: in.Name, DryRun: in.DryRun}
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
	if _, err = report.plan(ctx, s.Trail.DB(), table, err, plan); err != nil || in.DryRun || report.Count(Added)+report.Count(Changed) == 0 {
		return report, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return report.write(ctx, tx, table, plan) })
	report.Written = err == nil
	return report, err
}

// plan fills the report and tells everything wrong in the file; found is what reading the file found.
func (r *Report) plan(ctx context.Context, q db.Reader, table *sheet.Table, found error, plan planner) ([]step, error) {
	rd := &reading{table: table}
	steps, err := plan(ctx, q, rd)
	if err != nil {
		return nil, err
	}
	r.Rows = nil
	for _, st := range steps {
		r.Rows = append(r.Rows, RowReport{Row: st.row, What: st.what, Outcome: st.outcome})
	}
	err = sheet.Join(found, rd.problems...)
	r.refuse(problemsOf(err))
	return steps, err
}

// write judges the file once more, since the directory may have changed, and does every step in the one act.
func (r *Report) write(ctx context.Context, tx *audit.Tx, table *sheet.Table, plan planner) error {
	steps, err := r.plan(ctx, tx, table, nil, plan)
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
	return tx.Note(policy.ImportDirectory, ref.To(ReferenceKind, "import"), imported{r.Name, r.Count(Added), r.Count(Changed), r.Count(Unchanged)})
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
	for _, p := range problemsOf(err) {
		in.wrong(row, column, p.Text)
	}
	if len(problemsOf(err)) == 0 {
		in.wrong(row, column, nothingChanged)
	}
	return true
}
