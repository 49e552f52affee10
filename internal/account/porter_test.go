package account_test

import (
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// What is remembered of somebody ends with the act that ends it, in the process that did it: a role, a block, and what lets
// them in again.
func TestThePorterForgetsAtOnce(t *testing.T) {
	each(t, func(h *house) {
		who := h.hire(h.board.ID, "elin", policy.Caseworker)
		porter := h.Porter()
		has := func(want bool) {
			h.t.Helper()
			for range 2 { // the second is remembered
				a, err := porter.Authenticate(ctx, who.ID, "")
				h.must(err)
				if a.Has(policy.Caseworker) != want {
					h.t.Errorf("%v", a.Roles)
				}
			}
		}
		has(true)
		_, duties, err := h.Look(ctx, h.admin, who.ID)
		h.must(err)
		h.must(h.EndDuty(ctx, operator(), who.ID, duties[0].ID, h.Today().AddDays(-1)))
		has(false)
		_, err = h.Grant(ctx, operator(), who.ID, account.DutyInput{Role: policy.Caseworker, From: h.Today()})
		h.must(err)
		has(true)
		h.must(h.Block(ctx, h.admin, who.ID))
		_, err = porter.Authenticate(ctx, who.ID, "")
		h.refused(err, fault.Unauthenticated, "")
		h.must(h.Unblock(ctx, h.admin, who.ID))
		has(true)
	})
}
