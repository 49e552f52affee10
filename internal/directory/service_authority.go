package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// AddAuthority enters a new authority. Its id, version and municipality name are made here and not taken from a.
func (s *Service) AddAuthority(ctx context.Context, actor policy.Actor, a Authority) (Authority, error) {
	a.AuthorityDetails = a.tidied()
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddAuthority, ref.Ref{}); err != nil {
			return err
		}
		if err := checkNewAuthority(ctx, tx, &a); err != nil {
			return err
		}
		return addAuthority(ctx, tx, &a)
	})
	return a, err
}

// checkNewAuthority asks all that can be wrong with a new authority.
func checkNewAuthority(ctx context.Context, tx *audit.Tx, a *Authority) error {
	var p problems
	a.AuthorityDetails.check(&p)
	a.checkClass(&p)
	if err := a.Period().Check(); err != nil {
		p.add("to", endsBeforeStart)
	}
	if a.Class == Board && a.MunicipalityCode != "" {
		if err := checkBoard(ctx, tx, &p, *a, ""); err != nil {
			return err
		}
	}
	return p.fault()
}

// checkBoard asks whether the municipality is there, and whether it has another board by the same name at that time.
func checkBoard(ctx context.Context, q db.Reader, p *problems, a Authority, but string) error {
	n, err := db.One[int](ctx, q, `SELECT count(*) FROM directory_municipality WHERE code = $1`, a.MunicipalityCode)
	if err != nil {
		return err
	}
	if n == 0 {
		p.add("municipality", unknownMunicipality)
		return nil
	}
	boards, err := boardVersions(ctx, q, a.MunicipalityCode)
	for _, b := range boards {
		if b.ID != but && b.Executive && a.Executive {
			p.add("executive", haveExecutive)
			return err
		}
		if b.ID != but && language.SearchKey(b.Name) == language.SearchKey(a.Name) && b.Period().Overlaps(a.Period()) {
			p.add("name", sameBoard)
			return err
		}
	}
	return err
}

// addAuthority writes and notes a new authority that has been checked.
func addAuthority(ctx context.Context, tx *audit.Tx, a *Authority) error {
	a.ID, a.Version = tx.NewID(), 1
	if err := insertAuthority(ctx, tx, *a); err != nil {
		return err
	}
	return tx.Note(policy.AddAuthority, a.Ref(), a)
}

// ChangeAuthority changes an authority's name or numbers from a day on, or puts them right.
func (s *Service) ChangeAuthority(ctx context.Context, actor policy.Actor, id string, e Edit, d AuthorityDetails) error {
	d = d.tidied()
	return s.editAuthority(ctx, actor, id, e.Version, changed[AuthorityDetails]{e, d}, func(h History[AuthorityDetails]) (History[AuthorityDetails], error) {
		return revise(h, e, d, d.check)
	})
}

// SetAuthoritySpan sets the first and the last day of an authority: it begins, ends or goes on. It may not end before
// its units and offices.
func (s *Service) SetAuthoritySpan(ctx context.Context, actor policy.Actor, id string, version int64, v Validity) error {
	return s.editAuthority(ctx, actor, id, version, v, func(h History[AuthorityDetails]) (History[AuthorityDetails], error) {
		return h.Within(v)
	})
}

// editAuthority is what both changes of an authority have in common.
func (s *Service) editAuthority(ctx context.Context, actor policy.Actor, id string, version int64, note any,
	rule func(History[AuthorityDetails]) (History[AuthorityDetails], error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := authorityHistory(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditAuthority, a.Ref()); err != nil {
			return err
		}
		h, err := rule(a.History)
		if err != nil {
			return err
		}
		if err := checkAuthority(ctx, tx, a.Authority, h); err != nil {
			return err
		}
		if err := touch(ctx, tx, "directory_authority", "id", id, version); err != nil {
			return err
		}
		if err := putAuthority(ctx, tx, id, h); err != nil {
			return err
		}
		return tx.Note(policy.EditAuthority, a.Ref(), note)
	})
}

// checkAuthority holds an authority's new history against the other boards of its municipality, its units and offices.
func checkAuthority(ctx context.Context, q db.Reader, a Authority, h History[AuthorityDetails]) error {
	var p problems
	for _, v := range h {
		if a.Class != Board || len(p) > 0 {
			break
		}
		named := Authority{MunicipalityCode: a.MunicipalityCode, AuthorityDetails: v.Details, Validity: v.Validity}
		if err := checkBoard(ctx, q, &p, named, a.ID); err != nil {
			return err
		}
	}
	outlives, err := outlives(ctx, q, a.ID, h.Span().To)
	if err != nil {
		return err
	}
	if outlives > 0 {
		p.add("to", partsRemain.With(outlives))
	}
	return p.fault()
}

var (
	unknownMunicipality = language.T("Det finns ingen kommun med den koden. Välj en kommun eller skriv fyra siffror, till exempel 0180.", "There is no municipality with that code. Choose a municipality or enter four digits, for example 0180.")
	sameBoard           = language.T("Kommunen har redan en nämnd med det namnet under samma tid. Välj den nämnden eller ge den nya ett annat namn.", "The municipality already has a board by that name at the same time. Choose that board or give the new one another name.")
	partsRemain         = language.T("Myndigheten har enheter eller kontor som gäller längre (%d). Avsluta dem först.", "The authority has units or offices that last longer (%d). Close them first.")
)
