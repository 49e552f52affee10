package policy

import (
	"context"
	"unicode"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Refusal is what is answered to an actor who may not: sign in first, or not allowed.
func (t *Table) Refusal(a Actor, act Action) *fault.Fault {
	says := t.Says(act)
	if a.IsPublic() {
		return fault.New(fault.Unauthenticated, language.T("Logga in för att %s.", "Sign in to %s.").With(says))
	}
	if r, known := t.rules[act]; known && a.lacks(r) {
		return fault.New(fault.Denied, language.T("Nyckeln saknar behörigheten %s, som behövs för att %s. Gör en nyckel som har den.", "The key lacks the scope %s, which is needed to %s. Make a key that has it.").With(string(r.scope()), says))
	}
	return fault.New(fault.Denied, language.T("Du har inte rätt att %s.", "You are not allowed to %s.").With(says))
}

// Says gives an action in words, in the infinitive: "läsa in överenskommelser".
func (t *Table) Says(act Action) language.Text {
	if r, known := t.rules[act]; known {
		return r.Says
	}
	return language.T("göra detta", "do this")
}

// reasonMin is how many letters a reason must have: enough for a sentence, too many for a tap on the keyboard.
const reasonMin = 10

func noReason() *fault.Fault {
	text := language.T("Skriv varför du behöver öppna uppgifterna, med minst %d bokstäver. Din chef får veta att du har öppnat dem.",
		"Write why you need to open the data, with at least %d letters. Your manager is told that you opened it.").With(reasonMin)
	return fault.New(fault.Invalid, text, fault.Field("reason", text))
}

// CheckEmergency is Check for an action that asks for a reason in writing (nödöppning). The caller keeps the reason in
// the trail and tells the manager. Prohibitions hold in an emergency too. "May not" reads as "not found".
func (t *Table) CheckEmergency(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref, reason string) error {
	if letters(reason) < reasonMin {
		return noReason()
	}
	return hide(t.check(ctx, q, a, act, thing))
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
