package enquiry

import (
	"net/http"
	"net/url"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiSaved are the caller's own filters of the inbox.
func (s *Service) apiSaved(rt *web.Router) {
	t, post := language.T, http.MethodPost
	const all, one = "/enquiry-filters", "/enquiry-filters/{filter}"
	gone := apiOp("remove-enquiry-filter", post, one+"/removals", t("Ta bort ett eget filter för inkorgen", "Remove a filter of the inbox of one's own"))
	gone.DefaultStatus = http.StatusNoContent
	web.API(rt, apiOp("list-enquiry-filters", http.MethodGet, all, t("Lista de egna filtren för inkorgen", "List one's own filters of the inbox")), policy.ListEnquiries, s.apiFilters)
	web.API(rt, apiOp("save-enquiry-filter", post, all, t("Spara ett eget filter för inkorgen", "Save a filter of the inbox of one's own")), policy.KeepFilters, s.apiSaveFilter)
	web.API(rt, gone, policy.KeepFilters, func(r *web.Request, in *struct {
		ID string `path:"filter" maxLength:"40" doc:"Filtrets id || Id of the filter"`
	}) (*struct{}, error) {
		return &struct{}{}, s.DropFilter(r.Context(), r.Actor, in.ID)
	})
}

// filterItem is a saved filter as the API gives it.
type filterItem struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Query     string    `json:"query" doc:"Det som står efter frågetecknet i inkorgens adress || What follows the question mark in the address of the inbox"`
	Path      string    `json:"path" doc:"Sidan som visar urvalet || The page that shows the selection"`
	CreatedAt time.Time `json:"createdAt"`
}

func savedItem(f Saved) filterItem {
	return filterItem{ID: f.ID, Name: f.Name, Query: f.Query, Path: inboxPath + "?" + f.Query, CreatedAt: f.CreatedAt.Time}
}

type filtersAnswer struct {
	Body struct {
		Items []filterItem `json:"items" nullable:"false"`
	}
}

func (s *Service) apiFilters(r *web.Request, _ *struct{}) (*filtersAnswer, error) {
	list, err := s.SavedFilters(r.Context(), s.Trail.DB(), r.Actor)
	out := filtersAnswer{}
	out.Body.Items = []filterItem{}
	for _, f := range list {
		out.Body.Items = append(out.Body.Items, savedItem(f))
	}
	return &out, err
}

type toldFilter struct{ Body filterItem }

func (s *Service) apiSaveFilter(r *web.Request, in *struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"60"`
		Query string `json:"query,omitempty" maxLength:"1000" doc:"Det som står efter frågetecknet i inkorgens adress || What follows the question mark in the address of the inbox" example:"kommun=2085"`
	}
}) (*toldFilter, error) {
	q, err := url.ParseQuery(in.Body.Query)
	if err != nil {
		says := language.T("Urvalet går inte att läsa. Skriv det som i inkorgens adress, till exempel kommun=2085.", "The selection cannot be read. Write it as in the address of the inbox, such as kommun=2085.")
		return nil, fault.New(fault.Invalid, says, fault.Field("query", says))
	}
	q.Del(web.AfterParam) // a place in a list and a file are no selection
	q.Del(web.FormatParam)
	f, err := s.SaveFilter(r.Context(), r.Actor, in.Body.Name, q.Encode())
	return &toldFilter{savedItem(f)}, err
}
