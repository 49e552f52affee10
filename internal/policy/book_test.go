package policy_test

import (
	"strings"
	"testing"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func TestNewRefusesAWrongTable(t *testing.T) {
	own := map[policy.Reach]policy.Cond{policy.Own: cond("den är din", "it is yours", "{t}.authority_id = {authority}")}
	for name, c := range map[string]struct {
		thing policy.Thing
		rule  policy.Rule
		want  string
	}{
		"unknown kind":        {thing: thing(own), rule: rule("b", policy.Who{}), want: "unknown kind"},
		"reach without sense": {thing: thing(own), rule: rule("a", policy.Who{policy.Caseworker: {{policy.Party}}}), want: "party means nothing"},
		"empty permit":        {thing: thing(own), rule: rule("a", policy.Who{policy.Caseworker: {{}}}), want: "empty permit"},
		"unknown role":        {thing: thing(own), rule: rule("a", policy.Who{"king": {{policy.Own}}}), want: "unknown role"},
		"one language":        {thing: thing(own), rule: policy.Rule{Action: "do", Over: "a", Says: language.T("göra", "")}, want: "both languages"},
		"unknown placeholder": {thing: thing(means("{t}.a = {name}")), rule: rule("a", nil), want: "{name}"},
		"row's own name":      {thing: thing(means("thing_row.a = 1")), rule: rule("a", nil), want: "stands for the row"},
		"All given a sense": {thing: thing(map[policy.Reach]policy.Cond{policy.All: cond("alla", "all", "TRUE")}), rule: rule("a", nil),
			want: "not a reach"},
		"prohibition without words": {thing: thing(own), rule: policy.Rule{Action: "do", Over: "a", Says: language.T("göra", "do"),
			Never: []policy.Cond{{SQL: "TRUE"}}}, want: "lacks its words"},
	} {
		_, err := policy.New([]policy.Thing{c.thing}, []policy.Chapter{{Rules: []policy.Rule{c.rule}}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want a fault that says %q", name, err, c.want)
		}
	}
	twice := []policy.Chapter{{Rules: []policy.Rule{rule("a", nil), rule("a", nil)}}}
	if _, err := policy.New([]policy.Thing{thing(own)}, twice); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("an action said twice: %v", err)
	}
	if _, err := policy.New([]policy.Thing{thing(own), thing(own)}, nil); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a kind said twice: %v", err)
	}
}

func thing(m map[policy.Reach]policy.Cond) policy.Thing {
	return policy.Thing{Kind: "a", Table: "a", Name: language.T("en sak", "a thing"), Means: m}
}

func means(sql string) map[policy.Reach]policy.Cond {
	return map[policy.Reach]policy.Cond{policy.Own: cond("så är det", "it is so", sql)}
}

func rule(over string, who policy.Who) policy.Rule {
	return policy.Rule{Action: "do", Over: ref.Kind(over), Says: language.T("göra", "do"), Who: who}
}
