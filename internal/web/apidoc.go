package web

import (
	"samsyn/internal/language"
)

// apiPage is the API's description for people.
func (rt *Router) apiPage(r *Request) (Response, error) {
	title := language.T("API för öppna uppgifter och system", "API for open data and systems")
	return Page(title, apiDoc(r, rt.api.describe(r.Lang))), nil
}
