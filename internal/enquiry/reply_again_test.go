package enquiry_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/enquiry"
)

// A standard reply is written and changed also when the act is run again, since another came first or the connection was
// lost: what the first run put into it is not taken for what was asked.
func TestAStandardReplyIsKeptWhenItsActIsRunAgain(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.Postgres))
	keep := func(r enquiry.Standard) enquiry.Standard {
		t.Helper()
		runs := 0
		kept, err := h.svc.KeepStandard(audit.Along(t.Context(), func(context.Context, *audit.Tx) error {
			if runs++; runs == 1 {
				return &pgconn.PgError{Code: "40001"}
			}
			return nil
		}), h.anna, r)
		must(t, err)
		if runs != 2 {
			t.Errorf("%d runs", runs)
		}
		return kept
	}
	made := keep(enquiry.Standard{Name: "Vi återkommer (Demo)", Text: "Vi återkommer."})
	made.Text = "Vi återkommer i dag."
	if changed := keep(made); changed.Version != 2 || changed.ID != made.ID {
		t.Errorf("%+v", changed)
	}
}
