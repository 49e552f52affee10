package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// GroundID names a ground for good; it is stored with every disclosure.
type GroundID string

// Ground is what makes it lawful to tell another authority something that may be secret. Consent here lifts secrecy;
// it is not consent under the GDPR, whose basis is recorded apart (DataBasis).
type Ground struct {
	ID         GroundID
	Name       language.Text
	Says       language.Text // what must be true for the ground to be used
	Provision  ProvisionID
	by         []Side // who may disclose on it
	Valid      calendar.Period
	Motive     bool // the tester writes why it holds
	Citation   bool // the duty's own provision is named
	Consent    bool // a live consent that covers purpose and recipient is pointed to
	Restricted bool // only a role set apart may use it, never in bulk
	Standing   Standing
}

// InForce tells whether the ground exists on a date.
func (g Ground) InForce(on calendar.Date) bool { return g.Valid.Contains(on) }

// UsableBy tells whether a side may disclose on the ground on a date.
func (g Ground) UsableBy(s Side, on calendar.Date) bool {
	return g.InForce(on) && slices.Contains(g.by, s)
}

// Grounds gives every ground, also those that are past or to come.
func Grounds() []Ground { return slices.Clone(grounds) }

// GroundsFor gives the grounds that a side may disclose on on a date, the ordinary ones first.
func GroundsFor(s Side, on calendar.Date) []Ground {
	return all(grounds, func(g Ground) bool { return g.UsableBy(s, on) })
}

// GroundOf gives the ground of an id; ok is false for an unknown one.
func GroundOf(id GroundID) (g Ground, ok bool) {
	return find(grounds, func(g Ground) bool { return g.ID == id })
}
