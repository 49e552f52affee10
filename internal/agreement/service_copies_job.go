package agreement

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// CopiesJob is the kind of job that reads a zip of PDF copies beside a staged list.
const CopiesJob = "agreement.copies"

// copier is the job's arguments: which list, which zip, and in whose name.
type copier struct {
	importer
	Zip string `json:"zip"`
}

// ReceiveCopies takes in a zip of PDF copies beside a staged list as it arrives, without it ever being whole in memory,
// and lets a job read it. It takes the place of an earlier one.
func (s *Service) ReceiveCopies(ctx context.Context, actor policy.Actor, id string, from io.Reader) (st Staged, err error) {
	q := s.Trail.DB()
	if err := policy.Check(ctx, q, actor, policy.ImportAgreements, ref.Ref{}); err != nil {
		return st, err
	}
	if st, err = staged(ctx, q, id); err != nil {
		return st, err
	}
	if st.JobID != "" {
		return st, fault.New(fault.Conflict, alreadyConfirmed)
	}
	in, err := file.Receive(ctx, s.Trail.Keys(), from, MaxCopies, func(ctx context.Context, put func(file.Execer) error) error {
		return s.Trail.House(ctx, func(tx *audit.HouseTx) error { return put(tx) })
	})
	if err == nil {
		st, err = s.expectCopies(ctx, actor, id, in)
	}
	if err != nil {
		err = errors.Join(err, s.forgetZip(context.WithoutCancel(ctx), in.ID))
	}
	return st, err
}

// expectCopies writes the job that reads a zip which has arrived.
func (s *Service) expectCopies(ctx context.Context, actor policy.Actor, id string, in file.Incoming) (st Staged, err error) {
	earlier := ""
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ImportAgreements, ref.Ref{}); err != nil {
			return err
		}
		if st, err = staged(ctx, tx, id); err != nil {
			return err
		}
		if _, err := dropCopies(ctx, tx, st); err != nil {
			return err
		}
		earlier = st.Zip
		st.Zip, st.ZipSize, st.Faults = in.ID, in.Size, ""
		by := copier{importer{Import: id, ID: actor.ID, Authority: actor.Authority, Roles: actor.Roles}, in.ID}
		if st.ZipJob, err = job.Enqueue(ctx, tx, job.New{Kind: CopiesJob, Key: in.ID, Args: by}); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE agreement_import SET copies_zip = $2, copies_size = $3, copies_job = $4 WHERE id = $1 AND job_id = ''`,
			id, st.Zip, st.ZipSize, st.ZipJob)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, alreadyConfirmed)
		}
		return tx.Note(policy.ImportAgreements, ref.To(ImportKind, id), map[string]string{"copies": in.ID})
	})
	if err == nil && earlier != "" {
		err = s.forgetZip(ctx, earlier)
	}
	return st, err
}

func (s *Service) forgetZip(ctx context.Context, id string) error {
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error { return file.ForgetIncoming(ctx, tx, id) })
}

// copiesRead tells whether the copies beside a staged list, if any came, have been read to the end.
func copiesRead(ctx context.Context, q db.Reader, st Staged) error {
	if st.ZipJob == "" {
		return nil
	}
	j, err := job.Look(ctx, q, st.ZipJob)
	if err == nil && j.DoneAt == (db.Time{}) && j.StuckAt == (db.Time{}) {
		return fault.New(fault.Conflict, stillReading)
	}
	return err
}

// RunCopies is the handler of CopiesJob. It reads every copy through, then stores them; what is wrong with any of them
// is kept for the list's page and none is stored. Done twice it stores them once.
func (s *Service) RunCopies(ctx context.Context, j job.Job) error {
	var by copier
	if err := j.Read(&by); err != nil {
		return errors.Join(err, job.ErrGiveUp)
	}
	st, err := staged(ctx, s.Trail.DB(), by.Import)
	if fault.Is(err, fault.NotFound) || err == nil && (st.Zip != by.Zip || st.JobID != "") {
		return j.Finish(ctx, sayBoth(superseded))
	}
	if err != nil {
		return err
	}
	actor := policy.Actor{ID: by.ID, Authority: by.Authority, Roles: by.Roles}
	if err := s.endCopies(ctx, actor, st); err != nil { // of a node that died while it did this
		return err
	}
	err = s.readZip(ctx, actor, st, func(done, total int) { _ = j.Progress(ctx, int64(done), int64(total)) })
	var f *fault.Fault
	switch {
	case errors.As(err, &f) && (f.Kind == fault.Invalid || f.Kind == fault.TooLarge):
		err = errors.Join(s.endCopies(ctx, actor, st), s.keepFaults(ctx, actor, st, f))
	case err != nil:
		return err
	}
	if err = errors.Join(err, s.forgetZip(ctx, st.Zip)); err != nil {
		return err
	}
	return j.Finish(ctx, sayBoth(copiesDone))
}

// readZip tries the copies and stores all of them.
func (s *Service) readZip(ctx context.Context, actor policy.Actor, st Staged, progress Progress) error {
	in, err := s.input(ctx, st)
	if err != nil {
		return err
	}
	in.DryRun = true
	zip := file.ReadIncoming(ctx, s.Trail.DB(), s.Trail.Keys(), file.Incoming{ID: st.Zip, Size: st.ZipSize})
	_, f, err := s.tryCopies(ctx, actor, in, zip, st.ZipSize, progress)
	if err != nil {
		return err
	}
	return s.keepCopies(ctx, actor, st, f, func(string) bool { return true }, progress)
}

// keepFaults keeps what was wrong with the copies. Names of files can name people, so it lies sealed as a file does.
func (s *Service) keepFaults(ctx context.Context, actor policy.Actor, st Staged, f *fault.Fault) error {
	text, err := json.Marshal(f.Problems)
	if err != nil {
		return err
	}
	checked, err := file.Check(file.Input{Name: "fel.txt", Content: bytes.NewReader(text), Size: int64(len(text)), Owner: actor.Authority, Accept: []file.Type{file.Text}})
	if err != nil {
		return err
	}
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		f, err := file.Put(ctx, tx.Tx, s.Trail.Keys(), checked)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE agreement_import SET copies_faults = $2 WHERE id = $1", st.ID, f.ID); err != nil {
			return err
		}
		return tx.Note(policy.ImportAgreements, ref.To(ImportKind, st.ID), map[string]string{"refused": f.ID})
	})
}

// faultsOf is what was wrong with the copies beside a list; none when nothing was.
func (s *Service) faultsOf(ctx context.Context, st Staged) (problems []fault.Problem, err error) {
	if st.Faults == "" {
		return nil, nil
	}
	_, content, err := file.Open(ctx, s.Trail.DB(), s.Trail.Keys(), st.Faults)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(content)
	if err = errors.Join(err, content.Close()); err != nil {
		return nil, err
	}
	return problems, json.Unmarshal(text, &problems)
}

var (
	alreadyConfirmed = language.T("Listan är redan bekräftad, så kopior kan inte läggas till här. Lägg dem på varje överenskommelse, eller läs in listan på nytt med kopiorna.",
		"The list is already confirmed, so copies cannot be added here. Put them on each agreement, or import the list again with the copies.")
	stillReading = language.T("PDF-kopiorna läses fortfarande. Vänta tills det är klart.", "The PDF copies are still being read. Wait until that is done.")
	superseded   = language.T("En annan zip-fil har tagit den här zip-filens plats.", "Another zip has taken the place of this one.")
	copiesDone   = language.T("PDF-kopiorna är lästa.", "The PDF copies have been read.")
)
