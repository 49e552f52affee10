package signin

import (
	"net/url"
	"slices"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// issuer is who vouches for people: a provider of sign-in as accounts are tied to it.
type issuer struct {
	id        string   // OpenID Connect's issuer, SAML's entity id
	name      string   // on buttons
	way       string   // last part of its addresses with us
	method    Method   // what a proof by it is called
	assurance []string // levels that are enough for signing
}

// sender is a provider that a browser can be sent to. It puts in the attempt what it wants to see again.
type sender interface {
	issuer() issuer
	depart(a *attempt, back string) (*url.URL, error)
}

// senders are the providers that the installation has.
func (s *Service) senders() (out []sender) {
	if s.Provider != nil {
		out = append(out, s.Provider)
	}
	if s.SAML != nil {
		out = append(out, s.SAML)
	}
	return out
}

// issuerOf finds a provider by its id; the only one when no id is given.
func (s *Service) issuerOf(id string) (issuer, error) {
	all := s.senders()
	if id == "" && len(all) == 1 {
		return all[0].issuer(), nil
	}
	for _, each := range all {
		if each.issuer().id == id {
			return each.issuer(), nil
		}
	}
	if len(all) == 0 {
		return issuer{}, fault.New(fault.Conflict, language.T("Installationen har ingen leverantör av e-legitimation.", "The installation has no provider of electronic identification."))
	}
	return issuer{}, fault.New(fault.Invalid, language.T("Kontot är inte knutet.", "The account is not tied."), fault.Field("provider", language.T("Välj en av installationens leverantörer.", "Choose one of the installation's providers.")))
}

// nameOf is a provider as people know it; one that the installation no longer uses has its address.
func (s *Service) nameOf(id string) string {
	for _, each := range s.senders() {
		if i := each.issuer(); i.id == id {
			return i.name
		}
	}
	return id
}

// strong tells whether what was stated is enough for signing: the level, and that it was shown just now.
func (st stated) strong(now time.Time) bool {
	return slices.Contains(st.by.assurance, st.assurance) && !st.at.IsZero() && st.at.After(now.Add(-provedWithin)) && st.at.Before(now.Add(time.Minute))
}

// provedWithin is how long ago the provider may have met the person for it to count as now.
const provedWithin = 5 * time.Minute

// tooWeak tells whoever proved less than signing asks for.
func (st stated) tooWeak() error {
	said := st.assurance
	if said == "" {
		said = "–"
	}
	return fault.New(fault.Invalid, language.T("%s bekräftade dig, men inte på den tillitsnivå som underteckning kräver, eller inte nyss. Nivån var %s; det som krävs är %s.",
		"%s confirmed you, but not at the level of assurance that signing requires, or not just now. The level was %s; what is required is %s.").With(st.by.name, said, st.by.assurance[0]))
}

// unconfirmed is the answer when a provider's word does not hold. Why is kept for the log.
func unconfirmed(cause error, name string) error {
	return fault.Wrap(cause, fault.Invalid, language.T("%s bekräftade inte vem du är. Försök igen, eller välj ett annat sätt.", "%s did not confirm who you are. Try again, or choose another way.").With(name))
}
