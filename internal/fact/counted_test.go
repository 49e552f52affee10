package fact

import (
	"testing"

	"samsyn/internal/language"
)

func TestCounted(t *testing.T) {
	questions := language.T("frågor", "questions")
	for n, want := range map[int64]language.Text{0: language.T("0 frågor", "0 questions"), 1: language.T("1 fråga", "1 question"), 2140: language.T("2\u00a0140 frågor", "2\u00a0140 questions")} {
		if got := Counted(n, questions); got != want {
			t.Errorf("%d is %v", n, got)
		}
	}
	if got := Counted(1, language.T("nya", "new")); got != language.T("1 nya", "1 new") {
		t.Errorf("a unit without a word for one is %v", got)
	}
}

// Whatever the catalogue counts has a word for one of it.
func TestEveryUnitHasAWordForOne(t *testing.T) {
	for _, m := range Catalogue() {
		if one, ok := alone(m.Unit); !ok || one.Sv == "" || one.En == "" {
			t.Errorf("%s counts %v, and one of them has no word", m.ID, m.Unit)
		}
	}
}
