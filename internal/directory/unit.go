package directory

import "samsyn/internal/ref"

// Unit is a part of an authority as it was, is or will be in a period: a region of Arbetsförmedlingen, a section, an
// employment unit. What levels there are and what they are called is the authority's own affair, and data.
type Unit struct {
	ID        string `db:"id" json:"id"`
	Authority string `db:"authority_id" json:"authorityId"`
	Version   int64  `db:"version" json:"-"`
	UnitDetails
	Validity
}

// UnitDetails is what may change about a unit over time.
type UnitDetails struct {
	Name   string `db:"name" json:"name"`
	Level  string `db:"level" json:"level"`        // the authority's own word: "region", "enhet"; may be empty
	Parent string `db:"parent_id" json:"parentId"` // the unit above, in the same authority; empty at the top
}

// Ref names the unit.
func (u Unit) Ref() ref.Ref { return ref.To(UnitKind, u.ID) }
