package agreement

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// ImportCopies takes in a list as Import does, together with a zip of PDF copies of its agreements: all of it, or
// nothing. The copies are stored one by one beforehand, where nobody sees them; the act that writes the list binds them
// to its agreements, and what it does not bind is taken away. A second time it writes nothing.
func (s *Service) ImportCopies(ctx context.Context, actor policy.Actor, in Input, zip io.ReaderAt, size int64, progress Progress) (sheet.Report, CopiesReport, error) {
	none := sheet.Report{Name: in.origin(), Into: into, DryRun: in.DryRun}
	if err := policy.Check(ctx, s.Trail.DB(), actor, policy.ImportAgreements, ref.Ref{}); err != nil {
		return none, CopiesReport{}, err
	}
	list, err := io.ReadAll(io.LimitReader(in.Reader, file.MaxSize+1))
	if err != nil {
		return none, CopiesReport{}, err
	}
	dry := in.DryRun
	in.Reader, in.DryRun = bytes.NewReader(list), true
	report, found, err := s.tryCopies(ctx, actor, in, zip, size, progress)
	report.DryRun = dry
	if err != nil || dry || report.Writes() == 0 {
		return report.Report, report.Copies, err
	}
	in.DryRun = false
	report, err = s.importWith(ctx, actor, in, list, found, report, progress)
	return report.Report, report.Copies, err
}

// found is the copies of a zip, each twice: as the list will have it and as it stands in the zip.
type found struct {
	copies []Copy
	packed []packed
}

// tryCopies reads all copies through and the list on trial with them. It writes nothing.
func (s *Service) tryCopies(ctx context.Context, actor policy.Actor, in Input, zip io.ReaderAt, size int64, progress Progress) (report taking, f found, err error) {
	report.Report = sheet.Report{Name: in.origin(), Into: into, DryRun: true}
	if f.packed, err = openCopies(zip, size); err != nil {
		return report, f, err
	}
	var problems []fault.Problem
	for i, p := range f.packed {
		c, content, wrong, err := p.examine(ctx, actor.Authority)
		if err != nil {
			return report, f, err
		}
		if problems = append(problems, wrong...); content != nil {
			f.copies = append(f.copies, Copy{Name: p.name, Print: c.Print()})
			if err := content.Close(); err != nil {
				return report, f, err
			}
		}
		tellEach(progress, i+1, 2*len(f.packed))
	}
	if len(problems) > 0 {
		return report, f, refuseCopies(problems)
	}
	in.copies = f.copies
	report, err = s.take(ctx, actor, in, nil)
	return report, f, err
}

func tellEach(progress Progress, done, total int) {
	if progress != nil {
		progress(done, total)
	}
}

// mostFaults is how many faults are told of one zip.
const mostFaults = 100

func refuseCopies(problems []fault.Problem) error {
	if more := len(problems) - mostFaults; more > 1 {
		problems = append(problems[:mostFaults:mostFaults], fault.Problem{Text: moreFaults.With(more)})
	}
	return fault.New(fault.Invalid, copiesRefused, problems...)
}

// importWith stores the copies that the trial found use for, and takes the list in with them.
func (s *Service) importWith(ctx context.Context, actor policy.Actor, in Input, list []byte, f found, tried taking, progress Progress) (taking, error) {
	st, err := s.keepList(ctx, actor, in, list)
	if err != nil {
		return tried, err
	}
	needed := func(name string) bool {
		return slices.ContainsFunc(tried.Copies.Given, func(g GivenCopy) bool { return g.Name == name && g.Outcome != sheet.Unchanged })
	}
	if err = s.keepCopies(ctx, actor, st, f, needed, progress); err == nil {
		in.Reader, in.copies = bytes.NewReader(list), f.copies
		tried, err = s.take(ctx, actor, in, nil)
	}
	// The list and what it did not bind are of no more use, also when the caller has gone.
	return tried, errors.Join(err, s.forgetStaged(context.WithoutCancel(ctx), st))
}

// keepCopies stores copies, each in an act of its own, so that no other act waits for all of them.
func (s *Service) keepCopies(ctx context.Context, actor policy.Actor, st Staged, f found, needed func(name string) bool, progress Progress) error {
	for i, p := range f.packed {
		tellEach(progress, len(f.packed)+i+1, 2*len(f.packed))
		if !needed(p.name) {
			continue
		}
		c, content, wrong, err := p.examine(ctx, actor.Authority)
		if err != nil {
			return err
		}
		if len(wrong) > 0 || c.Print() != f.copies[i].Print {
			return refuseZip(zipChanged)
		}
		id, err := s.keepCopy(ctx, actor, st, i, c)
		if err = errors.Join(err, content.Close()); err != nil {
			return err
		}
		f.copies[i].FileID = id
	}
	return nil
}

func (s *Service) keepCopy(ctx context.Context, actor policy.Actor, st Staged, n int, c file.Checked) (id string, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ImportAgreements, ref.Ref{}); err != nil {
			return err
		}
		f, err := file.Put(ctx, tx.Tx, s.Trail.Keys(), c)
		if err != nil {
			return err
		}
		id = f.ID
		if err := db.Insert(ctx, tx, "agreement_import_copy", copyRow{st.ID, int64(n), id}); err != nil {
			return err
		}
		return tx.Note(policy.ImportAgreements, ref.To(ImportKind, st.ID), map[string]string{"copy": id})
	})
	return id, err
}

type copyRow struct {
	Import string `db:"import_id"`
	N      int64  `db:"n"`
	FileID string `db:"file_id"`
}

// storedCopies are the copies stored for a list; nil when there are none.
func (s *Service) storedCopies(ctx context.Context, id string) ([]Copy, error) {
	q := s.Trail.DB()
	files, err := db.All[string](ctx, q, "SELECT file_id FROM agreement_import_copy WHERE import_id = $1 ORDER BY n", id)
	if err != nil {
		return nil, err
	}
	var out []Copy
	for _, id := range files {
		f, err := file.Get(ctx, q, s.Trail.Keys(), id)
		if err != nil {
			return nil, err
		}
		print, err := file.PrintOf(ctx, q, s.Trail.Keys(), id)
		if err != nil {
			return nil, err
		}
		out = append(out, Copy{Name: f.Name, FileID: id, Print: print})
	}
	return out, nil
}

// dropCopies takes away the copies of an import that no agreement has, and what was wrong with them.
func dropCopies(ctx context.Context, tx *audit.Tx, st Staged) (dropped int, err error) {
	loose, err := db.All[string](ctx, tx, `SELECT c.file_id FROM agreement_import_copy c WHERE c.import_id = $1
		AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.scan_file_id = c.file_id)`, st.ID)
	if err != nil {
		return 0, err
	}
	n, err := tx.Exec(ctx, "DELETE FROM agreement_import_copy WHERE import_id = $1", st.ID)
	if err != nil {
		return 0, err
	}
	if st.Faults != "" {
		loose = append(loose, st.Faults)
		if _, err := tx.Exec(ctx, "UPDATE agreement_import SET copies_faults = '' WHERE id = $1", st.ID); err != nil {
			return 0, err
		}
	}
	for _, id := range loose {
		if err := file.Delete(ctx, tx.Tx, id); err != nil {
			return 0, err
		}
	}
	return int(n) + len(loose), nil
}

// endCopies takes away what an import that is done did not bind.
func (s *Service) endCopies(ctx context.Context, actor policy.Actor, st Staged) error {
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		n, err := dropCopies(ctx, tx, st)
		if err == nil && n == 0 {
			return errNothing
		}
		if err != nil {
			return err
		}
		return tx.Note(ActionForgetStaged, ref.To(ImportKind, st.ID), nil)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

var (
	moreFaults = language.T("och %d fel till", "and %d more faults")
	zipChanged = language.T("zip-filen ändrades medan den lästes. Kör inläsningen igen", "the zip changed while it was read. Run the import again")
)
