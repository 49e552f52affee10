package contact_test

import (
	"fmt"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// TestStaffedRolesAreAFact: each party's roles in the municipality, those with somebody and a substitute among them; a
// change of the day takes the day's earlier count's place, and a later one closes it.
func TestStaffedRolesAreAFact(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		_, err := agreement.New(h.Trail).Register(ctx, system, agreement.Draft{Kind: agreement.Template2022, From: date("2026-01-01"), To: date("2027-12-31"), Signed: date("2025-12-15"), Source: "Prov (Demo)",
			Bound: []agreement.Bound{{Municipality: "2085", Authority: h.work}}})
		h.must(err)
		line := h.add(h.anna, samsyn(h.anna, "Enheten (Demo)", "M-MEASURE"))
		counted := func(want string) {
			t.Helper()
			h.must(h.svc.CountRoles(ctx))
			type row struct {
				Authority string `db:"authority_id"`
				Staffed   int64  `db:"staffed"`
				Roles     int64  `db:"roles"`
				Fact      string `db:"fact_id"`
			}
			rows, err := db.All[row](ctx, h.DB, "SELECT authority_id, staffed, roles, fact_id FROM contact_staffing WHERE until IS NULL ORDER BY CASE WHEN authority_id = $1 THEN 0 ELSE 1 END", directory.PES)
			h.must(err)
			var got string
			for _, r := range rows {
				got += fmt.Sprintf("%d/%d ", r.Staffed, r.Roles)
			}
			if got != want {
				t.Errorf("counted %q, want %q", got, want)
			}
			if n := h.count("SELECT count(*) FROM fact WHERE metric = $1 AND closed IS NULL", fact.RolesStaffed); n != len(rows) {
				t.Errorf("%d facts are open, want %d", n, len(rows))
			}
		}
		counted("0/1 0/2 ")
		_, err = h.svc.Plan(ctx, h.anna, line.ID, line.Version, contact.RotaPlan{Accounts: []string{h.ali.ID}, From: date("2026-03-02"), Weeks: 2})
		h.must(err)
		counted("0/1 1/2 ")
		if n := h.count("SELECT count(*) FROM contact_staffing"); n != 2 {
			t.Errorf("%d rows after two counts of one day, want 2", n)
		}
		lines := h.count("SELECT count(*) FROM trail_entry")
		counted("0/1 1/2 ")
		if h.count("SELECT count(*) FROM trail_entry") != lines {
			t.Error("a count that changes nothing left a line")
		}
		h.Clock.Advance(20 * 24 * time.Hour) // the rota has run out
		counted("0/1 0/2 ")
		if n := h.count("SELECT count(*) FROM contact_staffing WHERE until IS NOT NULL"); n != 1 {
			t.Errorf("%d counts are closed, want the board's", n)
		}
		found, err := fact.Verify(ctx, h.DB)
		h.must(err)
		if len(found) != 0 {
			t.Errorf("%+v", found)
		}
	})
}
