package directory

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every text of the room's pages stands in both languages, with as many places to fill in.
func TestTextsStandInBothLanguages(t *testing.T) {
	for _, table := range []any{words, say} {
		v := reflect.ValueOf(table)
		for i := range v.NumField() {
			name, field := v.Type().Field(i).Name, v.Field(i)
			sv, en := field.FieldByName("Sv").String(), field.FieldByName("En").String()
			if sv == "" || en == "" {
				t.Errorf("%s lacks a language: %q, %q", name, sv, en)
			}
			if strings.Count(sv, "%") != strings.Count(en, "%") {
				t.Errorf("%s is filled in differently: %q, %q", name, sv, en)
			}
		}
	}
}

// What is tidied stays as it is when tidied again, and holds nothing that cannot be seen.
func TestTidy(t *testing.T) {
	if got := tidy("  Social\u00adnämnden\t\n (Demo)\u200b "); got != "Socialnämnden (Demo)" {
		t.Errorf("%q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		once := tidy(rapid.String().Draw(t, "text"))
		if twice := tidy(once); twice != once {
			t.Fatalf("%q becomes %q when tidied again", once, twice)
		}
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Fatalf("%q has spaces too many", once)
		}
	})
}

func TestTitle(t *testing.T) {
	for want, a := range map[string]Authority{
		"Arbetsförmedlingen":               {AuthorityDetails: AuthorityDetails{Name: "Arbetsförmedlingen"}},
		"Ludvika kommun, kommunstyrelsen":  {MunicipalityName: "Ludvika kommun", AuthorityDetails: AuthorityDetails{Name: "Kommunstyrelsen"}},
		"Region Gotland, GVN":              {MunicipalityName: "Region Gotland", AuthorityDetails: AuthorityDetails{Name: "GVN"}},
		"Östersunds kommun, överförmyndar": {MunicipalityName: "Östersunds kommun", AuthorityDetails: AuthorityDetails{Name: "Överförmyndar"}},
	} {
		if got := a.Title(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestIsCode(t *testing.T) {
	for s, want := range map[string]bool{"0180": true, "2085": true, "180": false, "01800": false, "o180": false, "": false, "٠١٨٠": false} {
		if IsCode(s) != want {
			t.Errorf("IsCode(%q) is %v", s, !want)
		}
	}
}
