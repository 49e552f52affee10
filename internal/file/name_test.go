package file

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Avtal.pdf":                 "Avtal.pdf",
		"  Avtal   Väsby .pdf ":     "Avtal Väsby .pdf",
		"O\u0308verenskommelse.pdf": "Överenskommelse.pdf",
		"fil: \"a\"|b?.pdf":         "fil_ _a__b_.pdf",
		"a.pdf...":                  "a.pdf",
		"a\tb.pdf":                  "a b.pdf",
		"console.txt":               "console.txt",
	} {
		if got, err := Clean(in); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestNameRefused(t *testing.T) {
	for in, want := range map[string]string{
		"../../etc/passwd.txt":            "/ eller",
		`C:\Users\anna\avtal.pdf`:         "/ eller",
		`..\avtal.pdf`:                    "/ eller",
		"a\x00.pdf":                       "osynliga",
		"a\r\nSet-Cookie: x.pdf":          "osynliga",
		"avtal\u202efdp.exe.txt":          "osynliga",
		"a\u200b.pdf":                     "osynliga",
		"a\xff.pdf":                       "inte kan läsas",
		"":                                "saknar namn",
		".pdf":                            "saknar namn",
		"..":                              "saknar namn",
		" . .pdf":                         "saknar namn",
		".dolt.pdf":                       "punkt",
		"CON.pdf":                         "reserverat",
		"lpt1":                            "reserverat",
		"nul .txt":                        "reserverat",
		strings.Repeat("å", 117) + ".pdf": "120 tecken",
	} {
		got, err := Clean(in)
		if err == nil || !strings.Contains(err.Error(), want) || !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestCleanNameIsCleanAndOfOnePart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ .a-z<>:"|?*åäö~_-]{1,20}\.(pdf|txt)`)).Draw(rt, "name")
		got, err := Clean(in)
		if err != nil {
			return
		}
		if again, err := Clean(got); err != nil || again != got {
			rt.Fatalf("%q is cleaned to %q, and that to %q: %v", in, got, again, err)
		}
		if filepath.Base(got) != got || !filepath.IsLocal(got) || len(got) > 4*maxName || !utf8.ValidString(got) {
			rt.Fatalf("%q is cleaned to %q", in, got)
		}
	})
}
