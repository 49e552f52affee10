package directory

import (
	"errors"
	"math"
	"strings"
	"unicode"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// Longest texts, in characters.
const (
	longName  = 120
	longShort = 20
	longText  = 300
)

// problems collects what must be put right in what was sent in.
type problems []fault.Problem

func (p *problems) add(field string, t language.Text) { *p = append(*p, fault.Field(field, t)) }

// fault is nil when there is nothing to put right.
func (p problems) fault() error {
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, invalid, p...)
}

// text asks for a text that is there, if required, and no longer than it may be.
func (p *problems) text(field, s string, longest int, required language.Text) {
	switch {
	case s == "" && !required.IsZero():
		p.add(field, required)
	case len([]rune(s)) > longest:
		p.add(field, tooLong.With(longest))
	}
}

// tidy takes away spaces at the ends, doubled spaces and characters that cannot be seen.
func tidy(s string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}

func (d AuthorityDetails) tidied() AuthorityDetails {
	out := AuthorityDetails{Name: tidy(d.Name), ShortName: tidy(d.ShortName), OrganisationNumber: d.OrganisationNumber}
	if n, err := identity.ParseOrganisation(string(d.OrganisationNumber)); err == nil {
		out.OrganisationNumber = n
	}
	return out
}

func (d AuthorityDetails) check(p *problems) {
	p.text("name", d.Name, longName, needName)
	p.text("short_name", d.ShortName, longShort, language.Text{})
	var f *fault.Fault
	if _, err := identity.ParseOrganisation(string(d.OrganisationNumber)); d.OrganisationNumber != "" && errors.As(err, &f) {
		p.add("organisation_number", f.Text)
	}
}

func (d UnitDetails) tidied() UnitDetails {
	return UnitDetails{Name: tidy(d.Name), Level: tidy(d.Level), Parent: d.Parent}
}

func (d UnitDetails) check(p *problems) {
	p.text("name", d.Name, longName, needName)
	p.text("level", d.Level, longShort, language.Text{})
}

func (d OfficeDetails) tidied() OfficeDetails {
	return OfficeDetails{Name: tidy(d.Name), Address: tidy(d.Address), Services: tidy(d.Services), Hours: tidy(d.Hours), Unit: d.Unit}
}

func (d OfficeDetails) check(p *problems) {
	p.text("name", d.Name, longName, needName)
	p.text("address", d.Address, longText, language.Text{})
	p.text("services", d.Services, longText, needServices)
	p.text("hours", d.Hours, longText, language.Text{})
}

func (d MunicipalityDetails) tidied() MunicipalityDetails {
	d.Name, d.OfficialName, d.Seat = tidy(d.Name), tidy(d.OfficialName), tidy(d.Seat)
	return d
}

// check holds the year against the day, since a population is counted on 31 December and never ahead.
func (d MunicipalityDetails) check(p *problems, day calendar.Date) {
	p.text("name", d.Name, longName, needName)
	p.text("official_name", d.OfficialName, longName, needOfficialName)
	p.text("seat", d.Seat, longName, needSeat)
	if d.Population < 0 || d.Population > 10_000_000 {
		p.add("population", badPopulation)
	}
	if d.PopulationYear < 1952 || d.PopulationYear > day.Year {
		p.add("population_year", badYear.With(day.Year))
	}
	if math.IsNaN(d.Latitude) || d.Latitude < 55 || d.Latitude > 70 {
		p.add("latitude", badLatitude)
	}
	if math.IsNaN(d.Longitude) || d.Longitude < 10 || d.Longitude > 25 {
		p.add("longitude", badLongitude)
	}
}

var (
	tooLong          = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	needName         = language.T("Skriv ett namn.", "Enter a name.")
	needOfficialName = language.T("Skriv kommunens officiella namn, till exempel Österåkers kommun.", "Enter the municipality’s official name, for example Österåkers kommun.")
	needSeat         = language.T("Skriv centralorten.", "Enter the seat.")
	needServices     = language.T("Skriv vad man kan göra på kontoret, till exempel bokade möten.", "Enter what can be done at the office, for example booked meetings.")
	badPopulation    = language.T("Skriv antalet invånare med siffror, från 0 till 10 000 000.", "Enter the number of inhabitants in digits, from 0 to 10,000,000.")
	badYear          = language.T("Skriv ett årtal från 1952 till %d.", "Enter a year from 1952 to %d.")
	badLatitude      = language.T("Skriv latituden i grader, från 55 till 70, till exempel 60,15.", "Enter the latitude in degrees, from 55 to 70, for example 60.15.")
	badLongitude     = language.T("Skriv longituden i grader, från 10 till 25, till exempel 15,19.", "Enter the longitude in degrees, from 10 to 25, for example 15.19.")
)
