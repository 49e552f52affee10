package request

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// role is the role that handles requests at an authority.
func role(authority string) policy.Role {
	if authority == directory.PES {
		return policy.EmploymentOfficer
	}
	return policy.Caseworker
}

// handlers gives who is told of a request: who handles it or stands in; else those who handle something else about the
// person at the authority; else those who answer for the unit. Of somebody with a protected identity, only those named.
func (w *work) handlers() (list []string, err error) {
	switch {
	case w.guarded():
		return w.cleared()
	case w.r.Account != "":
		return contact.StandIns(w.ctx, w.tx, w.r.Authority, []string{w.r.Account}, w.tx.Now())
	}
	if list, err = w.named(); err != nil || len(list) > 0 {
		return list, err
	}
	return w.coordinators()
}

// cleared are those who are named to handle a protected identity.
func (w *work) cleared() ([]string, error) {
	return db.All[string](w.ctx, w.tx, `SELECT DISTINCT c.account_id FROM person_clearance c JOIN account a ON a.id = c.account_id WHERE c.person_id = $1 AND a.cleared AND a.blocked_at IS NULL
		AND c.valid_from <= $2 AND (c.valid_to IS NULL OR c.valid_to >= $2) ORDER BY c.account_id`, w.r.Person, w.today())
}

// named are those who are named on the person for something, and work there.
func (w *work) named() ([]string, error) {
	ids, err := db.All[string](w.ctx, w.tx, `SELECT DISTINCT account_id FROM person_assignment WHERE person_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
		ORDER BY account_id`, w.r.Person, w.today())
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	staff, err := account.StaffOf(w.ctx, w.tx, w.r.Authority, ids, w.today())
	return slices.DeleteFunc(ids, func(id string) bool { _, works := staff[id]; return !works }), err
}

// coordinators answer for a request at its authority; at the agency those of the unit that has it, where anybody is.
func (w *work) coordinators() ([]string, error) {
	if w.guarded() {
		return w.cleared()
	}
	all, err := account.HoldersOf(w.ctx, w.tx, policy.Coordinator, []string{w.r.Authority}, w.today())
	if err != nil || w.r.Unit == "" || len(all) == 0 {
		return all, err
	}
	staff, err := account.StaffOf(w.ctx, w.tx, w.r.Authority, all, w.today())
	if err != nil {
		return nil, err
	}
	here := slices.DeleteFunc(slices.Clone(all), func(id string) bool { u := staff[id].Unit; return u != "" && u != w.r.Unit })
	if len(here) == 0 {
		return all, nil
	}
	return here, nil
}

// mayHandle tells whether an account handles requests at the authority, and may see the person.
func (w *work) mayHandle(id string) (bool, error) {
	holders, err := account.HoldersOf(w.ctx, w.tx, role(w.r.Authority), []string{w.r.Authority}, w.today())
	if err != nil || !slices.Contains(holders, id) {
		return false, err
	}
	if !w.guarded() {
		return true, nil
	}
	cleared, err := w.cleared()
	return slices.Contains(cleared, id), err
}

// colleague refuses an account that may not handle the request.
func (w *work) colleague(id string) error {
	may, err := w.mayHandle(id)
	if err == nil && !may {
		err = fault.New(fault.Invalid, nobodySuch, fault.Field(fieldAccount, nobodySuch))
	}
	return err
}

// assign gives the request to somebody, who is named on the person for it; whoever had it is no longer.
func (w *work) assign(id string) error {
	if w.r.Account != "" && w.r.Account != id {
		if err := w.Persons.Release(w.ctx, w.tx, w.r.Person, w.r.Account, w.r.Ref()); err != nil {
			return err
		}
	}
	w.r.Account = id
	return w.Persons.Assign(w.ctx, w.tx, w.p, id, w.r.Ref())
}

// colleagues lists those to whom a request can be given.
func (s *Service) colleagues(ctx context.Context, q db.Reader, authority string) ([]account.Account, error) {
	return account.Colleagues(ctx, q, authority, []policy.Role{role(authority)}, today(q), 200)
}
