package statutory

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// handlers gives who is told of a notice on one side: who handles it or stands in, else who is on duty at its contact path.
// Of one about somebody shielded only the cleared are told.
func handlers(ctx context.Context, q db.Reader, n Notice, d *Desk) (list []string, err error) {
	switch {
	case d.Account != "":
		list, err = contact.StandIns(ctx, q, d.Authority, []string{d.Account}, q.Now())
	case d.Side == Receiver && n.Path != "":
		list, err = contact.OnDuty(ctx, q, n.Path, q.Now())
	}
	if err != nil || !d.Shielded {
		return list, err
	}
	args := []any{d.Authority}
	cleared, err := db.All[string](ctx, q, `SELECT id FROM account WHERE authority_id = $1 AND cleared AND blocked_at IS NULL AND id `+db.In(list, &args)+` ORDER BY id`, args...)
	if err == nil && len(cleared) == 0 {
		return db.All[string](ctx, q, `SELECT id FROM account WHERE authority_id = $1 AND cleared AND blocked_at IS NULL ORDER BY id LIMIT 20`, d.Authority)
	}
	return cleared, err
}

// roleAt is the role that handles notices at an authority.
func roleAt(authority string) policy.Role {
	if authority == directory.PES {
		return policy.EmploymentOfficer
	}
	return policy.Caseworker
}

// colleague asks whether an account handles notices at an authority now, and is cleared where that is needed.
func colleague(ctx context.Context, q db.Reader, d *Desk, id string) error {
	wrong := fault.New(fault.Invalid, cannotDo, fault.Field(fieldAccount, nobodySuch))
	holders, err := account.HoldersOf(ctx, q, roleAt(d.Authority), []string{d.Authority}, today(q))
	if err != nil {
		return err
	}
	for _, h := range holders {
		if h != id {
			continue
		}
		if !d.Shielded {
			return nil
		}
		cleared, err := db.One[bool](ctx, q, `SELECT cleared FROM account WHERE id = $1`, id)
		if err == nil && !cleared {
			err = wrong
		}
		return err
	}
	return wrong
}
