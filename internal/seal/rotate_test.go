package seal

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"samsyn/internal/fault"
)

func fileKeys(t *testing.T) (*Keys, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys")
	k, err := LoadOrCreate(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return k, path
}

func TestRotateSealsAnewAndReadsTheOld(t *testing.T) {
	k, path := fileKeys(t)
	old, err := k.Seal(here, []byte("before"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := k.Rotate(nil)
	if err != nil || k.Current() != id {
		t.Fatalf("current %s, made %s: %v", k.Current(), id, err)
	}
	sealed, err := k.Seal(here, []byte("after"))
	if err != nil {
		t.Fatal(err)
	}
	if by, _ := k.KeyID(sealed); by != id {
		t.Errorf("sealed by %s, want %s", by, id)
	}
	again, err := Load(path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, ring := range []*Keys{k, again} {
		if plain, err := ring.Open(here, old); err != nil || string(plain) != "before" {
			t.Errorf("old value: %q, %v", plain, err)
		}
		if plain, err := ring.Open(here, sealed); err != nil || string(plain) != "after" {
			t.Errorf("new value: %q, %v", plain, err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestRunningProcessLearnsOfANewKey(t *testing.T) {
	running, path := fileKeys(t)
	command, err := Load(path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	id, err := command.Rotate(nil)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := command.Seal(here, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := running.Open(here, sealed); err != nil {
		t.Errorf("the running process does not open what the new key sealed: %v", err)
	}
	if err := running.Refresh(); err != nil || running.Current() != id {
		t.Errorf("after Refresh current is %s, want %s: %v", running.Current(), id, err)
	}
}

func TestTwoWhoTurnOverAtOnceKeepBothKeys(t *testing.T) {
	_, path := fileKeys(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			k, err := Load(path, "", nil)
			if err == nil {
				_, err = k.Rotate(nil)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	k, err := Load(path, "", nil)
	if err != nil || len(k.IDs()) != 7 {
		t.Errorf("%d keys, want 7: %v", len(k.IDs()), err)
	}
}

func TestAddedKeyIsUsedOnlyWhenTold(t *testing.T) {
	k, _ := fileKeys(t)
	before := k.Current()
	id, err := k.Add(nil)
	if err != nil || k.Current() != before {
		t.Fatalf("current %s, want %s: %v", k.Current(), before, err)
	}
	if err := k.Use(id); err != nil || k.Current() != id {
		t.Errorf("current %s, want %s: %v", k.Current(), id, err)
	}
	if err := k.Use("00000000"); !fault.Is(err, fault.NotFound) {
		t.Errorf("used a key that is not there: %v", err)
	}
}

func TestRetire(t *testing.T) {
	k, path := fileKeys(t)
	old := k.Current()
	if err := k.Retire(old); !fault.Is(err, fault.Conflict) {
		t.Errorf("retired the current key: %v", err)
	}
	if _, err := k.Rotate(nil); err != nil {
		t.Fatal(err)
	}
	if err := k.Retire("00000000"); !fault.Is(err, fault.NotFound) {
		t.Errorf("retired a key that is not there: %v", err)
	}
	if err := k.Retire(old); err != nil {
		t.Fatal(err)
	}
	again, err := Load(path, "", nil)
	if err != nil || len(again.IDs()) != 1 || again.IDs()[0] == old {
		t.Errorf("keys %v: %v", again.IDs(), err)
	}
}
