package seal

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"samsyn/internal/fault"
)

func TestFirstUseMakesAFileForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "samsyn.db.keys")
	a, err := LoadOrCreate(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	b, err := LoadOrCreate(path, nil)
	if err != nil || b.Current() != a.Current() {
		t.Fatalf("the second use has key %s, the first %s: %v", b.Current(), a.Current(), err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestCreateLeavesAFileAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := Create(path, nil)
	if !errors.Is(err, fs.ErrExist) || !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "mine" {
		t.Errorf("the file now holds %q", text)
	}
}

// TestProcessesStartedAtOnceShareTheirKeys starts this test binary several times over on the same new path.
func TestProcessesStartedAtOnceShareTheirKeys(t *testing.T) {
	if path := os.Getenv("SEAL_TEST_PATH"); path != "" {
		k, err := LoadOrCreate(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("key=" + k.Current() + "\n")
		return
	}
	path := filepath.Join(t.TempDir(), "keys")
	const n = 8
	outs := make([]bytes.Buffer, n)
	cmds := make([]*exec.Cmd, n)
	for i := range cmds {
		cmds[i] = exec.Command(os.Args[0], "-test.run=^TestProcessesStartedAtOnceShareTheirKeys$")
		cmds[i].Env = append(os.Environ(), "SEAL_TEST_PATH="+path)
		cmds[i].Stdout = &outs[i]
		if err := cmds[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	k := ""
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, outs[i].String())
		}
		_, id, _ := strings.Cut(outs[i].String(), "key=")
		id, _, _ = strings.Cut(id, "\n")
		if id == "" || k != "" && id != k {
			t.Errorf("process %d has key %q, the others %q", i, id, k)
		}
		k = id
	}
}

func TestFileOpenToOthersIsRefusedWithItsRemedy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	if err := Create(path, nil); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o660, 0o602, 0o601, 0o777} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := Load(path, "", nil)
		if err == nil || !strings.Contains(err.Error(), "chmod 600 "+path) {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
	for _, mode := range []fs.FileMode{0o600, 0o400} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path, "", nil); err != nil {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
}

func TestLoadSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "keys")
	if err := Create(path, nil); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, path, env, want string }{
		{"file", path, "", ""},
		{"environment holds the ring", "", string(text), ""},
		{"environment holds the path", "", path, ""},
		{"file before environment", path, "/nowhere", ""},
		{"nothing", "", "", "samsyn keys create"},
		{"no such file", filepath.Join(dir, "none"), "", "finns inte"},
		{"a folder", dir, "", "vanlig fil"},
		{"broken ring in the environment", "", "samsyn-keys 1\n", "Installationen saknas"},
		{"later version", "", "samsyn-keys 2\n", "Första raden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k, err := Load(c.path, c.env, nil)
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want == "":
				if k.IsNone() {
					t.Error("no key")
				}
			case err == nil || !strings.Contains(err.Error(), c.want) || !fault.Is(err, fault.Invalid):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestDiskFullLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "keys")
	err := place(path, []byte("x"), func(string, string) error { return errors.New("no space") })
	if !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := New(io.LimitReader(fixed(1), 10)); err == nil {
		t.Error("a key was made without enough randomness")
	}
}
