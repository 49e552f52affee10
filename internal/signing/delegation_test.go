package signing_test

import (
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/signing"
)

// K29.1 of the clause library: whatever part of the delegation is missing, nobody signs, and is told which.
func TestASignatureNeedsEveryPartOfItsDelegation(t *testing.T) {
	whole := slot("1", 1, "board", "karin", signing.Administrative)
	with := signing.Signature{Account: "karin", Digest: "abc"}
	if err := round(whole).MaySign(whole, with, monday); err != nil {
		t.Fatalf("with a whole delegation: %v", err)
	}
	for field, take := range map[string]func(*signing.Slot){
		"decision":        func(s *signing.Slot) { s.Decision = "" },
		"decided_on":      func(s *signing.Slot) { s.Decided = calendar.Date{} },
		"ground":          func(s *signing.Slot) { s.Ground = " " },
		"registry_number": func(s *signing.Slot) { s.RegistryNumber = "" },
	} {
		s := whole
		take(&s)
		err := round(s).MaySign(s, with, monday)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), field) {
			t.Errorf("without %s: %v", field, err)
		}
	}
}
