package directory

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"samsyn/internal/identity"
)

// ReferenceVersion counts the editions of the reference tables. It rises by one whenever a file in the folder
// reference changes; a database that holds a lower edition is brought up to it when it is opened.
const ReferenceVersion = 1

// GroupYear is the year of SKR's division into municipality groups that the reference tables hold.
const GroupYear = 2023

//go:embed reference/*.csv
var referenceFiles embed.FS

// Reference is what the product knows of Sweden before anybody has told it anything. It is read-only.
type Reference struct {
	Counties       []County       // by code
	Groups         []Group        // by code
	Municipalities []Municipality // by code; a municipality that has changed stands once for each period
	Authorities    []Authority    // those that every database holds from the beginning
	neighbours     map[string][]string
	similar        map[string][]string
}

// LoadReference reads the embedded tables.
func LoadReference() (*Reference, error) {
	var r Reference
	var err error
	if r.Counties, err = readTable("counties.csv", countyOf); err != nil {
		return nil, err
	}
	if r.Groups, err = readTable("groups.csv", groupOf); err != nil {
		return nil, err
	}
	if r.Municipalities, err = readTable("municipalities.csv", municipalityOf); err != nil {
		return nil, err
	}
	if r.Authorities, err = readTable("authorities.csv", authorityOf); err != nil {
		return nil, err
	}
	if r.similar, err = readPairs("similar.csv", false); err != nil {
		return nil, err
	}
	r.neighbours, err = readPairs("neighbours.csv", true)
	return &r, err
}

// Neighbours gives the codes of the municipalities with which one shares a land border on SCB's generalised map, by
// code; none for an island.
func (r *Reference) Neighbours(code string) []string { return slices.Clone(r.neighbours[code]) }

// Similar gives the codes of the seven municipalities that Kolada calls similar in labour-market matters
// (liknande kommuner arbetsmarknad, 2024). It is not mutual.
func (r *Reference) Similar(code string) []string { return slices.Clone(r.similar[code]) }

// County gives a county by its code.
func (r *Reference) County(code string) (County, bool) {
	i := slices.IndexFunc(r.Counties, func(c County) bool { return c.Code == code })
	if i < 0 {
		return County{}, false
	}
	return r.Counties[i], true
}

// Group gives one of SKR's groups by its code.
func (r *Reference) Group(code string) (Group, bool) {
	i := slices.IndexFunc(r.Groups, func(g Group) bool { return g.Code == code })
	if i < 0 {
		return Group{}, false
	}
	return r.Groups[i], true
}

// readTable reads one embedded file, whose first line names its columns.
func readTable[T any](name string, row func(cells map[string]string) (T, error)) ([]T, error) {
	data, err := referenceFiles.ReadFile("reference/" + name)
	if err != nil {
		return nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reference/%s: %w", name, err)
	}
	out := make([]T, 0, len(lines)-1)
	for i, line := range lines[1:] {
		cells := map[string]string{}
		for j, column := range lines[0] {
			cells[column] = line[j]
		}
		v, err := row(cells)
		if err != nil {
			return nil, fmt.Errorf("reference/%s, line %d: %w", name, i+2, err)
		}
		out = append(out, v)
	}
	return out, nil
}

// readPairs reads a file of two columns of codes; mutual pairs stand once in the file and count both ways.
func readPairs(name string, mutual bool) (map[string][]string, error) {
	pairs, err := readTable(name, func(c map[string]string) ([2]string, error) {
		if mutual {
			return [2]string{c["code"], c["neighbour_code"]}, nil
		}
		return [2]string{c["code"], c["similar_code"]}, nil
	})
	out := map[string][]string{}
	for _, p := range pairs {
		out[p[0]] = append(out[p[0]], p[1])
		if mutual {
			out[p[1]] = append(out[p[1]], p[0])
		}
	}
	for _, codes := range out {
		slices.Sort(codes)
	}
	return out, err
}

func countyOf(c map[string]string) (County, error) {
	return County{Code: c["code"], Letter: c["letter"], Name: c["name"], RegionName: c["region_name"]}, nil
}

func groupOf(c map[string]string) (Group, error) {
	return Group{Code: c["code"], Name: c["name"], MainCode: c["main_group"], MainName: c["main_group_name"]}, nil
}

func authorityOf(c map[string]string) (Authority, error) {
	number, err := identity.ParseOrganisation(c["organisation_number"])
	return Authority{
		ID: c["id"], Class: AuthorityClass(c["class"]),
		AuthorityDetails: AuthorityDetails{Name: c["name"], ShortName: c["short_name"], OrganisationNumber: number},
	}, err
}

func municipalityOf(c map[string]string) (Municipality, error) {
	m := Municipality{Code: c["code"], MunicipalityDetails: MunicipalityDetails{
		Name: c["name"], OfficialName: c["official_name"], CountyCode: c["county_code"], GroupCode: c["skr_group_code"], Seat: c["seat"],
	}}
	var errs [6]error
	m.Population, errs[0] = strconv.Atoi(c["population"])
	m.PopulationYear, errs[1] = strconv.Atoi(c["population_year"])
	m.Latitude, errs[2] = strconv.ParseFloat(c["seat_lat"], 64)
	m.Longitude, errs[3] = strconv.ParseFloat(c["seat_lon"], 64)
	m.From, errs[4] = optionalDate(c["valid_from"])
	m.To, errs[5] = optionalDate(c["valid_to"])
	for _, err := range errs {
		if err != nil {
			return m, err
		}
	}
	return m, nil
}
