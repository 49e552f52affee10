package plan

import (
	"fmt"
	"strings"
	"testing"
)

func TestThePaperSaysHowThePartiesAreReached(t *testing.T) {
	s := sheet{Parties: []string{"Arbetsförmedlingen", "Socialnämnden (Demo)"}, Owner: func(Owner) string { return "" }}
	const line = "Socialnämnden (Demo), telefon: 0240-000 00"
	if said := fmt.Sprint(s.blocks()); strings.Contains(said, "Vill du fråga") {
		t.Error("the paper asks to call where there is nobody to call")
	}
	s.Reach = []string{line}
	if said := fmt.Sprint(s.blocks()); !strings.Contains(said, "Vill du fråga eller ändra något? "+line) {
		t.Errorf("the paper lacks how they are reached: %s", said)
	}
}
