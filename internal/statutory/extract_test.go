package statutory_test

import (
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/dbtest/extract"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
)

// A notice is in the extract of whoever sent it, of whoever has taken it, and when its file is destroyed only that it was.
func TestAnExtractHasTheNotice(t *testing.T) {
	each(t, func(h *house) {
		n := h.take(h.per, h.send())
		for _, authority := range []string{h.anna.Authority, directory.PES} {
			if got := extract.Of(t, h.Database, h.svc.Extractor(), authority); !strings.Contains(got, course) {
				t.Errorf("the notice is missing in %s", got)
			}
		}
		h.act(func(tx *audit.Tx) error {
			for _, erased := range h.svc.Exchange.Erased {
				if err := erased(t.Context(), tx, exchange.Erasure{Conversation: n.Conversation, Authority: directory.PES}); err != nil {
					return err
				}
			}
			_, err := tx.Exec(t.Context(), `DELETE FROM exchange_copy WHERE authority_id = $1`, directory.PES)
			return err
		})
		if got := extract.Of(t, h.Database, h.svc.Extractor(), directory.PES); strings.Contains(got, course) || !strings.Contains(got, n.Name().Sv) {
			t.Errorf("destroyed, it is %s", got)
		}
		if got := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(got, course) {
			t.Errorf("the sender's went too: %s", got)
		}
	})
}
