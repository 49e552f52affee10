package agreement_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
)

// The largest file that is taken in, 100 000 rows of agreements that follow each other, goes in as one act; a row more
// is refused.
func TestLargestFile(t *testing.T) {
	if testing.Short() {
		t.Skip("THE LARGEST FILE IS NOT TRIED with -short: 100 000 rows take some time")
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
	for i := range 100_000 {
		day := date("1995-01-01").AddDays(i / len(places) * 2)
		fmt.Fprintf(&b, "%s,%s,%s,other\n", places[i%len(places)].Code, day, day.AddDays(1))
	}
	if _, err := h.take(agreement.Input{}, b.String()+"0114,2099-01-01,,other\n"); err == nil || !strings.Contains(err.Error(), "fler än 100000 rader") {
		t.Fatalf("one row more: %v", err)
	}
	started := time.Now()
	r := h.mustTake(agreement.Input{}, b.String())
	t.Logf("100 000 rows taken in in %v", time.Since(started))
	if r.Count(agreement.Added) != 100_000 || h.rows("agreement") != 100_000 {
		t.Errorf("%s", counts(r))
	}
}
