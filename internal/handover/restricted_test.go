package handover_test

import (
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/fault"
)

// TestARestrictedPersonIsNotHandedOver, and the sender is told why; nothing is left of the try.
func TestARestrictedPersonIsNotHandedOver(t *testing.T) {
	each(t, func(h *house) {
		h.send(h.draft())
		count := func() int64 {
			n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM handover`)
			must(t, err)
			return n
		}
		before := count()
		h.Restrict(t, h.anna.Authority)
		_, err := h.svc.Send(t.Context(), h.anna, h.draft())
		refused(t, fault.Conflict, err)
		if count() != before {
			t.Error("something was kept of it")
		}
	})
}
