package fact_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/fact"
)

func TestTheCatalogueIsWhole(t *testing.T) {
	id, clause := regexp.MustCompile(`^[a-z][a-z0-9-]*[a-z0-9]$`), regexp.MustCompile(`^K[1-9][0-9]?\.[1-9]$`)
	seen := map[string]bool{}
	for _, m := range fact.Catalogue() {
		if !id.MatchString(m.ID) || seen[m.ID] || !clause.MatchString(m.Clause) || m.Version < 1 || !slices.Contains([]fact.Shape{fact.Holds, fact.Timed, fact.Share}, m.Shape) {
			t.Errorf("%s: bad or used twice: %+v", m.ID, m)
		}
		for _, text := range []string{m.Name.Sv, m.Name.En, m.Unit.Sv, m.Unit.En} {
			if text == "" {
				t.Errorf("%s lacks a name or a unit", m.ID)
			}
		}
		if len(m.Definition.Sv) < 60 || len(m.Definition.En) < 60 || m.Definition.Sv == m.Definition.En {
			t.Errorf("%s is not defined in both languages", m.ID)
		}
		if found, ok := fact.Find(m.ID); !ok || found != m {
			t.Errorf("%s is not found as it stands", m.ID)
		}
		seen[m.ID] = true
	}
	if fact.IsMetric("none") || len(seen) < 80 {
		t.Errorf("%d measures, or one that is not there", len(seen))
	}
}

// What is so many of so many at the end of a month needs its own denominator, which only a share has.
func TestAMeasureWithADenominatorAtTheEndOfAMonthIsAShare(t *testing.T) {
	n := 0
	for _, m := range fact.Catalogue() {
		fraction := strings.HasPrefix(m.Definition.Sv, "Täljare:")
		if m.Shape == fact.Holds && fraction || m.Shape == fact.Share && !fraction {
			t.Errorf("%s has the shape %q and is defined as %q", m.ID, m.Shape, m.Definition.Sv)
		}
		if m.Shape == fact.Share {
			n++
		}
	}
	if n < 4 {
		t.Errorf("%d shares", n)
	}
}

func TestTheCatalogueIsNobodysToChange(t *testing.T) {
	all := fact.Catalogue()
	all[0].ID = "changed"
	if fact.Catalogue()[0].ID != fact.Coverage {
		t.Error("who got the catalogue changed it for others")
	}
}

var (
	named   = regexp.MustCompile(`(?m)^\s*(?:const )?([A-Z][A-Za-z]+)\s*= "([a-z-]+)"`)
	spoken  = regexp.MustCompile(`\bfact\.([A-Z][A-Za-z]+)\b`)
	records = regexp.MustCompile(`\bfact\.(Record(All)?|Open)\(`)
)

// A measure says that it is recorded exactly when a room that records facts names it.
func TestAMeasureIsRecordedWhenItSaysSo(t *testing.T) {
	ids := map[string]string{}
	for _, text := range sources(t, "catalogue*.go") {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			ids[m[1]] = m[2]
		}
	}
	recorded := map[string]bool{}
	rooms := map[string]string{}
	for path, text := range sources(t, "../*/*.go") {
		rooms[filepath.Dir(path)] += text
	}
	for _, text := range rooms {
		for _, m := range spoken.FindAllStringSubmatch(text, -1) {
			if id := ids[m[1]]; id != "" && records.MatchString(text) {
				recorded[id] = true
			}
		}
	}
	for _, m := range fact.Catalogue() {
		if m.Measured != recorded[m.ID] {
			t.Errorf("%s says %q; that a room records it is %t", m.ID, m.State().En, recorded[m.ID])
		}
	}
	if !recorded[fact.Coverage] {
		t.Error("the test does not see who records")
	}
}

// sources gives the texts of the program's own files, without tests.
func sources(t *testing.T, pattern string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[path] = string(text)
	}
	return out
}
