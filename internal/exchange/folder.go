package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sdk"
)

// The folders under the one that files come in to.
const (
	doneFolder    = "done"    // taken in
	refusedFolder = "refused" // not taken in; beside each stands a file that says why
	reasonEnding  = ".reason.txt"
)

// inOneTurn is how many files are taken in or written in one turn, so that a turn has an end.
const inOneTurn = 200

// Folder is where an access point leaves files and fetches them. Files are put in place whole: written beside, then
// renamed. An access point must do the same.
type Folder struct {
	In, Out string // paths; an empty one is not used
}

// Turned is what one turn did.
type Turned struct {
	Taken, Already, Refused, Sent int
	Waiting                       []error // messages that cannot leave, and why
}

// Turn takes in what has come and writes what is to leave. It can be cut off anywhere: what is taken in twice changes
// nothing, and what is written twice bears the same name and the same id.
func (s *Service) Turn(ctx context.Context, f Folder) (t Turned, err error) {
	if f.In != "" {
		if err := s.collect(ctx, f.In, &t); err != nil {
			return t, err
		}
	}
	if f.Out == "" {
		return t, nil
	}
	t.Sent, t.Waiting, err = s.Next(ctx, "", inOneTurn, func(p Parcel) error { return Put(f.Out, p.Name, p.Content) })
	return t, err
}

// collect takes in the files of a folder in the order in which the messages were made, since an answer may lie before its
// question.
func (s *Service) collect(ctx context.Context, folder string, t *Turned) error {
	names, err := Files(folder)
	if err != nil {
		return err
	}
	for _, name := range names[:min(len(names), inOneTurn)] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.collectOne(ctx, folder, name, t); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) collectOne(ctx context.Context, folder, name string, t *Turned) error {
	content, err := Read(filepath.Join(folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another node has it
	}
	var took Taken
	if err == nil {
		took, err = s.TakeIn(ctx, content, false)
	}
	switch {
	case err != nil && refusal(err):
		t.Refused++
		return refuseFile(folder, name, err)
	case err != nil:
		return err
	case took.Already:
		t.Already++
	default:
		t.Taken++
	}
	return move(folder, doneFolder, name)
}

// Files gives the names of the files in a folder that are to be taken in, by when their messages were made and receipts
// last. What is hidden or being written is left alone.
func Files(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	type dated struct {
		name  string
		at    time.Time
		later bool // it begins no thread
	}
	var list []dated
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasSuffix(strings.ToLower(e.Name()), ".xml") && !strings.HasPrefix(e.Name(), ".") {
			at, begins := madeAt(filepath.Join(folder, e.Name()))
			list = append(list, dated{e.Name(), at, !begins})
		}
	}
	slices.SortStableFunc(list, func(a, b dated) int {
		if c := a.at.Compare(b.at); c != 0 || a.later == b.later {
			return c
		}
		if a.later {
			return 1
		}
		return -1
	})
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = d.name
	}
	return names, nil
}

// madeAt is when a file's message was made, and whether it begins a thread; far ahead for a receipt and for what cannot
// be read.
func madeAt(path string) (at time.Time, begins bool) {
	last := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	content, err := Read(path)
	if err != nil || sdk.IsReceipt(content) {
		return last, false
	}
	m, err := sdk.Parse(content)
	if err != nil {
		return last, false
	}
	return m.Created, m.ID == m.Conversation
}

// Read reads a file that is not too large to be a message; a link is not followed.
func Read(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, refuse(language.T("Det är ingen vanlig fil.", "It is no ordinary file."))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, sdk.MaxSize+1))
	if err == nil && len(content) > sdk.MaxSize {
		err = refuse(language.T("Filen är större än %d MB.", "The file is larger than %d MB.").With(sdk.MaxSize >> 20))
	}
	return content, err
}

// Put writes a file whole: under a hidden name, to the disk, and then under its own.
func Put(folder, name string, content []byte) (err error) {
	f, err := os.CreateTemp(folder, ".samsyn-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // what was half written is of no use
		}
	}()
	if _, err = f.Write(content); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), filepath.Join(folder, name)); err != nil {
		return err
	}
	return settled(folder)
}

// settled makes a folder's names durable.
func settled(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// refuseFile puts a file aside with why it was refused, in both languages; the reason first, so that no file lies there
// without one.
func refuseFile(folder, name string, why error) error {
	to := filepath.Join(folder, refusedFolder)
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	if err := Put(to, name+reasonEnding, []byte(reason(why, language.Swedish)+"\n"+reason(why, language.English))); err != nil {
		return err
	}
	return move(folder, refusedFolder, name)
}

func reason(why error, l language.Lang) string {
	var f *fault.Fault
	if !errors.As(why, &f) {
		return why.Error() + "\n"
	}
	var b strings.Builder
	b.WriteString(f.Text.In(l) + "\n")
	for _, p := range f.Problems {
		b.WriteString("  " + p.In(l) + "\n")
	}
	return b.String()
}

// move puts a file in a folder under its own, beside one of the same name that lies there already.
func move(folder, to, name string) error {
	if err := os.MkdirAll(filepath.Join(folder, to), 0o700); err != nil {
		return err
	}
	target := filepath.Join(folder, to, name)
	for n := 2; ; n++ {
		if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
			break
		}
		target = filepath.Join(folder, to, fmt.Sprintf("%s.%d", name, n))
	}
	err := os.Rename(filepath.Join(folder, name), target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another node has moved it
	}
	return errors.Join(err, settled(folder))
}
