package disk

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"syscall"
	"testing"
	"unsafe"

	"samsyn/internal/dbtest"
)

//go:embed under/disk.c
var layer []byte

// Server is a PostgreSQL server on a disk of the test's.
type Server struct {
	*dbtest.Postgres
	control *control
	mapped  []byte
	names   map[string]*file // what is durable, by the path below the data folder
}

// control is what the test says to the layer, in memory that both see; struct control in under/disk.c.
type control struct {
	lock, dead, unsync, _ int32
	room                  [2]int64 // of the data, of the log
}

// WithoutSync is a setting by which a server does not ask for its writes to be synced, as no installation may.
const WithoutSync = "-c fsync=off -c full_page_writes=off " + dbtest.MayLose

// Under starts a server on a disk that works, for as long as the test runs. What prepare puts into it counts as durable.
func Under(t testing.TB, prepare func(url string), settings string) *Server {
	t.Helper()
	s := &Server{}
	var err error
	// Small segments, and few of them, so that the log's end is reached soon.
	s.Postgres, err = dbtest.StartPostgresWith(dbtest.PostgresOptions{Durable: true, Under: s.lay, Initdb: "--wal-segsize=1 --data-checksums",
		Settings: "-c min_wal_size=2MB -c max_wal_size=4MB -c max_connections=60 " + settings})
	if err != nil {
		t.Fatalf("a server on a disk of the test's: %v", err)
	}
	t.Cleanup(func() {
		s.Clear()
		if err := errors.Join(s.Stop(), syscall.Munmap(s.mapped)); err != nil {
			t.Error(err)
		}
	})
	if prepare != nil {
		prepare(s.URL)
	}
	s.must(t, s.Halt())
	s.must(t, s.found())
	s.must(t, s.Resume())
	return s
}

func (s *Server) must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("a server on a disk of the test's: %v", err)
	}
}

// lay compiles the layer into the server's folder and says how the server is started on it.
func (s *Server) lay(dir string) (string, error) {
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(os.WriteFile(at("disk.c"), layer, 0o644), os.WriteFile(at("record"), nil, 0o666),
		os.WriteFile(at("control"), make([]byte, unsafe.Sizeof(control{})), 0o666), os.Chmod(at("record"), 0o666), os.Chmod(at("control"), 0o666)); err != nil {
		return "", err
	}
	c := exec.Command("cc", "-O2", "-shared", "-fPIC", "-o", at("disk.so"), at("disk.c"), "-ldl")
	if said, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("a C compiler is needed to put a disk under the server: %w: %s", err, said)
	}
	f, err := os.OpenFile(at("control"), os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	s.mapped, err = syscall.Mmap(int(f.Fd()), 0, int(unsafe.Sizeof(control{})), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	s.control = (*control)(unsafe.Pointer(&s.mapped[0]))
	s.Clear()
	real, err := filepath.EvalSymlinks(dir)
	return fmt.Sprintf("LD_PRELOAD=%s DISK_ROOT=%s DISK_RECORD=%s DISK_CONTROL=%s", at("disk.so"), filepath.Join(real, "data"), at("record"), at("control")), err
}

// say changes what the layer does, at an instant when no process of the server is changing a file.
func (s *Server) say(fn func(c *control)) {
	for !atomic.CompareAndSwapInt32(&s.control.lock, 0, 1) {
		runtime.Gosched()
	}
	fn(s.control)
	atomic.StoreInt32(&s.control.lock, 0)
}

// Fill lets the server's tables and indexes grow by so many bytes more, and its log by so many, as on full disks.
func (s *Server) Fill(data, log int64) { s.say(func(c *control) { c.room = [2]int64{data, log} }) }

// Clear makes room without end.
func (s *Server) Clear() { s.Fill(-1, -1) }

// FailSync makes every sync fail, until it is told otherwise.
func (s *Server) FailSync(on bool) {
	s.say(func(c *control) {
		if c.unsync = 0; on {
			c.unsync = 1
		}
	})
}

// Cut takes the power, makes the files as they are found when it is back, and starts the server on them.
func (s *Server) Cut(chance *rand.Rand) error {
	s.say(func(c *control) { c.dead = 1 })
	if err := s.Kill(); err != nil {
		return err
	}
	if err := s.replay(chance); err != nil {
		return err
	}
	if err := s.lie(); err != nil {
		return err
	}
	s.say(func(c *control) { c.dead = 0 })
	return s.Resume()
}

// found takes what is in the data folder for durable.
func (s *Server) found() error {
	s.names = map[string]*file{}
	err := filepath.WalkDir(s.Data(), func(path string, e fs.DirEntry, err error) error {
		name, err2 := filepath.Rel(s.Data(), path)
		if err = errors.Join(err, err2); err != nil || e.Name() == "postmaster.pid" {
			return err
		}
		f := &file{folder: e.IsDir()}
		if !e.IsDir() {
			f.durable, err = os.ReadFile(path)
			f.size = int64(len(f.durable))
		}
		s.names[name] = f
		return err
	})
	return errors.Join(err, s.forget())
}

// forget empties the record: what is in the data folder is durable.
func (s *Server) forget() error { return os.Truncate(filepath.Join(s.Dir, "record"), 0) }

// lie writes what is durable into an empty data folder that belongs to whom it did.
func (s *Server) lie() error {
	was, err := os.Stat(s.Data())
	if err != nil {
		return err
	}
	owner := was.Sys().(*syscall.Stat_t)
	if err := os.RemoveAll(s.Data()); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.names)) { // each folder before what is in it
		path, f := filepath.Join(s.Data(), name), s.names[name]
		if f.folder {
			err = os.Mkdir(path, 0o700)
		} else {
			err = os.WriteFile(path, f.durable, 0o600)
		}
		if err = errors.Join(err, os.Lchown(path, int(owner.Uid), int(owner.Gid))); err != nil {
			return err
		}
	}
	return s.forget()
}

// order is how the layer writes numbers.
var order = binary.NativeEndian
