package seal

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"
)

func TestDigestFindsItsValueAndPurposeOnly(t *testing.T) {
	k := newKeys(t)
	rapid.Check(t, func(rt *rapid.T) {
		purpose, value := rapid.String().Draw(rt, "purpose"), rapid.String().Draw(rt, "value")
		d := k.Digest(purpose, value)
		if d != k.Digest(purpose, value) || !k.SameDigest(d, purpose, value) {
			rt.Fatal("the same value has two digests")
		}
		otherPurpose, otherValue := rapid.String().Draw(rt, "purpose'"), rapid.String().Draw(rt, "value'")
		if (otherPurpose != purpose || otherValue != value) && k.Digest(otherPurpose, otherValue) == d {
			rt.Fatal("two values have one digest")
		}
	})
}

func TestDigestIsFoundWhileKeysTurnOver(t *testing.T) {
	k := newKeys(t)
	before := k.Digest("person", "191212121212")
	if _, err := k.Rotate(nil); err != nil {
		t.Fatal(err)
	}
	after := k.Digest("person", "191212121212")
	all := k.Digests("person", "191212121212")
	if before == after || len(all) != 2 || all[0] != after || !slices.Contains(all, before) {
		t.Errorf("before %s, after %s, all %v", before, after, all)
	}
	if !k.SameDigest(before, "person", "191212121212") || k.SameDigest(before, "person", "201212121212") {
		t.Error("an old digest is not judged by its own key")
	}
	if k.SameDigest("ffffffff."+before[9:], "person", "191212121212") || k.SameDigest("", "person", "") {
		t.Error("a digest of no key was taken")
	}
	if !strings.HasPrefix(before, k.IDs()[0]+".") {
		t.Error("the digest does not name its key")
	}
}

func TestHeadsAreSignedAndStayVerifiable(t *testing.T) {
	k := newKeys(t)
	old := k.Current()
	signed, err := note.Sign(&note.Note{Text: "samsyn\n1\nroot\n"}, k.Signer())
	if err != nil {
		t.Fatal(err)
	}
	verifiers := map[string]func(){
		"as it was": func() {},
		"turned over": func() {
			if _, err := k.Rotate(nil); err != nil {
				t.Fatal(err)
			}
		},
		"retired": func() {
			if err := k.Retire(old); err != nil {
				t.Fatal(err)
			}
		},
		"read again": func() {
			r, err := parse(k.ring.Load().text())
			if err != nil {
				t.Fatal(err)
			}
			k = keysOf(r, source(nil))
		},
	}
	for _, when := range []string{"as it was", "turned over", "retired", "read again"} {
		verifiers[when]()
		n, err := note.Open(signed, k.Verifiers())
		if err != nil || len(n.Sigs) != 1 || n.Sigs[0].Name != "samsyn/"+k.Installation() {
			t.Errorf("%s: %v", when, err)
		}
	}
	signed[0] ^= 1
	if _, err := note.Open(signed, k.Verifiers()); err == nil {
		t.Error("a changed head was taken")
	}
	other, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	signed[0] ^= 1
	if _, err := note.Open(signed, other.Verifiers()); err == nil {
		t.Error("another installation's keys verified the head")
	}
	v, err := note.NewVerifier(k.VerifierKey())
	if err != nil || v.KeyHash() != k.Signer().KeyHash() {
		t.Errorf("the verifier key handed out is not the signer's: %v", err)
	}
}
