package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Service is the use cases of the directory.
type Service struct {
	Trail     *audit.Trail
	Reference *Reference
}

// New makes the service; it fails only when the embedded reference tables cannot be read.
func New(trail *audit.Trail) (*Service, error) {
	r, err := LoadReference()
	return &Service{Trail: trail, Reference: r}, err
}

// ChangeMunicipality changes what is known about a municipality from a day on, or puts it right.
func (s *Service) ChangeMunicipality(ctx context.Context, actor policy.Actor, code string, e Edit, d MunicipalityDetails) error {
	d = d.tidied()
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		m, err := municipalityHistory(ctx, tx, code)
		if err != nil {
			return err
		}
		thing := Municipality{Code: code}.Ref()
		if err := policy.Check(ctx, tx, actor, policy.EditMunicipality, thing); err != nil {
			return err
		}
		h, err := revise(m.History, e, d, func(p *problems) { d.check(p, today(tx)); s.checkPlace(p, d) })
		if err != nil {
			return err
		}
		if err := touch(ctx, tx, "directory_municipality", "code", code, e.Version); err != nil {
			return err
		}
		if err := putEdited(ctx, tx, code, h); err != nil {
			return err
		}
		return tx.Note(policy.EditMunicipality, thing, changed[MunicipalityDetails]{e, d})
	})
}

// checkPlace asks whether county and group are among those of the reference tables.
func (s *Service) checkPlace(p *problems, d MunicipalityDetails) {
	if _, ok := s.Reference.County(d.CountyCode); !ok {
		p.add("county_code", needCounty)
	}
	if _, ok := s.Reference.Group(d.GroupCode); !ok {
		p.add("group_code", needGroup)
	}
}

var (
	needCounty = language.T("Välj län.", "Choose a county.")
	needGroup  = language.T("Välj kommungrupp.", "Choose a municipality group.")
)
