package statutory_test

import (
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/extract"
	"samsyn/internal/directory"
)

// TestARestrictedPersonsNoticeIsConfirmed: a notice about somebody whose processing is restricted is refused until the sender
// confirms that the law demands it; that stands with the sender alone, and in the trail.
func TestARestrictedPersonsNoticeIsConfirmed(t *testing.T) {
	each(t, func(h *house) {
		h.send()
		h.Restrict(t, h.anna.Authority)
		in := h.interruption()
		_, err := h.svc.Send(t.Context(), h.anna, in)
		dbtest.Named(t, "despite", err)
		in.Despite = true
		n, err := h.svc.Send(t.Context(), h.anna, in)
		must(t, err)
		h.take(h.per, n)
		sides, err := db.All[string](t.Context(), h.DB, `SELECT authority_id FROM statutory_side WHERE despite`)
		must(t, err)
		if len(sides) != 1 || sides[0] != h.anna.Authority {
			t.Errorf("it stands with %v", sides)
		}
		lines, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM trail_entry WHERE thing_id = $1 AND change LIKE '%"despite":true%'`, n.ID)
		must(t, err)
		if lines != 1 {
			t.Errorf("%d lines of the trail say it", lines)
		}
		if got := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(got, "Begränsad behandling") {
			t.Errorf("the extract does not say it: %s", got)
		}
		if got := extract.Of(t, h.Database, h.svc.Extractor(), directory.PES); strings.Contains(got, "Begränsad") {
			t.Errorf("the receiver is told: %s", got)
		}
	})
}
