package directory

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// AddUnit enters a unit in an authority. Its id and version are made here.
func (s *Service) AddUnit(ctx context.Context, actor policy.Actor, u Unit) (Unit, error) {
	u.UnitDetails = u.tidied()
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddUnit, ref.To(AuthorityKind, u.Authority)); err != nil {
			return err
		}
		all, err := unitHistories(ctx, tx, u.Authority)
		if err != nil {
			return err
		}
		u.ID, u.Version = tx.NewID(), 1
		if err := checkUnits(append(all, UnitHistory{Unit: u, History: Begin(u.Validity, u.UnitDetails)}), u.ID); err != nil {
			return err
		}
		if err := insertUnit(ctx, tx, u); err != nil {
			return err
		}
		return tx.Note(policy.AddUnit, u.Ref(), u)
	})
	return u, err
}

// ChangeUnit changes a unit's name, level or place in the tree from a day on, or puts them right.
func (s *Service) ChangeUnit(ctx context.Context, actor policy.Actor, id string, e Edit, d UnitDetails) error {
	d = d.tidied()
	return s.editUnit(ctx, actor, id, e.Version, changed[UnitDetails]{e, d}, func(h History[UnitDetails]) (History[UnitDetails], error) {
		return revise(h, e, d, d.check)
	})
}

// SetUnitSpan sets the first and the last day of a unit. It may not end before the units under it.
func (s *Service) SetUnitSpan(ctx context.Context, actor policy.Actor, id string, version int64, v Validity) error {
	return s.editUnit(ctx, actor, id, version, v, func(h History[UnitDetails]) (History[UnitDetails], error) {
		return h.Within(v)
	})
}

// editUnit is what both changes of a unit have in common.
func (s *Service) editUnit(ctx context.Context, actor policy.Actor, id string, version int64, note any,
	rule func(History[UnitDetails]) (History[UnitDetails], error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(UnitKind, id)
		if err := policy.Check(ctx, tx, actor, policy.EditUnit, thing); err != nil {
			return err
		}
		all, i, err := amongItsOwn(ctx, tx, id)
		if err != nil {
			return err
		}
		if all[i].History, err = rule(all[i].History); err != nil {
			return err
		}
		if err := checkUnits(all, id); err != nil {
			return err
		}
		if err := touch(ctx, tx, "directory_unit", "id", id, version); err != nil {
			return err
		}
		if err := putUnit(ctx, tx, id, all[i].History); err != nil {
			return err
		}
		return tx.Note(policy.EditUnit, thing, note)
	})
}

// amongItsOwn gives every unit of the authority that has the unit, and where among them it stands.
func amongItsOwn(ctx context.Context, q db.Reader, id string) (all []UnitHistory, at int, err error) {
	found, err := UnitsByID(ctx, q, []string{id}, today(q))
	if err != nil {
		return nil, 0, err
	}
	if all, err = unitHistories(ctx, q, found[id].Authority); err != nil {
		return nil, 0, err
	}
	if at = slices.IndexFunc(all, func(u UnitHistory) bool { return u.ID == id }); at < 0 {
		return nil, 0, fault.NotFoundThing()
	}
	return all, at, nil
}

// checkUnits asks whether the one unit's details are in order and all of them make a tree.
func checkUnits(all []UnitHistory, id string) error {
	var p problems
	for _, u := range all {
		if u.ID != id {
			continue
		}
		u.History.Last().Details.check(&p)
		if err := u.History.Span().Period().Check(); err != nil {
			p.add("to", endsBeforeStart)
		}
	}
	if err := p.fault(); err != nil {
		return err
	}
	return checkTree(all)
}
