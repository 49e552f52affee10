package seal

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Variable is the environment variable that holds a keyring, or the path of one.
const Variable = "SAMSYN_KEYS"

// ErrNoFile is behind the fault of a key file that does not exist.
var ErrNoFile = errors.New("seal: the key file does not exist")

// Load reads the keyring from the file at path, or when path is empty from env: the text of a keyring itself, or
// the path of its file. Both empty is a fault that says what to do. A nil reader is the system's randomness.
func Load(path, env string, random io.Reader) (*Keys, error) {
	switch {
	case path != "":
		return read(path, random)
	case strings.HasPrefix(env, "samsyn-keys"):
		r, err := parse([]byte(env))
		if err != nil {
			return nil, err
		}
		return keysOf(r, source(random)), nil
	case env != "":
		return read(env, random)
	}
	return nil, fault.Wrap(ErrNoFile, fault.Invalid, language.T(
		"Nycklar saknas. Ange nyckelfilen med --keys FIL eller miljövariabeln %s. En ny nyckelfil skapar du med ”samsyn keys create FIL”.",
		"There are no keys. Give the key file with --keys FILE or the environment variable %s. Make a new key file with “samsyn keys create FILE”.").With(Variable))
}

// LoadOrCreate reads the keyring at path, and makes one of a new key when there is no such file. Of several
// processes that make it at the same time one wins, and all end with the same keys.
func LoadOrCreate(path string, random io.Reader) (*Keys, error) {
	k, err := read(path, random)
	if !errors.Is(err, ErrNoFile) {
		return k, err
	}
	if err := Create(path, random); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return read(path, random)
}

// Create makes a key file of one new key, readable by its owner alone. An error that is fs.ErrExist says that there
// is a file already; it is left alone.
func Create(path string, random io.Reader) error {
	r, err := newRing(source(random))
	if err != nil {
		return err
	}
	return made(path, place(path, r.text(), os.Link))
}

// made says of a key file that could not be made why.
func made(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fault.Wrap(fs.ErrExist, fault.Conflict, language.T("Filen %s finns redan och lämnas som den är.",
			"The file %s exists already and is left as it is.").With(path))
	}
	return err
}

func read(path string, random io.Reader) (*Keys, error) {
	r, at, err := readRing(path)
	if err != nil {
		return nil, err
	}
	k := keysOf(r, source(random))
	k.path, k.stamp = path, at
	return k, nil
}

// stamp tells one state of a file from another.
type stamp struct {
	changed time.Time
	inode   uint64
	size    int64
}

func stampOf(info fs.FileInfo) stamp {
	s := stamp{changed: info.ModTime(), size: info.Size()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.inode = sys.Ino
	}
	return s
}

func readRing(path string) (*ring, stamp, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, stamp{}, fault.Wrap(ErrNoFile, fault.Invalid, language.T(
			"Nyckelfilen %s finns inte. Lägg tillbaka den från din kopia, eller ange rätt fil med --keys.",
			"The key file %s does not exist. Put it back from your copy, or give the right file with --keys.").With(path))
	}
	if err != nil {
		return nil, stamp{}, unreadable(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, stamp{}, unreadable(path, err)
	}
	if err := onlyOwner(path, info); err != nil {
		return nil, stamp{}, err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxRing+1))
	if err != nil {
		return nil, stamp{}, unreadable(path, err)
	}
	r, err := parse(text)
	if err != nil {
		return nil, stamp{}, inFile(path, err)
	}
	return r, stampOf(info), nil
}

// onlyOwner refuses a key file that others than its owner may read or change.
func onlyOwner(path string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fault.New(fault.Invalid, language.T("%s är ingen vanlig fil. Ange en nyckelfil.",
			"%s is not a regular file. Give a key file.").With(path))
	}
	if open := info.Mode().Perm() & 0o077; open == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T(
		"Nyckelfilen %s kan läsas av andra än sin ägare (%s). Kör ”chmod 600 %s”.",
		"The key file %s can be read by others than its owner (%s). Run “chmod 600 %s”.").
		With(path, info.Mode().Perm().String(), path))
}

func unreadable(path string, err error) error {
	return fault.Wrap(err, fault.Invalid, language.T(
		"Nyckelfilen %s går inte att läsa. Kontrollera att den som kör programmet äger filen.",
		"The key file %s cannot be read. Check that whoever runs the program owns the file.").With(path))
}

// inFile says which file a fault stands in.
func inFile(path string, err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return err
	}
	return fault.New(f.Kind, language.T("%s: %s", "%s: %s").With(path, f.Text), f.Problems...)
}
