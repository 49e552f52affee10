package enquiry_test

import (
	"regexp"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
)

// TestANumberTellsNothing: it has the year in which the question was sent, is the same each time, and does not run on from
// one question to the next.
func TestANumberTellsNothing(t *testing.T) {
	at := db.At(calendar.NewDate(2026, 12, 28).Start())
	a, b := enquiry.Enquiry{ID: "0e485d23-a98a-4e97-b698-587095941422", SentAt: at}, enquiry.Enquiry{ID: "0e485d23-a98a-4e97-b698-587095941423", SentAt: at}
	if !regexp.MustCompile(`^F-2026-\d{4}-\d{4}$`).MatchString(a.Number()) || a.Number() == b.Number() || a.Number()[:11] == b.Number()[:11] {
		t.Errorf("%s %s", a.Number(), b.Number())
	}
	if a.Number() != "F-2026-0074-6407" {
		t.Errorf("the number of a question that stands has changed: %s", a.Number())
	}
	if n := (enquiry.Enquiry{ID: "x"}).Number(); n != "" {
		t.Errorf("a draft has the number %s", n)
	}
}
