package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// AddOffice enters an office of an authority in a municipality. Its id and version are made here; Validity holds its
// first day, if known, and its last, if decided.
func (s *Service) AddOffice(ctx context.Context, actor policy.Actor, o Office) (Office, error) {
	o.OfficeDetails = o.tidied()
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddOffice, ref.To(AuthorityKind, o.Authority)); err != nil {
			return err
		}
		if err := checkOffice(ctx, tx, o); err != nil {
			return err
		}
		return addOffice(ctx, tx, &o)
	})
	return o, err
}

// addOffice writes and notes a new office that has been checked.
func addOffice(ctx context.Context, tx *audit.Tx, o *Office) error {
	o.ID, o.Version, o.Opened, o.Closes = tx.NewID(), 1, o.From, o.To
	if err := insertOffice(ctx, tx, *o); err != nil {
		return err
	}
	return tx.Note(policy.AddOffice, o.Ref(), o)
}

// checkOffice asks all that can be wrong with an office.
func checkOffice(ctx context.Context, q db.Reader, o Office) error {
	var p problems
	o.OfficeDetails.check(&p)
	if err := o.Period().Check(); err != nil {
		p.add("to", endsBeforeStart)
	}
	n, err := db.One[int](ctx, q, `SELECT count(*) FROM directory_municipality WHERE code = $1`, o.MunicipalityCode)
	if err != nil {
		return err
	}
	if n == 0 {
		p.add("municipality", unknownMunicipality)
	}
	if err := checkOfficeUnit(ctx, q, &p, o.Authority, o.Unit); err != nil {
		return err
	}
	return p.fault()
}

// checkOfficeUnit asks whether the unit, if one is named, is the authority's own.
func checkOfficeUnit(ctx context.Context, q db.Reader, p *problems, authority, unit string) error {
	if unit == "" {
		return nil
	}
	n, err := db.One[int](ctx, q, `SELECT count(*) FROM directory_unit WHERE id = $1 AND authority_id = $2`, unit, authority)
	if err == nil && n == 0 {
		p.add("unit", foreignUnit)
	}
	return err
}

// checkOfficeUnits asks the same of every version.
func checkOfficeUnits(ctx context.Context, q db.Reader, authority string, h History[OfficeDetails]) error {
	var p problems
	for _, v := range h {
		if err := checkOfficeUnit(ctx, q, &p, authority, v.Details.Unit); err != nil || len(p) > 0 {
			return p.with(err)
		}
	}
	return nil
}

// ChangeOffice changes what an office is called, where it is, what can be done there or when, from a day on, or puts
// it right.
func (s *Service) ChangeOffice(ctx context.Context, actor policy.Actor, id string, e Edit, d OfficeDetails) error {
	d = d.tidied()
	return s.editOffice(ctx, actor, id, e.Version, changed[OfficeDetails]{e, d}, func(h History[OfficeDetails]) (History[OfficeDetails], error) {
		return revise(h, e, d, d.check)
	})
}

// SetOfficeSpan sets when an office opened and when it closes: a closing ahead is a last day in the future, and no
// last day opens it again.
func (s *Service) SetOfficeSpan(ctx context.Context, actor policy.Actor, id string, version int64, v Validity) error {
	return s.editOffice(ctx, actor, id, version, v, func(h History[OfficeDetails]) (History[OfficeDetails], error) {
		return h.Within(v)
	})
}

// editOffice is what both changes of an office have in common.
func (s *Service) editOffice(ctx context.Context, actor policy.Actor, id string, version int64, note any,
	rule func(History[OfficeDetails]) (History[OfficeDetails], error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(OfficeKind, id)
		if err := policy.Check(ctx, tx, actor, policy.EditOffice, thing); err != nil {
			return err
		}
		o, err := officeHistory(ctx, tx, id)
		if err != nil {
			return err
		}
		h, err := rule(o.History)
		if err != nil {
			return err
		}
		if err := checkOfficeUnits(ctx, tx, o.Authority, h); err != nil {
			return err
		}
		if err := touch(ctx, tx, "directory_office", "id", id, version); err != nil {
			return err
		}
		if err := putOffice(ctx, tx, id, h); err != nil {
			return err
		}
		return tx.Note(policy.EditOffice, thing, note)
	})
}

var foreignUnit = language.T("Enheten finns inte hos myndigheten. Välj en av myndighetens egna enheter.", "The authority has no such unit. Choose one of the authority’s own.")
