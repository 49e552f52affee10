package policy_test

import (
	"testing"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

func TestCondsJoinWordsAndPredicates(t *testing.T) {
	a := cond("du är utsedd", "you are assigned", "a = 1")
	b := cond("grunden gäller", "the ground holds", "b = 2 OR c = 3")
	for _, c := range []struct {
		have policy.Cond
		want policy.Cond
	}{
		{policy.And(a, b), cond("du är utsedd, och grunden gäller", "you are assigned, and the ground holds", "(a = 1) AND (b = 2 OR c = 3)")},
		{policy.Or(a, b), cond("antingen du är utsedd, eller grunden gäller", "either you are assigned, or the ground holds", "(a = 1) OR (b = 2 OR c = 3)")},
		{policy.Not(b), cond("det inte är så att grunden gäller", "it is not so that the ground holds", "NOT (b = 2 OR c = 3)")},
		{policy.Or(a), cond("du är utsedd", "you are assigned", "(a = 1)")},
		{a.Saying("du är med", "you are in"), cond("du är med", "you are in", "a = 1")},
	} {
		if c.have != c.want {
			t.Errorf("have %+v\nwant %+v", c.have, c.want)
		}
	}
}

// A condition that joins nothing must not come to mean "always": New refuses it.
func TestJoiningNothingIsRefused(t *testing.T) {
	for name, c := range map[string]policy.Cond{"and": policy.And(), "or": policy.Or()} {
		things := []policy.Thing{{Kind: "x", Name: language.Same("x"), Table: "x", Means: map[policy.Reach]policy.Cond{policy.Own: c}}}
		if _, err := policy.New(things, nil); err == nil {
			t.Errorf("%s of nothing was taken", name)
		}
	}
}
