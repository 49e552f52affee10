package law

import "samsyn/internal/language"

// Side is who discloses, by the secrecy that binds it. A municipality is several authorities and several sides.
type Side string

// The sides.
const (
	PES            Side = "pes"             // Arbetsförmedlingen: OSL 28 kap.
	SocialServices Side = "social-services" // a board in its social services: OSL 26 kap.
	Municipal      Side = "municipal"       // any other activity of a municipality: employment unit, adult education
)

// Sides gives every side.
func Sides() []Side { return []Side{PES, SocialServices, Municipal} }

// Name says the side in words.
func (s Side) Name() language.Text {
	switch s {
	case PES:
		return language.T("Arbetsförmedlingen", "the Public Employment Service")
	case SocialServices:
		return language.T("socialtjänsten", "the social services")
	case Municipal:
		return language.T("annan kommunal verksamhet", "another municipal activity")
	}
	return language.Text{}
}
