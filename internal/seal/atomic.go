package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// place writes a whole file beside path, makes it durable, and puts it in place by one step: os.Link, which never
// replaces a file, or os.Rename, which always does.
func place(path string, text []byte, step func(from, to string) error) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*.tmp") // made with mode 0600
	if err != nil {
		return unwritable(path, err)
	}
	defer os.Remove(f.Name())
	if err := write(f, text, ownerOf(path)); err != nil {
		return unwritable(path, err)
	}
	if err := step(f.Name(), path); err != nil {
		return unwritable(path, err)
	}
	return syncDir(dir)
}

func write(f *os.File, text []byte, owner *syscall.Stat_t) error {
	_, err := io.Copy(f, bytes.NewReader(text))
	if err == nil && owner != nil {
		err = f.Chown(int(owner.Uid), int(owner.Gid))
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// ownerOf gives the owner of a file that is about to be replaced, so that keys turned over by root stay readable to
// the service; nil when it is the one who runs this, or there is no file.
func ownerOf(path string) *syscall.Stat_t {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	sys, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(sys.Uid) == os.Geteuid() {
		return nil
	}
	return sys
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

func unwritable(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	return fault.Wrap(err, fault.Unavailable, language.T(
		"Nyckelfilen %s går inte att skriva. Kontrollera att mappen finns, att det finns plats och att du får skriva där.",
		"The key file %s cannot be written. Check that the folder exists, that there is space and that you may write there.").With(path))
}
