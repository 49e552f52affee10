package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/ref"
)

// Kinds of thing that this room names in the trail and in links.
const (
	MunicipalityKind ref.Kind = "municipality"
	AuthorityKind    ref.Kind = "authority"
	UnitKind         ref.Kind = "unit"
	OfficeKind       ref.Kind = "office"
	ReferenceKind    ref.Kind = "reference" // the reference tables as a whole; the id is their version
)

// County is a county (län): SCB's two-digit code and the letters that stand for it on maps and in registers (AB, C … BD).
type County struct {
	Code       string `db:"code" json:"code"`
	Letter     string `db:"letter" json:"letter"`
	Name       string `db:"name" json:"name"`
	RegionName string `db:"region_name" json:"regionName"`
}

// Group is one of SKR's nine municipality groups (kommungruppsindelning 2023), A1 to C9, in three main groups.
type Group struct {
	Code     string `db:"code" json:"code"`
	Name     string `db:"name" json:"name"`
	MainCode string `db:"main_code" json:"mainCode"`
	MainName string `db:"main_name" json:"mainName"`
}

// Municipality is one of the 290 as it was, is or will be in a period. Its code is SCB's four digits, of which the
// first two are the county's; it is text, since it may begin with a zero.
type Municipality struct {
	Code string `db:"code" json:"code"`
	MunicipalityDetails
	CountyName   string `db:"county_name" json:"countyName"`
	CountyLetter string `db:"county_letter" json:"countyLetter"`
	GroupName    string `db:"group_name" json:"groupName"`
	Validity
}

// MunicipalityDetails is what may change about a municipality over time.
type MunicipalityDetails struct {
	Name           string  `db:"name" json:"name"`
	OfficialName   string  `db:"official_name" json:"officialName"` // "Österåkers kommun", "Region Gotland"
	CountyCode     string  `db:"county_code" json:"countyCode"`
	GroupCode      string  `db:"group_code" json:"groupCode"`
	Population     int     `db:"population" json:"population"`
	PopulationYear int     `db:"population_year" json:"populationYear"` // counted on 31 December of this year
	Seat           string  `db:"seat" json:"seat"`
	Latitude       float64 `db:"latitude" json:"latitude"`   // of the seat, WGS 84
	Longitude      float64 `db:"longitude" json:"longitude"` // of the seat, WGS 84
}

// Ref names the municipality.
func (m Municipality) Ref() ref.Ref { return ref.To(MunicipalityKind, m.Code) }

// Path is the address of the municipality's page.
func (m Municipality) Path() string { return "/kommun/" + m.Code }

// IsCode tells whether a text has the form of a municipality code: four digits.
func IsCode(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

// lowerFirst puts a name in the middle of a sentence: "Socialnämnden" becomes "socialnämnden"; "AMN" stays.
func lowerFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}
