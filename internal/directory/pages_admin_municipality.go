package directory

import (
	"math"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) municipalityFields(r *web.Request, d MunicipalityDetails) []ui.Field {
	number := func(v float64) string { return language.Decimal(v, 5).In(r.Lang) }
	return []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: r.Say(words.name), Value: d.Name, MaxLength: longName},
		{Kind: ui.TextField, Name: "official_name", Label: r.Say(words.official), Value: d.OfficialName, MaxLength: longName},
		{Kind: ui.SelectField, Name: "county_code", Label: r.Say(words.county), Value: d.CountyCode, Options: s.countyOptions("")},
		{Kind: ui.SelectField, Name: "group_code", Label: r.Say(words.group), Value: d.GroupCode, Options: s.groupOptions("")},
		{Kind: ui.NumberField, Name: "population", Label: r.Say(words.population), Value: language.Number(d.Population)},
		{Kind: ui.NumberField, Name: "population_year", Label: r.Say(say.populationYear), Value: strconv.Itoa(d.PopulationYear)},
		{Kind: ui.TextField, Name: "seat", Label: r.Say(words.seat), Value: d.Seat, Width: ui.Medium, MaxLength: longName},
		{Kind: ui.TextField, Name: "latitude", Label: r.Say(say.latitude), Value: number(d.Latitude), Width: ui.Short, InputMode: "decimal"},
		{Kind: ui.TextField, Name: "longitude", Label: r.Say(say.longitude), Value: number(d.Longitude), Width: ui.Short, InputMode: "decimal"}}
}

func readMunicipality(f *web.Form) MunicipalityDetails {
	return MunicipalityDetails{
		Name: f.Text("name"), OfficialName: f.Text("official_name"), CountyCode: f.Text("county_code"), GroupCode: f.Text("group_code"),
		Population: f.Int("population", 0, 10_000_000, web.Required), PopulationYear: f.Int("population_year", 0, 9999, web.Required),
		Seat: f.Text("seat"), Latitude: degrees(f.Text("latitude")), Longitude: degrees(f.Text("longitude")),
	}
}

// degrees reads 60,15 or 60.15; what cannot be read is no number, which the rules refuse.
func degrees(s string) float64 {
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func (s *Service) adminMunicipality(r *web.Request) (web.Response, error) {
	return s.adminMunicipalityAgain(r, nil, "")
}

func (s *Service) adminMunicipalityAgain(r *web.Request, sent *web.Form, which string) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	h, err := municipalityHistory(r.Context(), s.Trail.DB(), r.Path("code"))
	if err != nil {
		return web.Response{}, err
	}
	path, shown := adminPath+"/kommun/"+h.Code, h.History.Nearest(day)
	return record{
		title: language.Same(shown.Details.OfficialName), way: []ui.Link{{Label: r.Say(words.municipalities), Href: "/kommuner"}},
		details: editForm(r, path, h.Version, shown.Validity, s.municipalityFields(r, shown.Details)...),
		more:    []templ.Component{versionsTable(r, path, h.History, func(d MunicipalityDetails) string { return d.OfficialName })},
	}.page(r, sent, which), nil
}

func (s *Service) postMunicipality(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		e, d := readEdit(f), readMunicipality(f)
		return unless(f, func() error { return s.ChangeMunicipality(r.Context(), r.Actor, r.Path("code"), e, d) })
	}, func() string { return adminPath + "/kommun/" + r.Path("code") }, func(f *web.Form) (web.Response, error) { return s.adminMunicipalityAgain(r, f, "details") })
}

// editLink leads from a municipality's page to its record, for those who may change it.
func editLink(r *web.Request, m Municipality) []ui.Link {
	if !r.May(policy.EditMunicipality) {
		return nil
	}
	return []ui.Link{{Label: r.Say(say.editMunicipality), Href: adminPath + "/kommun/" + m.Code}}
}
