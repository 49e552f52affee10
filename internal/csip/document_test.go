package csip_test

import (
	"flag"
	"os"
	"testing"

	"samsyn/internal/csip"
)

var update = flag.Bool("update", false, "write docs/archive-package.md anew from the tables")

// TestDocumentIsFresh compares docs/archive-package.md with the tables; -update writes it.
func TestDocumentIsFresh(t *testing.T) {
	const path = "../../docs/archive-package.md"
	if *update {
		must(t, os.WriteFile(path, []byte(csip.Document()), 0o644))
	}
	have, err := os.ReadFile(path)
	must(t, err)
	if string(have) != csip.Document() {
		t.Errorf("%s is stale; write it anew with: go test ./internal/csip -run TestDocumentIsFresh -update", path)
	}
}
