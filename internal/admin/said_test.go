package admin

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// declared finds the constants of a type in the rooms' sources, by what they say.
func declared(t *testing.T, typ string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	out := map[string]string{}
	form := regexp.MustCompile(`\b` + regexp.QuoteMeta(typ) + `\s*=\s*"([^"]+)"`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "../policy/") {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range form.FindAllStringSubmatch(string(content), -1) {
			out[m[1]] = name
		}
	}
	return out
}

func inBoth(t language.Text) bool { return t.Sv != "" && t.En != "" && t.Sv != t.En }

// Every act that is noted, by a person or by the clock, is said in words in both languages, and so is every kind of thing.
func TestEveryNotedActIsSaidInWords(t *testing.T) {
	acts := declared(t, "policy.Action")
	if len(acts) < 15 {
		t.Fatalf("only %d acts of rooms found", len(acts))
	}
	for act, at := range acts {
		if !inBoth(wordOfAct(policy.Action(act))) {
			t.Errorf("%s: the act %s has no words in both languages (internal/admin/words.go)", at, act)
		}
	}
	for _, l := range policy.House().Matrix() {
		if !inBoth(wordOfAct(l.Action)) {
			t.Errorf("the action %s has no words in both languages", l.Action)
		}
	}
}
