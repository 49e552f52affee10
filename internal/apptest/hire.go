package apptest

import (
	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/policy"
)

// AuthorityAt gives the id of a place of the cast by its key: cast.LudvikaWork.
func (h *Samsyn) AuthorityAt(place string) string {
	h.T.Helper()
	id, err := authorityAt(h.T.Context(), h.App, place)
	if err != nil {
		h.T.Fatal(err)
	}
	return id
}

// Hire gives somebody who is not of the cast an account with roles in an authority, and signs them in.
func (h *Samsyn) Hire(userName, authority string, roles ...policy.Role) *Person {
	h.T.Helper()
	a, err := h.Accounts.Add(h.T.Context(), maker(), account.Input{Authority: authority, UserName: userName, Name: "Påhittad Person (Demo)", Demo: true})
	if err != nil {
		h.T.Fatalf("hire %s: %v", userName, err)
	}
	for _, r := range roles {
		duty := account.DutyInput{Authority: authority, Role: r, From: calendar.NewDate(2024, 1, 1)}
		if _, err := h.Accounts.Grant(h.T.Context(), maker(), a.ID, duty); err != nil {
			h.T.Fatalf("make %s %s: %v", userName, r, err)
		}
	}
	return h.enter(userName, a.ID, authority)
}
