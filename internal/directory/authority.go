package directory

import (
	"strings"

	"samsyn/internal/identity"
	"samsyn/internal/language"
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
	ID               string         `db:"id" json:"id"`
	Class            AuthorityClass `db:"class" json:"class"`
	MunicipalityCode string         `db:"municipality_code" json:"municipalityCode,omitempty"` // of a board
	MunicipalityName string         `db:"municipality_name" json:"municipalityName,omitempty"` // official name on the same day
	Executive        bool           `db:"executive" json:"executive"`                          // kommunstyrelsen, or what stands for it
	Version          int64          `db:"version" json:"-"`                                    // rises with every change
	AuthorityDetails
	Validity
}

// AuthorityDetails is what may change about an authority over time.
type AuthorityDetails struct {
	Name               string                      `db:"name" json:"name"`                              // "Arbetsförmedlingen", "Socialnämnden"
	ShortName          string                      `db:"short_name" json:"shortName"`                   // "AF", "SN"; may be empty
	OrganisationNumber identity.OrganisationNumber `db:"organisation_number" json:"organisationNumber"` // "202100-2114"; empty when not known
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

// checkClass asks whether class and municipality fit together.
func (a Authority) checkClass(p *problems) {
	switch a.Class {
	case Board:
		if a.MunicipalityCode == "" {
			p.add("municipality", needMunicipality)
		}
	case StateAgency, OtherBody:
		if a.MunicipalityCode != "" {
			p.add("municipality", noMunicipality)
		}
	default:
		p.add("class", needClass)
	}
	if a.Executive && a.Class != Board {
		p.add("executive", onlyBoard)
	}
}

// ClassName says a class in words.
func ClassName(c AuthorityClass) language.Text {
	switch c {
	case StateAgency:
		return language.T("statlig myndighet", "state agency")
	case Board:
		return language.T("kommunal nämnd", "municipal board")
	}
	return language.T("annan organisation", "other organisation")
}

// hasRegionTasks tells whether a municipality is also a region: Gotland (Region Gotland) alone.
func hasRegionTasks(officialName string) bool { return strings.HasPrefix(officialName, "Region ") }

var (
	needMunicipality = language.T("Välj den kommun som nämnden hör till.", "Choose the municipality that the board belongs to.")
	noMunicipality   = language.T("Bara en kommunal nämnd hör till en kommun. Ta bort kommunen eller välj kommunal nämnd.", "Only a municipal board belongs to a municipality. Take away the municipality or choose municipal board.")
	needClass        = language.T("Välj vad det är för myndighet.", "Choose what sort of authority it is.")
	onlyBoard        = language.T("Bara en kommunal nämnd kan vara kommunstyrelse.", "Only a municipal board can be the executive board.")
)

// Path is the address of the authority's page.
func (a Authority) Path() string { return "/myndighet/" + a.ID }
