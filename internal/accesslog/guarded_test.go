package accesslog_test

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// TestWhatIsAboutAProtectedPersonIsGuarded from whoever reviews the log and is not named for that person, and from the moment
// of the protection on, also what was noted before; of everybody else it is not.
func TestWhatIsAboutAProtectedPersonIsGuarded(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p, other := h.known(h.elin.Authority, number, "Nora Testberg", h.elin), h.known(h.elin.Authority, another, "Tova Testberg", h.elin)
		things := []ref.Ref{p.Ref(), other.Ref(), ref.To("agreement", p.ID), ref.To(person.PersonKind, "nobody"), ref.To("", p.ID), ref.To("", other.ID)}
		guarded := func(a policy.Actor) map[ref.Ref]bool {
			t.Helper()
			out, err := h.svc.Guarded(ctx, h.DB, a, things)
			must(h.t, err)
			return out
		}
		if got := guarded(h.ulla); len(got) != 0 {
			h.t.Fatalf("nobody is protected: %v", got)
		}
		cleared, auditor := h.elin, h.uno
		cleared.Cleared, auditor.Cleared = true, true
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE account SET cleared = TRUE WHERE id IN ('elin', 'uno')")
			return err
		})
		must(h.t, h.persons.Protect(ctx, cleared, p.ID, p.Version, person.Registration, calendar.DateOf(h.Now()), []string{"elin", "uno"}))
		if got := guarded(h.ulla); len(got) != 2 || !got[p.Ref()] || !got[ref.To("", p.ID)] {
			h.t.Errorf("guarded from an auditor: %v", got)
		}
		if got := guarded(h.uno); !got[p.Ref()] {
			h.t.Error("an auditor who is named and not cleared sees it")
		}
		if got := guarded(auditor); len(got) != 0 {
			h.t.Errorf("guarded from an auditor who is named and cleared: %v", got)
		}
		must(h.t, h.persons.Unprotect(ctx, cleared, p.ID, p.Version+1))
		if got := guarded(h.ulla); len(got) != 0 {
			h.t.Errorf("the protection has ended: %v", got)
		}
	})
}
