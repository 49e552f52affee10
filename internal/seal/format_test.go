package seal

import (
	"bytes"
	"strings"
	"testing"

	"samsyn/internal/fault"
)

func ringText(t testing.TB) string {
	t.Helper()
	k, err := New(fixed(3))
	if err != nil {
		t.Fatal(err)
	}
	old := k.Current()
	for range 2 {
		if _, err := k.Rotate(fixed(4)); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.Retire(old); err != nil {
		t.Fatal(err)
	}
	return string(k.ring.Load().text())
}

func TestKeyringReadsAsItWasWritten(t *testing.T) {
	text := ringText(t)
	for name, given := range map[string]string{"as written": text, "Windows line ends": strings.ReplaceAll(text, "\n", "\r\n")} {
		r, err := parse([]byte(given))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := string(r.text()); got != text {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, text)
		}
	}
}

func TestBrokenKeyringIsRefusedWithItsLine(t *testing.T) {
	text := ringText(t)
	line := func(word string) string {
		for l := range strings.Lines(text) {
			if strings.HasPrefix(l, word+" ") {
				return l
			}
		}
		t.Fatalf("no line %s", word)
		return ""
	}
	k := line("key")
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "rad 1"},
		{"other version", strings.Replace(text, header, "samsyn-keys 9", 1), "rad 1"},
		{"unknown word", text + "colour red\n", "okänt ord"},
		{"too many words", text + "current a b\n", "antal ord"},
		{"key without secret", text + "key 01020304\n", "antal ord"},
		{"no installation", strings.Replace(text, line("installation"), "", 1), "före nycklarna"},
		{"two installations", text + "installation x\n", "två gånger"},
		{"bad installation", strings.Replace(text, line("installation"), "installation A+B\n", 1), "a–z"},
		{"key twice", text + k, "två gånger"},
		{"cut key", strings.Replace(text, k, k[:len(k)-2]+"\n", 1), "43 tecken"},
		{"mistyped key", strings.Replace(text, k, swapOne(k), 1), "stämmer inte"},
		{"current twice", text + line("current"), "två gånger"},
		{"no current", strings.Replace(text, line("current"), "", 1), "gällande"},
		{"current unknown", strings.Replace(text, line("current"), "current 00000000\n", 1), "gällande"},
		{"broken verifier", text + "retired samsyn+x\n", "kontrollnyckel"},
		{"too large", text + "#" + strings.Repeat("x", maxRing), "64 kB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse([]byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !fault.Is(err, fault.Invalid) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			if secret := strings.Fields(k)[2]; strings.Contains(err.Error(), secret[:20]) {
				t.Error("the fault repeats the key")
			}
		})
	}
}

// swapOne changes one character of the secret in a key's line.
func swapOne(line string) string {
	b := []byte(line)
	if b[20] == 'A' {
		b[20] = 'B'
	} else {
		b[20] = 'A'
	}
	return string(b)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(ringText(f)))
	f.Add([]byte("samsyn-keys 1\ninstallation a\nkey 01020304 x\ncurrent 01020304\n"))
	f.Add([]byte("samsyn-keys 1\n\n#\n \nkey"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := parse(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("refused otherwise than by a fault: %v", err)
			}
			return
		}
		again, err := parse(r.text())
		if err != nil || !bytes.Equal(again.text(), r.text()) {
			t.Fatalf("what was read does not read again: %v", err)
		}
	})
}
