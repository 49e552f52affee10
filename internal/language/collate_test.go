package language

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// The order of a Swedish list of names: Svenska Akademiens ordlista since 2006 has w after v; å ä ö end the alphabet.
var inOrder = []string{"Ale", "Alvesta", "Aneby", "Arboga", "Habo", "Håbo", "Malmö", "Uppsala", "Uppvidinge", "Vadstena",
	"Vara", "Växjö", "Wallenberg", "Wien", "Ystad", "Zinkgruvan", "Åmål", "Ånge", "Åre", "Årjäng", "Älmhult", "Älvdalen",
	"Ängelholm", "Öckerö", "Ödeshög", "Örebro", "Örnsköldsvik", "Östersund", "Överkalix", "Övertorneå"}

func TestSortKeyIsSwedishOrder(t *testing.T) {
	shuffled := slices.Clone(inOrder)
	slices.Sort(shuffled) // byte order, which is another
	slices.SortFunc(shuffled, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	if !slices.Equal(shuffled, inOrder) {
		t.Errorf("got %v\nwant %v", shuffled, inOrder)
	}
}

func TestSortKeyDetails(t *testing.T) {
	for _, c := range [][2]string{{"a", "B"}, {"ale", "Alvesta"}, {"vz", "wa"}, {"é", "f"}, {"e", "é"}, {"z", "å"},
		{"å", "ä"}, {"ä", "ö"}, {"Ö", "öa"}, {"", "a"}, {"Mora", "Mora kommun"}} {
		if SortKey(c[0]) >= SortKey(c[1]) {
			t.Errorf("%q should stand before %q", c[0], c[1])
		}
	}
	if SortKey("Malmö") != SortKey("Malmo\u0308") {
		t.Error("one letter written in two ways must sort alike")
	}
}

func TestSortKeyIsHex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := SortKey(rapid.String().Draw(t, "s"))
		if strings.Trim(key, "0123456789abcdef") != "" {
			t.Fatalf("%q", key)
		}
	})
}

func TestSortKeyFromManyGoroutines(t *testing.T) {
	want := map[string]string{}
	for _, name := range inOrder {
		want[name] = SortKey(name)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 200 {
				for _, name := range inOrder {
					if SortKey(name) != want[name] {
						t.Errorf("%s got another key", name)
						return
					}
				}
			}
		})
	}
	wait.Wait()
}

func TestSearchKey(t *testing.T) {
	for in, want := range map[string]string{
		"Håbo": "håbo", "Habo": "habo", " Upplands\u00a0 Väsby\t": "upplands väsby", "ÖREBRO": "örebro",
		"Malmo\u0308": "malmö", "André Müller": "andre muller", "Ærø": "ärö", "Straße": "strasse", "İzmir": "izmir",
		"ﬁnska": "finska", "ＡＢ": "ab", "": "", "   ": "", "Dnr 2026/12-3": "dnr 2026/12-3", "A\u030angström": "ångström",
	} {
		if got := SearchKey(in); got != want {
			t.Errorf("SearchKey(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSearchKeyTwiceIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := SearchKey(rapid.String().Draw(t, "s"))
		if again := SearchKey(once); again != once {
			t.Fatalf("%q became %q", once, again)
		}
	})
}

func TestParse(t *testing.T) {
	for header, want := range map[string]Lang{
		"": Swedish, "sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7": Swedish, "en-US,en;q=0.9": English, "en": English,
		"en-GB,en;q=0.9,sv;q=0.8": English, "sv,en": Swedish, "en,sv": Swedish, "en;q=0.5,sv;q=0.4": English,
		"*": Swedish, "en;q=0.5,*": Swedish, "en,*;q=0.1": English, "de,fr;q=0.5": Swedish, "de,en;q=0.5": English,
		"en;q=0": Swedish, "en;q=banan": Swedish, "\x00": Swedish, "EN-us": English,
		strings.Repeat("en-", 2000): Swedish,
	} {
		if got := Parse(header); got != want {
			t.Errorf("Parse(%.40q) = %s, want %s", header, got, want)
		}
	}
}

func TestKnown(t *testing.T) {
	for code, want := range map[string]bool{"sv": true, "en": true, "": false, "SV": false, "de": false} {
		if l, ok := Known(code); ok != want || ok && string(l) != code || !ok && l != Swedish {
			t.Errorf("Known(%q) = %s, %v", code, l, ok)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("sv-SE,sv;q=0.9,en;q=0.8")
	f.Fuzz(func(t *testing.T, header string) {
		if _, ok := Known(string(Parse(header))); !ok {
			t.Errorf("%q gives no language", header)
		}
	})
}
