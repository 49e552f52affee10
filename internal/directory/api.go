package directory

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the open part of the API: no key is needed.
func (s *Service) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(words.apiTag)}
	web.API(rt, huma.Operation{OperationID: "list-municipalities", Method: http.MethodGet, Path: "/municipalities", Tags: tag,
		Summary: web.Both(language.T("Lista kommuner, sorterade efter kod", "List municipalities, sorted by code"))}, policy.UseAPI, s.apiMunicipalities)
	web.API(rt, huma.Operation{OperationID: "get-municipality", Method: http.MethodGet, Path: "/municipalities/{code}", Tags: tag,
		Summary: web.Both(language.T("Hämta en kommun", "Get one municipality"))}, policy.UseAPI, s.apiMunicipality)
	web.API(rt, huma.Operation{OperationID: "list-counties", Method: http.MethodGet, Path: "/counties", Tags: tag,
		Summary: web.Both(language.T("Lista län", "List counties"))}, policy.UseAPI, s.apiCounties)
	web.API(rt, huma.Operation{OperationID: "list-authorities", Method: http.MethodGet, Path: "/authorities", Tags: tag,
		Summary: web.Both(language.T("Lista myndigheter", "List authorities"))}, policy.UseAPI, s.apiAuthorities)
	web.API(rt, huma.Operation{OperationID: "get-authority", Method: http.MethodGet, Path: "/authorities/{id}", Tags: tag,
		Summary: web.Both(language.T("Hämta en myndighet med enheter och kontor", "Get one authority with its units and offices"))}, policy.UseAPI, s.apiAuthority)
	s.areasRoutes(rt)
}

// Asked is what every question may say: of which day.
type Asked struct {
	On string `query:"on" format:"date" doc:"Läget den här dagen; i dag om den utelämnas || The state on this day; today when left out"`
}

// dayOf is the day asked for, or today.
func (s *Service) dayOf(in Asked) (calendar.Date, error) {
	if in.On == "" {
		return s.Today(), nil
	}
	return calendar.ParseDate(in.On)
}

// Paging is what every list may say.
type Paging struct {
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"Högst så många poster || At most this many items"`
	After string `query:"after" maxLength:"2000" doc:"Fortsätt efter den här platsen: next från förra svaret || Go on after this place: next of the previous answer"`
}

// listOf is one page of a list.
type listOf[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Total int    `json:"total" doc:"Antal i hela listan || Number in the whole list"`
	Next  string `json:"next,omitempty" doc:"Skicka som after för nästa sida; saknas på den sista || Send as after for the next page; absent on the last"`
}

// answer is the body of an answer, in the shape that the API's frame asks for.
type answer[T any] struct{ Body T }

func (s *Service) apiMunicipalities(r *web.Request, in *struct {
	Asked
	Paging
	County string `query:"county" maxLength:"2" doc:"Länskod, två siffror || County code, two digits"`
}) (*answer[listOf[Municipality]], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	after, err := web.ParseCursor(in.After, 1)
	if err != nil {
		return nil, err
	}
	f := Filter{County: in.County, Order: ByNumber}
	all, err := List(r.Context(), s.Trail.DB(), f, day)
	if err != nil {
		return nil, err
	}
	from := all
	for len(after) > 0 && len(from) > 0 && from[0].Code <= after[0] {
		from = from[1:]
	}
	items, next := web.Cut(from, in.Limit, func(m Municipality) web.Cursor { return web.Cursor{m.Code} })
	return &answer[listOf[Municipality]]{listOf[Municipality]{Items: orEmpty(items), Total: len(all), Next: next.String()}}, nil
}

// municipalityBody is a municipality with those near it and like it.
type municipalityBody struct {
	Municipality
	Neighbours []string `json:"neighbours" nullable:"false" doc:"Koder för grannkommuner || Codes of neighbouring municipalities"`
	Similar    []string `json:"similar" nullable:"false" doc:"Koder för liknande kommuner (Kolada, arbetsmarknad 2024) || Codes of similar municipalities (Kolada, labour market 2024)"`
	Offices    []Office `json:"offices" nullable:"false"`
}

func (s *Service) apiMunicipality(r *web.Request, in *struct {
	Asked
	Code string `path:"code" pattern:"^[0-9]{4}$" doc:"SCB:s fyra siffror || SCB's four digits"`
}) (*answer[municipalityBody], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	m, err := ByCode(r.Context(), s.Trail.DB(), in.Code, day)
	if err != nil {
		return nil, err
	}
	offices, err := OfficesIn(r.Context(), s.Trail.DB(), m.Code, day)
	return &answer[municipalityBody]{municipalityBody{Municipality: m, Neighbours: orEmpty(s.Reference.Neighbours(m.Code)),
		Similar: orEmpty(s.Reference.Similar(m.Code)), Offices: orEmpty(offices)}}, err
}

func (s *Service) apiCounties(r *web.Request, _ *struct{}) (*answer[listOf[County]], error) {
	all, err := Counties(r.Context(), s.Trail.DB())
	return &answer[listOf[County]]{listOf[County]{Items: orEmpty(all), Total: len(all)}}, err
}

func (s *Service) apiAuthorities(r *web.Request, in *struct {
	Asked
	Paging
	Municipality string `query:"municipality" maxLength:"4" doc:"Kommunkod || Municipality code"`
}) (*answer[listOf[Authority]], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	after, err := web.ParseCursor(in.After, 1)
	if err != nil {
		return nil, err
	}
	f := AuthorityFilter{Municipality: in.Municipality, Limit: in.Limit + 1}
	if len(after) > 0 {
		f.After = after[0]
	}
	found, err := ListAuthorities(r.Context(), s.Trail.DB(), f, day)
	if err != nil {
		return nil, err
	}
	total, err := CountAuthorities(r.Context(), s.Trail.DB(), f, day)
	items, next := web.Cut(found, in.Limit, func(a Authority) web.Cursor { return web.Cursor{a.ID} })
	return &answer[listOf[Authority]]{listOf[Authority]{Items: orEmpty(items), Total: total, Next: next.String()}}, err
}

// authorityBody is an authority with what belongs to it.
type authorityBody struct {
	Authority
	Units   []Unit      `json:"units" nullable:"false"`
	Offices []Office    `json:"offices" nullable:"false"`
	Areas   []areasBody `json:"areas" nullable:"false" doc:"Vad myndigheten och dess enheter gör den dagen || What the authority and its units do on that day"`
}

func (s *Service) apiAuthority(r *web.Request, in *struct {
	Asked
	ID string `path:"id" maxLength:"40"`
}) (*answer[authorityBody], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	q := s.Trail.DB()
	a, err := AuthorityByID(r.Context(), q, in.ID, day)
	if err != nil {
		return nil, err
	}
	units, err := Units(r.Context(), q, a.ID, day)
	if err != nil {
		return nil, err
	}
	offices, err := OfficesOf(r.Context(), q, a.ID, day)
	if err != nil {
		return nil, err
	}
	all, err := Activities(r.Context(), q, a.ID)
	return &answer[authorityBody]{authorityBody{Authority: a, Units: orEmpty(units), Offices: orEmpty(offices), Areas: areasIn(all, a.ID, units, day)}}, err
}

// areasIn is what is said of an authority and of each unit that something of its own is said of.
func areasIn(all []Activity, authority string, units []Unit, day calendar.Date) []areasBody {
	out := []areasBody{}
	for _, unit := range append([]Unit{{}}, units...) {
		said := areasBody{Authority: authority, Unit: unit.ID, Areas: []BranchArea{}}
		for _, area := range BranchAreas() {
			if slices.ContainsFunc(all, func(b Activity) bool { return b.Unit == unit.ID && b.Area == area && b.On(day) }) {
				said.Areas = append(said.Areas, area)
			}
		}
		if len(said.Areas) > 0 {
			out = append(out, said)
		}
	}
	return out
}

// orEmpty makes an empty list of none, so that a program always finds a list.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
