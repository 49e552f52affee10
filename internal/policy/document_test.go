package policy_test

import (
	"flag"
	"os"
	"testing"

	"samsyn/internal/policy"
)

var update = flag.Bool("update", false, "write docs/policy.md anew from the table")

// TestDocumentIsFresh compares docs/policy.md with the house's table, and the page of the hardest cases with theirs;
// -update writes them.
func TestDocumentIsFresh(t *testing.T) {
	fresh(t, "../../docs/policy.md", policy.House().Document())
	fresh(t, "testdata/hardest.md", hardTable(t).Document())
}

func fresh(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Errorf("%s is stale; write it anew with: go test ./internal/policy -run TestDocumentIsFresh -update", path)
	}
}
