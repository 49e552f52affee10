package pdf

import (
	"flag"
	"os"
	"testing"
)

// out keeps what is drawn: go test ./internal/pdf -run TestLook -out /some/folder, then look at it.
var out = flag.String("out", "", "folder for the sample document and its pages as pictures")

func TestLook(t *testing.T) {
	data := rendered(t, sample())
	path := written(t, data)
	prefix := t.TempDir() + "/page"
	if *out != "" {
		prefix = *out + "/page"
		if err := os.WriteFile(*out+"/sample.pdf", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tool(t, "pdftoppm", "-png", "-r", "60", path, prefix); err != nil {
		t.Fatal(err)
	}
}
