package contact

import (
	"slices"

	"samsyn/internal/directory"
	"samsyn/internal/web"
)

// onlooker is who looks at figures, as far as it decides how small a number they are told. The parties of a place, its
// boards and the agency, see the same; to anybody else a number of fewer than five could point at somebody (domain facts
// 6.6), and reads as if nothing had been measured.
type onlooker struct {
	everywhere   bool // the agency, and the house itself
	authority    string
	municipality string // of the authority; empty when it is no board
}

func (s *Service) onlooker(r *web.Request) (onlooker, error) {
	a := r.Actor
	by := onlooker{everywhere: a.Process != "" || a.Authority == directory.PES, authority: a.Authority}
	if by.everywhere || a.Authority == "" {
		return by, nil
	}
	at, err := directory.AuthorityByID(r.Context(), s.Trail.DB(), a.Authority, today(s.Trail.DB()))
	by.municipality = at.MunicipalityCode
	return by, err
}

// isParty tells whether a path is one between the onlooker's place and the agency.
func (by onlooker) isParty(p place) bool {
	switch {
	case by.everywhere || by.authority != "" && by.authority == p.Authority:
		return true
	case by.municipality == "":
		return false
	case p.Authority == directory.PES:
		return len(p.Areas) == 0 || slices.Contains(p.Areas, by.municipality)
	}
	return p.at.MunicipalityCode == by.municipality
}

// told is what the onlooker is told of what was measured of a path.
func (by onlooker) told(p place, r Reach) Reach {
	if by.isParty(p) {
		return r
	}
	return r.withoutFew()
}

// toldOf is told of one path that is read alone.
func (s *Service) toldOf(r *web.Request, p Path, reach Reach) (Reach, error) {
	by, err := s.onlooker(r)
	if err != nil {
		return reach, err
	}
	at, err := directory.AuthorityByID(r.Context(), s.Trail.DB(), p.Authority, today(s.Trail.DB()))
	return by.told(place{Path: p, at: at}, reach), err
}

// withoutFew leaves out what was measured of fewer than five, and what could be reckoned from it.
func (r Reach) withoutFew() Reach {
	few := func(n int64) bool { return n > 0 && n < fewest }
	if few(r.Asked) {
		r.Asked = 0
	}
	if few(r.InTime().Of) {
		r.Answered, r.Late, r.Missed, r.Minutes = 0, 0, 0, 0
	}
	if few(r.Answered + r.Late) { // the time that they took on average
		r.Minutes = 0
	}
	if few(r.Calls().Of) {
		r.CalledBack, r.NotCalled = 0, 0
	}
	if few(r.Tries().Of) {
		r.Reached, r.NoAnswer = 0, 0
	}
	return r
}
