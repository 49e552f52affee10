package exchange

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Refused is a file in the drop folder that was not taken in. Its name and its words may tell of a person and are not
// shown: it goes by the digest of its content.
type Refused struct {
	ID      string // SHA-256 of the content, in hex
	At      time.Time
	Size    int64
	Sender  string // organisation, when it could be read
	Problem string // what was wrong, without the file's own words
	name    string
}

// refusedMost is how many refused files are looked at, the latest first.
const refusedMost = 200

// RefusedFiles lists the files that were not taken in, the latest first.
func (s *Service) RefusedFiles(ctx context.Context, actor policy.Actor) ([]Refused, error) {
	if err := policy.Check(ctx, s.Trail.DB(), actor, policy.ReadRefused, ref.Ref{}); err != nil {
		return nil, err
	}
	return s.refusedFiles(ctx)
}

func (s *Service) refusedFiles(ctx context.Context) (list []Refused, err error) {
	if s.Folder.In == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(filepath.Join(s.Folder.In, refusedFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && !strings.HasSuffix(e.Name(), reasonEnding) && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, Refused{At: info.ModTime(), Size: info.Size(), name: e.Name()})
		}
	}
	slices.SortFunc(list, func(a, b Refused) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.name, b.name)
	})
	list = list[:min(len(list), refusedMost)]
	for i := range list {
		if err := s.why(ctx, &list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// why fills in what is known of a refused file: the digest of what it holds, and what was written down of it.
func (s *Service) why(ctx context.Context, r *Refused) error {
	content, err := Read(filepath.Join(s.Folder.In, refusedFolder, r.name))
	if err != nil {
		r.ID, r.Problem = sum([]byte(r.name)), reasonOf(err)
		return nil
	}
	r.ID = sum(content)
	had, err := parcels(ctx, s.Trail.DB(), "direction = 'in' AND digest = $1", r.ID)
	if len(had) > 0 {
		r.Problem, r.Sender, r.At = had[0].Problem, had[0].Sender, had[0].At.Time
	}
	return err
}

func reasonOf(err error) string {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Text.In(language.Swedish)
	}
	return "Filen går inte att läsa."
}

func (s *Service) refusedByID(ctx context.Context, id string) (Refused, error) {
	list, err := s.refusedFiles(ctx)
	if err != nil {
		return Refused{}, err
	}
	if i := slices.IndexFunc(list, func(r Refused) bool { return r.ID == id }); i >= 0 {
		return list[i], nil
	}
	return Refused{}, fault.NotFoundThing()
}

// OpenRefused gives what a refused file holds to whoever runs the installation, and notes that they read it.
func (s *Service) OpenRefused(ctx context.Context, actor policy.Actor, id string) (content []byte, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ReadRefused, ref.Ref{}); err != nil {
			return err
		}
		r, err := s.refusedByID(ctx, id)
		if err != nil {
			return err
		}
		if content, err = Read(filepath.Join(s.Folder.In, refusedFolder, r.name)); err != nil {
			return err
		}
		return tx.Note(policy.ReadRefused, ref.To(ParcelKind, id), nil)
	})
	return content, err
}

// TryRefused tries to take in a refused file again, when its cause has been mended: an address that was missing, a thread
// whose beginning has come. It then lies among those taken in; else it stays, and the fault says why.
func (s *Service) TryRefused(ctx context.Context, actor policy.Actor, id string) (Taken, error) {
	var r Refused
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) (err error) {
		if err := policy.Check(ctx, tx, actor, policy.RetryRefused, ref.Ref{}); err != nil {
			return err
		}
		if r, err = s.refusedByID(ctx, id); err != nil {
			return err
		}
		return tx.Note(policy.RetryRefused, ref.To(ParcelKind, id), nil)
	})
	if err != nil {
		return Taken{}, err
	}
	folder := filepath.Join(s.Folder.In, refusedFolder)
	content, err := Read(filepath.Join(folder, r.name))
	if err != nil {
		return Taken{}, err
	}
	t, err := s.TakeIn(ctx, content, false)
	if err != nil {
		return t, s.still(err)
	}
	if err := os.Rename(filepath.Join(folder, r.name), s.among(r.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t, err
	}
	if err := os.Remove(filepath.Join(folder, r.name+reasonEnding)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t, err
	}
	return t, errors.Join(settled(folder), settled(filepath.Join(s.Folder.In, doneFolder)))
}

// still says that a file was refused again, without its own words.
func (s *Service) still(err error) error {
	if !refusal(err) {
		return err
	}
	return fault.Wrap(err, fault.Conflict, language.T("Filen gick inte att ta in nu heller. %s", "The file could not be taken in now either. %s").With(textOf(err)))
}

func textOf(err error) language.Text {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Text
	}
	return language.Text{}
}

// among is where a file lies among those taken in, beside one of the same name.
func (s *Service) among(name string) string {
	done := filepath.Join(s.Folder.In, doneFolder)
	if err := os.MkdirAll(done, 0o700); err != nil {
		return filepath.Join(done, name)
	}
	target := filepath.Join(done, name)
	if _, err := os.Lstat(target); err == nil {
		target = filepath.Join(done, name+"."+db.At(s.Trail.DB().Now()).UTC().Format("20060102T150405"))
	}
	return target
}
