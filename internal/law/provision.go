package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// ProvisionID names a provision for good.
type ProvisionID string

// Provision is one rule of law that the product leans on or cites, in words of our own.
type Provision struct {
	ID       ProvisionID
	Short    string        // as officers write it: OSL 26:1
	Citation string        // as a decision cites it, in Swedish
	Says     language.Text // what it means, not its wording
	Valid    calendar.Period
	Standing Standing
}

// InForce tells whether the provision holds on a date.
func (p Provision) InForce(on calendar.Date) bool { return p.Valid.Contains(on) }

// Provisions gives every provision.
func Provisions() []Provision { return slices.Clone(provisions) }

// ProvisionOf gives the provision of an id; ok is false for an unknown one.
func ProvisionOf(id ProvisionID) (p Provision, ok bool) {
	return find(provisions, func(p Provision) bool { return p.ID == id })
}

// provisions is the whole list: secrecy first, then how authorities work, then each side's own acts.
var provisions = slices.Concat(secrecy, procedure, tasks)
