package ui

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shown writes pieces as [-struck-] and [+added+].
func shown(all []Piece) string {
	var b strings.Builder
	for _, p := range all {
		b.WriteString(map[Op]string{Kept: p.Text, Deleted: "[-" + p.Text + "-]", Inserted: "[+" + p.Text + "+]"}[p.Op])
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"lika", "lika", "lika"},
		{"svarar i 90 % av fallen.", "svarar i 92 % av fallen.", "svarar i [-90-][+92+] % av fallen."},
		{"Den svarar.", "Den svarar. Annars får den besked.", "Den svarar.[+ Annars får den besked.+]"},
		{"ett två tre", "ett tre", "ett [-två -]tre"},
		{"åtta arbetsdagar", "tio hela veckor", "[-åtta arbetsdagar-][+tio hela veckor+]"},
		{"", "ny text", "[+ny text+]"},
		{"borta", "", "[-borta-]"},
		{"högst 2,5 timmar", "högst 3,5 timmar", "högst [-2,5-][+3,5+] timmar"},
		{"från 2026-04-01 till", "från 2026-05-01 till", "från [-2026-04-01-][+2026-05-01+] till"},
		{"1\u00a0200 kr, 3 år", "1\u00a0300 kr, 3 år", "[-1\u00a0200-][+1\u00a0300+] kr, 3 år"},
		{"§ 9, 2 dagar", "§ 9, 3 dagar", "§ 9, [-2-][+3+] dagar"},
	} {
		if got := shown(Words(c.old, c.new)); got != c.want {
			t.Errorf("Words(%q, %q)\n got %s\nwant %s", c.old, c.new, got, c.want)
		}
	}
}

func TestWordsKeepBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-cåäö]{1,3}|[ .,\n]){0,30}`)
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		var was, is strings.Builder
		for _, p := range Words(old, new) {
			if p.Op != Inserted {
				was.WriteString(p.Text)
			}
			if p.Op != Deleted {
				is.WriteString(p.Text)
			}
		}
		if was.String() != old || is.String() != new {
			t.Fatalf("%q → %q became %q → %q", old, new, was.String(), is.String())
		}
	})
}

// TestNumbersAreNeverSplit: no piece begins or ends within a number.
func TestNumbersAreNeverSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`((inom|minst|[0-9]{1,4}([,.:–-][0-9]{1,2}){0,2})( %| dagar|\.|,)? ){0,8}`)
		for _, p := range [][]Piece{Words(text.Draw(t, "old"), text.Draw(t, "new"))} {
			for _, op := range []Op{Deleted, Inserted} {
				var last string
				for _, x := range p {
					if x.Op != Kept && x.Op != op {
						continue
					}
					joined := tokens(last + x.Text)
					if apart := append(tokens(last), tokens(x.Text)...); len(joined) != len(apart) && endsInDigit(last) {
						t.Fatalf("a number is split between %q and %q", last, x.Text)
					}
					last = x.Text
				}
			}
		}
	})
}

func TestCompareClauses(t *testing.T) {
	old := []Clause{{"1", "", "a"}, {"2", "", "b"}, {"3", "", "c"}}
	now := []Clause{{"1", "", "a"}, {"3", "", "cc"}, {"4", "", "d"}}
	var got []string
	for _, c := range Compare(old, now) {
		got = append(got, c.Clause.ID+"="+[]string{"unchanged", "changed", "new", "gone"}[c.State])
	}
	if want := "1=unchanged 2=gone 3=changed 4=new"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestCompareTellsOfEveryClauseOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-f]`), 0, 6, rapid.ID)
		draw := func(name string) (out []Clause) {
			for _, id := range ids.Draw(t, name) {
				out = append(out, Clause{ID: id, Text: rapid.StringMatching(`[xy]`).Draw(t, "text")})
			}
			return out
		}
		old, now := draw("old"), draw("new")
		told := map[string]int{}
		for _, c := range Compare(old, now) {
			told[c.Clause.ID]++
		}
		for _, c := range append(old, now...) {
			if told[c.ID] != 1 {
				t.Fatalf("clause %s was told of %d times", c.ID, told[c.ID])
			}
		}
	})
}
