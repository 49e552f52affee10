package account

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Grant gives an account a duty. Nobody grants one to themselves; policy says so. A duty that reaches beyond the
// account's authority ends its open link for choosing a password, which the local admin may have made and kept.
func (s *Service) Grant(ctx context.Context, actor policy.Actor, id string, in DutyInput) (d Duty, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := seen(ctx, tx, actor, policy.GrantRole, id)
		if err != nil {
			return err
		}
		if in.Authority == "" {
			in.Authority = a.Authority
		}
		if err := policy.Check(ctx, tx, actor, policy.AddAccount, authorityRef(in.Authority)); err != nil {
			return err
		}
		if err := errorsOf(in.check(), mayGrant(actor, in.Role), checkUnit(ctx, tx, in.Authority, in.Unit)); err != nil {
			return err
		}
		d = Duty{ID: tx.NewID(), Account: id, Authority: in.Authority, Unit: in.Unit, Role: in.Role, From: in.From, To: in.To, GrantedBy: actor.ID}
		held, err := dutiesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.notTwice(held); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "account_duty", d); err != nil {
			return err
		}
		if d.reachesBeyond(a.Authority, calendar.DateOf(tx.Now())) {
			if err := voidInvitations(ctx, tx, id); err != nil {
				return err
			}
		}
		return tx.Note(policy.GrantRole, a.Ref(), map[string]any{"role": d.Role, "authority": d.Authority, "unit": d.Unit, "from": d.From, "to": d.To})
	})
	return d, err
}

// EndDuty ends a duty on a last day, which is yesterday or later. One that had not begun then never holds.
func (s *Service) EndDuty(ctx context.Context, actor policy.Actor, id, duty string, last calendar.Date) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := seen(ctx, tx, actor, policy.EditAccount, id)
		if err != nil {
			return err
		}
		d, err := getDuty(ctx, tx, id, duty)
		if err != nil {
			return err
		}
		if d.reachesBeyond(a.Authority, calendar.DateOf(tx.Now())) && !runsInstallation(actor) {
			return fault.New(fault.Denied, language.T("Rollen %s når utanför din myndighet och avslutas av den som driver installationen. Spärra kontot om det brådskar.",
				"The role %s reaches beyond your authority and is ended by whoever runs the installation. Block the account if it is urgent.").With(policy.RoleName(d.Role)))
		}
		if err := d.end(last, calendar.DateOf(tx.Now())); err != nil {
			return err
		}
		if err := endDuty(ctx, tx, duty, last); err != nil {
			return err
		}
		return tx.Note(policy.EditAccount, a.Ref(), map[string]any{"duty": duty, "role": d.Role, "ends": last})
	})
}
