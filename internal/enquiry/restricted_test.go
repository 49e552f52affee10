package enquiry_test

import (
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
)

// TestNothingIsAskedAboutARestrictedPerson, and the asker is told why; nothing is left of the try.
func TestNothingIsAskedAboutARestrictedPerson(t *testing.T) {
	each(t, func(h *house) {
		h.send(h.question())
		count := func() int64 {
			n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM exchange_message`)
			must(t, err)
			return n
		}
		before := count()
		h.Restrict(t, h.anna.Authority)
		_, err := h.svc.Send(t.Context(), h.anna, enquiry.Key{}, h.question())
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("asking while it is restricted: %v", err)
		}
		if count() != before {
			t.Error("something was told of it")
		}
	})
}
