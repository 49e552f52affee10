package signing_test

import (
	"testing"
	"time"

	"samsyn/internal/pdf"
)

// onePage is a small document.
func onePage(t *testing.T) []byte {
	t.Helper()
	data, err := pdf.Render(pdf.Document{Title: "Papper", Made: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Blocks: []pdf.Block{pdf.H(1, "Papper"), pdf.P("Underskrift.")}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}
