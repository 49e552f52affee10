package policy_test

import (
	"flag"
	"os"
	"testing"

	"samsyn/internal/policy"
)

var update = flag.Bool("update", false, "write docs/policy.md anew from the table")

const documentPath = "../../docs/policy.md"

// TestDocumentIsFresh compares docs/policy.md with the table; -update writes it.
func TestDocumentIsFresh(t *testing.T) {
	want := policy.House().Document()
	if *update {
		if err := os.WriteFile(documentPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(documentPath)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("docs/policy.md is stale; write it anew with: go test ./internal/policy -run TestDocumentIsFresh -update")
	}
}
