package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool runs one of the independent PDF readers (Debian packages qpdf and poppler-utils). Where it is not installed
// the test says so and is passed over; with CI set in the environment it fails.
func tool(t testing.TB, name string, args ...string) (string, error) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed: apt-get install qpdf poppler-utils", name)
		}
		t.Skipf("NOT TESTED: %s is not installed: apt-get install qpdf poppler-utils", name)
	}
	out, err := exec.Command(path, args...).Output() // poppler writes false alarms to standard error
	return string(out), err
}

// written puts a document in a file.
func written(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func rendered(t testing.TB, d Document) []byte {
	t.Helper()
	data, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sound asserts that qpdf finds nothing to remark on.
func sound(t testing.TB, path string) {
	t.Helper()
	if out, err := tool(t, "qpdf", "--check", path); err != nil || !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Fatalf("qpdf --check: %v\n%s", err, out)
	}
}
