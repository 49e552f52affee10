package directory

import (
	"samsyn/internal/ref"
)

// AuthorityClass is what sort of party an authority is. The three are fixed, since law treats them differently.
type AuthorityClass string

// The classes.
const (
	StateAgency AuthorityClass = "state" // statlig myndighet
	Board       AuthorityClass = "board" // kommunal nämnd: each is normally an authority of its own (OSL 8 kap. 2 §)
	OtherBody   AuthorityClass = "other" // SKR and others that are no authority but take part
)

// The ids of the two that every database holds from the beginning.
const (
	PES = "af"  // Arbetsförmedlingen
	SKR = "skr" // Sveriges Kommuner och Regioner
)

// Authority is a party as it was, is or will be in a period.
type Authority struct {
	ID                 string         `db:"id" json:"id"`
	Class              AuthorityClass `db:"class" json:"class"`
	MunicipalityCode   string         `db:"municipality_code" json:"municipalityCode,omitempty"` // of a board
	MunicipalityName   string         `db:"municipality_name" json:"municipalityName,omitempty"` // official name on the same day
	Executive          bool           `db:"executive" json:"executive"`                          // kommunstyrelsen, or what stands for it
	OrganisationNumber string         `db:"organisation_number" json:"organisationNumber,omitempty"`
	Version            int64          `db:"version" json:"-"` // rises with every change
	AuthorityDetails
	Validity
}

// AuthorityDetails is what may change about an authority over time.
type AuthorityDetails struct {
	Name      string `db:"name" json:"name"`            // "Arbetsförmedlingen", "Socialnämnden"
	ShortName string `db:"short_name" json:"shortName"` // "AF", "SN"; may be empty
}

// Ref names the authority.
func (a Authority) Ref() ref.Ref { return ref.To(AuthorityKind, a.ID) }

// Title is the name with the municipality, so that it says which of 290 it is: "Ludvika kommun, kommunstyrelsen".
func (a Authority) Title() string {
	if a.MunicipalityName == "" {
		return a.Name
	}
	return a.MunicipalityName + ", " + lowerFirst(a.Name)
}
