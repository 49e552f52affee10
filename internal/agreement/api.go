package agreement

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiRoutes registers the open part of the API: no key is needed.
func (s *Service) apiRoutes(rt *web.Router) {
	tag := []string{web.Both(sayAgreements)}
	web.API(rt, huma.Operation{OperationID: "get-coverage", Method: http.MethodGet, Path: "/coverage", Tags: tag,
		Summary: web.Both(language.T("Hur många kommuner som har en överenskommelse en viss dag", "How many municipalities have an agreement on a day"))},
		policy.ReadCoverage, s.apiCoverage)
	web.API(rt, huma.Operation{OperationID: "list-agreements", Method: http.MethodGet, Path: "/agreements", Tags: tag,
		Summary: web.Both(language.T("Lista överenskommelser, i ordning efter kommunens namn", "List agreements, in the order of the municipality's name"))},
		policy.UseAPI, s.apiList)
	web.API(rt, huma.Operation{OperationID: "get-agreement", Method: http.MethodGet, Path: "/agreements/{id}", Tags: tag,
		Summary: web.Both(language.T("Hämta en överenskommelse", "Get one agreement"))}, policy.UseAPI, s.apiOne)
	s.actRoutes(rt)
	s.lifeAPI(rt)
}

// Asked is what every question may say: of which day.
type Asked struct {
	On string `query:"on" format:"date" doc:"Läget den här dagen; i dag om den utelämnas || The state on this day; today when left out"`
}

func (s *Service) dayOf(in Asked) (calendar.Date, error) {
	if in.On == "" {
		return today(s.Trail.DB()), nil
	}
	return calendar.ParseDate(in.On)
}

// answer is the body of an answer, in the shape that the API's frame asks for.
type answer[T any] struct{ Body T }

// body is an agreement as the API gives it.
type body struct {
	ID         string        `json:"id"`
	Version    int64         `json:"version" doc:"Skickas med när något ändras || Sent along when something is changed"`
	Standing   Standing      `json:"standing" enum:"agreement,announced,declined"`
	State      State         `json:"state" doc:"Läget dagen som frågan gäller || The state on the day asked about" enum:"not-yet,in-force,ending,expired,terminated,announced,declined"`
	Kind       Kind          `json:"kind" doc:"Vilken mall || Which template" enum:"template-2022,dua-2015,other,unknown"`
	Signed     calendar.Date `json:"signed,omitzero"`
	ValidFrom  calendar.Date `json:"validFrom" doc:"Första dagen || First day"`
	ValidTo    calendar.Date `json:"validTo,omitzero" doc:"Sista dagen enligt överenskommelsen; saknas när den gäller tills vidare || Last day as agreed; absent until further notice"`
	Terminated calendar.Date `json:"terminated,omitzero" doc:"Sista dagen, när den har upphört i förtid || Last day, when it ended early"`
	Renewed    calendar.Date `json:"renewedFrom,omitzero" doc:"Första dagen i den senaste förlängningen: till dess gäller den förra texten || First day of the latest renewal: until then the text before it holds"`
	Source     string        `json:"source,omitempty" doc:"Var uppgiften kommer från || Where the knowledge comes from"`
	Parties    []partyBody   `json:"parties" nullable:"false"`
	Promises   *tallyBody    `json:"promises,omitempty" doc:"Hur löftena stod när de senast räknades; saknas när inget kan bedömas || How the promises stood when last reckoned; absent when none can be judged"`
}

type tallyBody struct {
	Kept     int64     `json:"kept"`
	AtRisk   int64     `json:"atRisk"`
	Broken   int64     `json:"broken"`
	Reckoned time.Time `json:"reckonedAt" doc:"När det senast ändrades || When it last changed"`
}

func (b body) with(t Tally) body {
	if !t.IsZero() {
		b.Promises = &tallyBody{t.Kept, t.AtRisk, t.Broken, t.Reckoned.Time}
	}
	return b
}

type partyBody struct {
	Authority        string `json:"authority" doc:"Myndighetens id || Id of the authority"`
	Name             string `json:"name"`
	MunicipalityCode string `json:"municipalityCode,omitempty"`
	RegistryNumber   string `json:"registryNumber,omitempty" doc:"Partens diarienummer || The party's registry number"`
}

func bodyOf(a Agreement, day calendar.Date, authorities map[string]directory.Authority) body {
	b := body{ID: a.ID, Version: a.Version, Standing: a.Standing, State: a.StateOn(day), Kind: a.Kind, Signed: a.Signed, ValidFrom: a.From, ValidTo: a.To,
		Terminated: a.Terminated, Renewed: a.RenewedFrom, Source: a.Source, Parties: []partyBody{}}
	for _, p := range a.Parties {
		b.Parties = append(b.Parties, partyBody{p.Authority, authorities[p.Authority].Title(), p.Municipality, p.RegistryNumber})
	}
	return b
}

func (s *Service) apiCoverage(r *web.Request, in *struct{ Asked }) (*answer[FullCoverage], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	c, err := CoverageOn(r.Context(), s.Trail.DB(), day)
	return &answer[FullCoverage]{c.Full()}, err
}

// page is one page of the list.
type page struct {
	Items []body `json:"items" nullable:"false"`
	Total int    `json:"total" doc:"Antal i hela listan || Number in the whole list"`
	Next  string `json:"next,omitempty" doc:"Skicka som after för nästa sida; saknas på den sista || Send as after for the next page; absent on the last"`
}

func (s *Service) apiList(r *web.Request, in *struct {
	Asked
	State        string `query:"state" enum:"not-yet,in-force,ending,expired,terminated,announced,declined" doc:"in-force omfattar även dem som slutar snart || in-force includes those that end soon"`
	Kind         string `query:"kind" enum:"template-2022,dua-2015,other,unknown"`
	County       string `query:"county" maxLength:"2" doc:"Länskod, två siffror || County code, two digits"`
	Municipality string `query:"municipality" maxLength:"4" doc:"Kommunkod, fyra siffror || Municipality code, four digits"`
	Promises     string `query:"promises" enum:"broken,at-risk,kept" doc:"Med löften som inte hålls, med löften i fara, eller där alla som kan bedömas hålls || With broken promises, with promises at risk, or where all that can be judged are kept"`
	Limit        int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"Högst så många poster || At most this many items"`
	After        string `query:"after" maxLength:"2000" doc:"Fortsätt efter den här platsen: next från förra svaret || Go on after this place: next of the previous answer"`
}) (*answer[page], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	after, err := web.ParseCursor(in.After, 2)
	if err != nil {
		return nil, err
	}
	f := Filter{State: State(in.State), Kind: Kind(in.Kind), County: in.County, Municipality: in.Municipality, Promised: Promised(in.Promises), On: day, After: after, Limit: in.Limit + 1}
	q := s.Trail.DB()
	found, err := List(r.Context(), q, f)
	if err != nil {
		return nil, err
	}
	found, next := web.Cut(found, in.Limit, cursorOf)
	authorities, err := s.authorities(r.Context(), day, found...)
	if err != nil {
		return nil, err
	}
	out := page{Items: []body{}, Next: next.String()}
	promises, err := tallies(r.Context(), q, idsOf(found)...)
	if err != nil {
		return nil, err
	}
	for _, a := range found {
		out.Items = append(out.Items, bodyOf(a, day, authorities).with(promises[a.ID]))
	}
	out.Total, err = Total(r.Context(), q, f)
	return &answer[page]{out}, err
}

func cursorOf(a Agreement) web.Cursor { return web.Cursor{a.SortKey, a.ID} }

func (s *Service) apiOne(r *web.Request, in *struct {
	Asked
	ID string `path:"id" maxLength:"40"`
}) (*answer[body], error) {
	day, err := s.dayOf(in.Asked)
	if err != nil {
		return nil, err
	}
	a, err := get(r.Context(), s.Trail.DB(), in.ID)
	if err != nil {
		return nil, err
	}
	authorities, err := s.authorities(r.Context(), day, a)
	if err != nil {
		return nil, err
	}
	promises, err := tallies(r.Context(), s.Trail.DB(), a.ID)
	return &answer[body]{bodyOf(a, day, authorities).with(promises[a.ID])}, err
}
