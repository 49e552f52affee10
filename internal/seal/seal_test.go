package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
)

// fixed gives the same stream of bytes each time.
func fixed(seed byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{seed}) }

func newKeys(t *testing.T) *Keys {
	t.Helper()
	k, err := New(fixed(1))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var here = Place{Table: "person", Column: "name", Row: "0197"}

func TestSealedValueOpensInItsPlaceOnly(t *testing.T) {
	k := newKeys(t)
	rapid.Check(t, func(rt *rapid.T) {
		at := Place{rapid.String().Draw(rt, "table"), rapid.String().Draw(rt, "column"), rapid.String().Draw(rt, "row")}
		plain := rapid.SliceOf(rapid.Byte()).Draw(rt, "plain")
		sealed, err := k.Seal(at, plain)
		if err != nil {
			rt.Fatal(err)
		}
		if got, err := k.Open(at, sealed); err != nil || !bytes.Equal(got, plain) {
			rt.Fatalf("opened %q, %v; want %q", got, err, plain)
		}
		if len(plain) > 3 && bytes.Contains(sealed, plain) {
			rt.Fatal("the plain text stands in the sealed value")
		}
		other := Place{rapid.String().Draw(rt, "table'"), rapid.String().Draw(rt, "column'"), rapid.String().Draw(rt, "row'")}
		if _, err := k.Open(other, sealed); other != at && err == nil {
			rt.Fatalf("sealed for %v, opened at %v", at, other)
		}
	})
}

func TestPlacesThatJoinAlikeAreToldApart(t *testing.T) {
	k := newKeys(t)
	sealed, err := k.Seal(Place{"ab", "c", "d"}, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []Place{{"a", "bc", "d"}, {"abc", "", "d"}, {"ab", "cd", ""}} {
		if _, err := k.Open(at, sealed); err == nil {
			t.Errorf("opened at %v", at)
		}
	}
}

func TestEveryFlippedBitIsFoundAndNamed(t *testing.T) {
	k := newKeys(t)
	sealed, err := k.Seal(here, []byte("Anna Demo"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(sealed) * 8 {
		changed := bytes.Clone(sealed)
		changed[i/8] ^= 1 << (i % 8)
		_, err := k.Open(here, changed)
		if err == nil {
			t.Fatalf("bit %d flipped, and the value opened", i)
		}
		for _, name := range []string{here.Table, here.Column, here.Row} {
			if !strings.Contains(err.Error(), name) {
				t.Fatalf("bit %d: %q does not name %s", i, err, name)
			}
		}
	}
	for n := range sealed {
		if _, err := k.Open(here, sealed[:n]); err == nil {
			t.Fatalf("cut to %d bytes, and the value opened", n)
		}
	}
}

func TestMissingKeyIsNamed(t *testing.T) {
	a := newKeys(t)
	sealed, err := a.Seal(here, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(fixed(2))
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]*Keys{"another ring": b, "none": None()} {
		_, err := k.Open(here, sealed)
		var missing *MissingKey
		if !errors.As(err, &missing) || missing.ID != a.Current() || missing.At != here {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(err.Error(), a.Current()) || !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v does not name key %s", name, err, a.Current())
		}
	}
}

func TestWithoutKeysNothingIsSealed(t *testing.T) {
	k := None()
	if _, err := k.Seal(here, nil); err == nil || !k.IsNone() {
		t.Error("sealed without a key")
	}
	if _, err := k.Rotate(nil); err == nil {
		t.Error("a ring that was lost got a new key")
	}
	if k.Digest("p", "v") != "" || len(k.Digests("p", "v")) != 0 {
		t.Error("digest without a key")
	}
}

func TestTwoSealsOfOneValueDiffer(t *testing.T) {
	k, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for range 1000 {
		s, err := k.Seal(here, []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		nonce := string(s[headSize : headSize+12])
		if seen[nonce] {
			t.Fatal("a nonce came twice")
		}
		seen[nonce] = true
	}
}

func TestGivenRandomnessDecidesKeysAndNonces(t *testing.T) {
	a, b := newKeys(t), newKeys(t)
	x, _ := a.Seal(here, []byte("x"))
	y, _ := b.Seal(here, []byte("x"))
	if !bytes.Equal(x, y) {
		t.Error("the same randomness gave two values")
	}
}

func TestKeysAreUsedByManyAtOnce(t *testing.T) {
	k := newKeys(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				at := Place{"t", "c", fmt.Sprint(i, j)}
				s, err := k.Seal(at, []byte("x"))
				if err != nil {
					t.Error(err)
				}
				if _, err := k.Open(at, s); err != nil {
					t.Error(err)
				}
				if j == 25 && i%4 == 0 {
					if _, err := k.Rotate(nil); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestNothingPrintsAKey(t *testing.T) {
	k := newKeys(t)
	use := k.ring.Load().use()
	holder := struct {
		Public *Keys
		hidden *Keys
		ring   *ring
		key    *key
	}{k, k, k.ring.Load(), use}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q", "%d"} {
		fmt.Fprintf(&out, verb+"\n", k)
		fmt.Fprintf(&out, verb+"\n", use)
		fmt.Fprintf(&out, verb+"\n", holder)
		fmt.Fprintf(&out, verb+"\n", use.signer)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "keys", k, "holder", holder)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "keys", k, "holder", holder)
	if err := json.NewEncoder(&out).Encode(holder); err != nil {
		t.Fatal(err)
	}
	text := string(k.ring.Load().text())
	_, secret, _ := strings.Cut(text, "key "+use.id+" ")
	secret, _, _ = strings.Cut(secret, "\n")
	if len(secret) != 43 {
		t.Fatalf("the test did not find the secret in the keyring's text: %d characters", len(secret))
	}
	for name, hidden := range map[string]string{
		"text": secret, "hex": fmt.Sprintf("%x", use.secret[:]), "HEX": fmt.Sprintf("%X", use.secret[:]),
		"list": strings.Trim(fmt.Sprint(use.secret[:]), "[]"), "go": strings.Trim(strings.TrimPrefix(fmt.Sprintf("%#v", use.secret[:]), "[]byte"), "{}"),
		"private": fmt.Sprintf("%x", []byte(*use.signer.private)), "finder": strings.Trim(fmt.Sprint(use.finder[:]), "[]"),
	} {
		if strings.Contains(out.String(), hidden) {
			t.Errorf("the key was printed (%s)", name)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	k, err := New(nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := k.Seal(here, []byte("199001011234")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	k, err := New(nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		k.Digest("person", "199001011234")
	}
}
