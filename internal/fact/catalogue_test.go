package fact_test

import (
	"regexp"
	"testing"

	"samsyn/internal/fact"
)

func TestTheCatalogueIsWhole(t *testing.T) {
	id, clause := regexp.MustCompile(`^[a-z][a-z0-9-]*[a-z0-9]$`), regexp.MustCompile(`^K[1-9][0-9]?\.[1-9]$`)
	seen := map[string]bool{}
	for _, m := range fact.Catalogue() {
		if !id.MatchString(m.ID) || seen[m.ID] || !clause.MatchString(m.Clause) || m.Version < 1 || m.Shape != fact.Holds && m.Shape != fact.Timed {
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

func TestTheCatalogueIsNobodysToChange(t *testing.T) {
	all := fact.Catalogue()
	all[0].ID = "changed"
	if fact.Catalogue()[0].ID != fact.Coverage {
		t.Error("who got the catalogue changed it for others")
	}
}
