package measure

import (
	"context"
	"errors"
	"io"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

// File is a file of measures to take in.
type File struct {
	Reader io.Reader
	Name   string
	DryRun bool // report, write nothing
}

// mostRows is how many measures one file can hold; each is held against the directory and the staff.
const mostRows = 1000

// step is what one row of a file makes of the list.
type step struct {
	before Measure // zero when it is new
	draft  Draft
	sheet.RowReport
}

// Import takes in a file of the actor's authority's measures (Columns): all of it in one act, or nothing. A row is of the
// measure with its id, else with its name; of none, it is a new one. What is not in the file stays as it is.
func (s *Service) Import(ctx context.Context, actor policy.Actor, in File) (sheet.Report, error) {
	report := sheet.Report{Name: in.Name, Into: language.T("Förteckningen över insatser", "The list of measures"), DryRun: in.DryRun}
	if err := policy.Check(ctx, s.Trail.DB(), actor, policy.AddMeasure, directory.Authority{ID: actor.Authority}.Ref()); err != nil {
		return report, err
	}
	table, err := sheet.Read(in.Reader, in.Name, sheet.Limits{Bytes: mostFile, Rows: mostRows})
	if table == nil {
		return report, err
	}
	if p := table.Match(Columns()); len(p) > 0 {
		return report, sheet.Join(err, p...)
	}
	if _, err = judge(ctx, s.Trail.DB(), actor, table, err, &report); err != nil || in.DryRun || report.Writes() == 0 {
		return report, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		steps, err := judge(ctx, tx, actor, table, nil, &report) // once more: the list may have changed
		if err != nil {
			return err
		}
		return take(ctx, tx, actor, steps)
	})
	report.Written = err == nil
	return report, err
}

func take(ctx context.Context, tx *audit.Tx, actor policy.Actor, steps []step) error {
	for _, st := range steps {
		switch st.Outcome {
		case sheet.Added:
			if _, err := add(ctx, tx, actor.Authority, st.draft); err != nil {
				return err
			}
		case sheet.Changed:
			if err := policy.Check(ctx, tx, actor, policy.EditMeasure, st.before.Ref()); err != nil {
				return err
			}
			m, err := amended(ctx, tx, st.before, st.draft)
			if err != nil {
				return err
			}
			if err := write(ctx, tx, policy.EditMeasure, &m, st.before); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge fills the report and tells everything wrong in the file; found is what reading the file found.
func judge(ctx context.Context, q db.Reader, actor policy.Actor, table *sheet.Table, found error, report *sheet.Report) ([]step, error) {
	own, err := List(ctx, q, Filter{Authority: actor.Authority})
	if err != nil {
		return nil, err
	}
	in, err := takingOf(ctx, q, actor.Authority)
	if err != nil {
		return nil, err
	}
	var steps []step
	problems := fault.ProblemsOf(found)
	seen := map[string]bool{}
	for _, row := range table.Rows {
		in.wrong = func(field string, t language.Text) {
			problems = append(problems, fault.Cell(row.Number, headingOf(table, field), t))
		}
		if other, err := in.another(ctx, q, table.Cell(row, "id"), actor); err != nil {
			return nil, err
		} else if other { // the file of the whole list has those of others too
			steps = append(steps, step{RowReport: sheet.RowReport{Row: row.Number, What: table.Cell(row, "namn"), Outcome: sheet.Unchanged}})
			continue
		}
		st := in.row(table, row, own, actor)
		if key := st.key(); seen[key] {
			in.wrong(fieldName, language.T("Samma insats står på två rader. Ta bort den ena.", "The same measure stands on two rows. Remove one."))
		} else {
			seen[key] = true
		}
		var wrong *fault.Fault
		if err := settle(ctx, q, st.draft.apply(st.start(actor))); errors.As(err, &wrong) {
			for _, p := range wrong.Problems {
				in.wrong(p.Field, p.Text)
			}
		} else if err != nil {
			return nil, err
		}
		steps = append(steps, st)
	}
	report.Rows = nil
	for _, st := range steps {
		report.Rows = append(report.Rows, st.RowReport)
	}
	report.Refuse(problems, nil)
	return steps, sheet.Refusal(problems)
}

// start is the measure that the draft is put over.
func (st step) start(actor policy.Actor) Measure {
	if st.before.ID != "" {
		return st.before
	}
	return Measure{Authority: actor.Authority, State: Offered}
}

func (st step) key() string {
	if st.before.ID != "" {
		return st.before.ID
	}
	return language.SearchKey(st.draft.Name)
}

// headingOf is what the file calls the column of a field.
func headingOf(table *sheet.Table, field string) string {
	for _, c := range columnsOf() {
		if c.field == field {
			return table.HeadingOf(c.Name)
		}
	}
	return field
}

// takingOf reads what names in a file can mean.
func takingOf(ctx context.Context, q db.Reader, authority string) (*taking, error) {
	all, err := directory.All(ctx, q, today(q))
	in := &taking{day: today(q), places: map[string]string{}, owner: func(name string) (string, bool) {
		a, ok, err := account.StaffNamed(ctx, q, authority, name, today(q))
		return a.ID, ok && err == nil
	}}
	for _, m := range all {
		in.places[language.SearchKey(m.Name)], in.places[m.Code] = m.Code, m.Code
	}
	return in, err
}

// another tells whether an id is of a measure that another authority keeps.
func (in *taking) another(ctx context.Context, q db.Reader, id string, actor policy.Actor) (bool, error) {
	if id == "" {
		return false, nil
	}
	m, err := Get(ctx, q, id)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil && m.Authority != actor.Authority, err
}

// row reads one row against the authority's own measures.
func (in *taking) row(table *sheet.Table, row sheet.Row, own []Measure, actor policy.Actor) step {
	st := step{draft: Draft{From: in.day, Owner: actor.ID}, RowReport: sheet.RowReport{Row: row.Number, What: table.Cell(row, "namn"), Outcome: sheet.Added}}
	id, name := table.Cell(row, "id"), language.SearchKey(table.Cell(row, "namn"))
	alike := func(m Measure) bool { return id != "" && m.ID == id || id == "" && language.SearchKey(m.Name) == name }
	at := slices.IndexFunc(own, alike)
	if at >= 0 && slices.ContainsFunc(own[at+1:], alike) {
		in.wrong(fieldName, language.T("Ni har flera insatser med det namnet. Skriv id:t för den som raden gäller.", "You have several measures with that name. Write the id of the one that the row is of."))
	}
	switch {
	case at >= 0:
		st.before, st.draft = own[at], DraftOf(own[at])
	case id != "":
		in.wrong("id", language.T("Ni har ingen insats med det id:t, eller så har den upphört. Lämna tomt för en ny.", "You have no measure with that id, or it has ended. Leave it empty for a new one."))
	}
	for _, c := range columnsOf() {
		if c.takes != nil && table.Knows(c.Name) {
			c.takes(in, &st.draft, table.Cell(row, c.Name))
		}
	}
	if at < 0 {
		return st
	}
	if st.Fields = st.draft.apply(st.before).differs(st.before); len(st.Fields) == 0 {
		st.Outcome = sheet.Unchanged
	} else {
		st.Outcome, st.Thing = sheet.Changed, st.before.ID
	}
	return st
}
