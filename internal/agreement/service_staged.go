package agreement

import (
	"bytes"
	"context"
	"errors"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// Staged is a file that was sent in on the import page: read on trial, kept sealed, waiting to be taken in.
type Staged struct {
	ID        string        `db:"id"`
	FileID    string        `db:"file_id"`
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"`
	Kind      Kind          `db:"kind"`
	JobID     string        `db:"job_id"` // empty until somebody has said yes
	CreatedAt db.Time       `db:"created_at"`

	Zip     string `db:"copies_zip"`    // what the PDF copies were received under; empty when none came
	ZipSize int64  `db:"copies_size"`   // bytes
	ZipJob  string `db:"copies_job"`    // the job that reads them
	Faults  string `db:"copies_faults"` // file of what was wrong with them; empty when nothing was
}

const stagedColumns = `id, file_id, valid_from, valid_to, kind, job_id, created_at, copies_zip, copies_size, copies_job, copies_faults`

// Path is the address of its page.
func (s Staged) Path() string { return "/inlasning/" + s.ID }

// Stage reads a file on trial and keeps it when there is nothing wrong with it, so that it can be taken in without
// being sent again. in.Reader is not used; content is.
func (s *Service) Stage(ctx context.Context, actor policy.Actor, in Input, content []byte) (st Staged, report sheet.Report, err error) {
	in.Reader, in.DryRun = bytes.NewReader(content), true
	if report, err = s.Import(ctx, actor, in, nil); err != nil {
		return st, report, err
	}
	st, err = s.keepList(ctx, actor, in, content)
	return st, report, err
}

// keepList keeps a list that was read on trial.
func (s *Service) keepList(ctx context.Context, actor policy.Actor, in Input, content []byte) (st Staged, err error) {
	checked, err := file.Check(file.Input{Name: in.Name, Content: bytes.NewReader(content), Size: int64(len(content)),
		Owner: actor.Authority, Accept: []file.Type{file.CSV, file.XLSX}})
	if err != nil {
		return st, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ImportAgreements, ref.Ref{}); err != nil {
			return err
		}
		f, err := file.Put(ctx, tx.Tx, s.Trail.Keys(), checked)
		if err != nil {
			return err
		}
		st = Staged{ID: tx.NewID(), FileID: f.ID, From: in.From, To: in.To, Kind: in.Kind, CreatedAt: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "agreement_import", st); err != nil {
			return err
		}
		return tx.Note(policy.ImportAgreements, ref.To(ImportKind, st.ID), map[string]string{"staged": f.ID})
	})
	return st, err
}

// Confirm lets a staged file be taken in by a job, in the name of who confirms. A second time changes nothing.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, id string) (st Staged, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ImportAgreements, ref.Ref{}); err != nil {
			return err
		}
		if st, err = staged(ctx, tx, id); err != nil {
			return err
		}
		if st.JobID != "" {
			return errNothing
		}
		if err := copiesRead(ctx, tx, st); err != nil {
			return err
		}
		by := importer{Import: id, ID: actor.ID, Authority: actor.Authority, Roles: actor.Roles}
		if st.JobID, err = job.Enqueue(ctx, tx, job.New{Kind: ImportJob, Key: id, Args: by}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE agreement_import SET job_id = $2 WHERE id = $1`, id, st.JobID); err != nil {
			return err
		}
		return tx.Note(policy.ImportAgreements, ref.To(ImportKind, id), map[string]string{"confirmed": st.FileID})
	})
	if errors.Is(err, errNothing) {
		return st, nil
	}
	return st, err
}

// Preview reads a staged file on trial once more, against the register as it is now.
func (s *Service) Preview(ctx context.Context, actor policy.Actor, id string) (Staged, sheet.Report, CopiesReport, error) {
	st, err := staged(ctx, s.Trail.DB(), id)
	if err != nil {
		return st, sheet.Report{}, CopiesReport{}, err
	}
	report, err := s.takeStaged(ctx, actor, st, true, nil)
	return st, report.Report, report.Copies, err
}

// takeStaged reads the stored file, on trial or in earnest, with the copies that came beside it.
func (s *Service) takeStaged(ctx context.Context, actor policy.Actor, st Staged, dry bool, progress Progress) (taking, error) {
	in, err := s.input(ctx, st)
	if err != nil {
		return taking{}, err
	}
	in.DryRun = dry
	if in.copies, err = s.storedCopies(ctx, st.ID); err != nil {
		return taking{}, err
	}
	return s.take(ctx, actor, in, progress)
}

// input is a staged list, ready to be read.
func (s *Service) input(ctx context.Context, st Staged) (Input, error) {
	f, content, err := file.Open(ctx, s.Trail.DB(), s.Trail.Keys(), st.FileID)
	if err != nil {
		return Input{}, err
	}
	data, err := io.ReadAll(content)
	return Input{Reader: bytes.NewReader(data), Name: f.Name, From: st.From, To: st.To, Kind: st.Kind}, errors.Join(err, content.Close())
}

func staged(ctx context.Context, q db.Reader, id string) (Staged, error) {
	st, err := db.One[Staged](ctx, q, `SELECT `+stagedColumns+` FROM agreement_import WHERE id = $1`, id)
	if errors.Is(err, db.ErrNone) {
		return st, fault.NotFoundThing()
	}
	return st, err
}

// ImportJob is the kind of job that takes in a confirmed file.
const ImportJob = "agreement.import"

// importer is the job's arguments: which file, and in whose name.
type importer struct {
	Import    string        `json:"import"`
	ID        string        `json:"actor"`
	Authority string        `json:"authority"`
	Roles     []policy.Role `json:"roles"`
}

// RunImport is the handler of ImportJob. What it did, or why the file was refused, is kept as the job's result. Done
// twice it changes nothing the second time.
func (s *Service) RunImport(ctx context.Context, j job.Job) error {
	var by importer
	if err := j.Read(&by); err != nil {
		return errors.Join(err, job.ErrGiveUp)
	}
	st, err := staged(ctx, s.Trail.DB(), by.Import)
	if err != nil {
		return err
	}
	actor := policy.Actor{ID: by.ID, Authority: by.Authority, Roles: by.Roles}
	report, err := s.takeStaged(ctx, actor, st, false, func(done, total int) { _ = j.Progress(ctx, int64(done), int64(total)) })
	var f *fault.Fault
	switch {
	case errors.As(err, &f) && f.Kind == fault.Invalid:
		return errors.Join(j.Finish(ctx, sayBoth(f.Text)), err, job.ErrGiveUp)
	case err != nil:
		return err
	}
	if err := s.endCopies(ctx, actor, st); err != nil {
		return err
	}
	return j.Finish(ctx, sayBoth(report.Sentence()))
}

// sayBoth keeps a text in both languages in one string; see said.
func sayBoth(t language.Text) string { return t.Sv + "\n" + t.En }
