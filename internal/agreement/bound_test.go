package agreement_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/sheet"
)

// A large file of agreements that follow each other goes in as one act. SAMSYN_TEST_FULL=1 tries the largest that is
// taken in, 100 000 rows, and that one row more is refused.
func TestLargestFile(t *testing.T) {
	rows := 10_000
	if os.Getenv("SAMSYN_TEST_FULL") != "" {
		rows = 100_000
	}
	d := dbtest.Open(t, db.SQLite)
	if err := directory.Seed(context.Background(), d.Trail); err != nil {
		t.Fatal(err)
	}
	h := house{t, d, agreement.New(d.Trail)}
	places, err := directory.All(context.Background(), d.DB, date("2026-03-02"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("code,valid_from,valid_to,kind\n")
	for i := range rows {
		day := date("1995-01-01").AddDays(i / len(places) * 2)
		fmt.Fprintf(&b, "%s,%s,%s,other\n", places[i%len(places)].Code, day, day.AddDays(1))
	}
	if _, err := h.take(agreement.Input{DryRun: true}, b.String()+"0114,2099-01-01,,other\n"); rows == 100_000 && (err == nil || !strings.Contains(err.Error(), "fler än 100000 rader")) {
		t.Fatalf("one row more: %v", err)
	}
	started := time.Now()
	r := h.mustTake(agreement.Input{}, b.String())
	t.Logf("%d rows taken in in %v", rows, time.Since(started))
	if r.Count(sheet.Added) != rows || h.rows("agreement") != rows {
		t.Errorf("%s", counts(r))
	}
}
