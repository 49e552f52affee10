package seeker_test

import (
	"strings"
	"testing"

	"samsyn/internal/dbtest/extract"
)

// An extract says of each code on paper that it was made, by whom and how it was checked; the code itself is nowhere.
func TestAnExtractHasTheCodes(t *testing.T) {
	each(t, func(h *house) {
		_, p := h.desk()
		read := func() string { return extract.Of(t, h.Database, h.svc.Extractor(), p.Authority) }
		if got := read(); strings.Contains(got, "Engångskod") || strings.Contains(got, "Mina sidor") {
			t.Fatalf("before anything it has %s", got)
		}
		code := h.code()
		h.enters(numbers[0])
		got := read()
		for _, want := range []string{"Engångskod på papper", "pass", "gäller, inte använd", "Mina sidor"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is missing in %s", want, got)
			}
		}
		if strings.Contains(got, code) {
			t.Error("the code is in the extract")
		}
	})
}
