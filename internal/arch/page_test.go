package arch

import (
	"os"
	"strings"
	"testing"
)

// The page about the architecture names every package on its floor, in the order of the house.
func TestThePageOfTheArchitectureNamesEveryPackage(t *testing.T) {
	page, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Floors() {
		if row := "| " + f.Name + " | " + strings.Join(f.Packages, ", ") + " |"; !strings.Contains(string(page), row) {
			t.Errorf("docs/architecture.md lacks the row that begins %q", row)
		}
	}
}
