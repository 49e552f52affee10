package seal

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

func TestSimulatedKeysComeFromTheSeedAndSaySo(t *testing.T) {
	seeded := func(n byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{n}) }
	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "a"), filepath.Join(dir, "b"), filepath.Join(dir, "c")}
	for i, seed := range []byte{7, 7, 8} {
		if err := CreateSimulated(paths[i], seeded(seed)); err != nil {
			t.Fatal(err)
		}
	}
	texts := make([]string, 3)
	for i, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(b)
	}
	if texts[0] != texts[1] || texts[0] == texts[2] {
		t.Error("the keys do not follow from the seed")
	}
	k, err := Load(paths[0], "", nil)
	if err != nil || !k.Simulated() {
		t.Fatalf("simulated: %v, %v", k.Simulated(), err)
	}
	if _, err := k.Rotate(nil); err != nil || !k.Simulated() {
		t.Errorf("turned over it counts as real, %v", err)
	}
	text, err := Load("", texts[0], nil)
	if err != nil || !text.Simulated() {
		t.Errorf("as text it counts as real, %v", err)
	}
	if err := CreateSimulated(paths[0], seeded(9)); err == nil {
		t.Error("a key file was written over")
	}
	real, err := New(nil)
	if err != nil || real.Simulated() {
		t.Errorf("real keys count as simulated, %v", err)
	}
	made, err := NewSimulated(seeded(7))
	if err != nil || !made.Simulated() || made.Current() != k.IDs()[0] {
		t.Errorf("in memory the keys are others, %v", err)
	}
}
