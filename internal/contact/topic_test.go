package contact

import (
	"strings"
	"testing"
)

func TestTopics(t *testing.T) {
	seen := map[Topic]bool{}
	for _, x := range Topics() {
		if seen[x.Topic] {
			t.Errorf("%s twice", x.Topic)
		}
		seen[x.Topic] = true
		if x.Name.Sv == "" || x.Name.En == "" || x.Asks.Sv == "" || x.Asks.En == "" || x.Answer.Sv == "" || x.Answer.En == "" {
			t.Errorf("%s lacks words", x.Topic)
		}
		if toAgency := strings.HasPrefix(string(x.Topic), "Q-"); toAgency != (x.Direction == ToAgency) || toAgency != (x.Area == Agency) {
			t.Errorf("%s goes %s to %q", x.Topic, x.Direction, x.Area)
		}
		if x.Personal == strings.HasSuffix(string(x.Topic), "-GENERAL") {
			t.Errorf("%s: personal %v", x.Topic, x.Personal)
		}
	}
	for _, code := range []Topic{"Q-REG", "Q-PLAN", "Q-ACTREP", "Q-DECISION", "Q-PENDING", "Q-SANCTION", "Q-OFFICER", "Q-PROVIDER",
		"Q-MEASURE", "Q-DISABILITY", "Q-MEETING", "Q-REFERRAL", "Q-LANG", "Q-GENERAL"} {
		if !seen[code] {
			t.Errorf("%s of domain 2.2 is missing", code)
		}
	}
	if _, ok := TopicOf("Q-NOTHING"); ok {
		t.Error("an unknown topic is known")
	}
}
